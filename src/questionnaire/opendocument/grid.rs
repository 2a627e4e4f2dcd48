//! OpenDocument tables as grids.

use super::CONTENT;
use super::lists::allowed;
use super::walk::{Content, OdsTable, walk};
use crate::questionnaire::clean::clean;
use crate::questionnaire::layout::{Area, At, Cell, Grid, GridRow};
use crate::questionnaire::package::Package;
use crate::questionnaire::{Error, Limits};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Equal rows that are read one by one; more are padding.
const REPEATED: usize = 200;
/// Columns that are read.
const COLUMNS: usize = 1_000;

/// Reads the tables of a spreadsheet.
///
/// # Errors
///
/// A damaged or encrypted file, or more than the limits allow.
pub(crate) fn read_grids(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Error> {
    let malformed = |why: String| Error::Malformed { name: name.to_owned(), why };
    let mut package = Package::open(name, bytes, limits)?;
    if package.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Error::Encrypted { name: name.to_owned() });
    }
    let xml = package.text(CONTENT)?.ok_or_else(|| malformed("no content part in it".to_owned()))?;
    let content = walk(&xml, limits.cells).map_err(malformed)?;
    let content =
        content.ok_or_else(|| Error::TooLarge { name: name.to_owned(), what: "cells", limit: limits.cells })?;
    let lists: BTreeMap<&str, Arc<[String]>> = content
        .conditions
        .iter()
        .filter_map(|(name, condition)| Some((name.as_str(), allowed(condition, &content.tables)?)))
        .collect();
    let mut left = limits.cells;
    let mut grids = Vec::new();
    for table in &content.tables {
        grids.push(grid(table, &content, &lists, &mut left));
        if left == 0 {
            return Err(Error::TooLarge { name: name.to_owned(), what: "cells", limit: limits.cells });
        }
    }
    Ok(grids)
}

fn grid(table: &OdsTable, content: &Content, lists: &BTreeMap<&str, Arc<[String]>>, left: &mut usize) -> Grid {
    let style = |name: Option<&String>| name.and_then(|name| content.styles.get(name)).copied().unwrap_or_default();
    let mut grid = Grid {
        name: table.name.clone(),
        hidden: style(Some(&table.style)).hidden,
        protected: table.protected,
        widens: true,
        hidden_columns: table.hidden_columns.iter().flat_map(|run| run.start..run.end.min(COLUMNS)).collect(),
        ..Grid::default()
    };
    for row in &table.rows {
        let mut cells: Vec<Cell> = Vec::new();
        for stored in row.cells.iter().filter(|stored| stored.first < COLUMNS) {
            let looks = style(stored.style.as_ref());
            let allowed = stored.validation.as_deref().and_then(|name| lists.get(name)).cloned();
            let matters =
                !stored.text.is_empty() || stored.formula || allowed.is_some() || (table.protected && looks.unlocked);
            if matters {
                cells.resize(stored.first.max(cells.len()), Cell { locked: true, ..Cell::default() });
                let cell = Cell {
                    text: if stored.covered { String::new() } else { clean(&stored.text) },
                    formula: stored.formula,
                    locked: !looks.unlocked,
                    strong: looks.strong,
                    allowed,
                    fixed: None,
                };
                let repeat =
                    stored.repeat.min(COLUMNS - stored.first).min(if stored.text.is_empty() { 50 } else { COLUMNS });
                cells.extend(std::iter::repeat_n(cell, repeat));
            }
            if stored.merged != (1, 1) {
                let at = At::new(row.first, stored.first);
                let last = At::new(row.first + stored.merged.1 - 1, stored.first + stored.merged.0 - 1);
                grid.merges.push(Area { first: at, last });
            }
        }
        if cells.is_empty() {
            continue;
        }
        for offset in 0..row.repeat.min(REPEATED) {
            *left = left.saturating_sub(cells.len());
            let number = row.first + offset;
            grid.rows.push(GridRow { row: number, line: number + 1, hidden: row.hidden, cells: cells.clone() });
            if *left == 0 {
                return grid;
            }
        }
    }
    grid
}
