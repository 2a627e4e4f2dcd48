//! Families of things that do not exist: an item about one is answered by its boundary fact, whatever its detail.

use crate::knowledge::{Absence, Knowledge};
use crate::matcher::analyzer::Analyzer;
use crate::matcher::lexicon::Lexicon;

/// Terms of all families, as stems.
pub struct Families {
    lexicon: Lexicon,
}

impl Families {
    /// From a base.
    pub fn new(knowledge: &Knowledge, analyzer: &Analyzer) -> Self {
        let terms = knowledge
            .absences
            .iter()
            .enumerate()
            .flat_map(|(number, absence)| absence.terms.iter().map(move |term| (analyzer.stems(term), number)));
        Self { lexicon: Lexicon::new(terms) }
    }

    /// The family an item is about: the one with the most of its terms in the stems, longer terms first. `None` without any.
    pub fn find<'k>(&self, knowledge: &'k Knowledge, stems: &[String]) -> Option<(&'k Absence, Vec<String>)> {
        let terms = self.lexicon.all_terms(stems);
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
