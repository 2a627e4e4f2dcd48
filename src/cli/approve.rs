//! `neatline approve`: a role says that facts may go out in the project's name.

use super::args::Base;
use super::error::Faults;
use super::{ExitStatus, clock, files, terminal};
use anyhow::{Result, bail};
use clap::Args;
use jiff::civil::Date;

#[derive(Debug, Args)]
pub(super) struct Approve {
    /// Ids of the facts
    #[arg(required = true, value_name = "FACT")]
    pub(super) facts: Vec<String>,
    /// The role that approved them, one of `owners` in project.yaml
    #[arg(long, value_name = "ROLE")]
    pub(super) by: String,
    /// The day it did
    #[arg(long, value_name = "DATE")]
    pub(super) on: Date,
}

pub(super) fn run(base: &Base, approve: &Approve) -> Result<ExitStatus> {
    files::own_folder(base)?;
    let today = clock::moment(base.as_of)?.date();
    if approve.on > today {
        bail!("`--on {}` is in the future: today is {today}", approve.on);
    }
    let inputs = files::knowledge_files(base)?;
    let knowledge = files::knowledge(base, today)?;
    let changed =
        crate::review::approve(&inputs, &knowledge, &approve.facts, &approve.by, approve.on).map_err(Faults)?;
    for file in &changed {
        files::write(std::path::Path::new(file.path()), file.text().as_bytes())?;
        terminal::print_message(&format!("approved {}\n", file.path()));
    }
    let already = approve.facts.len() - changed.len();
    if already > 0 {
        terminal::print_message(&format!("{already} had been approved so already\n"));
    }
    Ok(ExitStatus::Done)
}
