//! `long-short`: a short answer that does not fit a spreadsheet cell.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

const MOST: usize = 300;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        let length = fact.raw.short.value.split_whitespace().collect::<Vec<_>>().join(" ").chars().count();
        if length > MOST {
            out.push(
                Diagnostic::error(
                    "long-short",
                    &fact.file,
                    span_of(&fact.raw.short),
                    format!("short answer has {length} characters, expected at most {MOST}"),
                )
                .help("move the detail to the body"),
            );
        }
    }
}
