//! Repairs misspelt words to the vocabulary of the knowledge base.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;

/// The words of the knowledge base, with how often each occurs.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    counts: IndexMap<String, u32, FxBuildHasher>,
    /// Numbers of words by first letter and length: a repair keeps the first letter and changes the length by two at most.
    /// With each, which letters it has.
    by_shape: BTreeMap<(char, usize), Vec<(usize, u64)>>,
}

impl Vocabulary {
    /// From the words of the base, each with how often it is used.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let counts: IndexMap<String, u32, FxBuildHasher> =
            words.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
        let mut by_shape: BTreeMap<(char, usize), Vec<(usize, u64)>> = BTreeMap::new();
        for (number, word) in counts.keys().enumerate().filter(|(_, word)| word.chars().all(char::is_alphabetic)) {
            if let Some(first) = word.chars().next() {
                by_shape.entry((first, word.chars().count())).or_default().push((number, letters(word)));
            }
        }
        Self { counts, by_shape }
    }

    /// The word of the base that a misspelt word most likely is: one edit away (two from nine letters on), same first letter,
    /// the most frequent first. `None` when the word is known, short, has digits, or nothing is near.
    pub fn repair(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if length < 5 || self.counts.contains_key(word) || !word.chars().all(char::is_alphabetic) {
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
}

/// Which letters a word has, as bits; some letters share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % 64))
}

/// Whether no more than so many bits are set.
fn most_ones(bits: u64, most: usize) -> bool {
    bits.count_ones() as usize <= most
}

/// A plural or a verb form is no mistake; the stemmer folds it.
fn is_inflection(word: &str, known: &str) -> bool {
    let (short, long) = if word.len() < known.len() { (word, known) } else { (known, word) };
    long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "es" | "d" | "ed" | "ing" | "ly" | "r"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_repaired_and_words_are_left_alone() {
        let vocabulary = Vocabulary::new([("password", 2), ("authentication", 1), ("encryption", 1), ("policy", 1)]);
        assert_eq!(vocabulary.repair("pasword"), Some("password"));
        assert_eq!(vocabulary.repair("authentcation"), Some("authentication"));
        assert_eq!(vocabulary.repair("encrpytion"), Some("encryption"));
        assert_eq!(vocabulary.repair("password"), None);
        assert_eq!(vocabulary.repair("passwords"), None);
        assert_eq!(vocabulary.repair("mfa"), None);
        assert_eq!(vocabulary.repair("zebra"), None);
    }
}
