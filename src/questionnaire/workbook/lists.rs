//! What a list of allowed answers holds: written inline, in cells of any sheet, or under a name.

use super::address::{area_of, unquoted};
use crate::questionnaire::layout::{Area, At};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest list that is an answer to pick; longer ones are countries and dates.
const LONGEST: usize = 100;

/// Names of ranges: name in lower case and the sheet it is local to, with its formula.
pub(crate) type Names = BTreeMap<(String, Option<usize>), String>;

/// Values of cells by sheet, and names of ranges.
pub(super) struct Lists<'w> {
    /// Sheets with their values.
    pub(super) sheets: &'w [(String, BTreeMap<At, String>)],
    /// Names.
    pub(super) names: &'w Names,
    /// Cells and characters that may still be looked at: a hundred thousand lists over whole columns are an attack.
    pub(super) work: Cell<usize>,
}

impl Lists<'_> {
    /// The answers a formula names for cells of a sheet; nothing if it is broken or computes.
    pub(super) fn resolve(&self, formula: &str, sheet: usize) -> Option<Arc<[String]>> {
        let found = self.values(formula, sheet, 0)?;
        let found: Vec<String> = found.into_iter().filter(|value| !value.trim().is_empty()).collect();
        (!found.is_empty() && found.len() <= LONGEST).then(|| found.into())
    }

    /// Whether a formula names a list that works and is not known here: one that is computed, or is longer than answers are. A
    /// broken one takes anything.
    pub(super) fn is_beyond(&self, formula: &str, sheet: usize) -> bool {
        let broken = formula.contains("#REF!");
        let computed = formula.contains('(') && !formula.trim_start().starts_with('"');
        !broken && (computed || self.values(formula, sheet, 0).is_some_and(|found| found.len() > LONGEST))
    }

    fn spend(&self, work: usize) -> bool {
        let left = self.work.get().saturating_sub(work);
        self.work.set(left);
        left > 0
    }

    fn values(&self, formula: &str, sheet: usize, depth: usize) -> Option<Vec<String>> {
        let formula = formula.trim().trim_start_matches('=').trim();
        if depth > 4 || !self.spend(formula.len() + 1) {
            return None;
        }
        if let Some(inline) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            // Excel trims the parts of an inline list.
            return Some(inline.replace("\"\"", "\"").split(',').map(|part| part.trim().to_owned()).collect());
        }
        let (of, range) = match formula.rsplit_once('!') {
            Some((name, range)) => {
                let name = unquoted(name.trim());
                (self.sheets.iter().position(|(known, _)| known.eq_ignore_ascii_case(&name))?, range)
            }
            None => (sheet, formula),
        };
        if let Some(area) = area_of(range) {
            let values = &self.sheets[of].1;
            // A whole column costs what is stored in it.
            let stored = values.range(At::new(area.first.row, 0)..=At::new(area.last.row, usize::MAX));
            let held = stored.take_while(|(_, value)| self.spend(1 + value.len())).filter(|(at, _)| area.holds(**at));
            return Some(
                held.map(|(_, value)| value.trim_matches(['\n', '\r']).to_owned()).take(LONGEST + 1).collect(),
            );
        }
        self.values(named(self.names, range, sheet)?, sheet, depth + 1)
    }
}

/// The formula of a name as a sheet sees it: its own names go before those of the workbook.
fn named<'n>(names: &'n Names, name: &str, sheet: usize) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let own = names.get(&(lower.clone(), Some(sheet)));
    let any =
        || names.range((lower.clone(), None)..).next().filter(|((found, _), _)| *found == lower).map(|(_, to)| to);
    own.or_else(any).map(String::as_str)
}

/// Where a list of allowed answers stands, if it stands in cells: number of the sheet and its area.
pub(crate) fn list_area(names: &Names, sheets: &[&str], formula: &str, sheet: usize) -> Option<(usize, Area)> {
    let mut formula = formula.trim().trim_start_matches('=').trim();
    for _ in 0..4 {
        let (of, range) = match formula.rsplit_once('!') {
            Some((name, range)) => {
                let name = unquoted(name.trim());
                (sheets.iter().position(|known| known.eq_ignore_ascii_case(&name))?, range)
            }
            None => (sheet, formula),
        };
        if let Some(area) = area_of(range) {
            return Some((of, area));
        }
        formula = named(names, range, sheet)?.trim().trim_start_matches('=').trim();
    }
    None
}
