//! Roles of columns: what the header says, held against what the cells hold.

use super::header::{Header, HeaderCell};
use super::holds::is_open;
use super::table::{Column, Table};
use super::words::Word;
use super::{At, ColumnRole, Grid};
use crate::questionnaire::prose::is_ask;
use std::collections::BTreeSet;

/// What the cells of a column hold, in the rows of a table.
#[derive(Debug, Default)]
struct Stats {
    filled: usize,
    distinct: usize,
    asks: usize,
    chars: usize,
    formulas: usize,
    shaped: usize,
}

/// The evidence of a role that a profile gives.
const PROFILE: &str = "the profile says so";
/// Rows that are looked at: a thousand prove as much as a million.
const ROWS: usize = 1_000;
/// Columns that are looked at; forms inflate their used range.
pub(super) const COLUMNS: usize = 200;

/// Gives every column its role, or nothing if the table asks nothing.
pub(super) fn assign(grid: &Grid, mut table: Table, before: Option<&Table>) -> Option<Table> {
    if let Some(again) = repeated(grid, &table, before) {
        return Some(again);
    }
    let rows: Vec<usize> = table
        .body
        .clone()
        .filter(|index| !grid.rows[*index].hidden)
        .take(ROWS)
        .map(|index| grid.rows[index].row)
        .collect();
    let widest = table.body.clone().map(|index| grid.rows[index].cells.len()).max().unwrap_or(0);
    let headed =
        table.header.as_ref().and_then(|header| header.cells.keys().next_back().copied()).map_or(0, |last| last + 1);
    let width = widest.max(headed).min(COLUMNS);
    let stats: Vec<Stats> = (0..width).map(|column| stats(grid, &rows, column)).collect();
    let cell = |column: usize| table.header.as_ref().and_then(|header| header.cells.get(&column));
    let mut columns: Vec<Column> = (0..width).map(|column| by_word(grid, column, cell(column))).collect();
    let listed = (0..width).any(|column| {
        rows.iter().filter(|row| grid.allowed(At::new(**row, column)).is_some()).count() * 5 >= rows.len() * 2
    });
    let rule = grid.rule.as_ref();
    for (column, role) in rule.iter().flat_map(|rule| &rule.columns).filter(|(column, _)| **column < width) {
        columns[*column].role = *role;
    }
    let told = rule.and_then(|rule| rule.column(ColumnRole::Question)).filter(|column| *column < width);
    let told = told.map(|column| (column, PROFILE.to_owned()));
    let (question, evidence) =
        told.or_else(|| question_column(grid, table.header.as_ref(), &columns, &stats, before, listed))?;
    set(&mut columns, question, ColumnRole::Question, evidence);
    for (column, seen) in columns.iter_mut().enumerate() {
        if column != question && seen.role == ColumnRole::Question {
            // One header over several columns heads the one that asks; what stands beside it is told by its content.
            let beside = cell(column).is_some_and(|cell| cell.wide) || is_shaped(&stats[column]);
            seen.role = if beside { ColumnRole::Unknown } else { ColumnRole::Guidance };
            seen.evidence = vec!["another column asks".to_owned()];
        }
    }
    for (column, seen) in columns.iter_mut().enumerate() {
        let held = &stats[column];
        let asks = held.asks >= 2 && held.asks * 10 >= held.filled * 7 && cell(column).is_some();
        if column != question && seen.role == ColumnRole::Unknown && asks {
            seen.role = ColumnRole::Guidance;
            seen.evidence.push("asks the same, as another column does".to_owned());
        }
    }
    // A wide header above number and question is a title, such as "Security requirements" in one of many tables.
    let named = |cell: &HeaderCell| cell.word == Word::Question && (before.is_none() || !cell.text.contains(' '));
    let titles = |cell: &&HeaderCell| cell.word == Word::Unknown || (cell.wide && !named(cell));
    if let Some(text) = cell(question).filter(titles).filter(|cell| !is_language(&cell.text)) {
        table.title = Some(text.text.clone());
    }
    let asked: Vec<usize> = rows
        .iter()
        .copied()
        .filter(|row| {
            !grid.text(At::new(*row, question)).is_empty() && grid.anchor(At::new(*row, question)).row == *row
        })
        .collect();
    id_column(&mut columns, &stats, question, &asked, before, table.header.is_some());
    super::answers::assign_answers(grid, &mut columns, question, &asked, table.header.as_ref());
    inherit(&mut columns, before, question);
    for (column, role) in rule.iter().flat_map(|rule| &rule.columns).filter(|(column, _)| **column < width) {
        columns[*column].role = *role;
        columns[*column].evidence = vec![PROFILE.to_owned()];
    }
    table.columns = columns;
    Some(table)
}

/// Whether a header only names the language of its column.
fn is_language(header: &str) -> bool {
    const NAMES: &[&str] = &[
        "english",
        "en",
        "deutsch",
        "de",
        "german",
        "français",
        "francais",
        "fr",
        "french",
        "español",
        "es",
        "spanish",
        "italiano",
        "it",
        "italian",
        "português",
        "pt",
        "日本語",
        "japanese",
        "ja",
        "nederlands",
        "nl",
        "中文",
        "한국어",
    ];
    NAMES.contains(&header.trim().to_lowercase().as_str())
}

/// A table whose header repeats that of the table above, but for a title in the place of the question's header.
fn repeated(grid: &Grid, table: &Table, before: Option<&Table>) -> Option<Table> {
    let (header, before) = (table.header.as_ref()?, before?);
    let first = before.header.as_ref()?;
    let question = before.question()?;
    let same = |column: &usize| {
        first.cells.get(column).map(|cell| &cell.text) == header.cells.get(column).map(|cell| &cell.text)
    };
    let shared = header.cells.keys().filter(|column| same(column)).count();
    let other: Vec<usize> = header.cells.keys().copied().filter(|column| !same(column)).collect();
    if shared < 2 || other.len() > 1 {
        return None;
    }
    let row = grid.rows.get(header.index)?.row;
    let titled = other.first().filter(|column| {
        **column == question
            || grid.merge(At::new(row, **column)).is_some_and(|area| area.holds(At::new(row, question)))
    });
    if other.len() != usize::from(titled.is_some()) {
        return None;
    }
    let mut columns = before.columns.clone();
    for column in &mut columns {
        column.evidence = vec!["as in the header above".to_owned()];
    }
    let title = titled.map(|column| header.cells[column].text.clone());
    Some(Table { columns, title, ..table.clone() })
}

/// Sets a role with its evidence.
pub(super) fn set(columns: &mut [Column], column: usize, role: ColumnRole, evidence: impl Into<String>) {
    if let Some(seen) = columns.get_mut(column) {
        seen.role = role;
        seen.evidence.push(evidence.into());
    }
}

fn by_word(grid: &Grid, column: usize, cell: Option<&HeaderCell>) -> Column {
    let Some(cell) = cell else {
        return Column { role: ColumnRole::Unknown, header: String::new(), evidence: Vec::new() };
    };
    let role = match cell.word {
        _ if cell.mark => ColumnRole::Mark,
        Word::Question => ColumnRole::Question,
        Word::Id => ColumnRole::Id,
        Word::Section => ColumnRole::Section,
        Word::Guidance => ColumnRole::Guidance,
        Word::Options => ColumnRole::Options,
        Word::Answer => ColumnRole::Answer,
        Word::Comment => ColumnRole::Comment,
        Word::Second => ColumnRole::Second,
        Word::Others => ColumnRole::Others,
        Word::Maybe | Word::Score | Word::Unknown => ColumnRole::Unknown,
    };
    let hidden = grid.hidden_columns.contains(&column) && !matches!(role, ColumnRole::Id | ColumnRole::Section);
    let mut evidence = Vec::new();
    if role != ColumnRole::Unknown {
        evidence.push(format!("header `{}`", cell.text));
    }
    if hidden {
        evidence.push("hidden column".to_owned());
    }
    Column { role: if hidden { ColumnRole::Others } else { role }, header: cell.text.clone(), evidence }
}

fn stats(grid: &Grid, rows: &[usize], column: usize) -> Stats {
    let mut stats = Stats::default();
    let mut distinct = BTreeSet::new();
    for row in rows {
        let cell = grid.cell(At::new(*row, column));
        let text = cell.text.trim();
        if text.is_empty() {
            continue;
        }
        stats.filled += 1;
        stats.asks += usize::from(is_ask(text));
        stats.chars += text.chars().count().min(400);
        stats.formulas += usize::from(cell.formula);
        stats.shaped += usize::from(
            text.len() <= 16
                && text.bytes().any(|byte| byte.is_ascii_digit())
                && !text.contains(' ')
                && !text.contains('%'),
        );
        distinct.insert(text);
    }
    stats.distinct = distinct.len();
    stats
}

/// The column that asks, with the evidence.
fn question_column(
    grid: &Grid,
    header: Option<&Header>,
    columns: &[Column],
    stats: &[Stats],
    before: Option<&Table>,
    listed: bool,
) -> Option<(usize, String)> {
    let answered = listed
        || header.is_some_and(|header| {
            header.cells.values().any(|cell| cell.mark || matches!(cell.word, Word::Answer | Word::Score))
        });
    let mut best: Option<(usize, usize, String)> = None;
    for (column, seen) in columns.iter().enumerate() {
        let held = &stats[column];
        if held.filled == 0 || grid.hidden_columns.contains(&column) {
            continue;
        }
        let word = header.and_then(|header| header.cells.get(&column)).map(|cell| cell.word);
        let share = held.asks * 100 / held.filled;
        let length = held.chars / held.filled;
        let wordy = answered && length >= 12 && held.distinct * 10 >= held.filled * 8 && !is_shaped(held);
        if is_shaped(held) && share < 30 && !columns.iter().all(|other| other.header == seen.header) {
            continue;
        }
        let mut score = share + length.min(60) / 2 + if held.distinct * 10 >= held.filled * 7 { 20 } else { 0 };
        let mut evidence = format!("{} of {} cells ask", held.asks, held.filled);
        match word {
            Some(Word::Question) => {
                score += 200;
                evidence = format!("header `{}`, {evidence}", seen.header);
            }
            Some(Word::Maybe) => {
                score += 60;
                evidence = format!("header `{}`, {evidence}", seen.header);
            }
            Some(Word::Unknown | Word::Section) if header.is_some() && share >= 30 => score += 20,
            Some(Word::Unknown | Word::Section) if wordy => {
                evidence = format!("statements beside cells for answers, {evidence}");
            }
            None if header.is_none() && held.asks >= 2 && share >= 50 => score += 20,
            None if header.is_some() && share >= 50 && held.asks >= 2 => {}
            None if header.is_some() && wordy => {}
            _ => continue,
        }
        if before.and_then(Table::question) == Some(column) {
            score += 30;
        }
        // Columns that stand left win a draw, and so does the first of several languages.
        let twin = best.as_ref().is_some_and(|(_, first, _)| {
            let left = &stats[*first];
            header.is_some()
                && word == header.and_then(|header| header.cells.get(first)).map(|cell| cell.word)
                && held.asks * 10 >= held.filled * 7
                && left.asks * 10 >= left.filled * 7
                && left.filled * 10 >= held.filled * 9
        });
        if !twin && best.as_ref().is_none_or(|(top, _, _)| score > *top) {
            best = Some((score, column, evidence));
        }
    }
    best.map(|(_, column, evidence)| (column, evidence))
}

/// Finds the id column by content where no header names one: short, with digits, no two alike.
fn id_column(
    columns: &mut [Column],
    stats: &[Stats],
    question: usize,
    asked: &[usize],
    before: Option<&Table>,
    headed: bool,
) {
    let mut named: Vec<usize> = (0..columns.len()).filter(|column| columns[*column].role == ColumnRole::Id).collect();
    // The id that stands nearest on the left is the item's own; others are cross references.
    let own = named
        .iter()
        .copied()
        .filter(|column| *column < question && stats[*column].filled > 0)
        .max_by_key(|column| (stats[*column].distinct, *column));
    let left = (0..question).find(|column| {
        columns[*column].role == ColumnRole::Unknown
            && is_shaped(&stats[*column])
            && super::words::word(&columns[*column].header) != Word::Score
            && stats[*column].distinct * 10 >= stats[*column].filled * 7
            && stats[*column].filled * 2 >= asked.len()
    });
    let own = own.or(left).or_else(|| named.first().copied());
    if let Some(column) = own.filter(|column| Some(*column) == left && columns[*column].role == ColumnRole::Unknown) {
        set(columns, column, ColumnRole::Id, "short cells with digits, no two alike");
    }
    named.retain(|column| Some(*column) != own);
    for column in named {
        set(columns, column, ColumnRole::Unknown, "another column has the number");
    }
    if own.is_some() {
        return;
    }
    if let Some(column) = before.and_then(Table::id).filter(|column| {
        columns.get(*column).is_some_and(|seen| seen.role == ColumnRole::Unknown) && stats[*column].filled > 0
    }) {
        set(columns, column, ColumnRole::Id, "as in the table above");
        return;
    }
    let found = (0..question).find(|column| {
        let held = &stats[*column];
        columns[*column].role == ColumnRole::Unknown
            && super::words::word(&columns[*column].header) != Word::Score
            && held.filled > 0
            && held.shaped * 10 >= held.filled * 7
            && held.distinct * 10 >= held.filled * 7
            && (!headed || held.filled * 2 >= asked.len())
    });
    if let Some(column) = found {
        set(columns, column, ColumnRole::Id, "short cells with digits, no two alike");
    }
}

/// A header repeated inside a table may leave out what the first one named.
fn inherit(columns: &mut [Column], before: Option<&Table>, question: usize) {
    let Some(before) = before.filter(|before| before.question() == Some(question)) else { return };
    if columns.iter().any(|column| column.role == ColumnRole::Section) {
        return;
    }
    if let Some(column) = before.with(ColumnRole::Section).next()
        && columns.get(column).is_some_and(|seen| seen.role == ColumnRole::Unknown)
    {
        set(columns, column, ColumnRole::Section, "as in the table above");
    }
}

/// Whether the cells of a column look like numbers of items: short, with a digit, without blanks.
fn is_shaped(held: &Stats) -> bool {
    held.filled > 0 && held.shaped * 10 >= held.filled * 7
}

/// How many cells of a column wait for an answer, of those in the rows that ask.
pub(super) fn open_cells(grid: &Grid, asked: &[usize], column: usize) -> usize {
    asked.iter().filter(|row| is_open(grid.text(At::new(**row, column)))).count()
}
