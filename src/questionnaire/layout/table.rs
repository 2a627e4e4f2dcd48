//! Tables inside a grid: where each begins, and which column holds what.

use super::columns::assign;
use super::header::{Header, header_at};
use super::{ColumnRole, Grid};
use std::ops::Range;

/// A table of questions.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// Its header; a table told by its content alone has none.
    pub(super) header: Option<Header>,
    /// Indices in `grid.rows` of what stands below the header.
    pub(super) body: Range<usize>,
    /// Role of each column, from column 0.
    pub(super) columns: Vec<Column>,
    /// Title of the section, where the header of the question column is one.
    pub(super) title: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What it holds.
    pub(super) role: ColumnRole,
    /// Words of its header.
    pub(super) header: String,
    /// Why.
    pub(super) evidence: Vec<String>,
}

impl Table {
    /// Columns of a role.
    pub(super) fn with(&self, wanted: ColumnRole) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, column)| column.role == wanted).map(|(column, _)| column)
    }

    /// The question column.
    pub(super) fn question(&self) -> Option<usize> {
        self.with(ColumnRole::Question).next()
    }

    /// The id column.
    pub(super) fn id(&self) -> Option<usize> {
        self.with(ColumnRole::Id).next()
    }

    /// Whether it has a place for an answer.
    pub(super) fn answers(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.role, ColumnRole::Answer | ColumnRole::Mark))
    }
}

/// Headers of one grid; the largest real form has some hundred.
const HEADERS: usize = 1_000;
/// Rows with the words of a header that are held against what stands below them.
const DOUBTS: usize = 2_000;

/// The tables of a grid that ask something, in order.
pub(super) fn find_tables(grid: &Grid) -> Vec<Table> {
    let mut headers: Vec<Header> = Vec::new();
    let mut index = 0;
    let mut doubts = DOUBTS;
    while index < grid.rows.len() && headers.len() < HEADERS {
        match header_at(grid, index, &mut doubts) {
            Some(header) => {
                index = header.below();
                headers.push(header);
            }
            None => index += 1,
        }
    }
    let mut tables: Vec<Table> = Vec::new();
    for (number, header) in headers.iter().enumerate() {
        let end = headers.get(number + 1).map_or(grid.rows.len(), |next| next.index);
        let table = Table { header: Some(header.clone()), body: header.below()..end, ..Table::default() };
        if let Some(table) = assign(grid, table, tables.last()) {
            tables.push(table);
        }
    }
    if tables.is_empty() {
        let table = Table { body: 0..grid.rows.len(), ..Table::default() };
        tables.extend(assign(grid, table, None));
    }
    tables
}
