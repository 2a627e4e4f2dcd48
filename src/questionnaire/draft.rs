//! What a reader hands over before ids, language and limits are settled.

use super::item::{Attachment, FormKind};

/// An item as a reader found it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Draft {
    /// The asker's own number, if there is one.
    pub(super) id: Option<String>,
    /// Heading above it.
    pub(super) section: Option<String>,
    /// The asker's words, in one line.
    pub(super) text: String,
    /// Examples and allowed answers, in one line.
    pub(super) guidance: Option<String>,
    /// Line or row from 1.
    pub(super) line: usize,
    /// Part of a mail.
    pub(super) part: Option<String>,
}

/// A form as a reader found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) kind: FormKind,
    pub(super) title: Option<String>,
    pub(super) drafts: Vec<Draft>,
    pub(super) notes: Vec<String>,
    pub(super) attachments: Vec<Attachment>,
}

impl Reading {
    pub(super) fn new(kind: FormKind) -> Self {
        Self { kind, title: None, drafts: Vec::new(), notes: Vec::new(), attachments: Vec::new() }
    }
}
