//! Printing: data to stdout, all else to stderr, colours only on a terminal.

use super::error::Faults;
use crate::diagnostic::{Diagnostic, render_diagnostics};
use std::io::{IsTerminal, Write};
use unicode_segmentation::UnicodeSegmentation;

/// Starts bold text; stripped where stdout is no terminal.
pub(super) const BOLD: &str = "\u{1b}[1m";
/// Starts faint text.
pub(super) const DIM: &str = "\u{1b}[2m";
/// Ends both.
pub(super) const RESET: &str = "\u{1b}[0m";
/// Columns that text is wrapped to.
const WIDTH: usize = 88;

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

/// Wraps a paragraph, each line after an indent. Line breaks of the text count as spaces, except before a list item.
pub(super) fn wrap(text: &str, indent: &str) -> String {
    let mut out = String::new();
    for (number, line) in text.replace("\n- ", "\n\u{0}- ").split("\n\u{0}").enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut column = 0;
        for word in line.split_whitespace() {
            let width = word.graphemes(true).count();
            if column > 0 && column + 1 + width > WIDTH - indent.len() {
                out.push('\n');
                column = 0;
            }
            if column == 0 {
                out.push_str(indent);
            } else {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
    }
    out
}

/// Rows as columns, two spaces apart, the first row as heading.
pub(super) fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |text: &str| text.graphemes(true).count();
    let widths: Vec<usize> =
        (0..N).map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, most) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', most - width(cell) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A line that counts items while a long form is answered; silent where stderr is no terminal.
pub(super) struct Progress {
    total: usize,
    shown: bool,
}

impl Progress {
    /// For this many items.
    pub(super) fn new(total: usize) -> Self {
        Self { total, shown: total >= 50 && std::io::stderr().is_terminal() }
    }

    /// Shows how many are done.
    pub(super) fn show(&mut self, done: usize) {
        if self.shown && (done.is_multiple_of(10) || done == self.total) {
            print_message(&format!("\r{done} of {} items", self.total));
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if self.shown {
            print_message("\r\u{1b}[K");
        }
    }
}
