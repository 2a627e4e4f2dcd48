//! Numbers over trials. Each is a share from 0 to 1, or `None` where there is nothing to take a share of.

use super::trial::{Mark, Trial};
use crate::measure::labelled::Expect;

/// A number over trials.
pub type Metric = fn(&[&Trial]) -> Option<f64>;

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn count(trials: &[&Trial], keep: impl Fn(&Trial) -> bool) -> usize {
    trials.iter().filter(|trial| keep(trial)).count()
}

fn answerable(trial: &Trial) -> bool {
    trial.item.expect.is_answerable()
}

/// Share of the answerable items whose right fact comes first.
pub fn first(trials: &[&Trial]) -> Option<f64> {
    share(count(trials, |trial| trial.rank == Some(1)), count(trials, answerable))
}

/// Share of the answerable items whose right fact is among the three shown.
pub fn among_three(trials: &[&Trial]) -> Option<f64> {
    share(count(trials, |trial| trial.rank.is_some_and(|rank| rank <= 3)), count(trials, answerable))
}

/// Mean of one over the place of the right fact, over the answerable items.
pub fn reciprocal_rank(trials: &[&Trial]) -> Option<f64> {
    let sum: f64 = trials.iter().filter_map(|trial| trial.rank).map(|rank| 1.0 / rank as f64).sum();
    let all = count(trials, answerable);
    (all > 0).then(|| sum / all as f64)
}

/// Share of the answers that are right.
pub fn precision(trials: &[&Trial]) -> Option<f64> {
    share(count(trials, |trial| trial.mark == Mark::Right), count(trials, |trial| trial.mark.is_answered()))
}

/// Share of the answerable items that were answered, rightly or not.
pub fn coverage(trials: &[&Trial]) -> Option<f64> {
    share(count(trials, |trial| answerable(trial) && trial.mark.is_answered()), count(trials, answerable))
}

/// Share of the answerable items that were answered rightly.
pub fn right_coverage(trials: &[&Trial]) -> Option<f64> {
    share(count(trials, |trial| trial.mark == Mark::Right), count(trials, answerable))
}

/// Share of the items nothing answers that were answered all the same.
pub fn unasked(trials: &[&Trial]) -> Option<f64> {
    share(count(trials, |trial| trial.mark == Mark::Unasked), count(trials, |trial| !answerable(trial)))
}

/// Share of the items for a person that were handed to one by their subject.
pub fn to_person(trials: &[&Trial]) -> Option<f64> {
    let person = |trial: &Trial| trial.item.expect == Expect::Person;
    share(count(trials, |trial| person(trial) && trial.to_person), count(trials, person))
}

/// Share of the answerable items that were wrongly handed to a person by their subject.
pub fn wrongly_to_person(trials: &[&Trial]) -> Option<f64> {
    share(count(trials, |trial| answerable(trial) && trial.to_person), count(trials, answerable))
}

/// Share of the answers by a right fact that have the right position too, over the items whose wording fixes a position.
pub fn verdicts(trials: &[&Trial]) -> Option<f64> {
    let fixed = |trial: &Trial| !trial.item.verdicts.is_empty();
    let right = count(trials, |trial| fixed(trial) && trial.mark == Mark::Right);
    share(right, right + count(trials, |trial| trial.mark == Mark::WrongVerdict))
}

/// Area under the curve of answerable against unanswerable items by score: the chance that an answerable item scores higher
/// than an unanswerable one, ties counted half.
pub fn auroc(trials: &[&Trial]) -> Option<f64> {
    let mut scored: Vec<(f32, bool)> = trials.iter().map(|trial| (trial.score, answerable(trial))).collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positive = scored.iter().filter(|(_, yes)| *yes).count();
    let negative = scored.len() - positive;
    if positive == 0 || negative == 0 {
        return None;
    }
    let mut wins = 0.0;
    let mut below = 0;
    for group in scored.chunk_by(|a, b| a.0 == b.0) {
        let yes = group.iter().filter(|(_, yes)| *yes).count();
        let no = group.len() - yes;
        wins += yes as f64 * (below as f64 + no as f64 / 2.0);
        below += no;
    }
    Some(wins / (positive as f64 * negative as f64))
}
