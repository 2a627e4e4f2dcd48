//! Tables of a page as grids: merged cells, lists of choices, boxes to tick.

use super::controls::Controls;
use super::dom::Dom;
use super::walk::words_raw;
use crate::questionnaire::layout::{Area, At, Cell, Grid, GridRow};
use std::collections::BTreeSet;

/// Columns and rows one cell may be merged over.
const MERGED: usize = 200;
/// Columns of a table; further ones are left out.
const COLUMNS: usize = 200;

/// Whether a table holds data rather than the layout of a page.
pub(super) fn is_data_table(dom: &Dom, table: usize) -> bool {
    let role = dom.attribute(table, "role");
    if matches!(role, Some("presentation" | "none")) || !dom.within(table, &["table"]).is_empty() {
        return false;
    }
    let rows = rows(dom, table);
    rows.iter().filter(|row| cells(dom, **row).len() > 1).count() >= 1
}

fn rows(dom: &Dom, table: usize) -> Vec<usize> {
    dom.within(table, &["tr"])
}

fn cells(dom: &Dom, row: usize) -> Vec<usize> {
    dom.0[row].children.iter().copied().filter(|cell| matches!(dom.name(*cell), "td" | "th")).collect()
}

/// A table as a grid.
pub(super) fn grid_of(dom: &Dom, table: usize, controls: &Controls) -> Grid {
    let mut grid = Grid::default();
    let mut covered: BTreeSet<At> = BTreeSet::new();
    for (number, row) in rows(dom, table).into_iter().enumerate() {
        let mut out = GridRow { row: number, line: dom.0[row].line, ..GridRow::default() };
        out.hidden = dom.attribute(row, "hidden").is_some();
        for cell in cells(dom, row) {
            while covered.contains(&At::new(number, out.cells.len())) {
                out.cells.push(Cell::default());
            }
            let column = out.cells.len();
            if column >= COLUMNS {
                break;
            }
            let span = |name: &str| {
                dom.attribute(cell, name)
                    .and_then(|value| value.trim().parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, MERGED)
            };
            let (wide, tall) = (span("colspan").min(COLUMNS - column), span("rowspan"));
            out.cells.push(content(dom, cell, controls));
            if (wide, tall) != (1, 1) {
                let first = At::new(number, column);
                grid.merges.push(Area { first, last: At::new(number + tall - 1, column + wide - 1) });
                for below in 0..tall {
                    covered.extend((0..wide).map(|right| At::new(number + below, column + right)));
                }
            }
        }
        grid.rows.push(out);
    }
    grid
}

fn content(dom: &Dom, cell: usize, controls: &Controls) -> Cell {
    let mut text = words_raw(dom, cell).trim().to_owned();
    let fields = dom.within(cell, &["input", "select", "textarea"]);
    if let Some(boxes) = controls.boxes(dom, &fields) {
        text = boxes;
    }
    let allowed =
        fields.iter().find(|field| dom.name(**field) == "select").map(|select| controls.options(dom, *select));
    Cell {
        text: text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        strong: dom.name(cell) == "th",
        allowed: allowed.filter(|list| !list.is_empty()).map(Into::into),
        ..Cell::default()
    }
}
