//! `neatline train`: the weights of the matcher, from the knowledge base alone.

use super::args::{Base, Train};
use super::{ExitStatus, clock, error::Faults, files, terminal};
use crate::answer::Subject;
use crate::matcher::Weights;
use crate::measure::read_labelled;
use crate::measure::train::{settle, train};
use anyhow::{Context, Result};

pub(super) fn run(base: &Base, options: &Train) -> Result<ExitStatus> {
    let as_of = clock::moment(base.as_of)?.date();
    let knowledge = files::knowledge(base, as_of)?;
    let trained =
        train(&knowledge, |what| terminal::print_message(&format!("{what}\n"))).context("cannot search the index")?;
    let (weights, mut notes) = (trained.weights, trained.notes);
    let sets = options.sets.iter().map(|path| files::text_file(path)).collect::<Result<Vec<_>>>()?;
    let (set, faults) = read_labelled(&sets, &knowledge);
    if !faults.is_empty() {
        return Err(Faults(faults).into());
    }
    let weights = if sets.is_empty() {
        weights
    } else {
        terminal::print_message("labelled items: scale and thresholds\n");
        let subject = Subject { as_of, version: knowledge.project.product_version };
        let (settled, more) = settle::settle(&knowledge, weights, subject, &set.items)?;
        notes.truncate(2);
        notes.extend(more);
        settled
    };
    let mut text = format!(
        "# Weights of the matcher, written by `neatline train --write` from the wordings of this knowledge base. Do not edit.\n\
         # Knowledge {}. `neatline eval` measures them on labelled items.\n#\n",
        knowledge.project.version
    );
    for note in &notes {
        terminal::print_message(&format!("{note}\n"));
        text.push_str(&format!("# {note}\n"));
    }
    text.push_str(&format!("trained-on: {}\n", knowledge.wording));
    text.push_str(&weights.to_yaml());
    if !options.write {
        terminal::print_data(&text);
        return Ok(ExitStatus::Done);
    }
    let folder = files::own_folder(base)?;
    Weights::read(&crate::text::InputFile::new("weights.yaml", &text))
        .map_err(|fault| anyhow::anyhow!("internal error: {}", fault.message))?;
    files::write(&folder.join("weights.yaml"), text.as_bytes())?;
    Ok(ExitStatus::Done)
}
