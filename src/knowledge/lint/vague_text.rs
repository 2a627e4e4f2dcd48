//! `vague-text`: words that claim more than a source can bear, or that were shown to be wrong.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::text::span_of;

/// Words that promise or praise, with what to write in their place.
const VAGUE: &[(&str, &str)] = &[
    ("military-grade", "name the algorithm"),
    ("bank-grade", "name the algorithm"),
    ("state-of-the-art", "name what is done"),
    ("industry-leading", "name what is done"),
    ("best-in-class", "name what is done"),
    ("world-class", "name what is done"),
    ("100% secure", "name what is done"),
    ("fully secure", "name what is done"),
    ("we guarantee", "say what is done, not what is promised"),
    ("is guaranteed", "say what is done, not what is promised"),
];

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        let short = span_of(&fact.raw.short);
        for area in [short, fact.body] {
            let Some(text) = fact.file.text().get(area.start..area.end) else { continue };
            let lower = text.to_ascii_lowercase();
            for (word, instead) in VAGUE {
                if let Some(at) = lower.find(word) {
                    let span = Span::new(area.start + at, area.start + at + word.len());
                    out.push(
                        Diagnostic::warning(
                            "vague-text",
                            &fact.file,
                            span,
                            format!("`{word}` claims more than a source can bear"),
                        )
                        .help(*instead),
                    );
                }
            }
        }
    }
}
