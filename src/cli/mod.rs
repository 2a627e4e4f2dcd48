//! The command line: the only module that prints, reads the clock, and touches the disk and the environment.
//!
//! One file a subcommand. stdout is data, stderr is all else. Exit codes are a contract: [`ExitStatus`].

mod answer;
mod approve;
mod args;
mod ask;
mod caps;
mod check;
mod clock;
mod coverage;
mod diff;
mod due;
mod error;
mod eval;
mod explain;
mod export;
mod files;
mod filling;
mod formats;
mod learn;
mod pack;
mod recheck;
mod profiles;
mod render;
mod review;
mod revisions;
mod inspect;
mod session;
mod shell;
mod site;
mod site_files;
mod terminal;
mod train;
mod verify_sources;
mod worksheets;

pub use args::command;

use args::{Args, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// What the exit code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: done.
    Done,
    /// 1: an error; nothing was half-written.
    Error,
    /// 10: done, but items need review.
    NeedsReview,
    /// 11: done, but items are unanswered.
    Unanswered,
}

impl ExitStatus {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Error => 1,
            Self::NeedsReview => 10,
            Self::Unanswered => 11,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}

/// Panics of parsers of others become errors and are not told twice; all other panics are bugs and are told in full.
fn quiet_parsers() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !crate::questionnaire::is_guarded() {
                usual(panic);
            }
        }));
    });
}

/// Runs the program with the given arguments; the first is the program's name. A usage error is exit code 2.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    quiet_parsers();
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            terminal::print_usage(&error);
            return ExitCode::from(code);
        }
    };
    let result = match args.command {
        Command::Answer(ref answer) => answer::run(&args.base, answer),
        Command::Ask(ref ask) => ask::run(&args.base, ask),
        Command::Explain(ref explain) => explain::run(&args.base, explain),
        Command::Inspect(ref inspect) => inspect::run(&args.base, inspect),
        Command::Check(ref check) => check::run(&args.base, check),
        Command::Export(ref export) => export::run(&args.base, export),
        Command::Eval(ref eval) => eval::run(&args.base, eval),
        Command::Train(ref train) => train::run(&args.base, train),
        Command::Site(ref site) => site::run(&args.base, site),
        Command::Approve(ref approve) => approve::run(&args.base, approve),
        Command::Review(ref review) => review::run(&args.base, review),
        Command::Learn(ref learn) => learn::run(&args.base, learn),
        Command::Diff(ref diff) => diff::run(&args.base, diff),
        Command::Pack(ref pack) => pack::run(&args.base, pack),
        Command::Recheck(ref recheck) => recheck::run(&args.base, recheck),
        Command::Due(ref due) => due::run(&args.base, due),
        Command::Coverage(ref coverage) => coverage::run(&args.base, coverage),
        Command::VerifySources(ref verify) => verify_sources::run(&args.base, verify),
        Command::Render(ref render) => render::run(&args.base, render),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man => shell::man(),
    };
    match result {
        Ok(status) => status.into(),
        Err(error) => {
            terminal::print_error(&error);
            ExitStatus::Error.into()
        }
    }
}
