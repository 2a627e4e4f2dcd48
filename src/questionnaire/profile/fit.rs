//! Which profile fits a form, and what it means there.

use super::raw::RawSheet;
use super::read::role_of;
use super::rules::SheetRule;
use super::{Profile, Rules};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::questionnaire::clean_text;
use crate::questionnaire::layout::{At, Grid};
use crate::questionnaire::workbook::{at_of, read_grids, sheet_names, table_kind};
use crate::questionnaire::{Error, Limits};
use crate::text::span_of;

/// Rows in which the words of headers are looked for.
const ROWS: usize = 80;
/// Columns in which they are looked for.
const COLUMNS: usize = 80;

/// What came of fitting profiles to a form.
#[derive(Debug, Clone, Default)]
pub struct Fitted {
    /// The rules of the profile that fits; none if no profile does.
    pub rules: Option<Rules>,
    /// Faults of the profile against this form.
    pub faults: Vec<Diagnostic>,
}

/// The first of several profiles whose fingerprint a form has.
///
/// # Errors
///
/// A form that cannot be read.
pub fn fit_profile(name: &str, bytes: &[u8], limits: &Limits, profiles: &[Profile]) -> Result<Fitted, Error> {
    let Some(kind) = table_kind(name, bytes, limits).filter(|_| !profiles.is_empty()) else {
        return Ok(Fitted::default());
    };
    // The names of sheets cost nothing to read; most forms fit no profile.
    let names = sheet_names(name, bytes, kind, limits)?;
    let likely: Vec<&Profile> = profiles.iter().filter(|profile| has_sheets(profile, &names)).collect();
    if likely.is_empty() {
        return Ok(Fitted::default());
    }
    let grids = read_grids(name, bytes, kind, limits)?;
    Ok(likely.into_iter().find(|profile| has_words(profile, &grids)).map_or_else(Fitted::default, |profile| {
        let (rules, faults) = resolve(profile, &grids, false);
        Fitted { rules: Some(rules), faults }
    }))
}

/// The rules of a profile that a person chose for a form, whatever its fingerprint says.
///
/// # Errors
///
/// A form that cannot be read.
pub fn rules_of(name: &str, bytes: &[u8], limits: &Limits, profile: &Profile) -> Result<Fitted, Error> {
    let Some(kind) = table_kind(name, bytes, limits) else { return Ok(Fitted::default()) };
    let grids = read_grids(name, bytes, kind, limits)?;
    let (rules, faults) = resolve(profile, &grids, true);
    Ok(Fitted { rules: Some(rules), faults })
}

fn has_sheets(profile: &Profile, names: &[String]) -> bool {
    let sheets = &profile.raw.fingerprint.sheets.value;
    sheets.iter().all(|pattern| names.iter().any(|name| matches(pattern, name)))
}

fn has_words(profile: &Profile, grids: &[Grid]) -> bool {
    let fingerprint = &profile.raw.fingerprint;
    let ours: Vec<&Grid> = grids
        .iter()
        .filter(|grid| fingerprint.sheets.value.iter().any(|pattern| matches(pattern, &grid.name)))
        .collect();
    fingerprint.words.iter().all(|word| ours.iter().any(|grid| cell_with(grid, word).is_some()))
}

/// Whether a name is the one of a pattern, in which `*` stands for any letters. Case and blanks at the ends do not count.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.trim().to_lowercase(), name.trim().to_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut last = None;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
        last = Some(part);
    }
    match last {
        None => rest.is_empty(),
        Some(part) => part.is_empty() || rest.is_empty() || name.ends_with(part),
    }
}

fn folded(text: &str) -> String {
    clean_text(text).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The first cell that holds a header's words.
fn cell_with(grid: &Grid, words: &str) -> Option<At> {
    let wanted = folded(words);
    grid.rows.iter().take(ROWS).find_map(|row| {
        let column = row.cells.iter().take(COLUMNS).position(|cell| folded(&cell.text) == wanted)?;
        Some(At::new(row.row, column))
    })
}

fn resolve(profile: &Profile, grids: &[Grid], chosen: bool) -> (Rules, Vec<Diagnostic>) {
    let raw = &profile.raw;
    let vocabulary = raw.vocabulary.iter().map(|(verdict, words)| (verdict.clone(), words.value.clone())).collect();
    let mut rules = Rules { profile: raw.name.value.clone(), vocabulary, sheets: Vec::new() };
    let mut faults = Vec::new();
    for said in &raw.sheets {
        let ours: Vec<&Grid> = grids.iter().filter(|grid| matches(&said.sheet.value, &grid.name)).collect();
        if ours.is_empty() && chosen {
            let help = match did_you_mean(&said.sheet.value, grids.iter().map(|grid| grid.name.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`neatline inspect` lists the sheets of the form".to_owned(),
            };
            let message = format!("the form has no sheet `{}`", said.sheet.value);
            faults.push(profile.fault("unknown-sheet", span_of(&said.sheet), message).help(help));
        }
        for grid in ours.into_iter().filter(|grid| rules.sheet(&grid.name).is_none()).collect::<Vec<_>>() {
            let rule = rule_of(profile, said, grid, chosen, &mut faults);
            rules.sheets.push(rule);
        }
    }
    (rules, faults)
}

fn rule_of(profile: &Profile, said: &RawSheet, grid: &Grid, chosen: bool, faults: &mut Vec<Diagnostic>) -> SheetRule {
    let mut rule = SheetRule {
        sheet: grid.name.clone(),
        take: said.take,
        headers: said.headers.iter().map(|row| row.value.saturating_sub(1)).collect(),
        first: said.first.as_ref().map(|row| row.value.saturating_sub(1)),
        last: said.last.map(|row| row.saturating_sub(1)),
        ..SheetRule::default()
    };
    let mut missing = |name: &str, span| {
        let headers: Vec<&str> =
            grid.rows.iter().take(ROWS).flat_map(|row| &row.cells).map(|cell| cell.text.trim()).collect();
        let help = match did_you_mean(name, headers.into_iter().filter(|text| !text.is_empty() && text.len() < 120)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a column by its letters or by its whole header".to_owned(),
        };
        let message = format!("sheet `{}` has no column `{name}`", grid.name);
        // A profile that fitted by itself may know columns that another edition of the form lacks.
        if chosen {
            faults.push(profile.fault("unknown-column", span, message).help(help));
        }
    };
    for (name, role) in &said.columns {
        match (column_of(grid, name), role_of(&role.value)) {
            (Some(column), Some(role)) => {
                rule.columns.insert(column, role);
            }
            _ => missing(name, span_of(role)),
        }
    }
    for (name, words) in &said.second {
        match column_of(grid, name) {
            Some(column) => {
                rule.second.insert(column, words.value.clone());
            }
            None => missing(name, span_of(words)),
        }
    }
    rule
}

/// A column by its letters or its header.
fn column_of(grid: &Grid, name: &str) -> Option<usize> {
    // A single letter is a column; `ID` is a header if there is one.
    if name.chars().count() > 1
        && let Some(at) = cell_with(grid, name)
    {
        return Some(at.column);
    }
    let letters = !name.is_empty() && name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    letters.then(|| at_of(&format!("{name}1"))).flatten().map(|at| at.column)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_of_sheet_names() {
        assert!(matches("CAIQv4*", "CAIQv4.0.2") && matches("*caiq*", "My CAIQ sheet") && matches("AI", "ai "));
        assert!(!matches("AI", "AIS") && !matches("CAIQv4*", "CAIQv3.1") && !matches("*x", "xy"));
    }
}
