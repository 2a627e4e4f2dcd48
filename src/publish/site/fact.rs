//! One page a fact, at an address that stays.

use super::address::{fact_path, topic_path};
use super::changes::Change;
use super::jsonld;
use super::markup::plain;
use super::page::{Head, Press};
use super::view::{CitationView, FactView};
use super::{SiteFile, standard};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Approval, Fact, Publish};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct FactPage {
    fact: FactView,
    topic: String,
    topic_path: String,
    scopes: Vec<ScopeView>,
    versions: Option<String>,
    owner: String,
    due: String,
    approved: Option<String>,
    withdrawn: Option<String>,
    citations: Vec<CitationView>,
    related: Vec<FactView>,
    history: Vec<Event>,
    controls: Vec<ControlView>,
    /// Text that names the answer, for a report.
    cite: String,
    permalink: String,
    /// Percent-encoded subject of a mail.
    subject: String,
}

#[derive(Serialize)]
struct ScopeView {
    title: String,
    about: String,
}

#[derive(Serialize)]
struct Event {
    date: String,
    text: String,
}

#[derive(Serialize)]
struct ControlView {
    framework: String,
    id: String,
    path: String,
}

/// What stands at the address of a former id.
#[derive(Serialize)]
struct Moved {
    path: String,
    question: String,
}

/// Pages of all public facts, withdrawn ones too, and of former ids.
pub(super) fn pages(press: &Press<'_>, changes: &[Change]) -> Result<Vec<SiteFile>, Box<Diagnostic>> {
    let mut pages = Vec::new();
    let mut controls = controls(press);
    for fact in press.catalog.knowledge.facts.values().filter(|fact| fact.publish == Publish::Public) {
        pages.push(page(press, fact, changes, controls.remove(&fact.id).unwrap_or_default())?);
        for alias in &fact.aliases {
            pages.push(moved(press, fact, alias)?);
        }
    }
    Ok(pages)
}

fn page(
    press: &Press<'_>,
    fact: &Fact,
    changes: &[Change],
    controls: Vec<ControlView>,
) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let knowledge = catalog.knowledge;
    let project = &knowledge.project;
    let path = fact_path(&fact.id);
    let withdrawn = fact.withdrawn.filter(|_| fact.is_withdrawn(catalog.as_of()));
    let topic = catalog.topic(fact);
    let permalink = catalog.url(&path);
    let scopes = fact.scopes.iter().filter_map(|id| knowledge.scopes.iter().find(|scope| &scope.id == id));
    let body = FactPage {
        fact: FactView::new(catalog, fact),
        topic: topic.map_or_else(String::new, |topic| topic.title.clone()),
        topic_path: topic.map_or_else(|| "faq/index.html".to_owned(), |topic| topic_path(topic.id)),
        scopes: scopes.map(|scope| ScopeView { title: scope.title.clone(), about: scope.about.clone() }).collect(),
        versions: fact.applies_to.as_ref().map(ToString::to_string),
        owner: fact.owner.replace('-', " "),
        due: fact.due(project).to_string(),
        approved: match &fact.approval {
            Approval::Draft => None,
            Approval::Approved { by, on } => Some(format!("{} on {on}", by.replace('-', " "))),
        },
        withdrawn: withdrawn.map(|date| date.to_string()),
        citations: fact.citations.iter().map(CitationView::new).collect(),
        related: FactView::list(catalog, fact.related.iter().filter_map(|id| catalog.find(id))),
        history: history(fact, changes, catalog.as_of()),
        controls,
        cite: format!(
            "\u{201c}{}\u{201d}, {}, knowledge base {}, fact {}, reviewed {}. {}",
            fact.question,
            catalog.title(),
            project.version,
            fact.id,
            fact.reviewed,
            permalink
        ),
        permalink,
        subject: encoded(&format!("Correction to {} ({})", fact.id, project.version)),
    };
    let head = Head {
        path: &path,
        title: &fact.question,
        description: &plain(&fact.short),
        section: "faq",
        approval: catalog.approval([fact]),
        json_ld: if withdrawn.is_some() { None } else { jsonld::faq(catalog, &[fact]) },
    };
    press.page("fact.html", head, &body)
}

fn moved(press: &Press<'_>, fact: &Fact, alias: &str) -> Result<SiteFile, Box<Diagnostic>> {
    let body = Moved { path: fact_path(&fact.id), question: fact.question.clone() };
    let head = Head {
        path: &fact_path(alias),
        title: &fact.question,
        description: &plain(&fact.short),
        section: "faq",
        approval: press.catalog.approval([fact]),
        json_ld: None,
    };
    press.page("moved.html", head, &body)
}

/// What happened to a fact, newest first.
fn history(fact: &Fact, changes: &[Change], as_of: Date) -> Vec<Event> {
    let mut events: Vec<(Date, String)> = vec![(fact.reviewed, "Held against its sources.".to_owned())];
    let mut read: BTreeMap<Date, usize> = BTreeMap::new();
    for citation in fact.citations.iter() {
        *read.entry(citation.read).or_default() += 1;
    }
    events.extend(read.into_iter().map(|(date, count)| {
        let noun = if count == 1 { "source" } else { "sources" };
        (date, format!("{count} {noun} read."))
    }));
    for change in changes.iter().filter(|change| change.facts.contains(&fact.id)) {
        events.push((change.date, format!("Named in what changed with version {}.", change.version)));
    }
    if let Approval::Approved { by, on } = &fact.approval {
        events.push((*on, format!("Approved by the role {}.", by.replace('-', " "))));
    }
    if let Some(date) = fact.withdrawn.filter(|date| *date <= as_of) {
        events.push((date, "Withdrawn.".to_owned()));
    }
    // What happened last on a day stands first.
    events.reverse();
    events.sort_by_key(|event| std::cmp::Reverse(event.0));
    let mut list: Vec<Event> = events.into_iter().map(|(date, text)| Event { date: date.to_string(), text }).collect();
    if !fact.aliases.is_empty() {
        list.push(Event { date: String::new(), text: format!("Formerly {}.", fact.aliases.join(", ")) });
    }
    list
}

/// The controls that each fact answers, so that a reader can go from one to the other.
fn controls(press: &Press<'_>) -> BTreeMap<String, Vec<ControlView>> {
    let mut views: BTreeMap<String, Vec<ControlView>> = BTreeMap::new();
    for framework in standard::frameworks(press.catalog) {
        for (id, facts) in &framework.controls {
            let found: BTreeSet<&str> =
                facts.iter().filter_map(|named| press.catalog.find(named)).map(|fact| fact.id.as_str()).collect();
            for fact in found {
                views.entry(fact.to_owned()).or_default().push(ControlView {
                    framework: framework.title.clone(),
                    id: id.to_string(),
                    path: standard::row_path(&framework.id, &id.0),
                });
            }
        }
    }
    views
}

/// Percent-encoding for the subject of a `mailto:` address.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
