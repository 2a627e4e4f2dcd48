//! `unknown-lesson`: lessons for something that is not in the base.

use super::super::NOTHING;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let facts = raw.facts.iter().map(|fact| fact.id.clone());
    let unknowns =
        raw.unknowns.iter().flat_map(|(_, list)| list).map(|unknown| format!("unknown {}", unknown.id.value));
    let routes = raw.routes.iter().flat_map(|(_, list)| &list.routes).map(|route| format!("route {}", route.value.id));
    let known: Vec<String> = facts.chain(unknowns).chain(routes).chain([NOTHING.to_owned()]).collect();
    for (file, lessons) in &raw.lessons {
        for (id, _) in lessons.iter().filter(|(id, _)| !known.contains(&id.value)) {
            out.push(
                Diagnostic::error(
                    "unknown-lesson",
                    file,
                    span_of(id),
                    format!("nothing in the base is called `{}`", id.value),
                )
                .label("expected the id of a fact, or `unknown ID`, or `route ID`, or `nothing`")
                .help(super::suggest(
                    &id.value,
                    known.iter().map(String::as_str),
                    "remove the lessons",
                )),
            );
        }
    }
}
