//! An item about another part than the fact: the vendor's data centre against a fact about the desktop program.

use super::{Fired, Sight};
use crate::answer::Why;
use crate::knowledge::Knowledge;
use crate::matcher::analyzer::Analyzer;
use crate::matcher::lexicon::Lexicon;

/// Terms of all scopes, as stems.
pub struct Scopes {
    lexicon: Lexicon,
    /// Scopes whose words stand in nearly every form and so say nothing: those that own "your company" and "the vendor".
    general: Vec<usize>,
}

impl Scopes {
    /// From a base.
    pub fn new(knowledge: &Knowledge, analyzer: &Analyzer) -> Self {
        let terms = knowledge.scopes.iter().enumerate().flat_map(|(number, scope)| {
            scope
                .terms
                .iter()
                .flat_map(move |term| analyzer.stems_of_term(term).into_iter().map(move |stems| (stems, number)))
        });
        let general = knowledge
            .scopes
            .iter()
            .enumerate()
            .filter(|(_, scope)| {
                scope
                    .terms
                    .iter()
                    .any(|term| ["your company", "the vendor", "installed locally"].contains(&term.as_str()))
            })
            .map(|(number, _)| number)
            .collect();
        Self { lexicon: Lexicon::new(terms), general }
    }

    /// Particular scopes that an item names, by number, with the term that names each.
    pub fn named(&self, stems: &[String]) -> Vec<(usize, String)> {
        let mut named = self.all_named(stems);
        named.retain(|(number, _)| self.is_particular(*number));
        named
    }

    /// Whether naming a scope says that the item is about it.
    pub fn is_particular(&self, number: usize) -> bool {
        !self.general.contains(&number)
    }

    /// The same with those whose words stand in nearly every form.
    pub fn all_named(&self, stems: &[String]) -> Vec<(usize, String)> {
        let mut named: Vec<(usize, String)> = Vec::new();
        for (number, term) in self.lexicon.all_terms(stems) {
            if !named.iter().any(|(known, _)| *known == number) {
                named.push((number, term));
            }
        }
        named
    }
}

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    let named = sight.scopes.named(&sight.found.text.stems);
    if named.is_empty()
        || named.iter().any(|(number, _)| sight.fact.scopes.contains(&sight.knowledge.scopes[*number].id))
    {
        return None;
    }
    // A fact that uses the word itself speaks about it, whatever its own scope.
    let text = &sight.whole().stems;
    let (number, term) = named.into_iter().find(|(_, term)| {
        let words: Vec<&str> = term.split(' ').collect();
        !text.windows(words.len()).any(|window| window.iter().zip(&words).all(|(a, b)| a == b))
    })?;
    Some(Fired::new(
        Why::Scope,
        "guard-scope",
        format!(
            "`{term}` is about {}, `{}` is about {}",
            sight.knowledge.scopes[number].title,
            sight.fact.id,
            sight.fact.scopes.join(", ")
        ),
    ))
}
