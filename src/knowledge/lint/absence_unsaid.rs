//! `absence-unsaid`: a fact that rests on nothing having been found, but does not say so.

use super::super::Strength;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        let citations = &fact.raw.citations.value;
        let absence = citations.iter().find(|citation| citation.strength.value == Strength::Absence);
        let (Some(absence), true) =
            (absence, citations.iter().all(|citation| citation.strength.value == Strength::Absence))
        else {
            continue;
        };
        let said = format!("{} {}", fact.raw.short.value, fact.body_text()).to_lowercase();
        if !["found", "as of", "not published", "not stated", "no statement"].iter().any(|words| said.contains(words)) {
            out.push(
                Diagnostic::warning(
                    "absence-unsaid",
                    &fact.file,
                    span_of(&absence.strength),
                    "the answer rests on absence alone and does not say so",
                )
                .help("say that none was found, and as of when: \"none found\" is not \"none\""),
            );
        }
    }
}
