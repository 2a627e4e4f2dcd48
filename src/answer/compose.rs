//! The words that go out: always those of facts, advisories and templates, put together and never written.

use super::identifier::{Record, records};
use super::{Outcome, Part, Why};
use crate::knowledge::{Citation, Knowledge};

/// The answer to a part, Markdown: the fact's short answer, a blank line, its detail; or what a route, a known unknown or a record
/// says. `None` when there is nothing to say yet.
pub fn answer(knowledge: &Knowledge, part: &Part) -> Option<String> {
    if part.outcome == Outcome::Answered
        && let Some(fact) = part.fact.as_ref().and_then(|id| knowledge.facts.get(id))
    {
        let mut text = fact.short.clone();
        if !fact.body.is_empty() {
            text.push_str("\n\n");
            text.push_str(&fact.body);
        }
        return Some(text);
    }
    part.say.clone()
}

/// Why the answer to a part is true; empty for a part that waits for a person.
pub fn citations<'k>(knowledge: &'k Knowledge, part: &Part) -> Vec<&'k Citation> {
    if part.outcome != Outcome::Answered || part.why == Some(Why::OwnWords) {
        return Vec::new();
    }
    match part.fact.as_ref().and_then(|id| knowledge.facts.get(id)) {
        Some(fact) => fact.citations.iter().collect(),
        None => identifier_citations(knowledge, &part.text),
    }
}

/// What is on record for identifiers, as Markdown.
pub fn identifiers(knowledge: &Knowledge, ids: &[String]) -> String {
    let mut out = String::new();
    for id in ids {
        for record in records(knowledge, id) {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            match record {
                Record::Advisory(advisory) => out.push_str(&format!(
                    "{id}: {} Affected: {}. Fixed: {}. {}",
                    advisory.summary,
                    advisory.affected.trim_end_matches('.'),
                    advisory.fixed.trim_end_matches('.'),
                    advisory.action
                )),
                Record::Finding(finding) => {
                    out.push_str(&format!(
                        "{id} reported on {} ({}): {}. {}",
                        finding.component,
                        finding.package,
                        finding.status.words(),
                        finding.impact
                    ));
                    if !finding.caution.is_empty() {
                        out.push_str(&format!(" Caution: {}", finding.caution));
                    }
                    out.push_str(&format!(" {}", finding.action));
                }
            }
        }
    }
    out
}

/// What is said about identifiers that nobody recorded, as Markdown.
pub fn unknown_identifiers(knowledge: &Knowledge, ids: &[String]) -> String {
    let known: Vec<String> = ids.iter().filter(|id| !records(knowledge, id).is_empty()).cloned().collect();
    let unknown: Vec<&str> = ids.iter().filter(|id| records(knowledge, id).is_empty()).map(String::as_str).collect();
    let mut out = identifiers(knowledge, &known);
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(&format!(
        "Nothing is on record here for {}: this says neither that {} is affected nor that it is not.",
        unknown.join(", "),
        knowledge.project.name
    ));
    out
}

/// The citations behind identifiers.
fn identifier_citations<'k>(knowledge: &'k Knowledge, text: &str) -> Vec<&'k Citation> {
    super::identifier::identifiers(text)
        .iter()
        .flat_map(|id| records(knowledge, id))
        .flat_map(|record| match record {
            Record::Advisory(advisory) => advisory.citations.iter().collect::<Vec<_>>(),
            Record::Finding(finding) => finding.citations.iter().collect(),
        })
        .collect()
}
