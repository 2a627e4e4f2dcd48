//! Two facts that are as near, with different positions.

use super::{Fired, Sight};
use crate::answer::Why;
use crate::knowledge::Verdict;

/// Lead in logits under which two candidates count as equal: odds of 4 to 3.
const EQUAL: f32 = 0.3;

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    let second = sight.found.candidates.get(1)?;
    let other = sight.knowledge.facts.get(second.fact()?)?;
    if !is_tie((sight.first.score, sight.fact.verdict), (second.score, other.verdict)) {
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

/// Whether the second is as near as the first and says something else.
fn is_tie(first: (f32, Verdict), second: (f32, Verdict)) -> bool {
    first.0 - second.0 < EQUAL && first.1 != second.1
}

#[cfg(test)]
mod tests {
    use super::is_tie;
    use crate::knowledge::Verdict;

    #[test]
    fn two_facts_tie_where_both_are_near_and_their_positions_differ() {
        assert!(is_tie((2.1, Verdict::Yes), (2.0, Verdict::No)));
        assert!(!is_tie((2.1, Verdict::No), (2.0, Verdict::No)));
        assert!(!is_tie((2.1, Verdict::Yes), (1.5, Verdict::No)));
    }
}
