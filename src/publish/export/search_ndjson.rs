//! `search-ndjson`: facts as a bulk load. An action line and a document line each, as the `_bulk` endpoints of OpenSearch and
//! Elasticsearch take them. The action is `create`, the only one that Quickwit takes; the index has the version of the knowledge base
//! in its name, so that a newer base is loaded beside the older one and an alias is moved.

use super::common::{plain, slug, source_urls};
use super::{Export, Material};
use crate::knowledge::{Fact, Verdict};
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct Action<'a> {
    create: Target<'a>,
}

#[derive(Serialize)]
struct Target<'a> {
    _index: &'a str,
    _id: &'a str,
}

#[derive(Serialize)]
struct Document<'a> {
    project: &'a str,
    product_version: String,
    knowledge_version: &'a str,
    id: &'a str,
    topic: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: &'a str,
    question: &'a str,
    verdict: Verdict,
    short: &'a str,
    text: String,
    phrasings: Vec<&'a str>,
    scopes: &'a [String],
    controls: Vec<String>,
    sources: Vec<&'a str>,
    reviewed: Date,
    due: Date,
    statement: &'a str,
}

pub(super) fn render(material: &Material<'_>) -> Export {
    let index = index_name(material);
    let mut text = String::new();
    for fact in material.facts() {
        let target = Target { _index: &index, _id: &fact.id };
        push_line(&Action { create: target }, &mut text);
        push_line(&document(material, fact), &mut text);
    }
    Export { text, notes: Vec::new() }
}

/// Lower case, no hyphen at the start: the strictest rule of the three.
fn index_name(material: &Material<'_>) -> String {
    let project = &material.knowledge.project;
    format!("neatline-{}-{}", slug(&project.name), slug(&project.version))
}

fn document<'a>(material: &Material<'a>, fact: &'a Fact) -> Document<'a> {
    let project = &material.knowledge.project;
    let foreign = fact.foreign_phrasings.iter().map(|(_, phrasing)| phrasing.as_str());
    Document {
        project: &project.name,
        product_version: material.subject.version.to_string(),
        knowledge_version: &project.version,
        id: &fact.id,
        topic: fact.id.split('.').next().unwrap_or_default(),
        url: material.permalink(fact),
        title: &fact.title,
        question: &fact.question,
        verdict: fact.verdict,
        short: &fact.short,
        text: plain(&fact.body),
        phrasings: fact.phrasings.iter().map(String::as_str).chain(foreign).collect(),
        scopes: &fact.scopes,
        controls: controls(material, fact),
        sources: source_urls(fact),
        reviewed: fact.reviewed,
        due: fact.due(project),
        statement: material.approval([fact]),
    }
}

/// Controls that the fact answers, with the framework before a colon.
fn controls(material: &Material<'_>, fact: &Fact) -> Vec<String> {
    let names = |id: &String| material.knowledge.fact(id).is_some_and(|named| named.id == fact.id);
    material
        .knowledge
        .frameworks
        .iter()
        .flat_map(|framework| {
            let mapped = framework.controls.iter().filter(|(_, facts)| facts.iter().any(names));
            mapped.map(|(control, _)| format!("{}:{control}", framework.id)).collect::<Vec<_>>()
        })
        .collect()
}

fn push_line(value: &impl Serialize, text: &mut String) {
    text.push_str(&serde_json::to_string(value).expect("internal error: plain data does not serialise"));
    text.push('\n');
}
