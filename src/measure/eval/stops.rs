//! What each guard stops, and what it costs: the engine with that part off against the engine that ships.

use super::trial::{Trial, try_item};
use super::{Bench, trial::Mark};
use crate::answer::{Engine, Error, Guard, Switches as Gate};
use serde::Serialize;

/// What a part stops and costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Stop {
    /// The part.
    pub name: String,
    /// Bad answers it stops.
    pub stopped: usize,
    /// Good answers it costs.
    pub cost: usize,
}

/// One row for each guard, for the known unknowns, for the subjects of a person, and for the families (which add answers, so
/// that their numbers are negative where they earn something).
///
/// # Errors
///
/// When the index cannot be searched.
pub fn stops(bench: &Bench<'_>, shipped: &[Trial]) -> Result<Vec<Stop>, Error> {
    let mut variants: Vec<(String, Gate)> = Guard::ALL
        .iter()
        .map(|guard| {
            let guards = Guard::ALL.into_iter().filter(|other| other != guard).collect();
            (format!("guard {}", guard.name()), Gate { guards, ..Gate::default() })
        })
        .collect();
    variants.push(("known unknowns".into(), Gate { decoys: false, ..Gate::default() }));
    variants.push(("subjects for a person".into(), Gate { routes: false, ..Gate::default() }));
    variants
        .into_iter()
        .map(|(name, gate)| {
            let engine = Engine::new(bench.knowledge, bench.matcher, bench.subject).with(gate);
            let (mut stopped, mut cost) = (0, 0);
            for before in shipped.iter().filter(|trial| trial.mark == Mark::Withheld) {
                match try_item(bench.knowledge, &engine, &before.item)?.mark {
                    Mark::Withheld => {}
                    Mark::Right => cost += 1,
                    _ => stopped += 1,
                }
            }
            Ok(Stop { name, stopped, cost })
        })
        .collect()
}
