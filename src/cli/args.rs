//! What can be typed.

use super::caps::Caps;
use super::formats::Format;
use crate::publish::export::Format as ExportFormat;
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
    /// Folder of the knowledge base, or a packed one [default: the one inside the program]
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
        after_help = "Examples:\n  neatline answer form.eml --out answers\n  neatline answer form.xlsx --as pdf,docx --qgis 3.44\n  cat form.txt | neatline answer - --as md\n\nWrites DIR/<stem>.reply.pdf, .reply.docx, .reply.md, .reply.html and .answers.json, the worksheet\n.review.yaml, and the form itself with its answers as .answered.<ext> where its format can be filled;\nprints a summary. While items wait for a decision the reply is called .reply.DRAFT.pdf and so on. Decisions in a worksheet are put into a reply by `neatline render`."
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
    /// Write the public facts in a format that other programs read
    #[command(
        after_help = "Examples:\n  neatline export security-txt --out public/.well-known/security.txt\n  neatline export openvex > qgis.openvex.json\n  neatline export llms-txt --base-url https://example.org/answers --out public/llms.txt\n\nPrints to standard output without --out. What had to be left out is told on standard error."
    )]
    Export(Export),
    /// Measure the matching on labelled items
    #[command(
        after_help = "Examples:\n  neatline eval questionnaires/labelled/test.yaml\n  neatline eval questionnaires/labelled/test.yaml --plot precision.svg\n  neatline eval set.yaml --json > report.json"
    )]
    Eval(Eval),
    /// Work out the weights of the matcher from the knowledge base
    #[command(
        after_help = "Examples:\n  neatline train --knowledge knowledge\n  neatline train --knowledge knowledge questionnaires/labelled/train.yaml --settle questionnaires/labelled/settle.yaml --write\n\nPrints the weights; with --write, writes them to weights.yaml and the classifier to classifier.yaml in the folder of the knowledge base."
    )]
    Train(Train),
    /// Write the public site: questions, standard answers to download, advisories, search
    #[command(
        after_help = "Examples:\n  neatline site --out public --base-url https://example.org/answers\n  neatline site --hugo --out content/answers\n\nReplaces a folder that it wrote before; any other folder must be new or empty."
    )]
    Site(Site),
    /// Decide on open items in the terminal, one key an item
    #[command(
        after_help = "Example:\n  neatline review answers/form.review.yaml\n\nEvery decision is saved at once; leave with q and go on later."
    )]
    Review(super::review::Review),
    /// Make a reply again from its worksheet, with a person's decisions
    #[command(
        after_help = "Examples:\n  neatline render answers/form.review.yaml\n  neatline render answers/form.review.yaml --final --as pdf,docx\n\nWhile items wait for a decision the reply is marked DRAFT on every page and in its file name."
    )]
    Render(super::render::Render),
    /// Propose what a worksheet teaches the knowledge base
    #[command(
        after_help = "Examples:\n  neatline learn answers/form.review.yaml --knowledge knowledge\n  neatline learn answers/form.review.yaml --knowledge knowledge --write\n  neatline learn answers/form.review.yaml --knowledge knowledge --eval questionnaires/labelled/test.yaml\n\nPrints a unified diff; writes after a yes, or with --write."
    )]
    Learn(super::learn::Learn),
    /// Compare two states of a knowledge base
    #[command(
        after_help = "Examples:\n  neatline diff v2026.10 --knowledge knowledge      a git revision against the folder\n  neatline diff ../old/knowledge knowledge          two folders\n  neatline diff sent/2026.10.0.zip                  a packed base against the one inside the program\n  neatline diff HEAD~5 HEAD --knowledge knowledge   two git revisions"
    )]
    Diff(super::diff::Diff),
    /// Write the knowledge base into one file, to keep beside a reply or to compare with later
    #[command(
        after_help = "Examples:\n  neatline pack --out sent/2026.11.0.zip\n  neatline pack --knowledge knowledge --out base.zip\n  neatline answer form.eml --knowledge sent/2026.11.0.zip     answer as the facts stood then\n\nThe same base gives the same bytes. `--knowledge` and `diff` read the file."
    )]
    Pack(super::pack::Pack),
    /// Say which answers of a reply sent earlier would be different today
    #[command(
        after_help = "Examples:\n  neatline recheck answers/form.answers.json\n  neatline recheck answers/form.answers.json --out letters --as pdf,docx"
    )]
    Recheck(super::recheck::Recheck),
    /// Record that a role approved facts
    #[command(
        after_help = "Example:\n  neatline approve auth.master-password sso.saml --by psc --on 2026-11-21 --knowledge knowledge"
    )]
    Approve(super::approve::Approve),
    /// List facts and sources that are due for review, by owner
    #[command(
        after_help = "Examples:\n  neatline due\n  neatline due --within 8w --format ics > review.ics\n  neatline due --within 0d --format json"
    )]
    Due(super::due::Due),
    /// Show what to write next: subjects and controls without a fact, the most asked first
    #[command(after_help = "Examples:\n  neatline coverage forms/*.csv\n  neatline coverage caiq-v4 form.csv --json")]
    Coverage(super::coverage::Coverage),
    /// Fetch every source once and remember what it looked like (the only command that uses the network)
    #[command(
        after_help = "Example:\n  neatline verify-sources --online --knowledge knowledge\n\nWrites sources.lock.yaml beside the sources; facts of a changed page are then listed by `neatline due`."
    )]
    VerifySources(super::verify_sources::VerifySources),
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
    /// Show what differs from the last reply to this asker, given as its answers.json
    #[arg(long, value_name = "ANSWERS.JSON")]
    pub(super) previous: Option<PathBuf>,
    /// Profile of the form [default: one of the knowledge base, by fingerprint]
    #[arg(long, value_name = "FILE")]
    pub(super) profile: Option<PathBuf>,
    /// Write over cells of the form that hold somebody's answer
    #[arg(long)]
    pub(super) overwrite: bool,
    /// Folder of templates [default: those inside the program]
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
    /// Font for characters that the bundled fonts lack (TTF or OTF); may be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) font: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) caps: Caps,
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
    #[command(flatten)]
    pub(super) caps: Caps,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Inspect {
    /// The form; `-` reads standard input
    pub(super) form: PathBuf,
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Profile of the form [default: one of the knowledge base, by fingerprint]
    #[arg(long, value_name = "FILE")]
    pub(super) profile: Option<PathBuf>,
    /// Write a profile to edit [default file: the form's name with `.profile.yaml`, beside it]
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "the flag may stand without a file")]
    pub(super) write_profile: Option<Option<PathBuf>>,
    #[command(flatten)]
    pub(super) caps: Caps,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// Print the faults as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Export {
    /// The format
    #[arg(value_parser = super::export::formats())]
    pub(super) format: ExportFormat,
    /// File to write, whole or not at all [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Where the public site is; links lead to its pages
    #[arg(long, value_name = "URL", value_parser = super::export::base_url)]
    pub(super) base_url: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Eval {
    /// Files of labelled items
    #[arg(required = true, value_name = "SET")]
    pub(super) sets: Vec<PathBuf>,
    /// Print the numbers as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Leave out the ablation and the cost of each guard, which take most of the time
    #[arg(long)]
    pub(super) brief: bool,
    /// Draw the precision-coverage curve and the reliability plot
    #[arg(long, value_name = "SVG")]
    pub(super) plot: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Train {
    /// Labelled items; those that nothing answers teach the classifier, besides the wordings of the base
    #[arg(value_name = "SET")]
    pub(super) sets: Vec<PathBuf>,
    /// Labelled items, others than those, that set the scale and the thresholds; without any, the knowledge base alone does
    #[arg(long, value_name = "SET")]
    pub(super) settle: Vec<PathBuf>,
    /// Write weights.yaml and classifier.yaml into the folder of the knowledge base
    #[arg(long)]
    pub(super) write: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Site {
    /// Folder for the site
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Address the site will have; canonical links, sitemap and Open Graph need it
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Write Hugo content (Markdown with front matter) to copy into a Hugo site
    #[arg(long)]
    pub(super) hugo: bool,
    /// Folder of templates [default: those inside the program]
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
}

/// The definition of the command line, for the man page, completions and tests.
pub fn command() -> clap::Command {
    Args::command()
}
