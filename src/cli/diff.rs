//! `neatline diff`: two states of a knowledge base.

use super::args::Base;
use super::{ExitStatus, clock, files, revisions, terminal};
use crate::knowledge::{Knowledge, read_past_knowledge};
use crate::review::compare::{compare, write_differences};
use anyhow::Result;
use clap::Args;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The older state: a folder, a packed base, or a git revision of the folder of the knowledge base
    pub(super) old: String,
    /// The newer state [default: the knowledge base itself]
    pub(super) new: Option<String>,
}

pub(super) fn run(base: &Base, diff: &Diff) -> Result<ExitStatus> {
    let as_of = clock::moment(base.as_of)?.date();
    let folder = base.knowledge.as_deref().unwrap_or(Path::new("knowledge"));
    let state = |name: &str| -> Result<Knowledge> {
        let inputs = revisions::base_files(name, folder)?;
        // Rules that came later say nothing about what an older state said.
        match read_past_knowledge(&inputs) {
            Some(knowledge) => Ok(knowledge),
            None => files::read_base(&inputs, as_of),
        }
    };
    let old = state(&diff.old)?;
    let new = match &diff.new {
        Some(name) => state(name)?,
        None => files::knowledge(base, as_of)?,
    };
    let list = compare(&old, &new);
    terminal::print_data(&format!(
        "# {} -> {}\n\n{}",
        old.project.version,
        new.project.version,
        write_differences(&list)
    ));
    terminal::print_message(&format!("{} facts differ\n", list.len()));
    Ok(ExitStatus::Done)
}
