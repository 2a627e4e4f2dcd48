//! What a list of allowed answers holds: written inline, in cells of any sheet, or under a name.

use super::address::{area_of, unquoted};
use crate::questionnaire::layout::At;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest list that is an answer to pick; longer ones are countries and dates.
const LONGEST: usize = 100;

/// Values of cells by sheet, and names of ranges.
pub(super) struct Lists<'w> {
    /// Sheets with their values.
    pub(super) sheets: &'w [(String, BTreeMap<At, String>)],
    /// Names: in lower case, sheet they are local to, formula.
    pub(super) names: &'w [(String, Option<usize>, String)],
}

impl Lists<'_> {
    /// The answers a formula names for cells of a sheet; nothing if it is broken or computes.
    pub(super) fn resolve(&self, formula: &str, sheet: usize) -> Option<Arc<[String]>> {
        let found = self.values(formula, sheet, 0)?;
        let found: Vec<String> = found.into_iter().filter(|value| !value.trim().is_empty()).collect();
        (!found.is_empty() && found.len() <= LONGEST).then(|| found.into())
    }

    fn values(&self, formula: &str, sheet: usize, depth: usize) -> Option<Vec<String>> {
        let formula = formula.trim().trim_start_matches('=').trim();
        if depth > 4 {
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
            return Some(
                stored
                    .filter(|(at, _)| area.holds(**at))
                    .map(|(_, value)| value.trim_matches(['\n', '\r']).to_owned())
                    .take(LONGEST + 1)
                    .collect(),
            );
        }
        let lower = range.to_lowercase();
        let own = self.names.iter().find(|(name, local, _)| *name == lower && *local == Some(sheet));
        let named = own.or_else(|| self.names.iter().find(|(name, _, _)| *name == lower))?;
        self.values(&named.2, sheet, depth + 1)
    }
}
