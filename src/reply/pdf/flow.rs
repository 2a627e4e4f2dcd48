//! Blocks to strips: the walk over the document. Text blocks are in [`super::flow_text`], tables in [`super::table`].

use super::PdfError;
use super::anchors::{Anchor, Link, anchors};
use super::fonts::Fonts;
use super::page::{Area, PageItem};
use super::shape::Shaper;
use super::strip::{Band, Strip};
use super::style::{BODY, BODY_WIDTH, HAIRLINE, MARGIN, MAX_DEPTH, MIN_WIDTH, MUTED, QUOTE_BAR, TextStyle};
use super::tree::{ElemId, Tree};
use crate::reply::block::{Block, Document, Inline, plain_text};
use std::collections::BTreeSet;

/// How many different warnings about links are kept.
const MAX_WARNINGS: usize = 50;

/// The layout while it walks over the blocks.
pub(super) struct Flow<'a> {
    pub(super) shaper: Shaper<'a>,
    pub(super) tree: Tree,
    pub(super) links: Vec<Link>,
    pub(super) anchors: BTreeSet<Anchor>,
    pub(super) notes_used: BTreeSet<String>,
    /// Whether Japanese text is marked as such; not in a document that is Japanese, or Chinese.
    pub(super) marks_japanese: bool,
    pub(super) strips: Vec<Strip>,
    /// Header strips of each table, as artifacts, for the pages after its first.
    pub(super) headers: Vec<Vec<Strip>>,
    /// Label of a list item or note that waits for its first line.
    pub(super) label: Option<super::flow_text::Label>,
    /// Space above the next strip, where the block before or around it decides.
    pub(super) above: Option<f32>,
    /// Least space above the next strip.
    pub(super) below: f32,
    bands: usize,
    warnings: Vec<String>,
}

/// What the layout made.
pub(super) struct Laid<'a> {
    pub(super) shaper: Shaper<'a>,
    pub(super) tree: Tree,
    pub(super) links: Vec<Link>,
    pub(super) strips: Vec<Strip>,
    pub(super) headers: Vec<Vec<Strip>>,
    pub(super) warnings: Vec<String>,
}

/// Where and how a block stands.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) depth: usize,
    pub(super) style: TextStyle,
    pub(super) bands: Vec<Band>,
    pub(super) elem: ElemId,
}

impl Place {
    /// The same place inside another element, moved in from the left as far as the width allows.
    pub(super) fn inside(&self, elem: ElemId, indent: f32) -> Self {
        let indent = if self.width - indent >= MIN_WIDTH { indent } else { 0.0 };
        Self {
            left: self.left + indent,
            width: self.width - indent,
            depth: self.depth + 1,
            bands: self.bands.clone(),
            elem,
            ..*self
        }
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(document: &Document, fonts: &'a Fonts) -> Result<Self, PdfError> {
        let language = document.language.to_ascii_lowercase();
        Ok(Self {
            shaper: Shaper::new(fonts)?,
            tree: Tree::new(),
            links: Vec::new(),
            anchors: anchors(&document.blocks),
            notes_used: BTreeSet::new(),
            marks_japanese: !language.starts_with("ja") && !language.starts_with("zh"),
            strips: Vec::new(),
            headers: Vec::new(),
            label: None,
            above: None,
            below: 0.0,
            bands: 0,
            warnings: Vec::new(),
        })
    }

    /// Lays out the whole text.
    pub(super) fn document(&mut self, blocks: &[Block]) {
        let place =
            Place { left: MARGIN, width: BODY_WIDTH, depth: 0, style: BODY, bands: Vec::new(), elem: Tree::ROOT };
        self.blocks(blocks, &place);
    }

    pub(super) fn finish(self) -> Laid<'a> {
        let Self { shaper, tree, links, strips, headers, warnings, .. } = self;
        Laid { shaper, tree, links, strips, headers, warnings }
    }

    /// Remembers something that a person should know, once.
    pub(super) fn warn(&mut self, warning: String) {
        if self.warnings.len() < MAX_WARNINGS && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], place: &Place) {
        if place.depth >= MAX_DEPTH {
            return self.flat(blocks, place);
        }
        let mut rest = blocks;
        let mut heading_before = false;
        while let Some((block, tail)) = rest.split_first() {
            let notes = rest.iter().take_while(|block| matches!(block, Block::Note { .. })).count();
            if notes > 0 {
                self.notes(&rest[..notes], place);
                rest = &rest[notes..];
                continue;
            }
            self.block(block, place);
            // The asker's words under a heading belong to the answer below them.
            let question = heading_before && matches!(block, Block::Quote(_));
            heading_before = matches!(block, Block::Heading { .. });
            if (question || introduces(block, tail.first()))
                && let Some(last) = self.strips.last_mut()
            {
                last.keep_next = true;
            }
            rest = tail;
        }
    }

    fn block(&mut self, block: &Block, place: &Place) {
        match block {
            Block::Heading { level, id, text } => self.heading(*level, id.as_deref(), text, place),
            Block::Paragraph(text) => self.paragraph(text, place),
            Block::Quote(inner) => self.quote(inner, place),
            Block::List { start, items } => self.list(*start, items, place),
            Block::Table { columns, header, rows } => self.table(columns, header, rows, place),
            Block::Code(text) => self.code(text, place),
            Block::Rule => self.rule(place),
            Block::Note { .. } => self.notes(std::slice::from_ref(block), place),
        }
    }

    fn quote(&mut self, inner: &[Block], place: &Place) {
        let elem = self.tree.block("BlockQuote", place.elem);
        let mut inside = place.inside(elem, 13.0);
        inside.style.color = MUTED;
        let number = self.next_band();
        inside.bands.push(Band { number, x: inside.left - 11.0, width: 2.4, color: QUOTE_BAR });
        self.blocks(inner, &inside);
        self.below = 9.0;
    }

    fn rule(&mut self, place: &Place) {
        self.flush_label(place);
        let area = Area { x: place.left, y: 0.0, width: place.width, height: 0.7 };
        let items = vec![PageItem::Fill { area, radius: 0.0, color: HAIRLINE }];
        self.push(Strip { gap: 12.0, height: 0.7, items, ..Strip::default() }, place);
        self.below = 12.0;
    }

    /// What is nested too deep to be drawn as nesting, as paragraphs one after the other; without recursion.
    fn flat(&mut self, blocks: &[Block], place: &Place) {
        let mut open = vec![blocks.iter()];
        while let Some(top) = open.last_mut() {
            let Some(block) = top.next() else {
                open.pop();
                continue;
            };
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => self.paragraph(text, place),
                Block::Quote(inner) | Block::Note { blocks: inner, .. } => open.push(inner.iter()),
                // The iterators of the items are opened last first, so that the first is read first.
                Block::List { items, .. } => open.extend(items.iter().rev().map(|item| item.iter())),
                Block::Table { header, rows, .. } => {
                    for cell in header.iter().chain(rows.iter().flatten()) {
                        self.paragraph(cell, place);
                    }
                }
                Block::Code(text) => self.paragraph(&[Inline::Text(text.clone())], place),
                Block::Rule => {}
            }
        }
    }

    /// A number for a new band.
    pub(super) fn next_band(&mut self) -> usize {
        self.bands += 1;
        self.bands
    }

    /// Adds a strip; the blocks before and around it may change the space above it.
    pub(super) fn push(&mut self, mut strip: Strip, place: &Place) {
        strip.gap = self.above.take().unwrap_or(strip.gap).max(std::mem::take(&mut self.below));
        strip.bands.extend_from_slice(&place.bands);
        self.strips.push(strip);
    }
}

/// Whether a paragraph ends with a colon and the next block is what it announces.
fn introduces(block: &Block, next: Option<&Block>) -> bool {
    let Block::Paragraph(text) = block else { return false };
    matches!(next, Some(Block::List { .. } | Block::Table { .. } | Block::Code(_) | Block::Quote(_)))
        && text.last().is_some_and(|last| plain_text(std::slice::from_ref(last)).trim_end().ends_with(':'))
}
