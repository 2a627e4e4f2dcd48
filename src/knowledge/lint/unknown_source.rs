//! `unknown-source`: a citation or an export names a source that is not in the bibliography.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let known: Vec<&str> =
        raw.sources.iter().flat_map(|(_, sources)| sources.keys().map(|id| id.value.as_str())).collect();
    let cited = super::citations(raw).map(|(file, citation)| (file, &citation.source));
    let published = raw
        .project
        .iter()
        .flat_map(|(file, project)| project.publish.sources().into_iter().map(move |source| (file, source)));
    for (file, source) in cited.chain(published) {
        let name = source.value.as_str();
        if !known.contains(&name) {
            out.push(
                Diagnostic::error("unknown-source", file, span_of(source), format!("unknown source `{name}`"))
                    .label("not in sources/")
                    .help(super::suggest(name, known.iter().copied(), "add a record for it to a file in sources/")),
            );
        }
    }
}
