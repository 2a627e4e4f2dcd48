//! `opposed-to-nothing`: wordings that ask the other way round of a fact that says neither "yes" nor "no".

use super::super::Verdict;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::{InputFile, span_of};
use serde_saphyr::Spanned;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    let mut fault = |file: &InputFile, text: &Spanned<String>, verdict: Verdict| {
        out.push(
            Diagnostic::error(
                "opposed-to-nothing",
                file,
                span_of(text),
                format!("nothing is opposed to the verdict `{}`", verdict.name()),
            )
            .help("only `yes` and `no` can be asked the other way round; make it a wording of the fact, or remove it"),
        );
    };
    let neither = |verdict: Verdict| !matches!(verdict, Verdict::Yes | Verdict::No);
    for fact in raw.facts.iter().filter(|fact| neither(fact.raw.verdict.value)) {
        if let Some(text) = fact.raw.opposed.first() {
            fault(&fact.file, text, fact.raw.verdict.value);
        }
    }
    for (file, lessons) in &raw.lessons {
        for (id, lesson) in lessons.iter() {
            let verdict = raw.facts.iter().find(|fact| fact.id == id.value).map(|fact| fact.raw.verdict.value);
            if let (Some(verdict), Some(text)) = (verdict.filter(|verdict| neither(*verdict)), lesson.opposed.first()) {
                fault(file, text, verdict);
            }
        }
    }
}
