//! `neatline train`: the classifier and the weights of the matcher, from the knowledge base and labelled items.

use super::args::{Base, Train};
use super::{ExitStatus, clock, error::Faults, files, terminal};
use crate::answer::Subject;
use crate::knowledge::Knowledge;
use crate::matcher::Weights;
use crate::measure::train::{settle, train};
use crate::measure::{LabelledSet, read_labelled};
use anyhow::{Context, Result};
use std::path::PathBuf;

pub(super) fn run(base: &Base, options: &Train) -> Result<ExitStatus> {
    let as_of = clock::moment(base.as_of)?.date();
    // Lessons are in the files alone.
    let mut knowledge = files::read_base(&files::knowledge_files(base)?, as_of)?;
    let lessons = labelled(&options.sets, &knowledge)?;
    let settling = labelled(&options.settle, &knowledge)?;
    let subject = Subject { as_of, version: knowledge.project.product_version };
    let trained = train(&knowledge, subject, &lessons.items, |what| terminal::print_message(&format!("{what}\n")))
        .context("cannot search the index")?;
    let (mut weights, mut notes) = (trained.weights, trained.notes);
    let classifier = heading(
        &knowledge,
        "Classifier of the matcher: which stems speak for and against which entry, in hundredths",
        &[format!("{} entries, {} stems", trained.classifier.entries.len(), trained.classifier.stems.len())],
    ) + &trained.classifier.to_yaml();
    knowledge.classifier = Some(trained.classifier);
    if !settling.items.is_empty() {
        terminal::print_message("labelled items: thresholds\n");
        let (settled, more) = settle::settle(&knowledge, weights, subject, &settling.items, &trained.shots)?;
        weights = settled;
        notes.truncate(2);
        notes.extend(more);
    }
    notes.iter().for_each(|note| terminal::print_message(&format!("{note}\n")));
    let text = heading(&knowledge, "Weights of the matcher", &notes) + &weights.to_yaml();
    if !options.write {
        terminal::print_data(&text);
        return Ok(ExitStatus::Done);
    }
    let folder = files::own_folder(base)?;
    Weights::read(&crate::text::InputFile::new("weights.yaml", &text))
        .map_err(|fault| anyhow::anyhow!("internal error: {}", fault.message))?;
    files::write(&folder.join("classifier.yaml"), classifier.as_bytes())?;
    files::write(&folder.join("weights.yaml"), text.as_bytes())?;
    Ok(ExitStatus::Done)
}

fn labelled(paths: &[PathBuf], knowledge: &Knowledge) -> Result<LabelledSet> {
    let files = paths.iter().map(|path| files::text_file(path)).collect::<Result<Vec<_>>>()?;
    let (set, faults) = read_labelled(&files, knowledge);
    if faults.is_empty() { Ok(set) } else { Err(Faults(faults).into()) }
}

/// What stands above a trained file: what it is, what it was trained on, what was seen.
fn heading(knowledge: &Knowledge, what: &str, notes: &[String]) -> String {
    let mut text = format!(
        "# {what}, written by `neatline train --write` from the wordings of this knowledge base. Do not edit.\n\
         # Knowledge {}. `neatline eval` measures it on labelled items.\n#\n",
        knowledge.project.version
    );
    notes.iter().for_each(|note| text.push_str(&format!("# {note}\n")));
    text + &format!("trained-on: {}\n", knowledge.wording)
}
