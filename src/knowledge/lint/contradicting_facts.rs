//! `contradicting-facts`: one wording, two facts, two verdicts.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;
use std::collections::BTreeMap;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let mut claims: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, fact) in raw.facts.iter().enumerate().filter(|(_, fact)| fact.raw.withdrawn.is_none()) {
        for phrasing in std::iter::once(&fact.raw.question).chain(&fact.raw.phrasings) {
            let others = claims.entry(super::fold(&phrasing.value)).or_default();
            let clash = others
                .iter()
                .map(|other| &raw.facts[*other])
                .find(|other| other.raw.verdict.value != fact.raw.verdict.value && !super::never_meet(other, fact));
            if let Some(other) = clash {
                out.push(
                    Diagnostic::error(
                        "contradicting-facts",
                        &fact.file,
                        span_of(phrasing),
                        format!(
                            "`{}` says {}, `{}` says {}",
                            fact.id,
                            fact.raw.verdict.value.name(),
                            other.id,
                            other.raw.verdict.value.name()
                        ),
                    )
                    .label("asked alike in both")
                    .help("make the two agree, word the question apart, or give each its own `applies-to`"),
                );
            }
            others.push(index);
        }
    }
}
