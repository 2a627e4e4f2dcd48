//! Items in tables, whatever format the table came from.

mod header;
mod cells;

use super::clean::fold;
use super::draft::Draft;
use super::prose::{is_ask, is_example, split_marker};
use cells::{Asked, asked_in, is_filler};
pub(super) use header::looks_like_header;
use header::{Columns, find_columns, header_of};

/// A row as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    /// Line or row from 1.
    pub(super) line: usize,
    /// Its cells, line breaks kept.
    pub(super) cells: Vec<String>,
}

impl Row {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.cells.len()).filter(|column| !self.cell(*column).is_empty())
    }
}

/// Items of a table, or none if it asks nothing. `section` is the heading above the table.
pub(super) fn read_table(rows: &[Row], section: Option<&str>) -> Vec<Draft> {
    let Some(mut columns) = find_columns(rows) else { return Vec::new() };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut current = section.map(str::to_owned);
    let first = columns.header.map_or(0, |header| header + 1);
    for (index, row) in rows.iter().enumerate().skip(first) {
        if let Some(again) = header_of(row) {
            columns = again.keep_what_is_missing(&columns);
            columns.header = Some(index);
            continue;
        }
        if let Some(column) = columns.section
            && !row.cell(column).is_empty()
        {
            current = Some(fold(row.cell(column)));
        }
        let text = row.cell(columns.question);
        let id = columns.id.map_or("", |column| row.cell(column));
        if let Some(title) = section_row(row, &columns, text, rows.get(index + 1)) {
            current = Some(title);
            continue;
        }
        if text.is_empty()
            || is_filler(text)
            || is_example(id)
            || is_example(text)
            || id.eq_ignore_ascii_case("example")
        {
            continue;
        }
        let Asked { text, mut guidance } = asked_in(text);
        if text.is_empty() {
            continue;
        }
        for part in columns.guidance_of(row, rows) {
            super::clean::join(&mut guidance, &part);
        }
        let (id, text) = own_number(id, &text);
        drafts.push(Draft {
            id,
            section: current.clone(),
            text,
            guidance: Some(guidance).filter(|guidance| !guidance.is_empty()),
            line: row.line,
            part: None,
            slots: Vec::new(),
        });
    }
    unfloat(&mut drafts);
    drafts
}

/// The id of its column, or the number that stands before the words.
fn own_number(id: &str, text: &str) -> (Option<String>, String) {
    if !id.is_empty() {
        let id = fold(id);
        let plain = id.trim_end_matches(['.', ')', ':']).trim_start_matches('(');
        let plain = if plain.is_empty() { &id } else { plain };
        return (Some(plain.to_owned()), text.to_owned());
    }
    match split_marker(text) {
        Some((marker, rest)) if !rest.is_empty() => (marker.id, rest.to_owned()),
        _ => (None, text.to_owned()),
    }
}

/// The title in a row that only names what follows.
fn section_row(row: &Row, columns: &Columns, text: &str, next: Option<&Row>) -> Option<String> {
    let mut filled = row.filled();
    let (first, second) = (filled.next()?, filled.next());
    let only = second.is_none();
    let alone = row.cell(first);
    if only && first != columns.question {
        let numbered = columns.id == Some(first) && alone.chars().count() < 6;
        return (!numbered && !is_ask(alone) && !is_filler(alone) && alone.chars().count() <= 120).then(|| fold(alone));
    }
    let id = columns.id?;
    if text.is_empty() || is_ask(text) || text.chars().count() > 80 || text.ends_with(['.', '。']) {
        return None;
    }
    // Every item has an id and this row has none.
    if only && next.is_some_and(|next| !next.cell(id).is_empty()) {
        return Some(fold(text));
    }
    // "2 | Access control" above "2.1 | Is it ...?".
    let own = row.cell(id).trim_end_matches('.');
    let below = next.map_or("", |next| next.cell(id));
    let opens =
        !own.is_empty() && below.strip_prefix(own).is_some_and(|rest| rest.starts_with(['.', '-']) && rest.len() > 1);
    let bare = row.filled().all(|column| column == id || column == columns.question || Some(column) == columns.section);
    (opens && bare && !own.contains("0.0")).then(|| format!("{own} {}", fold(text)))
}

/// Spreadsheets write the id 1 as `1.0`. If every id with a point ends like that, none was meant.
fn unfloat(drafts: &mut [Draft]) {
    let ends = |id: &str| {
        id.strip_suffix(".0").is_some_and(|whole| !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let pointed = || drafts.iter().filter_map(|draft| draft.id.as_deref()).filter(|id| id.contains('.'));
    if pointed().next().is_none() || !pointed().all(ends) {
        return;
    }
    for id in drafts.iter_mut().filter_map(|draft| draft.id.as_mut()) {
        if ends(id) {
            id.truncate(id.len() - 2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<Row> {
        let row =
            |(index, line): (usize, &str)| Row { line: index + 1, cells: line.split('|').map(str::to_owned).collect() };
        text.lines().enumerate().map(row).collect()
    }

    fn read(text: &str) -> Vec<(String, String, String)> {
        read_table(&table(text), None)
            .into_iter()
            .map(|draft| (draft.id.unwrap_or_default(), draft.section.unwrap_or_default(), draft.text))
            .collect()
    }

    fn item(id: &str, section: &str, text: &str) -> (String, String, String) {
        (id.to_owned(), section.to_owned(), text.to_owned())
    }

    #[test]
    fn the_header_is_found_below_titles() {
        assert_eq!(
            read("Vendor form||\n||\nNo.|Question|Answer\n1|Is it safe?|\n2|Password policy|"),
            [item("1", "", "Is it safe?"), item("2", "", "Password policy")]
        );
    }

    #[test]
    fn sections_come_from_rows_and_columns() {
        assert_eq!(
            read("ID|Question|Answer\nAccess||\nA-1|Is it?|\n|Data|\nA-2|Has it?|"),
            [item("A-1", "Access", "Is it?"), item("A-2", "Data", "Has it?")]
        );
        assert_eq!(
            read("Category|Question|Answer\nAccess|Is it?|\n|Has it?|\nData|Does it?|"),
            [item("", "Access", "Is it?"), item("", "Access", "Has it?"), item("", "Data", "Does it?")]
        );
        assert_eq!(read("ID|Question|Answer\n2|Access|\n2.1|Is it?|"), [item("2.1", "2 Access", "Is it?")]);
    }

    #[test]
    fn floats_examples_and_fillers() {
        assert_eq!(
            read(
                "Id|Question|Answer\ne.g.|Is it blue?|Yes\n1.0|Is it?|\n2.0|#N/A|\n3.0|Has it?|\nId|Question|Answer\n4.0|Other:|"
            ),
            [item("1", "", "Is it?"), item("3", "", "Has it?")]
        );
        assert_eq!(
            read("Id|Question\n1.0|Is it?\n1.1|Has it?"),
            [item("1.0", "", "Is it?"), item("1.1", "", "Has it?")]
        );
    }

    #[test]
    fn tables_without_a_header_are_told_by_their_questions() {
        assert_eq!(
            read("1|Is it safe?|\n2|Has it a lock?|"),
            [item("1", "", "Is it safe?"), item("2", "", "Has it a lock?")]
        );
        assert!(read("Name|Price\nApple|3\nPear|4").is_empty());
        assert!(read("Id|Description|Status\n1|Crash on start|open\n2|Typo|closed").is_empty());
    }

    #[test]
    fn blank_fields_are_items_and_rating_tables_are_not() {
        assert_eq!(read("Field|Response\nCompany name|\nWebsite|").len(), 2);
        assert!(read("Category|Rating|Notes\nGovernance|[ ] Strong [ ] Weak|").is_empty());
    }
}
