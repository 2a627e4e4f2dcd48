//! Why a form could not be read.

use thiserror::Error as ThisError;

/// What this version can read, in the words of its messages. The one place to extend when a reader is added.
pub(super) const READS: &str = "e-mail, Outlook messages, text, Markdown, HTML, JSON, YAML, CSV, PDF, \
workbooks (XLSX, XLSM, XLS, XLSB, ODS) and documents (DOCX, ODT)";

/// What counts as a question, in the words of the message that says there is none.
const LOOKED_FOR: &str = "numbered or bulleted items that ask something, lines ending with a question mark, \
tables with a question column, and check-box statements";

/// The form could not be read. Every variant names the form.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// Nothing in it but blanks.
    #[error("`{name}` is empty")]
    Empty {
        /// Name of the form.
        name: String,
    },
    /// A format that was recognised and has no reader.
    #[error("`{name}` is {what}; this version reads {READS}")]
    Unread {
        /// Name of the form.
        name: String,
        /// The format with its article, such as `a workbook`.
        what: &'static str,
    },
    /// Binary data that nothing recognises.
    #[error("`{name}` is binary data of an unknown format; this version reads {READS}")]
    Binary {
        /// Name of the form.
        name: String,
    },
    /// Beyond one of the [`Limits`](super::Limits).
    #[error("`{name}` is too large: more than {limit} {what}")]
    TooLarge {
        /// Name of the form.
        name: String,
        /// What was counted: `bytes`, `lines`, `items`, `cells`.
        what: &'static str,
        /// The limit that was passed.
        limit: usize,
    },
    /// The declared charset is unknown, and the bytes are not UTF-8 either.
    #[error("`{name}` is written in the unknown charset `{charset}`")]
    UnknownCharset {
        /// Name of the form.
        name: String,
        /// The charset as it was declared.
        charset: String,
    },
    /// Broken beyond what can be repaired.
    #[error("`{name}` is malformed: {why}")]
    Malformed {
        /// Name of the form.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// Locked with a password.
    #[error("`{name}` is encrypted; save it without a password and try again")]
    Encrypted {
        /// Name of the form.
        name: String,
    },
    /// Recognised, and nothing to answer.
    #[error("`{name}` is {what}")]
    NoForm {
        /// Name of the form.
        name: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// Readable, and asks nothing.
    #[error("no questions found in `{name}`; looked for {LOOKED_FOR}{}", hints_text(hints))]
    NoQuestions {
        /// Name of the form.
        name: String,
        /// What else a person should know, such as an attachment that could not be read.
        hints: Vec<String>,
    },
    /// Asks its reader as a customer, so there is nothing to answer about the project.
    #[error("`{name}` asks customers about their use of a product (`{sample}`), not a supplier about the product")]
    OtherWay {
        /// Name of the form.
        name: String,
        /// One of its items.
        sample: String,
    },
}

impl Error {
    /// Name of the form that could not be read.
    pub fn name(&self) -> &str {
        match self {
            Self::Empty { name }
            | Self::Unread { name, .. }
            | Self::Binary { name }
            | Self::TooLarge { name, .. }
            | Self::UnknownCharset { name, .. }
            | Self::Malformed { name, .. }
            | Self::Encrypted { name }
            | Self::NoForm { name, .. }
            | Self::NoQuestions { name, .. }
            | Self::OtherWay { name, .. } => name,
        }
    }
}

fn hints_text(hints: &[String]) -> String {
    hints.iter().map(|hint| format!("; {hint}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_form_and_what_can_be_read() {
        let error = Error::Unread { name: "x.pptx".into(), what: "a presentation" };
        assert!(
            error
                .to_string()
                .starts_with("`x.pptx` is a presentation; this version reads e-mail, Outlook messages, text"),
            "{error}"
        );
        let error = Error::NoQuestions { name: "a.txt".into(), hints: vec!["`b.pdf` was not read".into()] };
        assert!(error.to_string().starts_with("no questions found in `a.txt`; looked for "), "{error}");
        assert!(error.to_string().ends_with("; `b.pdf` was not read"), "{error}");
        assert_eq!(error.name(), "a.txt");
    }
}
