//! What the badges of plugins mean, what is checked, and what to do with a red one.

use super::SiteFile;
use super::jsonld;
use super::page::{Head, Press};
use super::view::FactView;
use crate::diagnostic::Diagnostic;
use crate::knowledge::Fact;
use serde::Serialize;

#[derive(Serialize)]
struct PluginsPage {
    sections: Vec<SectionView>,
}

#[derive(Serialize)]
struct SectionView {
    anchor: String,
    title: String,
    facts: Vec<FactView>,
}

/// The page, if the knowledge base has one.
pub(super) fn page(press: &Press<'_>) -> Result<Option<SiteFile>, Box<Diagnostic>> {
    let catalog = press.catalog;
    let sections = catalog.sections(&catalog.config.plugins);
    if catalog.config.plugins.is_empty() {
        return Ok(None);
    }
    let facts: Vec<&Fact> = sections.iter().flat_map(|(_, facts)| facts.iter().copied()).collect();
    let body = PluginsPage {
        sections: sections
            .iter()
            .enumerate()
            .map(|(number, (title, facts))| SectionView {
                anchor: format!("part-{}", number + 1),
                title: (*title).to_owned(),
                facts: FactView::list(catalog, facts.iter().copied()),
            })
            .collect(),
    };
    let head = Head {
        path: "plugins.html",
        title: "Plugins and their badges",
        description: &format!(
            "What the security badges of {} plugins mean, what is checked, and what to do with a red one.",
            catalog.knowledge.project.name
        ),
        section: "plugins",
        approval: catalog.approval(facts.iter().copied()),
        json_ld: jsonld::faq(catalog, &facts),
    };
    press.page("plugins.html", head, &body).map(Some)
}
