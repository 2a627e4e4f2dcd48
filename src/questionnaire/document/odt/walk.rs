//! One pass over the content part of an OpenDocument text.

use super::super::model::{Block, Document, Paragraph, Piece, Row, Table, TableCell};
use super::fields::{Kind, OpenField};
use super::styles::Styles;
use crate::questionnaire::xml::{attribute, local, push_reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// Columns that are counted.
const COLUMNS: usize = 1_000;
/// Equal rows that are read one by one.
const REPEATED: usize = 200;

/// Reads the content part; `most` is how many paragraphs and cells it may have. `None` if it has more.
///
/// # Errors
///
/// XML that is not well formed or no text, as a clause.
pub(super) fn walk(xml: &str, styles: Styles, most: usize) -> Result<Option<Document>, String> {
    let mut pass = Pass { xml, styles, flows: vec![Vec::new()], ..Pass::default() };
    let mut reader = Reader::from_str(xml);
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let span = start..position(&reader);
        match event {
            Event::Start(element) => pass.open(&element, span, false)?,
            Event::Empty(element) => {
                pass.open(&element, span.clone(), true)?;
                pass.close(span);
            }
            Event::End(_) => pass.close(span),
            Event::Text(text) if pass.reads() => pass.text(&text.xml10_content(), span),
            Event::GeneralRef(reference) if pass.reads() => {
                let mut shown = String::new();
                push_reference(&mut shown, &reference);
                pass.text(&shown, span);
            }
            Event::DocType(_) => return Err("it declares a document type".to_owned()),
            Event::Eof => break,
            _ => {}
        }
        if pass.count > most {
            return Ok(None);
        }
    }
    if !pass.stack.is_empty() {
        return Err("it ends within an element".to_owned());
    }
    if !pass.is_text {
        return Err("it holds no text".to_owned());
    }
    pass.document.flow = std::mem::take(&mut pass.flows[0]);
    Ok(Some(pass.document))
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[derive(Default)]
pub(super) struct Pass<'x> {
    pub(super) xml: &'x str,
    pub(super) styles: Styles,
    pub(super) document: Document,
    pub(super) stack: Vec<(String, usize)>,
    skip: Option<usize>,
    is_text: bool,
    pub(super) flows: Vec<Vec<Block>>,
    pub(super) paragraphs: Vec<Open>,
    pub(super) tables: Vec<OpenTable>,
    pub(super) fields: Vec<OpenField>,
    /// Open lists: style, and how far each level has counted.
    pub(super) lists: Vec<(String, u32)>,
    pub(super) fresh_item: bool,
    /// Depths of protected sections.
    pub(super) protected: Vec<usize>,
    contents: Option<usize>,
    pub(super) count: usize,
    pub(super) counters: std::collections::BTreeMap<(String, usize), u32>,
}

/// A paragraph that is open.
#[derive(Default)]
pub(super) struct Open {
    pub(super) index: usize,
    pub(super) paragraph: Paragraph,
    pub(super) depth: usize,
    pub(super) style: String,
    /// Start of a part of it that may hold words only.
    pub(super) part: Option<usize>,
    pub(super) keep: bool,
    pub(super) spans: Vec<Option<bool>>,
    pub(super) words: bool,
    pub(super) plain_words: bool,
}

/// A table that is open.
#[derive(Default)]
pub(super) struct OpenTable {
    pub(super) index: usize,
    pub(super) row: Row,
    pub(super) repeat_row: usize,
    pub(super) column: usize,
    pub(super) cell: Option<(TableCell, usize)>,
    pub(super) protected: bool,
}

impl Pass<'_> {
    fn reads(&self) -> bool {
        self.skip.is_none() && !self.paragraphs.is_empty()
    }

    fn open(&mut self, element: &BytesStart<'_>, span: Range<usize>, empty: bool) -> Result<(), String> {
        let name = local(element.name().0).to_owned();
        self.stack.push((name.clone(), span.start));
        if self.skip.is_some() {
            return Ok(());
        }
        let depth = self.stack.len();
        let on = |name: &str| attribute(element, name).as_deref() == Some("true");
        if name == "text" && depth == 3 {
            self.is_text = true;
        }
        if !self.is_text {
            return Ok(());
        }
        self.part(&name, span.start, depth);
        match name.as_str() {
            "tracked-changes" | "annotation" | "note" | "forms" | "ruby-text" | "hidden-text" if !empty => {
                self.document.tracked |= name == "tracked-changes";
                self.keep();
                self.skip = Some(depth);
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" if !empty => self.contents = Some(depth),
            "section" if on("protected") => self.protected.push(depth),
            "p" | "h" => {
                let level = attribute(element, "outline-level").and_then(|level| level.parse().ok());
                let style = attribute(element, "style-name").unwrap_or_default();
                self.start_paragraph(span, style, (name == "h").then(|| level.unwrap_or(1)));
            }
            "span" => {
                let strong = attribute(element, "style-name").and_then(|style| self.styles.strong(&style));
                if let Some(open) = self.paragraphs.last_mut() {
                    open.spans.push(strong);
                }
            }
            "s" => {
                let count = attribute(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.text(&" ".repeat(count.min(200)), 0..0);
            }
            "tab" => self.text("\t", 0..0),
            "line-break" => self.text("\n", 0..0),
            "list" => {
                let style =
                    attribute(element, "style-name").or_else(|| self.lists.last().map(|(style, _)| style.clone()));
                let goes_on = on("continue-numbering") || attribute(element, "continue-list").is_some();
                self.start_list(style.unwrap_or_default(), goes_on);
            }
            "list-item" if self.fields.is_empty() => self.start_item(),
            "table" if !empty => {
                let index = self.document.tables.len();
                self.document.tables.push(Table::default());
                if let Some(flow) = self.flows.last_mut() {
                    flow.push(Block::Table(index));
                }
                self.tables.push(OpenTable { index, protected: on("protected"), ..OpenTable::default() });
            }
            "table-row" => {
                let repeat =
                    attribute(element, "number-rows-repeated").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                if let Some(table) = self.tables.last_mut() {
                    table.row = Row::default();
                    (table.column, table.repeat_row) = (0, repeat.min(REPEATED));
                }
            }
            "table-cell" | "covered-table-cell" => self.start_cell(&name, element),
            "frame" | "object" | "image" | "control" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.paragraph.holds_objects = true;
                }
                self.keep();
            }
            "text-box" => self.flows.push(Vec::new()),
            "bookmark" | "bookmark-start" | "bookmark-end" | "reference-mark" | "change" | "change-start"
            | "change-end" => {
                self.keep();
            }
            _ => self.field(&name, element, span, depth),
        }
        Ok(())
    }

    /// A part of a paragraph begins: its words may give way if it holds nothing else.
    fn part(&mut self, name: &str, start: usize, depth: usize) {
        if let Some(open) = self.paragraphs.last_mut()
            && open.depth + 1 == depth
            && matches!(name, "span" | "a" | "s" | "tab" | "line-break" | "placeholder" | "soft-page-break")
        {
            (open.part, open.keep) = (Some(start), false);
        }
    }

    pub(super) fn keep(&mut self) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.keep = true;
        }
    }

    fn start_cell(&mut self, name: &str, element: &BytesStart<'_>) {
        let count = |name: &str| {
            attribute(element, name).and_then(|value| value.parse::<usize>().ok()).unwrap_or(1).clamp(1, COLUMNS)
        };
        let (width, height, repeat) =
            (count("number-columns-spanned"), count("number-rows-spanned"), count("number-columns-repeated"));
        let protected = attribute(element, "protected").as_deref() == Some("true");
        self.count += 1;
        self.flows.push(Vec::new());
        if let Some(table) = self.tables.last_mut() {
            let cell = TableCell {
                column: table.column,
                width,
                height: if name.starts_with("covered") { 0 } else { height },
                locked: protected || table.protected,
                ..TableCell::default()
            };
            table.cell = Some((cell, repeat));
            table.column = (table.column + repeat).min(COLUMNS);
        }
    }

    fn close(&mut self, span: Range<usize>) {
        let Some((name, start)) = self.stack.pop() else { return };
        let depth = self.stack.len() + 1;
        if let Some(skip) = self.skip {
            if depth <= skip {
                self.skip = None;
            }
            return;
        }
        if !self.is_text {
            return;
        }
        if self.fields.last().is_some_and(|field| field.depth == depth) {
            self.end_field(span.clone());
        }
        match name.as_str() {
            "p" | "h" => self.end_paragraph(span.clone(), self.contents.is_some()),
            "span" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.spans.pop();
                }
            }
            "list" => drop(self.lists.pop()),
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => self.end_row(),
            "table" => drop(self.tables.pop()),
            "text-box" if self.flows.len() > 1 => self.document.text_boxes.extend(self.flows.pop()),
            "table-of-content" | "alphabetical-index" | "illustration-index" => self.contents = None,
            "section" if self.protected.last() == Some(&depth) => drop(self.protected.pop()),
            _ => {}
        }
        if let Some(open) = self.paragraphs.last_mut()
            && open.depth + 1 == depth
            && let Some(part) = open.part.filter(|part| *part == start)
        {
            if !open.keep {
                open.paragraph.runs.push(part..span.end);
            }
            open.part = None;
        }
    }

    /// Words as they are shown, and the bytes that show them.
    pub(super) fn text(&mut self, shown: &str, span: Range<usize>) {
        if let Some(field) = self.fields.last_mut() {
            if field.kind == Kind::Check {
                if !shown.trim().is_empty() {
                    let ticks = field.ticks(self.xml, span);
                    let ticked = field.ticked;
                    self.tick_box(ticked, ticks);
                }
            } else {
                field.text.push_str(shown);
            }
            return;
        }
        let depth = self.stack.len();
        let Some(open) = self.paragraphs.last_mut() else { return };
        let verbatim = self.xml.get(span.clone()) == Some(shown) && !shown.contains('\n');
        if verbatim {
            let at = open.paragraph.text.len();
            open.paragraph.pieces.push(Piece { at, source: span.start, length: shown.len() });
        }
        if !span.is_empty() && open.depth == depth {
            open.paragraph.runs.push(span.clone());
        }
        let folded = if span.is_empty() || verbatim { shown.to_owned() } else { shown.replace(['\n', '\r'], " ") };
        open.paragraph.text.push_str(&folded);
        if !shown.trim().is_empty() {
            open.words = true;
            let strong = open.spans.iter().rev().find_map(|strong| *strong);
            let strong = strong.or_else(|| self.styles.strong(&open.style));
            open.plain_words |= strong != Some(true);
        }
    }
}
