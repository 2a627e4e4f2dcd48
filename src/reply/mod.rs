//! Answers in, a new document out: one block model, four renderers, and the machine-readable answers beside them.

pub mod block;
pub mod json;
pub mod letter;
pub mod pdf;
pub mod docx;
pub mod html;
pub mod markdown;

use crate::answer::{Answers, Subject};
use crate::knowledge::Knowledge;
use crate::questionnaire::Questionnaire;

/// Everything a reply is made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The base that answered.
    pub knowledge: &'a Knowledge,
    /// The form.
    pub form: &'a Questionnaire,
    /// Its answers.
    pub answers: &'a Answers,
    /// The day and the release asked about.
    pub subject: Subject,
    /// Moment written into metadata, UTC.
    pub created: jiff::civil::DateTime,
}
