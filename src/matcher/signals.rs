//! What tells a right winner from a wrong one, in a handful of numbers. More of each speaks for the winner.

use super::analyzer::Text;
use super::features::FEATURES;
use super::rank::Candidate;

/// Names of the signals, in the order of [`measure`].
pub const SIGNALS: [&str; 8] = ["logit", "lead", "agreement", "coverage", "class", "class-lead", "length", "upright"];

/// Place of the classifier among the features.
const CLASS: usize = 0;
/// Logits beyond which a lead says nothing new.
const FAR: f32 = 4.0;
/// Terms of an item beyond which more say nothing new.
const LONG: f32 = 8.0;

/// The signals of a winner.
pub type Signals = [f32; SIGNALS.len()];

/// Measures the first of the candidates, which are in order; nothing without candidates.
pub fn measure(item: &Text, candidates: &[Candidate]) -> Option<Signals> {
    let first = candidates.first()?;
    let lead = candidates.get(1).map_or(FAR, |second| first.score - second.score).clamp(0.0, FAR);
    let best = (0..FEATURES.len()).filter(|feature| {
        candidates.iter().all(|other| other.features.values[*feature] <= first.features.values[*feature])
    });
    let class = first.features.values[CLASS];
    let others = candidates[1..].iter().map(|other| other.features.values[CLASS]).fold(0.0, f32::max);
    // One half where the classifier is for another entry as clearly as for this one.
    let class_lead = ((1.0 + class - others) / 2.0).clamp(0.0, 1.0);
    Some(
        [
            first.score,
            lead,
            best.count() as f32 / FEATURES.len() as f32,
            first.features.coverage(),
            class,
            class_lead,
            ((item.terms.len() + item.strange.len()) as f32 / LONG).min(1.0),
            1.0 - first.turned,
        ]
        .map(|value| if value.is_finite() { value } else { 0.0 }),
    )
}
