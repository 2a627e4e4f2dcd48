//! What can be typed.

use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "neatline", version, about = "Answers security questionnaires from a sourced knowledge base")]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) base: Base,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command needs: a knowledge base and a day.
#[derive(Debug, ClapArgs)]
pub(super) struct Base {
    /// Folder of the knowledge base [default: the one inside the program]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) knowledge: Option<PathBuf>,
    /// Day to answer for, YYYY-MM-DD [default: SOURCE_DATE_EPOCH if set, otherwise today]
    #[arg(long, value_name = "DATE", global = true)]
    pub(super) as_of: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Hold the knowledge base against every rule
    #[command(after_help = "Examples:\n  neatline check\n  neatline check --knowledge ../gdal-knowledge --json")]
    Check(Check),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// Print the faults as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// The definition of the command line, for the man page, completions and tests.
pub fn command() -> clap::Command {
    Args::command()
}
