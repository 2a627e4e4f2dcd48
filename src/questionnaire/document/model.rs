//! A document as a filler must know it: paragraphs, tables and fields with the bytes they stand in.

use std::ops::Range;

/// Bytes of the main part.
pub(crate) type Span = Range<usize>;

/// A change of the main part: these bytes become that text.
pub(crate) type Splice = (Span, String);

/// The main part of a document.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// What stands on the pages, in order.
    pub(crate) flow: Vec<Block>,
    /// All paragraphs in order, those in cells and text boxes too.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// All tables in order, nested ones after those they stand in.
    pub(crate) tables: Vec<Table>,
    /// All fields in order.
    pub(crate) fields: Vec<Field>,
    /// What stands in text boxes, one flow a box.
    pub(crate) text_boxes: Vec<Vec<Block>>,
    /// How it is protected.
    pub(crate) protection: Protection,
    /// Whether changes of others are tracked in it.
    pub(crate) tracked: bool,
}

/// What a protected document lets one change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Protection {
    /// Everything.
    #[default]
    None,
    /// Fields only.
    Fields,
    /// Nothing.
    All,
}

/// A paragraph or a table, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// Index of a paragraph.
    Paragraph(usize),
    /// Index of a table.
    Table(usize),
}

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// The whole element.
    pub(crate) span: Span,
    /// Its opening tag; the whole element where that is empty.
    pub(crate) tag: Span,
    /// Where words can be put in: after its properties.
    pub(crate) start: usize,
    /// Before its closing tag.
    pub(crate) end: usize,
    /// Bytes of its properties.
    pub(crate) properties: Option<Span>,
    /// Bytes of the look of its first words, or of its end where it has none.
    pub(crate) look: Option<Span>,
    /// What it shows without what stands in fields, line breaks kept.
    pub(crate) text: String,
    /// Where the text stands in the bytes.
    pub(crate) pieces: Vec<Piece>,
    /// Elements that hold words, outside of fields.
    pub(crate) runs: Vec<Span>,
    /// Level of a heading.
    pub(crate) heading: Option<u8>,
    /// The number the program shows before it; empty for a bullet.
    pub(crate) label: Option<String>,
    /// Whether all its words are bold.
    pub(crate) strong: bool,
    /// Whether it stands in a protected section.
    pub(crate) locked: bool,
    /// Whether it ends a section, so that nothing may be put after it.
    pub(crate) ends_section: bool,
    /// Whether it is a line of a table of contents.
    pub(crate) is_contents: bool,
    /// Whether it holds a picture or the like.
    pub(crate) holds_objects: bool,
    /// Boxes to tick, in order.
    pub(crate) boxes: Vec<TickBox>,
    /// Fields that stand in it: where in the text, and which.
    pub(crate) fields: Vec<(usize, usize)>,
}

/// Text that stands in the bytes as it is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Where in the text, in bytes.
    pub(crate) at: usize,
    /// Where in the part.
    pub(crate) source: usize,
    /// How many bytes.
    pub(crate) length: usize,
}

/// A box to tick.
#[derive(Debug, Clone)]
pub(crate) struct TickBox {
    /// Where in the text of the paragraph it stands, in bytes.
    pub(crate) at: usize,
    /// How many bytes of the text it takes.
    pub(crate) length: usize,
    /// Whether it is ticked.
    pub(crate) ticked: bool,
    /// What ticks it.
    pub(crate) tick: Vec<Splice>,
    /// Why it must not be ticked.
    pub(crate) locked: Option<&'static str>,
    /// Whether it is a field, which may be ticked in a protected document.
    pub(crate) is_field: bool,
}

/// A field that takes words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Field {
    /// Its name or title.
    pub(crate) name: String,
    /// What it takes.
    pub(crate) kind: FieldKind,
    /// What it shows now; nothing if that is only a prompt.
    pub(crate) text: String,
    /// Bytes that give way to the words.
    pub(crate) content: Span,
    /// Bytes of the look of its words.
    pub(crate) look: Option<Span>,
    /// What else changes when it is filled.
    pub(crate) also: Vec<Splice>,
    /// Why it must not be filled.
    pub(crate) locked: Option<&'static str>,
    /// Whether it is a field only as long as it shows a prompt: once filled, its words are words of the document.
    pub(crate) vanishes: bool,
    /// What stands around the words where they give way to whole paragraphs: before and after.
    pub(crate) around: Option<(String, String)>,
}

/// What a field takes.
#[derive(Debug, Clone, Default)]
pub(crate) enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// One of a list: what is shown, and what changes to choose it.
    List(Vec<(String, Vec<Splice>)>),
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Its rows.
    pub(crate) rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// Its cells, in order.
    pub(crate) cells: Vec<TableCell>,
    /// Whether it is deleted by a tracked change, or hidden.
    pub(crate) gone: bool,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub(crate) struct TableCell {
    /// First column from 0.
    pub(crate) column: usize,
    /// How many columns it takes.
    pub(crate) width: usize,
    /// How many rows it takes; 0 for a cell that another is merged over.
    pub(crate) height: usize,
    /// What stands in it.
    pub(crate) flow: Vec<Block>,
    /// Whether it must not be written.
    pub(crate) locked: bool,
    /// The field that holds the whole cell.
    pub(crate) field: Option<usize>,
}

impl Paragraph {
    /// Its text without boxes, for the proof: a tick must change nothing else.
    pub(crate) fn fixed(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut done = 0;
        for tick in &self.boxes {
            out.push_str(self.text.get(done..tick.at).unwrap_or_default());
            done = tick.at + tick.length;
        }
        out.push_str(self.text.get(done..).unwrap_or_default());
        out
    }

    /// What it shows with what stands in its fields.
    pub(crate) fn shown(&self, fields: &[Field]) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut done = 0;
        for (at, field) in &self.fields {
            out.push_str(self.text.get(done..*at).unwrap_or_default());
            out.push_str(fields.get(*field).map_or("", |field| field.text.as_str()));
            done = *at;
        }
        out.push_str(self.text.get(done..).unwrap_or_default());
        out
    }

    /// Whether it shows nothing.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.boxes.is_empty() && self.fields.is_empty() && !self.holds_objects
    }

    /// The bytes that show a stretch of its text, if they stand there as they are.
    pub(crate) fn source(&self, text: Range<usize>) -> Option<Span> {
        let piece = self.pieces.iter().find(|piece| piece.at <= text.start && text.end <= piece.at + piece.length)?;
        let start = piece.source + (text.start - piece.at);
        Some(start..start + text.len())
    }
}
