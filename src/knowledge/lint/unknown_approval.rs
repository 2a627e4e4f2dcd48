//! `unknown-approval`: an approval that is neither `draft` nor a role and a day.

use super::super::approval::RawApproval;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        if let RawApproval::Word(word) = &fact.raw.approval.value
            && word != "draft"
        {
            out.push(
                Diagnostic::error(
                    "unknown-approval",
                    &fact.file,
                    span_of(&fact.raw.approval),
                    format!("unknown approval `{word}`"),
                )
                .help("write `draft`, or let `neatline approve` record the role that approved it"),
            );
        }
    }
}
