//! `no-citation`: a statement without a source.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let facts = raw.facts.iter().map(|fact| (&fact.file, &fact.raw.citations));
    let advisories =
        raw.advisories.iter().flat_map(|(file, list)| list.iter().map(move |advisory| (file, &advisory.citations)));
    let findings =
        raw.findings.iter().flat_map(|(file, list)| list.iter().map(move |finding| (file, &finding.citations)));
    for (file, citations) in facts.chain(advisories).chain(findings) {
        if citations.value.is_empty() {
            out.push(
                Diagnostic::error("no-citation", file, span_of(citations), "nothing is cited")
                    .help("cite at least one source that was read; without one it cannot be said"),
            );
        }
    }
}
