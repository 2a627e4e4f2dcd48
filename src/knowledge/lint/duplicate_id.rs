//! `duplicate-id`: two things claim one id.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;
use crate::text::{InputFile, Span};
use std::collections::BTreeMap;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let mut facts = Ids::new("fact");
    for fact in &raw.facts {
        facts.take(&fact.id, &fact.file, Span::new(0, 3), out);
    }
    for fact in &raw.facts {
        for alias in &fact.raw.aliases {
            facts.take(&alias.value, &fact.file, span_of(alias), out);
        }
    }
    let mut sources = Ids::new("source");
    for (file, list) in &raw.sources {
        for id in list.keys() {
            sources.take(&id.value, file, span_of(id), out);
        }
    }
    let mut unknowns = Ids::new("known unknown");
    for (file, list) in &raw.unknowns {
        for unknown in list {
            unknowns.take(&unknown.id.value, file, span_of(&unknown.id), out);
        }
    }
    let mut advisories = Ids::new("advisory");
    for (file, list) in &raw.advisories {
        for advisory in list {
            advisories.take(&advisory.id.value, file, span_of(&advisory.id), out);
        }
    }
    for (file, list) in &raw.findings {
        for finding in list {
            advisories.take(&finding.id.value, file, span_of(&finding.id), out);
        }
    }
}

/// Ids of one kind with the file that took each first.
struct Ids {
    kind: &'static str,
    taken: BTreeMap<String, String>,
}

impl Ids {
    fn new(kind: &'static str) -> Self {
        Self { kind, taken: BTreeMap::new() }
    }

    fn take(&mut self, id: &str, file: &InputFile, span: Span, out: &mut Vec<Diagnostic>) {
        if let Some(first) = self.taken.get(id) {
            out.push(
                Diagnostic::error("duplicate-id", file, span, format!("{} id `{id}` is taken", self.kind))
                    .label(format!("first in {first}"))
                    .help("give one of the two another id"),
            );
        } else {
            self.taken.insert(id.to_owned(), file.path().to_owned());
        }
    }
}
