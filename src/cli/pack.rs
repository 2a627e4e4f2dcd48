//! `neatline pack`: the knowledge base in one file.

use super::args::Base;
use super::{ExitStatus, clock, files, terminal};
use crate::knowledge::pack;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Pack {
    /// File to write, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
}

pub(super) fn run(base: &Base, args: &Pack) -> Result<ExitStatus> {
    let inputs = files::knowledge_files(base)?;
    // A base with errors answers nothing, packed or not.
    let knowledge = files::read_base(&inputs, clock::moment(base.as_of)?.date())?;
    files::write(&args.out, &pack(&inputs))?;
    terminal::print_message(&format!(
        "wrote {}: knowledge {} {:.12}, {} facts\n",
        args.out.display(),
        knowledge.project.version,
        knowledge.hash,
        knowledge.facts.len()
    ));
    Ok(ExitStatus::Done)
}
