//! The same numbers for each scope, style and language.

use super::metrics;
use super::trial::Trial;
use serde::Serialize;
use std::collections::BTreeMap;

/// Numbers of the items of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// Items.
    pub items: usize,
    /// Items the base answers.
    pub answerable: usize,
    /// Right fact first.
    pub first: Option<f64>,
    /// Right fact among the three shown.
    pub among_three: Option<f64>,
    /// Answers given.
    pub answers: usize,
    /// Wrong answers given.
    pub wrong: usize,
    /// Share of the answerable items answered.
    pub coverage: Option<f64>,
}

/// One group for each value of a key, in the order of the values.
pub fn groups<'t>(trials: &'t [Trial], key: impl Fn(&'t Trial) -> &'t str) -> Vec<Group> {
    let mut by_key: BTreeMap<&str, Vec<&Trial>> = BTreeMap::new();
    for trial in trials {
        by_key.entry(key(trial)).or_default().push(trial);
    }
    by_key
        .into_iter()
        .map(|(name, trials)| Group {
            name: name.to_owned(),
            items: trials.len(),
            answerable: trials.iter().filter(|trial| trial.item.expect.is_answerable()).count(),
            first: metrics::first(&trials),
            among_three: metrics::among_three(&trials),
            answers: trials.iter().filter(|trial| trial.mark.is_answered()).count(),
            wrong: trials.iter().filter(|trial| trial.mark.is_wrong()).count(),
            coverage: metrics::coverage(&trials),
        })
        .collect()
}
