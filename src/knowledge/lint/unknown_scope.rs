//! `unknown-scope`: a fact or an advisory is about a part that `scopes.yaml` does not have, or a fact about none.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let known: Vec<&str> =
        raw.scopes.iter().flat_map(|(_, scopes)| scopes.scopes.iter().map(|scope| scope.id.as_str())).collect();
    for fact in &raw.facts {
        if fact.raw.scope.value.is_empty() {
            out.push(
                Diagnostic::error("unknown-scope", &fact.file, span_of(&fact.raw.scope), "fact has no scope")
                    .help(format!("name at least one of: {}", known.join(", "))),
            );
        }
        for scope in fact.raw.scope.value.iter().filter(|scope| !known.contains(&scope.value.as_str())) {
            out.push(
                Diagnostic::error(
                    "unknown-scope",
                    &fact.file,
                    span_of(scope),
                    format!("unknown scope `{}`", scope.value),
                )
                .label("not in scopes.yaml")
                .help(super::suggest(
                    &scope.value,
                    known.iter().copied(),
                    &format!("expected one of: {}", known.join(", ")),
                )),
            );
        }
    }
    let absent = raw.scopes.iter().flat_map(|(file, scopes)| {
        scopes.absent.iter().filter_map(move |absence| Some((file, absence.scope.as_ref()?)))
    });
    let spared = raw.advisories.iter().flat_map(|(file, advisories)| {
        advisories.iter().flat_map(move |advisory| advisory.not_affected.iter().map(move |scope| (file, scope)))
    });
    for (file, scope) in absent.chain(spared).filter(|(_, scope)| !known.contains(&scope.value.as_str())) {
        out.push(
            Diagnostic::error("unknown-scope", file, span_of(scope), format!("unknown scope `{}`", scope.value)).help(
                super::suggest(&scope.value, known.iter().copied(), &format!("expected one of: {}", known.join(", "))),
            ),
        );
    }
}
