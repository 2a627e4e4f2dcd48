//! Printing: data to stdout, all else to stderr, colours only on a terminal.

use super::error::Faults;
use crate::diagnostic::{Diagnostic, render_diagnostics};
use std::io::Write;

/// Prints data. A closed pipe is not an error: the reader has seen enough.
pub(super) fn print_data(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints a message for the person at the terminal.
pub(super) fn print_message(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints faults, with colours where the terminal has them (anstream strips them elsewhere).
pub(super) fn print_diagnostics(diagnostics: &[Diagnostic]) {
    print_message(&render_diagnostics(diagnostics, true));
}

/// Prints what clap has to say: help to stdout, usage errors to stderr.
pub(super) fn print_usage(error: &clap::Error) {
    let _ = error.print();
}

/// Prints why a command failed, with its causes.
pub(super) fn print_error(error: &anyhow::Error) {
    if let Some(faults) = error.downcast_ref::<Faults>() {
        print_diagnostics(&faults.0);
        return;
    }
    let mut text = String::from("\u{1b}[1;31merror\u{1b}[0m: ");
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    text.push_str(&causes.join(": "));
    text.push('\n');
    print_message(&text);
}
