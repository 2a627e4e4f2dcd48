//! Tables inside other formats: Markdown, HTML of mails, delimited values.

use super::layout::{Cell, Grid, GridRow, looks_like_header as heads};

/// A row as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    /// Line or row from 1.
    pub(super) line: usize,
    /// Its cells, line breaks kept.
    pub(super) cells: Vec<String>,
}

/// Rows as a grid.
pub(super) fn grid_of(rows: &[Row]) -> Grid {
    let rows = rows.iter().enumerate().map(|(index, row)| GridRow {
        row: index,
        line: row.line,
        hidden: false,
        cells: row.cells.iter().map(Cell::text).collect(),
    });
    Grid { rows: rows.collect(), ..Grid::default() }
}

/// Whether a row heads a table of questions, for telling delimited text from prose.
pub(super) fn looks_like_header(row: &Row) -> bool {
    heads(&grid_of(std::slice::from_ref(row)))
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
        crate::questionnaire::layout::find_layout(&grid_of(&table(text)))
            .drafts(None, &|_| String::new())
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
