//! Faults in files, carried up as one error.

use crate::diagnostic::Diagnostic;
use std::fmt;

/// Diagnostics that stop a command.
#[derive(Debug)]
pub(super) struct Faults(pub(super) Vec<Diagnostic>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults", self.0.len())
    }
}

impl std::error::Error for Faults {}
