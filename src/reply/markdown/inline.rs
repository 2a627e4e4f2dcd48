//! Runs of text as Markdown.

use super::escape::{code, label, words};
use crate::reply::block::{Anchors, DEEPEST, Inline, LinkTarget, link_target, plain_text};

/// What the runs stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A paragraph, which may hold line breaks.
    Paragraph,
    /// A heading: one line, and `{` opens an anchor.
    Heading,
    /// A table cell: one line, and every bar ends it.
    Cell,
}

/// Writes runs, trimmed at both ends.
pub(super) fn inlines(inlines: &[Inline], anchors: &Anchors, line: Line) -> String {
    let mut out = String::new();
    let mut writer = Writer { anchors, line, strong: false, emphasis: false, link: false };
    writer.inlines(inlines, 0, &mut out);
    // A break at the end of a paragraph says nothing.
    let mut text = out.trim();
    while let Some(rest) = text.strip_suffix("\\\n").or_else(|| text.strip_suffix('\\').filter(|rest| is_break(rest))) {
        text = rest.trim_end();
    }
    while let Some(rest) = text.strip_prefix("\\\n") {
        text = rest.trim_start();
    }
    text.to_owned()
}

/// Whether a backslash after this text is one of its own and not the second half of an escaped one.
fn is_break(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0
}

struct Writer<'a> {
    anchors: &'a Anchors,
    line: Line,
    strong: bool,
    emphasis: bool,
    link: bool,
}

impl Writer<'_> {
    fn inlines(&mut self, inlines: &[Inline], depth: usize, out: &mut String) {
        for (at, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text(text) => {
                    words(text, self.line, out);
                    // `!` before a link would make it an image.
                    if matches!(inlines.get(at + 1), Some(Inline::Link { .. })) && out.ends_with('!') {
                        out.insert(out.len() - 1, '\\');
                    }
                }
                Inline::Break if self.line == Line::Paragraph => out.push_str("\\\n"),
                Inline::Break => out.push(' '),
                Inline::Code(text) => code(text, self.line, out),
                Inline::NoteRef(name) => out.push_str(&format!("[^{}]", label(name))),
                Inline::Badge { text, .. } => self.strong(&[Inline::Text(text.clone())], depth, out),
                inline if depth >= DEEPEST => words(&plain_text(std::slice::from_ref(inline)), self.line, out),
                Inline::Strong(text) => self.strong(text, depth, out),
                Inline::Emphasis(text) => self.emphasis(text, depth, out),
                Inline::Link { target, text } => self.link(target, text, depth, out),
            }
        }
    }

    fn strong(&mut self, text: &[Inline], depth: usize, out: &mut String) {
        if self.strong {
            return self.inlines(text, depth + 1, out);
        }
        self.strong = true;
        let mut inner = String::new();
        match text {
            // `***a***` would be emphasis around strong emphasis.
            [Inline::Emphasis(text)] if !self.emphasis => {
                self.emphasis = true;
                let mut innermost = String::new();
                self.inlines(text, depth + 1, &mut innermost);
                mark("_", &innermost, &mut inner);
                self.emphasis = false;
            }
            text => self.inlines(text, depth + 1, &mut inner),
        }
        self.strong = false;
        mark("**", &inner, out);
    }

    fn emphasis(&mut self, text: &[Inline], depth: usize, out: &mut String) {
        if self.emphasis {
            return self.inlines(text, depth + 1, out);
        }
        self.emphasis = true;
        let mut inner = String::new();
        self.inlines(text, depth + 1, &mut inner);
        self.emphasis = false;
        mark("*", &inner, out);
    }

    fn link(&mut self, target: &str, text: &[Inline], depth: usize, out: &mut String) {
        let address = match link_target(target) {
            _ if self.link => None,
            LinkTarget::Words => None,
            LinkTarget::Address(address) => Some(address),
            LinkTarget::Anchor(id) => self.anchors.target(id).map(|name| format!("#{name}")),
        };
        let Some(address) = address else {
            return self.inlines(text, depth + 1, out);
        };
        if matches!(text, [Inline::Text(text)] if *text == address) && address.starts_with("http") {
            return out.push_str(&format!("<{address}>"));
        }
        self.link = true;
        let mut inner = String::new();
        self.inlines(text, depth + 1, &mut inner);
        self.link = false;
        // Addresses come percent-encoded; what is left is what would be read as a character reference.
        let address = if address.contains(';') { address.replace('&', "&amp;") } else { address };
        let address = if address.contains(['(', ')']) { format!("<{address}>") } else { address };
        out.push_str(&format!("[{inner}]({address})"));
    }
}

/// Emphasis. Blanks at its ends go outside, since `** a**` is no emphasis.
fn mark(mark: &str, inner: &str, out: &mut String) {
    let core = inner.trim();
    if core.is_empty() {
        return out.push_str(inner);
    }
    let start = inner.len() - inner.trim_start().len();
    out.push_str(&inner[..start]);
    // Two marks that touch would be read as one.
    if out.ends_with('*') && !out.ends_with("\\*") {
        out.push(' ');
    }
    out.push_str(mark);
    out.push_str(core);
    out.push_str(mark);
    out.push_str(&inner[start + core.len()..]);
}
