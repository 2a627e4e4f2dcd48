//! `cyclonedx`: CycloneDX 1.6 declarations. A fact is a claim, its citations are evidence, and each framework has an attestation that
//! maps its requirements to claims. No score is given, since nobody has assessed conformance; a requirement without a fact stands in
//! the map without a claim.

use super::common::{full_text, json, slug, start_of, timestamp, unique, urn};
use super::{Error, Export, Material};
use crate::knowledge::{Citation, Fact, Framework};
use serde_json::{Value, json};

const FORMAT: &str = "cyclonedx";
const PRODUCT: &str = "product";
const ASSESSOR: &str = "assessor";

pub(super) fn render(material: &Material<'_>) -> Result<Export, Error> {
    let knowledge = material.knowledge;
    if knowledge.frameworks.is_empty() {
        return Err(Error::Nothing { format: FORMAT, what: "no framework in controls/" });
    }
    let facts = claimed(material);
    let citations = unique(facts.iter().flat_map(|fact| fact.citations.iter()));
    let declarations = declarations(material, &facts, &citations);
    let standards: Vec<Value> = knowledge.frameworks.iter().map(standard).collect();
    let created = timestamp(material.created);
    let project = &knowledge.project;
    let mut component = product(material);
    component["bom-ref"] = json!(format!("{PRODUCT}-described"));
    component["externalReferences"] = json!([{ "type": "website", "url": project.contacts.site }]);
    let document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": urn(&[FORMAT, &knowledge.hash, &created, &material.subject.version.to_string(), &project.name]),
        "version": 1,
        "metadata": {
            "timestamp": created,
            "tools": { "components": [{ "type": "application", "name": "neatline", "version": env!("CARGO_PKG_VERSION") }] },
            "component": component,
            "properties": [
                { "name": "neatline:statement", "value": material.approval(facts.iter().copied()) },
                { "name": "neatline:knowledge", "value": material.provenance() },
                { "name": "neatline:as-of", "value": material.subject.as_of.to_string() },
            ],
        },
        "declarations": declarations,
        "definitions": { "standards": standards },
    });
    let gaps = knowledge
        .frameworks
        .iter()
        .map(|framework| material.controls(framework).iter().filter(|(_, facts)| facts.is_empty()).count())
        .sum::<usize>();
    Ok(json(&document, vec![format!("{gaps} requirements have no fact and stand without a claim")]))
}

fn product(material: &Material<'_>) -> Value {
    let project = &material.knowledge.project;
    json!({
        "type": "application",
        "bom-ref": PRODUCT,
        "name": project.name,
        "version": material.subject.version.to_string(),
        "description": format!("{} is {}.", project.name, project.about),
    })
}

/// Facts that a framework is mapped to, in the order of their ids.
fn claimed<'a>(material: &Material<'a>) -> Vec<&'a Fact> {
    let named: Vec<&str> = material
        .knowledge
        .frameworks
        .iter()
        .flat_map(|framework| material.controls(framework))
        .flat_map(|(_, facts)| facts.into_iter().map(|fact| fact.id.as_str()))
        .collect();
    material.facts().filter(|fact| named.contains(&fact.id.as_str())).collect()
}

fn declarations(material: &Material<'_>, facts: &[&Fact], citations: &[&Citation]) -> Value {
    let author = material.knowledge.project.publishing.author.as_ref();
    let claims: Vec<Value> = facts
        .iter()
        .map(|fact| {
            let evidence: Vec<String> = unique(fact.citations.iter())
                .into_iter()
                .filter_map(|citation| citations.iter().position(|known| *known == citation))
                .map(evidence_ref)
                .collect();
            json!({
                "bom-ref": claim_ref(fact),
                "target": PRODUCT,
                "predicate": fact.short,
                "reasoning": format!("{}\n{}", fact.question, full_text(fact)),
                "evidence": evidence,
            })
        })
        .collect();
    let evidence: Vec<Value> = citations
        .iter()
        .enumerate()
        .map(|(place, citation)| {
            json!({
                "bom-ref": evidence_ref(place),
                "description": format!("{}, {}: {}", citation.title, citation.locator, citation.shows),
                "data": [{ "name": citation.title, "contents": { "url": citation.url } }],
                "created": start_of(citation.read),
            })
        })
        .collect();
    let attestations: Vec<Value> =
        material.knowledge.frameworks.iter().map(|framework| attestation(material, framework)).collect();
    let mut declarations = json!({});
    if let Some(author) = author {
        declarations["assessors"] = json!([{ "bom-ref": ASSESSOR, "organization": { "name": author } }]);
    }
    declarations["attestations"] = json!(attestations);
    declarations["claims"] = json!(claims);
    declarations["evidence"] = json!(evidence);
    declarations["targets"] = json!({ "components": [product(material)] });
    declarations
}

fn attestation(material: &Material<'_>, framework: &Framework) -> Value {
    let controls = material.controls(framework);
    let approval = material.approval(controls.iter().flat_map(|(_, facts)| facts.iter().copied()));
    let map: Vec<Value> = controls
        .iter()
        .map(|(id, facts)| {
            let requirement = requirement_ref(framework, id);
            if facts.is_empty() {
                json!({ "requirement": requirement, "conformance": { "rationale": "No fact speaks to this requirement." } })
            } else {
                json!({
                    "requirement": requirement,
                    "claims": facts.iter().map(|fact| claim_ref(fact)).collect::<Vec<_>>(),
                })
            }
        })
        .collect();
    let mut attestation = json!({ "summary": format!("{}: {approval}", framework.title) });
    if material.knowledge.project.publishing.author.is_some() {
        attestation["assessor"] = json!(ASSESSOR);
    }
    attestation["map"] = json!(map);
    attestation
}

fn standard(framework: &Framework) -> Value {
    let requirements: Vec<Value> = framework
        .controls
        .keys()
        .map(|id| json!({ "bom-ref": requirement_ref(framework, &id.0), "identifier": id.0 }))
        .collect();
    json!({
        "bom-ref": format!("standard-{}", slug(&framework.id)),
        "name": framework.title,
        "version": framework.version,
        "requirements": requirements,
        "externalReferences": [{ "type": "website", "url": framework.url }],
    })
}

fn claim_ref(fact: &Fact) -> String {
    format!("claim-{}", fact.id)
}

fn evidence_ref(place: usize) -> String {
    format!("evidence-{}", place + 1)
}

fn requirement_ref(framework: &Framework, id: &str) -> String {
    format!("requirement-{}-{id}", slug(&framework.id))
}
