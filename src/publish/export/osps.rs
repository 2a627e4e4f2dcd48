//! `osps`: the requirements of the OpenSSF OSPS Baseline one by one, with what facts say on each, and honest gaps
//! (`schemas/osps-1.schema.json`).
//!
//! Nobody has assessed conformance. `evidence` says that facts speak to a requirement, not that it is met: a verdict answers the
//! question of its own fact. `gap` says that no fact speaks to it, which does not mean that it is not met.

use super::common::{json_text, source_urls};
use super::{Error, Export, Material};
use crate::knowledge::{Fact, Framework, Verdict};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

const FORMAT: &str = "osps";
/// The framework's id in `controls/`.
const FRAMEWORK: &str = "osps-baseline";
const SCHEMA: u32 = 1;

/// A baseline, requirement by requirement.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Conformance {
    /// Version of this shape.
    pub schema: u32,
    /// What it is about.
    pub project: String,
    /// Release.
    pub product_version: String,
    /// Name of the framework.
    pub framework: String,
    /// Its version.
    pub framework_version: String,
    /// Where it is published.
    pub framework_url: String,
    /// Day it is for.
    pub as_of: Date,
    /// Calendar version and hash of the knowledge base.
    pub knowledge: String,
    /// Whether the project approved the facts, and that nobody assessed conformance.
    pub statement: String,
    /// Requirements with at least one fact.
    pub with_evidence: usize,
    /// Requirements without.
    pub gaps: usize,
    /// The requirements, in the order of the framework.
    pub requirements: Vec<Requirement>,
}

/// A control or a requirement.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Requirement {
    /// The framework's id; its text is not repeated here.
    pub id: String,
    /// Whether facts speak to it.
    pub status: Status,
    /// What they say.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<Evidence>,
}

/// Whether facts speak to a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// At least one does.
    Evidence,
    /// None does.
    Gap,
}

/// What a fact says.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Evidence {
    /// Id of the fact.
    pub fact: String,
    /// Its question.
    pub question: String,
    /// The position on that question.
    pub verdict: Verdict,
    /// The answer.
    pub answer: String,
    /// Addresses of its sources.
    pub sources: Vec<String>,
    /// Day of the last review.
    pub reviewed: Date,
    /// Page of the public site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

pub(super) fn render(material: &Material<'_>) -> Result<Export, Error> {
    let knowledge = material.knowledge;
    let framework = knowledge
        .frameworks
        .iter()
        .find(|framework| framework.id == FRAMEWORK)
        .ok_or(Error::Nothing { format: FORMAT, what: "no framework `osps-baseline`" })?;
    let conformance = conformance(material, framework);
    let text = serde_saphyr::to_string(&conformance).expect("internal error: plain data does not serialise");
    let notes = vec![format!("{} requirements have no fact", conformance.gaps)];
    Ok(Export { text, notes })
}

/// The JSON Schema of [`Conformance`].
pub fn schema() -> String {
    json_text(&schemars::schema_for!(Conformance))
}

fn conformance(material: &Material<'_>, framework: &Framework) -> Conformance {
    let controls = material.controls(framework);
    let gaps = controls.iter().filter(|(_, facts)| facts.is_empty()).count();
    let approval = material.approval(controls.iter().flat_map(|(_, facts)| facts.iter().copied()));
    let project = &material.knowledge.project;
    Conformance {
        schema: SCHEMA,
        project: project.name.clone(),
        product_version: material.subject.version.to_string(),
        framework: framework.title.clone(),
        framework_version: framework.version.clone(),
        framework_url: framework.url.clone(),
        as_of: material.subject.as_of,
        knowledge: material.provenance(),
        statement: format!(
            "{approval} Nobody has assessed conformance: a verdict answers the question beside it, and a gap means that no fact \
             speaks to the requirement."
        ),
        with_evidence: controls.len() - gaps,
        gaps,
        requirements: controls
            .into_iter()
            .map(|(id, facts)| Requirement {
                id: id.to_owned(),
                status: if facts.is_empty() { Status::Gap } else { Status::Evidence },
                evidence: facts.into_iter().map(|fact| evidence(material, fact)).collect(),
            })
            .collect(),
    }
}

fn evidence(material: &Material<'_>, fact: &Fact) -> Evidence {
    Evidence {
        fact: fact.id.clone(),
        question: fact.question.clone(),
        verdict: fact.verdict,
        answer: fact.short.clone(),
        sources: source_urls(fact).into_iter().map(str::to_owned).collect(),
        reviewed: fact.reviewed,
        url: material.permalink(fact),
    }
}
