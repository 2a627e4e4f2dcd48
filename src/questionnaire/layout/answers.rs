//! Which columns take answers: by header, by drop-down lists, by being blank where something is asked.

use super::columns::{open_cells, set};
use super::header::Header;
use super::holds::{default_of, is_open, is_ticked, offered};
use super::legend::legend_of;
use super::table::Column;
use super::words::Word;
use super::{At, ColumnRole, Grid};

/// What is said of a column called an answer that nobody is to fill.
pub(super) const COMPUTED: &str = "computed or filled with other things";

/// Settles answer, mark, comment, second and other columns.
pub(super) fn assign_answers(
    grid: &Grid,
    columns: &mut [Column],
    question: usize,
    asked: &[usize],
    header: Option<&Header>,
) {
    if asked.is_empty() {
        return;
    }
    settle_marks(grid, columns, asked);
    let writable: Vec<bool> = (0..columns.len()).map(|column| is_writable(grid, columns, asked, column)).collect();
    // Formulas and codes are nobody's to fill.
    for column in 0..columns.len() {
        let role = columns[column].role;
        if matches!(role, ColumnRole::Answer | ColumnRole::Comment | ColumnRole::Second) && !writable[column] {
            set(columns, column, ColumnRole::Others, COMPUTED);
        }
    }
    let named: Vec<usize> = (0..columns.len())
        .filter(|column| {
            columns[*column].role == ColumnRole::Answer || columns[*column].evidence.iter().any(|why| why == COMPUTED)
        })
        .collect();
    let lists: Vec<usize> = (0..columns.len())
        .filter(|column| columns[*column].role != ColumnRole::Others && has_lists(grid, asked, *column))
        .collect();
    let marks = columns.iter().any(|column| column.role == ColumnRole::Mark);
    let mut answers: Vec<usize> = with(columns, ColumnRole::Answer);
    if answers.is_empty() && !marks {
        answers = fallback(grid, columns, question, asked, header, &writable, &lists);
    }
    // Of several, the one with a drop-down list is the answer, and a blank one without is words beside it.
    let main = answers.iter().copied().find(|column| lists.contains(column)).or_else(|| answers.first().copied());
    if let Some(main) = main {
        for column in answers.iter().copied().filter(|column| *column != main) {
            if lists.contains(&column) {
                set(columns, column, ColumnRole::Second, "a second answer");
            } else if lists.contains(&main) && with(columns, ColumnRole::Comment).is_empty() {
                set(columns, column, ColumnRole::Comment, "words beside the drop-down list");
            } else if last_words(&columns[column].header) == last_words(&columns[main].header) {
                set(columns, column, ColumnRole::Others, "the same header as the answer: somebody else's");
            } else {
                set(columns, column, ColumnRole::Second, "a second answer");
            }
        }
        own_comment(columns, main, &named);
        if marks {
            // Marks say yes or no; the column called answer holds the words.
            set(columns, main, ColumnRole::Comment, "words beside the marks");
        }
    }
    // Beside a second list, a second column for words is for the customer.
    let second: Vec<usize> = with(columns, ColumnRole::Second);
    if second.iter().any(|column| lists.contains(column)) {
        for column in second.into_iter().filter(|column| !lists.contains(column)) {
            if super::slots::offered_by_header(&columns[column].header).is_none() {
                set(columns, column, ColumnRole::Others, "optional words beside a second list");
            }
        }
    }
    // A comment right of somebody else's answers is theirs.
    for column in with(columns, ColumnRole::Comment) {
        let left = (0..column).rev().find(|left| {
            matches!(columns[*left].role, ColumnRole::Answer | ColumnRole::Mark)
                || (columns[*left].role == ColumnRole::Others
                    && super::words::word(&columns[*left].header) == Word::Answer)
        });
        if main.is_some() && left.is_some_and(|left| columns[left].role == ColumnRole::Others) {
            set(columns, column, ColumnRole::Others, "beside somebody else's answers");
        }
    }
    let has_answer = marks || main.is_some();
    for column in lists {
        if has_answer && matches!(columns[column].role, ColumnRole::Unknown) && column != question {
            set(columns, column, ColumnRole::Second, "a drop-down list beside the answer");
        }
    }
}

/// The words of a header without those of the group above it.
fn last_words(header: &str) -> &str {
    header.rsplit(": ").next().unwrap_or(header)
}

/// Where several answers stand beside each other, each with its comment, the comment of the others is not ours.
fn own_comment(columns: &mut [Column], main: usize, named: &[usize]) {
    if named.len() < 2 {
        return;
    }
    let goes_with = |column: usize| named.iter().copied().filter(|answer| *answer < column).max();
    let comments = with(columns, ColumnRole::Comment);
    if !comments.iter().any(|column| goes_with(*column) == Some(main)) {
        return;
    }
    for column in comments.into_iter().filter(|column| goes_with(*column).is_some_and(|answer| answer != main)) {
        set(columns, column, ColumnRole::Others, "goes with another answer");
    }
}

fn with(columns: &[Column], role: ColumnRole) -> Vec<usize> {
    (0..columns.len()).filter(|column| columns[*column].role == role).collect()
}

/// Marks need company, and cells that are blank or crossed.
fn settle_marks(grid: &Grid, columns: &mut [Column], asked: &[usize]) {
    let marks = with(columns, ColumnRole::Mark);
    let crossed = |text: &str| {
        text.is_empty() || ["x", "X", "✓", "✔", "☒", "☑", "☐", "□", "○", "1", "[ ]", "[x]"].contains(&text)
    };
    let blank = |column: &usize| {
        asked.iter().filter(|row| crossed(grid.text(At::new(**row, *column)))).count() * 10 >= asked.len() * 7
            && asked.iter().filter(|row| grid.locked(At::new(**row, *column)).is_some()).count() * 2 < asked.len()
    };
    let good: Vec<usize> = marks.iter().copied().filter(blank).collect();
    if good.len() >= 2 {
        for column in marks.iter().filter(|column| !good.contains(column)) {
            set(columns, *column, ColumnRole::Unknown, "holds no marks");
        }
        for column in good {
            columns[column].evidence.push("one of several columns for a mark".to_owned());
        }
    } else {
        for column in marks {
            set(columns, column, ColumnRole::Answer, "a lone column called so");
        }
    }
}

fn is_writable(grid: &Grid, columns: &[Column], asked: &[usize], column: usize) -> bool {
    if grid.hidden_columns.contains(&column) {
        return false;
    }
    let formulas = asked.iter().filter(|row| grid.cell(At::new(**row, column)).formula).count();
    if formulas * 2 > asked.len() {
        return false;
    }
    // "Yes" in a column called "Response" of every row, beside a blank one called "Vendor response", is a code.
    let filled = asked.len() - open_cells(grid, asked, column);
    let same = default_of(asked.iter().map(|row| grid.text(At::new(*row, column)))).is_some();
    // In a form that is filled, words beside the answers are no code.
    let waiting = columns[column].role != ColumnRole::Comment
        || (0..columns.len()).any(|other| {
            matches!(columns[other].role, ColumnRole::Answer | ColumnRole::Mark)
                && open_cells(grid, asked, other) * 10 >= asked.len() * 8
        });
    let blank_sibling = waiting
        && (0..columns.len()).any(|other| {
            other != column
                && columns[other].role == columns[column].role
                && open_cells(grid, asked, other) * 10 >= asked.len() * 8
        });
    !(blank_sibling && filled * 10 >= asked.len() * 9 && (same || column < 64) && !has_lists(grid, asked, column))
}

/// Whether most rows that ask have a drop-down list in this column, or words to pick from.
fn has_lists(grid: &Grid, asked: &[usize], column: usize) -> bool {
    let offers = |at: At| grid.allowed(at).is_some() || offered(grid.text(at)).is_some() || is_ticked(grid.text(at));
    let lists = asked.iter().filter(|row| offers(At::new(**row, column))).count();
    lists > 0 && lists * 5 >= asked.len() * 2
}

/// Where no header says "answer".
fn fallback(
    grid: &Grid,
    columns: &mut [Column],
    question: usize,
    asked: &[usize],
    header: Option<&Header>,
    writable: &[bool],
    lists: &[usize],
) -> Vec<usize> {
    let open = |column: usize| open_cells(grid, asked, column) * 10 >= asked.len() * 8;
    let word = |column: usize| header.and_then(|header| header.cells.get(&column)).map(|cell| cell.word);
    let free = |columns: &[Column], column: usize| {
        column != question && columns[column].role == ColumnRole::Unknown && writable[column]
    };
    if let Some(column) =
        lists.iter().copied().find(|column| free(columns, *column) || columns[*column].role == ColumnRole::Comment)
    {
        set(columns, column, ColumnRole::Answer, "drop-down lists");
        return vec![column];
    }
    // A column of scores, blank or given already.
    let legend = legend_of(grid).or_else(|| grid.legend.clone()).map(|(scores, _)| scores);
    let rated = |column: usize| {
        let scored = |row: &usize| {
            let text = grid.text(At::new(*row, column));
            is_open(text) || legend.iter().any(|scores| scores.iter().any(|score| score == text))
        };
        asked.iter().filter(|row| scored(row)).count() * 10 >= asked.len() * 8
    };
    let scored = (0..columns.len())
        .find(|column| word(*column) == Some(Word::Score) && free(columns, *column) && rated(*column));
    if let Some(column) = scored {
        set(columns, column, ColumnRole::Answer, format!("header `{}`, for a score", columns[column].header));
        return vec![column];
    }
    // Only unlocked cells are for us.
    if grid.protected {
        let unlocked = (0..columns.len()).find(|column| {
            free(columns, *column)
                && asked.iter().filter(|row| grid.locked(At::new(**row, *column)).is_none()).count() * 2 > asked.len()
        });
        if let Some(column) = unlocked {
            set(columns, column, ColumnRole::Answer, "unlocked in a protected sheet");
            return vec![column];
        }
    }
    if let Some(column) = with(columns, ColumnRole::Comment).into_iter().find(|column| open(*column)) {
        set(columns, column, ColumnRole::Answer, "the only column for words");
        return vec![column];
    }
    let headed = (question + 1..columns.len())
        .find(|column| !columns[*column].header.is_empty() && free(columns, *column) && open(*column));
    if let Some(column) = headed {
        set(columns, column, ColumnRole::Answer, format!("blank under the header `{}`", columns[column].header));
        return vec![column];
    }
    Vec::new()
}
