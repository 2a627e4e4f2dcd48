//! Lines to blocks: what was written as one thing, with the lines it is wrapped over.

use super::asks::{ends_with_question, is_ask, starts_as_question};
use super::example::{allowed_answers, example_inside, is_example, is_placeholder};
use super::line::{Line, LineKind};
use super::lists::asks_for_answers;
use super::numbering::{Marker, Style, split_marker};
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
}

/// What the next line would continue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Text,
    Guidance,
    Answer,
}

/// Numbers a list may skip where no blank line parts its items.
const GAP: u32 = 9;

struct Builder {
    blocks: Vec<Block>,
    open: Open,
    segment: usize,
    blank: bool,
    /// Last number of each style in this segment, for telling numbers from words that begin a wrapped line.
    seen: std::collections::BTreeMap<Style, u32>,
}

/// Groups lines into blocks.
pub(super) fn build(lines: &[Line]) -> Vec<Block> {
    let mut builder = Builder {
        blocks: Vec::new(),
        open: Open::Nothing,
        segment: 0,
        blank: true,
        seen: std::collections::BTreeMap::new(),
    };
    for (line, next) in lines.iter().zip(next_written(lines)) {
        builder.take(line, next);
    }
    for block in &mut builder.blocks {
        move_inner_example(block);
    }
    builder.blocks
}

/// For each line the next one that is not blank.
fn next_written(lines: &[Line]) -> Vec<Option<&Line>> {
    let mut found = Vec::with_capacity(lines.len());
    let mut next = None;
    for line in lines.iter().rev() {
        found.push(next);
        if !line.is_blank() {
            next = Some(line);
        }
    }
    found.reverse();
    found
}

impl Builder {
    fn take(&mut self, line: &Line, next: Option<&Line>) {
        match line.kind {
            LineKind::Break => {
                self.segment += 1;
                self.seen.clear();
                self.close();
            }
            LineKind::Dropped => self.close(),
            LineKind::Heading(level) => {
                self.close();
                self.push(Body::Heading(level), line, line.text.trim());
                self.close();
            }
            LineKind::Text if line.is_blank() => self.close(),
            LineKind::Text => self.take_text(line, next),
        }
    }

    fn close(&mut self) {
        self.open = Open::Nothing;
        self.blank = true;
    }

    fn take_text(&mut self, line: &Line, next: Option<&Line>) {
        let text = line.text.trim();
        if is_rule(text) {
            // A rule under a single line makes it a heading.
            let single = self.open == Open::Text
                && self.last().is_some_and(|last| last.body == Body::Paragraph && last.lines.len() == 1);
            if single
                && (text.starts_with("===") || text.starts_with("---"))
                && let Some(last) = self.blocks.last_mut()
            {
                last.body = Body::Heading(if text.starts_with('=') { 1 } else { 2 });
            }
            return self.close();
        }
        if is_example(text) && !self.goes_on_with(text) {
            return self.take_guidance(text);
        }
        if let Some(answers) = allowed_answers(text)
            && self.holds_item()
        {
            self.take_guidance(&answers);
            self.open = Open::Answer;
            return;
        }
        if is_placeholder(text) {
            self.open = Open::Answer;
            return;
        }
        if let Some((marker, rest)) = split_marker(text)
            && self.is_plausible(&marker)
        {
            if is_ornament(text) && is_title_like(rest) && next.is_some_and(|next| counts(&next.text)) {
                self.close();
                return self.push(Body::Paragraph, line, rest);
            }
            self.seen.insert(marker.style.clone(), marker.value);
            if let (Some(value), Style::Letter(sign, _)) = (marker.roman, &marker.style) {
                self.seen.insert(Style::Roman(*sign), value);
            }
            return self.push(Body::Marked(marker), line, rest);
        }
        self.take_words(line, text, next);
        // "Expected:" and the like stand apart from what they announce.
        if self.open == Open::Text
            && text.ends_with([':', '：'])
            && self.last().is_some_and(|last| last.body == Body::Paragraph && asks_for_answers(&last.text()))
        {
            self.open = Open::Nothing;
        }
    }

    fn take_words(&mut self, line: &Line, text: &str, next: Option<&Line>) {
        if self.open != Open::Nothing && self.is_reply(line, text) {
            self.open = Open::Answer; // words between quoted items answer them
            return;
        }
        match self.open {
            Open::Nothing => self.push(Body::Paragraph, line, text),
            Open::Text => {
                let done = self.last().is_some_and(|last| last.marker().is_some() && is_terminated(&last.text_end()));
                let titles = next.is_some_and(|next| counts(&next.text));
                if done && titles && is_title_like(text) {
                    self.close();
                    self.push(Body::Paragraph, line, text);
                } else if let Some(last) = self.blocks.last_mut() {
                    last.lines.push((line.number, text.to_owned()));
                }
            }
            Open::Guidance => {
                let asks_anew =
                    starts_as_question(text) || (ends_with_question(text) && text.starts_with(char::is_uppercase));
                let done = self.last().is_some_and(|last| is_terminated(&last.guidance));
                if asks_anew && done {
                    self.push(Body::Paragraph, line, text);
                } else if let Some(last) = self.blocks.last_mut() {
                    last.add_guidance(text);
                }
            }
            Open::Answer => {
                if ends_with_question(text) && starts_as_question(text) {
                    self.push(Body::Paragraph, line, text);
                }
            }
        }
    }

    /// Whether "e.g. ISO 27001?" is the end of the question that the line above began.
    fn goes_on_with(&self, text: &str) -> bool {
        let Some(last) = self.last().filter(|_| self.open == Open::Text) else { return false };
        let end = last.text_end().trim_end();
        end.ends_with([',', '(', '、', '（'])
            || (!is_terminated(end) && ends_with_question(text) && !text.contains(".)"))
    }

    fn take_guidance(&mut self, text: &str) {
        if self.holds_item()
            && let Some(last) = self.blocks.last_mut()
        {
            last.add_guidance(text);
            self.open = Open::Guidance;
        }
    }

    /// Whether an example can belong to the last block.
    fn holds_item(&self) -> bool {
        self.last().is_some_and(|last| !matches!(last.body, Body::Heading(_)) && last.segment == self.segment)
    }

    fn last(&self) -> Option<&Block> {
        self.blocks.last()
    }

    /// Unquoted words below a quoted item are somebody's answer, unless a mail program only lost the sign of a wrapped line.
    fn is_reply(&self, line: &Line, text: &str) -> bool {
        let Some(last) = self.last() else { return false };
        if line.depth > 0 || last.depth == 0 {
            return false;
        }
        let lost_sign = !is_terminated(&last.text_end()) && self.open == Open::Text && text.chars().count() <= 40;
        !lost_sign
    }

    /// Whether a number begins an item here. After a blank line every number does; within a paragraph it must be one that
    /// could come next, since a wrapped line may begin with "12." too.
    fn is_plausible(&self, marker: &Marker) -> bool {
        // "2026. We then ..." begins with a year unless somebody counted so far.
        if matches!(marker.style, Style::Decimal(_)) && marker.value > 999 {
            return self.seen.get(&marker.style).is_some_and(|last| marker.value > *last && marker.value <= last + GAP);
        }
        let tabbed = marker.style == Style::Decimal('\t');
        if self.blank || self.open == Open::Nothing || !marker.counts() || marker.sure || tabbed {
            return true;
        }
        let last = self.seen.get(&marker.style).copied();
        let last_roman = match marker.style {
            Style::Letter(sign, _) => self.seen.get(&Style::Roman(sign)).copied(),
            _ => last,
        };
        let starts = |value: u32| value <= 1;
        let follows = |value: u32| last.is_some_and(|last| value > last && value <= last + GAP);
        match &marker.style {
            Style::Sign(_) | Style::Code(_) => true,
            Style::Dotted(_) => starts(marker.value) || follows(marker.value),
            _ => {
                starts(marker.value)
                    || follows(marker.value)
                    || marker.roman.is_some_and(|value| {
                        starts(value) || last_roman.is_some_and(|last| value > last && value <= last + GAP)
                    })
            }
        }
    }

    fn push(&mut self, body: Body, line: &Line, text: &str) {
        let lines = if text.is_empty() { Vec::new() } else { vec![(line.number, text.to_owned())] };
        self.blocks.push(Block {
            body,
            line: line.number,
            depth: line.depth,
            segment: self.segment,
            lines,
            guidance: String::new(),
            apart: self.blank,
        });
        self.open = Open::Text;
        self.blank = false;
    }
}

impl Block {
    fn text_end(&self) -> &str {
        self.lines.last().map_or("", |(_, line)| line.as_str())
    }
}

/// Whether a line begins with a number.
fn counts(text: &str) -> bool {
    split_marker(text).is_some_and(|(marker, _)| marker.counts())
}

/// Signs that stand before headings as often as before list items.
fn is_ornament(text: &str) -> bool {
    text.starts_with(['■', '◆', '◇', '●', '○', '□', '▼', '・', '➢', '►'])
}

/// `---`, `====`, `____`, `* * *`
fn is_rule(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    matches!(first, '-' | '=' | '_' | '*' | '~' | '#' | '─' | '━' | '－')
        && text.chars().filter(|sign| *sign == first).count() >= 3
        && text.chars().all(|sign| sign == first || sign == ' ')
}

fn is_terminated(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', '。', '？', '！', ')', '」'])
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

/// "Is it? e.g.) Yes." on one line.
fn move_inner_example(block: &mut Block) {
    if !block.lines.iter().any(|(_, line)| line.contains(')') || line.contains('例') || line.contains("e.g.:")) {
        return;
    }
    let text = block.text();
    if let Some(start) = example_inside(&text) {
        let mut guidance = text[start..].to_owned();
        join(&mut guidance, &block.guidance);
        block.guidance = guidance;
        block.lines = vec![(block.line, text[..start].trim_end().to_owned())];
    }
}
