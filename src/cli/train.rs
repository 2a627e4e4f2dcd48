//! `neatline train`: the weights of the matcher, from the knowledge base alone.

use super::args::{Base, Train};
use super::{ExitStatus, clock, files, terminal};
use crate::matcher::Weights;
use crate::measure::train::train;
use anyhow::{Context, Result, bail};

pub(super) fn run(base: &Base, options: &Train) -> Result<ExitStatus> {
    let knowledge = files::knowledge(base, clock::moment(base.as_of)?.date())?;
    let trained =
        train(&knowledge, |what| terminal::print_message(&format!("{what}\n"))).context("cannot search the index")?;
    let mut text = format!(
        "# Weights of the matcher, written by `neatline train --write` from the wordings of this knowledge base. Do not edit.\n\
         # Knowledge {}. `neatline eval` measures them on labelled items.\n#\n",
        knowledge.project.version
    );
    for note in &trained.notes {
        terminal::print_message(&format!("{note}\n"));
        text.push_str(&format!("# {note}\n"));
    }
    text.push_str(&format!("trained-on: {}\n", knowledge.wording));
    text.push_str(&trained.weights.to_yaml());
    if !options.write {
        terminal::print_data(&text);
        return Ok(ExitStatus::Done);
    }
    let Some(folder) = &base.knowledge else {
        bail!("`--write` writes weights.yaml into the folder of the knowledge base: name it with `--knowledge DIR`");
    };
    Weights::read(&crate::text::InputFile::new("weights.yaml", &text))
        .map_err(|fault| anyhow::anyhow!("internal error: {}", fault.message))?;
    files::write(&folder.join("weights.yaml"), text.as_bytes())?;
    Ok(ExitStatus::Done)
}
