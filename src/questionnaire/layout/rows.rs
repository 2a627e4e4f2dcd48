//! Rows of a table: items, section titles, guidance, and what is none of these.

use super::holds::{is_filler, is_open};
use super::slots::{SlotFinder, added_column};
use super::table::{Table, is_number};
use super::{At, ColumnRole, Grid, LaidItem, Layout};
use crate::questionnaire::clean::{fold, join};
use crate::questionnaire::prose::{allowed_answers, is_ask, is_example, is_placeholder, split_marker};

/// Reads the items of a table into the layout.
pub(super) fn read_rows(grid: &Grid, table: &Table, section: &mut Option<String>, layout: &mut Layout) {
    let Some(question) = table.question() else { return };
    if let Some(title) = &table.title {
        *section = Some(title.clone());
    }
    let slots = SlotFinder::new(grid, table, added_column(grid, table, layout));
    let first = layout.items.len();
    let mut follows: Option<usize> = None;
    let mut below: Option<usize> = None;
    for index in table.body.clone() {
        let row = &grid.rows[index];
        let outside = grid.rule.as_ref().is_some_and(|rule| {
            rule.first.is_some_and(|first| row.row < first) || rule.last.is_some_and(|last| row.row > last)
        });
        if row.hidden || outside {
            continue;
        }
        let at = At::new(row.row, question);
        let reader = RowReader { grid, table, index, question };
        if table.title.is_none()
            && let Some(column) = table.with(ColumnRole::Section).next()
        {
            let title = grid.text(grid.anchor(At::new(row.row, column)));
            if !title.is_empty() && !reader.is_banner() {
                *section = Some(fold(title));
            }
        }
        // A cell merged downwards asks once, in its first row.
        if grid.anchor(at).row != row.row {
            continue;
        }
        if let Some(title) = reader.section_title(&slots) {
            *section = Some(title);
            follows = None;
            continue;
        }
        if slots.is_below() && (super::below::labelled(grid, at) || below == Some(row.row)) {
            continue;
        }
        let text = grid.text(grid.anchor(at));
        let id = table.id().map_or("", |column| grid.text(grid.anchor(At::new(row.row, column))));
        if text.is_empty()
            || (table.numbered && !is_number(id))
            || is_filler(text)
            || is_example(id)
            || is_example(text)
            || id.eq_ignore_ascii_case("example")
        {
            continue;
        }
        if reader.is_guidance(id, text, &slots) {
            if let Some(item) = follows.and_then(|item| layout.items.get_mut(item)) {
                let guidance = item.guidance.get_or_insert_default();
                join(guidance, &fold(text));
            }
            continue;
        }
        let (text, mut guidance) = asked_in(text);
        if text.is_empty() {
            continue;
        }
        for part in reader.guidance() {
            join(&mut guidance, &part);
        }
        if let Some(legend) = slots.legend() {
            join(&mut guidance, legend);
        }
        let (id, text) = own_number(id, &text);
        below = slots.is_below().then(|| super::below::place_below(grid, question, row.row)).flatten().map(|at| at.row);
        let slots = slots.of_row(row.row, &mut layout.unsure);
        follows = Some(layout.items.len());
        layout.items.push(LaidItem {
            id,
            section: section.clone(),
            text,
            guidance: Some(guidance).filter(|guidance| !guidance.is_empty()),
            line: row.line,
            slots,
        });
    }
    unfloat(&mut layout.items[first..]);
}

struct RowReader<'g> {
    grid: &'g Grid,
    table: &'g Table,
    index: usize,
    question: usize,
}

impl RowReader<'_> {
    fn row(&self) -> usize {
        self.grid.rows[self.index].row
    }

    fn text(&self, column: usize) -> &str {
        self.grid.text(At::new(self.row(), column))
    }

    /// Filled columns that matter: those of other people count, formulas without a text do not.
    fn filled(&self) -> Vec<usize> {
        (0..self.grid.rows[self.index].cells.len()).filter(|column| !self.text(*column).is_empty()).collect()
    }

    /// Whether one cell is merged over the question and the answer.
    fn is_banner(&self) -> bool {
        let Some(area) = self.grid.merge(At::new(self.row(), self.question)) else { return false };
        let answers =
            self.table.columns.iter().enumerate().filter(|(_, column)| {
                matches!(column.role, ColumnRole::Answer | ColumnRole::Mark | ColumnRole::Comment)
            });
        area.last.column > area.first.column
            && answers.map(|(column, _)| column).any(|column| area.holds(At::new(self.row(), column)))
    }

    /// The title in a row that only names what follows.
    fn section_title(&self, slots: &SlotFinder<'_>) -> Option<String> {
        let filled = self.filled();
        let &first = filled.first()?;
        let alone = self.text(first);
        let only = filled.len() == 1;
        if self.is_banner() && !is_ask(alone) && alone.chars().count() <= 160 {
            // "A.5 | Organisational controls", the title merged to the right.
            let text = self.text(self.grid.anchor(At::new(self.row(), self.question)).column);
            let numbered = text != alone && alone.chars().count() <= 12;
            return Some(if numbered { format!("{alone} {}", fold(text)) } else { fold(alone) });
        }
        let next = self.grid.rows.get(self.index + 1).filter(|_| self.index + 1 < self.table.body.end);
        let below = |column: usize| next.map_or("", |next| self.grid.text(At::new(next.row, column)));
        if only && first != self.question {
            let numbered = self.table.id() == Some(first) && alone.chars().count() < 6;
            return (!numbered && !is_ask(alone) && !is_filler(alone) && alone.chars().count() <= 120)
                .then(|| fold(alone));
        }
        let text = self.text(self.question);
        if text.is_empty() || is_ask(text) || text.chars().count() > 80 || text.ends_with(['.', '。']) {
            return None;
        }
        if slots.lists_here(self.row()) {
            return None; // a drop-down list waits for an answer
        }
        // A bold line alone, with lists in the rows around it but none here.
        let strong = self.grid.cell(At::new(self.row(), self.question)).strong;
        if only
            && ((slots.has_lists() && strong)
                || (strong && !below(self.question).is_empty() && slots.is_plain_below(self.index + 1)))
        {
            return Some(fold(text));
        }
        let id = self.table.id()?;
        // Every item has an id and this row has none.
        if only && !below(id).is_empty() && !slots.has_guidance_rows() {
            return Some(fold(text));
        }
        // "2 | Access control" above "2.1 | Is it ...?".
        let own = self.text(id).trim_end_matches('.');
        let opens = !own.is_empty()
            && below(id).strip_prefix(own).is_some_and(|rest| rest.starts_with(['.', '-']) && rest.len() > 1);
        let section = self.table.with(ColumnRole::Section).next();
        let bare = filled.iter().all(|column| *column == id || *column == self.question || Some(*column) == section);
        (opens && bare && !own.contains("0.0")).then(|| format!("{own} {}", fold(text)))
    }

    /// A row without number and without a place for an answer, below one that has both.
    fn is_guidance(&self, id: &str, text: &str, slots: &SlotFinder<'_>) -> bool {
        if !id.is_empty() || self.table.id().is_none() || is_ask(text) {
            return false;
        }
        if slots.has_lists() { !slots.lists_here(self.row()) } else { slots.has_guidance_rows() }
    }

    /// Guidance and allowed answers in the row.
    fn guidance(&self) -> Vec<String> {
        let mut parts = Vec::new();
        for (column, seen) in self.table.columns.iter().enumerate() {
            let text = self.grid.text(self.grid.anchor(At::new(self.row(), column)));
            match seen.role {
                ColumnRole::Guidance | ColumnRole::Options if !text.is_empty() => {
                    let cell = fold(text);
                    let lower = seen.header.to_lowercase();
                    let plain = [
                        "guid", "help", "example", "hint", "note", "explan", "hinweis", "beispiel", "exemple", "例",
                        "備考", "説明",
                    ];
                    let named = !lower.is_empty()
                        && !plain.iter().any(|word| lower.contains(word))
                        && allowed_answers(&cell).is_none();
                    parts.push(if named { format!("{}: {cell}", fold(&seen.header)) } else { cell });
                }
                // What somebody wrote under "Evidence" says what is expected, or what was answered before.
                ColumnRole::Comment if !is_open(text) => parts.push(format!("{}: {}", fold(&seen.header), fold(text))),
                ColumnRole::Answer | ColumnRole::Mark | ColumnRole::Comment => {
                    parts.extend(allowed_answers(text).map(|answers| fold(&answers)));
                }
                _ => {}
            }
        }
        parts
    }
}

/// Takes examples and allowed answers out of a question cell: the words asked, and the guidance.
fn asked_in(cell: &str) -> (String, String) {
    let (mut text, mut guidance) = (String::new(), String::new());
    let mut in_example = false;
    for line in cell.lines() {
        in_example |= is_example(line);
        if in_example || (allowed_answers(line).is_some() && !text.is_empty()) {
            join(&mut guidance, line);
        } else if !is_placeholder(line) {
            join(&mut text, line);
        }
    }
    (fold(&text), fold(&guidance))
}

/// The id of its column, or the number that stands before the words.
fn own_number(id: &str, text: &str) -> (Option<String>, String) {
    if !id.is_empty() {
        let id = fold(id);
        let plain = id.trim_end_matches(['.', ')', ':']).trim_start_matches('(');
        let plain = if plain.is_empty() { &id } else { plain };
        return (Some(plain.chars().take(60).collect()), text.to_owned());
    }
    match split_marker(text) {
        Some((marker, rest)) if !rest.is_empty() => (marker.id, rest.to_owned()),
        _ => (None, text.to_owned()),
    }
}

/// Spreadsheets write the id 1 as `1.0`. If every id with a point ends like that, none was meant.
fn unfloat(items: &mut [LaidItem]) {
    let ends = |id: &str| {
        id.strip_suffix(".0").is_some_and(|whole| !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let pointed = || items.iter().filter_map(|item| item.id.as_deref()).filter(|id| id.contains('.'));
    if pointed().next().is_none() || !pointed().all(ends) {
        return;
    }
    for id in items.iter_mut().filter_map(|item| item.id.as_mut()) {
        if ends(id) {
            id.truncate(id.len() - 2);
        }
    }
}

/// Whether the answer cell of a row waits.
pub(super) fn waits(grid: &Grid, at: At) -> bool {
    is_open(grid.text(grid.anchor(at)))
}
