//! The rules a knowledge base is held against: one rule a file, each with a smallest faulty input under `tests/cases/lint/`.

mod absence_unsaid;
mod bad_classifier;
mod contradicting_facts;
mod duplicate_id;
mod duplicate_phrasing;
mod few_phrasings;
mod future_date;
mod heading_in_body;
mod lapsed_approval;
mod long_short;
mod missing_project;
mod no_citation;
mod opposed_to_nothing;
mod source_without_date;
mod stale_fact;
mod stale_weights;
mod unknown_approval;
mod unknown_control;
mod unknown_fact;
mod unknown_lesson;
mod unknown_owner;
mod unknown_scope;
mod unknown_source;
mod unused_source;
mod vague_text;
mod verdict_first_word;
mod bad_version;
mod withdrawn_cited;

use super::raw::{FactFile, RawCitation, RawKnowledge};
use crate::diagnostic::Diagnostic;
use crate::text::InputFile;
use jiff::civil::Date;

/// Holds a base against every rule.
///
/// Rules that look across files are skipped when a file could not be read: what it would have defined is not "unknown".
pub(super) fn lint(raw: &RawKnowledge, as_of: Date, broken: bool, out: &mut Vec<Diagnostic>) {
    absence_unsaid::check(raw, out);
    bad_classifier::check(raw, out);
    bad_version::check(raw, out);
    contradicting_facts::check(raw, out);
    duplicate_id::check(raw, out);
    duplicate_phrasing::check(raw, out);
    few_phrasings::check(raw, out);
    future_date::check(raw, as_of, out);
    heading_in_body::check(raw, out);
    lapsed_approval::check(raw, out);
    long_short::check(raw, out);
    no_citation::check(raw, out);
    opposed_to_nothing::check(raw, out);
    source_without_date::check(raw, out);
    stale_fact::check(raw, as_of, out);
    unknown_approval::check(raw, out);
    unknown_control::check(raw, out);
    vague_text::check(raw, out);
    verdict_first_word::check(raw, out);
    if !broken {
        stale_weights::check(raw, out);
        missing_project::check(raw, out);
        unknown_fact::check(raw, out);
        unknown_lesson::check(raw, out);
        unknown_owner::check(raw, out);
        unknown_scope::check(raw, out);
        unknown_source::check(raw, out);
        unused_source::check(raw, out);
        withdrawn_cited::check(raw, as_of, out);
    }
}

/// The rules whose errors depend on the day: a base that was sound yesterday may not be so today.
pub(super) fn lint_day(raw: &RawKnowledge, as_of: Date, out: &mut Vec<Diagnostic>) {
    withdrawn_cited::check(raw, as_of, out);
}

/// Every citation of the base with the file it stands in.
fn citations(raw: &RawKnowledge) -> impl Iterator<Item = (&InputFile, &RawCitation)> {
    let facts =
        raw.facts.iter().flat_map(|fact| fact.raw.citations.value.iter().map(|citation| (&fact.file, citation)));
    let advisories = raw.advisories.iter().flat_map(|(file, list)| {
        list.iter().flat_map(move |advisory| advisory.citations.value.iter().map(move |citation| (file, citation)))
    });
    let findings = raw.findings.iter().flat_map(|(file, list)| {
        list.iter().flat_map(move |finding| finding.citations.value.iter().map(move |citation| (file, citation)))
    });
    facts.chain(advisories).chain(findings)
}

/// Words folded for comparison: case, punctuation and white space do not count.
fn fold(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether two facts are never true for the same version, so that they may be asked alike.
fn never_meet(a: &FactFile, b: &FactFile) -> bool {
    match (&a.raw.applies_to, &b.raw.applies_to) {
        (Some(a), Some(b)) => match (a.value.parse::<super::VersionRange>(), b.value.parse::<super::VersionRange>()) {
            (Ok(a), Ok(b)) => a.is_disjoint(&b),
            _ => false,
        },
        _ => false,
    }
}

/// Help for a name that is not known: the nearest known one, or where to define it.
fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    match crate::diagnostic::did_you_mean(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}
