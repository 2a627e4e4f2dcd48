//! What stands in the way of a final reply.

use super::read::Worksheet;
use crate::answer::{Answers, Subject};
use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::text::Span;

/// Everything that keeps a reply a draft: items nobody decided on, and facts in it whose review has run out. Empty when it may go out.
///
/// That the knowledge base has no error is seen to before: one with errors cannot be read.
pub fn holds(sheet: &Worksheet, knowledge: &Knowledge, answers: &Answers, subject: Subject) -> Vec<Diagnostic> {
    let mut holds = Vec::new();
    for (at, answer) in answers.items.iter().enumerate() {
        let entry = sheet.entry(at + 1);
        let span = entry.map_or(Span::default(), |entry| entry.span);
        let id = entry.map_or_else(String::new, |entry| format!(" (`{}`)", entry.id));
        if answer.is_undecided() {
            holds.push(
                Diagnostic::error(
                    "undecided-item",
                    &sheet.file,
                    span,
                    format!("item {}{id} waits for a decision", at + 1),
                )
                .help("write one behind its `decision:`, or use `neatline review`"),
            );
        }
        for fact in answer.facts().into_iter().filter_map(|fact| knowledge.facts.get(fact)) {
            if fact.is_stale(&knowledge.project, subject.as_of) {
                let due = fact.due(&knowledge.project);
                holds.push(
                    Diagnostic::error(
                        "stale-fact-used",
                        &sheet.file,
                        span,
                        format!("item {}{id} is answered by `{}`, whose review was due on {due}", at + 1, fact.id),
                    )
                    .help("hold the fact against its sources and set its `reviewed:`, or choose another answer"),
                );
            }
        }
    }
    holds
}
