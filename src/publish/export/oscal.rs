//! `oscal`: an OSCAL 1.1 component definition. Each framework is a control implementation, and each control that facts speak to an
//! implemented requirement with the facts' own words. OSCAL has no place here for a control that nothing is known about, so gaps are
//! counted in the remarks.
//!
//! A control's id is the framework's own as far as OSCAL's tokens allow: a character they do not take becomes `_`, and an id that
//! begins with a digit gets a `_` before it. The property `label` has the id as it is written.

use super::common::{json, timestamp, unique, uuid};
use super::{Error, Export, Material};
use crate::knowledge::{Fact, Framework};
use crate::reply::block::one_line;
use serde_json::{Value, json};

const FORMAT: &str = "oscal";
const OSCAL_VERSION: &str = "1.1.3";

pub(super) fn render(material: &Material<'_>) -> Result<Export, Error> {
    let knowledge = material.knowledge;
    let project = &knowledge.project;
    let mut gaps = Vec::new();
    let mut implementations = Vec::new();
    for framework in &knowledge.frameworks {
        let controls = material.controls(framework);
        let open = controls.iter().filter(|(_, facts)| facts.is_empty()).count();
        if open > 0 {
            gaps.push(format!("{}: {open} of {} controls have no fact", framework.title, controls.len()));
        }
        implementations.extend(implementation(material, framework, &controls));
    }
    if implementations.is_empty() {
        return Err(Error::Nothing { format: FORMAT, what: "no control with a fact" });
    }
    let version = material.subject.version.to_string();
    let created = timestamp(material.created);
    let component = json!({
        "uuid": uuid(&[FORMAT, "component", &project.name, &version]),
        "type": "software",
        "title": project.name,
        "description": format!("{} is {}.", project.name, project.about),
        "props": [{ "name": "version", "value": version }],
        "links": [{ "href": project.contacts.site, "rel": "reference" }],
        "control-implementations": implementations,
    });
    let mut metadata = json!({
        "title": format!("{}: what is known on the controls of common frameworks", project.name),
        "last-modified": created,
        "version": project.version,
        "oscal-version": OSCAL_VERSION,
    });
    if let Some(author) = &project.publishing.author {
        let party = uuid(&[FORMAT, "party", author]);
        metadata["roles"] = json!([{ "id": "creator", "title": "Document creator" }]);
        metadata["parties"] = json!([{ "uuid": party, "type": "organization", "name": one_line(author) }]);
        metadata["responsible-parties"] = json!([{ "role-id": "creator", "party-uuids": [party] }]);
    }
    let approval = material.approval(material.facts());
    let mut remarks = vec![
        approval.to_owned(),
        "An implemented requirement here says what facts state on a control; nobody has assessed that the control is met.".to_owned(),
    ];
    remarks.extend(gaps.iter().map(|gap| format!("{gap}.")));
    metadata["remarks"] = json!(remarks.join("\n\n"));
    let definition = json!({
        "component-definition": {
            "uuid": uuid(&[FORMAT, &knowledge.hash, &created, &version]),
            "metadata": metadata,
            "components": [component],
        },
    });
    Ok(json(&definition, gaps))
}

fn implementation(material: &Material<'_>, framework: &Framework, controls: &[(&str, Vec<&Fact>)]) -> Option<Value> {
    let requirements: Vec<Value> = controls
        .iter()
        .filter(|(_, facts)| !facts.is_empty())
        .map(|(id, facts)| requirement(material, framework, id, facts))
        .collect();
    if requirements.is_empty() {
        return None;
    }
    Some(json!({
        "uuid": uuid(&[FORMAT, "implementation", &material.knowledge.project.name, &framework.id, &framework.version]),
        "source": framework.url,
        "description": format!("{}, version {}", framework.title, framework.version),
        "implemented-requirements": requirements,
    }))
}

fn requirement(material: &Material<'_>, framework: &Framework, id: &str, facts: &[&Fact]) -> Value {
    let namespace = material.namespace();
    let mut props = vec![json!({ "name": "label", "value": id })];
    props.extend(facts.iter().map(|fact| {
        json!({
            "name": "fact",
            "ns": namespace,
            "value": fact.id,
            "class": fact.verdict.name(),
            "remarks": format!("{} {}", fact.question, fact.verdict.word()),
        })
    }));
    let links: Vec<Value> = unique(facts.iter().flat_map(|fact| fact.citations.iter()))
        .into_iter()
        .map(|citation| {
            json!({
                "href": citation.url,
                "rel": "reference",
                "text": one_line(&format!("{}, {}", citation.title, citation.locator)),
            })
        })
        .collect();
    let words: Vec<&str> = facts.iter().map(|fact| fact.short.as_str()).collect();
    json!({
        "uuid": uuid(&[FORMAT, "requirement", &material.knowledge.project.name, &framework.id, id]),
        "control-id": token(id),
        "description": words.join("\n\n"),
        "props": props,
        "links": links,
    })
}

/// An id as OSCAL's tokens allow.
fn token(id: &str) -> String {
    let mut token = String::with_capacity(id.len() + 1);
    if !id.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        token.push('_');
    }
    token.extend(id.chars().map(|c| if c.is_alphanumeric() || ".-_".contains(c) { c } else { '_' }));
    token
}

#[cfg(test)]
mod tests {
    use super::token;

    #[test]
    fn ids_become_tokens() {
        assert_eq!(token("OSPS-VM-02.01"), "OSPS-VM-02.01");
        assert_eq!(token("A&A-01"), "A_A-01");
        assert_eq!(token("1.1"), "_1.1");
        assert_eq!(token(""), "_");
    }
}
