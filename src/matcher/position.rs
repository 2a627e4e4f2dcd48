//! Which way an item is turned: whether a "yes" to it says what a "yes" to the question of the fact says.
//!
//! A fact that says "yes" or "no" has wordings that ask the other way round. From them, and from what turns a sentence round in
//! general, a logistic model says how likely an item is such a one. `neatline train` fits it on labelled items, which state the
//! positions that are right for them: what is turned round in forms is worded more plainly than what people make up.

use super::analyzer::Text;
use super::features::Features;
use super::negation::negations;
use crate::knowledge::Verdict;

/// Names of the inputs, in the order of [`measure`]. More of each speaks for an item that is turned round.
pub const TURNS: [&str; 7] =
    ["opposed", "opposed-here", "nearer-opposed", "negated", "negated-no", "statement", "verdict-yes"];

/// Words from which a text without a question mark is a statement and no label.
const SENTENCE: usize = 6;
/// Words that open what is answered in words, whatever mark it ends with.
const OPENERS: &[&str] = &[
    "how",
    "what",
    "which",
    "who",
    "where",
    "when",
    "why",
    "describe",
    "explain",
    "list",
    "state",
    "provide",
    "give",
    "name",
    "please",
    "specify",
    "comment",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "décrivez",
    "décrire",
    "wie",
    "welche",
    "welcher",
    "welches",
    "beschreiben",
    "cómo",
    "qué",
    "cuál",
    "describa",
    "describir",
];

/// The inputs of a candidate.
pub type Turns = [f32; TURNS.len()];

/// How an item is built, whatever it is about.
#[derive(Debug, Clone, Copy)]
pub struct Build {
    negated: bool,
    statement: bool,
}

impl Build {
    /// Of an item.
    pub fn of(item: &Text) -> Self {
        let words = item.normalised.split(' ');
        let opens = words.clone().next().is_some_and(|word| OPENERS.contains(&word));
        Self {
            negated: negations(&item.normalised).len() % 2 == 1,
            statement: !item.asks && !opens && words.count() >= SENTENCE,
        }
    }
}

/// Measures how an item is turned towards a fact that says "yes" or "no"; nothing for another verdict, which no wording turns
/// round. `opposed` is what the classifier makes of it among all wordings, `here` among those of the fact, both from 0 to 1.
pub fn measure(build: Build, features: &Features, verdict: Verdict, opposed: f32, here: f32) -> Option<Turns> {
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let no = match verdict {
        Verdict::Yes => false,
        Verdict::No => true,
        _ => return None,
    };
    Some([
        opposed,
        here,
        features.nearer_opposed(),
        flag(build.negated),
        flag(build.negated && no),
        flag(build.statement),
        flag(!no),
    ])
}
