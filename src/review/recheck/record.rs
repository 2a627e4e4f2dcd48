//! A reply that was sent, from its `answers.json`.

use crate::diagnostic::Diagnostic;
use crate::reply::json::SCHEMA;
use crate::text::{InputFile, Span};
use jiff::civil::Date;
use serde::Deserialize;

/// As much of `answers.json` as a comparison needs. Fields that a later version adds are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SentReply {
    /// Version of the contract.
    pub schema: u32,
    /// The base that answered.
    pub knowledge: SentBase,
    /// Day the answers were for.
    pub as_of: Date,
    /// Release they were for.
    pub qgis: String,
    /// The form.
    pub form: SentForm,
    /// The items.
    pub items: Vec<SentItem>,
}

/// The base that answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SentBase {
    /// Calendar version.
    pub version: String,
    /// SHA-256.
    pub hash: String,
}

/// The form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SentForm {
    /// File name.
    pub name: String,
}

/// An item that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SentItem {
    /// The asker's number.
    pub id: String,
    /// The asker's words.
    pub text: String,
    /// Outcome.
    pub outcome: String,
    /// Why, or what to mind.
    pub why: Option<String>,
    /// Position.
    pub verdict: Option<String>,
    /// Facts that answered.
    #[serde(default)]
    pub facts: Vec<String>,
    /// The words that were sent.
    pub answer: Option<String>,
    /// Steps of the decision.
    #[serde(default)]
    pub reasons: Vec<SentReason>,
}

/// A step of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SentReason {
    /// Its name.
    pub code: String,
}

impl SentItem {
    /// Whether a person decided what was sent.
    pub fn was_decided(&self) -> bool {
        self.reasons.iter().any(|reason| reason.code == "decided")
    }
}

impl SentReply {
    /// Reads an `answers.json`.
    ///
    /// # Errors
    ///
    /// Text that is no `answers.json`, or one of a later contract.
    pub fn read(file: &InputFile) -> Result<Self, Box<Diagnostic>> {
        let reply: Self = serde_json::from_str(file.text()).map_err(|error| {
            let start = line_start(file.text(), error.line());
            let text = error.to_string();
            let message = text.split(" at line ").next().unwrap_or_default().to_owned();
            Box::new(
                Diagnostic::error("malformed-answers", file, Span::new(start, start), message)
                    .help("expected the `answers.json` that `neatline answer` or `neatline render` wrote"),
            )
        })?;
        if reply.schema > SCHEMA {
            let message = format!("answers have version {}, expected at most {SCHEMA}", reply.schema);
            return Err(Box::new(
                Diagnostic::error("malformed-answers", file, Span::default(), message)
                    .help("use the version of neatline that wrote them, or a later one"),
            ));
        }
        Ok(reply)
    }
}

fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}
