//! How much of a form was answered.

use super::{Confidence, ItemAnswer, Outcome};
use crate::knowledge::Verdict;
use schemars::JsonSchema;
use serde::Serialize;

/// Counts over the items of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Coverage {
    /// Items.
    pub items: usize,
    /// Items a fact answers.
    pub answered: usize,
    /// Items that wait for a person.
    pub needs_review: usize,
    /// Items nothing is near to.
    pub unanswered: usize,
    /// Answered with high confidence.
    pub high: usize,
    /// Answered with medium confidence.
    pub medium: usize,
    /// Answered with low confidence.
    pub low: usize,
    /// Answered yes.
    pub yes: usize,
    /// Answered no.
    pub no: usize,
    /// Answered partly.
    pub partial: usize,
    /// Answered not applicable.
    pub not_applicable: usize,
    /// Answered with information.
    pub information: usize,
}

impl Coverage {
    /// Counts answers.
    pub fn count(items: &[ItemAnswer]) -> Self {
        let outcome = |outcome| items.iter().filter(|item| item.outcome == outcome).count();
        let confidence = |confidence| items.iter().filter(|item| item.confidence == Some(confidence)).count();
        let verdict = |verdict| items.iter().filter(|item| item.verdict == Some(verdict)).count();
        Self {
            items: items.len(),
            answered: outcome(Outcome::Answered),
            needs_review: outcome(Outcome::NeedsReview),
            unanswered: outcome(Outcome::Unanswered),
            high: confidence(Confidence::High),
            medium: confidence(Confidence::Medium),
            low: confidence(Confidence::Low),
            yes: verdict(Verdict::Yes),
            no: verdict(Verdict::No),
            partial: verdict(Verdict::Partial),
            not_applicable: verdict(Verdict::NotApplicable),
            information: verdict(Verdict::Information),
        }
    }
}
