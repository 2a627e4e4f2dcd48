//! The files as they are written: every value that a rule may point at knows its place.

use super::approval::RawApproval;
use super::{Approvals, Concept, FindingStatus, Gloss, ReviewDays, Route, Scope};
use super::{Contacts, Publish, Publishing, ReviewKind, SourceKind, Strength, Verdict};
use crate::text::{Entries, InputFile, Span};
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// Everything that was read, before any rule.
#[derive(Debug, Default)]
pub(crate) struct RawKnowledge {
    pub(crate) project: Option<(InputFile, RawProject)>,
    pub(crate) facts: Vec<FactFile>,
    pub(crate) sources: Vec<(InputFile, Entries<RawSource>)>,
    pub(crate) scopes: Option<(InputFile, RawScopes)>,
    pub(crate) routes: Option<(InputFile, RawRoutes)>,
    pub(crate) concepts: Option<(InputFile, RawConcepts)>,
    pub(crate) glossary: Option<(InputFile, Vec<Gloss>)>,
    pub(crate) unknowns: Vec<(InputFile, Vec<RawUnknown>)>,
    pub(crate) lessons: Vec<(InputFile, Entries<RawLesson>)>,
    pub(crate) frameworks: Vec<(InputFile, RawFramework)>,
    pub(crate) advisories: Vec<(InputFile, Vec<RawAdvisory>)>,
    pub(crate) findings: Vec<(InputFile, Vec<RawFinding>)>,
    pub(crate) weights: Option<(InputFile, RawWeights)>,
    pub(crate) classifier: Option<(InputFile, RawClassifier)>,
}

/// What this stage knows of the file of weights: which wording of the base it was trained on. The matcher reads the rest.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct RawWeights {
    pub(crate) trained_on: Spanned<String>,
}

/// The classifier that was trained together with the weights.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawClassifier {
    pub(crate) trained_on: Spanned<String>,
    pub(crate) entries: Vec<String>,
    pub(crate) stems: IndexMap<String, String>,
}

/// Wordings of one fact that only the classifier learns from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLesson {
    #[serde(default)]
    pub(crate) asked: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) opposed: Vec<Spanned<String>>,
}

impl RawLesson {
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.asked.iter().chain(&self.opposed)
    }
}

/// One fact file.
#[derive(Debug)]
pub(crate) struct FactFile {
    pub(crate) id: String,
    pub(crate) file: InputFile,
    pub(crate) raw: RawFact,
    pub(crate) body: Span,
}

impl FactFile {
    pub(crate) fn body_text(&self) -> &str {
        &self.file.text()[self.body.start..self.body.end]
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawFact {
    pub(crate) title: Spanned<String>,
    pub(crate) question: Spanned<String>,
    pub(crate) verdict: Spanned<Verdict>,
    pub(crate) scope: Spanned<Vec<Spanned<String>>>,
    pub(crate) owner: Spanned<String>,
    pub(crate) reviewed: Spanned<Date>,
    pub(crate) review: ReviewKind,
    pub(crate) publish: Publish,
    pub(crate) approval: Spanned<RawApproval>,
    pub(crate) applies_to: Option<Spanned<String>>,
    pub(crate) short: Spanned<String>,
    #[serde(default)]
    pub(crate) phrasings: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) phrasings_in: IndexMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) opposed: Vec<Spanned<String>>,
    pub(crate) citations: Spanned<Vec<RawCitation>>,
    #[serde(default)]
    pub(crate) related: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) withdrawn: Option<Spanned<Date>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCitation {
    pub(crate) source: Spanned<String>,
    pub(crate) path: Option<String>,
    pub(crate) locator: Spanned<String>,
    pub(crate) shows: Spanned<String>,
    pub(crate) strength: Spanned<Strength>,
    pub(crate) read: Option<Spanned<Date>>,
    pub(crate) copy: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSource {
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) url: Spanned<String>,
    pub(crate) kind: SourceKind,
    pub(crate) dated: String,
    pub(crate) read: Option<Spanned<Date>>,
    pub(crate) copy: String,
    pub(crate) evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawProject {
    pub(crate) name: String,
    pub(crate) publisher: String,
    pub(crate) about: String,
    pub(crate) version: String,
    pub(crate) contacts: Contacts,
    pub(crate) product_version: Spanned<String>,
    pub(crate) approval: Approvals,
    pub(crate) standing_statement: Option<String>,
    pub(crate) review_days: ReviewDays,
    pub(crate) owners: Vec<String>,
    pub(crate) unknown_identifier: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) publish: Publishing,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawScopes {
    pub(crate) scopes: Vec<Scope>,
    #[serde(default)]
    pub(crate) absent: Vec<RawAbsence>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawAbsence {
    pub(crate) id: String,
    pub(crate) about: String,
    pub(crate) terms: Vec<String>,
    pub(crate) fact: Spanned<String>,
    pub(crate) scope: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRoutes {
    pub(crate) routes: Vec<Spanned<Route>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawConcepts {
    pub(crate) concepts: Vec<Spanned<Concept>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawUnknown {
    pub(crate) id: Spanned<String>,
    pub(crate) about: String,
    pub(crate) phrasings: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) near: Vec<Spanned<String>>,
    pub(crate) say: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFramework {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) version: String,
    pub(crate) shape: Spanned<String>,
    pub(crate) controls: Entries<Vec<Spanned<String>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawAdvisory {
    pub(crate) id: Spanned<String>,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    pub(crate) title: String,
    pub(crate) component: String,
    pub(crate) product: String,
    pub(crate) affected: String,
    #[serde(default, rename = "not-affected")]
    pub(crate) not_affected: Vec<Spanned<String>>,
    pub(crate) fixed: String,
    pub(crate) severity: String,
    pub(crate) published: String,
    pub(crate) summary: String,
    pub(crate) action: String,
    pub(crate) citations: Spanned<Vec<RawCitation>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFinding {
    pub(crate) id: Spanned<String>,
    pub(crate) ids: Vec<String>,
    pub(crate) component: String,
    pub(crate) package: String,
    pub(crate) status: FindingStatus,
    pub(crate) justification: Option<Spanned<String>>,
    pub(crate) impact: String,
    #[serde(default)]
    pub(crate) caution: String,
    pub(crate) action: String,
    pub(crate) citations: Spanned<Vec<RawCitation>>,
}
