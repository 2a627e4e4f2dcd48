//! Character 4-grams of a text, and how many of them texts share.

/// Grams that are sifted before it is asked whether the rest is worth it.
const PIECE: usize = 16;

/// Hashes of the 4-grams of a text.
#[derive(Debug, Clone, Default)]
pub struct Grams {
    /// Sorted, each once.
    hashes: Vec<u32>,
}

impl Grams {
    /// From sorted hashes, each of which is there once.
    pub fn new(hashes: Vec<u32>) -> Self {
        Self { hashes }
    }

    /// Twice what both have in common, over what they have: between 0 and 1.
    pub fn dice(&self, other: &Self) -> f32 {
        let (a, b) = (&self.hashes, &other.hashes);
        // Which list goes on is a toss of a coin, so nothing here branches on it.
        let (mut i, mut j, mut both) = (0, 0, 0);
        while i < a.len() && j < b.len() {
            let (left, right) = (a[i], b[j]);
            both += usize::from(left == right);
            i += usize::from(left <= right);
            j += usize::from(right <= left);
        }
        self.share(both, other)
    }

    /// The best share with any of some others; 0 without any.
    pub fn best_dice<'g>(&self, others: impl Iterator<Item = &'g Self>) -> f32 {
        // Most are far from the best; a small set that forgets which gram is which tells that they cannot be better.
        let mut sieve = [0u64; 256];
        let place = |hash: u32| ((hash >> 6) as usize & 255, hash & 63);
        for (word, bit) in self.hashes.iter().map(|hash| place(*hash)) {
            sieve[word] |= 1 << bit;
        }
        let passes = |hash: &u32| {
            let (word, bit) = place(*hash);
            (sieve[word] >> bit & 1) as usize
        };
        others.fold(0.0, |best, other| {
            // What is left could all pass: no more is looked at than it takes to see that even then it is no better.
            let mut most = other.hashes.len();
            for piece in other.hashes.chunks(PIECE) {
                most -= piece.len() - piece.iter().map(passes).sum::<usize>();
                if self.share(most.min(self.hashes.len()), other) <= best {
                    return best;
                }
            }
            best.max(self.dice(other))
        })
    }

    fn share(&self, both: usize, other: &Self) -> f32 {
        2.0 * both as f32 / (self.hashes.len() + other.hashes.len()).max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::analyzer::grams;

    #[test]
    fn the_best_share_is_found() {
        let texts = ["are backups tested", "are backups encrypted", "is access reviewed every year", "mfa"];
        let all: Vec<Grams> = texts.iter().map(|text| Grams::new(grams(text))).collect();
        for (a, text) in all.iter().zip(texts) {
            assert_eq!(a.dice(a), 1.0, "{text}");
            for b in &all {
                assert_eq!(a.dice(b), b.dice(a));
            }
        }
        assert_eq!(all[0].best_dice(all[1..].iter().rev()), all[0].dice(&all[1]));
        assert_eq!(Grams::default().dice(&Grams::default()), 0.0);
    }
}
