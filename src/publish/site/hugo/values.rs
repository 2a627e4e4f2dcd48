//! What the templates of Hugo pages see: Markdown where the pages of our own see HTML.

use super::super::address::{fact_path, topic_of};
use super::super::catalog::Catalog;
use super::super::view::{strength, without_position};
use crate::knowledge::{Citation, Fact};
use serde::Serialize;

/// A fact.
#[derive(Serialize)]
pub(super) struct FactValues {
    pub(super) id: String,
    /// Address inside the folder, with a slash at its end.
    pub(super) path: String,
    pub(super) title: String,
    pub(super) question: String,
    pub(super) word: &'static str,
    /// Markdown.
    pub(super) short: String,
    /// Markdown.
    pub(super) detail: String,
    pub(super) reviewed: String,
    pub(super) overdue: Option<String>,
}

impl FactValues {
    pub(super) fn new(catalog: &Catalog<'_>, fact: &Fact) -> Self {
        let project = &catalog.knowledge.project;
        Self {
            id: fact.id.clone(),
            path: folder_of(&fact_path(&fact.id)),
            title: fact.title.clone(),
            question: fact.question.clone(),
            word: fact.verdict.word(),
            short: one_line(without_position(&fact.short, fact.verdict)),
            detail: fact.body.clone(),
            reviewed: fact.reviewed.to_string(),
            overdue: fact.is_stale(project, catalog.as_of()).then(|| fact.due(project).to_string()),
        }
    }

    pub(super) fn list<'f>(catalog: &Catalog<'_>, facts: impl IntoIterator<Item = &'f Fact>) -> Vec<Self> {
        facts.into_iter().map(|fact| Self::new(catalog, fact)).collect()
    }
}

/// A citation.
#[derive(Serialize)]
pub(super) struct CitationValues {
    title: String,
    url: String,
    locator: String,
    shows: String,
    read: String,
    copy: String,
    strength: &'static str,
}

impl CitationValues {
    pub(super) fn new(citation: &Citation) -> Self {
        Self {
            title: citation.title.clone(),
            url: citation.url.clone(),
            locator: citation.locator.clone(),
            shows: citation.shows.clone(),
            read: citation.read.to_string(),
            copy: citation.copy.clone(),
            strength: strength(citation.strength),
        }
    }
}

/// The address that Hugo gives to a page: its file's name becomes a folder.
pub(super) fn folder_of(path: &str) -> String {
    format!("{}/", path.trim_end_matches(".html"))
}

/// The file of a fact.
pub(super) fn fact_file(id: &str) -> String {
    fact_path(id).replace(".html", ".md")
}

/// The folder of a topic.
pub(super) fn topic_folder(id: &str) -> String {
    format!("faq/{}/", super::super::address::slug(topic_of(id)))
}

/// A paragraph as one line, for a list or a table's cell.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
