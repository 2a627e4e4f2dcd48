//! What askers call things: terms folded into concepts, on both sides.

use std::collections::BTreeMap;

/// Concepts found by their terms, which are sequences of stems.
#[derive(Debug, Default, Clone)]
pub struct Lexicon {
    terms: BTreeMap<Vec<String>, usize>,
    longest: usize,
}

impl Lexicon {
    /// From terms as stems, with the number of the concept each belongs to. A term of two concepts goes to the first.
    pub fn new(terms: impl IntoIterator<Item = (Vec<String>, usize)>) -> Self {
        let mut lexicon = Self::default();
        for (term, concept) in terms {
            if term.is_empty() {
                continue;
            }
            lexicon.longest = lexicon.longest.max(term.len());
            lexicon.terms.entry(term).or_insert(concept);
        }
        lexicon
    }

    /// Numbers of the concepts in a sequence of stems, in order of appearance, each once; the longest term wins at each place.
    /// Also which stems were part of a term.
    pub fn concepts(&self, stems: &[String]) -> (Vec<usize>, Vec<bool>) {
        let mut found = Vec::new();
        let mut covered = vec![false; stems.len()];
        let mut at = 0;
        while at < stems.len() {
            let longest = self.longest.min(stems.len() - at);
            let hit = (1..=longest)
                .rev()
                .find_map(|length| self.terms.get(&stems[at..at + length]).map(|concept| (length, *concept)));
            match hit {
                Some((length, concept)) => {
                    if !found.contains(&concept) {
                        found.push(concept);
                    }
                    covered[at..at + length].fill(true);
                    at += length;
                }
                None => at += 1,
            }
        }
        (found, covered)
    }

    /// Whether any term occurs in the stems; the first that does, as text.
    pub fn first_term(&self, stems: &[String]) -> Option<(usize, String)> {
        (0..stems.len()).find_map(|at| {
            let longest = self.longest.min(stems.len() - at);
            (1..=longest).rev().find_map(|length| {
                self.terms.get(&stems[at..at + length]).map(|concept| (*concept, stems[at..at + length].join(" ")))
            })
        })
    }

    /// Every term that occurs in the stems, with its concept.
    pub fn all_terms(&self, stems: &[String]) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        for at in 0..stems.len() {
            for length in 1..=self.longest.min(stems.len() - at) {
                if let Some(concept) = self.terms.get(&stems[at..at + length]) {
                    out.push((*concept, stems[at..at + length].join(" ")));
                }
            }
        }
        out
    }
}
