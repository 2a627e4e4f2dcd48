//! What templates see of facts: plain values, made once.

use super::address::fact_path;
use super::catalog::Catalog;
use super::markup::{html, inline_html, is_safe, plain};
use crate::knowledge::{Citation, Fact, Strength, Verdict};
use serde::Serialize;

/// A fact in a list.
#[derive(Debug, Serialize)]
pub(super) struct FactView {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) title: String,
    pub(super) question: String,
    /// CSS class of the position.
    pub(super) verdict: &'static str,
    /// The position as a word.
    pub(super) word: &'static str,
    /// Short answer without the position it begins with, HTML.
    pub(super) short: String,
    /// Detail, HTML.
    pub(super) detail: String,
    /// Day the review was due, when that has passed.
    pub(super) overdue: Option<String>,
    pub(super) reviewed: String,
}

impl FactView {
    pub(super) fn new(catalog: &Catalog<'_>, fact: &Fact) -> Self {
        let project = &catalog.knowledge.project;
        Self {
            id: fact.id.clone(),
            path: fact_path(&fact.id),
            title: fact.title.clone(),
            question: fact.question.clone(),
            verdict: fact.verdict.name(),
            word: fact.verdict.word(),
            short: inline_html(without_position(&fact.short, fact.verdict)),
            detail: html(&fact.body, 3),
            overdue: fact.is_stale(project, catalog.as_of()).then(|| fact.due(project).to_string()),
            reviewed: fact.reviewed.to_string(),
        }
    }

    pub(super) fn list<'f>(catalog: &Catalog<'_>, facts: impl IntoIterator<Item = &'f Fact>) -> Vec<Self> {
        facts.into_iter().map(|fact| Self::new(catalog, fact)).collect()
    }
}

/// A citation.
#[derive(Debug, Serialize)]
pub(super) struct CitationView {
    title: String,
    /// Empty when it is no address a page may link to.
    url: String,
    locator: String,
    shows: String,
    read: String,
    copy: String,
    strength: &'static str,
}

impl CitationView {
    pub(super) fn new(citation: &Citation) -> Self {
        Self {
            title: citation.title.clone(),
            url: if is_safe(&citation.url) { citation.url.clone() } else { String::new() },
            locator: citation.locator.clone(),
            shows: citation.shows.clone(),
            read: citation.read.to_string(),
            copy: citation.copy.clone(),
            strength: strength(citation.strength),
        }
    }
}

/// How strong a citation is, for a reader.
pub(super) fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Read => "read in the source itself",
        Strength::Stated => "stated by the source",
        Strength::Absence => "by absence: looked for and not found",
    }
}

/// The short answer without its position: a label beside it says that already.
pub(super) fn without_position(short: &str, verdict: Verdict) -> &str {
    if verdict == Verdict::Information {
        return short;
    }
    match short.strip_prefix(verdict.word()).and_then(|rest| rest.strip_prefix(". ")) {
        Some(rest) => rest,
        None => short,
    }
}

/// Short answer and detail as plain words.
pub(super) fn full_text(fact: &Fact) -> String {
    let (short, detail) = (plain(&fact.short), plain(&fact.body));
    if detail.is_empty() { short } else { format!("{short} {detail}") }
}

/// The beginning of a text, cut between words.
pub(super) fn beginning(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() + 2 > most {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.push('…');
    out
}
