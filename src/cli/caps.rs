//! `--limit NAME=VALUE`: the caps of reading, for commands that take a form, and the watch over the time.

use super::{ExitStatus, terminal};
use crate::diagnostic::did_you_mean;
use crate::questionnaire::Limits;
use clap::Args;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

#[derive(Debug, Clone, Default, Args)]
pub(super) struct Caps {
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = named, help = help())]
    limits: Vec<(String, usize)>,
}

fn help() -> String {
    let names: Vec<&str> = Limits::ALL.iter().map(|(name, ..)| *name).collect();
    format!(
        "Change a limit on what is read, such as `cells=5000000`; may be repeated. Names: {} (docs/limits.md says what each is)",
        names.join(", ")
    )
}

fn named(text: &str) -> Result<(String, usize), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE, such as `cells=5000000`")?;
    let value = value.replace('_', "").parse().map_err(|_| format!("`{value}` is no whole number"))?;
    Limits::default().set(name, value).map_err(|unknown| {
        match did_you_mean(name, Limits::ALL.iter().map(|(name, ..)| *name)) {
            Some(near) => format!("{unknown}; did you mean `{near}`?"),
            None => unknown.to_string(),
        }
    })?;
    Ok((name.to_owned(), value))
}

impl Caps {
    /// The limits with what was changed on the command line; of one that is named twice, the last counts.
    pub(super) fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        for (name, value) in &self.limits {
            // Names were held against the list when they were parsed.
            let _ = limits.set(name, *value);
        }
        limits
    }

    /// Ends the program once the command takes longer than allowed, unless the watch is dropped before. Files are written by
    /// renaming, so that none is left half-written.
    pub(super) fn watch(&self) -> Watch {
        let seconds = self.limits().seconds;
        let (sender, receiver) = channel::<()>();
        let allowed = Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX));
        // Without a thread there is no watch, and the work itself can still be done.
        let _ = std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            if receiver.recv_timeout(allowed) == Err(RecvTimeoutError::Timeout) {
                terminal::print_error(&anyhow::anyhow!(
                    "this took more than {seconds} seconds and was ended; `--limit seconds=N` allows more"
                ));
                end();
            }
        });
        Watch(sender)
    }
}

/// Watches until it is dropped.
#[derive(Debug)]
pub(super) struct Watch(#[expect(dead_code, reason = "dropping it ends the watch")] Sender<()>);

#[expect(clippy::exit, reason = "the thread that takes too long cannot be asked to stop")]
fn end() -> ! {
    std::process::exit(i32::from(ExitStatus::Error.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_come_from_the_command_line() {
        let caps = Caps { limits: vec![named("cells=10").unwrap(), named("cells=2_000").unwrap()] };
        assert_eq!(caps.limits().cells, 2_000);
        assert_eq!(named("cels=1").unwrap_err(), "unknown limit `cels`; did you mean `cells`?");
        assert_eq!(named("cells").unwrap_err(), "expected NAME=VALUE, such as `cells=5000000`");
        assert_eq!(named("cells=many").unwrap_err(), "`many` is no whole number");
    }
}
