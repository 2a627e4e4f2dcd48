//! One pass over `content.xml`: tables, rows and cells with their byte ranges.

use crate::questionnaire::xml::{attribute, local, push_reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the content part holds.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// Tables in order.
    pub(crate) tables: Vec<OdsTable>,
    /// Conditions of validations by name.
    pub(crate) conditions: BTreeMap<String, String>,
    /// Styles whose cells are not locked, are bold, or whose tables are hidden.
    pub(crate) styles: BTreeMap<String, Style>,
}

/// What a style says that matters here.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style {
    /// Cells may be written in a protected table.
    pub(crate) unlocked: bool,
    /// Bold text.
    pub(crate) strong: bool,
    /// The table is hidden.
    pub(crate) hidden: bool,
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct OdsTable {
    /// Its name.
    pub(crate) name: String,
    /// Name of its style.
    pub(crate) style: String,
    /// Whether it is protected.
    pub(crate) protected: bool,
    /// Columns nobody sees, as runs from 0.
    pub(crate) hidden_columns: Vec<Range<usize>>,
    /// Rows in order.
    pub(crate) rows: Vec<OdsRow>,
}

/// One row element; it may stand for several equal rows.
#[derive(Debug, Default)]
pub(crate) struct OdsRow {
    /// Its bytes.
    pub(crate) span: Range<usize>,
    /// Bytes of its opening tag.
    pub(crate) tag: Range<usize>,
    /// First row from 0.
    pub(crate) first: usize,
    /// How many rows it stands for.
    pub(crate) repeat: usize,
    /// Whether nobody sees it.
    pub(crate) hidden: bool,
    /// Name of its style.
    pub(crate) style: Option<String>,
    /// Cells in order.
    pub(crate) cells: Vec<OdsCell>,
}

/// One cell element; it may stand for several equal cells.
#[derive(Debug, Default)]
pub(crate) struct OdsCell {
    /// Its bytes.
    pub(crate) span: Range<usize>,
    /// Bytes of its opening tag.
    pub(crate) tag: Range<usize>,
    /// First column from 0.
    pub(crate) first: usize,
    /// How many columns it stands for.
    pub(crate) repeat: usize,
    /// Whether another cell is merged over it.
    pub(crate) covered: bool,
    /// Columns and rows it is merged over.
    pub(crate) merged: (usize, usize),
    /// Whether it is computed.
    pub(crate) formula: bool,
    /// Name of its validation.
    pub(crate) validation: Option<String>,
    /// Name of its style.
    pub(crate) style: Option<String>,
    /// What it shows.
    pub(crate) text: String,
    /// Bytes of a comment attached to it.
    pub(crate) note: Option<Range<usize>>,
}

/// Reads the content part; `cells` is how many cell elements it may have. `None` if it has more.
///
/// # Errors
///
/// XML that is not well formed, as a sentence.
pub(crate) fn walk(xml: &str, cells: usize) -> Result<Option<Content>, String> {
    let mut pass = Pass::default();
    let mut reader = Reader::from_str(xml);
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Event::Start(element) => pass.start(&element, start..end),
            Event::Empty(element) => {
                pass.start(&element, start..end);
                pass.end(local(element.name().0), end);
            }
            Event::End(element) => pass.end(local(element.name().0), end),
            Event::Text(text) if pass.reads() => pass.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if pass.reads() => push_reference(&mut pass.text, &reference),
            Event::Eof => break,
            _ => {}
        }
        if pass.count > cells {
            return Ok(None);
        }
    }
    Ok(Some(pass.content))
}

#[derive(Default)]
struct Pass {
    content: Content,
    table: Option<OdsTable>,
    row: Option<OdsRow>,
    cell: Option<OdsCell>,
    text: String,
    /// Depth inside a comment, whose words are not the cell's.
    note: Option<(usize, usize)>,
    paragraph: usize,
    style: Option<String>,
    next_row: usize,
    next_column: usize,
    column: usize,
    count: usize,
    nested: usize,
}

impl Pass {
    fn reads(&self) -> bool {
        self.cell.is_some() && self.note.is_none() && self.paragraph > 0
    }

    fn start(&mut self, element: &BytesStart<'_>, span: Range<usize>) {
        let name = local(element.name().0);
        let count = |name: &str| {
            attribute(element, name).and_then(|value| value.parse::<usize>().ok()).unwrap_or(1).clamp(1, 1_048_576)
        };
        if let Some((depth, _)) = &mut self.note {
            *depth += 1;
            return;
        }
        match name {
            "content-validation" => {
                let condition = attribute(element, "condition").unwrap_or_default();
                self.content.conditions.insert(attribute(element, "name").unwrap_or_default(), condition);
            }
            "style" => self.style = attribute(element, "name"),
            "table-cell-properties" | "text-properties" | "table-properties" => {
                if let Some(style) = &self.style {
                    let known = self.content.styles.entry(style.clone()).or_default();
                    known.unlocked |= attribute(element, "cell-protect")
                        .is_some_and(|value| value == "none" || value == "formula-hidden");
                    known.strong |=
                        name == "text-properties" && attribute(element, "font-weight").as_deref() == Some("bold");
                    known.hidden |=
                        name == "table-properties" && attribute(element, "display").as_deref() == Some("false");
                }
            }
            "table" if self.table.is_some() => self.nested += 1,
            "table" => {
                self.table = Some(OdsTable {
                    name: attribute(element, "name").unwrap_or_default(),
                    style: attribute(element, "style-name").unwrap_or_default(),
                    protected: attribute(element, "protected").as_deref() == Some("true"),
                    ..OdsTable::default()
                });
                (self.next_row, self.column) = (0, 0);
            }
            _ if self.nested > 0 => {}
            "table-column" => {
                let repeat = count("number-columns-repeated").min(16_384);
                if attribute(element, "visibility").is_some_and(|value| value != "visible")
                    && let Some(table) = &mut self.table
                {
                    table.hidden_columns.push(self.column..self.column + repeat);
                }
                self.column += repeat;
            }
            "table-row" => {
                let repeat = count("number-rows-repeated");
                self.row = Some(OdsRow {
                    span: span.clone(),
                    tag: span,
                    first: self.next_row,
                    repeat,
                    hidden: attribute(element, "visibility").is_some_and(|value| value != "visible"),
                    style: attribute(element, "style-name"),
                    cells: Vec::new(),
                });
                self.next_row += repeat;
                self.next_column = 0;
            }
            "table-cell" | "covered-table-cell" if self.row.is_some() => {
                let repeat = count("number-columns-repeated").min(16_384);
                self.cell = Some(OdsCell {
                    span: span.clone(),
                    tag: span,
                    first: self.next_column,
                    repeat,
                    covered: name == "covered-table-cell",
                    merged: (count("number-columns-spanned"), count("number-rows-spanned")),
                    formula: attribute(element, "formula").is_some(),
                    validation: attribute(element, "content-validation-name"),
                    style: attribute(element, "style-name"),
                    text: String::new(),
                    note: None,
                });
                self.next_column += repeat;
                self.count += 1;
                self.text.clear();
            }
            "annotation" if self.cell.is_some() => self.note = Some((1, span.start)),
            "p" | "h" if self.cell.is_some() => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.paragraph += 1;
            }
            "s" if self.reads() => self.text.extend(std::iter::repeat_n(' ', count("c").min(200))),
            "tab" if self.reads() => self.text.push('\t'),
            "line-break" if self.reads() => self.text.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, end: usize) {
        if let Some((depth, start)) = &mut self.note {
            *depth -= 1;
            if *depth == 0 {
                let span = *start..end;
                self.note = None;
                if let Some(cell) = &mut self.cell {
                    cell.note = Some(span);
                }
            }
            return;
        }
        match name {
            "style" => self.style = None,
            "table" if self.nested > 0 => self.nested -= 1,
            "table" => self.content.tables.extend(self.table.take()),
            _ if self.nested > 0 => {}
            "p" | "h" => self.paragraph = self.paragraph.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                if let (Some(mut cell), Some(row)) = (self.cell.take(), &mut self.row) {
                    cell.span.end = end;
                    cell.text = std::mem::take(&mut self.text);
                    row.cells.push(cell);
                }
            }
            "table-row" => {
                if let (Some(mut row), Some(table)) = (self.row.take(), &mut self.table) {
                    row.span.end = end;
                    table.rows.push(row);
                }
            }
            _ => {}
        }
    }
}
