//! One labelled item through the engine, and what is to be thought of the answer.

use crate::answer::{Confidence, Engine, Error, ItemAnswer, Outcome, Why};
use crate::knowledge::Knowledge;
use crate::measure::labelled::{Expect, LabelledItem};
use serde::Serialize;

/// What is to be thought of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Answered by a fact that was expected, with the position that was expected.
    Right,
    /// Answered by an expected fact, with another position.
    WrongVerdict,
    /// Answered by another fact of the same position as an expected one. Still wrong.
    SamePosition,
    /// Answered by another fact.
    WrongFact,
    /// Answered, and nothing should have been.
    Unasked,
    /// Not answered.
    Withheld,
}

impl Mark {
    /// Whether something was sent.
    pub fn is_answered(self) -> bool {
        self != Self::Withheld
    }

    /// Whether something wrong was sent.
    pub fn is_wrong(self) -> bool {
        !matches!(self, Self::Right | Self::Withheld)
    }

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::WrongVerdict => "wrong verdict",
            Self::SamePosition => "wrong fact, same verdict",
            Self::WrongFact => "wrong fact",
            Self::Unasked => "should not be answered",
            Self::Withheld => "withheld",
        }
    }
}

/// What the engine made of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The item.
    pub item: LabelledItem,
    /// What is resampled together: the first expected fact, or the item itself.
    pub cluster: String,
    /// The first scope of the first expected fact; `none` for what nothing answers.
    pub scope: String,
    /// Place of the first right fact among those shown, from 1.
    pub rank: Option<usize>,
    /// What is to be thought of the answer.
    pub mark: Mark,
    /// The band of the answer: `high`, `medium` or `low`; `none` for what is not answered.
    pub band: String,
    /// Whether the item was handed to a person by its subject.
    pub to_person: bool,
    /// The facts that answered.
    pub facts: Vec<String>,
    /// The fact that came first, answered or not.
    pub first: Option<String>,
    /// The least probability of its parts; 0 for what is not answered.
    pub score: f32,
    /// Steps of the decision.
    pub reasons: Vec<String>,
}

/// Runs an item through an engine.
///
/// # Errors
///
/// When the index cannot be searched.
pub fn try_item(knowledge: &Knowledge, engine: &Engine<'_>, item: &LabelledItem) -> Result<Trial, Error> {
    let answer = engine.answer_item(&item.to_item())?;
    let expected = item.expect.facts();
    let shown = shown(&answer);
    let mark = mark(knowledge, item, &answer);
    let score = answer.parts.iter().map(|part| part.probability).fold(1.0, f32::min);
    Ok(Trial {
        cluster: expected.first().cloned().unwrap_or_else(|| format!("item {}", item.id)),
        scope: expected
            .first()
            .and_then(|id| knowledge.facts.get(id)?.scopes.first().cloned())
            .unwrap_or_else(|| "none".into()),
        rank: shown.iter().position(|id| expected.iter().any(|fact| fact == id)).map(|at| at + 1),
        mark,
        band: answer.confidence.map_or("none", Confidence::name).to_owned(),
        to_person: answer.parts.iter().any(|part| part.why == Some(Why::ForAPerson)),
        facts: if mark.is_answered() { answer.facts().into_iter().map(str::to_owned).collect() } else { Vec::new() },
        first: shown.first().cloned(),
        score: if mark.is_answered() { score } else { 0.0 },
        reasons: answer
            .parts
            .iter()
            .flat_map(|part| &part.reasons)
            .map(|reason| format!("{}: {}", reason.code, reason.text))
            .collect(),
        item: item.clone(),
    })
}

/// The facts a person would see, in order: what answers first, then the candidates of each part in turn.
fn shown(answer: &ItemAnswer) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    let mut push = |id: &str| {
        if !shown.iter().any(|known| known == id) {
            shown.push(id.to_owned());
        }
    };
    for part in answer.parts.iter().filter(|part| part.outcome == Outcome::Answered) {
        part.fact.iter().for_each(|id| push(id));
    }
    let deepest = answer.parts.iter().map(|part| part.candidates.len()).max().unwrap_or(0);
    for depth in 0..deepest {
        for candidate in answer.parts.iter().filter_map(|part| part.candidates.get(depth)) {
            push(&candidate.fact);
        }
    }
    shown
}

/// What is to be thought of an answer to an item.
pub fn mark(knowledge: &Knowledge, item: &LabelledItem, answer: &ItemAnswer) -> Mark {
    if answer.outcome != Outcome::Answered {
        return Mark::Withheld;
    }
    let Expect::Facts(expected) = &item.expect else { return Mark::Unasked };
    let facts = answer.facts();
    if facts.iter().all(|id| expected.iter().any(|fact| fact == id)) {
        let fixed = !item.verdicts.is_empty();
        let other = fixed && !answer.verdict.is_some_and(|verdict| item.verdicts.contains(&verdict));
        return if other { Mark::WrongVerdict } else { Mark::Right };
    }
    let verdicts: Vec<_> = expected.iter().filter_map(|id| Some(knowledge.facts.get(id)?.verdict)).collect();
    match answer.verdict {
        Some(verdict) if verdicts.contains(&verdict) => Mark::SamePosition,
        _ => Mark::WrongFact,
    }
}
