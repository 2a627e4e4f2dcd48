//! Parts of the pipeline that can be turned off, so that their worth can be measured on the pipeline itself and not on a copy.

/// How candidates are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranker {
    /// By the string similarity of the best phrasing alone, over all entries.
    Strings,
    /// By the BM25 score alone.
    Bm25,
    /// By BM25 and character n-grams in equal parts.
    Bm25AndGrams,
    /// By the logistic model.
    Model,
}

/// What of the matcher is on. [`Switches::default`] is what ships.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switches {
    /// Terms are folded into concepts.
    pub lexicon: bool,
    /// Misspelt words are repaired.
    pub spelling: bool,
    /// The trained classifier takes part.
    pub classifier: bool,
    /// The order of candidates.
    pub ranker: Ranker,
    /// The second stage judges the winner; off, the winner's raw score does.
    pub calibrator: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self { lexicon: true, spelling: true, classifier: true, ranker: Ranker::Model, calibrator: true }
    }
}
