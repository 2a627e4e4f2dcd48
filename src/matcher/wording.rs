//! A wording of the base, measured.

use super::analyzer::{Analyzer, Terms, grams};
use super::grams::Grams;
use super::language::Language;
use super::terms::normalise;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A phrasing, measured once. The lists are those of [`Text`](super::analyzer::Text).
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Wording {
    /// The phrasing after normalising.
    pub normalised: String,
    /// Numbers of its meaningful stems and of its concepts, sorted.
    pub terms: Vec<u32>,
    /// Numbers of its concepts, sorted.
    pub concepts: Vec<usize>,
    /// Sum of the weights of its terms.
    pub weight: f32,
    /// Made when the phrasing is first compared: one question meets few of thousands.
    #[serde(skip)]
    grams: OnceLock<Grams>,
}

impl Wording {
    /// Measures a phrasing, whose words join the vocabulary. Its weights are set by [`Wording::weigh`].
    pub(super) fn learn(analyzer: &mut Analyzer, text: &str, language: Language) -> Self {
        let normalised = normalise(text);
        let Terms { terms, concepts } = analyzer.learn(&normalised, language);
        Self { normalised, terms, concepts, weight: 0.0, grams: OnceLock::new() }
    }

    /// Sums the weights of its terms.
    pub(super) fn weigh(&mut self, weights: &[f32]) {
        self.weight = self.terms.iter().map(|term| weights[*term as usize]).sum();
    }

    /// Its character 4-grams.
    pub fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| Grams::new(grams(&self.normalised)))
    }
}
