//! Repairs misspelt words to the vocabulary of the knowledge base.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;

/// The words of the knowledge base, with how often each occurs.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    counts: IndexMap<String, u32, FxBuildHasher>,
    /// Other words that are right, to which nothing is repaired.
    others: IndexSet<String, FxBuildHasher>,
    /// Numbers of words by first letter and length: a repair keeps the first letter and changes the length by two at most.
    /// With each, which letters it has.
    by_shape: BTreeMap<(char, usize), Vec<(usize, u64)>>,
}

impl Vocabulary {
    /// From the words of the base, each with how often it is used, and other words that are right.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, u32)>, others: impl IntoIterator<Item = &'a str>) -> Self {
        let counts: IndexMap<String, u32, FxBuildHasher> =
            words.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
        let mut by_shape: BTreeMap<(char, usize), Vec<(usize, u64)>> = BTreeMap::new();
        for (number, word) in counts.keys().enumerate().filter(|(_, word)| word.chars().all(char::is_alphabetic)) {
            if let Some(first) = word.chars().next() {
                by_shape.entry((first, word.chars().count())).or_default().push((number, letters(word)));
            }
        }
        Self { counts, others: others.into_iter().map(str::to_owned).collect(), by_shape }
    }

    /// The word of the base that a misspelt word most likely is: one edit away (two from nine letters on), same first letter,
    /// the most frequent first. `None` when the word is known, short, has digits, is another form of the nearest one, or nothing is
    /// near.
    pub fn repair(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if length < 5 || self.is_right(word) || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let first = word.chars().next()?;
        let most = if length >= 9 { 2 } else { 1 };
        let own = letters(word);
        (length - most..=length + most)
            .flat_map(|length| self.by_shape.get(&(first, length)).into_iter().flatten())
            // Each letter that only one of the words has costs an edit: most words are told apart by that.
            .filter(|(_, letters)| most_ones(own & !letters, most) && most_ones(letters & !own, most))
            .filter_map(|(number, _)| {
                let (known, count) = self.counts.get_index(*number)?;
                let distance = strsim::osa_distance(word, known);
                (distance <= most).then_some((distance, std::cmp::Reverse(*count), known.as_str()))
            })
            .min()
            .map(|(_, _, known)| known)
            .filter(|known| !is_inflection(word, known))
    }

    fn is_right(&self, word: &str) -> bool {
        self.counts.contains_key(word) || self.others.contains(word)
    }
}

/// Which letters a word has, as bits; some letters share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % 64))
}

/// Whether no more than so many bits are set.
fn most_ones(bits: u64, most: usize) -> bool {
    bits.count_ones() as usize <= most
}

/// Letters that two words share at their beginning when they are forms of one.
const TRUNK: usize = 4;
/// What forms of one word end in, where they differ.
const ENDINGS: &[&str] = &[
    "", "al", "d", "ed", "er", "ers", "es", "ied", "ies", "ing", "ion", "ions", "ive", "ly", "nce", "nt", "or", "ors",
    "r", "rs", "s", "y",
];

/// A plural, a verb form or a noun made of a verb is no mistake. An ending that lacks a letter is one.
fn is_inflection(word: &str, known: &str) -> bool {
    let trunk: usize = word.chars().zip(known.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (own, other) = (&word[trunk..], &known[trunk..]);
    let lacks = !own.is_empty() && !other.is_empty() && (own.ends_with(other) || other.ends_with(own));
    trunk >= TRUNK && ENDINGS.contains(&own) && ENDINGS.contains(&other) && !lacks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_repaired_and_words_are_left_alone() {
        let words =
            ["password", "authentication", "encryption", "policy", "phase", "designed", "validated", "firewall"];
        let vocabulary = Vocabulary::new(words.map(|word| (word, 1)), ["phrase"]);
        assert_eq!(vocabulary.repair("pasword"), Some("password"));
        assert_eq!(vocabulary.repair("authentcation"), Some("authentication"));
        assert_eq!(vocabulary.repair("encrpytion"), Some("encryption"));
        assert_eq!(vocabulary.repair("validatd"), Some("validated"));
        assert_eq!(vocabulary.repair("firewals"), Some("firewall"));
        assert_eq!(vocabulary.repair("password"), None);
        assert_eq!(vocabulary.repair("designer"), None);
        assert_eq!(vocabulary.repair("phrase"), None);
        assert_eq!(vocabulary.repair("passwords"), None);
        assert_eq!(vocabulary.repair("mfa"), None);
        assert_eq!(vocabulary.repair("zebra"), None);
    }
}
