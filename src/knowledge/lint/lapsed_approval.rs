//! `lapsed-approval`: what the fact says has changed since it was approved.

use super::super::approval::RawApproval;
use super::super::hash::hash_fact;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        let RawApproval::Given { by, on, hash } = &fact.raw.approval.value else { continue };
        let message = match hash {
            Some(hash) if *hash == hash_fact(fact) => continue,
            Some(_) => format!("the fact says something else than what `{by}` approved on {on}"),
            None => format!("the approval by `{by}` on {on} does not record what was approved"),
        };
        out.push(
            Diagnostic::warning("lapsed-approval", &fact.file, span_of(&fact.raw.approval), message)
                .label("counts as `draft`")
                .help(format!("let the role approve it again: `neatline approve {} --by {by} --on DATE`", fact.id)),
        );
    }
}
