//! Families of things that do not exist: an item about one is answered by its boundary fact, whatever its detail.

use crate::knowledge::{Absence, Knowledge};
use crate::matcher::analyzer::{Analyzer, Text};
use crate::matcher::lexicon::Lexicon;
use crate::matcher::terms::{normalise, words};
use std::collections::BTreeSet;

/// Terms of all families, as stems.
pub struct Families {
    lexicon: Lexicon,
    /// Terms of one word, as written, without the plural: "officer" has the stem of "office" and is none.
    single: BTreeSet<String>,
}

impl Families {
    /// From a base.
    pub fn new(knowledge: &Knowledge, analyzer: &Analyzer) -> Self {
        let terms = knowledge.absences.iter().enumerate().flat_map(|(number, absence)| {
            absence
                .terms
                .iter()
                .flat_map(move |term| analyzer.stems_of_term(term).into_iter().map(move |stems| (stems, number)))
        });
        let single = knowledge.absences.iter().flat_map(|absence| &absence.terms).filter_map(|term| {
            let words = words(&normalise(term));
            (words.len() == 1).then(|| singular(&words[0]).to_owned())
        });
        Self { lexicon: Lexicon::new(terms), single: single.collect() }
    }

    /// The family an item is about: the one with the most of its terms in the stems, longer terms first. `None` without any.
    pub fn find<'k>(&self, knowledge: &'k Knowledge, item: &Text) -> Option<(&'k Absence, Vec<String>)> {
        let mut terms = self.lexicon.all_terms(&item.stems);
        let worded = words(&item.normalised).iter().any(|word| self.single.contains(singular(word)));
        if !worded {
            terms.retain(|(_, term)| term.contains(' '));
        }
        let (number, _) = terms
            .iter()
            .map(|(number, _)| {
                let words: usize =
                    terms.iter().filter(|(other, _)| other == number).map(|(_, term)| term.split(' ').count()).sum();
                (*number, words)
            })
            .max_by_key(|(number, words)| (*words, std::cmp::Reverse(*number)))?;
        let found = terms.into_iter().filter(|(other, _)| *other == number).map(|(_, term)| term).collect();
        Some((&knowledge.absences[number], found))
    }
}

/// A word without the ending of an English plural.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}
