//! Blocks as lines of Markdown.

use super::escape::label;
use super::inline::{Line, inlines};
use crate::reply::block::{Align, Anchors, Block, DEEPEST, Inline, clean_text, deep_paragraphs};

/// Writes blocks.
pub(super) struct Writer {
    pub(super) anchors: Anchors,
}

impl Writer {
    /// Writes blocks with a blank line between them and a line end after the last.
    pub(super) fn blocks(&self, blocks: &[Block], depth: usize, out: &mut String) {
        if depth >= DEEPEST {
            let paragraphs = deep_paragraphs(blocks).into_iter().map(|text| Block::Paragraph(vec![Inline::Text(text)]));
            return self.blocks(&paragraphs.collect::<Vec<_>>(), 0, out);
        }
        let mut last: Option<&Block> = None;
        // Two lists that touch become one; the other bullet or delimiter keeps them apart.
        let mut other = false;
        for block in blocks {
            match (last, block) {
                (Some(Block::List { start: before, .. }), Block::List { start, .. })
                    if before.is_some() == start.is_some() =>
                {
                    other = !other;
                }
                _ => other = false,
            }
            let mut text = String::new();
            self.block(block, other, depth, &mut text);
            if text.is_empty() {
                continue;
            }
            if last.is_some() {
                out.push('\n');
            }
            out.push_str(&text);
            last = Some(block);
        }
    }

    fn block(&self, block: &Block, other: bool, depth: usize, out: &mut String) {
        match block {
            Block::Heading { level, id, text } => {
                let words = inlines(text, &self.anchors, Line::Heading);
                out.push_str(&"#".repeat(usize::from((*level).clamp(1, 4))));
                out.push(' ');
                out.push_str(&words);
                if let Some(name) = id.as_ref().and_then(|id| self.anchors.target(id)) {
                    out.push_str(&format!(" {{#{name}}}"));
                }
                out.push('\n');
            }
            Block::Paragraph(text) => {
                let words = inlines(text, &self.anchors, Line::Paragraph);
                if !words.is_empty() {
                    out.push_str(&words);
                    out.push('\n');
                }
            }
            Block::Quote(inner) => {
                let mut text = String::new();
                self.blocks(inner, depth + 1, &mut text);
                if text.is_empty() {
                    out.push_str(">\n");
                }
                for line in text.lines() {
                    out.push_str(if line.is_empty() { ">" } else { "> " });
                    out.push_str(line);
                    out.push('\n');
                }
            }
            Block::List { start, items } => self.list(*start, items, other, depth, out),
            Block::Table { columns, header, rows } => self.table(columns, header, rows, out),
            Block::Code(text) => code(text, out),
            Block::Rule => out.push_str("___\n"),
            Block::Note { label: name, blocks } => {
                let mut text = String::new();
                self.blocks(blocks, depth + 1, &mut text);
                out.push_str(&format!("[^{}]:", label(name)));
                hang(&text, 4, out);
            }
        }
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], other: bool, depth: usize, out: &mut String) {
        let tight = is_tight(items);
        // CommonMark counts up to nine digits.
        let mut number = start.unwrap_or(0).min(999_999_999);
        for (at, item) in items.iter().enumerate() {
            if at > 0 && !tight {
                out.push('\n');
            }
            let marker = match (start, other) {
                (None, false) => "-".to_owned(),
                (None, true) => "*".to_owned(),
                (Some(_), false) => format!("{number}."),
                (Some(_), true) => format!("{number})"),
            };
            number = (number + 1).min(999_999_999);
            out.push_str(&marker);
            let mut text = String::new();
            if tight {
                for block in item {
                    self.block(block, false, depth + 1, &mut text);
                }
            } else {
                self.blocks(item, depth + 1, &mut text);
            }
            hang(&text, marker.len() + 1, out);
        }
    }

    fn table(&self, columns: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], out: &mut String) {
        let count = rows.iter().map(Vec::len).chain([columns.len(), header.len(), 1]).max().unwrap_or(1);
        self.row(header, count, out);
        for at in 0..count {
            out.push_str(match columns.get(at) {
                Some(Align::Center) => "|:-:",
                Some(Align::Right) => "|--:",
                Some(Align::Left) | None => "|---",
            });
        }
        out.push_str("|\n");
        for cells in rows {
            self.row(cells, count, out);
        }
    }

    fn row(&self, cells: &[Vec<Inline>], count: usize, out: &mut String) {
        for at in 0..count {
            let words = cells.get(at).map(|cell| inlines(cell, &self.anchors, Line::Cell)).unwrap_or_default();
            out.push_str("| ");
            out.push_str(&words);
            out.push(' ');
        }
        out.push_str("|\n");
    }
}

/// Whether a list reads the same without blank lines: each item is one paragraph, with lists below it that may follow a
/// paragraph without a blank line (numbers only if they start at 1).
fn is_tight(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| match item.as_slice() {
        [] => true,
        [Block::Paragraph(_), rest @ ..] => match rest {
            [] => true,
            [Block::List { start: None | Some(1), items }] => {
                items.first().is_some_and(|first| !first.is_empty()) && is_tight(items)
            }
            _ => false,
        },
        _ => false,
    })
}

/// Preformatted text between fences longer than any run of backticks in it.
fn code(text: &str, out: &mut String) {
    let text = clean_text(text);
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest.max(2) + 1);
    out.push_str(&format!("{fence}\n{}", text.trim_end_matches('\n')));
    out.push_str(if text.trim_end_matches('\n').is_empty() { "" } else { "\n" });
    out.push_str(&fence);
    out.push('\n');
}

/// Puts text after a marker: its first line on the marker's line, the others under it, `width` columns in.
fn hang(text: &str, width: usize, out: &mut String) {
    for (at, line) in text.lines().enumerate() {
        if at == 0 {
            out.push(' ');
        } else if !line.is_empty() {
            out.push_str(&" ".repeat(width));
        }
        out.push_str(line);
        out.push('\n');
    }
    if text.is_empty() {
        out.push('\n');
    }
}
