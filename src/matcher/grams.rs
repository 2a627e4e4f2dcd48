//! Character 4-grams of a text, and how many of them texts share.

use crate::text::hash;

/// Hashes of the 4-grams of a text.
#[derive(Debug, Clone, Default)]
pub struct Grams {
    /// Sorted, each once.
    hashes: Vec<u32>,
}

impl Grams {
    /// Of a text that was normalised.
    pub fn new(normalised: &str) -> Self {
        Self { hashes: hashes(normalised) }
    }
}

/// The 4-grams of the wordings of an entry, in one piece of memory: an item is compared with hundreds of wordings.
#[derive(Debug, Clone, Default)]
pub struct GramTable {
    hashes: Vec<u32>,
    /// Where those of each wording end.
    ends: Vec<usize>,
}

impl GramTable {
    /// Of texts that were normalised.
    pub fn new(normalised: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut table = Self::default();
        for text in normalised {
            table.hashes.extend(hashes(text.as_ref()));
            table.ends.push(table.hashes.len());
        }
        table
    }

    /// The best share of 4-grams with any of the wordings: twice what both have in common, over what they have, between 0 and 1. 0
    /// without wordings.
    pub fn best_share(&self, item: &Grams) -> f32 {
        let sieve = Sieve::new(&item.hashes);
        let (mut best, mut start) = (0.0, 0);
        for end in &self.ends {
            let theirs = &self.hashes[start..*end];
            start = *end;
            let share = |both: usize| 2.0 * both as f32 / (item.hashes.len() + theirs.len()).max(1) as f32;
            // Most are far from the best, and the sieve tells that they cannot be better.
            if share(sieve.passed(theirs).min(item.hashes.len())) > best {
                best = share(shared(&item.hashes, theirs)).max(best);
            }
        }
        best
    }
}

/// Hashes of the 4-grams of a text, sorted, each once; a space stands before and after it.
fn hashes(text: &str) -> Vec<u32> {
    let chars: Vec<char> = std::iter::once(' ').chain(text.chars()).chain(std::iter::once(' ')).collect();
    let mut hashes: Vec<u32> = chars.windows(4).map(|window| hash(window.iter().copied())).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// How many hashes are in both of two sorted lists.
fn shared(a: &[u32], b: &[u32]) -> usize {
    // Which list goes on is a toss of a coin, so nothing here branches on it.
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let (left, right) = (a[i], b[j]);
        both += usize::from(left == right);
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
    both
}

/// A small set of hashes that forgets which is which.
struct Sieve([u64; 256]);

impl Sieve {
    fn new(hashes: &[u32]) -> Self {
        let mut words = [0; 256];
        for hash in hashes {
            words[(hash >> 6) as usize & 255] |= 1 << (hash & 63);
        }
        Self(words)
    }

    /// How many of some hashes it may hold: never fewer than it does.
    fn passed(&self, hashes: &[u32]) -> usize {
        hashes.iter().map(|hash| (self.0[(hash >> 6) as usize & 255] >> (hash & 63) & 1) as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_share_is_found() {
        let texts = ["are backups tested", "are backups encrypted", "is access reviewed every year", "mfa", "aaaaaaa"];
        let alone = |text: &str| GramTable::new([text]);
        let mut best = [0.0f32; 5];
        for (item, text) in texts.iter().enumerate() {
            assert_eq!(alone(text).best_share(&Grams::new(text)), 1.0, "{text}");
            for (_, wording) in texts.iter().enumerate().filter(|(other, _)| *other != item) {
                // Counted one by one, from the texts.
                let windows = |text: &str| -> std::collections::BTreeSet<String> {
                    let chars: Vec<char> = format!(" {text} ").chars().collect();
                    chars.windows(4).map(|window| window.iter().collect()).collect()
                };
                let (a, b) = (windows(text), windows(wording));
                let share = 2.0 * a.intersection(&b).count() as f32 / (a.len() + b.len()) as f32;
                assert_eq!(alone(wording).best_share(&Grams::new(text)), share, "{text}, {wording}");
                best[item] = best[item].max(share);
            }
            let others = texts.iter().enumerate().filter(|(other, _)| *other != item).map(|(_, text)| text);
            assert_eq!(GramTable::new(others.rev()).best_share(&Grams::new(text)), best[item], "{text}");
        }
        // Ten of " are backups ", and "ted ".
        assert_eq!(best[0], 11.0 * 2.0 / (17.0 + 20.0));
        assert_eq!(GramTable::default().best_share(&Grams::new("mfa")), 0.0);
    }
}
