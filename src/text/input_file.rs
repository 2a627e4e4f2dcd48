//! A file that was read, and places in it.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A text file as it was read, with the name to show for it. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "(String, String)", into = "(String, String)")]
pub struct InputFile {
    path: Arc<str>,
    text: Arc<str>,
}

impl InputFile {
    /// A file with the path to show in diagnostics (forward slashes) and its text. A byte-order mark is dropped and line ends
    /// become `\n`, so that spans count the same on every system.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
        Self { path: path.into().into(), text: text.into() }
    }

    /// Path to show.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both from 1; the column counts characters. An offset past the end is the end.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }
}

impl From<(String, String)> for InputFile {
    fn from((path, text): (String, String)) -> Self {
        Self::new(path, &text)
    }
}

impl From<InputFile> for (String, String) {
    fn from(file: InputFile) -> Self {
        (file.path().to_owned(), file.text().to_owned())
    }
}

/// A range of bytes in an [`InputFile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from start to end; an end before the start is moved to it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let file = InputFile::new("f", "\u{feff}aé\r\nxyz");
        assert_eq!(file.text(), "aé\nxyz");
        assert_eq!(file.line_column(0), (1, 1));
        assert_eq!(file.line_column(3), (1, 3));
        assert_eq!(file.line_column(5), (2, 2));
        assert_eq!(file.line_column(999), (2, 4));
    }
}
