//! `verdict-first-word`: the short answer does not begin with the position its verdict claims.

use super::super::Verdict;
use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        let said = position(&fact.raw.short.value);
        let verdict = fact.raw.verdict.value;
        if said == verdict {
            continue;
        }
        let expected = match verdict {
            Verdict::Information => {
                "an open answer that begins with neither yes, no, partly nor not applicable".to_owned()
            }
            verdict => format!("`{}` and a full stop, comma or colon", verdict.word()),
        };
        out.push(
            Diagnostic::error(
                "verdict-first-word",
                &fact.file,
                span_of(&fact.raw.short),
                format!("verdict is `{}`, but the short answer begins like `{}`", verdict.name(), said.name()),
            )
            .label(format!("expected {expected}"))
            .help("change the first word or the verdict, whichever is wrong"),
        );
    }
}

/// The position a text begins with; open answers are information.
fn position(short: &str) -> Verdict {
    let short = short.trim_start();
    Verdict::ALL
        .into_iter()
        .filter(|verdict| *verdict != Verdict::Information)
        .find(|verdict| short.strip_prefix(verdict.word()).is_some_and(|rest| rest.starts_with(['.', ',', ':', ';'])))
        .unwrap_or(Verdict::Information)
}
