//! A text, measured: repaired, stemmed, its concepts found, its terms numbered.

use super::glossary::Glossary;
use super::grams::Grams;
use super::language::{self, Language};
use super::lazy::Lazy;
use super::lexicon::Lexicon;
use super::spelling::Vocabulary;
use super::switches::Switches;
use super::term_set::TermSet;
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
    /// `terms`, for asking whether one is there.
    pub term_set: TermSet,
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
    lexicon: Lexicon<u32>,
    glossary: Lazy<Glossary>,
    /// Words that misspelt ones are repaired to, made when the first is met.
    #[serde(skip)]
    spelling: OnceLock<Vocabulary>,
    /// Words that are right besides: those of [`Knowledge::other_words`].
    other_words: String,
    /// What each stem of the base counts as, by its number.
    roles: Vec<Role>,
    /// How many terms there are: concepts first, then stems in the order in which the base uses them.
    terms: u32,
    repairs: bool,
}

/// What a stem counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
enum Role {
    /// A function word.
    Stop,
    /// A word that no entry uses, such as one of a family.
    Unused,
    /// A term, by its number.
    Term(u32),
}

/// A text whose words are numbered.
pub(super) struct Learned {
    /// Numbers of its stems, in order.
    stems: Vec<u32>,
    /// Numbers of those that are terms.
    terms: Vec<u32>,
}

/// The terms of a text, as in [`Text`].
pub(super) struct Terms {
    pub(super) terms: Vec<u32>,
    pub(super) concepts: Vec<usize>,
}

impl Terms {
    /// Finds the concepts in a text, which are terms as well: the first ones.
    pub(super) fn of(learned: Learned, lexicon: &Lexicon<u32>) -> Self {
        let (mut concepts, _) = lexicon.concepts(&learned.stems);
        concepts.sort_unstable();
        let mut terms = learned.terms;
        terms.extend(concepts.iter().map(|concept| *concept as u32));
        terms.sort_unstable();
        terms.dedup();
        Self { terms, concepts }
    }
}

impl Analyzer {
    /// An analyzer that knows the concepts and has read nothing yet.
    pub(super) fn new(knowledge: &Knowledge, switches: Switches) -> Self {
        let mut stems = Stems::default();
        let mut lexicon = Vec::new();
        for (number, concept) in knowledge.concepts.iter().enumerate() {
            for term in &concept.terms {
                let words = words(&normalise(term));
                for word in &words {
                    stems.learn(word, Language::English);
                }
                for sequence in stems.every(&words) {
                    lexicon.push((sequence.iter().map(|stem| stems.keep(stem)).collect(), number));
                }
            }
        }
        if !switches.lexicon {
            lexicon.clear();
        }
        let mut stop: Vec<u32> = Vec::new();
        for word in STOP.split_whitespace() {
            stop.extend([stems.keep(word), stems.learn(word, Language::English)]);
            // An item is stemmed in its own language, and so must be what is left out of it.
            for sequence in stems.every(&[word.to_owned()]) {
                stop.extend(sequence.iter().map(|stem| stems.keep(stem)));
            }
        }
        let mut roles = vec![Role::Unused; stems.count()];
        for number in stop {
            roles[number as usize] = Role::Stop;
        }
        Self {
            stems,
            lexicon: Lexicon::new(lexicon),
            glossary: Glossary::default().into(),
            spelling: OnceLock::new(),
            other_words: knowledge.other_words.clone(),
            roles,
            terms: knowledge.concepts.len() as u32,
            repairs: switches.spelling,
        }
    }

    /// Measures a text of the base, whose words are right by definition and join the vocabulary.
    pub(super) fn learn(&mut self, normalised: &str, language: Language) -> Learned {
        let stems = self.stems.learn_text(normalised, language);
        self.roles.resize(self.stems.count(), Role::Unused);
        for number in &stems {
            let role = &mut self.roles[*number as usize];
            if *role == Role::Unused {
                *role = Role::Term(self.terms);
                self.terms += 1;
            }
        }
        self.numbered(stems)
    }

    /// What finds concepts.
    pub(super) fn lexicon(&self) -> &Lexicon<u32> {
        &self.lexicon
    }

    /// Closes the vocabulary, which misspelt words are repaired to: words of the base, and of what is matched beside it.
    pub(super) fn finish(&mut self, knowledge: &Knowledge) {
        let routes = knowledge.routes.iter().flat_map(|route| &route.terms);
        for term in routes.chain(knowledge.absences.iter().flat_map(|absence| &absence.terms)) {
            self.stems.learn_text(&normalise(term), Language::English);
        }
        // Terms of lists are stemmed in every language when the program starts: they are all known here.
        let routes = knowledge.routes.iter().flat_map(|route| &route.terms);
        let scopes = knowledge.scopes.iter().flat_map(|scope| &scope.terms);
        for term in routes.chain(scopes).chain(knowledge.absences.iter().flat_map(|absence| &absence.terms)) {
            self.stems.remember(&normalise(term));
        }
        self.roles.resize(self.stems.count(), Role::Unused);
        self.glossary = Glossary::new(&knowledge.glossary, &self.stems).into();
    }

    /// How many terms there are.
    pub(super) fn count(&self) -> usize {
        self.terms as usize
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
        match self.role(self.stems.number(stem)?) {
            Role::Term(term) => Some(term),
            Role::Stop | Role::Unused => None,
        }
    }

    /// Numbers of the concepts in stems.
    pub fn concepts(&self, stems: &[String]) -> Vec<usize> {
        self.lexicon.concepts(&self.numbers(stems)).0
    }

    /// Numbers of stems; those that the base does not know share one that no stem has.
    fn numbers(&self, stems: &[String]) -> Vec<u32> {
        stems.iter().map(|stem| self.stems.number(stem).unwrap_or(u32::MAX)).collect()
    }

    fn role(&self, number: u32) -> Role {
        self.roles.get(number as usize).copied().unwrap_or(Role::Unused)
    }

    fn measure(&self, normalised: String, stems: Vec<String>, language: Language) -> Text {
        let numbers = self.numbers(&stems);
        let Terms { terms, concepts } = Terms::of(self.numbered(numbers.clone()), &self.lexicon);
        let mut strange = Vec::new();
        for (stem, number) in stems.iter().zip(numbers) {
            if self.role(number) == Role::Unused && !strange.contains(stem) {
                strange.push(stem.clone());
            }
        }
        let grams = Grams::new(grams(&normalised));
        Text {
            normalised,
            stems,
            term_set: TermSet::new(&terms),
            terms,
            strange,
            concepts,
            grams,
            asks: false,
            language: Some(language),
            repairs: Vec::new(),
        }
    }

    fn numbered(&self, stems: Vec<u32>) -> Learned {
        let term = |number: &u32| match self.role(*number) {
            Role::Term(term) => Some(term),
            Role::Stop | Role::Unused => None,
        };
        // Room for concepts as well: they join the terms.
        let mut terms = Vec::with_capacity(stems.len() + stems.len() / 2 + 2);
        terms.extend(stems.iter().filter_map(term));
        Learned { terms, stems }
    }
}

/// Function words of the five languages, and words every form uses about everything.
const STOP: &str = "a an and any are as at be been being by can could do does done for from had has have how if in into is it its \
    may might must of on or shall should so such that the their them then there these they this those to was were what when where \
    which who whom whose will with within would you your yours our us we i me my not no nor without please also etc e g ie eg \
    provide provided describe explain detail details company organisation organization vendor supplier service services product \
    solution application software system qgis use used using uses via per other all each every both either about regarding \
    le la les des un une et est entreprise société logiciel produit fournisseur combien quand où veuillez sont du de au aux en dans pour par sur vous votre vos nous notre il elle ils elles que qui quoi \
    quel quelle quels quelles comment avez avec ou ce cette ces se sa son ses \
    der die das den dem ein eine einer eines und oder ist sind wird werden sie ihr ihre es für von mit auf im zu zur zum wie was \
    welche welcher welches welchen wann wo wer viel viele wieviel unternehmen produkt anwendung hersteller anbieter bitte gibt haben hat kann können bei nach aus durch \
    regelmäßig regelmässig regelmäßige regelmässige wurde wurden existiert besteht liegt vor \
    el los las un una y o es son del al en para por con su sus se que cual cuál cómo qué hay tiene tienen está están lo empresa proveedor producto aplicación cuántos cuántas cuándo dónde por favor \
    です ます した する して ます か すか";

/// FNV-1a of characters: small, fast, and the same everywhere.
pub(super) fn hash(chars: impl IntoIterator<Item = char>) -> u32 {
    chars.into_iter().fold(0x811c_9dc5u32, |hash, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}

/// Hashes of the character 4-grams of a text, sorted, each once.
pub(super) fn grams(text: &str) -> Vec<u32> {
    let chars: Vec<char> = std::iter::once(' ').chain(text.chars()).chain(std::iter::once(' ')).collect();
    let mut grams: Vec<u32> = chars.windows(4).map(|window| hash(window.iter().copied())).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}
