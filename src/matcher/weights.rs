//! The weights of the ranking and of the calibrator, a file people can read.

use super::features::FEATURES;
use crate::text::{InputFile, YamlFault, read_yaml};
use serde::Deserialize;

/// The weights inside the program, for a knowledge base that brings none of its own.
const DEFAULT: &str = include_str!("weights.yaml");

/// Weights of the logistic model that ranks, of the calibrator that judges the winner, and the thresholds of the bands.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    /// First stage: one weight a feature, by name, and the intercept.
    pub rank: Rank,
    /// Second stage: weights of the winner's logit, of its lead over the next entry, of the agreement of the features, and the
    /// intercept.
    pub calibrate: Calibrate,
    /// Probability from which an answer is sent.
    pub thresholds: Thresholds,
}

/// First stage.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rank {
    /// Intercept.
    pub intercept: f32,
    /// Weight of each feature; every one is present and none is negative.
    pub features: indexmap::IndexMap<String, f32>,
}

/// Second stage.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Calibrate {
    /// Intercept.
    pub intercept: f32,
    /// Winner's logit of the first stage.
    pub logit: f32,
    /// Its lead over the best other entry, in logits, at most 4.
    pub lead: f32,
    /// Share of the features in which the winner is best.
    pub agreement: f32,
}

/// Least probabilities of the bands.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// High confidence.
    pub high: f32,
    /// Answered at medium confidence.
    pub medium: f32,
    /// Shown to a reviewer; below, unanswered.
    pub low: f32,
}

impl Weights {
    /// The weights inside the program.
    pub fn bundled() -> Self {
        Self::read(&InputFile::new("weights.yaml", DEFAULT)).expect("internal error: the bundled weights do not read")
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    ///
    /// When it is no such file, or lacks a feature, or has one the program does not know.
    pub fn read(file: &InputFile) -> Result<Self, YamlFault> {
        let weights: Self = read_yaml(file, file.text().len())?;
        if let Some(missing) = FEATURES.iter().find(|name| !weights.rank.features.contains_key(**name)) {
            return Err(YamlFault {
                message: format!("missing weight of feature `{missing}`"),
                span: Default::default(),
            });
        }
        if let Some(strange) = weights.rank.features.keys().find(|name| !FEATURES.contains(&name.as_str())) {
            return Err(YamlFault { message: format!("unknown feature `{strange}`"), span: Default::default() });
        }
        Ok(weights)
    }

    /// The logit of the first stage.
    pub fn logit(&self, features: &[f32; FEATURES.len()]) -> f32 {
        FEATURES
            .iter()
            .zip(features)
            .fold(self.rank.intercept, |sum, (name, value)| sum + self.rank.features[*name] * value)
    }

    /// The probability that the winner is right.
    pub fn probability(&self, logit: f32, lead: f32, agreement: f32) -> f32 {
        let calibrate = &self.calibrate;
        let sum = calibrate.intercept
            + calibrate.logit * logit
            + calibrate.lead * lead.clamp(0.0, 4.0)
            + calibrate.agreement * agreement;
        1.0 / (1.0 + (-sum).exp())
    }
}
