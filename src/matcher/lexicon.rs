//! What askers call things: terms folded into concepts, on both sides.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hash;
use std::ops::Range;

/// Concepts found by their terms, which are sequences of stems: words, or their numbers.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(bound(deserialize = "S: Deserialize<'de> + Eq + Hash"))]
pub struct Lexicon<S = String> {
    /// Terms by their first stem, so that most stems of a text cost one look-up: the rest of each, longest first, and its concept.
    terms: IndexMap<S, Vec<(Vec<S>, usize)>, FxBuildHasher>,
}

impl<S: Clone + Eq + Hash> Lexicon<S> {
    /// From terms as stems, with the number of the concept each belongs to. A term of two concepts goes to the first.
    pub fn new(terms: impl IntoIterator<Item = (Vec<S>, usize)>) -> Self {
        let mut lexicon = Self { terms: IndexMap::default() };
        for (term, concept) in terms {
            let Some((first, rest)) = term.split_first() else { continue };
            let same_start = lexicon.terms.entry(first.clone()).or_default();
            if !same_start.iter().any(|(known, _)| known == rest) {
                same_start.push((rest.to_vec(), concept));
            }
        }
        for same_start in lexicon.terms.values_mut() {
            same_start.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon
    }

    /// Terms that the stems begin with, longest first: how many stems each has, and its concept.
    fn at_start<'a>(&'a self, stems: &'a [S]) -> impl DoubleEndedIterator<Item = (usize, usize)> + 'a {
        let (same_start, after) = match stems.split_first() {
            Some((first, after)) => (self.terms.get(first).map_or(&[][..], Vec::as_slice), after),
            None => (&[][..], &[][..]),
        };
        same_start
            .iter()
            .filter(move |(rest, _)| after.starts_with(rest))
            .map(|(rest, concept)| (rest.len() + 1, *concept))
    }

    /// The terms in a sequence of stems, in order: the places of each, and its concept. The longest term wins at each place.
    pub fn each(&self, stems: &[S], mut found: impl FnMut(Range<usize>, usize)) {
        let mut at = 0;
        while at < stems.len() {
            let first = self.at_start(&stems[at..]).next();
            if let Some((length, concept)) = first {
                found(at..at + length, concept);
            }
            at += first.map_or(1, |(length, _)| length);
        }
    }

    /// Numbers of the concepts in a sequence of stems, in order of appearance, each once. Also which stems were part of a term.
    pub fn concepts(&self, stems: &[S]) -> (Vec<usize>, Vec<bool>) {
        let mut found = Vec::new();
        let mut covered = vec![false; stems.len()];
        self.each(stems, |places, concept| {
            if !found.contains(&concept) {
                found.push(concept);
            }
            covered[places].fill(true);
        });
        (found, covered)
    }
}

impl Lexicon {
    /// Whether any term occurs in the stems; the first that does, as text.
    pub fn first_term(&self, stems: &[String]) -> Option<(usize, String)> {
        (0..stems.len()).find_map(|at| {
            let (length, concept) = self.at_start(&stems[at..]).next()?;
            Some((concept, stems[at..at + length].join(" ")))
        })
    }

    /// Every term that occurs in the stems, with its concept.
    pub fn all_terms(&self, stems: &[String]) -> Vec<(usize, String)> {
        let at = |at: usize| {
            self.at_start(&stems[at..]).rev().map(move |(length, concept)| (concept, stems[at..at + length].join(" ")))
        };
        (0..stems.len()).flat_map(at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_longest_term_wins_and_every_term_is_found() {
        let lexicon = Lexicon::new([
            (stems("factor"), 0),
            (stems("multi factor"), 1),
            (stems("multi factor authent"), 2),
            (stems("multi factor"), 3),
        ]);
        let text = stems("is multi factor authent or multi factor on");
        let (concepts, covered) = lexicon.concepts(&text);
        assert_eq!(concepts, [2, 1]);
        assert_eq!(covered, [false, true, true, true, false, true, true, false]);
        assert_eq!(lexicon.first_term(&text), Some((2, "multi factor authent".to_owned())));
        let all: Vec<usize> = lexicon.all_terms(&text).into_iter().map(|(concept, _)| concept).collect();
        assert_eq!(all, [1, 2, 0, 1, 0]);
        assert_eq!(lexicon.concepts(&stems("nothing here")).0, Vec::<usize>::new());
        assert_eq!(lexicon.first_term(&[]), None);
    }
}
