//! The knowledge base, indexed: its entries, the weights of its terms, and a full-text index of both.
//!
//! An entry is a fact or a known unknown. Known unknowns stand in the same index, so that a near-miss item finds the gap and not
//! the neighbour.

use super::analyzer::{Analyzer, Text};
use super::full_text::{FullText, Writer};
use super::language::{self, Language};
use super::lazy::Lazy;
use super::switches::Switches;
use super::terms::normalise;
use super::wording::Wording;
use crate::knowledge::{Knowledge, Verdict};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

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
    /// Ways to ask about it the other way round. They are no documents of the index: the words are those of the subject.
    pub opposed: Vec<Wording>,
    /// What a fact says; nothing for other entries.
    pub verdict: Option<Verdict>,
    /// All term numbers of its phrasings, title, short answer and body, sorted.
    pub all_terms: Vec<u32>,
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
    weights: Vec<f32>,
    strange_weight: f32,
}

impl Lookup {
    /// Builds the index in memory, on this thread.
    ///
    /// # Errors
    ///
    /// When tantivy cannot build it, which means that memory ran out.
    pub fn build(knowledge: &Knowledge, switches: Switches) -> tantivy::Result<Self> {
        let mut analyzer = Analyzer::new(knowledge, switches);
        let mut drafts: Vec<(EntryKind, Measured, Vec<u32>)> =
            drafts(knowledge).map(|draft| draft.measure(&mut analyzer)).collect();
        analyzer.finish(knowledge);
        let weights = term_weights(drafts.iter().flat_map(|(_, entry, _)| &entry.phrasings), analyzer.count());
        for (_, entry, _) in &mut drafts {
            entry.weigh(&weights);
        }
        let strange_weight = weights.iter().copied().fold(1.0, f32::max);

        let mut writer = Writer::new()?;
        let mut documents = Vec::new();
        for (number, (_, entry, body_terms)) in drafts.iter().enumerate() {
            writer.add(&entry.head_terms, Some(body_terms))?;
            documents.push(number as u32);
            for phrasing in &entry.phrasings {
                writer.add(&phrasing.terms, None)?;
                documents.push(number as u32);
            }
        }
        let full_text = writer.finish()?;
        let entries = drafts.into_iter().map(|(kind, entry, _)| Entry { kind, measured: entry.into() }).collect();
        Ok(Self { entries, analyzer, full_text, documents, weights, strange_weight })
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
        }
        nearest.truncate(most);
        Ok(nearest)
    }
}

/// An entry before it is measured: its texts.
struct Draft<'k> {
    kind: EntryKind,
    phrasings: Vec<(&'k str, Language)>,
    opposed: &'k [String],
    verdict: Option<Verdict>,
    head: String,
    body: &'k str,
}

fn drafts(knowledge: &Knowledge) -> impl Iterator<Item = Draft<'_>> {
    let facts = knowledge.facts.values().map(|fact| {
        let english =
            std::iter::once(&fact.question).chain(&fact.phrasings).map(|text| (text.as_str(), Language::English));
        let foreign = fact.foreign_phrasings.iter().map(|(code, text)| (text.as_str(), Language::from_code(code)));
        Draft {
            kind: EntryKind::Fact(fact.id.clone()),
            phrasings: english.chain(foreign).collect(),
            opposed: &fact.opposed,
            verdict: Some(fact.verdict),
            head: format!("{} {} {}", fact.title, fact.question, fact.short),
            body: &fact.body,
        }
    });
    let unknowns = knowledge.unknowns.iter().enumerate().map(|(number, unknown)| Draft {
        kind: EntryKind::Unknown(number),
        phrasings: unknown.phrasings.iter().map(|text| (text.as_str(), language::detect(text))).collect(),
        opposed: &[],
        verdict: None,
        head: unknown.about.clone(),
        body: "",
    });
    let routes = knowledge.routes.iter().enumerate().map(|(number, route)| Draft {
        kind: EntryKind::Route(number),
        // Terms in other languages are found as they stand; a route's phrasings are few words each.
        phrasings: route.terms.iter().map(|text| (text.as_str(), language::detect(text))).collect(),
        opposed: &[],
        verdict: None,
        head: route.about.clone(),
        body: "",
    });
    facts.chain(unknowns).chain(routes)
}

impl Draft<'_> {
    /// What the entry is, what it comes to, still without weights, and the terms of its body.
    fn measure(self, analyzer: &mut Analyzer) -> (EntryKind, Measured, Vec<u32>) {
        let phrasings: Vec<Wording> =
            self.phrasings.iter().map(|(text, language)| Wording::learn(analyzer, text, *language)).collect();
        let opposed = self.opposed.iter().map(|text| Wording::learn(analyzer, text, language::detect(text))).collect();
        let head = analyzer.learn(&normalise(&self.head), Language::English).terms;
        let body = analyzer.learn(&normalise(self.body), Language::English).terms;
        let mut all_terms: Vec<u32> =
            phrasings.iter().flat_map(|text| &text.terms).chain(&head).chain(&body).copied().collect();
        all_terms.sort_unstable();
        all_terms.dedup();
        (self.kind, Measured { phrasings, opposed, verdict: self.verdict, all_terms, head_terms: head }, body)
    }
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
