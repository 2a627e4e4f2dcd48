//! The fields of the format that facts can fill, in the order its templates have them.

use crate::knowledge::StatusWord;
use indexmap::IndexMap;
use serde::Serialize;

/// Field of the format and address.
pub(super) type Documents = IndexMap<&'static str, String>;

#[derive(Debug, Serialize)]
pub(super) struct Insights {
    pub(super) header: Header,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) project: Option<Project>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) repository: Option<Repository>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Header {
    pub(super) schema_version: String,
    pub(super) last_updated: String,
    pub(super) last_reviewed: String,
    pub(super) url: String,
    pub(super) comment: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Project {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) homepage: Option<String>,
    pub(super) administrators: Vec<Contact>,
    pub(super) repositories: Vec<ProjectRepository>,
    pub(super) vulnerability_reporting: VulnerabilityReporting,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) documentation: Documents,
}

#[derive(Debug, Serialize)]
pub(super) struct ProjectRepository {
    pub(super) name: String,
    pub(super) comment: String,
    pub(super) url: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct VulnerabilityReporting {
    pub(super) reports_accepted: bool,
    pub(super) bug_bounty_available: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contact: Option<Contact>,
    pub(super) comment: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) security_policy: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Contact {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    pub(super) primary: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Repository {
    pub(super) status: StatusWord,
    pub(super) url: String,
    pub(super) accepts_change_request: bool,
    pub(super) accepts_automated_change_request: bool,
    pub(super) core_team: Vec<Contact>,
    pub(super) license: License,
    pub(super) security: Security,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub(super) documentation: Documents,
}

#[derive(Debug, Serialize)]
pub(super) struct License {
    pub(super) url: String,
    pub(super) expression: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Security {
    pub(super) assessments: Assessments,
}

#[derive(Debug, Serialize)]
pub(super) struct Assessments {
    #[serde(rename = "self")]
    pub(super) own: Assessment,
    #[serde(rename = "third-party", skip_serializing_if = "Vec::is_empty")]
    pub(super) third_party: Vec<Assessment>,
}

#[derive(Debug, Serialize)]
pub(super) struct Assessment {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) comment: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) evidence: Option<String>,
}
