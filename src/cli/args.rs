//! What can be typed.

use super::formats::Format;
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// Exit codes, shown at the foot of `--help`: scripts rely on them.
const EXIT_CODES: &str = "Exit codes:\n  0   done\n  1   an error; nothing was half-written\n  2   wrong usage\n  10  done, but items need review\n  11  done, but items are unanswered";

#[derive(Debug, Parser)]
#[command(name = "neatline", version, about = "Answers security questionnaires from a sourced knowledge base", after_help = EXIT_CODES)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) base: Base,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command needs: a knowledge base, a day and a release.
#[derive(Debug, ClapArgs)]
pub(super) struct Base {
    /// Folder of the knowledge base [default: the one inside the program]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) knowledge: Option<PathBuf>,
    /// Day to answer for, YYYY-MM-DD [default: SOURCE_DATE_EPOCH if set, otherwise today]
    #[arg(long, value_name = "DATE", global = true)]
    pub(super) as_of: Option<Date>,
    /// Release of the product to answer for, such as 3.40 [default: the one in project.yaml]
    #[arg(long, value_name = "VERSION", global = true, alias = "product-version")]
    pub(super) qgis: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a form, answer it, write the reply
    #[command(
        after_help = "Examples:\n  neatline answer form.eml --out answers\n  neatline answer form.csv --as pdf,docx --qgis 3.44\n  cat form.txt | neatline answer - --as md\n\nWrites DIR/<stem>.reply.pdf, .reply.docx, .reply.md, .reply.html and .answers.json, the form itself with its answers as\nDIR/<stem>.answered.<ext> where its format can be filled (XLSX, XLSM, ODS, CSV), and prints a summary."
    )]
    Answer(Answer),
    /// Answer one question on the terminal
    #[command(
        after_help = "Examples:\n  neatline ask \"Is multi-factor authentication supported?\"\n  neatline ask \"Are we affected by CVE-2026-24480?\" --json"
    )]
    Ask(Ask),
    /// Show why an item was answered as it was
    #[command(after_help = "Examples:\n  neatline explain form.eml 3\n  neatline explain form.csv A&A-01")]
    Explain(Explain),
    /// Show what was seen in a form: sheets, columns, items, and where each answer goes
    #[command(after_help = "Examples:\n  neatline inspect form.xlsx\n  neatline inspect form.xlsx --json")]
    Inspect(Inspect),
    /// Hold the knowledge base against every rule
    #[command(after_help = "Examples:\n  neatline check\n  neatline check --knowledge ../gdal-knowledge --json")]
    Check(Check),
    /// Print a script that completes commands in a shell
    #[command(
        after_help = "Example:\n  neatline completions bash > ~/.local/share/bash-completion/completions/neatline"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the man page
    #[command(after_help = "Example:\n  neatline man | man -l -")]
    Man,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Answer {
    /// The form: e-mail, text, Markdown, CSV or a workbook; `-` reads standard input
    pub(super) form: PathBuf,
    /// Folder for the reply, made if it is missing
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) out: PathBuf,
    /// Formats to write
    #[arg(long = "as", value_name = "FORMATS", value_delimiter = ',', default_value = "pdf,docx,md,html,json")]
    pub(super) formats: Vec<Format>,
    /// Write over cells of the form that hold somebody's answer
    #[arg(long)]
    pub(super) overwrite: bool,
    /// Folder of templates [default: those inside the program]
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
    /// Font for characters that the bundled fonts lack (TTF or OTF); may be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) font: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Ask {
    /// The question; `-` reads standard input
    pub(super) question: String,
    /// Print the item as JSON, as in answers.json
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// The form; `-` reads standard input
    pub(super) form: PathBuf,
    /// The item: its own number, or its place counted from 1
    pub(super) item: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Inspect {
    /// The form; `-` reads standard input
    pub(super) form: PathBuf,
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
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
