//! What a project can say, and why it is true: files in, facts, sources, scopes and controls out.
//!
//! [`read_knowledge`] reads every file into its raw shape, runs the rules of [`lint`], and builds the nouns only when no rule
//! found an error: a [`Fact`] without citation, verdict, scope, owner, review date or publish flag cannot be built.
//! `knowledge/README.md` teaches the format.

mod advisory;
mod approval;
mod classifier;
mod compiled;
mod control;
mod fact;
mod hash;
mod pack;
mod project;
mod publishing;
mod raw;
mod read;
mod resolve;
mod scope;
mod source;
mod version;
pub mod lint;

pub use advisory::{Advisory, Finding, FindingStatus};
pub use classifier::{Classifier, Stem, Stems};
pub use compiled::Compiled;
pub use control::{ControlId, Framework};
pub use fact::{Approval, Citation, Citations, Fact, Publish, Strength, Verdict};
pub use pack::{PackError, pack, unpack};
pub use project::{Approvals, Contacts, Project, ReviewDays, ReviewKind};
pub use publishing::{
    Licence, ProductId, Publishing, Reporting, Repository, RepositoryStatus, Stated, StatusWord, Team,
};
pub use read::{Checked, fact_id, read_knowledge, read_past_knowledge};
pub use scope::{Absence, Concept, Duty, Gloss, Lesson, Route, Scope, Unknown};
pub use source::{Source, SourceKind};
pub use version::{Version, VersionRange};

use crate::text::InputFile;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// What lessons are called for that nothing in a base answers.
pub const NOTHING: &str = "nothing";

/// A whole knowledge base.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Knowledge {
    /// Who answers.
    pub project: Project,
    /// Facts by id, in the order of their ids. Withdrawn facts are here too: an old reply may name them.
    pub facts: IndexMap<String, Fact>,
    /// Sources by id.
    pub sources: IndexMap<String, Source>,
    /// Parts a question can be about, in file order.
    pub scopes: Vec<Scope>,
    /// Families of things that do not exist.
    pub absences: Vec<Absence>,
    /// Subjects for a person.
    pub routes: Vec<Route>,
    /// What askers call things.
    pub concepts: Vec<Concept>,
    /// What words of other languages mean.
    pub glossary: Vec<Gloss>,
    /// Known unknowns.
    pub unknowns: Vec<Unknown>,
    /// Wordings that only the classifier learns from, by the id of a fact, or `unknown ` or `route ` and an id, or [`NOTHING`]. They
    /// are in the files alone: a base that was compiled ahead of time has none, since nothing but training reads them.
    #[serde(skip)]
    pub lessons: IndexMap<String, Lesson>,
    /// Words of lessons and of wordings that ask the other way round, in lower case, sorted, with a space between them: right as they
    /// are written, though no answer uses them.
    pub other_words: String,
    /// Frameworks whose control ids are mapped to facts.
    pub frameworks: Vec<Framework>,
    /// The project's own advisories.
    pub advisories: Vec<Advisory>,
    /// What scanners report, and what to make of it.
    pub findings: Vec<Finding>,
    /// Weights of the matcher that were trained on this base, if it brings them; read by the matcher.
    pub weights: Option<InputFile>,
    /// The classifier that was trained with them, if it brings one.
    pub classifier: Option<Classifier>,
    /// SHA-256 over everything the matcher is trained on: wordings, answers, concepts, known unknowns.
    pub wording: String,
    /// SHA-256 over all files, lower-case hexadecimal.
    pub hash: String,
}

impl Knowledge {
    /// The fact with this id or former id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.get(id).or_else(|| self.facts.values().find(|fact| fact.aliases.iter().any(|alias| alias == id)))
    }
}
