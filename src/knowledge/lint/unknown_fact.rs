//! `unknown-fact`: something refers to a fact that does not exist.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::InputFile;
use crate::text::span_of;
use serde_saphyr::Spanned;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let known: Vec<&str> = raw
        .facts
        .iter()
        .flat_map(|fact| {
            std::iter::once(fact.id.as_str()).chain(fact.raw.aliases.iter().map(|alias| alias.value.as_str()))
        })
        .collect();
    for (file, id) in super::unknown_fact::references(raw) {
        if !known.contains(&id.value.as_str()) {
            out.push(
                Diagnostic::error("unknown-fact", file, span_of(id), format!("unknown fact `{}`", id.value))
                    .label("no such file below facts/")
                    .help(super::suggest(&id.value, known.iter().copied(), "write the fact, or remove the reference")),
            );
        }
    }
}

/// Every place that names a fact.
pub(super) fn references(raw: &RawKnowledge) -> impl Iterator<Item = (&InputFile, &Spanned<String>)> {
    let related = raw.facts.iter().flat_map(|fact| fact.raw.related.iter().map(|id| (&fact.file, id)));
    let absences =
        raw.scopes.iter().flat_map(|(file, scopes)| scopes.absent.iter().map(move |absence| (file, &absence.fact)));
    let near = raw
        .unknowns
        .iter()
        .flat_map(|(file, list)| list.iter().flat_map(move |unknown| unknown.near.iter().map(move |id| (file, id))));
    let controls = raw.frameworks.iter().flat_map(|(file, framework)| {
        framework.controls.values().flat_map(move |facts| facts.iter().map(move |id| (file, id)))
    });
    let project =
        raw.project.iter().flat_map(|(file, project)| project.unknown_identifier.iter().map(move |id| (file, id)));
    let publish =
        raw.project.iter().flat_map(|(file, project)| project.publish.facts().into_iter().map(move |id| (file, id)));
    related.chain(absences).chain(near).chain(controls).chain(project).chain(publish)
}
