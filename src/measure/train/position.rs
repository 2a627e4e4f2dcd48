//! Which way items are turned, learned from labelled items, which state the positions that are right for them.

use super::logistic::{Row, fit};
use crate::knowledge::{Knowledge, Verdict};
use crate::matcher::weights::Model;
use crate::matcher::{Matcher, TURNS};
use crate::measure::labelled::LabelledItem;

/// Penalty on the weights, in rows: there are few that are turned round, and their inputs lie close together.
const RIDGE: f64 = 0.05;

/// Fits the model on the items that a fact with "yes" or "no" answers; `None` without any that is turned round.
///
/// # Errors
///
/// When the index cannot be searched.
pub fn fit_position(
    knowledge: &Knowledge,
    matcher: &Matcher,
    items: &[LabelledItem],
) -> tantivy::Result<Option<Model<{ TURNS.len() }>>> {
    let mut rows: Vec<Row<{ TURNS.len() }>> = Vec::new();
    for item in items.iter().filter(|item| item.expect.is_answerable()) {
        let found = matcher.match_item(&item.text, |_| true)?;
        let expected = item.expect.facts();
        let row = found.candidates.iter().find_map(|near| {
            let fact = near.fact().filter(|id| expected.iter().any(|expected| expected == id))?;
            let verdict = knowledge.facts.get(fact)?.verdict;
            let other = if verdict == Verdict::Yes { Verdict::No } else { Verdict::Yes };
            let right = item.verdicts.contains(&other) && !item.verdicts.contains(&verdict);
            Some(Row { inputs: near.turns?, right, weight: 1.0 })
        });
        rows.extend(row);
    }
    Ok(rows.iter().any(|row| row.right).then(|| fit(rows.iter(), RIDGE)))
}
