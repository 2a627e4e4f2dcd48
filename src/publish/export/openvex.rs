//! `openvex`: OpenVEX 0.2.0. Statements come from findings of scanners. The project's own advisories give affected releases in words,
//! and a product without a version would mean every release, so they are left out here; `csaf-vex` has them.

use super::common::{json, timestamp, urn};
use super::vulnerability::{known_at, left_out, notes_on, vulnerabilities};
use super::{Error, Export, Material};
use crate::knowledge::{Finding, FindingStatus};
use serde_json::{Map, Value, json};

const FORMAT: &str = "openvex";

pub(super) fn render(material: &Material<'_>) -> Result<Export, Error> {
    let project = &material.knowledge.project;
    let author =
        project.publishing.author.as_ref().ok_or(Error::MissingField { format: FORMAT, field: "publish.author" })?;
    let all = vulnerabilities(material);
    let statements: Vec<Value> = all
        .iter()
        .flat_map(|vulnerability| {
            let mut named = json!({ "name": vulnerability.id });
            if !vulnerability.aliases.is_empty() {
                named["aliases"] = json!(vulnerability.aliases);
            }
            vulnerability.findings.iter().map(move |finding| statement(material, named.clone(), finding))
        })
        .collect();
    if statements.is_empty() {
        return Err(Error::Nothing { format: FORMAT, what: "no finding with an identifier" });
    }
    let mut notes = left_out(material);
    let own: Vec<&str> = all.iter().filter(|one| one.advisory.is_some()).map(|one| one.id).collect();
    if !own.is_empty() {
        notes.push(format!(
            "{} advisories are left out, because their releases are given in words: {}; `csaf-vex` has them",
            own.len(),
            own.join(", ")
        ));
    }
    // The id is that of the content, so that version 1 is always right.
    let content = serde_json::to_string(&statements).expect("internal error: plain data does not serialise");
    let created = timestamp(material.created);
    let document = json!({
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": urn(&[FORMAT, author, &project.name, &created, &content]),
        "author": author,
        "role": material.approvals().draft,
        "timestamp": created,
        "version": 1,
        "tooling": format!("neatline {}, {}", env!("CARGO_PKG_VERSION"), material.provenance()),
        "statements": statements,
    });
    Ok(json(&document, notes))
}

fn statement(material: &Material<'_>, vulnerability: Value, finding: &Finding) -> Value {
    let mut statement = Map::new();
    statement.insert("vulnerability".into(), vulnerability);
    if let Some(at) = known_at(&finding.citations) {
        statement.insert("timestamp".into(), json!(at));
    }
    statement.insert("products".into(), json!([product(material, &finding.package)]));
    statement.insert("status".into(), json!(finding.status));
    statement.insert("status_notes".into(), json!(notes_on(finding)));
    match finding.status {
        // The schema of 2023 takes either of the two, not both; that of today takes this as well.
        FindingStatus::NotAffected => match &finding.justification {
            Some(justification) => statement.insert("justification".into(), json!(justification)),
            None => statement.insert("impact_statement".into(), json!(finding.impact)),
        },
        FindingStatus::Affected => statement.insert("action_statement".into(), json!(finding.action)),
        FindingStatus::Fixed | FindingStatus::UnderInvestigation => None,
    };
    Value::Object(statement)
}

/// A package by its Package URL where the base has one; otherwise by an id made from its words, which no scanner will take for more
/// than the words say.
fn product(material: &Material<'_>, package: &str) -> Value {
    let project = &material.knowledge.project;
    match project.publishing.purl(package) {
        Some(purl) => json!({ "@id": purl, "identifiers": { "purl": purl } }),
        None => json!({ "@id": urn(&["package", &project.name, package]) }),
    }
}
