//! Who answers, from `project.yaml`.

use super::{Publishing, Version};
use serde::{Deserialize, Serialize};

/// The project that answers. The engine takes every name from here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Project {
    /// Name of the product: `QGIS`.
    pub name: String,
    /// Body in whose name nobody must speak by accident: `QGIS.ORG`.
    pub publisher: String,
    /// Half a sentence on what it is.
    pub about: String,
    /// Calendar version of the knowledge base.
    pub version: String,
    /// Where to write and read.
    pub contacts: Contacts,
    /// Release that answers are about when nobody names one.
    pub product_version: Version,
    /// What outputs say about approval.
    pub approvals: Approvals,
    /// What stands first in a reply to a form that is written for a hosted service, Markdown.
    pub standing_statement: Option<String>,
    /// Days between reviews.
    pub review_days: ReviewDays,
    /// Roles that may own a fact.
    pub owners: Vec<String>,
    /// Fact that answers an item about a vulnerability identifier nobody has recorded.
    pub unknown_identifier: Option<String>,
    /// What exports need besides facts.
    #[serde(with = "as_json")]
    pub publishing: Publishing,
}

/// Addresses of the project.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// Where to report a vulnerability.
    pub security: String,
    /// Everything else.
    pub general: String,
    /// Home page.
    pub site: String,
    /// Published security policy.
    pub policy: String,
}

/// What outputs say about approval.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    /// When any fact in the output is a draft.
    pub draft: String,
    /// When every fact in the output was approved.
    pub approved: String,
}

/// How soon a fact must be reviewed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewKind {
    /// Moves with releases: versions, signing, behaviour of code.
    Release,
    /// Moves with decisions: policies, organisation.
    Policy,
    /// Moves with legislation.
    Law,
}

/// Days between reviews, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewDays {
    release: u16,
    policy: u16,
    law: u16,
}

impl ReviewDays {
    /// Days for a kind.
    pub fn days(self, kind: ReviewKind) -> u16 {
        match kind {
            ReviewKind::Release => self.release,
            ReviewKind::Policy => self.policy,
            ReviewKind::Law => self.law,
        }
    }
}

/// Values that know their place can be read from formats only that say what comes next.
mod as_json {
    use super::Publishing;
    use serde::de::Error as _;
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(publishing: &Publishing, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&serde_json::to_string(publishing).map_err(S::Error::custom)?)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Publishing, D::Error> {
        serde_json::from_str(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
