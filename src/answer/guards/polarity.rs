//! An item that asks the other way round than the wording it fits best: a "yes" to the one is a "no" to the other.

use super::{Fired, Sight};
use crate::answer::Why;

/// Probability above which an item is the other way round. Less than even odds count against the answer's probability alone.
const TURNED: f32 = 0.5;

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    (sight.first.turned > TURNED).then(|| {
        Fired::new(
            Why::Polarity,
            "guard-polarity",
            format!("the item asks the other way round than the wordings of `{}`", sight.fact.id),
        )
    })
}
