//! What the matcher finds for the items of a cut base, as rows to learn from.

use super::classes;
use super::sample::Sample;
use crate::matcher::rank::Candidate;
use crate::matcher::signals::{self, Signals};
use crate::matcher::weights::Model;
use crate::matcher::{FEATURES, Matcher, Weights};
use crate::measure::labelled::LabelledItem;

/// The features of a candidate.
pub type Inputs = [f32; FEATURES.len()];

/// What was found for one item.
pub struct Found {
    /// What is kept together in a fold.
    pub cluster: usize,
    /// Its words.
    pub wording: String,
    /// Features of the candidates.
    pub inputs: Vec<Inputs>,
    /// Number of the right candidate, where it was found.
    pub right: Option<usize>,
    /// Whether anything could be right.
    pub answerable: bool,
    /// Whether it asks the other way round.
    pub opposed: bool,
    /// Candidates whose answer would be neither right nor wrong.
    close: Vec<bool>,
    text: crate::matcher::analyzer::Text,
    candidates: Vec<Candidate>,
}

/// Everything found in a cut base.
pub struct Trial {
    /// What was found, one an item.
    pub found: Vec<Found>,
}

/// Builds the index of a cut base and searches it for every item; with a classifier that was fitted on the cut base and on
/// labelled items, or without one.
///
/// # Errors
///
/// When the index cannot be built or searched.
pub fn collect(sample: &Sample, weights: &Weights, items: Option<&[LabelledItem]>) -> tantivy::Result<Trial> {
    let mut matcher = Matcher::build(&sample.knowledge, weights.clone())?;
    if let Some(items) = items {
        let classifier = classes::fit(&sample.knowledge, &matcher, items);
        matcher.classify_by(&classifier, &sample.knowledge);
    }
    let found = sample
        .items
        .iter()
        .map(|item| {
            let found = matcher.match_item(&item.text, |_| true)?;
            Ok(Found {
                cluster: item.cluster,
                wording: item.text.clone(),
                inputs: found.candidates.iter().map(|candidate| candidate.features.values).collect(),
                right: found.candidates.iter().position(|candidate| Some(&candidate.kind) == item.target.as_ref()),
                answerable: item.target.is_some() && !item.opposed,
                opposed: item.opposed,
                close: found
                    .candidates
                    .iter()
                    .map(|candidate| candidate.fact().is_some_and(|id| item.close.iter().any(|close| close == id)))
                    .collect(),
                text: found.text,
                candidates: found.candidates,
            })
        })
        .collect::<tantivy::Result<Vec<_>>>()?;
    Ok(Trial { found })
}

/// The winner of an item under a ranking.
pub struct Winner {
    /// What tells whether it is right.
    pub signals: Signals,
    /// Whether it is.
    pub right: bool,
    /// Whether it is a fact: a known unknown is never sent.
    pub is_fact: bool,
    /// Whether it is a neighbour of the right fact.
    pub is_close: bool,
}

impl Trial {
    /// Place of the right candidate as the matcher put them, from 0.
    pub fn rank_of_right(&self, number: usize) -> Option<usize> {
        self.found[number].right
    }

    /// The winner of an item under a ranking; `None` when nothing was found.
    pub fn winner(&self, number: usize, rank: &Model<{ FEATURES.len() }>) -> Option<Winner> {
        let found = &self.found[number];
        let mut order: Vec<(usize, Candidate)> = found.candidates.iter().cloned().enumerate().collect();
        for (_, candidate) in &mut order {
            candidate.score = rank.logit(&candidate.features.values);
        }
        order.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.1.entry.cmp(&b.1.entry)));
        let first = order.first()?.0;
        let candidates: Vec<Candidate> = order.into_iter().map(|(_, candidate)| candidate).collect();
        Some(Winner {
            signals: signals::measure(&found.text, &candidates)?,
            right: found.right == Some(first) && !found.opposed,
            is_fact: candidates[0].fact().is_some(),
            is_close: found.close[first],
        })
    }
}
