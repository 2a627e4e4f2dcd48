//! The weights of the matcher, worked out from the knowledge base alone.
//!
//! The base is cut in two several times ([`sample`]): one half of the wordings of each fact is indexed, the other half asked; a
//! third of the facts is hidden, so that what asks for them must not be answered. On what is found ([`rows`]) a logistic model
//! learns to rank ([`logistic`]), a second one learns when the winner can be trusted, always judged on facts that neither saw,
//! and the thresholds are the least that a binomial bound supports ([`mod@threshold`]).

pub mod classes;
pub mod labelled;
pub mod logistic;
pub mod machine;
pub mod position;
pub mod rows;
pub mod sample;
pub mod settle;
pub mod threshold;

use crate::answer::{Error, Subject};
use crate::knowledge::{Classifier, Knowledge};
use crate::matcher::weights::Model;
use crate::matcher::{FEATURES, Matcher, SIGNALS, Weights};
use crate::measure::labelled::LabelledItem;
use logistic::{Row, fit};
use rows::{Inputs, Trial};
use std::collections::BTreeSet;
use threshold::{Shot, share_and_bound};

/// Seeds of the cuts: any fixed ones.
const SEEDS: [u64; 6] = [1, 2, 3, 4, 5, 6];
/// Seeds of the cuts that tell which wordings can stand for an item: others than those that are learned from.
const SCREEN_SEEDS: [u64; 4] = [101, 102, 103, 104];
/// Folds by fact.
const FOLDS: usize = 5;
/// A wording can stand for an item when its fact is among this many in a cut: as many as a person is shown.
const SCREEN_RANK: usize = 3;
/// Penalty on the weights of the ranking, in rows: there are a hundred thousand.
const RANK_RIDGE: f64 = 10.0;
/// Penalty on the weights of the calibrator, in rows: there are ten thousand, few of them independent.
const CALIBRATE_RIDGE: f64 = 10.0;
/// The same on labelled items: there are a thousand.
const LABELLED_RIDGE: f64 = 0.3;
/// Precision of high confidence.
const HIGH_SHARE: f64 = 0.985;
/// Lower bound of the same.
const HIGH_BOUND: f64 = 0.95;
/// Precision of everything that is answered: a point over the target of the project, since items that nobody saw are harder.
const MEDIUM_SHARE: f64 = 0.98;
/// Lower bound of the same, on labelled items whose errors nobody reads.
const MEDIUM_BOUND: f64 = 0.93;
/// Independent answers without which there is no evidence for a threshold.
const ENOUGH: f64 = 50.0;

/// Weights, and what was measured on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// The classifier.
    pub classifier: Classifier,
    /// The weights.
    pub weights: Weights,
    /// Answers to labelled items that the thresholds were counted on; none when wordings alone set them.
    pub shots: Vec<Shot>,
    /// Lines for a reader.
    pub notes: Vec<String>,
}

/// Trains classifier and weights on a base, and the classifier on labelled items besides, of which those count that nothing answers. `progress` is told what is being done.
///
/// # Errors
///
/// When an index cannot be built or searched.
pub fn train(
    knowledge: &Knowledge,
    subject: Subject,
    items: &[LabelledItem],
    mut progress: impl FnMut(&str),
) -> Result<Trained, Error> {
    let start = Weights::bundled();
    // What was trained before must leave no trace in what is trained now.
    let knowledge = &Knowledge { classifier: None, ..knowledge.clone() };
    let mut askable = BTreeSet::new();
    for (number, seed) in SCREEN_SEEDS.iter().enumerate() {
        progress(&format!("screen {} of {}: which wordings can stand for an item", number + 1, SCREEN_SEEDS.len()));
        screen(&rows::collect(&sample::cut(knowledge, *seed), &start, None)?, &mut askable);
    }
    let mut trials = Vec::new();
    for (number, seed) in SEEDS.iter().enumerate() {
        progress(&format!("cut {} of {}: indexing one half, asking the other", number + 1, SEEDS.len()));
        let mut sample = sample::cut(knowledge, *seed);
        sample.items.retain(|item| askable.contains(&item.text));
        trials.push(rows::collect(&sample, &start, Some(items))?);
    }
    progress("ranking");
    let ranks: Vec<Model<{ FEATURES.len() }>> =
        (0..FOLDS).map(|fold| fit_rank(&trials, |cluster| cluster % FOLDS != fold)).collect();
    let rank = fit_rank(&trials, |_| true);
    progress("calibrating");
    let winners = winners(&trials, &ranks);
    let calibrate = fit(winners.iter().map(|(_, row)| row), CALIBRATE_RIDGE);
    let mut shots = Vec::new();
    for fold in 0..FOLDS {
        let inside = |cluster: usize| cluster % FOLDS == fold;
        let others = winners.iter().filter(|(cluster, _)| !inside(*cluster)).map(|(_, row)| row);
        let model: Model<{ SIGNALS.len() }> = fit(others, CALIBRATE_RIDGE);
        shots.extend(winners.iter().filter(|(cluster, _)| inside(*cluster)).map(|(_, row)| shot(&model, row)));
    }
    // An item is asked in about half of the cuts.
    let repeats = SEEDS.len() as f64 / 2.0;
    let position = start.position;
    let mut weights = Weights { rank, calibrate, position, thresholds: settle::thresholds(&shots, repeats) };
    let mut notes = notes(&trials, &ranks);
    drop(trials);
    progress("classifier over all wordings");
    let mut matcher = Matcher::build(knowledge, weights.clone())?;
    let classifier = classes::fit(knowledge, &matcher, items);
    let answerable = items.iter().filter(|item| item.expect.is_answerable()).count();
    let taught = answerable as f64 >= ENOUGH;
    if taught {
        matcher.classify_by(&classifier, knowledge);
        weights.position = position::fit_position(knowledge, &matcher, items)?.unwrap_or(position);
        let rows = labelled::answers(knowledge, &weights, subject, items, &mut progress)?;
        weights.calibrate = fit(rows.iter(), LABELLED_RIDGE);
        shots = rows.iter().map(|row| shot(&weights.calibrate, row)).collect();
        weights.thresholds = settle::thresholds(&shots, 1.0);
    }
    let repeats = if taught { 1.0 } else { repeats };
    for (name, from) in [("high", weights.thresholds.high), ("medium", weights.thresholds.medium)] {
        let (all, right, bound) = share_and_bound(&shots, from, repeats);
        notes.push(format!(
            "{name} from {from:.3}: {all} answers, {:.1} % right, lower bound {:.1} %",
            right * 100.0,
            bound * 100.0
        ));
    }
    // Wordings are no answers to items: they must not be counted together with any.
    let shots = if taught { shots } else { Vec::new() };
    Ok(Trained { classifier, weights, shots, notes })
}

/// The answer that a model would give for a row.
fn shot(model: &Model<{ SIGNALS.len() }>, row: &Row<{ SIGNALS.len() }>) -> Shot {
    Shot { probability: model.probability(&row.inputs), right: row.right, weight: f64::from(row.weight) }
}

/// Notes the wordings whose fact was among the first few when they were asked. The wordings of a fact differ on purpose, and some
/// share nothing with the others: they find their twin in a form, and no item is like them otherwise. What counts as an item is
/// told by cuts that nothing is learned from, and alike for facts that are hidden and facts that are not.
fn screen(trial: &Trial, askable: &mut BTreeSet<String>) {
    for (number, found) in trial.found.iter().enumerate() {
        if trial.rank_of_right(number).is_some_and(|rank| rank < SCREEN_RANK) {
            askable.insert(found.wording.clone());
        }
    }
}

/// Learns to rank on the clusters that are kept: every candidate of an item that has an answer is a row. An item counts once,
/// half for its right candidate and half for the wrong ones together.
fn fit_rank(trials: &[Trial], keep: impl Fn(usize) -> bool) -> Model<{ FEATURES.len() }> {
    let mut rows: Vec<Row<{ FEATURES.len() }>> = Vec::new();
    for found in trials.iter().flat_map(|trial| &trial.found).filter(|found| keep(found.cluster)) {
        let Some(right) = found.right else { continue };
        let row = |inputs: &Inputs, right| Row { inputs: *inputs, right, weight: 1.0 };
        rows.extend(found.inputs.iter().enumerate().map(|(number, inputs)| row(inputs, number == right)));
    }
    fit(rows.iter(), RANK_RIDGE)
}

/// The winners that are facts, each under the ranking that did not see its cluster.
fn winners(trials: &[Trial], ranks: &[Model<{ FEATURES.len() }>]) -> Vec<(usize, Row<{ SIGNALS.len() }>)> {
    let mut winners = Vec::new();
    for trial in trials {
        for (number, found) in trial.found.iter().enumerate() {
            let rank = &ranks[found.cluster % FOLDS];
            let Some(winner) = trial.winner(number, rank) else { continue };
            if winner.is_fact && (!winner.is_close || winner.right) {
                winners.push((found.cluster, Row { inputs: winner.signals, right: winner.right, weight: 1.0 }));
            }
        }
    }
    winners
}

fn notes(trials: &[Trial], ranks: &[Model<{ FEATURES.len() }>]) -> Vec<String> {
    let items: usize = trials.iter().map(|trial| trial.found.len()).sum();
    let answerable = trials.iter().flat_map(|trial| &trial.found).filter(|found| found.answerable).count();
    let found =
        trials.iter().flat_map(|trial| &trial.found).filter(|found| found.answerable && found.right.is_some()).count();
    let first: usize = trials
        .iter()
        .map(|trial| {
            let right = |number: usize| {
                let rank = &ranks[trial.found[number].cluster % FOLDS];
                trial.winner(number, rank).is_some_and(|winner| winner.right)
            };
            (0..trial.found.len()).filter(|number| right(*number)).count()
        })
        .sum();
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64 * 100.0;
    vec![
        format!("items asked: {items}, of which {answerable} have an answer"),
        format!(
            "right entry among the candidates: {:.1} %, first: {:.1} %",
            share(found, answerable),
            share(first, answerable)
        ),
    ]
}
