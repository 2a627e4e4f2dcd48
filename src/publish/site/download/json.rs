//! The rows of a framework as data: ids and our answers only, none of the framework's text.

use crate::publish::site::catalog::Catalog;
use crate::publish::site::sheet::{Row, Sheet, Standing};
use serde::Serialize;

/// Version of the shape. It rises when a field changes its meaning or goes away.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answers<'a> {
    schema: u32,
    neatline: &'static str,
    approval: &'a str,
    knowledge: KnowledgeRecord<'a>,
    as_of: String,
    product: ProductRecord<'a>,
    framework: FrameworkRecord<'a>,
    controls: Vec<ControlRecord<'a>>,
}

#[derive(Serialize)]
struct KnowledgeRecord<'a> {
    version: &'a str,
    hash: &'a str,
}

#[derive(Serialize)]
struct ProductRecord<'a> {
    name: &'a str,
    version: String,
}

#[derive(Serialize)]
struct FrameworkRecord<'a> {
    id: &'a str,
    title: &'a str,
    version: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct ControlRecord<'a> {
    id: &'a str,
    /// `answered`, `on-request` or `open`.
    state: &'static str,
    verdict: Option<&'static str>,
    answers: Vec<AnswerRecord<'a>>,
}

#[derive(Serialize)]
struct AnswerRecord<'a> {
    fact: &'a str,
    verdict: &'static str,
    answer: &'a str,
    detail: &'a str,
    url: &'a str,
    reviewed: &'a str,
    citations: Vec<CitationRecord<'a>>,
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    title: &'a str,
    url: &'a str,
}

/// A framework's answers as JSON text.
pub(super) fn framework(catalog: &Catalog<'_>, sheet: &Sheet) -> String {
    let knowledge = catalog.knowledge;
    let answers = Answers {
        schema: SCHEMA,
        neatline: env!("CARGO_PKG_VERSION"),
        approval: catalog.approval(catalog.current()),
        knowledge: KnowledgeRecord { version: &knowledge.project.version, hash: &knowledge.hash },
        as_of: catalog.as_of().to_string(),
        product: ProductRecord { name: &knowledge.project.name, version: catalog.subject.version.to_string() },
        framework: FrameworkRecord { id: &sheet.slug, title: &sheet.title, version: &sheet.version, url: &sheet.url },
        controls: sheet.rows.iter().map(control).collect(),
    };
    let mut text = serde_json::to_string_pretty(&answers).expect("internal error: plain data does not serialise");
    text.push('\n');
    text
}

fn control(row: &Row) -> ControlRecord<'_> {
    let (state, verdict) = match row.standing {
        Standing::Answered(verdict) => ("answered", Some(verdict.name())),
        other => (other.name(), None),
    };
    let answers = row.answers.iter().map(|answer| AnswerRecord {
        fact: &answer.fact,
        verdict: answer.verdict.name(),
        answer: &answer.text,
        detail: &answer.detail,
        url: &answer.url,
        reviewed: &answer.reviewed,
        citations: answer.sources.iter().map(|(title, url)| CitationRecord { title, url }).collect(),
    });
    ControlRecord { id: &row.id, state, verdict, answers: answers.collect() }
}
