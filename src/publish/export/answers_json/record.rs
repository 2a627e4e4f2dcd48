//! The shape of the file: a public contract (`schemas/facts-1.schema.json`).

use crate::knowledge::{FindingStatus, ReviewKind, Strength, Verdict};
use indexmap::IndexMap;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// All public facts.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FactsFile {
    /// Version of this contract.
    pub schema: u32,
    /// Version of the program.
    pub neatline: String,
    /// Calendar version of the knowledge base.
    pub knowledge_version: String,
    /// SHA-256 over the files of the knowledge base, lower-case hexadecimal.
    pub knowledge_hash: String,
    /// Day the facts are given out for.
    pub as_of: Date,
    /// What they are about.
    pub product: ProductRecord,
    /// Whether the project approved them, as a sentence for readers. Show it with every fact.
    pub statement: String,
    /// Parts of the product that facts are about.
    pub scopes: Vec<ScopeRecord>,
    /// The facts, in the order of their ids.
    pub facts: Vec<FactRecord>,
    /// Frameworks, by id.
    pub frameworks: IndexMap<String, FrameworkRecord>,
    /// Vulnerabilities of the product itself.
    pub advisories: Vec<AdvisoryRecord>,
    /// What scanners report on its packages.
    pub findings: Vec<FindingRecord>,
}

/// What the facts are about.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProductRecord {
    /// Its name.
    pub name: String,
    /// Release that the facts are about; facts for other releases only are left out.
    pub version: String,
    /// Body that publishes it. It speaks here only as far as `statement` says.
    pub publisher: String,
    /// Home page.
    pub site: String,
    /// Where to report a vulnerability.
    pub security_contact: String,
}

/// A part of the product.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScopeRecord {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// One sentence.
    pub about: String,
}

/// A fact.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FactRecord {
    /// Its id, stable for ever.
    pub id: String,
    /// Former ids.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub aliases: Vec<String>,
    /// Page of the public site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Noun phrase.
    pub title: String,
    /// The question that `verdict` answers.
    pub question: String,
    /// The position.
    pub verdict: Verdict,
    /// The answer in at most 300 characters.
    pub short: String,
    /// Detail, Markdown; may be empty.
    pub detail: String,
    /// Ids of the parts it is about.
    pub scopes: Vec<String>,
    /// Releases it is true for; absent for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_to: Option<String>,
    /// Whether the project approved it.
    pub approval: ApprovalRecord,
    /// Role that answers for it.
    pub owner: String,
    /// Day of the last review.
    pub reviewed: Date,
    /// Kind of the review.
    pub review: ReviewKind,
    /// Last day on which the review is fresh.
    pub due: Date,
    /// Whether the review has run out by `asOf`.
    pub stale: bool,
    /// Why it is true; never empty.
    pub citations: Vec<SourceRecord>,
    /// Facts a careful reader looks at next.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub related: Vec<String>,
}

/// Whether the project approved a fact.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum ApprovalRecord {
    /// Nobody has yet.
    Draft,
    /// A role did.
    Approved {
        /// The role.
        by: String,
        /// The day.
        on: Date,
    },
}

/// A citation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourceRecord {
    /// Title of the source.
    pub title: String,
    /// Address.
    pub url: String,
    /// Where in it.
    pub locator: String,
    /// What it shows.
    pub shows: String,
    /// How strong it is.
    pub strength: Strength,
    /// Day the copy was read.
    pub read: Date,
    /// Which copy was read.
    pub copy: String,
}

/// A framework.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FrameworkRecord {
    /// Its name.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Where it is published.
    pub url: String,
    /// Facts on each control; an empty list is a known gap. A fact says what is so, not that the control is met.
    pub controls: IndexMap<String, Vec<String>>,
}

/// A vulnerability of the product itself.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AdvisoryRecord {
    /// CVE, GHSA or the project's own id.
    pub id: String,
    /// Other ids of the same flaw.
    pub aliases: Vec<String>,
    /// One line.
    pub title: String,
    /// The part of the code.
    pub component: String,
    /// Which releases, in words.
    pub affected: String,
    /// Since when it is fixed, in words.
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
    pub citations: Vec<SourceRecord>,
}

/// What scanners report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingRecord {
    /// Its id.
    pub id: String,
    /// Identifiers that scanners report; empty for findings without one.
    pub ids: Vec<String>,
    /// The library or file.
    pub component: String,
    /// The package that is scanned.
    pub package: String,
    /// How it stands: OpenVEX status.
    pub status: FindingStatus,
    /// OpenVEX justification, with `not_affected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justification: Option<String>,
    /// Why.
    pub impact: String,
    /// What must not be dismissed; may be empty.
    pub caution: String,
    /// What to do.
    pub action: String,
    /// Why we know.
    pub citations: Vec<SourceRecord>,
}
