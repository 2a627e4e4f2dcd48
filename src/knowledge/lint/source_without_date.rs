//! `source-without-date`: nobody can tell when the copy behind a source was read.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for (file, sources) in &raw.sources {
        for (id, _) in sources.iter().filter(|(_, source)| source.read.is_none()) {
            out.push(
                Diagnostic::error(
                    "source-without-date",
                    file,
                    span_of(id),
                    format!("source `{}` has no date of reading", id.value),
                )
                .help("add `read:` with the day the copy was read, such as `read: 2026-11-21`"),
            );
        }
    }
}
