//! One hash for a whole knowledge base, and one for its wording.

use super::raw::RawKnowledge;
use crate::text::InputFile;
use sha2::{Digest, Sha256};

/// SHA-256 over the paths and texts of all files in the order of their paths, lower-case hexadecimal. Line ends do not count,
/// so that a checkout on another system has the same hash.
pub(super) fn hash_files(files: &[InputFile]) -> String {
    let mut sorted: Vec<&InputFile> = files.iter().collect();
    sorted.sort_by(|a, b| a.path().cmp(b.path()));
    hash_texts(sorted.into_iter().flat_map(|file| [file.path(), file.text()]))
}

/// SHA-256 over what the matcher is trained on: ids, verdicts, wordings, answers, concepts and known unknowns. Sources, dates and
/// the weights themselves do not count, so that a review or a new citation does not make the weights stale.
pub(super) fn hash_wording(raw: &RawKnowledge) -> String {
    let facts = raw.facts.iter().flat_map(|fact| {
        let heads = [&fact.id, &fact.raw.title.value, &fact.raw.question.value, &fact.raw.short.value];
        let heads = heads.into_iter().map(String::as_str).chain([fact.body_text(), fact.raw.verdict.value.name()]);
        let foreign = fact.raw.phrasings_in.values().flatten();
        heads.chain(fact.raw.phrasings.iter().chain(foreign).map(|phrasing| phrasing.value.as_str())).chain(["fact"])
    });
    let concepts = raw.concepts.iter().flat_map(|(_, raw)| &raw.concepts);
    let concepts = concepts.flat_map(|concept| concept.value.terms.iter().map(String::as_str).chain(["concept"]));
    let unknowns = raw.unknowns.iter().flat_map(|(_, unknowns)| unknowns).flat_map(|unknown| {
        let phrasings = unknown.phrasings.iter().map(|phrasing| phrasing.value.as_str());
        [unknown.about.as_str()].into_iter().chain(phrasings).chain(["unknown"])
    });
    hash_texts(facts.chain(concepts).chain(unknowns))
}

/// Each text with its length before it, so that no two lists of texts look alike.
fn hash_texts<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
