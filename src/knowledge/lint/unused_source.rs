//! `unused-source`: a source that no citation points into.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;
use std::collections::BTreeSet;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let used: BTreeSet<&str> = super::citations(raw).map(|(_, citation)| citation.source.value.as_str()).collect();
    for (file, sources) in &raw.sources {
        for id in sources.keys().filter(|id| !used.contains(id.value.as_str())) {
            out.push(
                Diagnostic::warning(
                    "unused-source",
                    file,
                    span_of(id),
                    format!("source `{}` is never cited", id.value),
                )
                .help("cite it in a fact, or remove the record"),
            );
        }
    }
}
