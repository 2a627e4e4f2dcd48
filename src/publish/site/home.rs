//! The first page.

use super::SiteFile;
use super::jsonld;
use super::markup::{html, plain};
use super::page::{Head, Press};
use super::sources::{Count, counts};
use super::view::FactView;
use crate::diagnostic::Diagnostic;
use serde::Serialize;

#[derive(Serialize)]
struct Home {
    /// What the project is and is not, HTML.
    statement: String,
    most_asked: Vec<FactView>,
    report: Vec<FactView>,
    support: Vec<FactView>,
    counts: Vec<Count>,
    facts: usize,
    sources: usize,
}

pub(super) fn page(press: &Press<'_>) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let config = catalog.config;
    let project = &catalog.knowledge.project;
    let most_asked = catalog.chosen(&config.most_asked);
    let statement = config.statement.as_ref().or(project.standing_statement.as_ref());
    let description = config.about.clone().unwrap_or_else(|| format!("{} is {}.", project.name, plain(&project.about)));
    let home = Home {
        statement: statement.map(|text| html(text, 3)).unwrap_or_default(),
        most_asked: FactView::list(catalog, most_asked.iter().copied()),
        report: FactView::list(catalog, catalog.chosen(&config.report)),
        support: FactView::list(catalog, catalog.chosen(&config.support)),
        counts: counts(catalog),
        facts: catalog.current().count(),
        sources: super::sources::cited(catalog).len(),
    };
    let head = Head {
        path: "index.html",
        title: "",
        description: &description,
        section: "home",
        approval: catalog.approval(catalog.current()),
        json_ld: jsonld::faq(catalog, &most_asked),
    };
    press.page("home.html", head, &home)
}
