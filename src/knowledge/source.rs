//! The bibliography.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a citation points into.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Address; for a repository the folder that a citation's `path` is appended to.
    pub url: String,
    /// What kind of thing it is.
    pub kind: SourceKind,
    /// Date of the source itself, as far as it is known.
    pub dated: String,
    /// Day the copy was read.
    pub read: Date,
    /// Which copy was read: date or commit.
    pub copy: String,
    /// What it is evidence for.
    pub evidence: String,
}

/// Kind of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Program text, recipes, data files.
    Code,
    /// Manuals, guides, change logs.
    Documentation,
    /// Rules: policies, charters, law.
    Policy,
    /// Advisories and vulnerability records.
    Advisory,
    /// Mailing lists, issues, pull requests.
    List,
    /// News and announcements.
    Press,
}
