//! What a form asks: the nouns every reader produces.

use serde::Serialize;

/// A form as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Questionnaire {
    /// File name without folders, as the asker called it.
    pub name: String,
    /// Format that was recognised from the content.
    pub kind: FormKind,
    /// SHA-256 of the bytes that were read, lower-case hexadecimal.
    pub sha256: String,
    /// Language of the items as a two-letter code (`en`, `fr`, `de`, `ja`, `es` ...), if it could be told.
    pub language: Option<String>,
    /// Title of the form: an e-mail's subject, a document's title.
    pub title: Option<String>,
    /// The items in the order of the form.
    pub items: Vec<Item>,
    /// What the reader wants a person to know: attachments left unread, sheets skipped.
    pub notes: Vec<Note>,
    /// Files that came with the form.
    pub attachments: Vec<Attachment>,
    /// What a profile said about the form, if one was used.
    pub rules: Option<super::Rules>,
}

/// Format of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FormKind {
    /// An e-mail, RFC 5322 with MIME.
    Email,
    /// An Outlook message.
    Msg,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Comma- or otherwise delimited values.
    Csv,
    /// A web page.
    Html,
    /// JSON of a shape that asks: Google VSAQ, lists of records with questions.
    Json,
    /// YAML of such a shape.
    Yaml,
    /// A workbook of Office Open XML, with or without macros (XLSX, XLSM).
    Xlsx,
    /// A workbook in the binary format of Excel 97 to 2003.
    Xls,
    /// A workbook in the binary format of later versions.
    Xlsb,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A Word document of Office Open XML, with or without macros (DOCX, DOCM).
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A PDF, with or without form fields.
    Pdf,
}

/// One thing that is asked. Not every item is a question: statements and noun phrases are items too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The asker's own number (`①`, `1.2`, `A&A-01`), or a running number where the form has none.
    pub id: String,
    /// Heading under which the item stands.
    pub section: Option<String>,
    /// The asker's own words, line breaks folded, numbering removed, nothing else changed.
    pub text: String,
    /// Where in the file it stands.
    pub location: Location,
    /// Guidance, an example answer, or allowed answers that the form gives with the item.
    pub guidance: Option<String>,
    /// Words of the item it hangs on, for a follow-up such as "If yes, how often?".
    pub context: Option<String>,
    /// Where in the file its answer goes; empty when the format or the form has no place for it.
    pub slots: Vec<Slot>,
}

/// A place in the asker's file where an answer goes, with what it accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slot {
    /// What belongs there.
    pub role: SlotRole,
    /// Address in the words of the format: `Sheet1!C5`, `table 2, row 3, column 4`, a field's name.
    pub place: String,
    /// What it accepts.
    pub accepts: Accepts,
    /// What stands there now, if anything.
    pub holds: Option<String>,
    /// Why it must not be written: a formula, a locked cell, somebody's real answer. `None` when it may be.
    pub locked: Option<String>,
}

/// Why a slot is locked that holds somebody's real answer: the one reason that a person can override.
pub const REAL_ANSWER: &str = "holds an answer already";

/// What belongs in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotRole {
    /// The answer itself.
    Answer,
    /// Words beside it: comment, evidence, explanation.
    Comment,
    /// A second answer that the form asks for with every item, such as who owns the control.
    Second,
}

/// What a slot accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accepts {
    /// Any text.
    Text,
    /// One of these strings, exactly.
    OneOf(Vec<String>),
    /// A mark in one of several cells or boxes: label and place of each.
    Mark(Vec<(String, String)>),
}

/// Place of an item in its file, in the words a person would use to find it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// First line of the item, from 1, counted in the decoded text; or the row of a table.
    pub line: usize,
    /// Part of the file: `body`, an attachment's name, a sheet's name.
    pub part: Option<String>,
}

/// Something a person should know about how the form was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// One sentence, lower case, no full stop.
    pub message: String,
}

/// A file that came with the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its name in the mail.
    pub name: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// Whether items were read from it.
    pub read: bool,
}
