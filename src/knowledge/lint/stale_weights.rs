//! `stale-weights`: the weights of the matcher were trained on other wordings than those of the base.

use super::super::hash::hash_wording;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let Some((file, weights)) = &raw.weights else { return };
    if weights.trained_on.value != hash_wording(raw) {
        out.push(
            Diagnostic::warning(
                "stale-weights",
                file,
                span_of(&weights.trained_on),
                "the weights are older than the wordings of the base",
            )
            .help("run `neatline train --write`, then `neatline eval` on the labelled sets"),
        );
    }
}
