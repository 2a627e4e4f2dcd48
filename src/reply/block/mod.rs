//! The block model: what a document says, without saying how any format draws it.
//!
//! Templates write Markdown, [`read_markdown`] turns it into blocks, and every renderer (PDF, DOCX, HTML, Markdown) draws the
//! same blocks. Two conventions go beyond CommonMark: a heading may carry an anchor (`## Sources {#sources}`), and a link to
//! `verdict:yes` (`no`, `partial`, `not-applicable`, `information`, `open`) is a [`Inline::Badge`].

mod anchors;
mod clean;
mod link;
mod markdown;

pub use anchors::{Anchors, DEEPEST, NoteAnchors, deep_paragraphs};
pub use clean::{clean_text, one_line};
pub use link::{LinkTarget, link_target};
pub use markdown::{escape_markdown, read_markdown};

/// A document, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title, shown in the metadata and in a viewer's window.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// One line on what it is about.
    pub subject: String,
    /// Language of the text, BCP 47 (`en-GB`).
    pub language: String,
    /// Date and time written into the metadata, UTC. Never the clock's.
    pub created: jiff::civil::DateTime,
    /// Running header of every page.
    pub header: String,
    /// Running footer of every page; the renderer adds "page x of y".
    pub footer: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// Files carried inside the document where the format can (PDF).
    pub attachments: Vec<AttachedFile>,
}

/// A file inside a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// File name.
    pub name: String,
    /// Media type, such as `application/json`.
    pub media_type: String,
    /// What it is, for a reader.
    pub description: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 (document title) to 4.
        level: u8,
        /// Anchor other text may link to.
        id: Option<String>,
        /// Text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Somebody else's words.
    Quote(Vec<Block>),
    /// A list; each item is blocks.
    List {
        /// Number of the first item of a numbered list; `None` for bullets.
        start: Option<u64>,
        /// Items.
        items: Vec<Vec<Block>>,
    },
    /// A table with one header row.
    Table {
        /// Alignment of each column.
        columns: Vec<Align>,
        /// Header cells, one a column.
        header: Vec<Vec<Inline>>,
        /// Rows, each one cell a column.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Preformatted text.
    Code(String),
    /// A thematic break.
    Rule,
    /// A note that [`Inline::NoteRef`] points to; stands where the template put it.
    Note {
        /// Label, which is also its printed number.
        label: String,
        /// Text.
        blocks: Vec<Block>,
    },
}

/// Alignment of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Left, the default.
    Left,
    /// Centred.
    Center,
    /// Right, for numbers.
    Right,
}

/// A run of text inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link to an address (`https:`, `mailto:`) or an anchor of this document (`#id`).
    Link {
        /// Address or `#anchor`.
        target: String,
        /// Text.
        text: Vec<Inline>,
    },
    /// A reference to the [`Block::Note`] with this label.
    NoteRef(String),
    /// A verdict, drawn as a small coloured label.
    Badge {
        /// What the colour stands for.
        kind: Badge,
        /// Text of the label.
        text: String,
    },
    /// A forced line break.
    Break,
}

/// What a badge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Yes with a limit.
    Partial,
    /// Does not apply.
    NotApplicable,
    /// Neither yes nor no was asked.
    Information,
    /// Waits for a person.
    Open,
}

impl Badge {
    /// The word after `verdict:` in a template, also the CSS class.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partial => "partial",
            Self::NotApplicable => "not-applicable",
            Self::Information => "information",
            Self::Open => "open",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Yes, Self::No, Self::Partial, Self::NotApplicable, Self::Information, Self::Open]
            .into_iter()
            .find(|badge| badge.name() == name)
    }
}

/// The words of inline runs, without their form.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain_text(inlines, &mut out);
    out
}

fn push_plain_text(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Badge { text, .. } => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                push_plain_text(inner, out)
            }
            Inline::NoteRef(label) => {
                out.push('[');
                out.push_str(label);
                out.push(']');
            }
            Inline::Break => out.push(' '),
        }
    }
}
