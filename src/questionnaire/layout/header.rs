//! Header rows: by their words, by what stands below them, alone or split over two rows.

use super::columns::COLUMNS;
use super::doubts::{asks_below, begins_with_number, holds_answers, is_labelled_answer, states_below};
use super::words::{Word, is_mark, word};
use super::{At, Grid};
use crate::questionnaire::clean::fold;
use crate::questionnaire::prose::ends_with_question;
use std::collections::BTreeMap;

/// A header row, or two that make one.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// Index in `grid.rows` of the first row.
    pub(super) index: usize,
    /// One or two rows.
    pub(super) rows: usize,
    /// What each column is called.
    pub(super) cells: BTreeMap<usize, HeaderCell>,
    /// Whether its words alone prove it.
    pub(super) strong: bool,
}

/// The header of a column.
#[derive(Debug, Clone)]
pub(super) struct HeaderCell {
    /// Its words, those of the group above it first.
    pub(super) text: String,
    /// What they announce.
    pub(super) word: Word,
    /// Whether it is one answer of several.
    pub(super) mark: bool,
    /// Whether it stands in another column and is merged over this one, or over others too.
    pub(super) wide: bool,
}

impl Header {
    /// Columns with a word.
    pub(super) fn with(&self, wanted: Word) -> impl Iterator<Item = usize> + '_ {
        self.cells.iter().filter(move |(_, cell)| cell.word == wanted && !cell.mark).map(|(column, _)| *column)
    }

    /// The row after the header, as an index in `grid.rows`.
    pub(super) fn below(&self) -> usize {
        self.index + self.rows
    }
}

/// The header that begins at a row, if one does. `doubts` is how many rows may still be held against what stands below them.
pub(super) fn header_at(grid: &Grid, index: usize, doubts: &mut usize) -> Option<Header> {
    let own = cells_of(grid, index)?;
    if is_labelled_answer(&own) || begins_with_number(&own) || holds_answers(grid, index) {
        return None;
    }
    let mut header = Header { index, rows: 1, cells: own, strong: false };
    let deep = merged_rows(grid, &header);
    if deep > 0 {
        for below in index + 1..=index + deep {
            let filled = grid.rows[below].cells.iter().enumerate().map(|(column, cell)| (column, fold(&cell.text)));
            absorb(grid, &mut header, filled.filter(|(_, text)| !text.is_empty()).collect());
        }
    } else if let Some(sub) = sub_header(grid, &header) {
        absorb(grid, &mut header, sub);
    } else if is_group_row(grid, &header) {
        return None;
    }
    apply_group_above(grid, &mut header);
    spread(grid, &mut header);
    let known = header.cells.values().filter(|cell| cell.word != Word::Unknown || cell.mark).count();
    let others =
        header.cells.values().filter(|cell| !matches!(cell.word, Word::Unknown | Word::Question) || cell.mark).count();
    let question = header.with(Word::Question).next();
    let answers = header.with(Word::Answer).count() + header.with(Word::Comment).count();
    let marks = header.cells.values().filter(|cell| cell.mark).count();
    if let Some(question) = question {
        let bare = !header.cells[&question].text.contains(' ');
        // A lone "Question" heads a list; in a longer cell, among unknown words, it may be anything.
        if others > 0 || (known > 1 && bare) || (bare && header.cells.len() <= 3) {
            header.strong = true;
            return Some(header);
        }
    }
    let weak = (answers > 0 && header.cells.len() > 1)
        || marks >= 2
        || header.with(Word::Score).next().is_some()
        || states_below(grid, &header);
    // A title that is merged over two columns is one word, not two headers.
    let heads = header.cells.values().filter(|cell| !cell.wide).count()
        + usize::from(header.cells.values().any(|cell| cell.wide));
    if !weak || heads < 2 || *doubts == 0 {
        return None;
    }
    *doubts -= 1;
    asks_below(grid, &header).then_some(header)
}

/// The header that a profile says begins at a row, with the rows below it that belong to it.
pub(super) fn stated(grid: &Grid, index: usize, rows: usize) -> Header {
    let cells = |index: usize| -> BTreeMap<usize, HeaderCell> {
        let filled = grid.rows[index].cells.iter().enumerate().take(COLUMNS);
        let named = filled.map(|(column, cell)| (column, fold(&cell.text))).filter(|(_, text)| !text.is_empty());
        named
            .map(|(column, text)| (column, HeaderCell { word: word(&text), mark: is_mark(&text), text, wide: false }))
            .collect()
    };
    let mut header = Header { index, rows: 1, cells: cells(index), strong: true };
    lone_marks(&mut header.cells);
    for below in index + 1..(index + rows).min(grid.rows.len()) {
        let sub = cells(below).into_iter().map(|(column, cell)| (column, cell.text)).collect();
        absorb(grid, &mut header, sub);
    }
    header
}

/// Whether a row names a question column, or columns for something and its answer.
pub(super) fn has_header_words(grid: &Grid, index: usize) -> bool {
    let Some(cells) = grid.rows.get(index).and_then(|_| cells_of(grid, index)) else { return false };
    let has = |wanted: Word| cells.values().any(|cell| cell.word == wanted && !cell.mark);
    let answers = has(Word::Answer) || has(Word::Comment);
    (has(Word::Question) && cells.len() > 1) || (has(Word::Maybe) && answers)
}

/// The cells of a row, if all of them can be headers.
fn cells_of(grid: &Grid, index: usize) -> Option<BTreeMap<usize, HeaderCell>> {
    let row = &grid.rows[index];
    if row.hidden {
        return None;
    }
    let (mut filled, mut numbers, mut formulas) = (Vec::new(), 0usize, 0usize);
    for (column, cell) in row.cells.iter().enumerate().take(COLUMNS) {
        let text = cell.text.trim();
        if text.is_empty() {
            continue;
        }
        if text.len() > 640 || text.chars().count() > 160 || text.lines().count() > 6 {
            return None;
        }
        // "Compliant?" heads a column; other questions are items.
        let explained = text.contains(['(', '（']);
        if ends_with_question(text) && ((text.chars().count() > 20 && !explained) || word(text) == Word::Unknown) {
            return None;
        }
        numbers += usize::from(text.parse::<f64>().is_ok());
        formulas += usize::from(cell.formula);
        filled.push((column, text));
    }
    // Headers are words; rows of numbers or of computed cells are data.
    let scale = is_scale(&filled);
    if (numbers >= 2 && !scale) || (formulas * 2 > filled.len() && filled.len() > 1) {
        return None;
    }
    let named = |(column, text): (usize, &str)| {
        let mark = is_mark(text) || (scale && text.parse::<u8>().is_ok());
        let cell = HeaderCell { text: fold(text), word: word(text), mark, wide: false };
        (column, cell)
    };
    let mut cells: BTreeMap<usize, HeaderCell> = filled.into_iter().map(named).collect();
    lone_marks(&mut cells);
    (!cells.is_empty()).then_some(cells)
}

/// Whether the numbers of a row count up from column to column, as the scores above boxes to tick do.
fn is_scale(filled: &[(usize, &str)]) -> bool {
    let numbers: Vec<(usize, u8)> =
        filled.iter().filter_map(|(column, text)| Some((*column, text.parse().ok()?))).collect();
    numbers.len() >= 3
        && numbers.len() < filled.len()
        && numbers.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1 && pair[1].1 == pair[0].1.saturating_add(1))
}

/// "No" beside "Yes" is a mark; alone it may number the rows.
fn lone_marks(cells: &mut BTreeMap<usize, HeaderCell>) {
    let marks: Vec<usize> = cells.iter().filter(|(_, cell)| cell.mark).map(|(column, _)| *column).collect();
    let near = |column: usize| marks.iter().any(|other| *other != column && other.abs_diff(column) <= 2);
    for (column, cell) in cells.iter_mut() {
        cell.mark &= near(*column);
    }
}

/// Takes a further row into a header.
fn absorb(grid: &Grid, header: &mut Header, cells: Vec<(usize, String)>) {
    for (column, text) in cells {
        let above =
            header.cells.get(&column).map(|cell| cell.text.clone()).or_else(|| spanning(grid, header.index, column));
        header.cells.insert(column, under(above.as_deref(), &text));
    }
    header.rows += 1;
    lone_marks(&mut header.cells);
}

/// How many stored rows below the first belong to a header whose cells are merged downwards.
fn merged_rows(grid: &Grid, header: &Header) -> usize {
    let row = grid.rows[header.index].row;
    let mut reach: Vec<usize> = header
        .cells
        .iter()
        .filter(|(_, cell)| cell.word != Word::Unknown)
        .filter_map(|(column, _)| grid.merge(At::new(row, *column)))
        .filter(|area| area.first.row == row && area.last.row > row && area.last.row <= row + 3)
        .map(|area| area.last.row)
        .collect();
    reach.sort_unstable();
    // One cell merged downwards may be anything; several that end alike are a header.
    let Some(last) = reach.last().copied().filter(|last| reach.iter().filter(|other| *other == last).count() >= 2)
    else {
        return 0;
    };
    grid.rows[header.index + 1..].iter().take_while(|below| below.row <= last).count()
}

/// Whether a row only groups the columns of the header below it, or is a title.
fn is_group_row(grid: &Grid, header: &Header) -> bool {
    let below = header.index + 1;
    if header.with(Word::Question).next().is_some() || below >= grid.rows.len() {
        return false;
    }
    cells_of(grid, below)
        .is_some_and(|cells| cells.len() >= 3 && cells.values().any(|cell| cell.word == Word::Question))
}

/// A header cell that is merged over several columns heads each of them, unless it heads an answer.
fn spread(grid: &Grid, header: &mut Header) {
    let row = grid.rows[header.index].row;
    let wide: Vec<(super::Area, HeaderCell)> = header
        .cells
        .iter()
        .filter(|(_, cell)| !cell.mark && matches!(cell.word, Word::Question | Word::Maybe | Word::Unknown))
        .filter_map(|(column, cell)| Some((grid.merge(At::new(row, *column))?, cell.clone())))
        .filter(|(area, _)| area.last.column > area.first.column && area.last.column < area.first.column + 12)
        .collect();
    for (area, cell) in wide {
        for column in area.first.column..=area.last.column {
            header.cells.entry(column).or_insert_with(|| cell.clone()).wide = true;
        }
    }
}

/// The second row of a split header: marks or other header words under a group, nothing that could be an item.
fn sub_header(grid: &Grid, header: &Header) -> Option<Vec<(usize, String)>> {
    // A title alone heads nothing, and neither does a row of other words.
    if header.cells.len() < 2 || header.cells.values().all(|cell| cell.word == Word::Unknown && !cell.mark) {
        return None;
    }
    let first = &grid.rows[header.index];
    let next = grid.rows.get(header.index + 1).filter(|next| next.row == first.row + 1)?;
    let filled: Vec<(usize, &str)> = next
        .cells
        .iter()
        .enumerate()
        .map(|(column, cell)| (column, cell.text.trim()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let headers = filled.iter().all(|(_, text)| {
        text.chars().count() <= 60 && !ends_with_question(text) && (is_mark(text) || word(text) != Word::Unknown)
    });
    let question = header.with(Word::Question).next();
    // An item that is a bare word ("Certification") under its header has nothing but the question's cell, or an id beside it.
    let over_question = question.is_some_and(|column| filled.iter().any(|(other, _)| *other == column));
    let marks = filled.iter().filter(|(_, text)| is_mark(text)).count();
    let grouped = filled
        .iter()
        .any(|(column, _)| !header.cells.contains_key(column) || grid.merge(At::new(first.row, *column)).is_some());
    (headers
        && filled.len() >= 2
        && !over_question
        && (marks >= 2 || grouped)
        && (marks >= 1 || question.is_none() || grouped))
        .then(|| filled.into_iter().map(|(column, text)| (column, fold(text))).collect())
}

fn under(above: Option<&str>, text: &str) -> HeaderCell {
    let group = above.filter(|group| *group != text);
    let own = word(text);
    let above_word = group.map_or(Word::Unknown, word);
    let mark = is_mark(text) && above_word != Word::Others;
    let word = match (own, above_word) {
        (_, Word::Others) => Word::Others,
        (Word::Unknown, other) => other,
        (own, _) => own,
    };
    let text = group.map_or_else(|| text.to_owned(), |group| format!("{group}: {text}"));
    HeaderCell { text, word, mark, wide: false }
}

/// The text of a cell that is merged over a column, in the header's own row.
fn spanning(grid: &Grid, index: usize, column: usize) -> Option<String> {
    let at = At::new(grid.rows[index].row, column);
    let area = grid.merge(at)?;
    let text = fold(grid.text(area.first));
    (!text.is_empty()).then_some(text)
}

/// A row of groups above: cells merged over several columns, such as `For assessors only`.
fn apply_group_above(grid: &Grid, header: &mut Header) {
    let row = grid.rows[header.index].row;
    if row == 0 || header.rows > 1 {
        return;
    }
    let groups: Vec<super::Area> = grid
        .merges_in(row - 1)
        .filter(|area| area.last.row == row - 1 && area.first.row == row - 1 && area.last.column > area.first.column)
        .collect();
    // One merged cell over the whole table is its title.
    let first = header.cells.keys().next().copied().unwrap_or(0);
    let last = header.cells.keys().next_back().copied().unwrap_or(0);
    for area in groups.iter().filter(|area| !(area.first.column <= first && area.last.column >= last)) {
        let group = fold(grid.text(area.first));
        if group.is_empty() || group.chars().count() > 80 {
            continue;
        }
        for (_, cell) in header.cells.range_mut(area.first.column..=area.last.column) {
            *cell = under(Some(&group), &cell.text);
        }
    }
}
