//! Whether a row with the words of a header is one: by what stands in it and below it.

use super::columns::COLUMNS;
use super::header::{Header, HeaderCell};
use super::words::Word;
use super::{At, Grid};
use crate::questionnaire::prose::{is_ask, is_placeholder, states_requirement};
use std::collections::BTreeMap;

/// Rows below a weak header that are held against it.
const WITNESSES: usize = 40;

/// Whether a cell holds one of the answers that its own list offers, as in a form that is partly filled.
pub(super) fn holds_answers(grid: &Grid, index: usize) -> bool {
    let row = &grid.rows[index];
    row.cells.iter().enumerate().take(COLUMNS).any(|(column, cell)| {
        let text = cell.text.trim();
        !text.is_empty()
            // A list over the whole column holds for its header too, which stands above all answers.
            && (grid.allowed(At::new(0, column)).is_none()
                || grid.rows[index.saturating_sub(WITNESSES)..index].iter().any(|above| above.cells.get(column).is_some_and(|cell| !cell.text.trim().is_empty())))
            && grid.allowed(At::new(row.row, column)).is_some_and(|list| list.iter().any(|entry| entry == text))
    })
}

/// Whether a row begins with the number of an item.
pub(super) fn begins_with_number(cells: &BTreeMap<usize, HeaderCell>) -> bool {
    let first = cells.values().next().map_or("", |cell| cell.text.as_str());
    let dotted = first.contains('.') && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    cells.len() > 1 && (super::table::is_number(first) || dotted)
}

/// "Answer:" with the answer beside it is no header.
pub(super) fn is_labelled_answer(cells: &BTreeMap<usize, HeaderCell>) -> bool {
    let mut texts = cells.values();
    texts.next().is_some_and(|first| first.text.ends_with([':', '：']) && is_placeholder(&first.text))
        && texts.all(|cell| cell.word == Word::Unknown)
}

/// Whether a row without a word for answers may head statements: it names a number or a section, and either what is stated or a
/// column with drop-down lists.
pub(super) fn states_below(grid: &Grid, header: &Header) -> bool {
    let orders = header.cells.values().any(|cell| matches!(cell.word, Word::Id | Word::Section) && !cell.wide);
    let numbers = header.cells.values().any(|cell| cell.text.parse::<f64>().is_ok());
    if !orders || numbers {
        return false;
    }
    let short = |column: usize| header.cells[&column].text.split(' ').count() <= 3 && !header.cells[&column].wide;
    let below = grid.rows.get(header.below()).map(|below| below.row);
    let head = grid.rows[header.index].row;
    let lists = below.is_some_and(|row| {
        let new = |column: &usize| {
            grid.allowed(At::new(row, *column)).is_some() && grid.allowed(At::new(head, *column)).is_none()
        };
        header.cells.iter().filter(|(_, cell)| !cell.wide).any(|(column, _)| new(column))
    });
    header.with(Word::Maybe).any(short) || (lists && header.cells.len() >= 3)
}

/// Whether the rows below a weak header ask: a list of defects has the same headers, and is filled in.
pub(super) fn asks_below(grid: &Grid, header: &Header) -> bool {
    let rows = &grid.rows[header.below().min(grid.rows.len())..];
    let mut best = false;
    let rated = header.with(Word::Score).next().is_some();
    let maybe: Vec<usize> = header.with(Word::Maybe).collect();
    let marks = header.cells.values().filter(|cell| cell.mark).count() >= 2;
    let last = header.cells.keys().next_back().copied().unwrap_or(0);
    for column in 0..=last {
        let named = header.cells.get(&column);
        if named.is_some_and(|cell| {
            cell.mark || !matches!(cell.word, Word::Unknown | Word::Maybe | Word::Section | Word::Id)
        }) {
            continue;
        }
        let (mut asked, mut asking, mut open, mut cells, mut listed) = (0usize, 0usize, 0usize, 0usize, 0usize);
        let mut distinct = std::collections::BTreeSet::new();
        for row in rows.iter().take(WITNESSES) {
            let text = grid.text(At::new(row.row, column));
            if text.is_empty() {
                continue;
            }
            asked += 1;
            asking += usize::from(is_ask(text) || (maybe.contains(&column) && states_requirement(text)));
            distinct.insert(text);
            let mut lists =
                header.cells.keys().any(|other| *other != column && grid.allowed(At::new(row.row, *other)).is_some());
            let answers = header
                .cells
                .iter()
                .filter(|(_, cell)| cell.mark || matches!(cell.word, Word::Answer | Word::Comment | Word::Score));
            for (answer, cell) in answers {
                let at = At::new(row.row, *answer);
                let text = grid.text(at);
                // Scores that are given already do not make a form a report; words beside them are given with them.
                let scored = cell.word == Word::Score && text.len() <= 2 && text.parse::<u8>().is_ok();
                let counts = !(rated && cell.word == Word::Comment);
                cells += usize::from(counts);
                open += usize::from(counts && (scored || super::holds::is_open(text)));
                lists |= grid.allowed(at).is_some();
            }
            listed += usize::from(lists);
        }
        let waits = cells > 0 && open * 10 >= cells * 8;
        // Statements, each another, beside drop-down lists or blank marks.
        let stated = distinct.iter().map(|text| text.chars().count()).sum::<usize>() >= distinct.len() * 12
            && distinct.len() * 10 >= asked * 8;
        let listed = listed * 2 >= asked && stated;
        best |= asked > 0
            && (asking * 10 >= asked * 3 || listed || (waits && (maybe.contains(&column) || (stated && marks))));
    }
    best
}
