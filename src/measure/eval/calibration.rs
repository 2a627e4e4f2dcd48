//! How far a probability can be trusted: of the answers given at 80 %, are 80 % right?

use super::trial::{Mark, Trial};
use serde::Serialize;

/// Bins of equal width.
const BINS: usize = 10;

/// Answers of about the same probability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Least probability.
    pub from: f64,
    /// Answers in it.
    pub answers: usize,
    /// Their mean probability.
    pub said: f64,
    /// The share that is right.
    pub found: f64,
}

/// The bins that hold answers. `trials` come from an engine without thresholds.
pub fn bins(trials: &[&Trial]) -> Vec<Bin> {
    (0..BINS)
        .filter_map(|number| {
            let inside: Vec<_> = trials
                .iter()
                .filter(|trial| trial.mark.is_answered())
                .filter(|trial| ((f64::from(trial.score) * BINS as f64) as usize).min(BINS - 1) == number)
                .collect();
            let answers = inside.len();
            (answers > 0).then(|| Bin {
                from: number as f64 / BINS as f64,
                answers,
                said: inside.iter().map(|trial| f64::from(trial.score)).sum::<f64>() / answers as f64,
                found: inside.iter().filter(|trial| trial.mark == Mark::Right).count() as f64 / answers as f64,
            })
        })
        .collect()
}

/// Expected calibration error: the mean distance between what was said and what was found, over answers.
pub fn error(trials: &[&Trial]) -> Option<f64> {
    let bins = bins(trials);
    let all: usize = bins.iter().map(|bin| bin.answers).sum();
    (all > 0)
        .then(|| bins.iter().map(|bin| (bin.said - bin.found).abs() * bin.answers as f64).sum::<f64>() / all as f64)
}
