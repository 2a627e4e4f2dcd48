//! What exports need besides facts: the `publish` section of `project.yaml`. Every part of it may be missing; an export then leaves
//! out what it would have filled.

use super::Approvals;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_saphyr::Spanned;

/// The `publish` section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Publishing {
    /// Who issues the exports; not the project, as long as the facts are drafts.
    pub author: Option<String>,
    /// Address under the control of the author, for ids; without it ids are UUIDs.
    pub namespace: Option<String>,
    /// The sentences on approval, in place of those for a reply.
    pub approval: Option<Approvals>,
    /// The repository of the source code.
    pub repository: Option<Repository>,
    /// How a vulnerability is reported.
    pub reporting: Option<Reporting>,
    /// Sources that are a document of a known kind: the field of OpenSSF Security Insights (`code-of-conduct`) and the source's id.
    pub documents: IndexMap<String, Spanned<String>>,
    /// Identifiers that scanners know packages of findings by.
    pub products: Vec<ProductId>,
}

/// The repository of the source code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Repository {
    /// Its address.
    pub url: String,
    /// One sentence on what is in it.
    pub about: String,
    /// How alive it is, a word of repostatus.org.
    pub status: RepositoryStatus,
    /// Licence of the code.
    pub licence: Licence,
    /// Who administers the project.
    pub administrators: Team,
    /// Who approves changes.
    pub core_team: Team,
    /// Whether anybody may propose changes.
    pub accepts_changes: Stated,
    /// Whether programs may propose changes by themselves.
    pub accepts_automated_changes: Stated,
    /// Fact on the project's own assessment of its security.
    pub self_assessment: Spanned<String>,
    /// Facts on assessments by others.
    #[serde(default)]
    pub assessments: Vec<Spanned<String>>,
}

/// How alive a repository is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RepositoryStatus {
    /// The word.
    pub value: StatusWord,
    /// Fact it rests on.
    pub fact: Spanned<String>,
}

/// Words of repostatus.org.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusWord {
    /// Usable, and being developed.
    Active,
    /// Given up before a usable release.
    Abandoned,
    /// An idea or a trial.
    Concept,
    /// Usable; no longer developed, but supported as time allows.
    Inactive,
    /// Now somewhere else.
    Moved,
    /// Stopped before a usable release, to be taken up again.
    Suspended,
    /// Usable; no longer developed or supported.
    Unsupported,
    /// Being developed, without a usable release.
    #[serde(rename = "WIP")]
    Wip,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// SPDX expression.
    pub expression: String,
    /// Source that holds its text.
    pub source: Spanned<String>,
    /// Fact it rests on.
    pub fact: Spanned<String>,
}

/// A group of people under one address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its address for mail.
    pub email: Option<String>,
    /// Fact it rests on.
    pub fact: Spanned<String>,
}

/// Yes or no, and the fact that says so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The position.
    pub value: bool,
    /// Fact it rests on.
    pub fact: Spanned<String>,
}

/// How a vulnerability is reported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reporting {
    /// Address of a form, if there is one; preferred to mail.
    pub url: Option<String>,
    /// Languages that reports may be written in, two-letter codes.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Whether reports are accepted.
    pub accepted: Stated,
    /// Whether a reward is offered.
    pub bounty: Stated,
    /// Further facts that the addresses rest on.
    #[serde(default)]
    pub facts: Vec<Spanned<String>>,
}

/// What scanners know a package by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProductId {
    /// The words of `package` of findings in `advisories/scanner-findings.yaml`.
    pub package: Spanned<String>,
    /// Package URL. It must cover no more than the words do.
    pub purl: String,
}

impl Publishing {
    /// All facts the section names.
    pub fn facts(&self) -> Vec<&Spanned<String>> {
        let mut facts = Vec::new();
        if let Some(repository) = &self.repository {
            facts.extend([
                &repository.status.fact,
                &repository.licence.fact,
                &repository.administrators.fact,
                &repository.core_team.fact,
                &repository.accepts_changes.fact,
                &repository.accepts_automated_changes.fact,
                &repository.self_assessment,
            ]);
            facts.extend(&repository.assessments);
        }
        if let Some(reporting) = &self.reporting {
            facts.extend([&reporting.accepted.fact, &reporting.bounty.fact]);
            facts.extend(&reporting.facts);
        }
        facts
    }

    /// All sources the section names.
    pub fn sources(&self) -> Vec<&Spanned<String>> {
        let licence = self.repository.iter().map(|repository| &repository.licence.source);
        licence.chain(self.documents.values()).collect()
    }

    /// The Package URL of a finding's package.
    pub fn purl(&self, package: &str) -> Option<&str> {
        self.products.iter().find(|product| one_line(&product.package.value) == package).map(|id| id.purl.as_str())
    }
}

/// YAML block scalars keep line breaks that mean nothing here; findings are resolved the same way.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
