//! Lines of a part, with where they stood.

use crate::questionnaire::Limits;

/// One line of decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::questionnaire) struct Line {
    /// From 1, in the decoded part.
    pub(in crate::questionnaire) number: usize,
    /// Quotation signs that stood before it.
    pub(in crate::questionnaire) depth: usize,
    /// Without quotation signs.
    pub(in crate::questionnaire) text: String,
    /// What it is to the ones around it.
    pub(in crate::questionnaire) kind: LineKind,
}

/// What a line is to the ones around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::questionnaire) enum LineKind {
    /// Nothing known yet.
    Text,
    /// A heading of a level from 1.
    Heading(u8),
    /// Stands for nothing and ends what stands before it.
    Dropped,
    /// Another person begins to write.
    Break,
}

impl Line {
    /// A line nothing is known of.
    pub(in crate::questionnaire) fn new(number: usize, text: &str) -> Self {
        Self { number, depth: 0, text: text.to_owned(), kind: LineKind::Text }
    }

    /// A line that ends what stands before it.
    pub(in crate::questionnaire) fn dropped(number: usize) -> Self {
        Self { number, depth: 0, text: String::new(), kind: LineKind::Dropped }
    }

    /// Whether there is nothing on it.
    pub(in crate::questionnaire) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Splits text into lines. A line beyond the limit is left out, with a note.
pub(in crate::questionnaire) fn lines_of(content: &str, limits: &Limits, notes: &mut Vec<String>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, text) in content.lines().enumerate() {
        let number = index + 1;
        if text.len() > limits.line_chars && text.chars().nth(limits.line_chars).is_some() {
            notes.push(format!("line {number} is longer than {} characters and was left out", limits.line_chars));
            lines.push(Line::dropped(number));
        } else {
            lines.push(Line::new(number, text));
        }
    }
    lines
}
