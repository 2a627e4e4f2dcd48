//! From the bytes of a workbook to grids, and from grids to items with places.

use super::address::{cell_name, place};
use super::lists::Lists;
use super::parts::{read_parts, table_areas};
use super::sheet::{SheetXml, read_sheet};
use super::styles::{Styles, read_styles};
use super::values::{self, Values};
use super::{area_of, parts::WorkbookParts};
use crate::questionnaire::clean::clean;
use crate::questionnaire::draft::Reading;
use crate::questionnaire::layout::{Area, At, Cell, Grid, GridRow, Layout, choose_grids, find_layout, legend_among};
use crate::questionnaire::package::Package;
use crate::questionnaire::read::text_of;
use crate::questionnaire::reader::csv::read_grid;
use crate::questionnaire::recognise::{Recognised, kind_of_text, recognise};
use crate::questionnaire::{Error, FormKind, Limits, Questionnaire, Rules};
use std::cell::Cell as StdCell;
use std::collections::{BTreeMap, BTreeSet};

/// The sheets of a workbook with what was seen in them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheets {
    /// The sheets.
    pub(crate) grids: Vec<Grid>,
    /// What was seen in each.
    pub(crate) layouts: Vec<Layout>,
    /// What a person should know.
    pub(crate) notes: Vec<String>,
}

/// Reads a workbook as a form.
///
/// # Errors
///
/// A damaged or encrypted workbook, or more than the limits allow.
pub(in crate::questionnaire) fn read_workbook(
    name: &str,
    bytes: &[u8],
    kind: FormKind,
    limits: &Limits,
) -> Result<Reading, Error> {
    read_tables(name, bytes, kind, limits, None)
}

/// The kind of a file that is made of tables: a workbook or delimited values.
pub(in crate::questionnaire) fn table_kind(name: &str, bytes: &[u8], limits: &Limits) -> Option<FormKind> {
    if bytes.len() > limits.bytes {
        return None;
    }
    match recognise(bytes) {
        Recognised::Workbook(kind) => Some(kind),
        Recognised::Text => {
            let text = text_of(name, bytes).ok()?;
            (kind_of_text(name, &text).ok()? == FormKind::Csv).then_some(FormKind::Csv)
        }
        _ => None,
    }
}

/// Names of the sheets; those of an XLSX are read without its cells.
///
/// # Errors
///
/// As [`read_workbook`].
pub(in crate::questionnaire) fn sheet_names(
    name: &str,
    bytes: &[u8],
    kind: FormKind,
    limits: &Limits,
) -> Result<Vec<String>, Error> {
    if kind == FormKind::Xlsx {
        let parts = read_parts(name, &mut Package::open(name, bytes, limits)?)?;
        return Ok(parts.sheets.into_iter().map(|sheet| sheet.name).collect());
    }
    Ok(read_grids(name, bytes, kind, limits)?.into_iter().map(|grid| grid.name).collect())
}

/// Reads a workbook or delimited values, by rules if there are some.
///
/// # Errors
///
/// As [`read_workbook`].
pub(in crate::questionnaire) fn read_tables(
    name: &str,
    bytes: &[u8],
    kind: FormKind,
    limits: &Limits,
    rules: Option<Rules>,
) -> Result<Reading, Error> {
    let sheets = lay_out(read_grids(name, bytes, kind, limits)?, rules.as_ref());
    let mut reading = Reading::new(kind);
    if let Some(rules) = &rules {
        reading.notes.push(format!("read by the profile `{}`", rules.profile));
    }
    reading.rules = rules;
    let several = sheets.grids.len() > 1;
    for (grid, layout) in sheets.grids.iter().zip(&sheets.layouts) {
        if !layout.taken {
            if !layout.items.is_empty() {
                reading.notes.push(format!("sheet `{}` was left out: {}", grid.name, layout.why.join(", ")));
            }
            continue;
        }
        let locked = layout
            .items
            .iter()
            .flat_map(|item| &item.slots)
            .filter(|slot| slot.locked.as_deref() == Some("locked in a protected sheet"))
            .count();
        if locked > 0 && grid.protected {
            reading.notes.push(format!(
                "sheet `{}` is protected; {locked} of its answer cells are locked and stay as they are",
                grid.name
            ));
        }
        reading.drafts.extend(layout.drafts(several.then_some(grid.name.as_str()), &|at| match kind {
            FormKind::Csv => cell_name(at),
            _ => place(&grid.name, at),
        }));
    }
    reading.notes.extend(sheets.notes);
    Ok(reading)
}

/// Reads the sheets of a form again, as they were read for it.
///
/// # Errors
///
/// As [`read_workbook`].
pub(crate) fn read_sheets_of(form: &Questionnaire, bytes: &[u8], limits: &Limits) -> Result<Sheets, Error> {
    Ok(lay_out(read_grids(&form.name, bytes, form.kind, limits)?, form.rules.as_ref()))
}

/// Reads the cells of all sheets.
///
/// # Errors
///
/// As [`read_workbook`].
pub(in crate::questionnaire) fn read_grids(
    name: &str,
    bytes: &[u8],
    kind: FormKind,
    limits: &Limits,
) -> Result<Vec<Grid>, Error> {
    Ok(match kind {
        FormKind::Xlsx => xlsx_grids(name, bytes, limits)?,
        FormKind::Xlsb => {
            Package::open(name, bytes, limits)?;
            plain_grids(name, values::xlsb(name, bytes, limits)?, limits)?
        }
        FormKind::Ods => crate::questionnaire::opendocument::read_grids(name, bytes, limits)?,
        FormKind::Csv => vec![read_grid(name, &text_of(name, bytes)?, limits)?],
        _ => plain_grids(name, values::xls(name, bytes, limits)?, limits)?,
    })
}

/// Finds the layout of every sheet.
fn lay_out(mut grids: Vec<Grid>, rules: Option<&Rules>) -> Sheets {
    for grid in &mut grids {
        grid.rule = rules.and_then(|rules| rules.sheet(&grid.name)).cloned();
    }
    if let Some(legend) = legend_among(&grids) {
        grids.iter_mut().for_each(|grid| grid.legend = Some(legend.clone()));
    }
    let mut layouts: Vec<Layout> = grids.iter().map(find_layout).collect();
    choose_grids(&grids, &mut layouts);
    Sheets { grids, layouts, notes: Vec::new() }
}

fn plain_grids(name: &str, sheets: Vec<Values>, limits: &Limits) -> Result<Vec<Grid>, Error> {
    let mut room = limits.cells;
    let grids = sheets.into_iter().map(|(name, hidden, values)| {
        Some(Grid { name, hidden, rows: rows_of(&values, &mut room, |_, _| {})?, ..Grid::default() })
    });
    grids.collect::<Option<_>>().ok_or_else(|| too_many_cells(name, limits))
}

fn xlsx_grids(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Error> {
    let mut package = Package::open(name, bytes, limits)?;
    let parts = read_parts(name, &mut package)?;
    let styles = match &parts.styles {
        Some(path) => read_styles(&package.text(path)?.unwrap_or_default()),
        None => Styles::default(),
    };
    let malformed = |why: String| Error::Malformed { name: name.to_owned(), why };
    let mut seen: Vec<SheetXml> = Vec::new();
    let mut headers: Vec<Vec<Area>> = Vec::new();
    let mut left = limits.cells;
    for sheet in &parts.sheets {
        let xml = package.text(&sheet.path)?.unwrap_or_default();
        let read =
            read_sheet(&xml, left, limits.rows).map_err(|why| malformed(format!("sheet `{}`: {why}", sheet.name)))?;
        let read = read.ok_or_else(|| too_many_cells(name, limits))?;
        left = left.saturating_sub(read.cells.len());
        seen.push(read);
        let areas = table_areas(&mut package, &sheet.path)?;
        headers.push(
            areas
                .iter()
                .filter_map(|area| area_of(area))
                .map(|area| Area { first: area.first, last: At::new(area.first.row, area.last.column) })
                .collect(),
        );
    }
    let mut values: BTreeMap<String, BTreeMap<At, String>> =
        values::xlsx(name, bytes, limits)?.into_iter().map(|(sheet, _, values)| (sheet, values)).collect();
    let values: Vec<(String, BTreeMap<At, String>)> =
        parts.sheets.iter().map(|sheet| (sheet.name.clone(), values.remove(&sheet.name).unwrap_or_default())).collect();
    let lists = Lists { sheets: &values, names: &parts.names, work: StdCell::new(limits.work) };
    let mut room = limits.cells;
    let grids = (0..parts.sheets.len())
        .map(|index| grid(index, &parts, &seen[index], &headers[index], &styles, &lists, &mut room));
    grids.collect::<Option<_>>().ok_or_else(|| too_many_cells(name, limits))
}

fn grid(
    index: usize,
    parts: &WorkbookParts,
    sheet: &SheetXml,
    headers: &[Area],
    styles: &Styles,
    lists: &Lists<'_>,
    room: &mut usize,
) -> Option<Grid> {
    let part = &parts.sheets[index];
    let mut stored = lists.sheets[index].1.clone();
    if sheet.protected {
        // Unlocked blank cells matter; those far from any text are padding.
        let last = stored.keys().map(|at| at.column).max().unwrap_or(0) + 20;
        for (at, cell) in sheet.cells.iter().filter(|(at, _)| at.column <= last) {
            if !styles.get(cell.style).locked {
                stored.entry(*at).or_default();
            }
        }
    }
    for (at, cell) in &sheet.cells {
        if cell.formula {
            stored.entry(*at).or_default();
        }
    }
    let rows = rows_of(&stored, room, |at, cell| {
        let xml = sheet.cells.get(&at).copied().unwrap_or_default();
        let format = styles.get(sheet.style(at));
        cell.formula = xml.formula;
        cell.locked = format.locked;
        cell.strong = format.strong;
        if let (Some(decimals), Ok(number)) = (format.decimals, cell.text.parse::<f64>()) {
            cell.text = format!("{number:.decimals$}");
        }
        if headers.iter().any(|area| area.holds(at)) {
            cell.fixed = Some("the header of a table");
        }
    })?;
    let rows = rows.into_iter().map(|row| GridRow { hidden: sheet.hidden_rows.contains(&row.row), ..row }).collect();
    let mut choices = Vec::new();
    let mut closed = Vec::new();
    for (areas, formula) in &sheet.lists {
        match lists.resolve(formula, index) {
            Some(list) => choices.extend(areas.iter().map(|area| (*area, list.clone()))),
            // Words that are not in the list would be refused by whoever checks the form.
            None if lists.is_beyond(formula, index) && closed.len() < MOST_CLOSED => {
                let room = MOST_CLOSED - closed.len();
                closed.extend(areas.iter().take(room).map(|area| (*area, "its drop-down list cannot be read")));
            }
            None => {}
        }
    }
    let mut hidden_columns = BTreeSet::new();
    for run in sheet.columns.iter().filter(|run| run.hidden && run.first < COLUMNS_READ) {
        // Runs may not overlap; where they do, no column is counted twice.
        let from = hidden_columns.last().map_or(run.first, |last: &usize| run.first.max(last + 1));
        hidden_columns.extend(from..=run.last.min(COLUMNS_READ - 1));
    }
    let unlocked = sheet
        .columns
        .iter()
        .filter(|run| run.style.is_some_and(|style| !styles.get(style).locked))
        .map(|run| Area { first: At::new(0, run.first), last: At::new(usize::MAX, run.last) })
        .collect();
    Some(Grid {
        name: part.name.clone(),
        hidden: part.hidden,
        protected: sheet.protected,
        widens: true,
        rows,
        hidden_columns,
        merges: sheet.merges.clone(),
        choices,
        closed,
        unlocked,
        ..Grid::default()
    })
}

/// Lists that cannot be read; a form has a few.
const MOST_CLOSED: usize = 1_000;
/// A cell to the right of these says nothing and would cost a row of blanks.
const COLUMNS_READ: usize = 1_000;

fn too_many_cells(name: &str, limits: &Limits) -> Error {
    Error::TooLarge { name: name.to_owned(), what: "cells", limit: limits.cells }
}

/// Rows of stored values; `dress` adds to each cell what else is known. `room` is how many cells there may still be, blank ones
/// before stored ones included; `None` if there are more.
fn rows_of(
    values: &BTreeMap<At, String>,
    room: &mut usize,
    mut dress: impl FnMut(At, &mut Cell),
) -> Option<Vec<GridRow>> {
    let mut rows: Vec<GridRow> = Vec::new();
    for (at, text) in values {
        if rows.last().is_none_or(|row| row.row != at.row) {
            rows.push(GridRow { row: at.row, line: at.row + 1, ..GridRow::default() });
        }
        let Some(row) = rows.last_mut() else { continue };
        if at.column >= COLUMNS_READ {
            continue;
        }
        *room = room.checked_sub(at.column + 1 - row.cells.len())?;
        let mut cell = Cell::text(clean(text));
        dress(*at, &mut cell);
        while row.cells.len() < at.column {
            let mut blank = Cell::default();
            dress(At::new(at.row, row.cells.len()), &mut blank);
            row.cells.push(blank);
        }
        row.cells.push(cell);
    }
    Some(rows)
}
