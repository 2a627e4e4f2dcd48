//! The pages, one function each.

use super::super::SiteFile;
use super::super::address::{slug, topic_path};
use super::super::changes::Change;
use super::super::download::KINDS;
use super::super::markup::plain;
use super::super::sheet::Sheet;
use super::Press;
use super::front_matter::FrontMatter;
use super::values::{CitationValues, FactValues, fact_file, folder_of, one_line, topic_folder};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Advisory, Fact, Finding};
use serde::Serialize;
use serde_json::json;

type Page = Result<SiteFile, Box<Diagnostic>>;

/// What every template may use.
#[derive(Serialize)]
struct Values<'v, T> {
    site: String,
    project: &'v str,
    publisher: &'v str,
    security: &'v str,
    general: &'v str,
    policy: &'v str,
    approval: &'v str,
    version: &'v str,
    as_of: String,
    product_version: String,
    page: T,
}

fn values<'v, T>(press: &'v Press<'_>, approval: &'v str, page: T) -> Values<'v, T> {
    let project = &press.catalog.knowledge.project;
    Values {
        site: press.catalog.title(),
        project: &project.name,
        publisher: &project.publisher,
        security: &project.contacts.security,
        general: &project.contacts.general,
        policy: &project.contacts.policy,
        approval,
        version: &project.version,
        as_of: press.catalog.as_of().to_string(),
        product_version: press.catalog.subject.version.to_string(),
        page,
    }
}

fn approval<'a>(press: &Press<'a>) -> &'a str {
    press.catalog.approval(press.catalog.current())
}

#[derive(Serialize)]
struct Home {
    statement: String,
    most_asked: Vec<FactValues>,
    has_profile: bool,
    has_plugins: bool,
}

pub(super) fn home(press: &Press<'_>) -> Page {
    let catalog = press.catalog;
    let config = catalog.config;
    let statement = config.statement.as_ref().or(catalog.knowledge.project.standing_statement.as_ref());
    let page = Home {
        statement: statement.cloned().unwrap_or_default(),
        most_asked: FactValues::list(catalog, catalog.chosen(&config.most_asked)),
        has_profile: catalog.profile.is_some(),
        has_plugins: !config.plugins.is_empty(),
    };
    let front = FrontMatter::new(&catalog.title(), config.about.as_deref().unwrap_or_default());
    press.page("hugo-home.md", "_index.md", front, &values(press, approval(press), page))
}

#[derive(Serialize)]
struct TopicValues {
    id: String,
    title: String,
    about: String,
    path: String,
    group: String,
    facts: Vec<FactValues>,
}

pub(super) fn topics(press: &Press<'_>) -> Page {
    let page: Vec<TopicValues> = topic_list(press, |path| path.trim_start_matches("faq/").to_owned());
    let front = FrontMatter::new("Questions by topic", "Questions and answers, by topic.").with("weight", json!(1));
    press.page("hugo-topics.md", "faq/_index.md", front, &values(press, approval(press), page))
}

fn topic_list(press: &Press<'_>, place: impl Fn(&str) -> String) -> Vec<TopicValues> {
    let catalog = press.catalog;
    catalog
        .topics()
        .iter()
        .map(|topic| TopicValues {
            id: topic.id.to_owned(),
            title: topic.title.clone(),
            about: topic.about.to_owned(),
            path: place(&folder_of(&topic_path(topic.id))),
            group: topic.group.to_owned(),
            facts: FactValues::list(catalog, topic.facts.iter().copied()),
        })
        .collect()
}

#[derive(Serialize)]
struct FactPage {
    fact: FactValues,
    scopes: String,
    versions: Option<String>,
    citations: Vec<CitationValues>,
    related: Vec<FactValues>,
}

/// Topics and facts.
pub(super) fn facts(press: &Press<'_>) -> Result<Vec<SiteFile>, Box<Diagnostic>> {
    let catalog = press.catalog;
    let mut files = Vec::new();
    for (number, topic) in topic_list(press, str::to_owned).into_iter().enumerate() {
        let facts = &catalog.topics()[number].facts;
        let sentence = catalog.approval(facts.iter().copied());
        let front = FrontMatter::new(&topic.title, &topic.about).with("weight", json!(number + 1));
        let path = format!("{}_index.md", topic_folder(&topic.id));
        files.push(press.page("hugo-topic.md", &path, front, &values(press, sentence, topic))?);
        for fact in facts {
            files.push(fact_page(press, fact)?);
        }
    }
    Ok(files)
}

fn fact_page(press: &Press<'_>, fact: &Fact) -> Page {
    let catalog = press.catalog;
    let scopes = fact.scopes.iter().filter_map(|id| catalog.knowledge.scopes.iter().find(|scope| &scope.id == id));
    let page = FactPage {
        fact: FactValues::new(catalog, fact),
        scopes: scopes.map(|scope| scope.title.as_str()).collect::<Vec<_>>().join(", "),
        versions: fact.applies_to.as_ref().map(ToString::to_string),
        citations: fact.citations.iter().map(CitationValues::new).collect(),
        related: FactValues::list(catalog, fact.related.iter().filter_map(|id| catalog.find(id))),
    };
    let front = FrontMatter::new(&fact.question, &plain(&fact.short))
        .with("linkTitle", json!(fact.title))
        // Not `date`: Hugo leaves out a page whose date has not come yet.
        .with("lastmod", json!(fact.reviewed))
        .with("keywords", json!(fact.phrasings))
        .with(
            "params",
            json!({ "fact": fact.id, "verdict": fact.verdict.name(), "scope": fact.scopes, "owner": fact.owner }),
        );
    press.page("hugo-fact.md", &fact_file(&fact.id), front, &values(press, catalog.approval([fact]), page))
}

#[derive(Serialize)]
struct SheetValues {
    title: String,
    version: String,
    url: String,
    path: String,
    total: usize,
    downloads: Vec<DownloadValues>,
    rows: Vec<RowValues>,
}

#[derive(Serialize)]
struct DownloadValues {
    name: &'static str,
    file: String,
}

#[derive(Serialize)]
struct RowValues {
    id: String,
    section: String,
    question: String,
    word: &'static str,
    answers: Vec<AnswerValues>,
}

#[derive(Serialize)]
struct AnswerValues {
    title: String,
    short: String,
    detail: String,
    path: String,
}

pub(super) fn standard(
    press: &Press<'_>,
    sheets: &[Sheet],
    profile: Option<&Sheet>,
) -> Result<Vec<SiteFile>, Box<Diagnostic>> {
    let mut files = Vec::new();
    let list: Vec<SheetValues> = profile.into_iter().chain(sheets).map(|sheet| sheet_values(press, sheet)).collect();
    if list.is_empty() {
        return Ok(files);
    }
    let front =
        FrontMatter::new("Standard answers", "Answers by the ids of common questionnaires.").with("weight", json!(2));
    files.push(press.page("hugo-standard.md", "standard/_index.md", front, &values(press, approval(press), list))?);
    for sheet in profile.into_iter().chain(sheets) {
        let template = if sheet.version.is_empty() { "hugo-profile.md" } else { "hugo-framework.md" };
        let front = FrontMatter::new(&sheet.title, &format!("Answers to {}.", sheet.title));
        let path = format!("standard/{}/index.md", sheet.slug);
        let page = sheet_values(press, sheet);
        files.push(press.page(template, &path, front, &values(press, approval(press), page))?);
    }
    Ok(files)
}

fn sheet_values(press: &Press<'_>, sheet: &Sheet) -> SheetValues {
    let fact = |id: &str| press.catalog.find(id);
    SheetValues {
        title: sheet.title.clone(),
        version: sheet.version.clone(),
        url: sheet.url.clone(),
        path: format!("{}/", sheet.slug),
        total: sheet.rows.len(),
        downloads: KINDS
            .into_iter()
            .map(|kind| DownloadValues {
                name: kind.name(),
                file: kind.path(&sheet.slug).rsplit('/').next().unwrap_or_default().to_owned(),
            })
            .collect(),
        rows: sheet
            .rows
            .iter()
            .map(|row| RowValues {
                id: row.id.clone(),
                section: row.section.clone().unwrap_or_default(),
                question: row.question.clone().unwrap_or_default(),
                word: row.standing.word(),
                answers: row
                    .answers
                    .iter()
                    .map(|answer| AnswerValues {
                        title: answer.title.clone(),
                        short: one_line(&answer.short).replace('|', "\\|"),
                        detail: fact(&answer.fact).map(|fact| fact.body.clone()).unwrap_or_default(),
                        path: folder_of(&answer.path),
                    })
                    .collect(),
            })
            .collect(),
    }
}

#[derive(Serialize)]
struct AdvisoriesPage {
    reading: Vec<FactValues>,
    findings: Vec<FindingValues>,
    advisories: Vec<AdvisoryValues>,
}

#[derive(Serialize)]
struct FindingValues {
    anchor: String,
    component: String,
    package: String,
    ids: String,
    status: &'static str,
    impact: String,
    caution: String,
    action: String,
    citations: Vec<CitationValues>,
}

#[derive(Serialize)]
struct AdvisoryValues {
    anchor: String,
    id: String,
    title: String,
    component: String,
    affected: String,
    fixed: String,
    severity: String,
    published: String,
    summary: String,
    action: String,
    citations: Vec<CitationValues>,
}

pub(super) fn advisories(press: &Press<'_>) -> Page {
    let catalog = press.catalog;
    let page = AdvisoriesPage {
        reading: FactValues::list(catalog, catalog.chosen(&catalog.config.scanner)),
        findings: catalog.knowledge.findings.iter().map(finding_values).collect(),
        advisories: catalog.knowledge.advisories.iter().map(advisory_values).collect(),
    };
    let front = FrontMatter::new(
        "Advisories and scanner findings",
        "What was affected, and how to read what a scanner reports.",
    )
    .with("weight", json!(3));
    press.page("hugo-advisories.md", "advisories.md", front, &values(press, approval(press), page))
}

fn finding_values(finding: &Finding) -> FindingValues {
    FindingValues {
        anchor: slug(&finding.id),
        component: finding.component.clone(),
        package: finding.package.clone(),
        ids: finding.ids.join(", "),
        status: finding.status.words(),
        impact: one_line(&finding.impact),
        caution: one_line(&finding.caution),
        action: one_line(&finding.action),
        citations: finding.citations.iter().map(CitationValues::new).collect(),
    }
}

fn advisory_values(advisory: &Advisory) -> AdvisoryValues {
    AdvisoryValues {
        anchor: slug(&advisory.id),
        id: advisory.id.clone(),
        title: advisory.title.clone(),
        component: advisory.component.clone(),
        affected: advisory.affected.clone(),
        fixed: advisory.fixed.clone(),
        severity: advisory.severity.clone(),
        published: advisory.published.clone(),
        summary: one_line(&advisory.summary),
        action: one_line(&advisory.action),
        citations: advisory.citations.iter().map(CitationValues::new).collect(),
    }
}

#[derive(Serialize)]
struct SectionValues {
    title: String,
    facts: Vec<FactValues>,
}

/// The page, if the knowledge base has one.
pub(super) fn plugins(press: &Press<'_>) -> Result<Option<SiteFile>, Box<Diagnostic>> {
    let catalog = press.catalog;
    if catalog.config.plugins.is_empty() {
        return Ok(None);
    }
    let page: Vec<SectionValues> = catalog
        .sections(&catalog.config.plugins)
        .into_iter()
        .map(|(title, facts)| SectionValues { title: title.to_owned(), facts: FactValues::list(catalog, facts) })
        .collect();
    let front = FrontMatter::new("Plugins and their badges", "What is checked, and what to do with a red badge.")
        .with("weight", json!(4));
    press.page("hugo-plugins.md", "plugins.md", front, &values(press, approval(press), page)).map(Some)
}

#[derive(Serialize)]
struct ChangeValues {
    version: String,
    date: String,
    facts: Vec<FactValues>,
    text: String,
}

pub(super) fn changes(press: &Press<'_>, changes: &[Change]) -> Page {
    let catalog = press.catalog;
    let page: Vec<ChangeValues> = changes
        .iter()
        .map(|change| ChangeValues {
            version: change.version.clone(),
            date: change.date.to_string(),
            facts: FactValues::list(catalog, change.facts.iter().filter_map(|id| catalog.find(id))),
            text: change.source.clone(),
        })
        .collect();
    let front = FrontMatter::new("What changed", "Versions of the knowledge base.").with("weight", json!(5));
    press.page("hugo-changes.md", "changes.md", front, &values(press, approval(press), page))
}
