//! Whether an answer of a drop-down list is a text or a number there: formulas compare "5" and 5 as different.

use crate::questionnaire::layout::{At, Grid};
use crate::questionnaire::workbook::{Names, SheetXml, list_area};

/// The sheets of a workbook, to look lists up in.
pub(super) struct Lists<'w> {
    pub(super) grids: &'w [Grid],
    pub(super) seen: &'w [SheetXml],
    pub(super) names: &'w Names,
}

impl Lists<'_> {
    /// Whether the list of a cell stands in cells, and the one with this answer stores a text. Answers written in the rule itself
    /// become what they look like when a person picks them.
    pub(super) fn is_text(&self, sheet: usize, at: At, answer: &str) -> bool {
        let rules = &self.seen[sheet].lists;
        let Some((_, formula)) = rules.iter().find(|(areas, _)| areas.iter().any(|area| area.holds(at))) else {
            return false;
        };
        let names: Vec<&str> = self.grids.iter().map(|grid| grid.name.as_str()).collect();
        let Some((of, area)) = list_area(self.names, &names, formula, sheet) else { return false };
        let (Some(grid), Some(seen)) = (self.grids.get(of), self.seen.get(of)) else { return false };
        let stored = seen.cells.range(At::new(area.first.row, 0)..=At::new(area.last.row, usize::MAX));
        let mut same = stored.filter(|(place, _)| area.holds(**place) && grid.text(**place) == answer.trim());
        same.next().is_some_and(|(_, cell)| cell.text)
    }
}
