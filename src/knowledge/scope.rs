//! What questions can be about: scopes, absences, routes, concepts, known unknowns.

use serde::{Deserialize, Serialize};

/// A part of the project that a question or a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Its id: `desktop`.
    pub id: String,
    /// Name for a reader.
    pub title: String,
    /// One sentence.
    pub about: String,
    /// Words in an item that point to it.
    pub terms: Vec<String>,
    /// Who besides the project has a duty in it, for the summary of a reply.
    pub duty: Option<Duty>,
}

/// A duty of somebody who is not the project.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Who: "Operator of QGIS Server".
    pub who: String,
    /// What, as the rest of the sentence.
    pub what: String,
}

/// A family of things that do not exist in the project, with the fact that says so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Absence {
    /// Its id: `tenant`.
    pub id: String,
    /// One sentence.
    pub about: String,
    /// Words in an item that signal the family.
    pub terms: Vec<String>,
    /// The boundary fact that answers.
    pub fact: String,
}

/// A subject that only a person may answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Its id: `insurance-certificate`.
    pub id: String,
    /// The role of that person.
    pub role: String,
    /// One sentence.
    pub about: String,
    /// What the reply says.
    pub say: String,
    /// Phrases in an item that signal the subject.
    pub terms: Vec<String>,
}

/// What askers call one thing: terms that mean the same for matching.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Its id: `mfa`.
    pub id: String,
    /// The terms.
    pub terms: Vec<String>,
}

/// What stands for an English word in other languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gloss {
    /// The English word, or a few.
    pub en: String,
    /// French terms.
    #[serde(default)]
    pub fr: Vec<String>,
    /// German terms.
    #[serde(default)]
    pub de: Vec<String>,
    /// Spanish terms.
    #[serde(default)]
    pub es: Vec<String>,
    /// Japanese terms.
    #[serde(default)]
    pub ja: Vec<String>,
}

impl Gloss {
    /// Terms of a language by its two-letter code; none for a language without.
    pub fn terms(&self, language: &str) -> &[String] {
        match language {
            "fr" => &self.fr,
            "de" => &self.de,
            "es" => &self.es,
            "ja" => &self.ja,
            _ => &[],
        }
    }

    /// Everything it holds.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        [&self.en].into_iter().chain(&self.fr).chain(&self.de).chain(&self.es).chain(&self.ja).map(String::as_str)
    }
}

/// Wordings of an entry that nothing but the classifier learns from: more than a person wants to read in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    /// Wordings that ask for it, in any language.
    pub asked: Vec<String>,
    /// Wordings to which the opposite position is right.
    pub opposed: Vec<String>,
}

/// A subject close to a fact that the fact does not answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Unknown {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub about: String,
    /// Ways to ask it.
    pub phrasings: Vec<String>,
    /// Facts it could be mistaken for.
    pub near: Vec<String>,
    /// What is known about the gap, and whom to ask.
    pub say: String,
}
