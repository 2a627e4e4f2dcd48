//! Tables of a Word document while they are read.

use super::super::model::{Row, Table, TableCell};
use std::collections::BTreeMap;

/// Columns that are counted; further ones stand in the last.
const COLUMNS: usize = 1_000;

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Its index in the document.
    pub(super) index: usize,
    pub(super) row: Row,
    pub(super) column: usize,
    /// What the open cell says of itself.
    pub(super) span: usize,
    pub(super) merge: Merge,
    pub(super) merges: Vec<Vec<Merge>>,
    pub(super) current: Vec<Merge>,
}

/// How a cell is merged downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    First,
    Further,
}

impl OpenTable {
    pub(super) fn start_row(&mut self) {
        self.row = Row::default();
        (self.column, self.current) = (0, Vec::new());
    }

    /// Columns that a row leaves out at its beginning.
    pub(super) fn skip(&mut self, columns: usize) {
        self.column = (self.column + columns).min(COLUMNS);
    }

    pub(super) fn start_cell(&mut self) {
        (self.span, self.merge) = (1, Merge::None);
    }

    /// Ends a cell, whose content is known by now.
    pub(super) fn end_cell(&mut self, mut cell: TableCell) {
        cell.column = self.column;
        cell.width = self.span.clamp(1, COLUMNS);
        cell.height = 1;
        self.column = (self.column + cell.width).min(COLUMNS);
        self.row.cells.push(cell);
        self.current.push(self.merge);
    }

    pub(super) fn end_row(&mut self, table: &mut Table) {
        table.rows.push(std::mem::take(&mut self.row));
        self.merges.push(std::mem::take(&mut self.current));
    }

    /// Settles how many rows each cell takes.
    pub(super) fn end(self, table: &mut Table) {
        let mut open: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (row, merges) in self.merges.iter().enumerate() {
            for (index, merge) in merges.iter().enumerate() {
                let column = table.rows[row].cells[index].column;
                match merge {
                    Merge::First => drop(open.insert(column, (row, index))),
                    Merge::None => drop(open.remove(&column)),
                    Merge::Further => {
                        if let Some((first, cell)) = open.get(&column).copied() {
                            table.rows[first].cells[cell].height += 1;
                            table.rows[row].cells[index].height = 0;
                        }
                    }
                }
            }
        }
    }
}
