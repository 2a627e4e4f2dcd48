//! A base cut in two: one half of its wordings to search in, the other half as items whose answer is known.

use crate::knowledge::Knowledge;
use crate::matcher::index::EntryKind;
use crate::measure::random::Random;

/// Share of the facts and of the known unknowns that are hidden, in percent: what a form asks and the base does not hold. The
/// research measured 30 to 40.
const HIDDEN: usize = 35;

/// An item with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PseudoItem {
    /// Its words.
    pub text: String,
    /// Number of the fact or known unknown it was taken from, over the whole base: what is kept together in a fold.
    pub cluster: usize,
    /// What answers it in the cut base; `None` when that is hidden.
    pub target: Option<EntryKind>,
    /// Whether it asks the other way round, so that no answer to it is right.
    pub opposed: bool,
    /// Facts that are close to its own, so that it is neither right nor wrong when one of them answers.
    pub close: Vec<String>,
}

/// A cut base.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What is searched in.
    pub knowledge: Knowledge,
    /// What is asked.
    pub items: Vec<PseudoItem>,
}

/// Cuts a base; the same seed cuts the same.
pub fn cut(knowledge: &Knowledge, seed: u64) -> Sample {
    let mut random = Random::new(seed);
    let facts = knowledge.facts.len();
    let hidden_facts = pick(&mut random, facts);
    let hidden_unknowns = pick(&mut random, knowledge.unknowns.len());
    let mut half = knowledge.clone();
    let mut items = Vec::new();
    half.facts.clear();
    for (cluster, fact) in knowledge.facts.values().enumerate() {
        let mut english = fact.phrasings.clone();
        let mut foreign = fact.foreign_phrasings.clone();
        random.shuffle(&mut english);
        random.shuffle(&mut foreign);
        let asked_english = english.split_off(english.len().div_ceil(2));
        // One wording a language is common: each is asked or kept by the toss of a coin.
        let asked_foreign =
            foreign.split_off(if random.below(2) == 0 { foreign.len() / 2 } else { foreign.len().div_ceil(2) });
        let hidden = hidden_facts[cluster];
        let target = (!hidden).then(|| EntryKind::Fact(fact.id.clone()));
        let texts = asked_english.into_iter().chain(asked_foreign.into_iter().map(|(_, text)| text));
        items.extend(texts.map(|text| PseudoItem {
            text,
            cluster,
            target: target.clone(),
            opposed: false,
            close: fact.related.clone(),
        }));
        let mut opposed = fact.opposed.clone();
        random.shuffle(&mut opposed);
        let asked_opposed = opposed.split_off(opposed.len().div_ceil(2));
        items.extend(asked_opposed.into_iter().map(|text| PseudoItem {
            text,
            cluster,
            target: target.clone(),
            opposed: true,
            close: Vec::new(),
        }));
        if !hidden {
            let mut fact = fact.clone();
            fact.phrasings = english;
            fact.foreign_phrasings = foreign;
            fact.opposed = opposed;
            half.facts.insert(fact.id.clone(), fact);
        }
    }
    half.unknowns.clear();
    for (number, unknown) in knowledge.unknowns.iter().enumerate() {
        let mut phrasings = unknown.phrasings.clone();
        random.shuffle(&mut phrasings);
        let asked = phrasings.split_off(phrasings.len().div_ceil(2));
        let target = (!hidden_unknowns[number]).then_some(EntryKind::Unknown(half.unknowns.len()));
        items.extend(asked.into_iter().map(|text| PseudoItem {
            text,
            cluster: facts + number,
            target: target.clone(),
            opposed: false,
            close: Vec::new(),
        }));
        if target.is_some() {
            let mut unknown = unknown.clone();
            unknown.phrasings = phrasings;
            half.unknowns.push(unknown);
        }
    }
    Sample { knowledge: half, items }
}

/// A fixed share of a list, chosen at random.
fn pick(random: &mut Random, size: usize) -> Vec<bool> {
    let mut picked: Vec<bool> = (0..size).map(|number| number * 100 < size * HIDDEN).collect();
    random.shuffle(&mut picked);
    picked
}
