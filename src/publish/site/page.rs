//! A page: what all of them share around what each of them says.

use super::address::root_of;
use super::catalog::Catalog;
use super::templates::Templates;
use super::view::beginning;
use super::{SiteFile, standard};
use crate::diagnostic::Diagnostic;
use crate::knowledge::Contacts;
use serde::Serialize;

/// The picture of a link to the site.
const CARD: &str = "assets/card.png";

/// Renders pages.
pub(super) struct Press<'a> {
    pub(super) catalog: &'a Catalog<'a>,
    templates: &'a Templates,
    shared: Shared,
    /// Whether there is a picture for those who link to the site.
    has_card: bool,
}

/// The values that no page differs in.
#[derive(Debug, Serialize)]
struct Shared {
    site: String,
    project: String,
    publisher: String,
    about: String,
    contacts: Contacts,
    product_version: String,
    knowledge_version: String,
    knowledge_hash: String,
    hash_start: String,
    as_of: String,
    nav: Vec<NavItem>,
    has_profile: bool,
    has_plugins: bool,
}

/// A link at the top of every page.
#[derive(Debug, Serialize)]
struct NavItem {
    id: &'static str,
    title: &'static str,
    path: &'static str,
}

/// What a page's head says.
pub(super) struct Head<'h> {
    /// Path inside the site.
    pub(super) path: &'h str,
    /// Title without the site's name; empty for the home page.
    pub(super) title: &'h str,
    /// One or two sentences, plain.
    pub(super) description: &'h str,
    /// The navigation item it belongs to.
    pub(super) section: &'static str,
    /// The sentence on approval.
    pub(super) approval: &'h str,
    /// schema.org data, JSON.
    pub(super) json_ld: Option<String>,
}

#[derive(Serialize)]
struct Page<'p, T> {
    #[serde(flatten)]
    shared: &'p Shared,
    /// Way back to the top of the site.
    root: &'p str,
    path: &'p str,
    title: &'p str,
    description: String,
    section: &'p str,
    approval: &'p str,
    json_ld: Option<String>,
    canonical: Option<String>,
    image: Option<String>,
    page: &'p T,
}

impl<'a> Press<'a> {
    pub(super) fn new(catalog: &'a Catalog<'a>, templates: &'a Templates, assets: &[SiteFile]) -> Self {
        let knowledge = catalog.knowledge;
        let project = &knowledge.project;
        let has_profile = catalog.profile.is_some();
        let has_plugins = !catalog.config.plugins.is_empty();
        let has_standard = has_profile || standard::frameworks(catalog).next().is_some();
        let mut nav = vec![NavItem { id: "faq", title: "Questions", path: "faq/index.html" }];
        if has_standard {
            nav.push(NavItem { id: "standard", title: "Standard answers", path: "standard/index.html" });
        }
        nav.push(NavItem { id: "advisories", title: "Advisories", path: "advisories.html" });
        if has_plugins {
            nav.push(NavItem { id: "plugins", title: "Plugins", path: "plugins.html" });
        }
        nav.push(NavItem { id: "changes", title: "What changed", path: "changes.html" });
        nav.push(NavItem { id: "about", title: "About", path: "about.html" });
        let shared = Shared {
            site: catalog.title(),
            project: project.name.clone(),
            publisher: project.publisher.clone(),
            about: project.about.clone(),
            contacts: project.contacts.clone(),
            product_version: catalog.subject.version.to_string(),
            knowledge_version: project.version.clone(),
            knowledge_hash: knowledge.hash.clone(),
            hash_start: knowledge.hash.chars().take(12).collect(),
            as_of: catalog.as_of().to_string(),
            nav,
            has_profile,
            has_plugins,
        };
        let has_card = assets.iter().any(|asset| asset.path == CARD);
        Self { catalog, templates, shared, has_card }
    }

    /// One page from its template.
    ///
    /// # Errors
    ///
    /// A fault in the template, as a diagnostic with its line.
    pub(super) fn page(
        &self,
        template: &str,
        head: Head<'_>,
        body: &impl Serialize,
    ) -> Result<SiteFile, Box<Diagnostic>> {
        self.page_at(template, head, body, None)
    }

    /// The same with another way to the top of the site than the path's own, for a page that is shown at any address.
    pub(super) fn page_at(
        &self,
        template: &str,
        head: Head<'_>,
        body: &impl Serialize,
        root: Option<&str>,
    ) -> Result<SiteFile, Box<Diagnostic>> {
        let own_root = root_of(head.path);
        let base = self.catalog.base_url;
        let page = Page {
            shared: &self.shared,
            root: root.unwrap_or(&own_root),
            path: head.path,
            title: head.title,
            description: beginning(head.description, 200),
            section: head.section,
            approval: head.approval,
            json_ld: head.json_ld,
            canonical: base.map(|base| base.join(head.path)),
            image: base.filter(|_| self.has_card).map(|base| base.join(CARD)),
            page: body,
        };
        let text = self.templates.render(template, &page)?;
        Ok(SiteFile { path: head.path.to_owned(), bytes: text.into_bytes() })
    }
}
