//! The same facts for machines: one file a format, each valid against its published schema or specification.
//!
//! Three rules hold for all of them. Only facts with `publish: public` that hold on the day and for the release go out. A field that
//! the facts cannot fill is left out, never invented; what had to be left out whole is told in [`Export::notes`]. Every format that
//! has a place for it says whether the project approved the facts.

mod answers_json;
mod common;
mod csaf_vex;
mod cyclonedx;
mod faq_jsonld;
mod format;
mod insights;
mod llms_txt;
mod openvex;
mod oscal;
mod osps;
mod search_ndjson;
mod security_txt;
mod vulnerability;

pub use answers_json::{
    AdvisoryRecord, ApprovalRecord, FactRecord, FactsFile, FindingRecord, FrameworkRecord, ProductRecord, ScopeRecord,
    SourceRecord, schema as facts_schema,
};
pub use format::Format;
pub use osps::{Conformance, Evidence, Requirement, Status, schema as osps_schema};

use crate::answer::Subject;
use crate::knowledge::Knowledge;
use jiff::civil::{Date, DateTime};
use thiserror::Error;

/// Everything an export is made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The base.
    pub knowledge: &'a Knowledge,
    /// The day and the release that the export is about.
    pub subject: Subject,
    /// Moment written into the export, UTC.
    pub created: DateTime,
    /// Where the public site is, without a final slash; permalinks of facts are made from it.
    pub base_url: Option<&'a str>,
}

/// A finished export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The file, with a final line end.
    pub text: String,
    /// What was left out, and why: one sentence each, without a full stop.
    pub notes: Vec<String>,
}

/// Why there is no export.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Error {
    /// A field that the format demands.
    #[error("`{format}` needs `{field}` in project.yaml; knowledge/README.md shows it with an example")]
    MissingField {
        /// The format.
        format: &'static str,
        /// The field: `publish.author`.
        field: &'static str,
    },
    /// A field that the format cannot take.
    #[error("`{format}` needs {expected} as `{field}` of project.yaml")]
    BadField {
        /// The format.
        format: &'static str,
        /// The field.
        field: &'static str,
        /// What it takes.
        expected: &'static str,
    },
    /// A fact that the format rests on says nothing that can be published.
    #[error("`{format}` rests on the fact `{fact}`, which is {state}")]
    UnusableFact {
        /// The format.
        format: &'static str,
        /// Its id.
        fact: String,
        /// What is wrong with it: withdrawn, not public.
        state: &'static str,
    },
    /// The reviews of the facts have run out.
    #[error(
        "`{format}` would have expired on {expired}, before {as_of}: review {} and set `reviewed`", facts.join(", ")
    )]
    Expired {
        /// The format.
        format: &'static str,
        /// First day on which it does not hold.
        expired: Date,
        /// The day asked about.
        as_of: Date,
        /// Facts whose reviews have run out.
        facts: Vec<String>,
    },
    /// The base has nothing of what the format is for.
    #[error("`{format}` has nothing to say: the knowledge base has {what}")]
    Nothing {
        /// The format.
        format: &'static str,
        /// What is missing: "no framework".
        what: &'static str,
    },
}

/// Makes an export.
///
/// # Errors
///
/// When the format demands what the base does not have, or may no longer be given out: [`enum@Error`].
pub fn export(format: Format, material: &Material<'_>) -> Result<Export, Error> {
    match format {
        Format::AnswersJson => Ok(answers_json::render(material)),
        Format::SecurityInsights => insights::render(material),
        Format::SecurityTxt => security_txt::render(material),
        Format::Openvex => openvex::render(material),
        Format::CsafVex => csaf_vex::render(material),
        Format::Cyclonedx => cyclonedx::render(material),
        Format::Oscal => oscal::render(material),
        Format::Osps => osps::render(material),
        Format::FaqJsonld => Ok(faq_jsonld::render(material)),
        Format::LlmsTxt => Ok(llms_txt::render(material)),
        Format::SearchNdjson => Ok(search_ndjson::render(material)),
    }
}
