//! A thread quotes what was asked before; each item is taken once.

use std::collections::BTreeSet;

use crate::questionnaire::draft::Draft;

/// Drops items that stand in the mail before, with the same number and the same words.
pub(super) fn drop_repeats(drafts: &mut Vec<Draft>) {
    let mut seen = BTreeSet::new();
    drafts.retain(|draft| {
        let words: String =
            draft.text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        seen.insert((draft.id.clone(), words))
    });
}
