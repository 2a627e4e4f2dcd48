//! Guards: one a file. Each looks at an item and the fact that would answer it, and can only lower the outcome.

mod mismatch;
mod polarity;
mod qualifier;
mod scope;
mod tie;

use super::{Reason, Why};
use crate::knowledge::{Fact, Knowledge};
use crate::matcher::index::Analyzer;
use crate::matcher::lexicon::Lexicon;
use crate::matcher::{Candidate, Match};

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
    /// What measures texts.
    pub analyzer: &'a Analyzer,
    /// Terms of the scopes.
    pub scopes: &'a Scopes,
    /// Whether the item names something of the family whose boundary fact this is.
    pub in_family: bool,
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

/// All guards over one item and fact, in a fixed order; those that fired.
pub fn check(sight: &Sight<'_>) -> Vec<Fired> {
    // A wording of the base itself was already judged by a person.
    if sight.first.features.is_exact() {
        return Vec::new();
    }
    [mismatch::check(sight), polarity::check(sight), qualifier::check(sight), scope::check(sight), tie::check(sight)]
        .into_iter()
        .flatten()
        .collect()
}

/// Everything a fact says and is asked by, as one text.
fn whole_text(fact: &Fact) -> String {
    let mut text = format!("{} {} {} {}", fact.title, fact.question, fact.short, fact.body);
    for phrasing in fact.phrasings.iter().chain(fact.foreign_phrasings.iter().map(|(_, text)| text)) {
        text.push(' ');
        text.push_str(phrasing);
    }
    text
}

/// A lexicon of plain terms, each its own concept.
fn plain_lexicon(analyzer: &Analyzer, terms: &[&str]) -> Lexicon {
    Lexicon::new(terms.iter().enumerate().map(|(number, term)| (analyzer.stems(term), number)))
}
