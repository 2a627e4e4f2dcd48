//! Term numbers as bits, for asking whether a text has a term.

/// A set of term numbers.
#[derive(Debug, Clone, Default)]
pub struct TermSet(Vec<u64>);

impl TermSet {
    /// From sorted numbers.
    pub fn new(terms: &[u32]) -> Self {
        let mut words = vec![0; terms.last().map_or(0, |last| *last as usize / 64 + 1)];
        for term in terms {
            words[*term as usize / 64] |= 1 << (term % 64);
        }
        Self(words)
    }

    /// Whether a number is in it.
    pub fn holds(&self, term: u32) -> bool {
        self.0.get(term as usize / 64).is_some_and(|word| word >> (term % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_is_held() {
        let set = TermSet::new(&[0, 63, 64, 1_000]);
        let held: Vec<u32> = (0..2_000).filter(|term| set.holds(*term)).collect();
        assert_eq!(held, [0, 63, 64, 1_000]);
        assert!(!TermSet::new(&[]).holds(0));
    }
}
