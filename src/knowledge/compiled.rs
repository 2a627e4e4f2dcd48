//! A base that was read and held against the rules ahead of time, as bytes: what the program carries inside.

use super::read::read_files;
use super::{Knowledge, lint, resolve};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::InputFile;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A base without errors, and how long it stays so.
#[derive(Debug, Deserialize, Serialize)]
pub struct Compiled {
    knowledge: Knowledge,
    /// The day from which something refers to a fact that no longer holds.
    faulty_from: Option<Date>,
}

impl Compiled {
    /// Reads a base from its files, whose paths are relative to its folder. `None` when a rule finds an error on any day: then the
    /// files are to be read again where somebody can be shown the faults.
    pub fn read(files: &[InputFile]) -> Option<Self> {
        let mut diagnostics = Vec::new();
        let raw = read_files(files, &mut diagnostics);
        if failed(&diagnostics) {
            return None;
        }
        lint::lint(&raw, Date::MIN, false, &mut diagnostics);
        if failed(&diagnostics) {
            return None;
        }
        let mut days: Vec<Date> =
            raw.facts.iter().filter_map(|fact| Some(fact.raw.withdrawn.as_ref()?.value)).collect();
        days.sort();
        let faulty_from = days.into_iter().find(|day| {
            let mut diagnostics = Vec::new();
            lint::lint_day(&raw, *day, &mut diagnostics);
            failed(&diagnostics)
        });
        Some(Self { knowledge: resolve::resolve(&raw, files)?, faulty_from })
    }

    /// The base, without a look at the day.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The base, if no rule finds an error in it on a day.
    pub fn sound_on(self, day: Date) -> Option<Knowledge> {
        self.faulty_from.is_none_or(|faulty| day < faulty).then_some(self.knowledge)
    }

    /// As bytes; the same base gives the same.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("internal error: a knowledge base cannot be written as bytes")
    }

    /// From bytes that this version of the program wrote; `None` from any others.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
