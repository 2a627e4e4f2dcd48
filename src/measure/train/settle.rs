//! The last step: labelled items set the scale of the probabilities and the thresholds.
//!
//! The wordings of a base are harder than the items of forms: they differ from each other on purpose, and hiding a fact often
//! leaves its twin. What is learned from them puts answers in the right order, but its probabilities are too low. Two numbers,
//! fitted on labelled items, put the scale right; the thresholds are then counted on the whole engine, guards and families
//! included.

use super::logistic::{Row, fit};
use super::threshold::{Shot, share_and_bound, threshold};
use super::{ENOUGH, HIGH_BOUND, HIGH_SHARE, MEDIUM_BOUND, MEDIUM_SHARE};
use crate::answer::{Error, Subject, Switches};
use crate::knowledge::Knowledge;
use crate::matcher::weights::Thresholds;
use crate::matcher::{Matcher, Weights};
use crate::measure::eval::trial::{Mark, Trial};
use crate::measure::eval::{Bench, run};
use crate::measure::labelled::LabelledItem;

/// Penalty on the slope, in rows.
const RIDGE: f64 = 1.0;

/// Weights with the scale and the thresholds that labelled items bear, and a line for a reader.
///
/// # Errors
///
/// When the index cannot be built or searched.
pub fn settle(
    knowledge: &Knowledge,
    weights: Weights,
    subject: Subject,
    items: &[LabelledItem],
) -> Result<(Weights, Vec<String>), Error> {
    let matcher = Matcher::build(knowledge, weights.clone())?;
    let bench = Bench { knowledge, matcher: &matcher, subject, items };
    let trials = run(&bench, Switches { families: false, ..Switches::default() }.open())?;
    let answered: Vec<&Trial> = trials.iter().filter(|trial| trial.mark.is_answered()).collect();
    let rows: Vec<Row<1>> = answered
        .iter()
        .map(|trial| Row { inputs: [logit(trial.score)], right: trial.mark == Mark::Right, weight: 1.0 })
        .collect();
    let scale = fit(rows.iter(), RIDGE);
    let mut settled = weights;
    settled.calibrate.intercept = scale.intercept + scale.weights[0] * settled.calibrate.intercept;
    settled.calibrate.weights = settled.calibrate.weights.map(|weight| weight * scale.weights[0]);
    let shots: Vec<Shot> = rows
        .iter()
        .map(|row| Shot { probability: 1.0 / (1.0 + (-scale.logit(&row.inputs)).exp()), right: row.right })
        .collect();
    let medium = threshold(&shots, MEDIUM_SHARE, MEDIUM_BOUND, 1.0, ENOUGH).unwrap_or(1.0);
    let high = threshold(&shots, HIGH_SHARE, HIGH_BOUND, 1.0, ENOUGH).unwrap_or(1.0).max(medium);
    settled.thresholds = Thresholds { high, medium, low: (medium / 4.0 * 1000.0).round() / 1000.0 };
    let notes = [("high", high), ("medium", medium)].map(|(name, from)| {
        let (all, share, bound) = share_and_bound(&shots, from, 1.0);
        format!(
            "{name} from {from:.3}: {all} answers of {} labelled items, {:.1} % right, lower bound {:.1} %",
            items.len(),
            share * 100.0,
            bound * 100.0
        )
    });
    Ok((settled, notes.to_vec()))
}

/// The logit of a probability, kept finite.
fn logit(probability: f32) -> f32 {
    let probability = probability.clamp(1e-4, 1.0 - 1e-4);
    (probability / (1.0 - probability)).ln()
}
