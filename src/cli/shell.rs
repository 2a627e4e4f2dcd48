//! Completions and the man page, from the same definitions as the command line.

use super::{ExitStatus, args, terminal};
use anyhow::Result;

pub(super) fn completions(shell: clap_complete::Shell) -> Result<ExitStatus> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "neatline", &mut out);
    terminal::print_data(&String::from_utf8(out)?);
    Ok(ExitStatus::Done)
}

pub(super) fn man() -> Result<ExitStatus> {
    let mut out = Vec::new();
    clap_mangen::Man::new(args::command()).render(&mut out)?;
    for mut command in args::command().get_subcommands().cloned().collect::<Vec<_>>() {
        command = command.name("neatline");
        clap_mangen::Man::new(command).render(&mut out)?;
    }
    terminal::print_data(&String::from_utf8(out)?);
    Ok(ExitStatus::Done)
}
