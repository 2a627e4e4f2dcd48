//! What a table asks and where the answers go, decided from its content.
//!
//! [`find_layout`] looks at one [`Grid`]; [`choose_grids`] then compares the grids of a file and leaves out those that only repeat,
//! score or explain what another asks.

mod answers;
mod areas;
mod below;
mod blocks;
mod choose;
mod columns;
mod grid;
mod doubts;
mod header;
mod holds;
mod legend;
mod rows;
mod slots;
mod table;
mod words;

pub(crate) use choose::choose_grids;
pub(crate) use grid::{Area, At, Cell, Grid, GridRow};
pub(in crate::questionnaire) use holds::is_open;
pub(crate) use legend::legend_among;
pub(in crate::questionnaire) use words::{Word as HeaderWord, word as header_word};

use super::draft::Draft;
use super::item::{Accepts, Slot, SlotRole};
use std::sync::Arc;

/// What was seen in a grid.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// Whether it is to be answered, and why or why not.
    pub(crate) taken: bool,
    /// Evidence for that, each a short phrase.
    pub(crate) why: Vec<String>,
    /// Header rows, from 0.
    pub(crate) headers: Vec<usize>,
    /// Roles of columns, table after table.
    pub(crate) columns: Vec<ColumnSeen>,
    /// What is asked, in the order of the grid.
    pub(crate) items: Vec<LaidItem>,
    /// Headers to write where an answer column is added.
    pub(crate) added: Vec<AddedHeader>,
    /// What a person should check, each a sentence.
    pub(crate) unsure: Vec<String>,
    /// Whether the form itself has a place for answers, not only a column that is added.
    pub(crate) own_answers: bool,
    /// Whether a column that is called an answer is computed, as in a report.
    pub(crate) computed: bool,
}

/// A column and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ColumnSeen {
    /// Column from 0.
    pub(crate) column: usize,
    /// First row of the table it belongs to, from 0.
    pub(crate) from: usize,
    /// What its header says.
    pub(crate) header: String,
    /// What it holds.
    pub(crate) role: ColumnRole,
    /// Why that was concluded.
    pub(crate) evidence: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ColumnRole {
    /// The asker's number.
    Id,
    /// What is asked.
    Question,
    /// The part of the form.
    Section,
    /// Help, examples, expected evidence.
    Guidance,
    /// Allowed answers in words.
    Options,
    /// The answer.
    Answer,
    /// One of several columns, one of which gets an x.
    Mark,
    /// Words beside the answer.
    Comment,
    /// A second answer that goes with every item.
    Second,
    /// Somebody else's: assessor, score, weight.
    Others,
    /// Nothing that matters here.
    Unknown,
}

impl Layout {
    /// Its items as drafts; `place` writes an address in the words of the format, `part` is the sheet's name.
    pub(in crate::questionnaire) fn drafts(&self, part: Option<&str>, place: &dyn Fn(At) -> String) -> Vec<Draft> {
        let draft = |item: &LaidItem| Draft {
            id: item.id.clone(),
            section: item.section.clone(),
            text: item.text.clone(),
            guidance: item.guidance.clone(),
            context: None,
            line: item.line,
            part: part.map(str::to_owned),
            slots: item.slots.iter().map(|slot| slot.placed(place)).collect(),
        };
        self.items.iter().map(draft).collect()
    }
}

impl LaidSlot {
    fn placed(&self, place: &dyn Fn(At) -> String) -> Slot {
        Slot {
            role: self.role,
            place: place(self.at),
            accepts: match &self.accepts {
                LaidAccepts::Text => Accepts::Text,
                LaidAccepts::OneOf(list) => Accepts::OneOf(list.to_vec()),
                LaidAccepts::Mark(marks) => {
                    Accepts::Mark(marks.iter().map(|(label, at)| (label.clone(), place(*at))).collect())
                }
            },
            holds: self.holds.clone(),
            locked: self.locked.clone(),
        }
    }
}

/// An item of a grid.
#[derive(Debug, Clone, Default)]
pub(crate) struct LaidItem {
    /// The asker's number.
    pub(crate) id: Option<String>,
    /// Heading above it.
    pub(crate) section: Option<String>,
    /// The asker's words, in one line.
    pub(crate) text: String,
    /// Guidance and allowed answers, in one line.
    pub(crate) guidance: Option<String>,
    /// Line or row from 1.
    pub(crate) line: usize,
    /// Where its answer goes.
    pub(crate) slots: Vec<LaidSlot>,
}

/// A place for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LaidSlot {
    /// What belongs there.
    pub(crate) role: SlotRole,
    /// The cell: of a merged area, the one that is written.
    pub(crate) at: At,
    /// What it accepts.
    pub(crate) accepts: LaidAccepts,
    /// What stands there now.
    pub(crate) holds: Option<String>,
    /// Why it must not be written.
    pub(crate) locked: Option<String>,
}

/// What a place accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LaidAccepts {
    /// Any text.
    Text,
    /// One of these strings, exactly.
    OneOf(Arc<[String]>),
    /// A mark in one of several cells: label and place of each.
    Mark(Vec<(String, At)>),
}

/// A header to write above an added column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AddedHeader {
    /// Its cell.
    pub(crate) at: At,
    /// Its words.
    pub(crate) text: &'static str,
}

/// Finds what a grid asks. Never fails: a grid that asks nothing has no items.
pub(crate) fn find_layout(grid: &Grid) -> Layout {
    let blocks = blocks::side_by_side(grid);
    if blocks.is_empty() { layout_of(grid) } else { blocks::together(blocks.iter().map(layout_of)) }
}

fn layout_of(grid: &Grid) -> Layout {
    let mut layout = Layout::default();
    let mut section = grid.heading.clone();
    for table in table::find_tables(grid) {
        layout.own_answers |= table.answers();
        layout.computed |= table.columns.iter().any(|column| {
            column.role == ColumnRole::Others && column.evidence.iter().any(|why| why == answers::COMPUTED)
        });
        let from = grid.rows.get(table.body.start.min(grid.rows.len().saturating_sub(1))).map_or(0, |row| row.row);
        if let Some(header) = &table.header {
            layout.headers.extend((header.index..header.below()).map(|index| grid.rows[index].row));
        }
        let seen =
            table.columns.iter().enumerate().filter(|(_, seen)| seen.role != ColumnRole::Unknown && !table.numbered);
        layout.columns.extend(seen.map(|(column, seen)| ColumnSeen {
            column,
            from,
            header: seen.header.clone(),
            role: seen.role,
            evidence: seen.evidence.clone(),
        }));
        rows::read_rows(grid, &table, &mut section, &mut layout);
    }
    layout.taken = !layout.items.is_empty();
    layout
}

/// Whether the first row of a grid has the words of a header, whatever stands below.
pub(crate) fn looks_like_header(grid: &Grid) -> bool {
    header::has_header_words(grid, 0)
}

#[cfg(test)]
mod tests;
