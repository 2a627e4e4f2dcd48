//! A file that was read, and places in it.

use std::sync::Arc;

/// A text file as it was read, with the name to show for it. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    path: Arc<str>,
    text: Arc<str>,
    json: Option<&'static str>,
}

impl InputFile {
    /// A file with the path to show in diagnostics (forward slashes) and its text. A byte-order mark is dropped and line ends
    /// become `\n`, so that spans count the same on every system.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
        Self { path: path.into().into(), text: text.into(), json: None }
    }

    /// The same, with its YAML as JSON in which every value is a string. It is what is read when it can be: the values are the
    /// same, but none knows its place.
    #[must_use]
    pub fn with_json(mut self, json: &'static str) -> Self {
        self.json = Some(json);
        self
    }

    /// The YAML of the file as JSON, where somebody has read it before.
    pub fn json(&self) -> Option<&'static str> {
        self.json
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
