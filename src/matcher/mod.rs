//! An item in, ranked candidates with reasons out.
//!
//! The pipeline: normalise and repair the words ([`terms`]), fold what askers call things into concepts ([`lexicon`]), fetch
//! candidates from a tantivy index with a document for each fact and one for each phrasing ([`index`]) and from a classifier that has
//! seen all wordings side by side ([`classifier`]), measure each candidate ([`features`]), and rank by a logistic model whose weights
//! are a readable file ([`weights`]). A second model says how sure the first candidate is ([`signals`]). Nothing here decides what is
//! said: the gate in the next stage does.

pub mod analyzer;
pub mod classifier;
pub mod features;
pub mod glossary;
mod draft;
mod full_text;
pub mod grams;
pub mod index;
pub mod language;
pub mod lazy;
pub mod lexicon;
mod meaning;
pub mod negation;
pub mod position;
pub mod rank;
pub mod signals;
pub mod spelling;
pub mod switches;
pub mod terms;
pub mod weights;
pub mod wording;

pub use features::{FEATURES, Features};
pub use position::TURNS;
pub use rank::{Candidate, Match, Matcher};
pub use signals::SIGNALS;
pub use switches::{Ranker, Switches};
pub use weights::Weights;
