//! The tables at the head of a letter: how many items got which position, and who has something to do.

use super::context::{Action, Count};
use crate::answer::{ItemAnswer, Outcome};
use crate::knowledge::{Knowledge, Verdict};

pub(super) fn counts(form: &crate::questionnaire::Questionnaire, answers: &[ItemAnswer]) -> Vec<Count> {
    let ids = |wanted: &dyn Fn(&ItemAnswer) -> bool| {
        form.items
            .iter()
            .zip(answers)
            .filter(|(_, answer)| wanted(answer))
            .map(|(item, _)| item.id.as_str())
            .collect::<Vec<_>>()
    };
    let mut counts: Vec<Count> = Verdict::ALL
        .into_iter()
        .map(|verdict| {
            let items = ids(&|answer| answer.verdict == Some(verdict));
            Count { word: verdict.word(), badge: verdict.name(), count: items.len(), items: list(&items) }
        })
        .collect();
    let review = ids(&|answer| answer.outcome == Outcome::NeedsReview);
    counts.push(Count { word: "For a person", badge: "open", count: review.len(), items: list(&review) });
    let unanswered = ids(&|answer| answer.outcome == Outcome::Unanswered);
    counts.push(Count { word: "No answer yet", badge: "open", count: unanswered.len(), items: list(&unanswered) });
    counts.retain(|count| count.count > 0);
    counts
}

/// Ids as a list; a long one is cut, since the items follow in full.
pub(super) fn list(ids: &[&str]) -> String {
    const MOST: usize = 24;
    match ids.len() {
        0..=MOST => ids.join(", "),
        n => format!("{} and {} more", ids[..MOST].join(", "), n - MOST),
    }
}

/// Who has something to do: the roles that open items wait for, and those whose duty a scope is.
pub(super) fn actions(
    knowledge: &Knowledge,
    form: &crate::questionnaire::Questionnaire,
    answers: &[ItemAnswer],
) -> Vec<Action> {
    let mut actions = Vec::new();
    let pairs = || form.items.iter().zip(answers);
    for scope in knowledge.scopes.iter().filter(|scope| scope.duty.is_some()) {
        let items: Vec<&str> = pairs()
            .filter(|(_, answer)| answer.outcome == Outcome::Answered)
            .filter(|(_, answer)| {
                answer
                    .facts()
                    .iter()
                    .any(|id| knowledge.facts.get(*id).is_some_and(|fact| fact.scopes.first() == Some(&scope.id)))
            })
            .map(|(item, _)| item.id.as_str())
            .collect();
        if let (Some(duty), false) = (&scope.duty, items.is_empty()) {
            actions.push(Action { who: duty.who.clone(), what: duty.what.clone(), items: list(&items) });
        }
    }
    for role in &knowledge.project.owners {
        let items: Vec<&str> = pairs()
            .filter(|(_, answer)| {
                answer.parts.iter().any(|part| part.outcome != Outcome::Answered && part.role.as_ref() == Some(role))
            })
            .map(|(item, _)| item.id.as_str())
            .collect();
        if !items.is_empty() {
            actions.push(Action {
                who: role.clone(),
                what: "answers what only a person can answer".to_owned(),
                items: list(&items),
            });
        }
    }
    let open: Vec<&str> = pairs()
        .filter(|(_, answer)| {
            answer.is_undecided()
                && answer.parts.iter().any(|part| part.outcome != Outcome::Answered && part.role.is_none())
        })
        .map(|(item, _)| item.id.as_str())
        .collect();
    if !open.is_empty() {
        actions.push(Action {
            who: "reviewer".to_owned(),
            what: "decides among the nearest facts, or says that there is none".to_owned(),
            items: list(&open),
        });
    }
    actions
}
