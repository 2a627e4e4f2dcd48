//! `withdrawn-cited`: something still refers to a fact that no longer holds.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(super) fn check(raw: &RawKnowledge, as_of: Date, out: &mut Vec<Diagnostic>) {
    let withdrawn: BTreeMap<&str, Date> = raw
        .facts
        .iter()
        .filter_map(|fact| Some((fact.id.as_str(), fact.raw.withdrawn.as_ref()?.value)))
        .filter(|(_, date)| *date <= as_of)
        .collect();
    for (file, id) in super::unknown_fact::references(raw) {
        if let Some(date) = withdrawn.get(id.value.as_str()) {
            out.push(
                Diagnostic::error(
                    "withdrawn-cited",
                    file,
                    span_of(id),
                    format!("fact `{}` was withdrawn on {date}", id.value),
                )
                .help("refer to the fact that took its place, or remove the reference"),
            );
        }
    }
}
