//! When the winner can be trusted, learned from labelled items.
//!
//! The wordings of a base are no good sample of what forms ask: they differ from each other on purpose, and hiding a fact often
//! leaves its twin. Labelled items are one. Those that nothing answers teach the classifier as well, so each is asked of a
//! classifier that has not seen it.

use super::classes;
use super::logistic::Row;
use crate::answer::trim::trim;
use crate::answer::{Engine, Error, ItemAnswer, Subject, Switches};
use crate::knowledge::Knowledge;
use crate::matcher::signals::{self, Signals};
use crate::matcher::{Matcher, SIGNALS, Weights};
use crate::measure::eval::trial::{Mark, mark};
use crate::measure::labelled::LabelledItem;

/// Parts the items are cut into.
const FOLDS: usize = 5;
/// Share of what must not be answered among the items of a form, in percent: the research measured 30 to 40.
const OPEN: f64 = 35.0;

/// The answers the engine would give to labelled items if it had to, as rows: what is known of the least certain part, and whether
/// the answer is right. Items that must not be answered count for as much as they do in a form.
///
/// # Errors
///
/// When an index cannot be built or searched.
pub fn answers(
    knowledge: &Knowledge,
    weights: &Weights,
    subject: Subject,
    items: &[LabelledItem],
    mut progress: impl FnMut(&str),
) -> Result<Vec<Row<{ SIGNALS.len() }>>, Error> {
    let answerable = items.iter().filter(|item| item.expect.is_answerable()).count();
    let open = (items.len() - answerable).max(1);
    let open_weight = (answerable as f64 * OPEN / (100.0 - OPEN) / open as f64).min(1.0) as f32;
    let mut matcher = Matcher::build(knowledge, weights.clone())?;
    let mut rows = Vec::new();
    for fold in 0..FOLDS {
        progress(&format!("labelled items, part {} of {FOLDS}: asked of what has not seen them", fold + 1));
        let (own, others): (Vec<_>, Vec<_>) = items.iter().enumerate().partition(|(number, _)| number % FOLDS == fold);
        let others: Vec<LabelledItem> = others.into_iter().map(|(_, item)| item.clone()).collect();
        let classifier = classes::fit(knowledge, &matcher, &others);
        matcher.classify_by(&classifier, knowledge);
        let switches = Switches { families: false, ..Switches::default() };
        let engine = Engine::new(knowledge, &matcher, subject).with(switches.open());
        for (_, item) in own {
            let answer = engine.answer_item(&item.to_item())?;
            let mark = mark(knowledge, item, &answer);
            if mark.is_answered()
                && let Some(inputs) = weakest(&matcher, &answer)?
            {
                let weight = if item.expect.is_answerable() { 1.0 } else { open_weight };
                rows.push(Row { inputs, right: mark == Mark::Right, weight });
            }
        }
    }
    Ok(rows)
}

/// The signals of the part with the least probability; nothing for an answer that rests on an identifier.
fn weakest(matcher: &Matcher, answer: &ItemAnswer) -> Result<Option<Signals>, Error> {
    if answer.parts.iter().any(|part| part.fact.is_none()) {
        return Ok(None);
    }
    let Some(part) = answer.parts.iter().min_by(|a, b| a.probability.total_cmp(&b.probability)) else {
        return Ok(None);
    };
    let found = matcher.match_item(&trim(&part.text), |_| true)?;
    Ok(signals::measure(&found.text, &found.candidates))
}
