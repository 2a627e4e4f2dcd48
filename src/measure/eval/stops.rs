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
    pub stopped: i64,
    /// Good answers it costs.
    pub cost: i64,
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
    variants.push(("lines that ask nothing".into(), Gate { instructions: false, ..Gate::default() }));
    let mut rows = variants
        .into_iter()
        .map(|(name, gate)| {
            let engine = Engine::new(bench.knowledge, bench.matcher, bench.subject).with(gate);
            let (mut stopped, mut cost) = (0i64, 0i64);
            for before in shipped.iter().filter(|trial| trial.mark == Mark::Withheld) {
                match try_item(bench.knowledge, &engine, &before.item)?.mark {
                    Mark::Withheld => {}
                    Mark::Right => cost += 1,
                    _ => stopped += 1,
                }
            }
            Ok(Stop { name, stopped, cost })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    rows.push(families(bench, shipped)?);
    Ok(rows)
}

/// Families answer what would be withheld: what they add that is wrong counts as bad answers stopped, negative.
fn families(bench: &Bench<'_>, shipped: &[Trial]) -> Result<Stop, Error> {
    let gate = Gate { families: false, ..Gate::default() };
    let engine = Engine::new(bench.knowledge, bench.matcher, bench.subject).with(gate);
    let (mut stopped, mut cost) = (0i64, 0i64);
    for with in shipped.iter().filter(|trial| trial.mark.is_answered()) {
        if !try_item(bench.knowledge, &engine, &with.item)?.mark.is_answered() {
            if with.mark == Mark::Right { cost -= 1 } else { stopped -= 1 }
        }
    }
    Ok(Stop { name: "families".into(), stopped, cost })
}
