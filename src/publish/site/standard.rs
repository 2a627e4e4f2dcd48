//! Standard answers: one page a framework, and the profile of our own questions.

use super::SiteFile;
use super::address::slug;
use super::catalog::Catalog;
use super::download::KINDS;
use super::jsonld;
use super::markup::inline_html;
use super::page::{Head, Press};
use super::sheet::{Row, Sheet, Standing};
use super::view::{FactView, without_position};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Fact, Framework, Verdict};
use serde::Serialize;

/// File stem of the profile.
pub(super) const PROFILE: &str = "security-profile";

/// Frameworks of a base.
pub(super) fn frameworks<'a>(catalog: &Catalog<'a>) -> impl Iterator<Item = &'a Framework> + use<'a> {
    let knowledge: &'a crate::knowledge::Knowledge = catalog.knowledge;
    knowledge.frameworks.iter().filter(|framework| !framework.controls.is_empty())
}

/// Address of a row: its page and its anchor.
pub(super) fn row_path(framework: &str, id: &str) -> String {
    format!("standard/{}.html#{}", slug(framework), anchor(id))
}

/// Anchor of a row. Ids differ in more than letters and digits (`A&A-01`), so that all else becomes its code.
fn anchor(id: &str) -> String {
    let mut anchor = String::from("r-");
    for c in id.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || "-.".contains(c) => anchor.push(c),
            c => anchor.push_str(&format!("_{:x}_", u32::from(c))),
        }
    }
    anchor
}

#[derive(Serialize)]
struct Index {
    sheets: Vec<SheetView>,
    profile: Option<SheetView>,
    profile_about: String,
}

#[derive(Serialize)]
struct SheetView {
    slug: String,
    title: String,
    version: String,
    /// Where the framework is published; empty when it is no address a page may link to.
    url: String,
    path: String,
    counts: Vec<Count>,
    total: usize,
    downloads: Vec<DownloadView>,
}

#[derive(Serialize)]
struct Count {
    name: &'static str,
    word: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct DownloadView {
    path: String,
    name: &'static str,
    about: &'static str,
}

#[derive(Serialize)]
struct FrameworkPage {
    sheet: SheetView,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    anchor: String,
    name: &'static str,
    word: &'static str,
    answers: Vec<AnswerView>,
}

#[derive(Serialize)]
struct AnswerView {
    path: String,
    title: String,
    /// HTML.
    short: String,
    name: &'static str,
    word: &'static str,
}

#[derive(Serialize)]
struct ProfilePage {
    sheet: SheetView,
    about: String,
    sections: Vec<SectionView>,
}

#[derive(Serialize)]
struct SectionView {
    anchor: String,
    number: usize,
    title: String,
    items: Vec<ItemView>,
}

#[derive(Serialize)]
struct ItemView {
    id: String,
    fact: FactView,
}

/// All sheets: frameworks in file order.
pub(super) fn sheets(catalog: &Catalog<'_>) -> Vec<Sheet> {
    frameworks(catalog).map(|framework| Sheet::of_framework(catalog, framework)).collect()
}

pub(super) fn pages(
    press: &Press<'_>,
    sheets: &[Sheet],
    profile: Option<&Sheet>,
) -> Result<Vec<SiteFile>, Box<Diagnostic>> {
    let mut pages = Vec::new();
    if sheets.is_empty() && profile.is_none() {
        return Ok(pages);
    }
    let catalog = press.catalog;
    let about = catalog.profile.map_or("", |profile| &profile.about);
    let body = Index {
        sheets: sheets.iter().map(sheet_view).collect(),
        profile: profile.map(sheet_view),
        profile_about: about.to_owned(),
    };
    let description = format!(
        "Answers for {} by the ids of common questionnaires, to read and to download.",
        catalog.knowledge.project.name
    );
    let head = Head {
        path: "standard/index.html",
        title: "Standard answers",
        description: &description,
        section: "standard",
        approval: catalog.approval(catalog.current()),
        json_ld: None,
    };
    pages.push(press.page("standard.html", head, &body)?);
    for sheet in sheets {
        pages.push(framework_page(press, sheet)?);
    }
    if let Some(sheet) = profile {
        pages.push(profile_page(press, sheet, about)?);
    }
    Ok(pages)
}

fn framework_page(press: &Press<'_>, sheet: &Sheet) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let body = FrameworkPage { sheet: sheet_view(sheet), rows: sheet.rows.iter().map(row_view).collect() };
    let name = &catalog.knowledge.project.name;
    let head = Head {
        path: &body.sheet.path,
        title: &sheet.title,
        description: &format!(
            "{name}: answers to {} by id, with verdict and sources; to download as a table.",
            sheet.title
        ),
        section: "standard",
        approval: catalog.approval(catalog.current()),
        json_ld: None,
    };
    press.page("framework.html", head, &body)
}

fn profile_page(press: &Press<'_>, sheet: &Sheet, about: &str) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let mut sections: Vec<SectionView> = Vec::new();
    let mut facts: Vec<&Fact> = Vec::new();
    for row in &sheet.rows {
        let Some(fact) = row.answers.first().and_then(|answer| catalog.find(&answer.fact)) else { continue };
        facts.push(fact);
        let item = ItemView { id: row.id.clone(), fact: FactView::new(catalog, fact) };
        let title = row.section.as_deref().unwrap_or_default();
        match sections.last_mut() {
            Some(section) if section.title == title => section.items.push(item),
            _ => sections.push(SectionView {
                anchor: format!("section-{}", sections.len() + 1),
                number: sections.len() + 1,
                title: title.to_owned(),
                items: vec![item],
            }),
        }
    }
    let body = ProfilePage { sheet: sheet_view(sheet), about: about.to_owned(), sections };
    let head = Head {
        path: &body.sheet.path,
        title: &sheet.title,
        description: about,
        section: "standard",
        approval: catalog.approval(facts.iter().copied()),
        json_ld: jsonld::faq(catalog, &facts),
    };
    press.page("profile.html", head, &body)
}

fn sheet_view(sheet: &Sheet) -> SheetView {
    let standings = Verdict::ALL.into_iter().map(Standing::Answered).chain([Standing::OnRequest, Standing::Open]);
    SheetView {
        slug: sheet.slug.clone(),
        title: sheet.title.clone(),
        version: sheet.version.clone(),
        url: if super::markup::is_safe(&sheet.url) { sheet.url.clone() } else { String::new() },
        path: format!("standard/{}.html", sheet.slug),
        counts: standings
            .map(|standing| Count {
                name: standing.name(),
                word: standing.word(),
                count: sheet.count(|other| other == standing),
            })
            .filter(|count| count.count > 0)
            .collect(),
        total: sheet.rows.len(),
        downloads: KINDS
            .into_iter()
            .map(|kind| DownloadView { path: kind.path(&sheet.slug), name: kind.name(), about: kind.about() })
            .collect(),
    }
}

fn row_view(row: &Row) -> RowView {
    RowView {
        id: row.id.clone(),
        anchor: anchor(&row.id),
        name: row.standing.name(),
        word: row.standing.word(),
        answers: row
            .answers
            .iter()
            .map(|answer| AnswerView {
                path: answer.path.clone(),
                title: answer.title.clone(),
                short: inline_html(without_position(&answer.short, answer.verdict)),
                name: answer.verdict.name(),
                word: answer.verdict.word(),
            })
            .collect(),
    }
}
