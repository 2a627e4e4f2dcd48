//! One pass over a worksheet's XML for what values alone do not tell: styles, formulas, merges, lists, protection, what is hidden.

use super::address::{area_of, at_of};
use crate::questionnaire::layout::{Area, At};
use crate::questionnaire::xml::{attribute, is_on, local, push_reference};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// What a worksheet says beside its values.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetXml {
    /// Stored cells: style and whether a formula computes them.
    pub(crate) cells: BTreeMap<At, CellXml>,
    /// Rows nobody sees.
    pub(crate) hidden_rows: BTreeSet<usize>,
    /// Merged areas.
    pub(crate) merges: Vec<Area>,
    /// Areas with a list of allowed answers, and the formula that names the list.
    pub(crate) lists: Vec<(Vec<Area>, String)>,
    /// Whether the sheet is protected.
    pub(crate) protected: bool,
    /// Columns with a style, a width or hidden, by their first column.
    pub(crate) columns: Vec<ColumnXml>,
    /// Formats of rows that hand them to cells which are not stored.
    pub(crate) rows: BTreeMap<usize, usize>,
    /// Width of other columns, in characters.
    pub(crate) width: f64,
}

/// A stored cell.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CellXml {
    /// Index of its format.
    pub(crate) style: usize,
    /// Whether a formula computes it, its own or one that fills an area.
    pub(crate) formula: bool,
    /// Whether it stores a text, so that digits in it are no number.
    pub(crate) text: bool,
}

/// A run of columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ColumnXml {
    /// First column from 0.
    pub(crate) first: usize,
    /// Last column from 0.
    pub(crate) last: usize,
    /// Whether nobody sees them.
    pub(crate) hidden: bool,
    /// Width in characters, if it is set.
    pub(crate) width: Option<f64>,
    /// Format of cells that are not stored.
    pub(crate) style: Option<usize>,
}

/// More areas than any real form has; the rest is ignored.
const MOST_AREAS: usize = 100_000;

impl SheetXml {
    /// The column run a column is in.
    pub(crate) fn column(&self, column: usize) -> Option<&ColumnXml> {
        let before = self.columns.partition_point(|run| run.first <= column);
        self.columns[..before].last().filter(|run| run.last >= column)
    }

    /// The format of a cell, stored or not.
    pub(crate) fn style(&self, at: At) -> usize {
        match self.cells.get(&at) {
            Some(cell) => cell.style,
            None => match self.rows.get(&at.row) {
                Some(style) => *style,
                None => self.column(at.column).and_then(|run| run.style).unwrap_or(0),
            },
        }
    }
}

/// Reads a worksheet; `cells` and `rows` are how many it may store. `None` if it stores more.
///
/// # Errors
///
/// XML that is not well formed, as a sentence.
pub(crate) fn read_sheet(xml: &str, cells: usize, rows: usize) -> Result<Option<SheetXml>, String> {
    let mut pass = Pass::default();
    pass.sheet.width = 8.43;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => pass.start(&element),
            Ok(Event::Empty(element)) => {
                pass.start(&element);
                pass.end(local(element.name().0));
            }
            Ok(Event::End(element)) => pass.end(local(element.name().0)),
            Ok(Event::Text(text)) => pass.text.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => push_reference(&mut pass.text, &reference),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
        if pass.sheet.cells.len() > cells || pass.rows > rows {
            return Ok(None);
        }
    }
    pass.sheet.columns.sort_by_key(|run| run.first);
    // An array or a data table computes every cell of its area, and only the first holds the formula.
    for area in &pass.computed {
        for (_, cell) in pass.sheet.cells.range_mut(area.first..=area.last).filter(|(at, _)| area.holds(**at)) {
            cell.formula = true;
        }
    }
    Ok(Some(pass.sheet))
}

/// Areas that one formula fills; more are ignored. Real sheets have a few.
const MOST_COMPUTED: usize = 200;

#[derive(Default)]
struct Pass {
    sheet: SheetXml,
    row: Option<usize>,
    at: Option<At>,
    /// Whether a cell is open; elsewhere `f` is the formula of a rule.
    inside: bool,
    computed: Vec<Area>,
    /// Areas and formula of the validation that is open, if it is a list.
    list: Option<(Vec<Area>, String)>,
    areas: usize,
    rows: usize,
    text: String,
}

impl Pass {
    fn start(&mut self, element: &BytesStart<'_>) {
        let number = |name: &str| attribute(element, name).and_then(|value| value.parse::<usize>().ok());
        match local(element.name().0) {
            "row" => {
                let told = number("r").and_then(|row| row.checked_sub(1));
                let row = told.unwrap_or_else(|| self.row.map_or(0, |row| row + 1));
                self.row = Some(row);
                self.rows += 1;
                self.at = None;
                if is_on(attribute(element, "hidden").as_deref()) {
                    self.sheet.hidden_rows.insert(row);
                }
                if is_on(attribute(element, "customFormat").as_deref())
                    && let Some(style) = number("s")
                {
                    self.sheet.rows.insert(row, style);
                }
            }
            "c" => {
                let row = self.row.unwrap_or(0);
                let told = attribute(element, "r").and_then(|place| at_of(&place));
                let at = told.unwrap_or_else(|| At::new(row, self.at.map_or(0, |at| at.column + 1)));
                self.at = Some(at);
                self.inside = true;
                let text =
                    attribute(element, "t").is_some_and(|kind| matches!(kind.as_str(), "s" | "str" | "inlineStr"));
                self.sheet.cells.insert(at, CellXml { style: number("s").unwrap_or(0), formula: false, text });
            }
            "f" if self.inside => {
                let fills = attribute(element, "t").is_some_and(|kind| kind == "array" || kind == "dataTable");
                if let Some(area) = attribute(element, "ref").filter(|_| fills).and_then(|area| area_of(&area))
                    && self.computed.len() < MOST_COMPUTED
                {
                    self.computed.push(area);
                }
                if let Some(cell) = self.at.and_then(|at| self.sheet.cells.get_mut(&at)) {
                    cell.formula = true;
                }
            }
            "mergeCell" => {
                if let Some(area) = attribute(element, "ref").and_then(|area| area_of(&area))
                    && self.sheet.merges.len() < MOST_AREAS
                {
                    self.sheet.merges.push(area);
                }
            }
            "sheetProtection" => self.sheet.protected = is_on(attribute(element, "sheet").as_deref()),
            "sheetFormatPr" => {
                if let Some(width) = attribute(element, "defaultColWidth").and_then(|width| width.parse().ok()) {
                    self.sheet.width = width;
                }
            }
            "col" => {
                let (Some(first), Some(last)) = (number("min"), number("max")) else { return };
                if first == 0 || last < first || last > 16_384 || self.sheet.columns.len() > 20_000 {
                    return;
                }
                self.sheet.columns.push(ColumnXml {
                    first: first - 1,
                    last: last - 1,
                    hidden: is_on(attribute(element, "hidden").as_deref())
                        || attribute(element, "width").as_deref() == Some("0"),
                    width: attribute(element, "width").and_then(|width| width.parse().ok()),
                    style: number("style"),
                });
            }
            "dataValidation" => {
                self.list = (attribute(element, "type").as_deref() == Some("list"))
                    .then(|| (self.areas_of(&attribute(element, "sqref").unwrap_or_default()), String::new()));
            }
            _ => {}
        }
        self.text.clear();
    }

    fn end(&mut self, name: &str) {
        match name {
            "c" => self.inside = false,
            "formula1" | "f" => {
                if let Some(list) = &mut self.list
                    && list.1.is_empty()
                {
                    self.text.trim().clone_into(&mut list.1);
                }
            }
            "sqref" => {
                let areas = self.areas_of(&self.text.clone());
                if let Some(list) = &mut self.list {
                    list.0.extend(areas);
                }
            }
            "dataValidation" => {
                if let Some(list) = self.list.take()
                    && !list.0.is_empty()
                {
                    self.sheet.lists.push(list);
                }
            }
            _ => {}
        }
    }

    fn areas_of(&mut self, sqref: &str) -> Vec<Area> {
        let left = MOST_AREAS - self.areas;
        let areas: Vec<Area> = sqref.split_whitespace().take(left).filter_map(area_of).collect();
        self.areas += areas.len();
        areas
    }
}
