//! `neatline learn`: what a worksheet teaches the knowledge base, as a patch.

use super::args::Base;
use super::error::Faults;
use super::{ExitStatus, files, terminal, worksheets};
use crate::answer::{Subject, Switches};
use crate::knowledge::{Knowledge, read_knowledge};
use crate::matcher::{Matcher, Weights};
use crate::measure::eval::{self, Bench, metrics};
use crate::measure::read_labelled;
use crate::review::learn::{Patch, learn, measure_effect};
use crate::review::worksheet::Worksheet;
use crate::text::InputFile;
use anyhow::Result;
use clap::Args;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Learn {
    /// The worksheet, `<stem>.review.yaml`
    pub(super) worksheet: PathBuf,
    /// Write the changes without asking
    #[arg(long)]
    pub(super) write: bool,
    /// Files of labelled items to measure before and after, as `eval` does; may be repeated
    #[arg(long, value_name = "SET")]
    pub(super) eval: Vec<PathBuf>,
}

pub(super) fn run(base: &Base, args: &Learn) -> Result<ExitStatus> {
    let sheet = worksheets::read(&args.worksheet)?;
    if args.write {
        files::own_folder(base)?;
    }
    let inputs = files::knowledge_files(base)?;
    let knowledge = files::knowledge(base, sheet.as_of)?;
    let patch = learn(&sheet, &inputs, &knowledge).map_err(Faults)?;
    for note in &patch.notes {
        terminal::print_message(&format!("not learnt: {note}\n"));
    }
    if patch.changed.is_empty() {
        terminal::print_message("nothing to learn from this worksheet\n");
        return Ok(ExitStatus::Done);
    }
    terminal::print_data(&patch.diff);
    let sets = args.eval.iter().map(|path| files::text_file(path)).collect::<Result<Vec<_>>>()?;
    show_effect(&knowledge, &patch, &sheet, &sets)?;
    if args.write || confirmed(base) {
        for file in &patch.changed {
            if let Some(folder) = Path::new(file.path()).parent() {
                files::make_folder(folder)?;
            }
            files::write(Path::new(file.path()), file.text().as_bytes())?;
            terminal::print_message(&format!("wrote {}\n", file.path()));
        }
    } else {
        terminal::print_message("nothing was written; `--write` with `--knowledge DIR` writes it\n");
    }
    Ok(ExitStatus::Done)
}

/// Shows what the change does to answers. The one place that knows how that is measured.
fn show_effect(before: &Knowledge, patch: &Patch, sheet: &Worksheet, sets: &[InputFile]) -> Result<()> {
    let Some(after) = read_knowledge(&patch.files, sheet.as_of).knowledge else { return Ok(()) };
    let effect = measure_effect(before, &after, sheet)?;
    terminal::print_message(&format!(
        "\n                                        before  after\n\
         facts that their own question finds     {:>6} {:>6}   of {}\n\
         items of this form answered             {:>6} {:>6}   of {}\n",
        effect.right_before,
        effect.right_after,
        effect.questions,
        effect.answered_before,
        effect.answered_after,
        effect.items
    ));
    if !sets.is_empty() {
        let (old, new) = (measured(before, sheet, sets)?, measured(&after, sheet, sets)?);
        for ((name, before), (_, after)) in old.iter().zip(&new) {
            terminal::print_message(&format!("{name:<39} {} {}\n", percent(*before), percent(*after)));
        }
    }
    for id in &effect.lost {
        terminal::print_message(&format!("warning: the question of `{id}` no longer finds it\n"));
    }
    Ok(())
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| format!("{:>6}", "-"), |share| format!("{:>6.1}", share * 100.0))
}

/// The headline numbers of `eval` for a base, in per cent.
fn measured(knowledge: &Knowledge, sheet: &Worksheet, sets: &[InputFile]) -> Result<Vec<(&'static str, Option<f64>)>> {
    let (set, faults) = read_labelled(sets, knowledge);
    if !faults.is_empty() {
        return Err(Faults(faults).into());
    }
    let weights = Weights::of(knowledge).map_err(|fault| files::weights_fault(knowledge, fault))?;
    let matcher = Matcher::build(knowledge, weights)?;
    let subject = Subject { as_of: sheet.as_of, version: sheet.release };
    let bench = Bench { knowledge, matcher: &matcher, subject, items: &set.items };
    let trials = eval::run(&bench, Switches::default())?;
    let trials: Vec<_> = trials.iter().collect();
    Ok(vec![
        ("% of answers that are right", metrics::precision(&trials)),
        ("% of answerable items answered rightly", metrics::right_coverage(&trials)),
        ("% of unanswerable items answered", metrics::unasked(&trials)),
    ])
}

fn confirmed(base: &Base) -> bool {
    if files::own_folder(base).is_err() || !std::io::stdin().is_terminal() {
        return false;
    }
    terminal::print_message("write these changes? [y/N] ");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}
