//! The project's own advisories, and what scanners report.

use super::Citations;
use serde::{Deserialize, Serialize};

/// A vulnerability of the project itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Advisory {
    /// CVE, GHSA or the project's own id.
    pub id: String,
    /// Other ids of the same flaw.
    pub aliases: Vec<String>,
    /// One line.
    pub title: String,
    /// The part of the code.
    pub component: String,
    /// The product: `desktop`, `server`, `qwc2`, `project-services`.
    pub product: String,
    /// Which releases.
    pub affected: String,
    /// Scopes that the summary says have no part in it.
    pub not_affected: Vec<String>,
    /// Since when it is fixed.
    pub fixed: String,
    /// Severity, or `not known`.
    pub severity: String,
    /// When it was published.
    pub published: String,
    /// What it is.
    pub summary: String,
    /// What a user should do.
    pub action: String,
    /// Why we know.
    pub citations: Citations,
}

/// What a scanner reports on a package of the project, and what to make of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// CVE and GHSA ids that scanners report.
    pub ids: Vec<String>,
    /// The library or file.
    pub component: String,
    /// The package that is scanned.
    pub package: String,
    /// OpenVEX status.
    pub status: FindingStatus,
    /// OpenVEX justification; only with `not_affected`.
    pub justification: Option<String>,
    /// Why, in our words.
    pub impact: String,
    /// What must not be dismissed.
    pub caution: String,
    /// What to do.
    pub action: String,
    /// Why we know.
    pub citations: Citations,
}

/// OpenVEX status words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingStatus {
    /// The product is not affected.
    NotAffected,
    /// The product is affected.
    Affected,
    /// A fix is in.
    Fixed,
    /// Not known yet.
    UnderInvestigation,
}

impl FindingStatus {
    /// The status in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotAffected => "not affected",
            Self::Affected => "affected",
            Self::Fixed => "fixed",
            Self::UnderInvestigation => "under investigation",
        }
    }
}
