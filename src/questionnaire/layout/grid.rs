//! A table as any format has it: cells with what a finder of layouts must know about them.

use super::areas::AreaIndex;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Place of a cell, both counted from 0. Ordered as people read: by row, then by column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At {
    /// Row from 0.
    pub(crate) row: usize,
    /// Column from 0.
    pub(crate) column: usize,
}

impl At {
    /// A place.
    pub(crate) fn new(row: usize, column: usize) -> Self {
        Self { row, column }
    }
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Area {
    /// Top left cell.
    pub(crate) first: At,
    /// Bottom right cell.
    pub(crate) last: At,
}

impl Area {
    /// Whether a place lies inside.
    pub(crate) fn holds(&self, at: At) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }
}

/// A table: a sheet of a workbook, a table of a document, delimited values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// Name of the sheet; `table 2` in a document; empty for delimited values.
    pub(crate) name: String,
    /// Heading that stands above the table, outside of it.
    pub(crate) heading: Option<String>,
    /// Whether the sheet is hidden.
    pub(crate) hidden: bool,
    /// Whether the sheet is protected, so that only unlocked cells may be filled.
    pub(crate) protected: bool,
    /// Whether a column may be added at the right: in sheets and delimited values, not in tables on a page.
    pub(crate) widens: bool,
    /// Rows in order of [`GridRow::row`]; rows without any cell may be missing.
    pub(crate) rows: Vec<GridRow>,
    /// Columns that nobody sees.
    pub(crate) hidden_columns: BTreeSet<usize>,
    /// Merged areas.
    pub(crate) merges: Vec<Area>,
    /// Lists of allowed answers and the areas they hold in; the first that holds a cell counts. [`Cell::allowed`] goes before.
    pub(crate) choices: Vec<(Area, Arc<[String]>)>,
    /// In a protected grid: areas that may be filled although no cell is stored there.
    pub(crate) unlocked: Vec<Area>,
    /// What a profile says about the sheet.
    pub(crate) rule: Option<crate::questionnaire::profile::SheetRule>,
    /// What scores mean, where another sheet says so.
    pub(crate) legend: Option<(Arc<[String]>, String)>,
    /// Areas that must not be written for a reason of the format's own.
    pub(crate) closed: Vec<(Area, &'static str)>,
    /// Where to look for merged areas and lists; made at the first question, so all areas must be known by then.
    pub(crate) index: OnceCell<(AreaIndex, AreaIndex)>,
}

/// A row of a grid.
#[derive(Debug, Clone, Default)]
pub(crate) struct GridRow {
    /// Row from 0.
    pub(crate) row: usize,
    /// Line or row from 1, as a person would look for it.
    pub(crate) line: usize,
    /// Whether nobody sees it.
    pub(crate) hidden: bool,
    /// Cells from column 0; those at the end may be missing.
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What it shows, line breaks kept. The cached result, if it is a formula.
    pub(crate) text: String,
    /// Whether it is computed, so that it must not be written.
    pub(crate) formula: bool,
    /// Whether it is locked; counts in a protected grid only.
    pub(crate) locked: bool,
    /// Whether its text is bold, as headers and section titles are.
    pub(crate) strong: bool,
    /// Answers it takes, where the form lists them for this very cell.
    pub(crate) allowed: Option<Arc<[String]>>,
    /// Why it must not be written for another reason, such as the header of a table object.
    pub(crate) fixed: Option<&'static str>,
}

impl Cell {
    /// A cell that only has text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

static EMPTY: Cell =
    Cell { text: String::new(), formula: false, locked: true, strong: false, allowed: None, fixed: None };

impl Grid {
    /// A grid of plain rows.
    #[cfg(test)]
    pub(crate) fn of_rows(name: &str, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let rows = rows
            .into_iter()
            .enumerate()
            .map(|(row, cells)| GridRow {
                row,
                line: row + 1,
                hidden: false,
                cells: cells.into_iter().map(Cell::text).collect(),
            })
            .collect();
        Self { name: name.to_owned(), rows, ..Self::default() }
    }

    /// Merged areas that reach into a row, but for very tall ones.
    pub(crate) fn merges_in(&self, row: usize) -> impl Iterator<Item = Area> + '_ {
        self.index().0.near(At::new(row, 0)).filter_map(|number| self.merges.get(number)).copied()
    }

    fn index(&self) -> &(AreaIndex, AreaIndex) {
        self.index.get_or_init(|| {
            let choices = self.choices.iter().map(|(area, _)| *area);
            (AreaIndex::new(self.merges.iter().copied()), AreaIndex::new(choices))
        })
    }

    /// The stored row with this number.
    pub(crate) fn row(&self, row: usize) -> Option<&GridRow> {
        self.rows.binary_search_by_key(&row, |stored| stored.row).ok().map(|index| &self.rows[index])
    }

    /// The cell at a place; an empty one where none is stored.
    pub(crate) fn cell(&self, at: At) -> &Cell {
        self.row(at.row).and_then(|row| row.cells.get(at.column)).unwrap_or(&EMPTY)
    }

    /// The text at a place without blanks at its ends.
    pub(crate) fn text(&self, at: At) -> &str {
        self.cell(at).text.trim()
    }

    /// The merged area a place lies in.
    pub(crate) fn merge(&self, at: At) -> Option<Area> {
        self.index().0.near(at).filter_map(|number| self.merges.get(number)).find(|area| area.holds(at)).copied()
    }

    /// The cell that holds what a merged place shows; the place itself if it is not merged.
    pub(crate) fn anchor(&self, at: At) -> At {
        self.merge(at).map_or(at, |area| area.first)
    }

    /// Answers the form lists for a cell.
    pub(crate) fn allowed(&self, at: At) -> Option<Arc<[String]>> {
        let own = self.cell(at).allowed.clone();
        own.or_else(|| {
            let near = self.index().1.near(at).filter_map(|number| self.choices.get(number));
            near.filter(|(area, _)| area.holds(at)).map(|(_, list)| Arc::clone(list)).next()
        })
    }

    /// Why a cell must not be written, if it must not.
    pub(crate) fn locked(&self, at: At) -> Option<&'static str> {
        let cell = self.cell(at);
        if cell.formula {
            return Some("a formula");
        }
        if let Some(fixed) = cell.fixed {
            return Some(fixed);
        }
        if let Some((_, why)) = self.closed.iter().find(|(area, _)| area.holds(at)) {
            return Some(why);
        }
        let stored = self.row(at.row).is_some_and(|row| at.column < row.cells.len());
        let locked = if stored { cell.locked } else { !self.unlocked.iter().any(|area| area.holds(at)) };
        (self.protected && locked).then_some("locked in a protected sheet")
    }
}
