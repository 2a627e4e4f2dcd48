//! Parts of the gate that can be turned off, so that each can be measured on its own.

use super::guards::Guard;
use crate::matcher::weights::Thresholds;

/// What of the gate is on. [`Switches::default`] is what ships.
#[derive(Debug, Clone, PartialEq)]
pub struct Switches {
    /// Subjects for a person are recognised.
    pub routes: bool,
    /// Lines that ask for nothing are recognised.
    pub instructions: bool,
    /// Examples and chains of participles are left out of what is matched.
    pub trim: bool,
    /// Compound items are split.
    pub split: bool,
    /// Control ids of a form are used with the crosswalk.
    pub crosswalk: bool,
    /// Items about what does not exist are answered by the boundary fact.
    pub families: bool,
    /// Known unknowns compete with facts.
    pub decoys: bool,
    /// The guards that are on.
    pub guards: Vec<Guard>,
    /// Thresholds in place of those of the weights.
    pub thresholds: Option<Thresholds>,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            routes: true,
            instructions: true,
            trim: true,
            split: true,
            crosswalk: true,
            families: true,
            decoys: true,
            guards: Guard::ALL.to_vec(),
            thresholds: None,
        }
    }
}

impl Switches {
    /// Nothing but the matcher.
    pub fn bare() -> Self {
        Self {
            routes: false,
            instructions: false,
            trim: false,
            split: false,
            crosswalk: false,
            families: false,
            decoys: false,
            guards: Vec::new(),
            thresholds: None,
        }
    }

    /// The same, with every threshold at nothing: what the engine would say if it had to.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.thresholds = Some(Thresholds { high: 0.0, medium: 0.0, low: 0.0 });
        self
    }
}
