//! Guards: one a file. Each looks at an item and the fact that would answer it, and can only lower the outcome.

mod detail;
mod mismatch;
mod polarity;
mod qualifier;
mod scope;
mod tie;

use super::{Reason, Why};
use crate::knowledge::{Fact, Knowledge};
use crate::matcher::analyzer::Analyzer;
use crate::matcher::{Candidate, Match, Matcher};
use std::sync::OnceLock;

pub use qualifier::Conditions;
pub use scope::Scopes;

/// What a guard sees.
pub struct Sight<'a> {
    /// The item's own words.
    pub item: &'a str,
    /// What the matcher found for it.
    pub found: &'a Match,
    /// The first candidate.
    pub first: &'a Candidate,
    /// Its fact.
    pub fact: &'a Fact,
    /// The base.
    pub knowledge: &'a Knowledge,
    /// What found the candidates.
    pub matcher: &'a Matcher,
    /// What measures texts.
    pub analyzer: &'a Analyzer,
    /// Terms of the scopes.
    pub scopes: &'a Scopes,
    /// Conditions, as stems.
    pub conditions: &'a Conditions,
    /// Whether the item names something of the family whose boundary fact this is.
    pub in_family: bool,
    /// The whole fact, once a guard has looked at it: most items ask for no such look.
    pub measured: &'a OnceLock<Whole>,
}

impl Sight<'_> {
    /// Everything the fact says and is asked by.
    fn whole(&self) -> &Whole {
        self.measured.get_or_init(|| Whole::new(self.fact, self.analyzer))
    }
}

/// Everything a fact says and is asked by, measured.
pub struct Whole {
    /// Its stems, in order.
    pub stems: Vec<String>,
    /// Its concepts.
    pub concepts: Vec<usize>,
}

impl Whole {
    /// Measures a fact.
    pub fn new(fact: &Fact, analyzer: &Analyzer) -> Self {
        let stems = analyzer.english_stems(&whole_text(fact));
        Self { concepts: analyzer.concepts(&stems), stems }
    }
}

/// A guard that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// Why the outcome is lowered.
    pub why: Why,
    /// What was seen.
    pub reason: Reason,
}

impl Fired {
    fn new(why: Why, code: &str, text: impl Into<String>) -> Self {
        Self { why, reason: Reason::new(code, text) }
    }
}

/// The guards, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guard {
    /// A standard, a number or an acronym that the fact lacks.
    Mismatch,
    /// The other way round.
    Polarity,
    /// A condition that the fact does not bear.
    Qualifier,
    /// A count, a day, a name or a version that the fact does not give.
    Detail,
    /// Another part of the project.
    Scope,
    /// Two facts with different positions, equally near.
    Tie,
}

impl Guard {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Mismatch, Self::Polarity, Self::Qualifier, Self::Detail, Self::Scope, Self::Tie];

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mismatch => "mismatch",
            Self::Polarity => "polarity",
            Self::Qualifier => "qualifier",
            Self::Detail => "detail",
            Self::Scope => "scope",
            Self::Tie => "tie",
        }
    }

    fn check(self, sight: &Sight<'_>) -> Option<Fired> {
        match self {
            Self::Mismatch => mismatch::check(sight),
            Self::Polarity => polarity::check(sight),
            Self::Qualifier => qualifier::check(sight),
            Self::Detail => detail::check(sight),
            Self::Scope => scope::check(sight),
            Self::Tie => tie::check(sight),
        }
    }
}

/// The guards that fire over one item and fact, in their order.
pub fn check(guards: &[Guard], sight: &Sight<'_>) -> Vec<Fired> {
    // A wording of the base itself was already judged by a person.
    if sight.first.features.is_exact() {
        return Vec::new();
    }
    guards.iter().filter_map(|guard| guard.check(sight)).collect()
}

/// Everything a fact says and is asked by, as one text.
pub(crate) fn whole_text(fact: &Fact) -> String {
    let mut text = format!("{} {} {} {}", fact.title, fact.question, fact.short, fact.body);
    for phrasing in fact.phrasings.iter().chain(fact.foreign_phrasings.iter().map(|(_, text)| text)) {
        text.push(' ');
        text.push_str(phrasing);
    }
    text
}
