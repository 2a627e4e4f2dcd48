//! `neatline learn`: what a worksheet teaches the knowledge base, as a patch.

use super::args::Base;
use super::error::Faults;
use super::{ExitStatus, files, terminal, worksheets};
use crate::knowledge::{Knowledge, read_knowledge};
use crate::review::learn::{Patch, learn, measure_effect};
use crate::review::worksheet::Worksheet;
use anyhow::{Result, bail};
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
}

pub(super) fn run(base: &Base, args: &Learn) -> Result<ExitStatus> {
    let sheet = worksheets::read(&args.worksheet)?;
    if args.write && base.knowledge.is_none() {
        bail!("the base inside the program cannot be changed: name the folder with `--knowledge DIR`");
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
    show_effect(&knowledge, &patch, &sheet)?;
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
fn show_effect(before: &Knowledge, patch: &Patch, sheet: &Worksheet) -> Result<()> {
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
    for id in &effect.lost {
        terminal::print_message(&format!("warning: the question of `{id}` no longer finds it\n"));
    }
    Ok(())
}

fn confirmed(base: &Base) -> bool {
    if base.knowledge.is_none() || !std::io::stdin().is_terminal() {
        return false;
    }
    terminal::print_message("write these changes? [y/N] ");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}
