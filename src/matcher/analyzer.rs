//! A text, measured: repaired, stemmed, its concepts found, its terms numbered.

use super::glossary::Glossary;
use super::grams::Grams;
use super::language::{self, Language};
use super::lazy::Lazy;
use super::meaning::{Meaning, Role};
use super::spelling::Vocabulary;
use super::terms::{Stems, normalise, words};
use crate::knowledge::Knowledge;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A text, measured once.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The text after normalising and repair.
    pub normalised: String,
    /// Stems in order, function words included.
    pub stems: Vec<String>,
    /// Numbers of the stems that carry meaning, sorted, each once. Stems the base does not know are counted in `strange`.
    pub terms: Vec<u32>,
    /// Meaningful stems that the base does not know.
    pub strange: Vec<String>,
    /// Numbers of its concepts, sorted.
    pub concepts: Vec<usize>,
    /// Its character 4-grams.
    pub grams: Grams,
    /// Whether a question mark stands in it.
    pub asks: bool,
    /// Its language.
    pub language: Option<Language>,
    /// Repairs of spelling that were made: wrong and right.
    pub repairs: Vec<(String, String)>,
}

/// What is needed to measure a text.
#[derive(Clone, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Analyzer {
    stems: Stems,
    meaning: Meaning,
    glossary: Lazy<Glossary>,
    /// Words that misspelt ones are repaired to, made when the first is met.
    #[serde(skip)]
    spelling: OnceLock<Vocabulary>,
    /// Words that are right besides: those of [`Knowledge::other_words`].
    other_words: String,
    repairs: bool,
}

impl Analyzer {
    /// From the stems of all entries and what they mean. Closes the vocabulary, which misspelt words are repaired to: words of the
    /// base, and of what is matched beside it.
    pub(super) fn new(knowledge: &Knowledge, mut stems: Stems, meaning: Meaning, repairs: bool) -> Self {
        let routes = knowledge.routes.iter().flat_map(|route| &route.terms);
        for term in routes.chain(knowledge.absences.iter().flat_map(|absence| &absence.terms)) {
            stems.learn_text(&normalise(term), Language::English, &mut Vec::new());
        }
        // Terms of lists are stemmed in every language when the program starts: they are all known here.
        let routes = knowledge.routes.iter().flat_map(|route| &route.terms);
        let scopes = knowledge.scopes.iter().flat_map(|scope| &scope.terms);
        for term in routes.chain(scopes).chain(knowledge.absences.iter().flat_map(|absence| &absence.terms)) {
            stems.remember(&normalise(term));
        }
        Self {
            glossary: Glossary::new(&knowledge.glossary, &stems).into(),
            stems,
            meaning,
            spelling: OnceLock::new(),
            other_words: knowledge.other_words.clone(),
            repairs,
        }
    }

    /// How many terms there are.
    pub(super) fn count(&self) -> usize {
        self.meaning.count()
    }

    /// Measures an item's text, repairing its spelling.
    pub fn analyze(&self, text: &str) -> Text {
        let language = language::detect(text);
        // Japanese questions end in a particle, and often without a mark.
        let asks = text.contains(['?', '？', 'か']);
        let normalised = normalise(text);
        let mut words = words(&normalised);
        let mut repairs = Vec::new();
        if language == Language::English && self.repairs {
            for word in &mut words {
                if !self.stems.is_english_word(word)
                    && let Some(right) = self.spelling().repair(word)
                {
                    repairs.push((word.clone(), right.to_owned()));
                    *word = right.to_owned();
                }
            }
        }
        let normalised = if repairs.is_empty() { normalised } else { words.join(" ") };
        let mut stems = self.stems.stem(&words, language);
        let translation = self.glossary.translate(&normalised, &self.stems, language);
        stems.extend(self.stems.stem(&translation.words, Language::English));
        let mut text = self.measure(normalised, stems, language);
        if !translation.words.is_empty() {
            // A word that was understood is no longer strange.
            let rest = self.stems.stem(&translation.rest, language);
            text.strange.retain(|stem| rest.contains(stem));
        }
        text.repairs = repairs;
        text.asks = asks;
        text
    }

    fn spelling(&self) -> &Vocabulary {
        self.spelling.get_or_init(|| Vocabulary::new(self.stems.english_words(), self.other_words.split(' ')))
    }

    /// Stems of a text, for matching terms of scopes, routes and absences against it.
    pub fn stems(&self, text: &str) -> Vec<String> {
        self.stems.stem(&words(&normalise(text)), language::detect(text))
    }

    /// The same of a text that is known to be mostly English.
    pub fn english_stems(&self, text: &str) -> Vec<String> {
        self.stems.stem(&words(&normalise(text)), Language::English)
    }

    /// Stems of a term under each stemmer, each sequence once: what a short term of a list is written in cannot be told, and an item
    /// is stemmed in its own language.
    pub fn stems_of_term(&self, term: &str) -> Vec<Vec<String>> {
        self.stems.every(&words(&normalise(term)))
    }

    /// Number of a stem among the terms of the base.
    pub fn number(&self, stem: &str) -> Option<u32> {
        self.meaning.term(self.stems.number(stem)?)
    }

    /// Numbers of the concepts in stems.
    pub fn concepts(&self, stems: &[String]) -> Vec<usize> {
        self.meaning.concepts(&self.numbers(stems))
    }

    /// Numbers of stems; those that the base does not know share one that no stem has.
    fn numbers(&self, stems: &[String]) -> Vec<u32> {
        stems.iter().map(|stem| self.stems.number(stem).unwrap_or(u32::MAX)).collect()
    }

    fn measure(&self, normalised: String, stems: Vec<String>, language: Language) -> Text {
        let numbers = self.numbers(&stems);
        let (mut terms, mut concepts) = (Vec::new(), Vec::new());
        self.meaning.find(&numbers, &mut terms, &mut concepts);
        concepts.sort_unstable();
        let mut strange = Vec::new();
        for (stem, number) in stems.iter().zip(numbers) {
            if self.meaning.role(number) == Role::Unused && !strange.contains(stem) {
                strange.push(stem.clone());
            }
        }
        Text {
            grams: Grams::new(&normalised),
            normalised,
            stems,
            terms,
            strange,
            concepts,
            asks: false,
            language: Some(language),
            repairs: Vec::new(),
        }
    }
}
