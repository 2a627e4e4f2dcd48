//! Precision against coverage, over every threshold.

use super::trial::{Mark, Trial};
use serde::Serialize;

/// What a threshold would give.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Items with this score or a higher one are answered.
    pub threshold: f32,
    /// Share of the answers that are right.
    pub precision: f64,
    /// Share of the answerable items that are answered rightly.
    pub coverage: f64,
    /// Answers.
    pub answered: usize,
}

/// One point for each score that occurs, from the highest down. `trials` come from an engine without thresholds.
pub fn curve(trials: &[&Trial]) -> Vec<Point> {
    let answerable = trials.iter().filter(|trial| trial.item.expect.is_answerable()).count().max(1);
    let mut sorted: Vec<&&Trial> = trials.iter().filter(|trial| trial.mark.is_answered()).collect();
    sorted.sort_by(|a, b| b.score.total_cmp(&a.score));
    let (mut answered, mut right) = (0, 0);
    let mut points = Vec::new();
    for group in sorted.chunk_by(|a, b| a.score == b.score) {
        answered += group.len();
        right += group.iter().filter(|trial| trial.mark == Mark::Right).count();
        points.push(Point {
            threshold: group[0].score,
            precision: right as f64 / answered as f64,
            coverage: right as f64 / answerable as f64,
            answered,
        });
    }
    points
}

/// The widest coverage at which precision is still this high; 0 when it never is.
pub fn coverage_at(points: &[Point], precision: f64) -> f64 {
    points.iter().filter(|point| point.precision >= precision).map(|point| point.coverage).fold(0.0, f64::max)
}
