//! The project's own advisories, and how to read what scanners report.

use super::SiteFile;
use super::address::slug;
use super::markup::inline_html;
use super::page::{Head, Press};
use super::view::{CitationView, FactView};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Advisory, Finding};
use serde::Serialize;

#[derive(Serialize)]
struct AdvisoriesPage {
    advisories: Vec<AdvisoryView>,
    findings: Vec<FindingView>,
    reading: Vec<FactView>,
}

#[derive(Serialize)]
struct AdvisoryView {
    anchor: String,
    id: String,
    aliases: String,
    title: String,
    component: String,
    product: String,
    affected: String,
    fixed: String,
    severity: String,
    published: String,
    summary: String,
    action: String,
    citations: Vec<CitationView>,
}

#[derive(Serialize)]
struct FindingView {
    anchor: String,
    ids: Vec<String>,
    component: String,
    package: String,
    /// CSS class.
    status: &'static str,
    words: &'static str,
    justification: Option<String>,
    impact: String,
    caution: String,
    action: String,
    citations: Vec<CitationView>,
}

pub(super) fn page(press: &Press<'_>) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let knowledge = catalog.knowledge;
    let body = AdvisoriesPage {
        advisories: knowledge.advisories.iter().map(|advisory| advisory_view(press, advisory)).collect(),
        findings: knowledge.findings.iter().map(finding_view).collect(),
        reading: FactView::list(catalog, catalog.chosen(&catalog.config.scanner)),
    };
    let name = &knowledge.project.name;
    let head = Head {
        path: "advisories.html",
        title: "Advisories and scanner findings",
        description: &format!(
            "What {name} was affected by, and how to read what a vulnerability scanner reports on it."
        ),
        section: "advisories",
        approval: catalog.approval(catalog.current()),
        json_ld: None,
    };
    press.page("advisories.html", head, &body)
}

fn advisory_view(press: &Press<'_>, advisory: &Advisory) -> AdvisoryView {
    // A product that is a part of the project carries that part's name.
    let scope = press.catalog.knowledge.scopes.iter().find(|scope| scope.id == advisory.product);
    AdvisoryView {
        anchor: slug(&advisory.id),
        id: advisory.id.clone(),
        aliases: advisory.aliases.join(", "),
        title: advisory.title.clone(),
        component: advisory.component.clone(),
        product: scope.map_or_else(|| advisory.product.clone(), |scope| scope.title.clone()),
        affected: advisory.affected.clone(),
        fixed: advisory.fixed.clone(),
        severity: advisory.severity.clone(),
        published: advisory.published.clone(),
        summary: inline_html(&advisory.summary),
        action: inline_html(&advisory.action),
        citations: advisory.citations.iter().map(CitationView::new).collect(),
    }
}

fn finding_view(finding: &Finding) -> FindingView {
    use crate::knowledge::FindingStatus::{Affected, Fixed, NotAffected, UnderInvestigation};
    FindingView {
        anchor: slug(&finding.id),
        ids: finding.ids.clone(),
        component: finding.component.clone(),
        package: finding.package.clone(),
        status: match finding.status {
            NotAffected => "not-affected",
            Affected => "affected",
            Fixed => "fixed",
            UnderInvestigation => "open",
        },
        words: finding.status.words(),
        justification: finding.justification.as_ref().map(|words| words.replace('_', " ")),
        impact: inline_html(&finding.impact),
        caution: inline_html(&finding.caution),
        action: inline_html(&finding.action),
        citations: finding.citations.iter().map(CitationView::new).collect(),
    }
}
