//! How well an item and an entry fit, in a handful of numbers between 0 and 1.

use super::analyzer::Text;
use super::index::{Entry, Lookup};
use super::wording::Wording;

/// Names of the features, in the order of [`Features`]. Seven to nine serve; fourteen were measured to overfit.
pub const FEATURES: [&str; 7] =
    ["classifier", "bm25", "item-coverage", "head-coverage", "concepts", "char-grams", "exact"];

/// Place of the share of an item's weight that an entry knows.
const COVERAGE: usize = 2;
/// Place of the character n-grams among the features.
const GRAMS: usize = 5;

/// The features of one item and one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// Values in the order of [`FEATURES`].
    pub values: [f32; FEATURES.len()],
    /// The best share of character n-grams of any wording that asks the other way round; 0 without one.
    pub opposed: f32,
}

impl Features {
    /// Measures what was left out: the characters of the item against those of each wording.
    pub fn compare(&mut self, item: &Text, entry: &Entry) {
        let [phrasings, opposed] = entry.grams();
        self.values[GRAMS] = phrasings.best_share(&item.grams);
        self.opposed = opposed.best_share(&item.grams);
    }

    /// The share of the item's weight that the entry knows.
    pub fn coverage(&self) -> f32 {
        self.values[COVERAGE]
    }

    /// How like the nearest wording the item is, character by character.
    pub fn likeness(&self) -> f32 {
        self.values[GRAMS]
    }

    /// How much nearer the nearest wording that asks the other way round is than the nearest phrasing, from 0 to 1; one half where
    /// both are as near.
    pub fn nearer_opposed(&self) -> f32 {
        (1.0 + self.opposed - self.values[GRAMS]) / 2.0
    }

    /// Whether the item is a wording of the base, word for word.
    pub fn is_exact(&self) -> bool {
        self.values[FEATURES.len() - 1] >= 1.0
    }
}

/// An item, with what is the same for all entries.
#[derive(Debug, Clone, Copy)]
pub struct Item<'t> {
    /// Its text.
    pub text: &'t Text,
    /// Whether it may be a wording of the base.
    pub known: bool,
    /// Sum of the weights of its terms; never 0.
    pub weight: f32,
}

/// Measures an entry without its characters, which take longest: see [`Features::compare`]. `class` is what the classifier makes of it, if
/// it knows it, `bm25` the share of the item's own score that it reached.
pub fn measure(lookup: &Lookup, item: &Item<'_>, entry: &Entry, class: Option<f32>, bm25: f32) -> Features {
    let Item { text: item, known, weight } = *item;
    let among = |terms: &[u32]| {
        item.terms.iter().filter(|term| terms.binary_search(term).is_ok()).map(|term| lookup.weight(*term)).sum::<f32>()
    };
    // An item without concepts says nothing for or against: half.
    let concepts = if item.concepts.is_empty() {
        0.5
    } else {
        let held = item.concepts.iter().filter(|concept| entry.concepts.binary_search(concept).is_ok());
        held.count() as f32 / item.concepts.len() as f32
    };
    let is_phrasing = |text: &Wording| text.normalised == item.normalised && !item.normalised.is_empty();
    let exact = known && entry.phrasings.iter().any(is_phrasing);
    Features {
        values: [
            // What the classifier has not seen is as near as its nearest wording looks.
            class.unwrap_or_else(|| best_grams(item, entry)),
            bm25.clamp(0.0, 1.0),
            among(&entry.all_terms) / weight,
            among(&entry.head_terms) / weight,
            concepts,
            0.0,
            if exact { 1.0 } else { 0.0 },
        ],
        opposed: 0.0,
    }
}

/// The phrasing of an entry that shares most with an item, for showing; empty for an entry without any.
pub fn nearest_phrasing<'e>(lookup: &Lookup, item: &Text, entry: &'e Entry) -> &'e str {
    let item_weight = lookup.total_weight(item);
    let (mut nearest, mut most) = ("", 0.0f32);
    for text in &entry.phrasings {
        let shared = text.terms.iter().filter(|term| item.terms.binary_search(term).is_ok());
        let both: f32 = shared.map(|term| lookup.weight(*term)).sum();
        let overlap = 2.0 * both / (item_weight + text.weight).max(f32::EPSILON);
        if overlap > most || nearest.is_empty() {
            (nearest, most) = (&text.normalised, overlap);
        }
    }
    nearest
}

/// The best string similarity of any phrasing: the baseline of string comparison alone.
pub fn best_string(item: &Text, entry: &Entry) -> f32 {
    let similar = |text: &Wording| strsim::sorensen_dice(&item.normalised, &text.normalised) as f32;
    entry.phrasings.iter().map(similar).fold(0.0, f32::max)
}

/// The best share of character n-grams of any phrasing.
pub fn best_grams(item: &Text, entry: &Entry) -> f32 {
    entry.grams()[0].best_share(&item.grams)
}
