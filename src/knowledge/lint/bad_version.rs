//! `bad-version`: a version or a range of versions that cannot be read.

use super::super::raw::RawKnowledge;
use super::super::{Version, VersionRange};
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        if let Some(range) = &fact.raw.applies_to
            && let Err(fault) = range.value.parse::<VersionRange>()
        {
            out.push(
                Diagnostic::error("bad-version", &fact.file, span_of(range), fault)
                    .help("write bounds separated by commas, such as `>=3.34, <4.0`"),
            );
        }
    }
    if let Some((file, project)) = &raw.project
        && let Err(fault) = project.product_version.value.parse::<Version>()
    {
        out.push(
            Diagnostic::error("bad-version", file, span_of(&project.product_version), fault)
                .help("write it as text: `\"4.2\"`"),
        );
    }
}
