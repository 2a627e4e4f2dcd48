//! Framework ids and the facts that answer them. No framework text.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A control's id as its framework writes it: `IAM-14`, `OSPS-VM-02`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct ControlId(pub String);

impl fmt::Display for ControlId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A framework whose ids are mapped to facts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Framework {
    /// Its id: `caiq-v4`.
    pub id: String,
    /// Name for a reader.
    pub title: String,
    /// Where the framework is published.
    pub url: String,
    /// Version of the framework.
    pub version: String,
    /// Regular expression that a control's id fits as a whole.
    pub shape: String,
    /// Facts that answer each control, in file order; an empty list is a known gap.
    pub controls: IndexMap<ControlId, Vec<String>>,
}
