//! What the stems of the base mean: nothing, something of their own, a concept together with others.

use super::lexicon::Lexicon;
use super::terms::{Stems, normalise, words};
use crate::knowledge::Knowledge;
use serde::{Deserialize, Serialize};

/// What each stem of the base counts as, and the concepts. Terms are both, numbered: concepts first, then stems in the order in which
/// the base uses them.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Meaning {
    lexicon: Lexicon<u32>,
    /// By number of the stem. Stems that came later than the last text of the base are unused.
    roles: Vec<Role>,
    terms: u32,
}

/// What a stem counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(super) enum Role {
    /// A function word.
    Stop,
    /// A word that no entry uses, such as one of a family.
    Unused,
    /// A term, by its number.
    Term(u32),
}

impl Meaning {
    /// Numbers the stems of concepts and of function words, and knows no others yet.
    pub(super) fn new(knowledge: &Knowledge, with_lexicon: bool, stems: &mut Stems) -> Self {
        let mut lexicon = Vec::new();
        for (number, concept) in knowledge.concepts.iter().enumerate() {
            for term in &concept.terms {
                let words = words(&normalise(term));
                for word in &words {
                    stems.learn(word);
                }
                for sequence in stems.every(&words) {
                    lexicon.push((sequence.iter().map(|stem| stems.keep(stem)).collect(), number));
                }
            }
        }
        if !with_lexicon {
            lexicon.clear();
        }
        let mut stop: Vec<u32> = Vec::new();
        for word in STOP.split_whitespace() {
            stop.extend([stems.keep(word), stems.learn(word)]);
            // An item is stemmed in its own language, and so must be what is left out of it.
            for sequence in stems.every(&[word.to_owned()]) {
                stop.extend(sequence.iter().map(|stem| stems.keep(stem)));
            }
        }
        let mut roles = vec![Role::Unused; stems.count()];
        for number in stop {
            roles[number as usize] = Role::Stop;
        }
        Self { lexicon: Lexicon::new(lexicon), roles, terms: knowledge.concepts.len() as u32 }
    }

    /// The terms in a text of the base, from its stems, which are terms from now on: sorted, each once, in place of what `terms` held.
    /// Numbers of its concepts join `concepts`, each once. Texts must come in the order of the base.
    pub(super) fn learn(&mut self, stems: &[u32], terms: &mut Vec<u32>, concepts: &mut Vec<usize>) {
        terms.clear();
        for stem in stems {
            let number = *stem as usize;
            if number >= self.roles.len() {
                self.roles.resize(number + 1, Role::Unused);
            }
            match self.roles[number] {
                Role::Stop => {}
                Role::Term(term) => terms.push(term),
                Role::Unused => {
                    self.roles[number] = Role::Term(self.terms);
                    terms.push(self.terms);
                    self.terms += 1;
                }
            }
        }
        self.fold(stems, terms, concepts);
    }

    /// The same for a text that the base does not have, and which changes nothing.
    pub(super) fn find(&self, stems: &[u32], terms: &mut Vec<u32>, concepts: &mut Vec<usize>) {
        terms.clear();
        terms.extend(stems.iter().filter_map(|stem| self.term(*stem)));
        self.fold(stems, terms, concepts);
    }

    /// Adds the concepts in stems.
    fn fold(&self, stems: &[u32], terms: &mut Vec<u32>, concepts: &mut Vec<usize>) {
        self.lexicon.each(stems, |_, concept| {
            terms.push(concept as u32);
            if !concepts.contains(&concept) {
                concepts.push(concept);
            }
        });
        terms.sort_unstable();
        terms.dedup();
    }

    /// Numbers of the concepts in stems, in order of appearance.
    pub(super) fn concepts(&self, stems: &[u32]) -> Vec<usize> {
        self.lexicon.concepts(stems).0
    }

    /// Number of the term that a stem is.
    pub(super) fn term(&self, stem: u32) -> Option<u32> {
        match self.role(stem) {
            Role::Term(term) => Some(term),
            Role::Stop | Role::Unused => None,
        }
    }

    pub(super) fn role(&self, stem: u32) -> Role {
        self.roles.get(stem as usize).copied().unwrap_or(Role::Unused)
    }

    /// How many terms there are.
    pub(super) fn count(&self) -> usize {
        self.terms as usize
    }
}

/// Function words of the five languages, and words every form uses about everything.
const STOP: &str = "a an and any are as at be been being by can could do does done for from had has have how if in into is it its \
    may might must of on or shall should so such that the their them then there these they this those to was were what when where \
    which who whom whose will with within would you your yours our us we i me my not no nor without please also etc e g ie eg \
    provide provided describe explain detail details company organisation organization vendor supplier service services product \
    solution application software system qgis use used using uses via per other all each every both either about regarding \
    le la les des un une et est entreprise société logiciel produit fournisseur combien quand où veuillez sont du de au aux en dans pour par sur vous votre vos nous notre il elle ils elles que qui quoi \
    quel quelle quels quelles comment avez avec ou ce cette ces se sa son ses \
    der die das den dem ein eine einer eines und oder ist sind wird werden sie ihr ihre es für von mit auf im zu zur zum wie was \
    welche welcher welches welchen wann wo wer viel viele wieviel unternehmen produkt anwendung hersteller anbieter bitte gibt haben hat kann können bei nach aus durch \
    regelmäßig regelmässig regelmäßige regelmässige wurde wurden existiert besteht liegt vor \
    el los las un una y o es son del al en para por con su sus se que cual cuál cómo qué hay tiene tienen está están lo empresa proveedor producto aplicación cuántos cuántas cuándo dónde por favor \
    です ます した する して ます か すか";
