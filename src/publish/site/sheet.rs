//! Standard answers as rows: the one shape that the page and every download are made from.

use super::address::fact_path;
use super::catalog::Catalog;
use super::config::Profile;
use super::markup::plain;
use crate::knowledge::{Fact, Framework, Verdict};
use serde::Serialize;

/// The answers to a framework's ids, or to the questions of a profile.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// File stem.
    pub(super) slug: String,
    pub(super) title: String,
    /// Version of the framework; empty for a profile.
    pub(super) version: String,
    /// Where the framework is published; empty for a profile.
    pub(super) url: String,
    pub(super) rows: Vec<Row>,
}

/// One id.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) id: String,
    /// Heading and question, both our own; only in a profile.
    pub(super) section: Option<String>,
    pub(super) question: Option<String>,
    pub(super) standing: Standing,
    /// The answers, the one that decides first.
    pub(super) answers: Vec<Answer>,
}

/// What the row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Standing {
    /// The position of the first answer.
    Answered(Verdict),
    /// A fact exists, but it is given on request only.
    OnRequest,
    /// No fact answers it. This is neither "no" nor "not applicable".
    Open,
}

impl Standing {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Answered(verdict) => verdict.name(),
            Self::OnRequest => "on-request",
            Self::Open => "open",
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Answered(verdict) => verdict.word(),
            Self::OnRequest => "On request",
            Self::Open => "No answer yet",
        }
    }
}

/// One fact in a row.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) fact: String,
    pub(super) title: String,
    /// Markdown.
    pub(super) short: String,
    /// Plain.
    pub(super) text: String,
    /// Plain.
    pub(super) detail: String,
    pub(super) verdict: Verdict,
    /// Path of its page.
    pub(super) path: String,
    /// Whole address if the site has one, else the path.
    pub(super) url: String,
    pub(super) reviewed: String,
    /// Title and address of each source.
    pub(super) sources: Vec<(String, String)>,
}

impl Sheet {
    pub(super) fn of_framework(catalog: &Catalog<'_>, framework: &Framework) -> Self {
        let rows = framework
            .controls
            .iter()
            .map(|(id, facts)| {
                let answers: Vec<Answer> =
                    facts.iter().filter_map(|id| catalog.find(id)).map(|fact| answer(catalog, fact)).collect();
                let withheld = facts.iter().filter_map(|id| catalog.knowledge.fact(id));
                let withheld = withheld.filter(|fact| !fact.is_withdrawn(catalog.as_of())).count() > 0;
                Row {
                    id: id.to_string(),
                    section: None,
                    question: None,
                    standing: match answers.first() {
                        Some(first) => Standing::Answered(first.verdict),
                        None if withheld => Standing::OnRequest,
                        None => Standing::Open,
                    },
                    answers,
                }
            })
            .collect();
        Self {
            slug: super::address::slug(&framework.id),
            title: framework.title.clone(),
            version: framework.version.clone(),
            url: framework.url.clone(),
            rows,
        }
    }

    pub(super) fn of_profile(catalog: &Catalog<'_>, profile: &Profile) -> Self {
        let mut rows = Vec::new();
        for (section, (title, facts)) in catalog.sections(&profile.sections).into_iter().enumerate() {
            for (number, fact) in facts.into_iter().enumerate() {
                rows.push(Row {
                    id: format!("{}.{}", section + 1, number + 1),
                    section: Some(title.to_owned()),
                    question: Some(fact.question.clone()),
                    standing: Standing::Answered(fact.verdict),
                    answers: vec![answer(catalog, fact)],
                });
            }
        }
        Self {
            slug: super::standard::PROFILE.to_owned(),
            title: profile.title.clone(),
            version: String::new(),
            url: String::new(),
            rows,
        }
    }

    /// How many rows have this standing.
    pub(super) fn count(&self, wanted: impl Fn(Standing) -> bool) -> usize {
        self.rows.iter().filter(|row| wanted(row.standing)).count()
    }
}

impl Row {
    /// All answers as one text for a cell.
    pub(super) fn text(&self) -> String {
        match self.standing {
            Standing::Answered(_) => {
                self.answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>().join("\n")
            }
            Standing::OnRequest => "Answered on request.".to_owned(),
            Standing::Open => "No fact answers this yet; nothing is claimed.".to_owned(),
        }
    }

    /// Detail of all answers as one text for a cell.
    pub(super) fn detail(&self) -> String {
        let details = self.answers.iter().map(|answer| answer.detail.as_str()).filter(|detail| !detail.is_empty());
        details.collect::<Vec<_>>().join("\n")
    }

    /// Addresses of all answers, a line each.
    pub(super) fn links(&self) -> String {
        self.answers.iter().map(|answer| answer.url.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Ids of all facts, a line each.
    pub(super) fn facts(&self) -> String {
        self.answers.iter().map(|answer| answer.fact.as_str()).collect::<Vec<_>>().join("\n")
    }
}

fn answer(catalog: &Catalog<'_>, fact: &Fact) -> Answer {
    let path = fact_path(&fact.id);
    Answer {
        fact: fact.id.clone(),
        title: fact.title.clone(),
        short: fact.short.clone(),
        text: plain(&fact.short),
        detail: plain(&fact.body),
        verdict: fact.verdict,
        url: catalog.url(&path),
        path,
        reviewed: fact.reviewed.to_string(),
        sources: fact.citations.iter().map(|citation| (citation.title.clone(), citation.url.clone())).collect(),
    }
}
