//! Candidates in order, and how sure the first is.

use super::analyzer::Text;
use super::classifier::{Scorer, Scores};
use super::features::{self, Features, Item};
use super::index::{EntryKind, Lookup};
use super::position::{self, Build, Turns};
use super::signals;
use super::switches::{Ranker, Switches};
use super::weights::Weights;
use crate::knowledge::{Classifier, Knowledge};

/// Entries fetched for an item: with those that the classifier puts forward, recall at this depth is complete in every set that was
/// tried, and time is bounded.
const DEPTH: usize = 16;
/// Candidates whose characters are compared: those that all else puts first. What is left out cannot come to the top by them.
const COMPARED: usize = 8;
/// Least probability of a wording of the base, which a person wrote down for this very entry.
const CERTAIN: f32 = 0.99;
/// Weight from which a stem is a word of an entry: one that its wordings use and few others.
const WORD_OF: f32 = 0.3;
/// Entries that the classifier puts forward besides.
const CLASSES: usize = 8;

/// The matcher for one knowledge base.
pub struct Matcher {
    lookup: Lookup,
    weights: Weights,
    scorer: Option<Scorer>,
    switches: Switches,
}

/// An entry that may answer an item.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its number in the index.
    pub entry: usize,
    /// The fact or known unknown.
    pub kind: EntryKind,
    /// Raw score, a logit; comparable inside one item only, never shown as a percentage.
    pub score: f32,
    /// What the score is made of.
    pub features: Features,
    /// What tells whether the item asks the other way round than its fact.
    pub turns: Option<Turns>,
    /// How likely that is; 0 for what no wording turns round.
    pub turned: f32,
}

impl Candidate {
    /// The fact's id, if it is a fact.
    pub fn fact(&self) -> Option<&str> {
        match &self.kind {
            EntryKind::Fact(id) => Some(id),
            EntryKind::Unknown(_) | EntryKind::Route(_) => None,
        }
    }
}

/// What the matcher found for an item.
#[derive(Debug, Clone)]
pub struct Match {
    /// The item as it was measured.
    pub text: Text,
    /// Candidates, best first.
    pub candidates: Vec<Candidate>,
    /// Probability that the first is right, by the calibrator; 0 without candidates.
    pub probability: f32,
}

impl Matcher {
    /// Builds the matcher.
    ///
    /// # Errors
    ///
    /// When the index cannot be built.
    pub fn build(knowledge: &Knowledge, weights: Weights) -> tantivy::Result<Self> {
        Self::build_with(knowledge, weights, Switches::default())
    }

    /// Builds a matcher of which parts may be turned off.
    ///
    /// # Errors
    ///
    /// When the index cannot be built.
    pub fn build_with(knowledge: &Knowledge, weights: Weights, switches: Switches) -> tantivy::Result<Self> {
        let lookup = Lookup::build(knowledge, switches)?;
        let mut matcher = Self { switches, ..Self::from_lookup(lookup, knowledge, weights) };
        if !switches.classifier {
            matcher.scorer = None;
        }
        Ok(matcher)
    }

    /// A matcher from an index that was built ahead of time.
    pub fn from_lookup(lookup: Lookup, knowledge: &Knowledge, weights: Weights) -> Self {
        let mut matcher = Self { lookup, weights, scorer: None, switches: Switches::default() };
        if let Some(classifier) = &knowledge.classifier {
            matcher.classify_by(classifier, knowledge);
        }
        matcher
    }

    /// The same index with another way to put candidates in order.
    #[must_use]
    pub fn ranked_by(mut self, ranker: Ranker, calibrator: bool) -> Self {
        self.switches.ranker = ranker;
        self.switches.calibrator = calibrator;
        self
    }

    /// Takes a classifier.
    pub fn classify_by(&mut self, classifier: &Classifier, knowledge: &Knowledge) {
        self.scorer = Some(Scorer::new(classifier, knowledge, &self.lookup.entries));
    }

    /// The index, for measuring texts.
    pub fn lookup(&self) -> &Lookup {
        &self.lookup
    }

    /// The weights in use.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The wording of a candidate that fits best, for showing.
    pub fn nearest_phrasing(&self, text: &Text, candidate: &Candidate) -> &str {
        features::nearest_phrasing(&self.lookup, text, &self.lookup.entries[candidate.entry])
    }

    /// Whether the classifier has learned a stem as a word of an entry.
    pub fn speaks_for(&self, stem: &str, entry: usize) -> bool {
        self.scorer.as_ref().is_some_and(|scorer| scorer.weight(stem, entry) >= WORD_OF)
    }

    /// Candidates for an item's text among the entries whose numbers `allowed` lets through.
    ///
    /// # Errors
    ///
    /// When the index cannot be searched.
    pub fn match_item(&self, item: &str, allowed: impl Fn(usize) -> bool) -> tantivy::Result<Match> {
        let text = self.lookup.analyzer().analyze(item);
        let near = match self.switches.ranker {
            // Strings are held against every entry: there is no index for them.
            Ranker::Strings => (0..self.lookup.entries.len()).map(|number| (number, 0.0)).collect(),
            _ => self.lookup.nearest(&text, DEPTH)?,
        };
        let scores = self.scorer.as_ref().map(|scorer| scorer.score(&text)).unwrap_or_default();
        let near = self.with_classes(near, &scores.entries);
        let known = self.lookup.may_be_wording(&text.normalised);
        let weight = self.lookup.total_weight(&text).max(f32::EPSILON);
        let mut candidates: Vec<Candidate> = near
            .into_iter()
            .filter(|(number, _)| allowed(*number))
            .map(|(number, score)| self.candidate(&Item { text: &text, known, weight }, number, score, &scores))
            .collect();
        // A known wording comes first, whatever was learned before it was written. Equal scores keep the index's order, which is the
        // order of ids: same input, same answer.
        let exact = |candidate: &Candidate| self.switches.ranker == Ranker::Model && candidate.features.is_exact();
        let sort = |candidates: &mut Vec<Candidate>| {
            candidates.sort_by(|a, b| exact(b).cmp(&exact(a)).then(b.score.total_cmp(&a.score)));
        };
        sort(&mut candidates);
        let build = Build::of(&text);
        for candidate in candidates.iter_mut().take(COMPARED) {
            self.compare(&text, build, &scores, candidate);
        }
        sort(&mut candidates);
        let judged = self.judge(&text, &candidates);
        let probability = if candidates.first().is_some_and(exact) { judged.max(CERTAIN) } else { judged };
        Ok(Match { text, candidates, probability })
    }

    /// The nearest entries, and those the classifier puts first.
    fn with_classes(&self, mut near: Vec<(usize, f32)>, classes: &[Option<f32>]) -> Vec<(usize, f32)> {
        if self.switches.ranker != Ranker::Model {
            return near;
        }
        let known = classes.iter().enumerate().filter_map(|(number, class)| class.map(|class| (number, class)));
        let mut order: Vec<(usize, f32)> = known.filter(|(_, class)| *class > 0.0).collect();
        let by_score = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if order.len() > CLASSES {
            order.select_nth_unstable_by(CLASSES, by_score);
            order.truncate(CLASSES);
        }
        order.sort_by(by_score);
        for (number, _) in order {
            if !near.iter().any(|(known, _)| *known == number) {
                near.push((number, 0.0));
            }
        }
        near
    }

    fn candidate(&self, item: &Item<'_>, number: usize, bm25: f32, scores: &Scores) -> Candidate {
        let entry = &self.lookup.entries[number];
        let class = scores.entries.get(number).copied().flatten();
        // A text against itself scores about 2.2 times its weight (k1 = 1.2): the share of that.
        let share = bm25 / (2.2 * item.weight);
        let features = features::measure(&self.lookup, item, entry, class, share);
        let score = match self.switches.ranker {
            Ranker::Strings => features::best_string(item.text, entry),
            Ranker::Bm25 => bm25,
            Ranker::Bm25AndGrams => share + features::best_grams(item.text, entry),
            Ranker::Model => self.weights.rank.logit(&features.values),
        };
        Candidate { entry: number, kind: entry.kind.clone(), score, features, turns: None, turned: 0.0 }
    }

    /// Compares the wordings of a candidate with an item, character by character, and says which way the item is turned.
    fn compare(&self, text: &Text, build: Build, scores: &Scores, candidate: &mut Candidate) {
        let entry = &self.lookup.entries[candidate.entry];
        candidate.features.compare(text, entry);
        if self.switches.ranker == Ranker::Model {
            candidate.score = self.weights.rank.logit(&candidate.features.values);
        }
        let here = scores.turned.get(candidate.entry).copied().unwrap_or_default();
        candidate.turns = entry
            .verdict
            .filter(|_| !candidate.features.is_exact())
            .and_then(|verdict| position::measure(build, &candidate.features, verdict, scores.opposed, here));
        candidate.turned = candidate.turns.map_or(0.0, |turns| self.weights.position.probability(&turns));
    }

    /// Probability that the first candidate is right.
    fn judge(&self, text: &Text, candidates: &[Candidate]) -> f32 {
        let Some(signals) = signals::measure(text, candidates) else { return 0.0 };
        if self.switches.calibrator {
            return self.weights.calibrate.probability(&signals);
        }
        // Any rising function serves: without a calibrator the number orders items and is no probability.
        let score = candidates.first().map_or(0.0, |first| first.score);
        0.5 + score / (2.0 * (score.abs() + 10.0))
    }
}
