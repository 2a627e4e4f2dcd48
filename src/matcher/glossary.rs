//! What the words of forms in other languages mean, word by word: enough to find the facts an item is near to.
//!
//! French and Spanish words are found by their stems, German compounds are taken apart, and Japanese, which nothing separates, is
//! searched for the longest terms. The English words join the item's own, so that wordings in its language still match.

use super::language::Language;
use super::lexicon::Lexicon;
use super::terms::{Stems, is_ideographic, normalise, words};
use crate::knowledge::Gloss;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Letters of a German word from which it may be a compound.
const COMPOUND: usize = 8;
/// Letters of the shortest term that is looked for inside a compound: shorter ones are in every other word.
const PART: usize = 4;

/// Terms of other languages, each with the number of its English words.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Glossary {
    english: Vec<Vec<String>>,
    stems: BTreeMap<Language, Lexicon>,
    /// Single German words, folded, for taking compounds apart.
    parts: BTreeMap<String, usize>,
    /// Japanese terms, folded.
    japanese: BTreeMap<Vec<char>, usize>,
    longest: usize,
}

/// What was found in an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Translation {
    /// English words, in the order of what they stand for.
    pub words: Vec<String>,
    /// Words of the item, as [`words`] splits it, that nothing was found for.
    pub rest: Vec<String>,
}

impl Glossary {
    /// From the glosses of a base.
    pub fn new(glosses: &[Gloss], stems: &Stems) -> Self {
        let mut glossary = Self::default();
        for language in [Language::French, Language::German, Language::Spanish] {
            let terms = glosses.iter().enumerate().flat_map(|(number, gloss)| {
                gloss
                    .terms(language.code())
                    .iter()
                    .map(move |term| (stems.stem(&words(&normalise(term)), language), number))
            });
            glossary.stems.insert(language, Lexicon::new(terms));
        }
        for (number, gloss) in glosses.iter().enumerate() {
            glossary.english.push(words(&normalise(&gloss.en)));
            for term in gloss.terms("de").iter().map(|term| normalise(term)) {
                if !term.contains([' ', '-']) && term.chars().count() >= PART {
                    glossary.parts.entry(term).or_insert(number);
                }
            }
            for term in gloss.terms("ja").iter().map(|term| normalise(term).chars().collect::<Vec<_>>()) {
                glossary.longest = glossary.longest.max(term.len());
                glossary.japanese.entry(term).or_insert(number);
            }
        }
        glossary
    }

    /// The English words for a normalised text in another language; nothing for English and for languages without terms.
    pub fn translate(&self, normalised: &str, stems: &Stems, language: Language) -> Translation {
        match language {
            Language::Japanese => self.search(normalised),
            Language::French | Language::German | Language::Spanish => {
                self.look_up(&words(normalised), stems, language)
            }
            Language::English | Language::Other => Translation::default(),
        }
    }

    fn look_up(&self, words: &[String], stems: &Stems, language: Language) -> Translation {
        let Some(lexicon) = self.stems.get(&language) else { return Translation::default() };
        let (found, covered) = lexicon.concepts(&stems.stem(words, language));
        let mut numbers = found;
        let mut rest = Vec::new();
        for (word, _) in words.iter().zip(covered).filter(|(_, covered)| !covered) {
            let parts = if language == Language::German { self.take_apart(word) } else { Vec::new() };
            if parts.is_empty() {
                rest.push(word.clone());
            }
            numbers.extend(parts);
        }
        Translation { words: self.words(&numbers), rest }
    }

    /// The terms in a compound, if they make up most of it.
    fn take_apart(&self, word: &str) -> Vec<usize> {
        if word.chars().count() < COMPOUND {
            return Vec::new();
        }
        let (mut at, mut held, mut found) = (0, 0, Vec::new());
        while at < word.len() {
            let rest = &word[at..];
            let longest = self
                .parts
                .range(rest.chars().take(PART).collect::<String>()..=rest.to_owned())
                .filter(|(term, _)| rest.starts_with(term.as_str()))
                .max_by_key(|(term, _)| term.len());
            match longest {
                Some((term, number)) => {
                    found.push(*number);
                    held += term.len();
                    at += term.len();
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        // Half of the letters or more: `Passwortlänge` is about passwords, `Landschaft` is not about land.
        if held * 2 >= word.len() { found } else { Vec::new() }
    }

    fn search(&self, normalised: &str) -> Translation {
        let chars: Vec<char> = normalised.chars().collect();
        let (mut at, mut numbers, mut rest) = (0, Vec::new(), String::new());
        while at < chars.len() {
            let most = self.longest.min(chars.len() - at);
            let hit = (1..=most).rev().find_map(|length| {
                let number = *self.japanese.get(&chars[at..at + length])?;
                // One character alone is a word only where no other stands beside it.
                let alone = |index: Option<usize>| {
                    index.and_then(|index| chars.get(index)).is_none_or(|c| !is_ideographic(*c) || is_kana(*c))
                };
                (length > 1 || (alone(at.checked_sub(1)) && alone(Some(at + 1)))).then_some((length, number))
            });
            match hit {
                Some((length, number)) => {
                    numbers.push(number);
                    rest.push(' ');
                    at += length;
                }
                None => {
                    rest.push(chars[at]);
                    at += 1;
                }
            }
        }
        Translation { words: self.words(&numbers), rest: words(&rest) }
    }

    fn words(&self, numbers: &[usize]) -> Vec<String> {
        let mut seen = Vec::new();
        let mut out = Vec::new();
        for number in numbers {
            if !seen.contains(number) {
                seen.push(*number);
                out.extend(self.english[*number].iter().cloned());
            }
        }
        out
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> (Glossary, Stems) {
        let gloss = |en: &str, fr: &[&str], de: &[&str], ja: &[&str]| Gloss {
            en: en.to_owned(),
            fr: fr.iter().map(|term| (*term).to_owned()).collect(),
            de: de.iter().map(|term| (*term).to_owned()).collect(),
            es: Vec::new(),
            ja: ja.iter().map(|term| (*term).to_owned()).collect(),
        };
        let stems = Stems::default();
        let glosses = [
            gloss("encryption", &["chiffrement", "chiffré"], &["Verschlüsselung"], &["暗号化"]),
            gloss("data", &["données"], &["Daten"], &["データ"]),
            gloss("password", &["mot de passe"], &["Passwort"], &["パスワード"]),
            gloss("key", &["clé"], &["Schlüssel"], &["鍵"]),
            gloss("country", &["pays"], &["Land"], &["国"]),
        ];
        (Glossary::new(&glosses, &stems), stems)
    }

    fn english(text: &str, language: Language) -> (String, Vec<String>) {
        let (glossary, stems) = glossary();
        let found = glossary.translate(&normalise(text), &stems, language);
        (found.words.join(" "), found.rest)
    }

    #[test]
    fn words_are_found_by_their_stems_and_phrases_whole() {
        let (found, rest) = english("Les données sont-elles chiffrées ?", Language::French);
        assert_eq!(found, "data encryption");
        assert!(!rest.contains(&"données".to_owned()), "{rest:?}");
        assert_eq!(english("Vos mots de passe", Language::French).0, "password");
    }

    #[test]
    fn compounds_are_taken_apart_when_their_parts_make_them_up() {
        assert_eq!(english("Datenverschlüsselung", Language::German).0, "data encryption");
        assert_eq!(english("Passwortlänge", Language::German).0, "password");
        assert_eq!(
            english("Landschaftsgärtner", Language::German),
            (String::new(), vec!["landschaftsgärtner".to_owned()])
        );
    }

    #[test]
    fn japanese_is_searched_for_the_longest_terms() {
        assert_eq!(english("データの暗号化を行っていますか", Language::Japanese).0, "data encryption");
        // 国 inside 中国語 is no word of its own.
        assert_eq!(english("中国語のパスワード", Language::Japanese).0, "password");
        assert_eq!(english("鍵の管理", Language::Japanese).0, "key");
    }

    #[test]
    fn english_is_left_alone() {
        assert_eq!(english("Is the land flat?", Language::English), (String::new(), Vec::new()));
    }
}
