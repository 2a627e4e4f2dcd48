//! What to write next: asked-for subjects and controls without a fact, the most asked first.

use crate::answer::{Answers, Outcome, Why};
use crate::knowledge::{Framework, Knowledge};
use crate::questionnaire::Questionnaire;
use serde::Serialize;
use std::collections::BTreeMap;

/// A form with its answers.
#[derive(Debug, Clone, Copy)]
pub struct AnsweredForm<'a> {
    /// The form.
    pub form: &'a Questionnaire,
    /// Its answers.
    pub answers: &'a Answers,
}

/// A subject that was asked for and has no fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// How often it was asked.
    pub asked: usize,
    /// In how many forms.
    pub forms: usize,
    /// What it is about: the id of a known unknown, or the topic of the nearest fact; empty when nothing is near.
    pub near: String,
    /// Why it was not answered.
    pub why: String,
    /// The asker's words, once.
    pub text: String,
}

/// A control of a framework without a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ControlGap {
    /// The control's id.
    pub control: String,
    /// How often the forms ask for it by its id.
    pub asked: usize,
}

/// Items of forms that no fact answers: alike ones together, the most asked first. Subjects that only a person may answer are left
/// out, since no fact will ever answer them.
pub fn find_gaps(forms: &[AnsweredForm<'_>]) -> Vec<Gap> {
    let mut gaps: BTreeMap<String, (Gap, Vec<usize>)> = BTreeMap::new();
    for (number, AnsweredForm { form, answers }) in forms.iter().enumerate() {
        for (item, answer) in form.items.iter().zip(&answers.items) {
            for part in &answer.parts {
                let Some(why) = part.why.filter(|why| part.outcome != Outcome::Answered && *why != Why::ForAPerson)
                else {
                    continue;
                };
                let known = part.reasons.iter().find(|reason| reason.code == "known-unknown");
                let known = known.and_then(|reason| reason.text.split('`').nth(1)).map(str::to_owned);
                let near = known.clone().unwrap_or_else(|| {
                    let nearest = part.candidates.first().filter(|_| why != Why::NoFact);
                    nearest
                        .map(|nearest| nearest.fact.split('.').next().unwrap_or_default().to_owned())
                        .unwrap_or_default()
                });
                let text = if answer.parts.len() > 1 { &part.text } else { &item.text };
                let key = known.unwrap_or_else(|| fold(text));
                let (gap, seen) = gaps.entry(key).or_insert_with(|| {
                    let gap = Gap { asked: 0, forms: 0, near, why: why.sentence().to_owned(), text: text.clone() };
                    (gap, Vec::new())
                });
                gap.asked += 1;
                if !seen.contains(&number) {
                    seen.push(number);
                    gap.forms += 1;
                }
            }
        }
    }
    let mut list: Vec<Gap> = gaps.into_values().map(|(gap, _)| gap).collect();
    // Subjects next to each other are written about together; those that nothing is near to come last.
    list.sort_by(|a, b| (a.near.is_empty(), &a.near, &a.text).cmp(&(b.near.is_empty(), &b.near, &b.text)));
    list.sort_by_key(|gap| std::cmp::Reverse((gap.asked, gap.forms)));
    list
}

/// Controls of a framework that no fact answers, the most asked first, then in the order of the framework.
pub fn find_control_gaps(framework: &Framework, knowledge: &Knowledge, forms: &[AnsweredForm<'_>]) -> Vec<ControlGap> {
    let mut list: Vec<ControlGap> = framework
        .controls
        .iter()
        .filter(|(_, facts)| !facts.iter().any(|id| knowledge.fact(id).is_some_and(|fact| fact.withdrawn.is_none())))
        .map(|(control, _)| ControlGap {
            control: control.to_string(),
            asked: forms.iter().flat_map(|form| &form.form.items).filter(|item| item.id == control.0).count(),
        })
        .collect();
    list.sort_by_key(|gap| std::cmp::Reverse(gap.asked));
    list
}

fn fold(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}
