//! What the trained classifier makes of an item: for each entry, how clearly its stems are those of that entry and of no other.
//!
//! The other features look for the wording that fits best; this one has seen all wordings of all entries side by side and knows
//! which words tell neighbours apart. `neatline train` fits it; a base without one is matched without it.

use super::analyzer::Text;
use super::index::{Entry, EntryKind};
use crate::knowledge::{Classifier, Knowledge, Stem, Stems};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::sync::OnceLock;

/// A classifier made ready for the entries of an index.
pub struct Scorer {
    stems: Stems,
    /// What each stem says, by its number, read when it is first used.
    read: Vec<OnceLock<Option<Stem>>>,
    /// Number in the index of each class.
    places: Vec<Option<u32>>,
    biases: Vec<f32>,
    /// Number of the class of all wordings that ask the other way round.
    opposed: Option<usize>,
    /// Number in the index of the fact whose wordings that ask the other way round are a class.
    turned: Vec<Option<u32>>,
    /// What each concept is called among stems, by its number.
    concepts: Vec<String>,
    entries: usize,
}

/// The name of an entry in the file of a classifier.
pub fn class_name(kind: &EntryKind, knowledge: &Knowledge) -> String {
    match kind {
        EntryKind::Fact(id) => id.clone(),
        EntryKind::Unknown(number) => format!("unknown {}", knowledge.unknowns[*number].id),
        EntryKind::Route(number) => format!("route {}", knowledge.routes[*number].id),
    }
}

/// The class of all wordings that ask the other way round.
pub const OPPOSED: &str = "opposed";

/// The class of the wordings of one fact that ask the other way round, against its other wordings.
pub fn opposed_class(fact: &str) -> String {
    format!("{OPPOSED} {fact}")
}

/// What concepts are among the stems of a text, by their numbers.
pub fn concept_marks(knowledge: &Knowledge) -> Vec<String> {
    knowledge.concepts.iter().map(|concept| format!("#{}", concept.id)).collect()
}

/// What the classifier sees in a text: its stems, function words included, and its concepts; sorted, each once.
pub fn marks<'t>(text: &'t Text, concepts: &'t [String]) -> Vec<&'t str> {
    let concepts = text.concepts.iter().map(|concept| concepts[*concept].as_str());
    let mut marks: Vec<&str> = text.stems.iter().map(String::as_str).chain(concepts).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// What a classifier makes of a text: numbers from 0 to 1, one half on the border of a class.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// How clearly each entry is meant, by its number; nothing for one that is newer than the classifier, empty without one.
    pub entries: Vec<Option<f32>>,
    /// How clearly it asks the other way round, whatever it is about.
    pub opposed: f32,
    /// The same among the wordings of each entry; 0 where there are none of the kind.
    pub turned: Vec<f32>,
}

fn unit(margin: f32) -> f32 {
    ((margin + 1.0) / 2.0).clamp(0.0, 1.0)
}

/// The same over a wider range: between two sides of one subject margins run further.
fn wide(margin: f32) -> f32 {
    ((margin + 2.0) / 4.0).clamp(0.0, 1.0)
}

impl Scorer {
    /// For the entries of an index. Classes that the index lacks speak for nothing.
    pub fn new(classifier: &Classifier, knowledge: &Knowledge, entries: &[Entry]) -> Self {
        let numbers: IndexMap<String, u32, FxBuildHasher> =
            entries.iter().enumerate().map(|(at, entry)| (class_name(&entry.kind, knowledge), at as u32)).collect();
        Self {
            stems: classifier.stems.clone(),
            read: std::iter::repeat_with(OnceLock::new).take(classifier.stems.len()).collect(),
            places: classifier.entries.iter().map(|(name, _)| numbers.get(name).copied()).collect(),
            turned: classifier
                .entries
                .iter()
                .map(|(name, _)| numbers.get(name.strip_prefix(OPPOSED)?.strip_prefix(' ')?).copied())
                .collect(),
            biases: classifier.entries.iter().map(|(_, bias)| *bias).collect(),
            opposed: classifier.entries.iter().position(|(name, _)| name == OPPOSED),
            concepts: concept_marks(knowledge),
            entries: entries.len(),
        }
    }

    /// What a stem weighs for an entry of the index; 0 where it says nothing.
    pub fn weight(&self, stem: &str, entry: usize) -> f32 {
        let Some(stem) = self.stem(stem) else { return 0.0 };
        let place = |class: u32| self.places.get(class as usize).copied().flatten();
        stem.weights
            .iter()
            .filter(|(class, _)| place(*class).is_some_and(|place| place as usize == entry))
            .map(|(_, weight)| *weight)
            .sum()
    }

    fn stem(&self, stem: &str) -> Option<&Stem> {
        let number = self.stems.find(stem)?;
        self.read[number].get_or_init(|| Classifier::read_stem(self.stems.says(number))).as_ref()
    }

    /// What the classifier makes of a text.
    pub fn score(&self, text: &Text) -> Scores {
        let known: Vec<&Stem> = marks(text, &self.concepts).iter().filter_map(|mark| self.stem(mark)).collect();
        let length = known.iter().map(|stem| stem.rarity * stem.rarity).sum::<f32>().sqrt().max(f32::EPSILON);
        let mut margins = self.biases.clone();
        for stem in known {
            let share = stem.rarity / length;
            for (class, weight) in &stem.weights {
                if let Some(margin) = margins.get_mut(*class as usize) {
                    *margin += share * weight;
                }
            }
        }
        let mut turned = vec![0.0; self.entries];
        for (place, margin) in self.turned.iter().zip(&margins) {
            if let Some(place) = place {
                turned[*place as usize] = wide(*margin);
            }
        }
        let mut entries = vec![None; self.entries];
        for (place, margin) in self.places.iter().zip(&margins) {
            if let Some(place) = place {
                entries[*place as usize] = Some(unit(*margin));
            }
        }
        Scores { entries, opposed: self.opposed.map_or(0.0, |class| wide(margins[class])), turned }
    }
}
