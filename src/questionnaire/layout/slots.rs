//! Where the answer to a row goes, and what the place accepts.

use super::below::{answers_below, place_below};
use super::holds::{default_of, is_open, is_prompt, offered};
use super::legend::legend_of;
use super::rows::waits;
use super::table::Table;
use super::words::Word;
use super::{AddedHeader, At, ColumnRole, Grid, LaidAccepts, LaidSlot, Layout};
use crate::questionnaire::item::{REAL_ANSWER, SlotRole};
use crate::questionnaire::prose::asks_openly;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Finds slots in the rows of one table.
pub(super) struct SlotFinder<'g> {
    grid: &'g Grid,
    table: &'g Table,
    added: Option<usize>,
    default: Option<String>,
    has_lists: bool,
    guidance_rows: bool,
    legend: Option<(Arc<[String]>, String)>,
    headed: Option<Arc<[String]>>,
    /// Whether a list holds for the header too, so that it says nothing about a row.
    everywhere: bool,
    below: bool,
    /// Anchors that are given to an item already: a merged answer area takes one answer.
    taken: RefCell<BTreeSet<At>>,
}

/// The column to add at the right of a table that has no place for answers, with its header in the layout.
pub(super) fn added_column(grid: &Grid, table: &Table, layout: &mut Layout) -> Option<usize> {
    if table.answers() || !grid.widens || grid.protected || answers_below(grid, table) {
        return None;
    }
    let used = |index: usize| grid.rows[index].cells.iter().rposition(|cell| !cell.text.trim().is_empty());
    let header = table.header.as_ref();
    let mut last = table.body.clone().filter_map(used).max().unwrap_or(0);
    if let Some(header) = header {
        last = last.max(header.cells.keys().next_back().copied().unwrap_or(0));
    }
    let (from, to) = (header.map_or(table.body.start, |header| header.index), table.body.end);
    let rows = grid.rows.get(from)?.row..=grid.rows.get(to.checked_sub(1)?)?.row;
    for area in grid.merges.iter().filter(|area| rows.contains(&area.first.row)) {
        last = last.max(area.last.column);
    }
    let column = last + 1;
    if let Some(header) = header {
        let at = At::new(grid.rows[header.index].row, column);
        layout.added.push(AddedHeader { at, text: "Answer" });
    }
    layout.unsure.push("no column for answers was found; one is added at the right".to_owned());
    Some(column)
}

impl<'g> SlotFinder<'g> {
    pub(super) fn new(grid: &'g Grid, table: &'g Table, added: Option<usize>) -> Self {
        let question = table.question().unwrap_or(0);
        let rows: Vec<usize> = table
            .body
            .clone()
            .map(|index| grid.rows[index].row)
            .filter(|row| !grid.text(At::new(*row, question)).is_empty())
            .collect();
        let answer = table.with(ColumnRole::Answer).next();
        let texts = |column: usize| rows.iter().map(move |row| grid.text(At::new(*row, column)));
        let silent = table.with(ColumnRole::Comment).all(|column| texts(column).all(is_open));
        let affirmed = |value: &String| {
            ["yes", "ja", "oui", "sí", "はい", "compliant", "x"].contains(&value.to_lowercase().as_str())
        };
        let default =
            answer.filter(|_| silent).and_then(|column| default_of(texts(column))).filter(|value| !affirmed(value));
        let has_lists =
            answer.is_some_and(|column| rows.iter().any(|row| grid.allowed(At::new(*row, column)).is_some()));
        let word = answer.and_then(|column| table.header.as_ref()?.cells.get(&column)).map(|cell| cell.word);
        let scores = answer.is_some_and(|column| {
            let list = rows.iter().find_map(|row| grid.allowed(At::new(*row, column)));
            list.is_some_and(|list| list.iter().all(|entry| entry.parse::<f64>().is_ok()))
        });
        let rated = scores || (!has_lists && matches!(word, Some(Word::Score | Word::Answer)));
        let elsewhere = || grid.legend.clone().filter(|_| scores || word == Some(Word::Score));
        let legend = if rated { legend_of(grid).or_else(elsewhere) } else { None };
        let head = table.header.as_ref().map(|header| grid.rows[header.index].row);
        let everywhere = head.zip(answer).is_some_and(|(row, column)| grid.allowed(At::new(row, column)).is_some());
        let headed = answer.and_then(|column| offered_by_header(&table.columns[column].header));
        Self {
            grid,
            table,
            added,
            default,
            has_lists,
            guidance_rows: alternates(grid, table, question),
            legend,
            headed,
            everywhere,
            below: answers_below(grid, table),
            taken: RefCell::default(),
        }
    }

    /// Whether answers are picked from drop-down lists.
    pub(super) fn has_lists(&self) -> bool {
        self.has_lists && !self.everywhere
    }

    /// Whether a row has a drop-down list for its answer.
    pub(super) fn lists_here(&self, row: usize) -> bool {
        !self.everywhere
            && self.table.with(ColumnRole::Answer).any(|column| self.grid.allowed(At::new(row, column)).is_some())
    }

    /// Whether answers go below their questions.
    pub(super) fn is_below(&self) -> bool {
        self.below
    }

    /// Whether every question has a row of guidance below it.
    pub(super) fn has_guidance_rows(&self) -> bool {
        self.guidance_rows
    }

    /// Whether the row below is not bold, so that a bold row above it can be its title.
    pub(super) fn is_plain_below(&self, index: usize) -> bool {
        let question = self.table.question().unwrap_or(0);
        self.grid.rows.get(index).is_some_and(|row| !self.grid.cell(At::new(row.row, question)).strong)
    }

    /// What the scores mean, in one line.
    pub(super) fn legend(&self) -> Option<&str> {
        self.legend.as_ref().map(|(_, words)| words.as_str())
    }

    /// The slots of a row.
    pub(super) fn of_row(&self, row: usize, unsure: &mut Vec<String>) -> Vec<LaidSlot> {
        let mut slots = Vec::new();
        let marks: Vec<usize> = self.table.with(ColumnRole::Mark).collect();
        if !marks.is_empty() {
            slots.push(self.mark_slot(row, &marks));
        }
        for (column, seen) in self.table.columns.iter().enumerate() {
            let role = match seen.role {
                ColumnRole::Answer => SlotRole::Answer,
                ColumnRole::Comment if !slots.iter().any(|slot: &LaidSlot| slot.role == SlotRole::Comment) => {
                    SlotRole::Comment
                }
                ColumnRole::Second => SlotRole::Second,
                _ => continue,
            };
            let at = self.grid.anchor(At::new(row, column));
            if at.column != column
                && self
                    .table
                    .columns
                    .get(at.column)
                    .is_some_and(|other| other.role != seen.role && other.role != ColumnRole::Unknown)
            {
                continue; // merged into another column
            }
            if !self.taken.borrow_mut().insert(at) {
                unsure.push(format!("row {} shares its {} cell with a row above", row + 1, in_words(role)));
                continue;
            }
            slots.push(self.slot(role, row, column, at));
        }
        if self.below
            && let Some(at) = self.table.question().and_then(|column| place_below(self.grid, column, row))
        {
            slots.push(self.slot(SlotRole::Answer, at.row, at.column, at));
        }
        if let Some(column) = self.added {
            let at = At::new(row, column);
            slots.push(LaidSlot { role: SlotRole::Answer, at, accepts: LaidAccepts::Text, holds: None, locked: None });
        }
        slots
    }

    fn slot(&self, role: SlotRole, row: usize, column: usize, at: At) -> LaidSlot {
        let text = self.grid.text(at);
        let listed = self.grid.allowed(At::new(row, column)).or_else(|| self.grid.allowed(at));
        let accepts = match (listed, offered(text)) {
            (Some(list), _) => LaidAccepts::OneOf(without_prompts(list)),
            (None, Some(words)) => LaidAccepts::OneOf(words.into()),
            (None, None) if role == SlotRole::Answer => self.told_elsewhere(row),
            (None, None) if role == SlotRole::Second => {
                self.table.columns.get(column).map_or(LaidAccepts::Text, |seen| {
                    offered_by_header(&seen.header).map_or(LaidAccepts::Text, LaidAccepts::OneOf)
                })
            }
            (None, None) => LaidAccepts::Text,
        };
        let holds = (!text.is_empty()).then(|| text.to_owned());
        let waits = waits(self.grid, at) || (role == SlotRole::Answer && self.default.as_deref() == Some(text));
        let locked = self.grid.locked(at).map(str::to_owned);
        let locked = locked.or_else(|| (!waits).then(|| REAL_ANSWER.to_owned()));
        LaidSlot { role, at, accepts, holds, locked }
    }

    /// What an answer cell accepts by the words of its row, its header or a legend.
    fn told_elsewhere(&self, row: usize) -> LaidAccepts {
        for column in self.table.with(ColumnRole::Options) {
            let text = self.grid.text(self.grid.anchor(At::new(row, column)));
            let parts: Vec<String> = text
                .split(['\n', ';', '|', ','])
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect();
            let short = parts.len() >= 2 && parts.len() <= 12 && parts.iter().all(|part| part.chars().count() <= 60);
            if let Some(words) = offered(text).or_else(|| short.then_some(parts)) {
                return LaidAccepts::OneOf(words.into());
            }
        }
        if let Some((list, _)) = &self.legend {
            return LaidAccepts::OneOf(Arc::clone(list));
        }
        // "Answer (yes / no)" above "Describe ..." does not mean that yes describes it.
        let question = self.table.question().map_or("", |column| self.grid.text(At::new(row, column)));
        match &self.headed {
            Some(list) if !asks_openly(question) => LaidAccepts::OneOf(Arc::clone(list)),
            _ => LaidAccepts::Text,
        }
    }

    fn mark_slot(&self, row: usize, marks: &[usize]) -> LaidSlot {
        let label = |column: usize| {
            let header = &self.table.columns[column].header;
            header.rsplit(": ").next().unwrap_or(header).to_owned()
        };
        let at = |column: usize| self.grid.anchor(At::new(row, column));
        let crossed = marks.iter().find(|column| {
            let text = self.grid.text(at(**column));
            !text.is_empty() && !["☐", "□", "[ ]", "[]", "○"].contains(&text)
        });
        let locked = marks.iter().find_map(|column| self.grid.locked(at(*column))).map(str::to_owned);
        LaidSlot {
            role: SlotRole::Answer,
            at: at(marks[0]),
            accepts: LaidAccepts::Mark(marks.iter().map(|column| (label(*column), at(*column))).collect()),
            holds: crossed.map(|column| label(*column)),
            locked: locked.or_else(|| crossed.map(|_| REAL_ANSWER.to_owned())),
        }
    }
}

fn in_words(role: SlotRole) -> &'static str {
    match role {
        SlotRole::Answer => "answer",
        SlotRole::Comment => "comment",
        SlotRole::Second => "second answer",
    }
}

/// A list without its prompt: `Please select` is no answer.
fn without_prompts(list: Arc<[String]>) -> Arc<[String]> {
    if list.iter().any(|entry| is_prompt(entry)) && !list.iter().all(|entry| is_prompt(entry)) {
        return list.iter().filter(|entry| !is_prompt(entry)).cloned().collect();
    }
    list
}

/// `Answer (Yes / No / N/A)`, `Yes/No`.
pub(super) fn offered_by_header(header: &str) -> Option<Arc<[String]>> {
    let inner =
        header.split_once(['(', '（', '[']).map(|(_, rest)| rest.trim_end_matches([')', '）', ']'])).unwrap_or(header);
    offered(inner).map(Into::into)
}

/// Whether rows with a number and rows without take turns in the question column.
fn alternates(grid: &Grid, table: &Table, question: usize) -> bool {
    let Some(id) = table.id() else { return false };
    let (mut numbered, mut follow, mut last) = (0usize, 0usize, false);
    for index in table.body.clone() {
        let row = grid.rows[index].row;
        let text = grid.text(At::new(row, question));
        if text.is_empty() {
            continue;
        }
        let has_id = !grid.text(grid.anchor(At::new(row, id))).is_empty();
        numbered += usize::from(has_id);
        follow += usize::from(!has_id && last && !crate::questionnaire::prose::is_ask(text));
        last = has_id;
    }
    numbered >= 3 && follow * 10 >= numbered * 6
}
