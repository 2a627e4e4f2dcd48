//! What a reader hands over before ids, language and limits are settled.

use super::item::{Attachment, FormKind, Slot};

/// An item as a reader found it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::questionnaire) struct Draft {
    /// The asker's own number, if there is one.
    pub(in crate::questionnaire) id: Option<String>,
    /// Heading above it.
    pub(in crate::questionnaire) section: Option<String>,
    /// The asker's words, in one line.
    pub(in crate::questionnaire) text: String,
    /// Examples and allowed answers, in one line.
    pub(in crate::questionnaire) guidance: Option<String>,
    /// Words of the item it hangs on.
    pub(in crate::questionnaire) context: Option<String>,
    /// Line or row from 1.
    pub(in crate::questionnaire) line: usize,
    /// Part of a mail.
    pub(in crate::questionnaire) part: Option<String>,
    /// Where its answer goes.
    pub(in crate::questionnaire) slots: Vec<Slot>,
}

/// A form as a reader found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::questionnaire) struct Reading {
    pub(in crate::questionnaire) kind: FormKind,
    pub(in crate::questionnaire) title: Option<String>,
    pub(in crate::questionnaire) drafts: Vec<Draft>,
    pub(in crate::questionnaire) notes: Vec<String>,
    pub(in crate::questionnaire) attachments: Vec<Attachment>,
    pub(in crate::questionnaire) rules: Option<super::Rules>,
}

impl Reading {
    pub(in crate::questionnaire) fn new(kind: FormKind) -> Self {
        Self { kind, title: None, drafts: Vec::new(), notes: Vec::new(), attachments: Vec::new(), rules: None }
    }
}
