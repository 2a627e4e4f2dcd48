//! The knowledge base, indexed: its entries, the weights of its terms, and a full-text index of both.
//!
//! An entry is a fact or a known unknown. Known unknowns stand in the same index, so that a near-miss item finds the gap and not
//! the neighbour.

use super::analyzer::{Analyzer, Text, hash};
use super::draft::{Read, drafts};
use super::full_text::{FullText, Writer};
use super::lazy::Lazy;
use super::lexicon::Lexicon;
use super::switches::Switches;
use super::wording::{Opposed, Wording};
use crate::knowledge::{Knowledge, Verdict};
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use std::sync::mpsc::{Receiver, sync_channel};

/// Entries that were read and may wait for being measured.
const WAITING: usize = 64;

/// What an entry stands for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub enum EntryKind {
    /// A fact, by id.
    Fact(String),
    /// A known unknown, by its number in the base.
    Unknown(usize),
    /// A subject for a person, by its number in the base.
    Route(usize),
}

/// A fact or a known unknown, as the matcher sees it.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    measured: Lazy<Measured>,
}

impl Deref for Entry {
    type Target = Measured;

    fn deref(&self) -> &Measured {
        &self.measured
    }
}

/// The wordings of an entry, and what all of it comes to.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Measured {
    /// Its phrasings.
    pub phrasings: Vec<Wording>,
    /// Ways to ask about it the other way round. They are no documents of the index.
    pub opposed: Vec<Opposed>,
    /// What a fact says; nothing for other entries.
    pub verdict: Option<Verdict>,
    /// All term numbers of its phrasings, title, short answer and body, sorted.
    pub all_terms: Vec<u32>,
    /// Numbers of the concepts of its phrasings, sorted.
    pub concepts: Vec<usize>,
    /// Term numbers of its title, question and short answer, sorted.
    pub head_terms: Vec<u32>,
}

/// The index.
#[derive(Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lookup {
    /// Entries, facts first, in the order of their ids.
    pub entries: Vec<Entry>,
    analyzer: Analyzer,
    full_text: FullText,
    /// Entry of each document, by document number.
    documents: Vec<u32>,
    /// Hashes of all phrasings, sorted.
    hashes: Vec<u32>,
    weights: Vec<f32>,
    strange_weight: f32,
}

impl Lookup {
    /// Builds the index in memory, on this thread and one besides.
    ///
    /// # Errors
    ///
    /// When tantivy cannot build it, which means that memory ran out.
    pub fn build(knowledge: &Knowledge, switches: Switches) -> tantivy::Result<Self> {
        let mut analyzer = Analyzer::new(knowledge, switches);
        let lexicon = analyzer.lexicon().clone();
        // Reading numbers the words in their order, so one hand does it; all that follows from the numbers is done by another meanwhile.
        let (hand_over, take) = sync_channel(WAITING);
        std::thread::scope(|scope| {
            let other = scope.spawn(move || index(take, &lexicon));
            for draft in drafts(knowledge) {
                // The other hand has let go: it says why.
                if hand_over.send(draft.read(&mut analyzer)).is_err() {
                    break;
                }
            }
            drop(hand_over);
            let (mut drafts, writer, documents) = other.join().expect("internal error: a thread panicked")?;
            let closing = scope.spawn(|| writer.finish());
            analyzer.finish(knowledge);
            let (weights, strange_weight, hashes) = weigh(&mut drafts, &analyzer);
            let entries = drafts.into_iter().map(|(kind, entry)| Entry { kind, measured: entry.into() }).collect();
            let full_text = closing.join().expect("internal error: a thread panicked")?;
            Ok(Self { entries, analyzer, full_text, documents, hashes, weights, strange_weight })
        })
    }

    /// As bytes; the same base gives the same.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("internal error: an index cannot be written as bytes")
    }

    /// From bytes inside the program that this version of it wrote; `None` from any others.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// What measures texts for this index.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// Whether a normalised text may be a phrasing of the base, word for word: few others are let through.
    pub fn may_be_wording(&self, normalised: &str) -> bool {
        self.hashes.binary_search(&hash(normalised.chars())).is_ok()
    }

    /// Weight of a term: rare ones say more.
    pub fn weight(&self, term: u32) -> f32 {
        self.weights[term as usize]
    }

    /// Sum of the weights of a text's terms; one the base does not know weighs as its rarest.
    pub fn total_weight(&self, text: &Text) -> f32 {
        text.terms.iter().map(|term| self.weight(*term)).sum::<f32>() + self.strange_weight * text.strange.len() as f32
    }

    /// The entries nearest to a text by BM25, best first, each with its score; at most `most`.
    ///
    /// # Errors
    ///
    /// When tantivy fails to search, which means that memory ran out.
    pub fn nearest(&self, text: &Text, most: usize) -> tantivy::Result<Vec<(usize, f32)>> {
        let mut nearest: Vec<(usize, f32)> = Vec::new();
        for (score, document) in self.full_text.nearest(&text.terms)? {
            let entry = self.documents[document] as usize;
            if !nearest.iter().any(|(known, _)| *known == entry) {
                nearest.push((entry, score));
            }
            if nearest.len() == most {
                break;
            }
        }
        Ok(nearest)
    }
}

/// Weighs the phrasings: the weights of terms, that of a word nobody knows, and the hashes of all phrasings, sorted.
fn weigh(drafts: &mut [(EntryKind, Measured)], analyzer: &Analyzer) -> (Vec<f32>, f32, Vec<u32>) {
    let weights = term_weights(drafts.iter().flat_map(|(_, entry)| &entry.phrasings), analyzer.count());
    for (_, entry) in drafts.iter_mut() {
        entry.weigh(&weights);
    }
    let strange_weight = weights.iter().copied().fold(1.0, f32::max);
    let phrasings = drafts.iter().flat_map(|(_, entry)| &entry.phrasings);
    let mut hashes: Vec<u32> = phrasings.map(|phrasing| hash(phrasing.normalised.chars())).collect();
    hashes.sort_unstable();
    (weights, strange_weight, hashes)
}

/// Measures what was read and writes it into an index: entries, the index to be closed, and the entry of each of its documents.
#[expect(clippy::type_complexity, reason = "three lists that only its caller sees")]
fn index(
    drafts: Receiver<Read>,
    lexicon: &Lexicon<u32>,
) -> tantivy::Result<(Vec<(EntryKind, Measured)>, Writer, Vec<u32>)> {
    let mut writer = Writer::new()?;
    let mut documents = Vec::new();
    let mut measured = Vec::new();
    for (number, draft) in drafts.into_iter().enumerate() {
        let (kind, entry, body) = draft.measure(lexicon);
        writer.add(&entry.head_terms, Some(&body))?;
        for phrasing in &entry.phrasings {
            writer.add(&phrasing.terms, None)?;
        }
        documents.extend(std::iter::repeat_n(number as u32, entry.phrasings.len() + 1));
        measured.push((kind, entry));
    }
    Ok((measured, writer, documents))
}

impl Measured {
    /// Works out what depends on the weights of terms.
    fn weigh(&mut self, weights: &[f32]) {
        for phrasing in &mut self.phrasings {
            phrasing.weigh(weights);
        }
    }
}

/// Inverse document frequency over phrasings, `ln(1 + (n - df + 0.5) / (df + 0.5))` as in BM25.
fn term_weights<'e>(wordings: impl Iterator<Item = &'e Wording>, size: usize) -> Vec<f32> {
    let mut frequency = vec![0u32; size];
    let mut phrasings = 0u32;
    for phrasing in wordings {
        phrasings += 1;
        for term in &phrasing.terms {
            frequency[*term as usize] += 1;
        }
    }
    let n = phrasings as f32;
    frequency.into_iter().map(|df| (1.0 + (n - df as f32 + 0.5) / (df as f32 + 0.5)).ln()).collect()
}
