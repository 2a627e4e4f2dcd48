//! `answers-json`: every public fact with its sources, frameworks, advisories and findings, in a versioned shape of our own
//! (`schemas/facts-1.schema.json`).

mod record;

pub use record::{
    AdvisoryRecord, ApprovalRecord, FactRecord, FactsFile, FindingRecord, FrameworkRecord, ProductRecord, ScopeRecord,
    SourceRecord,
};

use super::common::{json, json_text};
use super::{Export, Material};
use crate::knowledge::{Advisory, Approval, Citations, Fact, Finding, Framework};

/// Version of the contract. It rises when a field changes its meaning or goes away; a new field does not raise it.
const SCHEMA: u32 = 1;

pub(super) fn render(material: &Material<'_>) -> Export {
    let knowledge = material.knowledge;
    let project = &knowledge.project;
    let held_back = knowledge.facts.len() - material.facts().count();
    let file = FactsFile {
        schema: SCHEMA,
        neatline: env!("CARGO_PKG_VERSION").to_owned(),
        knowledge_version: project.version.clone(),
        knowledge_hash: knowledge.hash.clone(),
        as_of: material.subject.as_of,
        product: ProductRecord {
            name: project.name.clone(),
            version: material.subject.version.to_string(),
            publisher: project.publisher.clone(),
            site: project.contacts.site.clone(),
            security_contact: project.contacts.security.clone(),
        },
        statement: material.approval(material.facts()).to_owned(),
        scopes: knowledge
            .scopes
            .iter()
            .map(|scope| ScopeRecord { id: scope.id.clone(), title: scope.title.clone(), about: scope.about.clone() })
            .collect(),
        facts: material.facts().map(|fact| FactRecord::new(material, fact)).collect(),
        frameworks: knowledge.frameworks.iter().map(|framework| framework_record(material, framework)).collect(),
        advisories: knowledge.advisories.iter().map(advisory).collect(),
        findings: knowledge.findings.iter().map(finding).collect(),
    };
    let notes = if held_back == 0 {
        Vec::new()
    } else {
        vec![format!("{held_back} facts are left out: withdrawn, for replies only, or for other releases")]
    };
    json(&file, notes)
}

/// The JSON Schema of [`FactsFile`].
pub fn schema() -> String {
    json_text(&schemars::schema_for!(FactsFile))
}

impl FactRecord {
    /// The record of a fact.
    pub fn new(material: &Material<'_>, fact: &Fact) -> Self {
        let project = &material.knowledge.project;
        Self {
            id: fact.id.clone(),
            aliases: fact.aliases.clone(),
            url: material.permalink(fact),
            title: fact.title.clone(),
            question: fact.question.clone(),
            verdict: fact.verdict,
            short: fact.short.clone(),
            detail: fact.body.clone(),
            scopes: fact.scopes.clone(),
            applies_to: fact.applies_to.as_ref().map(ToString::to_string),
            approval: match &fact.approval {
                Approval::Draft => ApprovalRecord::Draft,
                Approval::Approved { by, on } => ApprovalRecord::Approved { by: by.clone(), on: *on },
            },
            owner: fact.owner.clone(),
            reviewed: fact.reviewed,
            review: fact.review,
            due: fact.due(project),
            stale: fact.is_stale(project, material.subject.as_of),
            citations: sources(&fact.citations),
            // A related fact that does not go out would be a dead end.
            related: fact.related.iter().filter_map(|id| material.fact(id)).map(|fact| fact.id.clone()).collect(),
        }
    }
}

fn sources(citations: &Citations) -> Vec<SourceRecord> {
    citations
        .iter()
        .map(|citation| SourceRecord {
            title: citation.title.clone(),
            url: citation.url.clone(),
            locator: citation.locator.clone(),
            shows: citation.shows.clone(),
            strength: citation.strength,
            read: citation.read,
            copy: citation.copy.clone(),
        })
        .collect()
}

fn framework_record(material: &Material<'_>, framework: &Framework) -> (String, FrameworkRecord) {
    let controls = material
        .controls(framework)
        .into_iter()
        .map(|(id, facts)| (id.to_owned(), facts.into_iter().map(|fact| fact.id.clone()).collect()))
        .collect();
    let record = FrameworkRecord {
        title: framework.title.clone(),
        version: framework.version.clone(),
        url: framework.url.clone(),
        controls,
    };
    (framework.id.clone(), record)
}

fn advisory(advisory: &Advisory) -> AdvisoryRecord {
    AdvisoryRecord {
        id: advisory.id.clone(),
        aliases: advisory.aliases.clone(),
        title: advisory.title.clone(),
        component: advisory.component.clone(),
        affected: advisory.affected.clone(),
        fixed: advisory.fixed.clone(),
        severity: advisory.severity.clone(),
        published: advisory.published.clone(),
        summary: advisory.summary.clone(),
        action: advisory.action.clone(),
        citations: sources(&advisory.citations),
    }
}

fn finding(finding: &Finding) -> FindingRecord {
    FindingRecord {
        id: finding.id.clone(),
        ids: finding.ids.clone(),
        component: finding.component.clone(),
        package: finding.package.clone(),
        status: finding.status,
        justification: finding.justification.clone(),
        impact: finding.impact.clone(),
        caution: finding.caution.clone(),
        action: finding.action.clone(),
        citations: sources(&finding.citations),
    }
}
