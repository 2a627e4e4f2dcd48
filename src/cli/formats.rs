//! Formats a reply can be written in.

use clap::ValueEnum;

/// A format of the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Portable Document Format, tagged.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// Markdown.
    Md,
    /// One web page.
    Html,
    /// answers.json.
    Json,
}

impl Format {
    /// What stands after the form's stem in the file name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "reply.pdf",
            Self::Docx => "reply.docx",
            Self::Md => "reply.md",
            Self::Html => "reply.html",
            Self::Json => "answers.json",
        }
    }
}
