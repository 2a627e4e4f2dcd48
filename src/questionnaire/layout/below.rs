//! Answers that go below their question: into a merged blank row, beside a label, into a cell with a list.

use super::holds::is_open;
use super::table::Table;
use super::{At, Grid};
use crate::questionnaire::prose::{is_ask, is_placeholder};

/// Whether the answers of a table go below its questions.
pub(super) fn answers_below(grid: &Grid, table: &Table) -> bool {
    let Some(question) = table.question().filter(|_| !table.answers()) else { return false };
    let asked = || {
        table
            .body
            .clone()
            .filter(|index| !grid.rows[*index].hidden)
            .map(|index| grid.rows[index].row)
            .filter(|row| is_ask(grid.text(At::new(*row, question))) && !labelled(grid, At::new(*row, question)))
    };
    let all = asked().count();
    let with_place = asked().filter(|row| place_below(grid, question, *row).is_some()).count();
    all >= 2 && with_place * 10 >= all * 6
}

/// The cell below a question that waits for its answer.
pub(super) fn place_below(grid: &Grid, question: usize, row: usize) -> Option<At> {
    let last = grid.merge(At::new(row, question)).map_or(row, |area| area.last.row);
    let at = At::new(last + 1, question);
    let text = grid.text(at);
    if labelled(grid, at) {
        return Some(grid.anchor(at));
    }
    let area = grid.merge(at).filter(|area| area.first.row == at.row && area.last.column > area.first.column);
    let blank = is_open(text) && area.is_none_or(|area| is_open(grid.text(area.first)));
    let waits = (area.is_some() && blank) || is_placeholder(text) || (grid.allowed(at).is_some() && blank);
    waits.then(|| area.map_or(at, |area| area.first))
}

/// Whether a label such as `Answer:` stands left of a cell.
pub(super) fn labelled(grid: &Grid, at: At) -> bool {
    (0..at.column).any(|column| {
        let text = grid.text(At::new(at.row, column));
        !text.is_empty() && is_placeholder(text)
    })
}
