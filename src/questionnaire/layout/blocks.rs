//! Two tables of questions beside each other, each with its own answers.

use super::header::{Header, header_at};
use super::words::Word;
use super::{Grid, GridRow, Layout};
use std::ops::Range;

/// Rows among which the header of such tables is looked for.
const ROWS: usize = 60;
/// Tables beside each other; more is no form.
const MOST: usize = 6;

/// The grid cut into the tables that stand side by side; nothing if there is only one.
pub(super) fn side_by_side(grid: &Grid) -> Vec<Grid> {
    let mut doubts = ROWS;
    let ranges = (0..grid.rows.len().min(ROWS)).find_map(|index| ranges_of(&header_at(grid, index, &mut doubts)?));
    ranges.unwrap_or_default().into_iter().map(|columns| cut(grid, &columns)).collect()
}

/// Columns of each table under a header that asks and answers twice.
fn ranges_of(header: &Header) -> Option<Vec<Range<usize>>> {
    let questions: Vec<usize> = header.with(Word::Question).collect();
    if questions.len() < 2 || questions.len() > MOST || header.cells.values().any(|cell| cell.wide) {
        return None;
    }
    let answers =
        |from: usize, to: usize| header.cells.range(from..to).any(|(_, cell)| cell.word == Word::Answer || cell.mark);
    let ends = questions.iter().skip(1).copied().chain([usize::MAX]);
    if !questions.iter().zip(ends).all(|(from, to)| answers(*from, to)) {
        return None;
    }
    // The number and the section left of a question belong to it.
    let start = |question: usize| {
        let leads =
            |column: &usize| header.cells.get(column).is_some_and(|cell| matches!(cell.word, Word::Id | Word::Section));
        question - (0..question).rev().take_while(leads).count()
    };
    let starts: Vec<usize> = questions.iter().map(|question| start(*question)).collect();
    let first = (0, starts.get(1).copied().unwrap_or(usize::MAX));
    let rest = starts.iter().skip(1).zip(starts.iter().skip(2).copied().chain([usize::MAX]));
    Some([first].into_iter().chain(rest.map(|(from, to)| (*from, to))).map(|(from, to)| from..to).collect())
}

/// The grid with the cells of some columns alone; all addresses stay.
fn cut(grid: &Grid, columns: &Range<usize>) -> Grid {
    let row = |row: &GridRow| GridRow {
        cells: row
            .cells
            .iter()
            .enumerate()
            .map(|(column, cell)| if columns.contains(&column) { cell.clone() } else { Default::default() })
            .take(columns.end)
            .collect(),
        ..row.clone()
    };
    let mut rule = grid.rule.clone();
    if let Some(rule) = &mut rule {
        rule.columns.retain(|column, _| columns.contains(column));
    }
    Grid { rows: grid.rows.iter().map(row).collect(), index: Default::default(), rule, ..grid.clone() }
}

/// The tables as one layout.
pub(super) fn together(layouts: impl Iterator<Item = Layout>) -> Layout {
    let mut all = Layout::default();
    for layout in layouts {
        all.headers.extend(layout.headers);
        all.columns.extend(layout.columns);
        all.items.extend(layout.items);
        all.added.extend(layout.added);
        all.unsure.extend(layout.unsure);
        all.own_answers |= layout.own_answers;
        all.computed |= layout.computed;
    }
    all.headers.sort_unstable();
    all.headers.dedup();
    all.taken = !all.items.is_empty();
    all
}
