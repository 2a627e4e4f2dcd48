//! Two facts that are as near, with different positions.

use super::{Fired, Sight};
use crate::answer::Why;

/// Lead in logits under which two candidates count as equal: odds of 4 to 3.
const EQUAL: f32 = 0.3;

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    let second = sight.found.candidates.get(1)?;
    if sight.first.score - second.score >= EQUAL {
        return None;
    }
    let other = sight.knowledge.facts.get(second.fact()?)?;
    if other.verdict == sight.fact.verdict {
        return None;
    }
    Some(Fired::new(
        Why::Tie,
        "guard-tie",
        format!(
            "`{}` ({}) is as near as `{}` ({})",
            other.id,
            other.verdict.name(),
            sight.fact.id,
            sight.fact.verdict.name()
        ),
    ))
}
