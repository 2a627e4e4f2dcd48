//! Headings, paragraphs, lists, notes and code to strips.

use super::anchors::{Anchor, Link, Target};
use super::clean::{Fate, fate};
use super::flow::{Flow, Place};
use super::lines::break_lines;
use super::page::PageItem;
use super::pieces::Shaped;
use super::prose::{Prose, Span};
use super::strip::{Band, LinePen, Strip};
use super::style::{ACCENT, CODE, CODE_SHADE, MUTED, NOTE, TextStyle, heading};
use super::tree::ElemId;
use crate::reply::block::{Block, Inline, plain_text};

/// Space above a paragraph, and above an item of a list.
const PARAGRAPH_GAP: f32 = 7.0;
const ITEM_GAP: f32 = 3.5;
/// Widest label that stands beside its text; a wider one gets a line of its own.
const MAX_LABEL: f32 = 90.0;

/// Longest label of a note that is printed before it, in characters.
const MAX_LABEL_TEXT: usize = 40;

/// A label that waits for the first line of its item.
pub(super) struct Label {
    shaped: Shaped,
    x: f32,
}

impl Flow<'_> {
    pub(super) fn heading(&mut self, level: u8, id: Option<&str>, text: &[Inline], place: &Place) {
        let level = level.clamp(1, 4);
        let (style, above, below) = heading(level);
        let tag = ["H1", "H2", "H3", "H4"][usize::from(level) - 1];
        let elem = self.tree.block(tag, place.elem);
        self.above = Some(self.above.map_or(above, |given| given.max(above * 0.5)));
        let first = self.strips.len();
        self.text(text, style, elem, above, place);
        for strip in &mut self.strips[first..] {
            strip.keep_next = true;
        }
        if let Some(strip) = self.strips.get_mut(first) {
            let title: String = plain_text(text).chars().filter(|&c| fate(c) == Fate::Keep).take(300).collect();
            strip.items.push(PageItem::Bookmark { level, title, y: 0.0 });
            if let Some(id) = id {
                strip.items.push(PageItem::Target { anchor: Anchor::Heading(id.to_owned()), y: 0.0 });
            }
        }
        self.above = Some(below);
    }

    pub(super) fn paragraph(&mut self, text: &[Inline], place: &Place) {
        let elem = self.tree.block("P", place.elem);
        self.text(text, place.style, elem, PARAGRAPH_GAP, place);
    }

    pub(super) fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: &Place) {
        self.flush_label(place);
        let list = self.tree.block("L", place.elem);
        let numbering = if start.is_some() { "Decimal" } else { "Disc" };
        self.tree.get_mut(list).attribute = Some(("List", "ListNumbering", numbering));
        let label_text = |index: usize| match start {
            Some(start) => format!("{}.", start.saturating_add(index as u64)),
            None if place.depth % 4 == 2 => "–".to_owned(),
            None => "•".to_owned(),
        };
        let widest = self.label(&label_text(items.len().saturating_sub(1)), place.style, list);
        let indent = (width(&widest) + 7.0).max(15.0);
        for (index, blocks) in items.iter().enumerate() {
            let item = self.tree.block("LI", list);
            let label = self.tree.block("Lbl", item);
            let body = self.tree.block("LBody", item);
            let inside = place.inside(body, indent);
            let mut style = place.style;
            if start.is_none() {
                style.color = MUTED;
            }
            let shaped = self.label(&label_text(index), style, label);
            // Numbers end where the space before the text begins; bullets stand at the left.
            let x = if start.is_some() {
                (inside.left - 6.0 - width(&shaped)).max(place.left - 8.0)
            } else {
                inside.left - indent + 3.0
            };
            self.above = Some(if index == 0 {
                self.above.unwrap_or(if place.depth > 0 { ITEM_GAP } else { 5.0 })
            } else {
                ITEM_GAP
            });
            self.label = Some(Label { shaped, x });
            self.blocks(blocks, &inside);
            self.flush_label(&inside);
            self.above = None;
        }
        self.below = 4.0;
    }

    /// Notes that follow each other, as a list with their labels; the label leads back to where the note is first used.
    pub(super) fn notes(&mut self, notes: &[Block], place: &Place) {
        self.flush_label(place);
        let mut shaped = Vec::new();
        for note in notes {
            let Block::Note { label, blocks } = note else { continue };
            let elem = self.tree.block("Note", place.elem);
            self.tree.get_mut(elem).id = Some(format!("note-{}", elem.0));
            let label_elem = self.tree.block("Lbl", elem);
            let text = self.note_label(label, label_elem);
            shaped.push((label, blocks, elem, text));
        }
        let widest = shaped.iter().map(|(_, _, _, text)| width(text)).fold(0.0, f32::max).min(MAX_LABEL);
        let indent = (widest + 7.0).max(20.0);
        for (index, (label, blocks, elem, text)) in shaped.into_iter().enumerate() {
            let mut inside = place.inside(elem, indent);
            inside.style = TextStyle { color: place.style.color, ..NOTE };
            let wide = width(&text) > widest + 0.1;
            self.above = Some(if index == 0 { 8.0 } else { ITEM_GAP + 1.0 });
            let first = self.strips.len();
            self.label = Some(Label { shaped: text, x: inside.left - indent });
            if wide {
                self.flush_label(&inside);
            }
            self.blocks(blocks, &inside);
            self.flush_label(&inside);
            if let Some(strip) = self.strips.get_mut(first) {
                strip.items.push(PageItem::Target { anchor: Anchor::Note(label.clone()), y: 0.0 });
            }
            self.above = None;
        }
        self.below = 5.0;
    }

    pub(super) fn code(&mut self, text: &str, place: &Place) {
        self.flush_label(place);
        let paragraph = self.tree.block("P", place.elem);
        let elem = self.tree.inline("Code", paragraph);
        let band = Band { number: self.next_band(), x: place.left, width: place.width, color: CODE_SHADE };
        let mut inside = place.inside(paragraph, 0.0);
        (inside.left, inside.width) = (place.left + 8.0, place.width - 16.0);
        inside.bands.push(band);
        self.push(Strip { gap: 9.0, height: 5.0, keep_next: true, ..Strip::default() }, &inside);
        for line in text.split('\n') {
            self.above = Some(0.0);
            let line = line.trim_end_matches('\r').replace('\t', "    ");
            self.text(&[Inline::Text(line)], CODE, elem, 0.0, &inside);
        }
        if let Some(last) = self.strips.last_mut() {
            last.keep_next = true;
        }
        self.above = Some(0.0);
        self.push(Strip { height: 5.0, ..Strip::default() }, &inside);
        self.below = 9.0;
    }

    /// Gives a waiting label a line of its own, before something that has no first line of text.
    pub(super) fn flush_label(&mut self, place: &Place) {
        if self.label.is_some() {
            let style = place.style;
            self.text(&[], style, place.elem, PARAGRAPH_GAP, place);
            if let Some(last) = self.strips.last_mut() {
                last.keep_next = true;
            }
        }
    }

    /// Lines of text as strips. The first two and the last two lines stay together.
    fn text(&mut self, text: &[Inline], style: TextStyle, elem: ElemId, gap: f32, place: &Place) {
        let prose = self.prose(text, style, elem);
        let shaped = self.shape_prose(prose);
        let lines = break_lines(&shaped, place.width);
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            let mut items = Vec::new();
            if index == 0
                && let Some(label) = self.label.take()
            {
                self.draw(&label.shaped, label.x, style.baseline(), style.leading, &mut items);
            }
            let pen = LinePen { shaper: &self.shaper, shaped: &shaped, leading: style.leading };
            pen.draw(line, place.left, style.baseline(), &mut items);
            let keep_next = count > 1 && (index == 0 || index + 2 == count);
            let gap = if index == 0 { gap } else { 0.0 };
            self.push(Strip { gap, height: style.leading, keep_next, items, ..Strip::default() }, place);
        }
    }

    /// A label of a list item, shaped.
    fn label(&mut self, text: &str, style: TextStyle, elem: ElemId) -> Shaped {
        let prose = self.prose(&[Inline::Text(text.to_owned())], style, elem);
        self.shape_prose(prose)
    }

    fn note_label(&mut self, label: &str, elem: ElemId) -> Shaped {
        let mut prose = Prose::default();
        let short: String = label.chars().take(MAX_LABEL_TEXT).collect();
        let cut = if short.len() < label.len() { "…" } else { "" };
        self.shaper.printable(&format!("[{short}{cut}]"), &mut prose.text);
        let back = Anchor::NoteUse(label.to_owned());
        let mut span = Span { end: prose.text.len(), style: NOTE, elem, link: None, badge: None, anchor: None };
        if self.anchors.contains(&back) {
            span.elem = self.tree.inline("Link", elem);
            span.style.color = ACCENT;
            let label = format!("back to the text of note {short}{cut}");
            self.links.push(Link { target: Target::Inside(back), elem: span.elem, label });
            span.link = Some(self.links.len() - 1);
        }
        prose.spans.push(span);
        self.shape_prose(prose)
    }

    /// Draws short text on one line.
    fn draw(&self, shaped: &Shaped, x: f32, y: f32, leading: f32, items: &mut Vec<PageItem>) {
        let pen = LinePen { shaper: &self.shaper, shaped, leading };
        for line in break_lines(shaped, f32::MAX) {
            pen.draw(&line, x, y, items);
        }
    }
}

fn width(shaped: &Shaped) -> f32 {
    shaped.pieces.iter().map(|piece| piece.width).sum()
}
