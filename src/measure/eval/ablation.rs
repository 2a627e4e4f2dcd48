//! What each part of the pipeline is worth: rows from the simplest comparison to everything that ships.

use super::trial::{Trial, try_item};
use super::{Bench, curve, metrics};
use crate::answer::{Engine, Error, Guard, Switches as Gate};
use crate::matcher::{Matcher, Ranker, Switches};
use crate::measure::threads::side_by_side;
use serde::Serialize;

/// One pipeline.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// What it has.
    pub name: String,
    /// Right fact first.
    pub first: f64,
    /// Right fact among the three shown.
    pub among_three: f64,
    /// Mean reciprocal rank.
    pub reciprocal_rank: f64,
    /// Answerable against unanswerable.
    pub auroc: f64,
    /// Share of the answerable items answered rightly where 95 % of the answers are right.
    pub coverage_at_95: f64,
    /// The same where 97 % are right.
    pub coverage_at_97: f64,
}

/// Measures every pipeline.
///
/// # Errors
///
/// When an index cannot be built or searched.
pub fn ablation(bench: &Bench<'_>) -> Result<Vec<Row>, Error> {
    let plain =
        Switches { lexicon: false, spelling: false, classifier: false, ranker: Ranker::Strings, calibrator: false };
    let build = |switches| Matcher::build_with(bench.knowledge, bench.matcher.weights().clone(), switches);
    let mut rows = Vec::new();
    let mut matcher = build(plain)?;
    let mut add = |name: &str, matcher: &Matcher, gate: Gate| -> Result<(), Error> {
        rows.push(row(bench, name, matcher, gate)?);
        Ok(())
    };
    add("string similarity alone", &matcher, Gate::bare())?;
    matcher = matcher.ranked_by(Ranker::Bm25, false);
    add("BM25 alone", &matcher, Gate::bare())?;
    matcher = build(Switches { lexicon: true, ranker: Ranker::Bm25, ..plain })?;
    add("+ lexicon", &matcher, Gate::bare())?;
    matcher = matcher.ranked_by(Ranker::Bm25AndGrams, false);
    add("+ character n-grams", &matcher, Gate::bare())?;
    matcher = matcher.ranked_by(Ranker::Model, false);
    add("+ regression, without the classifier", &matcher, Gate::bare())?;
    matcher = build(Switches { lexicon: true, classifier: true, ranker: Ranker::Model, ..plain })?;
    add("+ classifier", &matcher, Gate::bare())?;
    matcher = build(Switches { calibrator: false, ..Switches::default() })?;
    add("+ spelling repair", &matcher, Gate::bare())?;
    matcher = matcher.ranked_by(Ranker::Model, true);
    add("+ calibrator", &matcher, Gate::bare())?;
    let mut gate = Gate { decoys: true, ..Gate::bare() };
    add("+ known unknowns", &matcher, gate.clone())?;
    gate.routes = true;
    add("+ subjects for a person", &matcher, gate.clone())?;
    gate.instructions = true;
    gate.split = true;
    add("+ splitting, lines that ask nothing", &matcher, gate.clone())?;
    gate.guards = Guard::ALL.to_vec();
    add("+ guards", &matcher, gate.clone())?;
    gate.families = true;
    add("+ families (what ships)", &matcher, gate)?;
    Ok(rows)
}

fn row(bench: &Bench<'_>, name: &str, matcher: &Matcher, gate: Gate) -> Result<Row, Error> {
    let engine = Engine::new(bench.knowledge, matcher, bench.subject).with(gate.open());
    let trials = side_by_side(bench.items, |item| try_item(bench.knowledge, &engine, item));
    let trials = trials.into_iter().collect::<Result<Vec<_>, _>>()?;
    let trials: Vec<&Trial> = trials.iter().collect();
    let points = curve::curve(&trials);
    Ok(Row {
        name: name.to_owned(),
        first: metrics::first(&trials).unwrap_or(0.0),
        among_three: metrics::among_three(&trials).unwrap_or(0.0),
        reciprocal_rank: metrics::reciprocal_rank(&trials).unwrap_or(0.0),
        auroc: metrics::auroc(&trials).unwrap_or(0.5),
        coverage_at_95: curve::coverage_at(&points, 0.95),
        coverage_at_97: curve::coverage_at(&points, 0.97),
    })
}
