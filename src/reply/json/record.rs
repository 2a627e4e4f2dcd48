//! The shape of `answers.json`.

use super::SCHEMA;
use crate::answer::{Confidence, Coverage, ItemAnswer, Nearest, Outcome, Part, Reason, Why, compose};
use crate::knowledge::{Citation, Knowledge, Verdict};
use crate::questionnaire::Item;
use crate::reply::Material;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A form's answers.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswersFile {
    /// Version of this contract.
    pub schema: u32,
    /// Version of the program.
    pub neatline: String,
    /// The knowledge base that answered.
    pub knowledge: KnowledgeRecord,
    /// Day the answers are for.
    pub as_of: Date,
    /// Release of the product asked about.
    pub qgis: String,
    /// The form.
    pub form: FormRecord,
    /// One record an item, in the order of the form.
    pub items: Vec<ItemRecord>,
    /// Counts over the items.
    pub coverage: Coverage,
}

/// A knowledge base.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KnowledgeRecord {
    /// Calendar version.
    pub version: String,
    /// SHA-256 over its files, lower-case hexadecimal.
    pub hash: String,
}

/// A form.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FormRecord {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Format: `email`, `text`, `markdown`, `csv` ...
    pub kind: String,
    /// Two-letter language code, if it could be told.
    pub language: Option<String>,
}

/// An item and its answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ItemRecord {
    /// The asker's own number.
    pub id: String,
    /// Heading the item stands under.
    pub section: Option<String>,
    /// The asker's own words.
    pub text: String,
    /// Where in the file it stands.
    pub location: LocationRecord,
    /// What happened to it.
    pub outcome: Outcome,
    /// Why it was not simply answered, or what to mind (`stale`).
    pub why: Option<Why>,
    /// The position; null unless answered.
    pub verdict: Option<Verdict>,
    /// How sure; null unless answered.
    pub confidence: Option<Confidence>,
    /// Ids of the facts that answer.
    pub facts: Vec<String>,
    /// The answer, Markdown; null unless answered, or a sentence for the reviewer.
    pub answer: Option<String>,
    /// The parts of a compound item; one for any other.
    pub parts: Vec<PartRecord>,
    /// Why the answer is true.
    pub citations: Vec<CitationRecord>,
    /// Steps of the decision.
    pub reasons: Vec<Reason>,
    /// Facts that were considered, best first.
    pub candidates: Vec<Nearest>,
}

/// Where an item stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LocationRecord {
    /// Line or row, from 1.
    pub line: usize,
    /// Part of the file: an attachment, a sheet.
    pub part: Option<String>,
}

/// A part of an item.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartRecord {
    /// Its words.
    pub text: String,
    /// What happened to it.
    pub outcome: Outcome,
    /// Why it was not simply answered.
    pub why: Option<Why>,
    /// The position; null unless answered.
    pub verdict: Option<Verdict>,
    /// How sure; null unless answered.
    pub confidence: Option<Confidence>,
    /// The fact that answers.
    pub fact: Option<String>,
    /// The answer, Markdown.
    pub answer: Option<String>,
    /// Role of the person who must answer, or who answered in their own words.
    pub role: Option<String>,
}

/// A citation.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CitationRecord {
    /// Title of the source.
    pub title: String,
    /// Address.
    pub url: String,
    /// Where in it.
    pub locator: String,
    /// What it shows.
    pub shows: String,
    /// Day the copy was read.
    pub read: Date,
}

impl AnswersFile {
    /// The record of a form's answers.
    pub fn new(material: &Material<'_>) -> Self {
        let Material { knowledge, form, answers, subject, .. } = material;
        let kind =
            serde_json::to_value(form.kind).ok().and_then(|kind| Some(kind.as_str()?.to_owned())).unwrap_or_default();
        Self {
            schema: SCHEMA,
            neatline: env!("CARGO_PKG_VERSION").to_owned(),
            knowledge: KnowledgeRecord { version: knowledge.project.version.clone(), hash: knowledge.hash.clone() },
            as_of: subject.as_of,
            qgis: subject.version.to_string(),
            form: FormRecord {
                name: form.name.clone(),
                sha256: form.sha256.clone(),
                kind,
                language: form.language.clone(),
            },
            items: form
                .items
                .iter()
                .zip(&answers.items)
                .map(|(item, answer)| ItemRecord::new(knowledge, item, answer))
                .collect(),
            coverage: answers.coverage,
        }
    }
}

impl ItemRecord {
    /// The record of one item.
    pub fn new(knowledge: &Knowledge, item: &Item, answer: &ItemAnswer) -> Self {
        let parts: Vec<PartRecord> = answer.parts.iter().map(|part| PartRecord::new(knowledge, part)).collect();
        let texts: Vec<&str> = parts.iter().filter_map(|part| part.answer.as_deref()).collect();
        let mut citations = Vec::new();
        for citation in answer.parts.iter().flat_map(|part| compose::citations(knowledge, part)) {
            let record = CitationRecord::new(citation);
            if !citations.contains(&record) {
                citations.push(record);
            }
        }
        Self {
            id: item.id.clone(),
            section: item.section.clone(),
            text: item.text.clone(),
            location: LocationRecord { line: item.location.line, part: item.location.part.clone() },
            outcome: answer.outcome,
            why: answer.why,
            verdict: answer.verdict,
            confidence: answer.confidence,
            facts: answer.facts().into_iter().map(str::to_owned).collect(),
            answer: if texts.is_empty() { None } else { Some(texts.join("\n\n")) },
            parts,
            citations,
            reasons: answer.parts.iter().flat_map(|part| part.reasons.clone()).collect(),
            candidates: answer.parts.first().map(|part| part.candidates.clone()).unwrap_or_default(),
        }
    }
}

impl PartRecord {
    fn new(knowledge: &Knowledge, part: &Part) -> Self {
        Self {
            text: part.text.clone(),
            outcome: part.outcome,
            why: part.why,
            verdict: part.verdict,
            confidence: part.confidence,
            fact: part.fact.clone(),
            answer: compose::answer(knowledge, part),
            role: part.role.clone(),
        }
    }
}

impl CitationRecord {
    fn new(citation: &Citation) -> Self {
        Self {
            title: citation.title.clone(),
            url: citation.url.clone(),
            locator: citation.locator.clone(),
            shows: citation.shows.clone(),
            read: citation.read,
        }
    }
}
