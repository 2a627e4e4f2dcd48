//! The pipeline over labelled items: how often it is right, how often it dares, how far its probabilities can be trusted.

pub mod ablation;
pub mod calibration;
pub mod curve;
pub mod groups;
pub mod interval;
pub mod metrics;
pub mod plot;
pub mod stops;
pub mod table;
pub mod trial;

use super::labelled::{Expect, LabelledItem};
use crate::answer::{Engine, Error, Subject, Switches};
use crate::knowledge::Knowledge;
use crate::matcher::Matcher;
use crate::matcher::weights::Thresholds;
use serde::Serialize;
use trial::{Mark, Trial, try_item};

/// What is measured: a base, its matcher, what is asked about, and items.
#[derive(Clone, Copy)]
pub struct Bench<'b> {
    /// The base.
    pub knowledge: &'b Knowledge,
    /// Its matcher with the weights that ship.
    pub matcher: &'b Matcher,
    /// Day and release.
    pub subject: Subject,
    /// Labelled items.
    pub items: &'b [LabelledItem],
}

/// A number with its name and, where it has one, its target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What it is.
    pub name: &'static str,
    /// The number with its interval; absent where the set has no item for it.
    pub estimate: Option<interval::Estimate>,
}

/// An answer that should not have been given.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Wrong {
    /// Id of the item.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What is wrong.
    pub mark: Mark,
    /// What was expected.
    pub expected: String,
    /// The facts that answered.
    pub facts: Vec<String>,
    /// Probability it was given.
    pub probability: f32,
    /// Steps of the decision.
    pub reasons: Vec<String>,
}

/// Everything that was measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// Version and hash of the knowledge base.
    pub knowledge: String,
    /// Items, and those of each expectation: facts, unknown, person, not a question.
    pub items: usize,
    /// Items the base answers.
    pub answerable: usize,
    /// Items nothing answers.
    pub unknown: usize,
    /// Items for a person.
    pub person: usize,
    /// Items that ask nothing.
    pub not_a_question: usize,
    /// The thresholds in use.
    pub thresholds: [f32; 3],
    /// The numbers.
    pub lines: Vec<Line>,
    /// Precision against coverage.
    pub curve: Vec<curve::Point>,
    /// Said against found.
    pub bins: Vec<calibration::Bin>,
    /// By what is expected: facts, unknown, person, not-a-question.
    pub kinds: Vec<groups::Group>,
    /// By band of the answer given.
    pub bands: Vec<groups::Group>,
    /// By scope of the expected fact.
    pub scopes: Vec<groups::Group>,
    /// By style.
    pub styles: Vec<groups::Group>,
    /// By language.
    pub languages: Vec<groups::Group>,
    /// What each guard stops and costs.
    pub stops: Vec<stops::Stop>,
    /// What each part is worth.
    pub ablation: Vec<ablation::Row>,
    /// Wrong answers.
    pub wrong: Vec<Wrong>,
}

/// Measures everything; what runs the items many times over, the guards one by one and the ablation, only where `whole` says so.
///
/// # Errors
///
/// When an index cannot be built or searched.
pub fn evaluate(bench: &Bench<'_>, whole: bool) -> Result<Report, Error> {
    let shipped = run(bench, Switches::default())?;
    let open = run(bench, Switches::default().open())?;
    let all: Vec<&Trial> = shipped.iter().collect();
    let every: Vec<&Trial> = open.iter().collect();
    let count = |expect: &Expect| bench.items.iter().filter(|item| item.expect == *expect).count();
    let Thresholds { high, medium, low } = bench.matcher.weights().thresholds;
    Ok(Report {
        knowledge: format!("{} {}", bench.knowledge.project.version, &bench.knowledge.hash[..12]),
        items: bench.items.len(),
        answerable: bench.items.iter().filter(|item| item.expect.is_answerable()).count(),
        unknown: count(&Expect::Unknown),
        person: count(&Expect::Person),
        not_a_question: count(&Expect::NotAQuestion),
        thresholds: [high, medium, low],
        lines: lines(&all, &every),
        curve: curve::curve(&every),
        bins: calibration::bins(&every),
        kinds: groups::groups(&shipped, |trial| trial.item.expect.kind()),
        bands: groups::groups(&shipped, |trial| &trial.band),
        scopes: groups::groups(&shipped, |trial| &trial.scope),
        styles: groups::groups(&shipped, |trial| &trial.item.style),
        languages: groups::groups(&shipped, |trial| &trial.item.language),
        stops: if whole { stops::stops(bench, &shipped)? } else { Vec::new() },
        ablation: if whole { ablation::ablation(bench)? } else { Vec::new() },
        wrong: shipped.iter().filter(|trial| trial.mark.is_wrong()).map(wrong).collect(),
    })
}

/// Every item through an engine.
///
/// # Errors
///
/// When the index cannot be searched.
pub fn run(bench: &Bench<'_>, switches: Switches) -> Result<Vec<Trial>, Error> {
    let engine = Engine::new(bench.knowledge, bench.matcher, bench.subject).with(switches);
    bench.items.iter().map(|item| try_item(bench.knowledge, &engine, item)).collect()
}

/// `all` are trials with the thresholds that ship, `every` those without thresholds.
fn lines(all: &[&Trial], every: &[&Trial]) -> Vec<Line> {
    let shipped: [(&'static str, metrics::Metric); 10] = [
        ("right fact first (P@1)", metrics::first),
        ("right fact among three (recall@3)", metrics::among_three),
        ("mean reciprocal rank", metrics::reciprocal_rank),
        ("answers that are right (precision)", metrics::precision),
        ("answerable items answered (coverage)", metrics::coverage),
        ("answerable items answered rightly", metrics::right_coverage),
        ("unanswerable items answered", metrics::unasked),
        ("right facts with the right verdict", metrics::verdicts),
        ("items for a person handed to one", metrics::to_person),
        ("answerable items handed to a person", metrics::wrongly_to_person),
    ];
    let open: [(&'static str, metrics::Metric); 4] = [
        ("AUROC, answerable against not", metrics::auroc),
        ("coverage at 95 % precision", |trials| Some(curve::coverage_at(&curve::curve(trials), 0.95))),
        ("coverage at 97 % precision", |trials| Some(curve::coverage_at(&curve::curve(trials), 0.97))),
        ("expected calibration error", calibration::error),
    ];
    let estimate = |trials: &[&Trial], list: &[(&'static str, metrics::Metric)]| {
        let metrics: Vec<metrics::Metric> = list.iter().map(|(_, metric)| *metric).collect();
        let estimates = interval::estimates(trials, &metrics);
        list.iter().zip(estimates).map(|((name, _), estimate)| Line { name, estimate }).collect::<Vec<_>>()
    };
    let mut lines = estimate(all, &shipped);
    lines.extend(estimate(every, &open));
    lines
}

fn wrong(trial: &Trial) -> Wrong {
    Wrong {
        id: trial.item.id.clone(),
        text: trial.item.text.clone(),
        mark: trial.mark,
        expected: trial.item.expect.label(),
        facts: trial.facts.clone(),
        probability: trial.score,
        reasons: trial.reasons.clone(),
    }
}
