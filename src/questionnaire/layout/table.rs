//! Tables inside a grid: where each begins, and which column holds what.

use super::columns::assign;
use super::header::{self, Header, header_at};
use super::{At, ColumnRole, Grid};
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
    /// Whether only rows with a number are items.
    pub(super) numbered: bool,
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

/// Numbered rows above the first header, such as the name of the supplier: the same columns, and only rows with a number.
fn above(grid: &Grid, first: &Table) -> Option<Table> {
    let header = first.header.as_ref()?;
    let (id, question) = (first.id()?, first.question()?);
    let mut columns = first.columns.clone();
    for column in &mut columns {
        column.evidence = vec!["as in the table below".to_owned()];
    }
    let table = Table { header: None, body: 0..header.index, columns, title: None, numbered: true };
    let numbered = |index: usize| {
        let row = grid.rows[index].row;
        is_number(grid.text(At::new(row, id))) && !grid.text(At::new(row, question)).is_empty()
    };
    table.body.clone().any(numbered).then_some(table)
}

/// `GNRL-01`, `A.1.2`: letters, then digits after a sign.
pub(super) fn is_number(text: &str) -> bool {
    let letters = text.chars().take_while(|sign| sign.is_ascii_uppercase()).count();
    let rest = &text[letters..];
    letters > 0
        && text.len() <= 12
        && rest.len() > 1
        && rest.starts_with(['-', '.'])
        && rest[1..].starts_with(|sign: char| sign.is_ascii_digit())
}

/// The headers that a profile names; rows that follow each other are one.
fn told(grid: &Grid) -> Vec<Header> {
    let Some(rule) = &grid.rule else { return Vec::new() };
    let mut rows: Vec<usize> = rule.headers.clone();
    rows.sort_unstable();
    rows.dedup();
    let runs = rows.chunk_by(|above, below| above + 1 == *below);
    runs.filter_map(|run| {
        let stored = |row: usize| grid.rows.partition_point(|known| known.row < row);
        let (first, after) = (stored(*run.first()?), stored(run.last()? + 1));
        (first < after).then(|| header::stated(grid, first, after - first))
    })
    .collect()
}

/// The tables of a grid that ask something, in order.
pub(super) fn find_tables(grid: &Grid) -> Vec<Table> {
    let mut headers: Vec<Header> = told(grid);
    let mut index = if headers.is_empty() { 0 } else { grid.rows.len() };
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
    if let Some(above) = tables.first().and_then(|first| above(grid, first)) {
        tables.insert(0, above);
    }
    if tables.is_empty() {
        let table = Table { body: 0..grid.rows.len(), ..Table::default() };
        tables.extend(assign(grid, table, None));
    }
    tables
}
