//! The knowledge base, indexed: its entries, the weights of its terms, and a full-text index of both.
//!
//! An entry is a fact or a known unknown. Known unknowns stand in the same index, so that a near-miss item finds the gap and not
//! the neighbour.

use super::analyzer::{Analyzer, Text};
use super::draft::{Read, drafts};
use super::full_text::{FullText, Writer};
use super::grams::GramTable;
use super::lazy::Lazy;
use super::meaning::Meaning;
use super::switches::Switches;
use super::terms::{Stems, normalise};
use super::wording::Wording;
use crate::knowledge::{Knowledge, Verdict};
use crate::text::hash;
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, sync_channel};

/// Entries that pass from one thread to the other at once, since each time costs.
const BATCH: usize = 16;
/// Batches that were read and may wait for being measured.
const WAITING: usize = 4;

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
    /// Ways to ask about it the other way round, as they were written. They are no documents of the index: their words are those of the
    /// subject, so only their characters are ever compared.
    pub opposed: Vec<String>,
    /// What a fact says; nothing for other entries.
    pub verdict: Option<Verdict>,
    /// All term numbers of its phrasings, title, short answer and body, sorted.
    pub all_terms: Vec<u32>,
    /// Numbers of the concepts of its phrasings, sorted.
    pub concepts: Vec<usize>,
    /// Term numbers of its title, question and short answer, sorted.
    pub head_terms: Vec<u32>,
    /// Made when it is first compared: one question meets few entries of thousands.
    #[serde(skip)]
    grams: OnceLock<[GramTable; 2]>,
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
        let mut stems = Stems::default();
        let meaning = Meaning::new(knowledge, switches.lexicon, &mut stems);
        // Reading numbers the stems in their order, so one hand does it; all that follows from the numbers is done by another meanwhile.
        let (hand_over, take) = sync_channel(WAITING);
        std::thread::scope(|scope| {
            let other = scope.spawn(move || index(take, meaning));
            let mut read = drafts(knowledge).map(|draft| draft.read(&mut stems));
            loop {
                let batch: Vec<Read<'_>> = read.by_ref().take(BATCH).collect();
                // Where the other hand has let go, it says why.
                if batch.is_empty() || hand_over.send(batch).is_err() {
                    break;
                }
            }
            drop(hand_over);
            let Indexed { mut drafts, meaning, writer, documents } =
                other.join().expect("internal error: a thread panicked")?;
            let closing = scope.spawn(|| writer.finish());
            let analyzer = Analyzer::new(knowledge, stems, meaning, switches.spelling);
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

/// What comes of entries that were read.
struct Indexed {
    /// The entries, still without weights.
    drafts: Vec<(EntryKind, Measured)>,
    meaning: Meaning,
    /// The full-text index, to be closed.
    writer: Writer,
    /// Entry of each of its documents.
    documents: Vec<u32>,
}

/// Measures what was read and writes it into an index.
fn index(drafts: Receiver<Vec<Read<'_>>>, mut meaning: Meaning) -> tantivy::Result<Indexed> {
    let mut writer = Writer::new()?;
    let mut documents = Vec::new();
    let mut measured = Vec::new();
    for (number, draft) in drafts.into_iter().flatten().enumerate() {
        let (kind, entry, body) = draft.measure(&mut meaning);
        writer.add(&entry.head_terms, Some(&body))?;
        for phrasing in &entry.phrasings {
            writer.add(&phrasing.terms, None)?;
        }
        documents.extend(std::iter::repeat_n(number as u32, entry.phrasings.len() + 1));
        measured.push((kind, entry));
    }
    Ok(Indexed { drafts: measured, meaning, writer, documents })
}

impl Measured {
    /// From what was made of its texts, still without weights.
    pub(super) fn new(
        phrasings: Vec<Wording>,
        opposed: Vec<String>,
        verdict: Option<Verdict>,
        [all_terms, head_terms]: [Vec<u32>; 2],
        concepts: Vec<usize>,
    ) -> Self {
        Self { phrasings, opposed, verdict, all_terms, concepts, head_terms, grams: OnceLock::new() }
    }

    /// Character 4-grams of its phrasings, and of its wordings that ask the other way round.
    pub fn grams(&self) -> &[GramTable; 2] {
        self.grams.get_or_init(|| {
            [
                GramTable::new(self.phrasings.iter().map(|text| &text.normalised)),
                GramTable::new(self.opposed.iter().map(|text| normalise(text))),
            ]
        })
    }

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
