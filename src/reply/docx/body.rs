//! Blocks to paragraphs, tables and lists of the body.

use super::list::Lists;
use super::{inline, page, table};
use crate::reply::block::{Anchors, Block, DEEPEST, Document, Inline, clean_text, deep_paragraphs, one_line};
use docx_rs::{DocumentChild, Docx, IndentLevel, NumberingId, Paragraph, Run, RunFonts, SpecialIndentType};
use std::collections::{BTreeMap, BTreeSet};

/// Longest name of a bookmark, a limit of Word.
const LONGEST_BOOKMARK: usize = 40;
/// Step of indentation of lists, in twentieths of a point.
pub(super) const STEP: i32 = 400;
/// Indentation of a quotation.
const QUOTE_STEP: i32 = 280;

/// The body of the document and what the parts around it need to know.
pub(super) struct Body {
    pub(super) docx: Docx,
    /// Addresses of links, each with its place among them, from 0: the relation is `rIdLink<place>`.
    pub(super) links: BTreeMap<String, usize>,
    pub(super) has_lists: bool,
}

/// Builds the body.
pub(super) fn build(document: &Document) -> Body {
    let mut builder = Builder {
        anchors: Anchors::of(&document.blocks, '_', LONGEST_BOOKMARK),
        links: BTreeMap::new(),
        lists: Lists::default(),
        used_notes: BTreeSet::new(),
        headings: 0,
        bookmarks: 0,
        titled: is_titled(&document.blocks),
        children: Vec::new(),
    };
    builder.blocks(&document.blocks, Place::default());
    let Builder { links, lists, children, .. } = builder;
    let mut docx = page::set_up(document);
    docx.document.children = children;
    let has_lists = lists.is_used();
    Body { docx: lists.into_docx(docx), links, has_lists }
}

/// Whether the document opens with its only heading of level 1, which is then its title.
fn is_titled(blocks: &[Block]) -> bool {
    let mut levels = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    });
    levels.next() == Some(1) && levels.all(|level| level > 1)
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    depth: usize,
    quotes: i32,
    lists: i32,
    /// Inside a note.
    note: bool,
}

impl Place {
    /// Distance of the text from the left margin.
    pub(super) fn indent(self) -> i32 {
        self.quotes * QUOTE_STEP + (self.lists + i32::from(self.note)) * STEP
    }

    fn style(self) -> &'static str {
        match self {
            Self { note: true, .. } => "Note",
            Self { quotes: 1.., .. } => "Quote",
            Self { lists: 1.., .. } => "ListParagraph",
            _ => "BodyText",
        }
    }
}

pub(super) struct Builder {
    pub(super) anchors: Anchors,
    pub(super) links: BTreeMap<String, usize>,
    lists: Lists,
    /// Labels of notes that were referred to.
    pub(super) used_notes: BTreeSet<String>,
    headings: usize,
    bookmarks: usize,
    titled: bool,
    children: Vec<DocumentChild>,
}

impl Builder {
    fn blocks(&mut self, blocks: &[Block], place: Place) {
        if place.depth >= DEEPEST {
            for text in deep_paragraphs(blocks) {
                self.add(indented(Paragraph::new().style(place.style()), place).add_run(inline::run(&text)));
            }
            return;
        }
        let inner = Place { depth: place.depth + 1, ..place };
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading { level, text, .. } => self.heading(*level, text),
                Block::Paragraph(text) => {
                    let paragraph = indented(Paragraph::new().style(place.style()), place);
                    // A quotation is a question: it stays on the page of its answer.
                    let last = place.quotes > 0 && at + 1 == blocks.len();
                    let paragraph = if last { paragraph.keep_next(true) } else { paragraph };
                    let paragraph = self.inlines(text, paragraph);
                    self.add(paragraph);
                }
                Block::Quote(blocks) => self.blocks(blocks, Place { quotes: place.quotes + 1, ..inner }),
                Block::List { start, items } => self.list(*start, items, inner),
                Block::Table { columns, header, rows } => {
                    let table = table::build(self, columns, header, rows, place);
                    self.children.push(DocumentChild::Table(Box::new(table)));
                    // Word joins tables that touch; this also keeps the distance to the text below.
                    self.add(Paragraph::new().style("TableEnd"));
                }
                Block::Code(text) => {
                    let run = inline::run(clean_text(text).trim_end_matches('\n'));
                    self.add(indented(Paragraph::new().style("Code"), place).add_run(run));
                }
                Block::Rule => self.add(Paragraph::new().style("Rule")),
                Block::Note { label, blocks } => self.note(label, blocks, inner),
            }
        }
    }

    fn heading(&mut self, level: u8, text: &[Inline]) {
        let level = level.clamp(1, 4);
        let style = match level {
            1 if self.titled => "Title".to_owned(),
            level if self.titled => format!("Heading{}", level - 1),
            level => format!("Heading{level}"),
        };
        let name = self.anchors.heading(self.headings).map(str::to_owned);
        self.headings += 1;
        let mut paragraph = Paragraph::new().style(&style);
        let id = self.bookmark();
        if let Some(name) = &name {
            paragraph = paragraph.add_bookmark_start(id, name);
        }
        paragraph = self.inlines(text, paragraph);
        if name.is_some() {
            paragraph = paragraph.add_bookmark_end(id);
        }
        self.add(paragraph);
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) {
        let level = place.lists.clamp(0, 8);
        let number = self.lists.open(start, level as usize);
        let place = Place { lists: place.lists + 1, ..place };
        for item in items {
            let (first, rest) = match item.split_first() {
                Some((Block::Paragraph(text), rest)) => (text.as_slice(), rest),
                _ => (&[][..], item.as_slice()),
            };
            // The list sets the indentation of its first eight levels; quotations and deeper levels add to it.
            let paragraph = Paragraph::new()
                .style(place.style())
                .numbering(NumberingId::new(number), IndentLevel::new(level as usize))
                .indent(Some(place.indent()), Some(SpecialIndentType::Hanging(STEP)), None, None);
            let paragraph = self.inlines(first, paragraph);
            self.add(paragraph);
            self.blocks(rest, place);
        }
    }

    /// A note: its label, which leads back to the first reference, and its text.
    fn note(&mut self, label: &str, blocks: &[Block], place: Place) {
        let place = Place { note: true, ..place };
        let (first, rest) = match blocks.split_first() {
            Some((Block::Paragraph(text), rest)) => (text.as_slice(), rest),
            _ => (&[][..], blocks),
        };
        let mut paragraph = Paragraph::new().style("Note").indent(
            Some(place.indent()),
            Some(SpecialIndentType::Hanging(STEP)),
            None,
            None,
        );
        let names = self.anchors.note(label).cloned();
        let words = format!("{}.", one_line(label));
        let id = self.bookmark();
        if let Some(names) = &names {
            paragraph = paragraph.add_bookmark_start(id, &names.note);
        }
        paragraph = match &names {
            Some(names) if self.used_notes.contains(label) => {
                paragraph.add_hyperlink(inline::inner_link(&names.reference, inline::run(&words).style("Hyperlink")))
            }
            _ => paragraph.add_run(inline::run(&words)),
        };
        if names.is_some() {
            paragraph = paragraph.add_bookmark_end(id);
        }
        paragraph = self.inlines(first, paragraph.add_run(Run::new().add_tab()));
        self.add(paragraph);
        self.blocks(rest, place);
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.children.push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    /// A fresh number for a bookmark.
    pub(super) fn bookmark(&mut self) -> usize {
        self.bookmarks += 1;
        self.bookmarks
    }
}

fn indented(paragraph: Paragraph, place: Place) -> Paragraph {
    match place.indent() {
        0 => paragraph,
        indent => paragraph.indent(Some(indent), None, None, None),
    }
}

/// Fonts of fixed width for code.
pub(super) fn code_fonts() -> RunFonts {
    RunFonts::new().ascii("Noto Sans Mono").hi_ansi("Noto Sans Mono").cs("Noto Sans Mono")
}
