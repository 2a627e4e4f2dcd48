//! A wording of the base, measured.

use serde::{Deserialize, Serialize};

/// A phrasing, measured once. The lists are those of [`Text`](super::analyzer::Text).
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Wording {
    /// The phrasing after normalising.
    pub normalised: String,
    /// Numbers of its meaningful stems and of its concepts, sorted.
    pub terms: Vec<u32>,
    /// Sum of the weights of its terms.
    pub weight: f32,
}

impl Wording {
    /// From its normalised text and its terms. Its weight is set by [`Wording::weigh`].
    pub(super) fn new(normalised: String, terms: Vec<u32>) -> Self {
        Self { normalised, terms, weight: 0.0 }
    }

    /// Sums the weights of its terms.
    pub(super) fn weigh(&mut self, weights: &[f32]) {
        self.weight = self.terms.iter().map(|term| weights[*term as usize]).sum();
    }
}
