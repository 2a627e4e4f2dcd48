//! How far a number could move with other items: 95 % intervals by resampling facts.

use super::metrics::Metric;
use super::trial::Trial;
use crate::measure::random::Random;
use serde::Serialize;
use std::collections::BTreeMap;

/// Resamples. The ends of a 95 % interval move by less than a point from this many on.
const SAMPLES: usize = 1000;
/// The seed: any fixed one.
const SEED: u64 = 20_261_121;

/// A number with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// Over the whole set.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Each metric over the trials with its interval. Items about the same fact are drawn together: they are right or wrong together.
pub fn estimates(trials: &[&Trial], metrics: &[Metric]) -> Vec<Option<Estimate>> {
    let mut clusters: BTreeMap<&str, Vec<&Trial>> = BTreeMap::new();
    for trial in trials {
        clusters.entry(&trial.cluster).or_default().push(trial);
    }
    let clusters: Vec<Vec<&Trial>> = clusters.into_values().collect();
    let mut random = Random::new(SEED);
    let mut samples: Vec<Vec<f64>> = vec![Vec::with_capacity(SAMPLES); metrics.len()];
    for _ in 0..SAMPLES {
        let sample: Vec<&Trial> =
            (0..clusters.len()).flat_map(|_| &clusters[random.below(clusters.len())]).copied().collect();
        for (values, metric) in samples.iter_mut().zip(metrics) {
            values.extend(metric(&sample));
        }
    }
    samples
        .into_iter()
        .zip(metrics)
        .map(|(mut values, metric)| {
            let value = metric(trials)?;
            values.sort_by(f64::total_cmp);
            let at = |share: f64| values.get((share * values.len() as f64) as usize).copied().unwrap_or(value);
            // Resampling pushes some numbers to one side: a calibration error is larger in every resample than in the set. The
            // interval is moved back by that much, so that it surrounds what was measured.
            let shift = value - at(0.5);
            let end = |share: f64| (at(share) + shift).clamp(0.0, 1.0);
            Some(Estimate { value, low: end(0.025), high: end(0.975) })
        })
        .collect()
}
