//! Subjects that only a person answers: law, insurance, signatures, the buyer's own business.

use crate::knowledge::{Knowledge, Route};
use crate::matcher::analyzer::Analyzer;
use crate::matcher::lexicon::Lexicon;

/// Terms of all routes, as stems.
pub struct Routes {
    lexicon: Lexicon,
}

impl Routes {
    /// From a base.
    pub fn new(knowledge: &Knowledge, analyzer: &Analyzer) -> Self {
        let terms = knowledge.routes.iter().enumerate().flat_map(|(number, route)| {
            route
                .terms
                .iter()
                .flat_map(move |term| analyzer.stems_of_term(term).into_iter().map(move |stems| (stems, number)))
        });
        Self { lexicon: Lexicon::new(terms) }
    }

    /// The route whose term stands in the stems, with the term.
    pub fn find<'k>(&self, knowledge: &'k Knowledge, stems: &[String]) -> Option<(&'k Route, String)> {
        self.lexicon.first_term(stems).map(|(number, term)| (&knowledge.routes[number], term))
    }
}
