//! Entries on their way into the index: texts, then numbers of words, then measured.

use super::analyzer::{Analyzer, Learned, Terms};
use super::index::{EntryKind, Measured};
use super::language::{self, Language};
use super::lexicon::Lexicon;
use super::terms::normalise;
use super::wording::{Opposed, Wording};
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

/// An entry whose words are numbered.
pub(super) struct Read {
    kind: EntryKind,
    phrasings: Vec<(String, Learned)>,
    opposed: Vec<Opposed>,
    verdict: Option<Verdict>,
    head: Learned,
    body: Learned,
}

impl<'k> Draft<'k> {
    /// An entry that answers nothing: what it is about stands for its head.
    fn without_answer(kind: EntryKind, phrasings: &'k [String], about: &str) -> Self {
        let phrasings = phrasings.iter().map(|text| (text.as_str(), language::detect(text))).collect();
        Draft { kind, phrasings, opposed: &[], verdict: None, head: about.to_owned(), body: "" }
    }

    /// Numbers the words, which join the vocabulary.
    pub(super) fn read(self, analyzer: &mut Analyzer) -> Read {
        let mut learn = |text: &str, language| {
            let normalised = normalise(text);
            let learned = analyzer.learn(&normalised, language);
            (normalised, learned)
        };
        Read {
            kind: self.kind,
            phrasings: self.phrasings.iter().map(|(text, language)| learn(text, *language)).collect(),
            opposed: self.opposed.iter().map(|text| Opposed::new(text)).collect(),
            verdict: self.verdict,
            head: learn(&self.head, Language::English).1,
            body: learn(self.body, Language::English).1,
        }
    }
}

impl Read {
    /// What the entry is, what it comes to, still without weights, and the terms of its body.
    pub(super) fn measure(self, lexicon: &Lexicon<u32>) -> (EntryKind, Measured, Vec<u32>) {
        let mut concepts: Vec<usize> = Vec::new();
        let mut phrasings = Vec::with_capacity(self.phrasings.len());
        for (text, learned) in self.phrasings {
            let found = Terms::of(learned, lexicon);
            concepts.extend(found.concepts);
            phrasings.push(Wording::new(text, found.terms));
        }
        concepts.sort_unstable();
        concepts.dedup();
        let [head, body] = [self.head, self.body].map(|learned| Terms::of(learned, lexicon).terms);
        let size = phrasings.iter().map(|text| text.terms.len()).sum::<usize>() + head.len() + body.len();
        let mut all_terms: Vec<u32> = Vec::with_capacity(size);
        all_terms.extend(phrasings.iter().flat_map(|text| &text.terms).chain(&head).chain(&body));
        all_terms.sort_unstable();
        all_terms.dedup();
        all_terms.shrink_to_fit();
        let (opposed, verdict) = (self.opposed, self.verdict);
        (self.kind, Measured { phrasings, opposed, verdict, all_terms, concepts, head_terms: head }, body)
    }
}
