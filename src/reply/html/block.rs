//! Blocks as elements.

use super::Page;
use crate::reply::block::{Align, Block, DEEPEST, Inline, clean_text, deep_paragraphs, plain_text};

/// From so many columns on a table may be wider than a phone.
const WIDE: usize = 4;

/// Headings in a block, itself and nested ones, as [`Anchors::heading`](crate::reply::block::Anchors::heading) counts them.
pub(super) fn headings(block: &Block, depth: usize) -> usize {
    let inner = |blocks: &[Block]| -> usize {
        if depth + 1 >= DEEPEST { 0 } else { blocks.iter().map(|block| headings(block, depth + 1)).sum() }
    };
    match block {
        Block::Heading { .. } => 1,
        Block::Quote(blocks) | Block::Note { blocks, .. } => inner(blocks),
        Block::List { items, .. } => items.iter().map(|item| inner(item)).sum(),
        _ => 0,
    }
}

impl Page {
    pub(super) fn blocks(&mut self, blocks: &[Block], depth: usize) {
        if depth >= DEEPEST {
            for text in deep_paragraphs(blocks) {
                self.out.push_str("<p>");
                self.text(&text);
                self.out.push_str("</p>\n");
            }
            return;
        }
        let mut in_notes = false;
        for block in blocks {
            let is_note = matches!(block, Block::Note { .. });
            if is_note != in_notes {
                self.out.push_str(if is_note { "<ul class=\"notes\" role=\"list\">\n" } else { "</ul>\n" });
                in_notes = is_note;
            }
            self.block(block, depth);
        }
        if in_notes {
            self.out.push_str("</ul>\n");
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Heading { level, text, .. } => {
                let level = (*level).clamp(1, 4);
                let name = self.anchors.heading(self.headings).unwrap_or_default().to_owned();
                self.headings += 1;
                self.out.push_str(&format!("<h{level} id=\"{name}\">"));
                self.inlines(text);
                self.out.push_str(&format!("</h{level}>\n"));
            }
            Block::Paragraph(text) => {
                self.out.push_str("<p>");
                self.inlines(text);
                self.out.push_str("</p>\n");
            }
            Block::Quote(blocks) => {
                // The asker's words may run in another direction than the reply.
                self.out.push_str("<blockquote dir=\"auto\">\n");
                self.blocks(blocks, depth + 1);
                self.out.push_str("</blockquote>\n");
            }
            Block::List { start, items } => self.list(*start, items, depth),
            Block::Table { columns, header, rows } => self.table(columns, header, rows),
            Block::Code(text) => {
                // The parser drops a line end right after the tag.
                self.out.push_str("<pre><code>");
                self.text(clean_text(text).trim_end_matches('\n'));
                self.out.push_str("</code></pre>\n");
            }
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Note { label, blocks } => self.note(label, blocks, depth),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], depth: usize) {
        let end = match start {
            None => {
                self.out.push_str("<ul>\n");
                "</ul>\n"
            }
            Some(1) => {
                self.out.push_str("<ol>\n");
                "</ol>\n"
            }
            Some(start) => {
                // Browsers count in 32 bits.
                self.out.push_str(&format!("<ol start=\"{}\">\n", start.min(i32::MAX as u64)));
                "</ol>\n"
            }
        };
        for item in items {
            self.out.push_str("<li>");
            match item.as_slice() {
                [Block::Paragraph(text)] => self.inlines(text),
                [Block::Paragraph(text), Block::List { start, items }] => {
                    self.inlines(text);
                    self.out.push('\n');
                    if depth + 1 < DEEPEST {
                        self.list(*start, items, depth + 1);
                    } else {
                        self.blocks(&item[1..], depth + 1);
                    }
                }
                blocks => {
                    self.out.push('\n');
                    self.blocks(blocks, depth + 1);
                }
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str(end);
    }

    fn table(&mut self, columns: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let count = rows.iter().map(Vec::len).chain([columns.len(), header.len()]).max().unwrap_or(0);
        // What scrolls must be reachable by keyboard and have a name.
        self.out.push_str(if count >= WIDE {
            "<div class=\"table wide\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">\n<table>\n"
        } else {
            "<div class=\"table\">\n<table>\n"
        });
        if header.iter().any(|cell| !plain_text(cell).trim().is_empty()) {
            self.out.push_str("<thead>\n");
            self.row(columns, header, count, "th scope=\"col\"", "th");
            self.out.push_str("</thead>\n");
        }
        self.out.push_str("<tbody>\n");
        for cells in rows {
            self.row(columns, cells, count, "td", "td");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn row(&mut self, columns: &[Align], cells: &[Vec<Inline>], count: usize, open: &str, close: &str) {
        self.out.push_str("<tr>");
        for at in 0..count {
            let class = match columns.get(at) {
                Some(Align::Center) => " class=\"center\"",
                Some(Align::Right) => " class=\"right\"",
                Some(Align::Left) | None => "",
            };
            self.out.push_str(&format!("<{open}{class}>"));
            self.inlines(cells.get(at).map_or(&[], Vec::as_slice));
            self.out.push_str(&format!("</{close}>"));
        }
        self.out.push_str("</tr>\n");
    }

    fn note(&mut self, label: &str, blocks: &[Block], depth: usize) {
        let names = self.anchors.note(label).cloned();
        match &names {
            Some(names) => self.out.push_str(&format!("<li id=\"{}\">", names.note)),
            None => self.out.push_str("<li>"),
        }
        self.out.push_str("<span class=\"label\">");
        self.text(label);
        self.out.push_str(".</span><div class=\"note\">");
        let back = names.filter(|_| self.used_notes.contains(label)).map(|names| names.reference);
        // The way back stands at the end of the last paragraph.
        let (last, before) = match blocks.split_last() {
            Some((Block::Paragraph(text), before)) => (text.as_slice(), before),
            _ => (&[][..], blocks),
        };
        if !before.is_empty() {
            self.out.push('\n');
            self.blocks(before, depth + 1);
        }
        if !last.is_empty() || back.is_some() {
            self.out.push_str("<p>");
            self.inlines(last);
            self.back(back.as_deref(), label);
            self.out.push_str("</p>");
        }
        self.out.push_str("</div></li>\n");
    }

    fn back(&mut self, reference: Option<&str>, label: &str) {
        if let Some(reference) = reference {
            self.out.push_str(&format!(
                " <a class=\"back\" href=\"#{reference}\" role=\"doc-backlink\" aria-label=\"Back to reference "
            ));
            self.text(label);
            // U+FE0E asks for a plain sign instead of a coloured picture.
            self.out.push_str("\">\u{21a9}\u{fe0e}</a>");
        }
    }
}
