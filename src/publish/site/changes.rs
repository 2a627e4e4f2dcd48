//! What changed: `CHANGELOG.md` of the knowledge base, and what was reviewed when.

use super::SiteFile;
use super::address::{fact_path, root_of};
use super::catalog::Catalog;
use super::config::file_named;
use super::markup::{SITE, blocks_html};
use super::page::{Head, Press};
use super::view::FactView;
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Fact, Publish};
use crate::reply::block::{Block, Inline, read_markdown};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

const PATH: &str = "changes.html";

/// One version of the knowledge base.
pub(super) struct Change {
    /// Calendar version.
    pub(super) version: String,
    /// Its day.
    pub(super) date: Date,
    /// What is said about it.
    pub(super) blocks: Vec<Block>,
    /// The same as Markdown, as it was written.
    pub(super) source: String,
    /// Public facts that it names.
    pub(super) facts: BTreeSet<String>,
}

/// The versions, newest first: a second heading is `VERSION - DATE`, or a calendar version (`2026.11.0`), whose day is then the
/// first of its month. A heading that is neither is skipped with what follows it, and so is a day that has not come.
pub(super) fn read_changes(catalog: &Catalog<'_>) -> Vec<Change> {
    let Some(file) = file_named(catalog.files, "CHANGELOG.md") else { return Vec::new() };
    let text = format!("\n{}", file.text());
    let mut changes: Vec<Change> = text
        .split("\n## ")
        .skip(1)
        .filter_map(|section| {
            let (heading, source) = section.split_once('\n').unwrap_or((section, ""));
            let (version, date) = read_heading(heading.trim())?;
            (date <= catalog.as_of()).then(|| change(catalog, version, date, source.trim()))
        })
        .collect();
    changes.sort_by(|a, b| (b.date, &b.version).cmp(&(a.date, &a.version)));
    changes
}

fn read_heading(heading: &str) -> Option<(&str, Date)> {
    if let Some((version, date)) = heading.split_once(" - ") {
        return Some((version.trim(), date.trim().parse().ok()?));
    }
    let mut numbers = heading.split('.');
    let (year, month) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    Some((heading, Date::new(year, month, 1).ok()?))
}

fn change(catalog: &Catalog<'_>, version: &str, date: Date, source: &str) -> Change {
    let source = without_withheld(catalog, source);
    let mut blocks = read_markdown(&source);
    let mut facts = BTreeSet::new();
    name_facts(&mut blocks, catalog, &mut facts);
    Change { version: version.to_owned(), date, blocks, source, facts }
}

/// A fact that is given on request only is not named on the site either.
fn without_withheld(catalog: &Catalog<'_>, source: &str) -> String {
    let withheld = catalog.knowledge.facts.values().filter(|fact| fact.publish != Publish::Public);
    withheld.fold(source.to_owned(), |text, fact| text.replace(&format!("`{}`", fact.id), "an answer given on request"))
}

/// Turns the ids of public facts, written as code, into links.
fn name_facts(blocks: &mut [Block], catalog: &Catalog<'_>, facts: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => name_in_text(text, catalog, facts),
            Block::Quote(inner) | Block::Note { blocks: inner, .. } => name_facts(inner, catalog, facts),
            Block::List { items, .. } => items.iter_mut().for_each(|item| name_facts(item, catalog, facts)),
            Block::Table { .. } | Block::Code(_) | Block::Rule => {}
        }
    }
}

fn name_in_text(text: &mut [Inline], catalog: &Catalog<'_>, facts: &mut BTreeSet<String>) {
    for inline in text {
        let Inline::Code(id) = inline else { continue };
        if let Some(fact) = catalog.find(id) {
            facts.insert(fact.id.clone());
            let target = format!("{SITE}{}{}", root_of(PATH), fact_path(&fact.id));
            *inline = Inline::Link { target, text: vec![Inline::Text(fact.title.clone())] };
        }
    }
}

/// Public facts by the day they were last held against their sources, newest first.
pub(super) fn reviews<'a>(catalog: &Catalog<'a>) -> Vec<(Date, Vec<&'a Fact>)> {
    let mut days: BTreeMap<Date, Vec<&Fact>> = BTreeMap::new();
    for fact in catalog.current() {
        days.entry(fact.reviewed).or_default().push(fact);
    }
    days.into_iter().rev().collect()
}

#[derive(Serialize)]
struct ChangesPage {
    changes: Vec<ChangeView>,
    reviews: Vec<ReviewView>,
    overdue: Vec<FactView>,
    withdrawn: Vec<WithdrawnView>,
}

#[derive(Serialize)]
struct ChangeView {
    version: String,
    date: String,
    text: String,
}

#[derive(Serialize)]
struct ReviewView {
    date: String,
    facts: Vec<FactView>,
}

#[derive(Serialize)]
struct WithdrawnView {
    date: String,
    fact: FactView,
}

pub(super) fn page(press: &Press<'_>, changes: &[Change]) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let project = &catalog.knowledge.project;
    let withdrawn = catalog
        .knowledge
        .facts
        .values()
        .filter(|fact| fact.publish == Publish::Public)
        .filter_map(|fact| Some((fact.withdrawn.filter(|date| *date <= catalog.as_of())?, fact)));
    let body = ChangesPage {
        changes: changes
            .iter()
            .map(|change| ChangeView {
                version: change.version.clone(),
                date: change.date.to_string(),
                text: blocks_html(&change.blocks, 3),
            })
            .collect(),
        reviews: reviews(catalog)
            .into_iter()
            .map(|(date, facts)| ReviewView { date: date.to_string(), facts: FactView::list(catalog, facts) })
            .collect(),
        overdue: FactView::list(catalog, catalog.current().filter(|fact| fact.is_stale(project, catalog.as_of()))),
        withdrawn: withdrawn
            .map(|(date, fact)| WithdrawnView { date: date.to_string(), fact: FactView::new(catalog, fact) })
            .collect(),
    };
    let head = Head {
        path: PATH,
        title: "What changed",
        description: &format!(
            "Versions of the knowledge base on {}, and when each answer was last reviewed.",
            project.name
        ),
        section: "changes",
        approval: catalog.approval(catalog.current()),
        json_ld: None,
    };
    press.page("changes.html", head, &body)
}
