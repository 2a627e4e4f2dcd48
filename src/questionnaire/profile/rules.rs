//! A profile for one form, by address.

use crate::questionnaire::layout::{At, ColumnRole};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a profile says about one form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rules {
    /// Name of the profile.
    pub profile: String,
    /// Words of the form for a verdict: `yes`, `no`, `partial`, `not-applicable`, `information`.
    pub vocabulary: BTreeMap<String, String>,
    #[serde(skip)]
    pub(crate) sheets: Vec<SheetRule>,
}

/// What a profile says about a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SheetRule {
    /// Name of the sheet.
    pub(crate) sheet: String,
    /// Whether it is answered.
    pub(crate) take: Option<bool>,
    /// Header rows, from 0.
    pub(crate) headers: Vec<usize>,
    /// First and last row with items, from 0.
    pub(crate) first: Option<usize>,
    pub(crate) last: Option<usize>,
    /// Roles of columns.
    pub(crate) columns: BTreeMap<usize, ColumnRole>,
    /// What a second answer is by default.
    pub(crate) second: BTreeMap<usize, String>,
}

impl Rules {
    /// What is said about a sheet.
    pub(crate) fn sheet(&self, name: &str) -> Option<&SheetRule> {
        self.sheets.iter().find(|rule| rule.sheet == name)
    }

    /// The default of a second answer at a place.
    pub(crate) fn second(&self, sheet: &str, at: At) -> Option<&str> {
        self.sheet(sheet)?.second.get(&at.column).map(String::as_str)
    }
}

impl SheetRule {
    /// The column that a profile gives a role.
    pub(crate) fn column(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().find(|(_, known)| **known == role).map(|(column, _)| *column)
    }
}
