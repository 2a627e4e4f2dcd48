//! The last step: the thresholds, counted on labelled items whose errors nobody reads, through the whole engine, and on those that
//! are read, where no part has seen what it is asked.

use super::threshold::{Shot, share_and_bound, threshold};
use super::{ENOUGH, HIGH_BOUND, HIGH_SHARE, MEDIUM_BOUND, MEDIUM_SHARE};
use crate::answer::{Error, Subject, Switches};
use crate::knowledge::Knowledge;
use crate::matcher::weights::Thresholds;
use crate::matcher::{Matcher, Weights};
use crate::measure::eval::trial::Mark;
use crate::measure::eval::{Bench, run};
use crate::measure::labelled::LabelledItem;

/// Shares of right answers whose thresholds are told beside those that are taken.
const OTHER_SHARES: [f64; 3] = [0.965, 0.97, 0.975];

/// Weights with the thresholds that labelled items bear, and a line for a reader. `shots` are answers to other items.
///
/// # Errors
///
/// When the index cannot be built or searched.
pub fn settle(
    knowledge: &Knowledge,
    mut weights: Weights,
    subject: Subject,
    items: &[LabelledItem],
    shots: &[Shot],
) -> Result<(Weights, Vec<String>), Error> {
    let matcher = Matcher::build(knowledge, weights.clone())?;
    let bench = Bench { knowledge, matcher: &matcher, subject, items };
    let trials = run(&bench, Switches { families: false, ..Switches::default() }.open())?;
    let answered = trials.iter().filter(|trial| trial.mark.is_answered());
    let own = answered.map(|trial| Shot { probability: trial.score, right: trial.mark == Mark::Right, weight: 1.0 });
    let shots: Vec<Shot> = own.chain(shots.iter().copied()).collect();
    weights.thresholds = thresholds(&shots, 1.0);
    let Thresholds { high, medium, .. } = weights.thresholds;
    let note = |name: &str, from: f32| {
        let (all, share, bound) = share_and_bound(&shots, from, 1.0);
        format!(
            "{name} from {from:.3}: {all} answers to labelled items, {:.1} % right, lower bound {:.1} %",
            share * 100.0,
            bound * 100.0
        )
    };
    let mut notes = vec![note("high", high), note("medium", medium)];
    // What a laxer share would give, for whoever wants to change it.
    for share in OTHER_SHARES {
        if let Some(from) = threshold(&shots, share, MEDIUM_BOUND, 1.0, ENOUGH) {
            notes.push(note(&format!("{:.1} %", share * 100.0), from));
        }
    }
    Ok((weights, notes))
}

/// The thresholds that answers bear; nothing is answered where they bear none.
pub(super) fn thresholds(shots: &[Shot], repeats: f64) -> Thresholds {
    let medium = threshold(shots, MEDIUM_SHARE, MEDIUM_BOUND, repeats, ENOUGH).unwrap_or(1.0);
    let high = threshold(shots, HIGH_SHARE, HIGH_BOUND, repeats, ENOUGH).unwrap_or(1.0).max(medium);
    Thresholds { high, medium, low: (medium / 4.0 * 1000.0).round() / 1000.0 }
}
