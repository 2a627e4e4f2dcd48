//! A text, measured: repaired, stemmed, its concepts found, its terms numbered.

use super::language::{self, Language};
use super::lexicon::Lexicon;
use super::spelling::Vocabulary;
use super::terms::{Stems, normalise, words};
use indexmap::IndexSet;

/// A text, measured once.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The text after normalising and repair.
    pub normalised: String,
    /// Stems in order, function words included.
    pub stems: Vec<String>,
    /// The same without the stems that a concept stands for: "multi-factor authentication" and "2FA" are one term here.
    pub folded: Vec<u32>,
    /// Numbers of the stems that carry meaning, sorted, each once. Stems the base does not know are counted in `strange`.
    pub terms: Vec<u32>,
    /// Meaningful stems that the base does not know.
    pub strange: Vec<String>,
    /// Numbers of its concepts, sorted.
    pub concepts: Vec<usize>,
    /// Hashes of its character 4-grams, sorted, each once.
    pub grams: Vec<u32>,
    /// Its language.
    pub language: Option<Language>,
    /// Repairs of spelling that were made: wrong and right.
    pub repairs: Vec<(String, String)>,
}

/// What is needed to measure a text.
#[derive(Clone)]
pub struct Analyzer {
    pub(super) stems: Stems,
    pub(super) lexicon: Lexicon,
    pub(super) spelling: Vocabulary,
    pub(super) vocabulary: IndexSet<String>,
    pub(super) stop: IndexSet<String>,
    pub(super) repairs: bool,
}

impl Analyzer {
    /// Measures an item's text, repairing its spelling.
    pub fn analyze(&self, text: &str) -> Text {
        let language = language::detect(text);
        let normalised = normalise(text);
        let mut words = words(&normalised);
        let mut repairs = Vec::new();
        if language == Language::English && self.repairs {
            for word in &mut words {
                if let Some(right) = self.spelling.repair(word) {
                    repairs.push((word.clone(), right.to_owned()));
                    *word = right.to_owned();
                }
            }
        }
        let normalised = if repairs.is_empty() { normalised } else { words.join(" ") };
        let mut text = self.measure(normalised, self.stems.stem(&words, language), language);
        text.repairs = repairs;
        text
    }

    /// Stems of a text, for matching terms of scopes, routes and absences against it.
    pub fn stems(&self, text: &str) -> Vec<String> {
        self.stems.stem(&words(&normalise(text)), language::detect(text))
    }

    /// Stems of a term under each stemmer, each sequence once: what a short term of a list is written in cannot be told, and an item
    /// is stemmed in its own language.
    pub fn stems_of_term(&self, term: &str) -> Vec<Vec<String>> {
        self.stems.every(&words(&normalise(term)))
    }

    /// Number of a stem in the vocabulary of the base.
    pub fn number(&self, stem: &str) -> Option<u32> {
        self.vocabulary.get_index_of(stem).map(|number| number as u32)
    }

    /// Numbers of the concepts in stems.
    pub fn concepts(&self, stems: &[String]) -> Vec<usize> {
        self.lexicon.concepts(stems).0
    }

    fn measure(&self, normalised: String, stems: Vec<String>, language: Language) -> Text {
        let (mut concepts, covered) = self.lexicon.concepts(&stems);
        concepts.sort_unstable();
        let mut terms = Vec::new();
        let mut folded = Vec::new();
        let mut strange = Vec::new();
        for (stem, covered) in stems.iter().zip(covered).filter(|(stem, _)| !self.stop.contains(*stem)) {
            match self.vocabulary.get_index_of(stem) {
                Some(number) => {
                    terms.push(number as u32);
                    if !covered {
                        folded.push(number as u32);
                    }
                }
                None if !strange.contains(stem) => strange.push(stem.clone()),
                None => {}
            }
        }
        for concept in &concepts {
            if let Some(number) = self.vocabulary.get_index_of(&concept_token(*concept)) {
                terms.push(number as u32);
                folded.push(number as u32);
            }
        }
        for list in [&mut terms, &mut folded] {
            list.sort_unstable();
            list.dedup();
        }
        let grams = grams(&normalised);
        Text {
            normalised,
            stems,
            terms,
            folded,
            strange,
            concepts,
            grams,
            language: Some(language),
            repairs: Vec::new(),
        }
    }
}

/// The token that stands for a concept in the index; no word looks like it.
pub(super) fn concept_token(concept: usize) -> String {
    format!("\u{1}{concept}")
}

/// Function words of the five languages, and words every form uses about everything.
pub(super) const STOP: &str = "a an and any are as at be been being by can could do does done for from had has have how if in into is it its \
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

/// Measures a text of the base, whose words are right by definition and join the vocabulary.
pub(super) fn learn(analyzer: &mut Analyzer, text: &str, language: Language) -> Text {
    let normalised = normalise(text);
    let stems = analyzer.stems.learn(&words(&normalised), language);
    for stem in &stems {
        if !analyzer.stop.contains(stem) {
            analyzer.vocabulary.insert(stem.clone());
        }
    }
    analyzer.measure(normalised, stems, language)
}

/// Hashes of the character 4-grams of a text, sorted, each once (FNV-1a: small, fast, and the same everywhere).
fn grams(text: &str) -> Vec<u32> {
    let chars: Vec<char> = std::iter::once(' ').chain(text.chars()).chain(std::iter::once(' ')).collect();
    let mut grams: Vec<u32> = chars
        .windows(4)
        .map(|window| window.iter().fold(0x811c_9dc5u32, |hash, c| (hash ^ *c as u32).wrapping_mul(0x0100_0193)))
        .collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}
