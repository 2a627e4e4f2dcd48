//! `future-date`: a review, a reading or an approval that has not happened yet.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;
use jiff::civil::Date;

pub(super) fn check(raw: &RawKnowledge, as_of: Date, out: &mut Vec<Diagnostic>) {
    let mut check_date = |file, span, date: Date, what: &str| {
        if date > as_of {
            out.push(
                Diagnostic::warning("future-date", file, span, format!("{what} lies after {as_of}"))
                    .help("correct the date; with `--as-of` this means that the fact was not yet known on that day"),
            );
        }
    };
    for fact in &raw.facts {
        check_date(&fact.file, span_of(&fact.raw.reviewed), fact.raw.reviewed.value, "review");
        if let super::super::approval::RawApproval::Given { on, .. } = &fact.raw.approval.value {
            check_date(&fact.file, span_of(&fact.raw.approval), *on, "approval");
        }
    }
    for (file, citation) in super::citations(raw) {
        if let Some(read) = &citation.read {
            check_date(file, span_of(read), read.value, "reading");
        }
    }
    for (file, sources) in &raw.sources {
        for read in sources.values().filter_map(|source| source.read.as_ref()) {
            check_date(file, span_of(read), read.value, "reading");
        }
    }
}
