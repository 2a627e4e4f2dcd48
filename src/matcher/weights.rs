//! The weights of the ranking and of the calibrator, a file people can read.

use super::features::FEATURES;
use super::position::TURNS;
use super::signals::SIGNALS;
use crate::knowledge::Knowledge;
use crate::text::{InputFile, Span, YamlFault, read_yaml};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// The weights inside the program, for a knowledge base that brings none of its own.
const DEFAULT: &str = include_str!("weights.yaml");

/// Weights of the logistic model that ranks, of the calibrator that judges the winner, and the thresholds of the bands.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// First stage: ranks candidates.
    pub rank: Model<{ FEATURES.len() }>,
    /// Second stage: judges the winner.
    pub calibrate: Model<{ SIGNALS.len() }>,
    /// Says how likely an item asks the other way round than a fact.
    pub position: Model<{ TURNS.len() }>,
    /// Probability from which an answer is sent.
    pub thresholds: Thresholds,
}

/// A logistic model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Model<const N: usize> {
    /// Intercept.
    pub intercept: f32,
    /// One weight an input, none negative.
    pub weights: [f32; N],
}

impl<const N: usize> Model<N> {
    /// The logit of a row of inputs.
    pub fn logit(&self, inputs: &[f32; N]) -> f32 {
        self.weights.iter().zip(inputs).fold(self.intercept, |sum, (weight, input)| sum + weight * input)
    }

    /// The probability that a row of inputs is what the model was fitted to find.
    pub fn probability(&self, inputs: &[f32; N]) -> f32 {
        1.0 / (1.0 + (-self.logit(inputs)).exp())
    }
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawWeights {
    // Read by the rule `stale-weights` of the knowledge base.
    #[serde(rename = "trained-on")]
    _trained_on: Option<String>,
    rank: Spanned<RawModel>,
    calibrate: Spanned<RawModel>,
    position: Spanned<RawModel>,
    thresholds: Spanned<Thresholds>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModel {
    intercept: f32,
    weights: IndexMap<String, f32>,
}

impl Weights {
    /// The weights inside the program.
    pub fn bundled() -> Self {
        Self::read(&InputFile::new("weights.yaml", DEFAULT)).expect("internal error: the bundled weights do not read")
    }

    /// The weights of a base, or those inside the program when it brings none.
    ///
    /// # Errors
    ///
    /// As [`Weights::read`].
    pub fn of(knowledge: &Knowledge) -> Result<Self, YamlFault> {
        knowledge.weights.as_ref().map_or_else(|| Ok(Self::bundled()), Self::read)
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    ///
    /// When it is no such file, when it lacks an input or has one the program does not know, when a weight is negative or no
    /// number, and when the thresholds do not descend from high to low inside 0 to 1.
    pub fn read(file: &InputFile) -> Result<Self, YamlFault> {
        let raw: RawWeights = read_yaml(file, file.text().len())?;
        let thresholds = raw.thresholds.value;
        let order = [1.0, thresholds.high, thresholds.medium, thresholds.low, 0.0];
        if !order.is_sorted_by(|a, b| a >= b) {
            return Err(YamlFault {
                message: "thresholds must descend: 1 >= high >= medium >= low >= 0".into(),
                span: crate::text::span_of(&raw.thresholds),
            });
        }
        Ok(Self {
            rank: model(&raw.rank, &FEATURES)?,
            calibrate: model(&raw.calibrate, &SIGNALS)?,
            position: model(&raw.position, &TURNS)?,
            thresholds,
        })
    }

    /// The file, without its heading. The same weights give the same bytes.
    pub fn to_yaml(&self) -> String {
        fn write<const N: usize>(name: &str, names: &[&str; N], model: &Model<N>, out: &mut String) {
            out.push_str(&format!("{name}:\n  intercept: {:.4}\n  weights:\n", model.intercept));
            for (name, weight) in names.iter().zip(model.weights) {
                out.push_str(&format!("    {name}: {weight:.4}\n"));
            }
        }
        let mut out = String::new();
        write("rank", &FEATURES, &self.rank, &mut out);
        write("calibrate", &SIGNALS, &self.calibrate, &mut out);
        write("position", &TURNS, &self.position, &mut out);
        let Thresholds { high, medium, low } = self.thresholds;
        out.push_str(&format!("thresholds:\n  high: {high:.3}\n  medium: {medium:.3}\n  low: {low:.3}\n"));
        out
    }
}

fn model<const N: usize>(raw: &Spanned<RawModel>, names: &[&str; N]) -> Result<Model<N>, YamlFault> {
    let fault = |message: String| {
        let span = crate::text::span_of(raw);
        YamlFault { message, span: Span::new(span.start, span.end) }
    };
    let mut weights = [0.0; N];
    for (slot, name) in weights.iter_mut().zip(names) {
        *slot = *raw.value.weights.get(*name).ok_or_else(|| fault(format!("missing weight of `{name}`")))?;
        if !slot.is_finite() || *slot < 0.0 {
            return Err(fault(format!("weight of `{name}` is {slot}, expected a number that is not negative")));
        }
    }
    if let Some(strange) = raw.value.weights.keys().find(|name| !names.contains(&name.as_str())) {
        return Err(fault(format!("unknown input `{strange}`")));
    }
    Ok(Model { intercept: raw.value.intercept, weights })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_survive_being_written_and_read() {
        let weights = Weights::bundled();
        let text = weights.to_yaml();
        let again = Weights::read(&InputFile::new("weights.yaml", &text)).expect("its own file reads");
        assert_eq!(again.to_yaml(), text);
    }

    #[test]
    fn faulty_weights_are_refused() {
        let text = Weights::bundled().to_yaml();
        let faults = [
            (text.replacen("    bm25:", "    bm52:", 1), "missing weight of `bm25`"),
            (text.replacen("    item-coverage: ", "    item-coverage: -", 1), "not negative"),
            (text.replacen("    bm25:", "    extra: 1.0\n    bm25:", 1), "unknown input `extra`"),
            (text.replacen("  low: ", "  low: 1", 1), "descend"),
        ];
        for (text, expected) in faults {
            let fault = Weights::read(&InputFile::new("weights.yaml", &text)).expect_err("is faulty");
            assert!(fault.message.contains(expected), "{}", fault.message);
        }
    }
}
