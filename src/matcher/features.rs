//! How well an item and an entry fit, in a handful of numbers between 0 and 1.

use super::analyzer::Text;
use super::index::{Entry, Lookup};
use super::term_set::TermSet;
use super::wording::Wording;

/// Names of the features, in the order of [`Features`]. Seven to nine serve; fourteen were measured to overfit.
pub const FEATURES: [&str; 8] =
    ["classifier", "folded-overlap", "centroid", "item-coverage", "head-coverage", "concepts", "char-grams", "exact"];

/// Place of the character n-grams among the features.
const GRAMS: usize = FEATURES.len() - 2;
/// What a nearer wording counts against the view of the classifier: measured best between 1 and 2.
const NEARER: f32 = 1.5;

/// The features of one item and one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// Values in the order of [`FEATURES`].
    pub values: [f32; FEATURES.len()],
    /// Number of the phrasing that fits best.
    pub phrasing: usize,
    /// The best share of character n-grams of any wording that asks the other way round; 0 without one.
    pub opposed: f32,
}

impl Features {
    /// How much an item leans to the wordings that ask the other way round, about from -1 to 1.5: the classifier's view of all of
    /// them, and how much nearer the nearest of this entry is than its nearest phrasing.
    pub fn lean(&self, opposed: f32) -> f32 {
        opposed + NEARER * (self.opposed - self.values[GRAMS])
    }

    /// Whether the item is a wording of the base, word for word.
    pub fn is_exact(&self) -> bool {
        self.values[FEATURES.len() - 1] >= 1.0
    }
}

/// Measures an entry; `class` is what the classifier makes of it.
pub fn measure(lookup: &Lookup, item: &Text, entry: &Entry, class: f32) -> Features {
    let item_weight = lookup.total_weight(item).max(f32::EPSILON);
    let shared = |held: &TermSet, terms: &[u32]| {
        terms.iter().map(|term| if held.holds(*term) { lookup.weight(*term) } else { 0.0 }).sum::<f32>()
    };
    let among = |terms: &[u32]| {
        item.terms.iter().filter(|term| terms.binary_search(term).is_ok()).map(|term| lookup.weight(*term)).sum::<f32>()
    };
    let (mut phrasing, mut nearest) = (0, 0.0f32);
    for (number, text) in entry.phrasings.iter().enumerate() {
        let both = shared(&item.term_set, &text.terms);
        let overlap = 2.0 * both / (item_weight + text.weight).max(f32::EPSILON);
        if overlap > nearest {
            (phrasing, nearest) = (number, overlap);
        }
    }
    let folded_weight = lookup.weight_of(&item.folded, item.strange.len());
    let mut folded = 0.0f32;
    for text in &entry.phrasings {
        let both = shared(&item.folded_set, &text.folded);
        folded = folded.max(2.0 * both / (folded_weight + text.folded_weight).max(f32::EPSILON));
    }
    // An item without concepts says nothing for or against: half.
    let concepts = if item.concepts.is_empty() {
        0.5
    } else {
        let held =
            item.concepts.iter().filter(|concept| entry.phrasings.iter().any(|text| text.concepts.contains(concept)));
        held.count() as f32 / item.concepts.len() as f32
    };
    let exact =
        entry.phrasings.iter().any(|phrasing| phrasing.normalised == item.normalised && !item.normalised.is_empty());
    Features {
        values: [
            class,
            folded,
            centroid(lookup, item, entry),
            among(&entry.all_terms) / item_weight,
            among(&entry.head_terms) / item_weight,
            concepts,
            best_grams(item, &entry.phrasings),
            if exact { 1.0 } else { 0.0 },
        ],
        phrasing,
        opposed: best_grams(item, &entry.opposed),
    }
}

/// Cosine between the item and the mean of the entry's phrasings: what most of them say weighs most.
fn centroid(lookup: &Lookup, item: &Text, entry: &Entry) -> f32 {
    let (mut at, mut product) = (0, 0.0);
    for term in &item.terms {
        while at < entry.centroid.len() && entry.centroid[at].0 < *term {
            at += 1;
        }
        if entry.centroid.get(at).is_some_and(|(other, _)| other == term) {
            product += entry.centroid[at].1 * lookup.weight(*term);
        }
    }
    let square = |weight: f32| weight * weight;
    let strange = square(lookup.strange_weight()) * item.strange.len() as f32;
    let length = (item.terms.iter().map(|term| square(lookup.weight(*term))).sum::<f32>() + strange).sqrt();
    product / length.max(f32::EPSILON)
}

/// The best string similarity of any phrasing: the baseline of string comparison alone.
pub fn best_string(item: &Text, entry: &Entry) -> f32 {
    let similar = |text: &Wording| strsim::sorensen_dice(&item.normalised, &text.normalised) as f32;
    entry.phrasings.iter().map(similar).fold(0.0, f32::max)
}

/// The best share of character n-grams of any of some wordings.
pub fn best_grams(item: &Text, wordings: &[Wording]) -> f32 {
    item.grams.best_dice(wordings.iter().map(Wording::grams))
}
