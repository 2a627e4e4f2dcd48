//! The YAML of a profile.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// A profile as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProfile {
    pub(super) name: Spanned<String>,
    /// Where the structure was seen; for people.
    #[serde(default, rename = "about")]
    pub(super) _about: Option<String>,
    pub(super) fingerprint: RawFingerprint,
    pub(super) sheets: Vec<RawSheet>,
    #[serde(default)]
    pub(super) vocabulary: IndexMap<String, Spanned<String>>,
}

/// By what a form is known: structure, never answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFingerprint {
    /// Names of sheets that must be there; `*` stands for any letters.
    pub(super) sheets: Spanned<Vec<String>>,
    /// Words of headers that must stand in one of these sheets.
    #[serde(default)]
    pub(super) words: Vec<String>,
}

/// What is said about a sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSheet {
    pub(super) sheet: Spanned<String>,
    pub(super) take: Option<bool>,
    #[serde(default)]
    pub(super) headers: Vec<Spanned<usize>>,
    pub(super) first: Option<Spanned<usize>>,
    pub(super) last: Option<usize>,
    /// Letter or header of a column, and its role.
    #[serde(default)]
    pub(super) columns: IndexMap<String, Spanned<String>>,
    /// Letter or header of a column for a second answer, and what is answered unless a person says otherwise.
    #[serde(default)]
    pub(super) second: IndexMap<String, Spanned<String>>,
}
