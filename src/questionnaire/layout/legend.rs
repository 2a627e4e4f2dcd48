//! What scores mean, where a sheet says so: `5 = fully implemented`.

use super::{At, Grid};
use crate::questionnaire::clean::fold;
use std::sync::Arc;

/// Rows in which a legend is looked for.
const ROWS: usize = 60;

/// The scores of a legend in the order they stand, and the whole in one line. At least two scores make one.
pub(super) fn legend_of(grid: &Grid) -> Option<(Arc<[String]>, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for row in grid.rows.iter().take(ROWS) {
        for (column, cell) in row.cells.iter().enumerate().take(40) {
            for part in cell.text.split(['\n', ';', '|']) {
                // "Rate each item: 5 = fully implemented"
                found.extend(entry(part).or_else(|| entry(part.split_once(": ")?.1)));
            }
            // The number in one cell, its meaning in the next.
            if is_score(cell.text.trim()) {
                let meaning = fold(grid.text(At::new(row.row, column + 1)));
                if is_meaning(&meaning) && !is_score(&meaning) {
                    found.push((cell.text.trim().to_owned(), meaning));
                }
            }
        }
    }
    // Numbered questions look alike: scores are few, and no question.
    let mut kept: Vec<(String, String)> = Vec::new();
    for (score, meaning) in found {
        if kept.iter().all(|(known, _)| *known != score) {
            kept.push((score, meaning));
        }
    }
    let known = kept.iter().filter(|(_, meaning)| super::super::verdict_words::speaks(meaning)).count();
    if !(2..=11).contains(&kept.len()) || known * 2 < kept.len() {
        return None;
    }
    let words = kept.iter().map(|(score, meaning)| format!("{score} = {meaning}")).collect::<Vec<_>>().join("; ");
    Some((kept.into_iter().map(|(score, _)| score).collect(), words))
}

/// Words in the name of a sheet that says what scores mean.
const NAMES: [&str; 9] =
    ["legend", "scale", "level", "maturity", "rating", "score", "scoring", "bewertung", "評価基準"];

/// The legend that one of the sheets of a file is made for.
pub(crate) fn legend_among(grids: &[Grid]) -> Option<(Arc<[String]>, String)> {
    let named = |grid: &&Grid| {
        let lower = grid.name.to_lowercase();
        NAMES.iter().any(|name| lower.contains(name))
    };
    grids.iter().filter(named).find_map(legend_of)
}

/// `5 = fully`, `0: not implemented`, `2 - partly`.
fn entry(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let rest = line[digits..].trim_start();
    let meaning = rest.strip_prefix(['=', ':', '-', '–', '—', '→']).map(str::trim)?;
    is_meaning(meaning).then(|| (line[..digits].to_owned(), fold(meaning)))
}

fn is_score(text: &str) -> bool {
    !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_meaning(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 120 && !text.ends_with('?') && text.chars().any(char::is_alphabetic)
}
