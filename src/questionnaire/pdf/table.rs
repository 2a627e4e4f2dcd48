//! A table as it stands on a page, and as the finder of layouts wants it.

use super::geometry::Rect;
use super::lines::join_wrapped;
use crate::questionnaire::layout::{Area, At, Cell, Grid, GridRow};
use crate::questionnaire::prose::split_marker;

/// A table on one page or several.
#[derive(Debug, Clone, Default)]
pub(super) struct PageTable {
    /// Its extent on its first page.
    pub(super) area: Rect,
    /// Borders of its columns.
    pub(super) edges: Vec<f64>,
    pub(super) rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct TableRow {
    pub(super) cells: Vec<TableCell>,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Page from 0.
    pub(super) page: usize,
    /// Running number of the line in the document, for the order of items.
    pub(super) line: usize,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct TableCell {
    pub(super) text: String,
    pub(super) area: Rect,
    pub(super) strong: bool,
    /// Columns it covers.
    pub(super) columns: usize,
    /// Rows it covers; none if another cell covers it.
    pub(super) rows: usize,
}

impl PageTable {
    /// The table for the finder of layouts.
    pub(super) fn grid(&self, heading: Option<String>) -> Grid {
        let mut grid = Grid { heading, ..Grid::default() };
        for (row, stored) in self.rows.iter().enumerate() {
            let cells = stored.cells.iter().map(|cell| Cell { strong: cell.strong, ..Cell::text(cell.text.clone()) });
            grid.rows.push(GridRow { row, line: stored.line, hidden: false, cells: cells.collect() });
            for (column, cell) in stored.cells.iter().enumerate().filter(|(_, cell)| cell.rows > 0) {
                if cell.rows > 1 || cell.columns > 1 {
                    let last = At::new(row + cell.rows - 1, column + cell.columns.max(1) - 1);
                    grid.merges.push(Area { first: At::new(row, column), last });
                }
            }
        }
        grid
    }

    /// Texts of a row, for comparing.
    pub(super) fn texts(&self, row: usize) -> Vec<&str> {
        self.rows.get(row).map(|row| row.cells.iter().map(|cell| cell.text.trim()).collect()).unwrap_or_default()
    }

    /// Columns that are too narrow for text lie between double lines, or between the border of a cell and its shading.
    pub(super) fn drop_slivers(&mut self) {
        let mut column = 0;
        while self.edges.len() > 3 && column + 1 < self.edges.len() {
            let narrow = self.edges[column + 1] - self.edges[column] < SLIVER;
            let holds =
                |row: &TableRow| row.cells.get(column).is_some_and(|cell| cell.columns == 1 && !cell.text.is_empty());
            if !narrow || self.rows.iter().any(holds) {
                column += 1;
                continue;
            }
            let last = column + 2 == self.edges.len();
            self.edges.remove(if last { column } else { column + 1 });
            for row in self.rows.iter_mut().filter(|row| column < row.cells.len()) {
                let cell = row.cells.remove(column);
                for (index, before) in row.cells[..column].iter_mut().enumerate() {
                    if index + before.columns > column {
                        before.columns -= 1;
                    }
                }
                // A cell that begins in the gap begins after it.
                if cell.columns > 1
                    && let Some(next) = row.cells.get_mut(column)
                {
                    *next = TableCell { columns: cell.columns - 1, ..cell };
                }
            }
        }
    }
}

/// Width of a column that holds no text, in points.
const SLIVER: f64 = 8.5;

/// Lines of a cell as one text: wrapped ones joined, those that begin a list apart.
pub(super) fn joined(lines: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for line in lines {
        let begins = split_marker(line.trim()).is_some_and(|(_, rest)| !rest.is_empty())
            || line.starts_with(['☐', '☒', '☑', '•', '■', '●', '○', '➢', '※', '・']);
        if out.is_empty() {
            out.push_str(line.trim());
        } else if begins {
            out.push('\n');
            out.push_str(line.trim());
        } else {
            let start = out.rfind('\n').map_or(0, |end| end + 1);
            let mut last = out.split_off(start);
            join_wrapped(&mut last, &line);
            out.push_str(&last);
        }
    }
    super::signs::tick(&out)
}
