//! The public entry: recognise, decode, dispatch to a reader, finish.

use super::charset::{UnknownCharset, decode};
use super::clean::clean;
use super::document::read_document;
use super::draft::Reading;
use super::finish::finish;
use super::item::{FormKind, Questionnaire};
use super::pdf;
use super::reader::{csv, email, html, markdown, outlook, records, text};
use super::recognise::{Recognised, hint, kind_of_text, recognise, unasking};
use super::workbook::{read_tables, read_workbook, table_kind};
use super::{Error, Limits, Rules};

/// Reads a form.
///
/// `name` is the file's name, used in messages and as a hint; folders before it are ignored. `bytes` is the whole file. What the
/// file is, its content decides.
///
/// # Errors
///
/// See [`Error`]: empty, too large, a format without a reader, an unknown charset, or no questions in it.
pub fn read_questionnaire(name: &str, bytes: &[u8], limits: &Limits) -> Result<Questionnaire, Error> {
    let name = file_name(name);
    let reading = read_form(&name, bytes, limits, 0)?;
    finish(name, bytes, reading, limits)
}

/// Reads a form by the rules of a profile, where there are some and the form is a table.
///
/// # Errors
///
/// As [`read_questionnaire`].
pub fn read_questionnaire_by(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    rules: Option<Rules>,
) -> Result<Questionnaire, Error> {
    let short = file_name(name);
    match (rules, table_kind(&short, bytes, limits)) {
        (Some(rules), Some(kind)) => {
            let reading = read_tables(&short, bytes, kind, limits, Some(rules))?;
            finish(short, bytes, reading, limits)
        }
        _ => read_questionnaire(name, bytes, limits),
    }
}

/// Reads a form or an attachment; `depth` is how many mails it is inside of.
pub(super) fn read_form(name: &str, bytes: &[u8], limits: &Limits, depth: usize) -> Result<Reading, Error> {
    if bytes.len() > limits.bytes {
        return Err(Error::TooLarge { name: name.to_owned(), what: "bytes", limit: limits.bytes });
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Error::Empty { name: name.to_owned() });
    }
    if name.starts_with("~$") && bytes.len() < 1_000 {
        return Err(Error::Unread {
            name: name.to_owned(),
            what: "the lock file of a form that is open in another program",
        });
    }
    match recognise(bytes) {
        Recognised::Unread(what) => Err(Error::Unread { name: name.to_owned(), what }),
        Recognised::Binary => Err(Error::Binary { name: name.to_owned() }),
        Recognised::Email => {
            let mut reading = email::read_email(name, bytes, limits, depth)?;
            note_wrong_name(name, &mut reading);
            Ok(reading)
        }
        Recognised::Outlook => {
            let mut reading = outlook::read_outlook(name, bytes, limits, depth)?;
            note_wrong_name(name, &mut reading);
            Ok(reading)
        }
        Recognised::Encrypted => Err(Error::Encrypted { name: name.to_owned() }),
        Recognised::Workbook(kind) => {
            let mut reading = read_workbook(name, bytes, kind, limits)?;
            note_wrong_name(name, &mut reading);
            Ok(reading)
        }
        Recognised::Document(kind) => {
            let mut reading = read_document(name, bytes, kind, limits)?;
            note_wrong_name(name, &mut reading);
            Ok(reading)
        }
        Recognised::Pdf => {
            let mut reading = pdf::read_pdf(name, bytes, limits)?.reading;
            note_wrong_name(name, &mut reading);
            Ok(reading)
        }
        Recognised::Text => read_text_form(name, bytes, None, limits),
    }
}

/// Reads a form that is text of some kind, in the charset that was declared for it, if any.
pub(super) fn read_text_form(
    name: &str,
    bytes: &[u8],
    declared: Option<&str>,
    limits: &Limits,
) -> Result<Reading, Error> {
    let told = html::declared_charset(bytes);
    let content = decoded(name, bytes, declared.or(told.as_deref()))?;
    if content.trim().is_empty() {
        return Err(Error::Empty { name: name.to_owned() });
    }
    if content.bytes().filter(|byte| *byte == b'\n').count() >= limits.lines {
        return Err(Error::TooLarge { name: name.to_owned(), what: "lines", limit: limits.lines });
    }
    let kind = kind_of_text(name, &content).map_err(|what| Error::Unread { name: name.to_owned(), what })?;
    if matches!(kind, FormKind::Text | FormKind::Markdown)
        && let Some(what) = unasking(&content)
    {
        return Err(Error::NoForm { name: name.to_owned(), what });
    }
    let mut reading = match kind {
        FormKind::Csv => csv::read_csv(name, &content, limits)?,
        FormKind::Markdown => markdown::read_markdown(&content, limits),
        FormKind::Html => html::read_html(name, &content, limits)?,
        FormKind::Json | FormKind::Yaml => records::read_records(name, &content, kind, limits)?,
        _ => text::read_text(&content, limits),
    };
    note_wrong_name(name, &mut reading);
    Ok(reading)
}

/// The text of a form without what a reader cannot see.
pub(super) fn text_of(name: &str, bytes: &[u8]) -> Result<String, Error> {
    decoded(name, bytes, None)
}

fn decoded(name: &str, bytes: &[u8], declared: Option<&str>) -> Result<String, Error> {
    let text = decode(bytes, declared)
        .map_err(|UnknownCharset(charset)| Error::UnknownCharset { name: name.to_owned(), charset })?;
    Ok(clean(&text))
}

fn note_wrong_name(name: &str, reading: &mut Reading) {
    let Some(hinted) = hint(name) else { return };
    if hinted != reading.kind {
        reading.notes.push(format!("`{name}` was read as {} by its content", in_words(reading.kind)));
    }
}

fn in_words(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Email => "an e-mail",
        FormKind::Msg => "an Outlook message",
        FormKind::Text => "plain text",
        FormKind::Markdown => "Markdown",
        FormKind::Csv => "delimited values",
        FormKind::Html => "a web page",
        FormKind::Json => "JSON",
        FormKind::Yaml => "YAML",
        FormKind::Xlsx | FormKind::Xls | FormKind::Xlsb => "a workbook",
        FormKind::Ods => "an OpenDocument spreadsheet",
        FormKind::Docx => "a Word document",
        FormKind::Odt => "an OpenDocument text",
        FormKind::Pdf => "a PDF",
    }
}

/// The name without folders and without what would disturb a terminal.
pub(super) fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    clean(last).chars().filter(|character| *character != '\n' && *character != '\t').take(200).collect()
}
