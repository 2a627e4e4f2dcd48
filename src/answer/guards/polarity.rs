//! An item that asks the other way round than the wording it fits best: a "yes" to the one is a "no" to the other.

use super::{Fired, Sight};
use crate::answer::Why;
use crate::knowledge::Verdict;
use crate::matcher::negation::negations;

/// Probability above which an item is the other way round. Less than even odds count against the answer's probability alone.
const TURNED: f32 = 0.5;
/// The same where a negation stands in the item or in the nearest wording and not in the other: about half of such
/// labelled items are the other way round.
const DOUBTED: f32 = 0.1;
/// Likeness to the nearest wording from which the negation is nearly all that is different: then no probability clears the item.
const ALIKE: f32 = 0.5;

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    // Only a "yes" or a "no" can be turned round: "partly" says itself what is and what is not.
    if !matches!(sight.fact.verdict, Verdict::Yes | Verdict::No) || sight.first.features.is_exact() {
        return None;
    }
    let turned = sight.first.turned;
    if turned > TURNED {
        return Some(Fired::new(
            Why::Polarity,
            "guard-polarity",
            format!("the item asks the other way round than the wordings of `{}`", sight.fact.id),
        ));
    }
    let item = negations(&sight.found.text.normalised);
    let nearest = sight.matcher.nearest_phrasing(&sight.found.text, sight.first);
    let phrasing = negations(nearest);
    let differs = item.len() % 2 != phrasing.len() % 2;
    // Nothing was learned for a fact without wordings that ask the other way round.
    let doubted = sight.fact.opposed.is_empty() || turned > DOUBTED || sight.first.features.likeness() >= ALIKE;
    if !differs || !doubted {
        return None;
    }
    let word = item.first().or(phrasing.first()).cloned().unwrap_or_default();
    Some(Fired::new(
        Why::Polarity,
        "guard-polarity",
        format!("`{word}` turns the question round against the nearest wording, `{nearest}`"),
    ))
}
