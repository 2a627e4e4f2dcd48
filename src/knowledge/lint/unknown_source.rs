//! `unknown-source`: a citation names a source that is not in the bibliography.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let known: Vec<&str> =
        raw.sources.iter().flat_map(|(_, sources)| sources.keys().map(|id| id.value.as_str())).collect();
    for (file, citation) in super::citations(raw) {
        let name = citation.source.value.as_str();
        if !known.contains(&name) {
            out.push(
                Diagnostic::error(
                    "unknown-source",
                    file,
                    span_of(&citation.source),
                    format!("unknown source `{name}`"),
                )
                .label("not in sources/")
                .help(super::suggest(
                    name,
                    known.iter().copied(),
                    "add a record for it to a file in sources/",
                )),
            );
        }
    }
}
