//! `duplicate-phrasing`: one wording that two facts claim, or that a fact claims twice.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;
use std::collections::BTreeMap;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, Vec<(&str, Option<usize>)>> = BTreeMap::new();
    for (index, fact) in raw.facts.iter().enumerate() {
        let every = fact.raw.phrasings.iter().chain(fact.raw.phrasings_in.values().flatten());
        for phrasing in every.chain(&fact.raw.opposed) {
            let claims = taken.entry(super::fold(&phrasing.value)).or_default();
            // Facts for versions that never meet may be asked alike; other verdicts are the next rule's concern.
            let clash = claims.iter().find(|(_, other)| {
                other.is_none_or(|other| {
                    !super::never_meet(&raw.facts[other], fact)
                        && raw.facts[other].raw.verdict.value == fact.raw.verdict.value
                })
            });
            if let Some((first, _)) = clash {
                out.push(
                    Diagnostic::error(
                        "duplicate-phrasing",
                        &fact.file,
                        span_of(phrasing),
                        "phrasing is already in use",
                    )
                    .label(format!("also in `{first}`"))
                    .help("say what only this fact answers, or remove one of the two"),
                );
            }
            claims.push((&fact.id, Some(index)));
        }
    }
    let unknowns = raw.unknowns.iter().flat_map(|(file, list)| {
        list.iter().flat_map(move |unknown| {
            unknown.phrasings.iter().map(move |text| {
                let help = "a wording is either answered by a fact or known to be unanswered: remove one of the two";
                (file, &unknown.id.value, text, help)
            })
        })
    });
    let lessons = raw.lessons.iter().flat_map(|(file, lessons)| {
        lessons.iter().flat_map(move |(id, lesson)| {
            lesson.texts().map(move |text| {
                (file, &id.value, text, "what is known already teaches nothing new: remove one of the two")
            })
        })
    });
    for (file, id, text, help) in unknowns.chain(lessons) {
        let claims = taken.entry(super::fold(&text.value)).or_default();
        if let Some((first, _)) = claims.first() {
            out.push(
                Diagnostic::error("duplicate-phrasing", file, span_of(text), "phrasing is already in use")
                    .label(format!("also in `{first}`"))
                    .help(help),
            );
        }
        claims.push((id, None));
    }
}
