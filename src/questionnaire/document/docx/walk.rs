//! One pass over the main part of a Word document.

use super::super::model::{Block, Document, Paragraph, Table};
use super::controls::Control;
use super::legacy::Legacy;
use super::numbering::Numbering;
use super::parts::is_set;
use super::styles::Style;
use super::tables::{Merge, OpenTable};
use crate::questionnaire::xml::{attribute, local, push_reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads the main part; `most` is how many paragraphs and cells it may have. `None` if it has more.
///
/// # Errors
///
/// XML that is not well formed or no document, as a clause.
pub(super) fn walk(
    xml: &str,
    styles: BTreeMap<String, Style>,
    numbering: Numbering,
    most: usize,
) -> Result<Option<Document>, String> {
    let mut pass = Pass { xml, styles, numbering, flows: vec![Vec::new()], ..Pass::default() };
    let mut reader = Reader::from_str(xml);
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let span = start..position(&reader);
        match event {
            Event::Start(element) => {
                pass.open(&element, span.clone(), false)?;
            }
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
            Event::CData(data) if pass.reads() => pass.text(&data.xml10_content(), span),
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
    pass.document.flow = std::mem::take(&mut pass.flows[0]);
    Ok(Some(pass.document))
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[derive(Default)]
pub(super) struct Pass<'x> {
    pub(super) xml: &'x str,
    pub(super) styles: BTreeMap<String, Style>,
    pub(super) numbering: Numbering,
    pub(super) document: Document,
    /// Local names of the open elements and where each begins.
    pub(super) stack: Vec<(String, usize)>,
    /// Depth at which something begins that is not read.
    pub(super) skip: Option<usize>,
    pub(super) flows: Vec<Vec<Block>>,
    pub(super) paragraphs: Vec<Open>,
    pub(super) tables: Vec<OpenTable>,
    pub(super) controls: Vec<Control>,
    pub(super) legacy: Vec<Legacy>,
    pub(super) count: usize,
}

/// A paragraph that is open.
#[derive(Default)]
pub(super) struct Open {
    pub(super) index: usize,
    pub(super) paragraph: Paragraph,
    pub(super) run: Run,
    pub(super) style: Option<String>,
    pub(super) list: (Option<String>, Option<usize>),
    pub(super) mark_look: Option<Range<usize>>,
    pub(super) mark_strong: bool,
    pub(super) words: bool,
    pub(super) plain_words: bool,
}

#[derive(Default)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) look: Option<Range<usize>>,
    pub(super) hidden: bool,
    pub(super) strong: Option<bool>,
    pub(super) open: bool,
    /// Whether it holds more than words, so that it must stay.
    pub(super) keep: bool,
}

impl Pass<'_> {
    fn parent(&self) -> &str {
        self.stack.len().checked_sub(2).map_or("", |index| self.stack[index].0.as_str())
    }

    fn inside(&self, name: &str, levels: usize) -> bool {
        self.stack.iter().rev().take(levels).any(|(open, _)| open == name)
    }

    fn reads(&self) -> bool {
        self.skip.is_none()
            && self.stack.last().is_some_and(|(name, _)| name == "t")
            && self.paragraphs.last().is_some_and(|open| open.run.open && !open.run.hidden)
    }

    fn open(&mut self, element: &BytesStart<'_>, span: Range<usize>, empty: bool) -> Result<(), String> {
        let name = local(element.name().0).to_owned();
        if self.stack.is_empty() && name != "document" {
            return Err(format!("`{name}` is no text document"));
        }
        self.stack.push((name.clone(), span.start));
        if self.skip.is_some() {
            return Ok(());
        }
        match name.as_str() {
            "Fallback" | "moveFrom" | "pPrChange" | "rPrChange" | "tcPrChange" | "trPrChange" | "tblPrChange"
            | "sectPrChange" | "numberingChange"
                if !empty =>
            {
                self.document.tracked |= name != "Fallback";
                self.skip = Some(self.stack.len());
            }
            "del" if self.parent() == "trPr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row.gone = true;
                }
            }
            "del" if !empty => {
                self.document.tracked = true;
                self.skip = Some(self.stack.len());
            }
            "ins" => self.document.tracked = true,
            "sdt" => {
                let inline = self.innermost_is_paragraph();
                self.controls.push(Control { inline, ..Control::default() });
            }
            "sdtContent" => self.start_content(span.clone(), empty),
            "p" => self.start_paragraph(span.clone(), empty),
            "tbl" => {
                let index = self.document.tables.len();
                self.document.tables.push(Table::default());
                if let Some(flow) = self.flows.last_mut() {
                    flow.push(Block::Table(index));
                }
                self.tables.push(OpenTable { index, ..OpenTable::default() });
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_row();
                }
            }
            "tc" => {
                self.count += 1;
                let held = self.parent() == "sdtContent";
                if let Some(control) = self.controls.last_mut().filter(|_| held) {
                    control.is_cell = true;
                }
                self.flows.push(Vec::new());
                if let Some(table) = self.tables.last_mut() {
                    table.start_cell();
                }
            }
            "txbxContent" => self.flows.push(Vec::new()),
            "r" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.run = Run { start: span.start, open: true, ..Run::default() };
                }
            }
            _ => self.property(&name, element, span),
        }
        Ok(())
    }

    fn innermost_is_paragraph(&self) -> bool {
        let last = self
            .stack
            .iter()
            .rev()
            .skip(1)
            .find(|(open, _)| matches!(open.as_str(), "p" | "tc" | "txbxContent" | "body" | "tbl" | "tr"));
        last.is_some_and(|(open, _)| open == "p")
    }

    /// Anything that is no place for words.
    fn property(&mut self, name: &str, element: &BytesStart<'_>, span: Range<usize>) {
        let value = || attribute(element, "val");
        let parent = self.parent().to_owned();
        if self.inside("sdtPr", 4) {
            if let Some(control) = self.controls.last_mut().filter(|control| !control.in_content) {
                control.property(element, span);
            }
            return;
        }
        if self.inside("ffData", 4) {
            if let Some(field) = self.legacy.last_mut() {
                field.property(element, span.clone());
            }
            return;
        }
        match (parent.as_str(), name) {
            ("pPr", "pStyle") => self.with_open(|open| open.style = value()),
            ("pPr", "outlineLvl") => {
                let level = value().and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9);
                self.with_open(|open| open.paragraph.heading = level.map(|level| level + 1).or(open.paragraph.heading));
            }
            ("pPr", "sectPr") => self.with_open(|open| open.paragraph.ends_section = true),
            ("numPr", "numId") => self.with_open(|open| open.list.0 = value()),
            ("numPr", "ilvl") => self.with_open(|open| open.list.1 = value().and_then(|level| level.parse().ok())),
            ("rPr", "b") => {
                let on = is_set(value());
                if self.inside("pPr", 4) {
                    self.with_open(|open| open.mark_strong = on);
                } else {
                    self.with_open(|open| open.run.strong = Some(on));
                }
            }
            ("rPr", "vanish" | "strike" | "dstrike") if !self.inside("pPr", 4) && is_set(value()) => {
                self.with_open(|open| open.run.hidden = true);
            }
            ("trPr", "gridBefore") => {
                let columns = value().and_then(|count| count.parse().ok()).unwrap_or(0);
                self.with_table(|table| table.skip(columns));
            }
            ("trPr", "hidden") if is_set(value()) => self.with_table(|table| table.row.gone = true),
            ("tcPr", "gridSpan") => {
                let columns = value().and_then(|count| count.parse().ok()).unwrap_or(1);
                self.with_table(|table| table.span = columns);
            }
            ("tcPr", "vMerge") => {
                let merge = if value().is_some_and(|value| value == "restart") { Merge::First } else { Merge::Further };
                self.with_table(|table| table.merge = merge);
            }
            ("r", "fldChar") => self.field_char(element),
            ("r", "tab" | "ptab") => self.sign("\t"),
            ("r", "br") if attribute(element, "type").is_none_or(|kind| kind == "textWrapping") => self.sign("\n"),
            ("r", "cr") => self.sign("\n"),
            ("r", "noBreakHyphen") => self.sign("-"),
            ("r", "sym") => self.symbol(element, span),
            (_, "drawing" | "pict" | "object") => self.with_open(|open| {
                open.paragraph.holds_objects = true;
                open.run.keep = true;
            }),
            ("r", "footnoteReference" | "endnoteReference" | "commentReference" | "instrText" | "AlternateContent") => {
                self.with_open(|open| open.run.keep = true);
            }
            _ => {}
        }
    }

    pub(super) fn with_open(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(open) = self.paragraphs.last_mut() {
            change(open);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn close(&mut self, span: Range<usize>) {
        let Some((name, start)) = self.stack.pop() else { return };
        if let Some(depth) = self.skip {
            if self.stack.len() < depth {
                self.skip = None;
            }
            return;
        }
        let whole = start..span.end;
        match name.as_str() {
            "rPr" => self.end_look(whole),
            "pPr" => self.with_open(|open| {
                open.paragraph.properties = Some(whole.clone());
                open.paragraph.start = whole.end;
            }),
            "r" => self.end_run(whole),
            "p" => self.end_paragraph(span),
            "tc" => self.end_cell(),
            "tr" => {
                if let Some(open) = self.tables.last_mut()
                    && let Some(table) = self.document.tables.get_mut(open.index)
                {
                    open.end_row(table);
                }
            }
            "tbl" => {
                if let Some(open) = self.tables.pop() {
                    let index = open.index;
                    if let Some(table) = self.document.tables.get_mut(index) {
                        open.end(table);
                    }
                }
            }
            "txbxContent" if self.flows.len() > 1 => self.document.text_boxes.extend(self.flows.pop()),
            "sdtContent" => self.end_content(span.start),
            "sdt" => self.end_control(),
            _ => {}
        }
    }

    fn end_look(&mut self, whole: Range<usize>) {
        let parent = self.stack.last().map_or("", |(name, _)| name.as_str());
        if parent == "sdtPr" {
            if let Some(control) = self.controls.last_mut() {
                control.looks(whole);
            }
            return;
        }
        let of_mark = parent == "pPr";
        let of_run = parent == "r";
        self.with_open(|open| {
            if of_mark {
                open.mark_look = Some(whole);
            } else if of_run {
                open.run.look = Some(whole);
            }
        });
    }
}
