//! How well an item and an entry fit, in a handful of numbers between 0 and 1.

use super::index::{Entry, Lookup, Text};

/// Names of the features, in the order of [`Features`]. Seven to nine serve; fourteen were measured to overfit.
pub const FEATURES: [&str; 8] =
    ["bm25", "phrasing-overlap", "item-coverage", "head-coverage", "concepts", "char-grams", "string-dice", "exact"];

/// The features of one item and one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// Values in the order of [`FEATURES`].
    pub values: [f32; FEATURES.len()],
    /// Number of the phrasing that fits best.
    pub phrasing: usize,
}

impl Features {
    /// Whether the item is a wording of the base, word for word.
    pub fn is_exact(&self) -> bool {
        self.values[FEATURES.len() - 1] >= 1.0
    }
}

/// Measures an entry that BM25 found with a score.
pub fn measure(lookup: &Lookup, item: &Text, entry: &Entry, score: f32) -> Features {
    let item_weight = lookup.total_weight(item).max(f32::EPSILON);
    let shared = |a: &[u32], b: &[u32]| intersection(a, b).map(|term| lookup.weight(term)).sum::<f32>();
    let (phrasing, overlap) = entry
        .phrasings
        .iter()
        .enumerate()
        .map(|(number, phrasing)| {
            let both = shared(&item.terms, &phrasing.terms);
            (number, 2.0 * both / (item_weight + lookup.total_weight(phrasing)).max(f32::EPSILON))
        })
        .fold((0, 0.0f32), |best, next| if next.1 > best.1 { next } else { best });
    let none = Text::default();
    let best = entry.phrasings.get(phrasing).unwrap_or(&none);
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
            // A text against itself scores about 2.2 times its weight (k1 = 1.2): the share of that.
            (score / (2.2 * item_weight)).min(1.0),
            overlap,
            shared(&item.terms, &entry.all_terms) / item_weight,
            shared(&item.terms, &entry.head_terms) / item_weight,
            concepts,
            dice(&item.grams, &best.grams),
            strsim::sorensen_dice(&item.normalised, &best.normalised) as f32,
            if exact { 1.0 } else { 0.0 },
        ],
        phrasing,
    }
}

/// The best string similarity of any phrasing: the baseline of string comparison alone.
pub fn best_string(item: &Text, entry: &Entry) -> f32 {
    let similar = |text: &Text| strsim::sorensen_dice(&item.normalised, &text.normalised) as f32;
    entry.phrasings.iter().map(similar).fold(0.0, f32::max)
}

/// The best share of character n-grams of any phrasing.
pub fn best_grams(item: &Text, entry: &Entry) -> f32 {
    entry.phrasings.iter().map(|text| dice(&item.grams, &text.grams)).fold(0.0, f32::max)
}

fn dice(a: &[u32], b: &[u32]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    2.0 * intersection(a, b).count() as f32 / (a.len() + b.len()) as f32
}

/// Values in both of two sorted lists.
fn intersection<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    i += 1;
                    j += 1;
                    return Some(a[i - 1]);
                }
            }
        }
        None
    })
}
