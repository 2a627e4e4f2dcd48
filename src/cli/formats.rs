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
    /// What stands after the form's stem in the file name. A reply in which items wait for a decision says so in its name; the
    /// record of the answers is for programs, keeps its name, and says of each item whether it is decided.
    pub(super) fn ending(self, draft: bool) -> String {
        let extension = match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => return "answers.json".to_owned(),
        };
        format!("reply.{}{extension}", if draft { "DRAFT." } else { "" })
    }
}
