//! `neatline diff`: two states of a knowledge base.

use super::args::Base;
use super::{ExitStatus, clock, files, revisions, terminal};
use crate::review::compare::{compare, write_differences};
use anyhow::Result;
use clap::Args;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The older state: a folder, or a git revision of the folder of the knowledge base
    pub(super) old: String,
    /// The newer state [default: the knowledge base itself]
    pub(super) new: Option<String>,
}

pub(super) fn run(base: &Base, diff: &Diff) -> Result<ExitStatus> {
    let as_of = clock::moment(base.as_of)?.date();
    let folder = base.knowledge.as_deref().unwrap_or(Path::new("knowledge"));
    let old = files::read_base(&revisions::base_files(&diff.old, folder)?, as_of)?;
    let new = match &diff.new {
        Some(name) => files::read_base(&revisions::base_files(name, folder)?, as_of)?,
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
