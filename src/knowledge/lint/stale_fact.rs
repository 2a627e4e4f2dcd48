//! `stale-fact`: the time for a review has passed.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;
use jiff::civil::Date;

pub(super) fn check(raw: &RawKnowledge, as_of: Date, out: &mut Vec<Diagnostic>) {
    let Some((_, project)) = &raw.project else { return };
    for fact in raw.facts.iter().filter(|fact| fact.raw.withdrawn.is_none()) {
        let days = i64::from(project.review_days.days(fact.raw.review));
        let due = fact.raw.reviewed.value.saturating_add(jiff::Span::new().days(days));
        if as_of > due {
            out.push(
                Diagnostic::warning(
                    "stale-fact",
                    &fact.file,
                    span_of(&fact.raw.reviewed),
                    format!("review was due on {due}"),
                )
                .help("hold the fact against its sources, then set `reviewed:` to the day you did"),
            );
        }
    }
}
