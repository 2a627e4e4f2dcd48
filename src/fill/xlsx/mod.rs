//! XLSX and XLSM: the sheets' XML is spliced, every other part keeps its bytes.

mod cell;
mod columns;
mod edits;
mod heights;
mod splice;
mod styles;
mod typed;
mod workbook;

pub(super) use cell::safe_text;
pub(super) use edits::{Edits, with_attribute, without_attribute};
pub(super) use heights::{height_of, lines_of};

use super::container::replace_parts;
use super::{FillError, Plan, Value};
use crate::questionnaire::layout::{At, ColumnRole, Grid, Layout};
use crate::questionnaire::package::Package;
use crate::questionnaire::workbook::{
    SheetXml, Styles, read_parts, read_sheet, read_sheets_of, read_styles, split_place,
};
use crate::questionnaire::{Limits, Questionnaire};
use std::collections::BTreeMap;

/// What one cell gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewCell {
    /// Its words.
    pub(super) text: String,
    /// Whether it is one of the form's own answers, so that a number stays a number.
    pub(super) choice: bool,
    /// Whether the form's list holds it as a text, although it looks like a number or a truth value.
    pub(super) quoted: bool,
    /// Cell whose style it takes, where it stands in an added column.
    pub(super) like: Option<At>,
}

/// Width of an added column, in characters.
const ADDED_WIDTH: f64 = 60.0;

/// Fills a workbook.
///
/// # Errors
///
/// A signed or damaged workbook.
pub(super) fn fill_xlsx(
    bytes: &[u8],
    form: &Questionnaire,
    plan: &Plan,
    limits: &Limits,
) -> Result<Vec<u8>, FillError> {
    let mut package = Package::open(&form.name, bytes, limits)?;
    if package.is_signed() {
        return Err(FillError::Signed { name: form.name.clone() });
    }
    let malformed = |why: String| FillError::Malformed { name: form.name.clone(), why };
    let parts = read_parts(&form.name, &mut package)?;
    let sheets = read_sheets_of(form, bytes, limits)?;
    let mut writes = cells_of(plan)?;
    let style_xml = match &parts.styles {
        Some(path) => package.text(path)?.unwrap_or_default(),
        None => String::new(),
    };
    let formats = read_styles(&style_xml);
    let mut added_styles = styles::Appended::new(&style_xml);
    let mut replaced: BTreeMap<String, String> = BTreeMap::new();
    let mut seen: Vec<SheetXml> = Vec::with_capacity(parts.sheets.len());
    for sheet in &parts.sheets {
        let xml = package.text(&sheet.path)?.unwrap_or_default();
        let read = read_sheet(&xml, limits.cells, limits.rows).map_err(malformed)?;
        seen.push(read.ok_or_else(|| malformed("too many cells".to_owned()))?);
    }
    let formulas = seen.iter().any(|sheet| sheet.cells.values().any(|cell| cell.formula));
    let lists = typed::Lists { grids: &sheets.grids, seen: &seen, names: &parts.names };
    for (index, sheet) in parts.sheets.iter().enumerate() {
        let Some(mut cells) = writes.remove(&sheet.name) else { continue };
        let xml = package.text(&sheet.path)?.unwrap_or_default();
        let (grid, layout) = (&sheets.grids[index], &sheets.layouts[index]);
        for (at, cell) in cells.iter_mut().filter(|(_, cell)| cell.choice) {
            cell.quoted = lists.is_text(index, *at, &cell.text);
        }
        let added = add_headers(layout, &mut cells);
        let planned = dress(&xml, cells, grid, &seen[index], &formats, &mut added_styles);
        let mut filled = splice::splice_cells(&xml, &planned).map_err(malformed)?;
        for column in added {
            filled = columns::widen(&filled, column, ADDED_WIDTH);
        }
        let path = package.find(&sheet.path).unwrap_or(&sheet.path).to_owned();
        replaced.insert(path, edits::as_utf8(filled));
    }
    if let Some(sheet) = writes.keys().next() {
        return Err(malformed(format!("no sheet `{sheet}` in it")));
    }
    if let Some(path) = parts.styles.as_ref().filter(|_| added_styles.any()) {
        let path = package.find(path).unwrap_or(path).to_owned();
        replaced.insert(path, edits::as_utf8(added_styles.finish()));
    }
    if formulas && !replaced.is_empty() {
        let path = package.find(&parts.workbook).unwrap_or(&parts.workbook).to_owned();
        replaced.insert(path, edits::as_utf8(workbook::recalculate(&parts.workbook_xml)));
    }
    replace_parts(&form.name, bytes, &replaced)
}

/// The cells of a plan, by sheet.
fn cells_of(plan: &Plan) -> Result<BTreeMap<String, BTreeMap<At, NewCell>>, FillError> {
    let mut sheets: BTreeMap<String, BTreeMap<At, NewCell>> = BTreeMap::new();
    for write in &plan.writes {
        let Some((sheet, at)) = split_place(&write.place) else {
            return Err(FillError::Malformed { name: write.place.clone(), why: "no address of a cell".to_owned() });
        };
        let cell = NewCell {
            text: safe_text(write.value.shown()),
            choice: matches!(write.value, Value::Choice(_)),
            quoted: false,
            like: None,
        };
        sheets.entry(sheet).or_default().insert(at, cell);
    }
    Ok(sheets)
}

/// Adds the headers above added columns; the columns that are added.
fn add_headers(layout: &Layout, cells: &mut BTreeMap<At, NewCell>) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for header in &layout.added {
        if !cells.keys().any(|at| at.column == header.at.column && at.row > header.at.row) {
            continue;
        }
        let question = |row: usize| {
            let before = layout.columns.iter().filter(|seen| seen.role == ColumnRole::Question && seen.from <= row + 2);
            before.map(|seen| seen.column).next_back().unwrap_or(0)
        };
        let column = header.at.column;
        for (at, cell) in cells.iter_mut().filter(|(at, _)| at.column == column) {
            cell.like = Some(At::new(at.row, question(at.row)));
        }
        let like = Some(At::new(header.at.row, question(header.at.row)));
        cells.insert(header.at, NewCell { text: header.text.to_owned(), choice: true, quoted: true, like });
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

/// Cells as XML with their styles, and the rows that must grow.
fn dress(
    xml: &str,
    cells: BTreeMap<At, NewCell>,
    grid: &Grid,
    seen: &SheetXml,
    formats: &Styles,
    added: &mut styles::Appended,
) -> splice::Planned {
    let heights = heights::Heights::new(xml);
    let mut planned = splice::Planned::default();
    for (at, cell) in cells {
        let style = seen.style(cell.like.unwrap_or(at));
        let format = formats.get(style);
        let width = heights::width_of(seen, grid, at, cell.like.is_some().then_some(ADDED_WIDTH));
        let long = cell.text.contains('\n') || heights::lines_of(&cell.text, width, format.points) > 1;
        let style = if long && !format.wraps { added.wrapped(style) } else { style };
        if long {
            let need = heights.needed(&cell.text, width, format.points, at, grid, seen, formats);
            if let Some(points) = need {
                let row = planned.heights.entry(at.row).or_insert(points);
                *row = row.max(points);
            }
        }
        planned.cells.insert(at, splice::CellXml { xml: cell::inner(&cell), kind: cell::kind(&cell), style });
    }
    planned
}
