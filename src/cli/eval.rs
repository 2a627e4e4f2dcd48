//! `neatline eval`: how good the matching is, on items whose answers a person wrote down.

use super::args::{Base, Eval};
use super::session::Session;
use super::{ExitStatus, error::Faults, files, terminal};
use crate::measure::eval::{Bench, plot, table};
use crate::measure::{evaluate, read_labelled};
use anyhow::Result;

pub(super) fn run(base: &Base, eval: &Eval) -> Result<ExitStatus> {
    let session = Session::open(base)?;
    let sets = eval.sets.iter().map(|path| files::text_file(path)).collect::<Result<Vec<_>>>()?;
    let (set, faults) = read_labelled(&sets, &session.knowledge);
    if !faults.is_empty() {
        return Err(Faults(faults).into());
    }
    let bench =
        Bench { knowledge: &session.knowledge, matcher: &session.matcher, subject: session.subject, items: &set.items };
    let report = evaluate(&bench, !eval.brief)?;
    if let Some(path) = &eval.plot {
        files::write(path, plot::svg(&report).as_bytes())?;
    }
    if eval.json {
        terminal::print_data(&format!("{}\n", serde_json::to_string_pretty(&report)?));
    } else {
        terminal::print_data(&table::full(&report));
    }
    Ok(ExitStatus::Done)
}
