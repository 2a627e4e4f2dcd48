//! Blocks: what was written as one thing, with the lines it is wrapped over.

use super::asks::{ends_with_question, is_ask};
use super::leads::asks_for_answers;
use super::numbering::Marker;
use crate::questionnaire::clean::{fold, join};

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// An item of a list.
    Marked(Marker),
    /// Words without a number.
    Paragraph,
    /// A heading of a level from 1.
    Heading(u8),
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) body: Body,
    /// First line.
    pub(super) line: usize,
    /// Quotation signs before the first line.
    pub(super) depth: usize,
    /// Which person's words: counts the attributions before it.
    pub(super) segment: usize,
    /// Number of the line and its words.
    pub(super) lines: Vec<(usize, String)>,
    /// Examples and allowed answers, joined.
    pub(super) guidance: String,
    /// Whether a blank line or the like stands before it.
    pub(super) apart: bool,
    /// Blanks before the first line.
    pub(super) indent: usize,
}

impl Block {
    /// Its words in one line.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (_, line) in &self.lines {
            join(&mut text, line);
        }
        fold(&text)
    }

    /// Whether its words ask.
    pub(super) fn asks(&self) -> bool {
        is_ask(&self.text())
    }

    pub(super) fn marker(&self) -> Option<&Marker> {
        match &self.body {
            Body::Marked(marker) => Some(marker),
            _ => None,
        }
    }

    pub(super) fn add_guidance(&mut self, text: &str) {
        join(&mut self.guidance, text);
    }

    /// Whether its end, of at most four lines, asks for answers.
    pub(super) fn announces(&self) -> bool {
        let mut text = String::new();
        for (_, line) in &self.lines[self.lines.len().saturating_sub(4)..] {
            join(&mut text, line);
        }
        asks_for_answers(&text)
    }

    /// Its last line.
    pub(super) fn text_end(&self) -> &str {
        self.lines.last().map_or("", |(_, line)| line.as_str())
    }
}

/// A short line that names something and states nothing.
pub(super) fn is_title_like(text: &str) -> bool {
    let text = text.trim();
    let count = text.chars().count();
    (2..=80).contains(&count)
        && text.split_whitespace().nth(10).is_none()
        && !text.ends_with(['.', '?', '!', ',', ';', '。', '？', '、'])
        && text.chars().next().is_some_and(|first| !first.is_lowercase())
        && !ends_with_question(text)
}
