//! What an item gets: the nouns of this stage.

use crate::knowledge::Verdict;
use schemars::JsonSchema;
use serde::Serialize;

/// What happens to an item. The absence of a fact is never "no" and never "not applicable".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A fact answers it.
    Answered,
    /// A person must look: the nearest facts are shown.
    NeedsReview,
    /// Nothing in the base is near.
    Unanswered,
}

impl Outcome {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NeedsReview => "needs-review",
            Self::Unanswered => "unanswered",
        }
    }
}

/// Why an item was not simply answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Legal, contractual or buyer-specific: a person answers, always.
    ForAPerson,
    /// The best fact is not near enough.
    NotSure,
    /// The item is about a known unknown.
    KnownUnknown,
    /// The form's control id leads to other facts than the words of the item.
    Control,
    /// Two facts with different verdicts are as near.
    Tie,
    /// The item names a standard, a number or an acronym that the fact lacks.
    Mismatch,
    /// The item asks with the opposite polarity.
    Polarity,
    /// The item has a condition that the fact does not bear: all, annually, independent, within 24 hours.
    Qualifier,
    /// The item wants a detail that the fact does not give: a count, a day, a name, a version.
    Detail,
    /// The item asks for nothing.
    NoQuestion,
    /// The item is about another part than the fact.
    Scope,
    /// The fact's review has run out.
    Stale,
    /// A part of the item has no answer.
    Part,
    /// Nothing in the base is near.
    NoFact,
    /// A reviewer passed it to a person, who answers outside the reply.
    Handed,
    /// A reviewer left it without an answer.
    LeftOpen,
    /// A person answered in their own words, not in those of a fact.
    OwnWords,
}

impl Why {
    /// The reason for a reader.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::ForAPerson => "this subject is answered by a person, never by the program",
            Self::NotSure => "the nearest facts are not near enough to answer without a look",
            Self::KnownUnknown => "the sources that were read do not say",
            Self::Control => "the control id of the form leads to other facts than the words of the item",
            Self::Tie => "two facts with different positions are equally near",
            Self::Mismatch => "the item names something the nearest fact does not mention",
            Self::Polarity => "the item asks the other way round than the nearest fact",
            Self::Qualifier => "the item sets a condition the nearest fact does not bear out",
            Self::Detail => "the item wants a detail that the nearest fact does not give",
            Self::NoQuestion => "the line gives an instruction or a heading and asks for nothing",
            Self::Scope => "the item is about another part than the nearest fact",
            Self::Stale => "the review of the fact has run out",
            Self::Part => "a part of the item has no answer yet",
            Self::NoFact => "nothing in the knowledge base is near",
            Self::Handed => "a person answers this outside this reply",
            Self::LeftOpen => "a reviewer left this without an answer",
            Self::OwnWords => "a person answered in their own words",
        }
    }
}

/// How sure an answer is; each has a measured precision behind it (`neatline eval`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// May be sent as it is.
    High,
    /// May be sent after a glance.
    Medium,
    /// A suggestion.
    Low,
}

impl Confidence {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One step of the decision, kept for `explain`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Reason {
    /// Stable name of the step: `matched`, `repaired`, `guard-polarity` ...
    pub code: String,
    /// One sentence.
    pub text: String,
}

impl Reason {
    /// A reason.
    pub fn new(code: &str, text: impl Into<String>) -> Self {
        Self { code: code.to_owned(), text: text.into() }
    }
}

/// A fact that was considered, with its raw score.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Nearest {
    /// Fact id.
    pub fact: String,
    /// Raw score, a logit; comparable inside one item only.
    pub score: f32,
}

/// The answer to one part of an item. An item that is not compound has one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The words of the part.
    pub text: String,
    /// What happens to it.
    pub outcome: Outcome,
    /// Why it was not simply answered.
    pub why: Option<Why>,
    /// The fact's position; `None` unless answered.
    pub verdict: Option<Verdict>,
    /// How sure; `None` unless answered.
    pub confidence: Option<Confidence>,
    /// The fact that answers.
    pub fact: Option<String>,
    /// What is said in place of a fact's answer: by a route or a known unknown.
    pub say: Option<String>,
    /// The role a person must have to answer, or has that answered in their own words.
    pub role: Option<String>,
    /// Calibrated probability that the best candidate is right; 1 for identifiers on record, 0 for what goes to a person.
    pub probability: f32,
    /// Steps of the decision.
    pub reasons: Vec<Reason>,
    /// Facts that were considered, best first, at most eight.
    pub candidates: Vec<Nearest>,
}

/// The answer to an item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemAnswer {
    /// The weakest outcome of the parts.
    pub outcome: Outcome,
    /// Why it was not simply answered.
    pub why: Option<Why>,
    /// The position over all parts; `None` unless answered.
    pub verdict: Option<Verdict>,
    /// The lowest confidence of the parts; `None` unless answered.
    pub confidence: Option<Confidence>,
    /// The parts, in the order of the item; one or more.
    pub parts: Vec<Part>,
}

impl ItemAnswer {
    /// Puts parts together: the weakest decides.
    pub fn from_parts(parts: Vec<Part>) -> Self {
        let weakest = parts.iter().max_by_key(|part| part.outcome);
        let outcome = weakest.map_or(Outcome::Unanswered, |part| part.outcome);
        let why = weakest.and_then(|part| part.why).map(|why| if parts.len() > 1 { Why::Part } else { why });
        if outcome != Outcome::Answered {
            return Self { outcome, why, verdict: None, confidence: None, parts };
        }
        let mut verdicts: Vec<Verdict> = parts.iter().filter_map(|part| part.verdict).collect();
        verdicts.dedup();
        // Information beside a position adds to it and does not change it.
        let positions: Vec<Verdict> =
            verdicts.iter().copied().filter(|verdict| *verdict != Verdict::Information).collect();
        // The weakest position decides: one "no" makes a "no". "Yes" beside "not applicable" is neither, so it is "partly".
        let verdict = if positions.contains(&Verdict::No) {
            Verdict::No
        } else {
            match positions.as_slice() {
                [] => Verdict::Information,
                [first, rest @ ..] if rest.iter().all(|other| other == first) => *first,
                _ => Verdict::Partial,
            }
        };
        let confidence = parts.iter().filter_map(|part| part.confidence).max();
        let why = parts.iter().find_map(|part| part.why);
        Self { outcome, why, verdict: Some(verdict), confidence, parts }
    }

    /// Whether somebody still has to decide: it is not answered, and no reviewer passed it on or left it open.
    pub fn is_undecided(&self) -> bool {
        self.outcome != Outcome::Answered && !matches!(self.why, Some(Why::Handed | Why::LeftOpen))
    }

    /// Ids of the facts that answer, in order, each once.
    pub fn facts(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for id in self.parts.iter().filter_map(|part| part.fact.as_deref()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}
