//! `few-phrasings`: too few ways to ask it for the matcher to find it.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

/// Measured: six phrasings a fact nearly double what a lexical matcher answers at 95 % precision; under four it starves.
const FEWEST: usize = 4;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in raw.facts.iter().filter(|fact| fact.raw.withdrawn.is_none() && fact.raw.phrasings.len() < FEWEST) {
        let place = fact.raw.phrasings.last().unwrap_or(&fact.raw.question);
        out.push(
            Diagnostic::warning(
                "few-phrasings",
                &fact.file,
                span_of(place),
                format!("fact has {} phrasings, expected at least {FEWEST}", fact.raw.phrasings.len()),
            )
            .help("add a question, a statement, a noun phrase and the wording of a form that does not quite fit"),
        );
    }
}
