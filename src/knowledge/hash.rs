//! Hashes: one for a whole knowledge base, one for its wording, one for what a fact says.

use super::raw::{FactFile, RawKnowledge};
use super::read::place;
use crate::text::InputFile;
use sha2::{Digest, Sha256};

/// SHA-256 over the paths and texts of all files in the order of their paths, lower-case hexadecimal. Line ends do not count, and
/// neither does where the folder lies, so that a checkout on another system has the same hash.
pub(super) fn hash_files(files: &[InputFile]) -> String {
    let mut sorted: Vec<(String, &str)> = files
        .iter()
        .map(|file| (place(file.path()).join("/"), file.text()))
        // When links were last checked says nothing about the project.
        .filter(|(path, _)| path != "sources.lock.yaml")
        .collect();
    sorted.sort();
    hash_parts(sorted.iter().flat_map(|(path, text)| [path.as_str(), *text]))
}

/// SHA-256 over what the matcher is trained on: ids, verdicts, wordings, answers, concepts, known unknowns and lessons. Sources, dates and
/// the weights themselves do not count, so that a review or a new citation does not make the weights stale.
pub(super) fn hash_wording(raw: &RawKnowledge) -> String {
    let facts = raw.facts.iter().flat_map(|fact| {
        let heads = [&fact.id, &fact.raw.title.value, &fact.raw.question.value, &fact.raw.short.value];
        let heads = heads.into_iter().map(String::as_str).chain([fact.body_text(), fact.raw.verdict.value.name()]);
        let foreign = fact.raw.phrasings_in.values().flatten();
        let phrasings = fact.raw.phrasings.iter().chain(foreign).chain(&fact.raw.opposed);
        heads.chain(phrasings.map(|phrasing| phrasing.value.as_str())).chain(["fact"])
    });
    let concepts = raw.concepts.iter().flat_map(|(_, raw)| &raw.concepts);
    let concepts = concepts.flat_map(|concept| concept.value.terms.iter().map(String::as_str).chain(["concept"]));
    let unknowns = raw.unknowns.iter().flat_map(|(_, unknowns)| unknowns).flat_map(|unknown| {
        let phrasings = unknown.phrasings.iter().map(|phrasing| phrasing.value.as_str());
        [unknown.about.as_str()].into_iter().chain(phrasings).chain(["unknown"])
    });
    let glossary =
        raw.glossary.iter().flat_map(|(_, glossary)| glossary).flat_map(|gloss| gloss.texts().chain(["gloss"]));
    let lessons = raw.lessons.iter().flat_map(|(_, lessons)| lessons.iter()).flat_map(|(id, lesson)| {
        [id.value.as_str()].into_iter().chain(lesson.texts().map(|text| text.value.as_str())).chain(["lesson"])
    });
    hash_parts(facts.chain(concepts).chain(unknowns).chain(glossary).chain(lessons))
}

/// Hexadecimal digits of [`hash_fact`]: 64 bits, short enough to stand in a front matter, and far more than a change by accident
/// could meet.
const FACT_DIGITS: usize = 16;

/// Hash over what a fact says: verdict, question, short answer, body and citations. White space does not count, and neither does
/// the day a source was read: reading it again and finding the same changes nothing that was approved.
pub(crate) fn hash_fact(fact: &FactFile) -> String {
    let raw = &fact.raw;
    let mut parts = vec![
        raw.verdict.value.name().to_owned(),
        folded(&raw.question.value),
        folded(&raw.short.value),
        folded(fact.body_text()),
    ];
    for citation in &raw.citations.value {
        parts.push(citation.source.value.clone());
        parts.push(citation.path.clone().unwrap_or_default());
        parts.push(folded(&citation.locator.value));
        parts.push(folded(&citation.shows.value));
        parts.push(format!("{:?}", citation.strength.value));
    }
    let mut hash = hash_parts(parts.iter().map(String::as_str));
    hash.truncate(FACT_DIGITS);
    hash
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lengths go in too, so that no text can pass for two.
fn hash_parts<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
