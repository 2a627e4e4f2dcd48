//! Wordings of the base, measured.

use super::analyzer::grams;
use super::grams::Grams;
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
    /// Sum of the weights of its terms.
    pub weight: f32,
    /// Made when the phrasing is first compared: one question meets few of thousands.
    #[serde(skip)]
    grams: OnceLock<Grams>,
}

impl Wording {
    /// From its normalised text and its terms. Its weight is set by [`Wording::weigh`].
    pub(super) fn new(normalised: String, terms: Vec<u32>) -> Self {
        Self { normalised, terms, weight: 0.0, grams: OnceLock::new() }
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

/// A wording that asks the other way round. Its words are those of the subject, so only its characters are ever compared.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Opposed {
    text: String,
    #[serde(skip)]
    grams: OnceLock<Grams>,
}

impl Opposed {
    /// From its text as it was written.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), grams: OnceLock::new() }
    }

    /// Its character 4-grams.
    pub fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| Grams::new(grams(&normalise(&self.text))))
    }
}
