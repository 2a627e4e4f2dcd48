//! Entries on their way into the index: texts, then numbers of stems, then measured.

use super::index::{EntryKind, Measured};
use super::language::{self, Language};
use super::meaning::Meaning;
use super::terms::{Stems, normalise};
use super::wording::Wording;
use crate::knowledge::{Knowledge, Verdict};

/// An entry before anything is made of it: its texts.
pub(super) struct Draft<'k> {
    kind: EntryKind,
    phrasings: Vec<(&'k str, Language)>,
    opposed: &'k [String],
    verdict: Option<Verdict>,
    head: String,
    body: &'k str,
}

/// The entries of a base: facts first, in the order of their ids.
pub(super) fn drafts(knowledge: &Knowledge) -> impl Iterator<Item = Draft<'_>> {
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
    let unknowns =
        knowledge.unknowns.iter().enumerate().map(|(number, unknown)| {
            Draft::without_answer(EntryKind::Unknown(number), &unknown.phrasings, &unknown.about)
        });
    let routes = knowledge.routes.iter().enumerate().map(|(number, route)| {
        // Terms in other languages are found as they stand; a route's phrasings are few words each.
        Draft::without_answer(EntryKind::Route(number), &route.terms, &route.about)
    });
    facts.chain(unknowns).chain(routes)
}

/// An entry whose stems are numbered. They are one list, since thousands of entries pass from one thread to another.
pub(super) struct Read<'k> {
    kind: EntryKind,
    /// Phrasings, normalised.
    phrasings: Vec<String>,
    opposed: &'k [String],
    verdict: Option<Verdict>,
    /// Numbers of the stems of each phrasing, of the head and of the body.
    stems: Vec<u32>,
    /// Where the stems of each of these texts end.
    ends: Vec<usize>,
}

impl<'k> Draft<'k> {
    /// An entry that answers nothing: what it is about stands for its head.
    fn without_answer(kind: EntryKind, phrasings: &'k [String], about: &str) -> Self {
        let phrasings = phrasings.iter().map(|text| (text.as_str(), language::detect(text))).collect();
        Draft { kind, phrasings, opposed: &[], verdict: None, head: about.to_owned(), body: "" }
    }

    /// Numbers the stems, which join those of the base.
    pub(super) fn read(self, known: &mut Stems) -> Read<'k> {
        let (mut stems, mut ends) = (Vec::new(), Vec::with_capacity(self.phrasings.len() + 2));
        let mut learn = |text: &str, language| {
            let normalised = normalise(text);
            known.learn_text(&normalised, language, &mut stems);
            ends.push(stems.len());
            normalised
        };
        let phrasings = self.phrasings.iter().map(|(text, language)| learn(text, *language)).collect();
        learn(&self.head, Language::English);
        learn(self.body, Language::English);
        Read { kind: self.kind, phrasings, opposed: self.opposed, verdict: self.verdict, stems, ends }
    }
}

impl Read<'_> {
    /// What the entry is, what it comes to, still without weights, and the terms of its body. Its terms join those of the base.
    pub(super) fn measure(self, meaning: &mut Meaning) -> (EntryKind, Measured, Vec<u32>) {
        let mut all_terms: Vec<u32> = Vec::with_capacity(self.stems.len());
        let (mut terms, mut concepts) = (Vec::new(), Vec::new());
        let mut start = 0;
        let mut of_text = |end: usize, concepts: &mut Vec<usize>| {
            meaning.learn(&self.stems[start..end], &mut terms, concepts);
            start = end;
            all_terms.extend(&terms);
            terms.clone()
        };
        let mut ends = self.ends.into_iter();
        let texts = self.phrasings.into_iter().zip(&mut ends);
        let phrasings = texts.map(|(text, end)| Wording::new(text, of_text(end, &mut concepts))).collect();
        let [head_terms, body] =
            [ends.next(), ends.next()].map(|end| end.map_or_else(Vec::new, |end| of_text(end, &mut Vec::new())));
        concepts.sort_unstable();
        all_terms.sort_unstable();
        all_terms.dedup();
        all_terms.shrink_to_fit();
        let (kind, opposed) = (self.kind, self.opposed.to_vec());
        (kind, Measured::new(phrasings, opposed, self.verdict, [all_terms, head_terms], concepts), body)
    }
}
