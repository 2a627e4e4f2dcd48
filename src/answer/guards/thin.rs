//! An item in another language of which the fact knows little: the base has few wordings there, so one shared word leads by far.

use super::{Fired, Sight};
use crate::answer::Why;
use crate::matcher::language::Language;

/// Share of the item's weight that the fact must know.
const KNOWN: f32 = 0.5;

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    let foreign = sight.found.text.language.is_some_and(|language| language != Language::English);
    let known = sight.first.features.coverage();
    // A subject that item and fact name alike bridges the languages.
    let bridged = sight.found.text.concepts.iter().any(|concept| sight.spoken.contains(concept));
    (foreign && !bridged && known < KNOWN).then(|| {
        Fired::new(Why::NotSure, "guard-thin", format!("most words of the item are unknown to `{}`", sight.fact.id))
    })
}
