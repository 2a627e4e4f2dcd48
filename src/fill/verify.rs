//! The proof: the result is read again, and only planned slots may differ from the form.

use super::delimited::guarded;
use super::xlsx::safe_text;
use super::{FillError, Plan};
use crate::questionnaire::layout::{At, Grid};
use crate::questionnaire::workbook::{read_sheets_of, split_place};
use crate::questionnaire::{FormKind, Limits, Questionnaire};
use std::collections::BTreeMap;

/// Reads the result again and compares it with the form.
///
/// # Errors
///
/// The first cell that holds something else than it should.
pub(super) fn verify(
    before: &[u8],
    after: &[u8],
    form: &Questionnaire,
    plan: &Plan,
    limits: &Limits,
) -> Result<(), FillError> {
    let unproven = |why: String| FillError::Unproven { name: form.name.clone(), why };
    let old = read_sheets_of(form, before, limits)?;
    let new =
        read_sheets_of(form, after, limits).map_err(|error| unproven(format!("it cannot be read again: {error}")))?;
    if old.grids.len() != new.grids.len() {
        return Err(unproven("it has another number of sheets".to_owned()));
    }
    let mut expected: BTreeMap<(String, At), String> = BTreeMap::new();
    for write in &plan.writes {
        if let Some(place) = split_place(&write.place) {
            let text = if form.kind == FormKind::Csv { guarded(&write.value) } else { write.value.shown().to_owned() };
            expected.insert(place, safe_text(&text));
        }
    }
    for (grid, layout) in old.grids.iter().zip(&old.layouts) {
        for header in &layout.added {
            let used = expected
                .keys()
                .any(|(sheet, at)| *sheet == grid.name && at.column == header.at.column && at.row > header.at.row);
            if used {
                expected.insert((grid.name.clone(), header.at), header.text.to_owned());
            }
        }
    }
    for (was, is) in old.grids.iter().zip(&new.grids) {
        compare(was, is, &mut expected).map_err(&unproven)?;
    }
    match expected.keys().next() {
        Some((sheet, at)) => {
            Err(unproven(format!("cell at row {} column {} of `{sheet}` was not written", at.row + 1, at.column + 1)))
        }
        None => Ok(()),
    }
}

fn compare(was: &Grid, is: &Grid, expected: &mut BTreeMap<(String, At), String>) -> Result<(), String> {
    if was.name != is.name || was.hidden != is.hidden || was.protected != is.protected {
        return Err(format!("sheet `{}` changed its name or its protection", was.name));
    }
    if was.merges != is.merges || was.choices.len() != is.choices.len() || was.hidden_columns != is.hidden_columns {
        return Err(format!("sheet `{}` changed its merged cells, lists or columns", was.name));
    }
    let (old, new) = (texts(was), texts(is));
    let places: std::collections::BTreeSet<At> = old.keys().chain(new.keys()).copied().collect();
    for at in places {
        let shown = |texts: &BTreeMap<At, (String, bool)>| texts.get(&at).cloned().unwrap_or_default();
        let (before, after) = (shown(&old), shown(&new));
        match expected.remove(&(was.name.clone(), at)) {
            Some(meant) if alike(&meant, &after.0) && !after.1 => {}
            Some(_) => return Err(format!("cell {} of `{}` holds `{}`", place_of(at), was.name, start_of(&after.0))),
            None if before == after => {}
            None => return Err(format!("cell {} of `{}` changed and was not planned", place_of(at), was.name)),
        }
    }
    Ok(())
}

/// Texts of a grid and whether they are computed.
fn texts(grid: &Grid) -> BTreeMap<At, (String, bool)> {
    let cells = grid.rows.iter().flat_map(|row| {
        row.cells.iter().enumerate().map(|(column, cell)| (At::new(row.row, column), (cell.text.clone(), cell.formula)))
    });
    cells.filter(|(_, (text, formula))| !text.is_empty() || *formula).collect()
}

/// Whether a cell shows what was meant; numbers may be shown with their format's digits.
fn alike(meant: &str, shown: &str) -> bool {
    let numbers = || {
        meant
            .parse::<f64>()
            .ok()
            .zip(shown.parse::<f64>().ok())
            .is_some_and(|(meant, shown)| (meant - shown).abs() < 1e-9)
    };
    crate::questionnaire::clean_text(meant) == shown || numbers()
}

fn place_of(at: At) -> String {
    format!("{}{}", crate::questionnaire::workbook::column_name(at.column), at.row + 1)
}

fn start_of(text: &str) -> String {
    text.chars().take(40).collect()
}
