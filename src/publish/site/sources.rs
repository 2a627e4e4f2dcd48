//! The bibliography, and what the site says about itself.

use super::SiteFile;
use super::address::fact_path;
use super::catalog::Catalog;
use super::markup::is_safe;
use super::page::{Head, Press};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Fact, SourceKind, Verdict};
use indexmap::IndexMap;
use serde::Serialize;

#[derive(Serialize)]
struct About {
    counts: Vec<Count>,
    facts: usize,
    sources: usize,
    approved: usize,
    scopes: Vec<ScopeView>,
}

/// How many answers have a position.
#[derive(Serialize)]
pub(super) struct Count {
    verdict: &'static str,
    word: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct ScopeView {
    title: String,
    about: String,
    count: usize,
}

#[derive(Serialize)]
struct Sources {
    kinds: Vec<Kind>,
    count: usize,
}

#[derive(Serialize)]
struct Kind {
    title: &'static str,
    sources: Vec<SourceView>,
}

#[derive(Serialize)]
struct SourceView {
    id: String,
    title: String,
    url: String,
    publisher: String,
    dated: String,
    read: String,
    copy: String,
    facts: Vec<FactLink>,
}

#[derive(Serialize)]
struct FactLink {
    path: String,
    title: String,
}

/// Sources that public facts cite, with those facts.
pub(super) fn cited<'a>(catalog: &Catalog<'a>) -> IndexMap<&'a str, Vec<&'a Fact>> {
    let mut cited: IndexMap<&str, Vec<&Fact>> = IndexMap::new();
    for fact in catalog.current() {
        for citation in fact.citations.iter() {
            let facts = cited.entry(citation.source.as_str()).or_default();
            if facts.last().is_none_or(|last| last.id != fact.id) {
                facts.push(fact);
            }
        }
    }
    cited.sort_keys();
    cited
}

/// Positions that occur, with how many answers have each.
pub(super) fn counts(catalog: &Catalog<'_>) -> Vec<Count> {
    let count = |verdict: Verdict| catalog.current().filter(|fact| fact.verdict == verdict).count();
    Verdict::ALL
        .into_iter()
        .map(|verdict| Count { verdict: verdict.name(), word: verdict.word(), count: count(verdict) })
        .filter(|count| count.count > 0)
        .collect()
}

const KINDS: [(SourceKind, &str); 6] = [
    (SourceKind::Code, "Code"),
    (SourceKind::Documentation, "Documentation"),
    (SourceKind::Policy, "Policies and law"),
    (SourceKind::Advisory, "Advisories"),
    (SourceKind::List, "Lists, issues and pull requests"),
    (SourceKind::Press, "News"),
];

pub(super) fn page(press: &Press<'_>) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let cited = cited(catalog);
    let view = |kind: SourceKind| -> Vec<SourceView> {
        cited
            .iter()
            .filter_map(|(id, facts)| Some((catalog.knowledge.sources.get(*id)?, facts)))
            .filter(|(source, _)| source.kind == kind)
            .map(|(source, facts)| SourceView {
                id: super::address::slug(&source.id),
                title: source.title.clone(),
                url: if is_safe(&source.url) { source.url.clone() } else { String::new() },
                publisher: source.publisher.clone(),
                dated: source.dated.clone(),
                read: source.read.to_string(),
                copy: source.copy.clone(),
                facts: facts
                    .iter()
                    .map(|fact| FactLink { path: fact_path(&fact.id), title: fact.title.clone() })
                    .collect(),
            })
            .collect()
    };
    let kinds: Vec<Kind> = KINDS
        .into_iter()
        .map(|(kind, title)| Kind { title, sources: view(kind) })
        .filter(|kind| !kind.sources.is_empty())
        .collect();
    let body = Sources { count: cited.len(), kinds };
    let head = Head {
        path: "sources.html",
        title: "Sources",
        description: &format!("The {} sources that the answers rest on, with the day each was read.", body.count),
        section: "about",
        approval: catalog.approval(catalog.current()),
        json_ld: None,
    };
    press.page("sources.html", head, &body)
}

/// How the answers are made, what the words mean, and how to correct one.
pub(super) fn about(press: &Press<'_>) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let body = About {
        counts: counts(catalog),
        facts: catalog.current().count(),
        sources: cited(catalog).len(),
        approved: catalog
            .current()
            .filter(|fact| matches!(fact.approval, crate::knowledge::Approval::Approved { .. }))
            .count(),
        scopes: catalog
            .knowledge
            .scopes
            .iter()
            .map(|scope| ScopeView {
                title: scope.title.clone(),
                about: scope.about.clone(),
                count: catalog.current().filter(|fact| fact.scopes.contains(&scope.id)).count(),
            })
            .filter(|scope| scope.count > 0)
            .collect(),
    };
    let head = Head {
        path: "about.html",
        title: "About these answers",
        description: "How the answers are made, what their words mean, and how to correct one.",
        section: "about",
        approval: catalog.approval(catalog.current()),
        json_ld: None,
    };
    press.page("about.html", head, &body)
}
