//! Raw files into nouns. Runs only after the rules found no error, so that every reference holds.

use super::approval::RawApproval;
use super::raw::{RawCitation, RawKnowledge, RawSource};
use super::{
    Absence, Advisory, Approval, Citation, Citations, Classifier, ControlId, Fact, Finding, Framework, Knowledge,
    Lesson, Project, Source, Unknown, hash,
};
use crate::text::InputFile;
use indexmap::IndexMap;
use serde_saphyr::Spanned;
use std::collections::BTreeSet;

/// Builds the base; `None` when something that the rules should have caught is missing.
pub(super) fn resolve(raw: &RawKnowledge, files: &[InputFile]) -> Option<Knowledge> {
    let sources = resolve_sources(raw)?;
    let mut facts = IndexMap::new();
    for fact_file in &raw.facts {
        let fact = resolve_fact(fact_file, &sources)?;
        facts.insert(fact.id.clone(), fact);
    }
    facts.sort_keys();
    let lessons = resolve_lessons(raw);
    let scopes = raw.scopes.as_ref().map(|(_, scopes)| scopes);
    Some(Knowledge {
        project: resolve_project(raw)?,
        other_words: other_words(&facts, &lessons),
        facts,
        scopes: scopes.map(|raw| raw.scopes.clone()).unwrap_or_default(),
        absences: scopes.into_iter().flat_map(|raw| &raw.absent).map(resolve_absence).collect(),
        routes: raw.routes.iter().flat_map(|(_, routes)| &routes.routes).map(|route| route.value.clone()).collect(),
        concepts: raw.concepts.iter().flat_map(|(_, raw)| &raw.concepts).map(|concept| concept.value.clone()).collect(),
        glossary: raw.glossary.as_ref().map(|(_, glossary)| glossary.clone()).unwrap_or_default(),
        unknowns: raw.unknowns.iter().flat_map(|(_, unknowns)| unknowns).map(resolve_unknown).collect(),
        lessons,
        frameworks: raw.frameworks.iter().map(|(_, framework)| resolve_framework(framework)).collect(),
        advisories: resolve_advisories(raw, &sources)?,
        findings: resolve_findings(raw, &sources)?,
        weights: raw.weights.as_ref().map(|(file, _)| file.clone()),
        classifier: match &raw.classifier {
            Some((_, raw)) => Some(Classifier::new(&raw.entries, &raw.stems).ok()?),
            None => None,
        },
        wording: hash::hash_wording(raw),
        hash: hash::hash_files(files),
        sources,
    })
}

fn resolve_project(raw: &RawKnowledge) -> Option<Project> {
    let (_, project) = raw.project.as_ref()?;
    Some(Project {
        name: project.name.clone(),
        publisher: project.publisher.clone(),
        about: project.about.clone(),
        version: project.version.clone(),
        contacts: project.contacts.clone(),
        product_version: project.product_version.value.parse().ok()?,
        approvals: project.approval.clone(),
        standing_statement: project.standing_statement.as_ref().map(|text| text.trim().to_owned()),
        review_days: project.review_days,
        owners: project.owners.clone(),
        unknown_identifier: project.unknown_identifier.as_ref().map(|id| id.value.clone()),
        publishing: project.publish.clone(),
    })
}

fn resolve_sources(raw: &RawKnowledge) -> Option<IndexMap<String, Source>> {
    let mut sources = IndexMap::new();
    for (id, source) in raw.sources.iter().flat_map(|(_, sources)| sources.iter()) {
        let RawSource { title, publisher, url, kind, dated, read, copy, evidence } = source;
        let source = Source {
            id: id.value.clone(),
            title: title.clone(),
            publisher: publisher.clone(),
            url: url.value.clone(),
            kind: *kind,
            dated: dated.clone(),
            read: read.as_ref()?.value,
            copy: copy.clone(),
            evidence: evidence.clone(),
        };
        sources.insert(source.id.clone(), source);
    }
    sources.sort_keys();
    Some(sources)
}

fn resolve_fact(fact_file: &super::raw::FactFile, sources: &IndexMap<String, Source>) -> Option<Fact> {
    let raw = &fact_file.raw;
    Some(Fact {
        id: fact_file.id.clone(),
        title: one_line(&raw.title.value),
        question: one_line(&raw.question.value),
        verdict: raw.verdict.value,
        scopes: values(&raw.scope.value),
        owner: raw.owner.value.clone(),
        reviewed: raw.reviewed.value,
        review: raw.review,
        publish: raw.publish,
        approval: match &raw.approval.value {
            RawApproval::Given { by, on, hash: Some(hash) } if *hash == hash::hash_fact(fact_file) => {
                Approval::Approved { by: by.clone(), on: *on }
            }
            // An approval of other words is none.
            RawApproval::Word(_) | RawApproval::Given { .. } => Approval::Draft,
        },
        applies_to: raw.applies_to.as_ref().and_then(|range| range.value.parse().ok()),
        short: one_line(&raw.short.value),
        body: fact_file.body_text().trim().to_owned(),
        phrasings: raw.phrasings.iter().map(|phrasing| one_line(&phrasing.value)).collect(),
        opposed: raw.opposed.iter().map(|phrasing| one_line(&phrasing.value)).collect(),
        foreign_phrasings: raw
            .phrasings_in
            .iter()
            .flat_map(|(language, phrasings)| {
                phrasings.iter().map(|phrasing| (language.clone(), one_line(&phrasing.value)))
            })
            .collect(),
        citations: resolve_citations(&raw.citations.value, sources)?,
        related: values(&raw.related),
        aliases: values(&raw.aliases),
        withdrawn: raw.withdrawn.as_ref().map(|date| date.value),
        hash: hash::hash_fact(fact_file),
    })
}

fn resolve_citations(raw: &[RawCitation], sources: &IndexMap<String, Source>) -> Option<Citations> {
    let citations = raw
        .iter()
        .map(|citation| {
            let source = sources.get(&citation.source.value)?;
            Some(Citation {
                source: source.id.clone(),
                title: source.title.clone(),
                url: match &citation.path {
                    Some(path) => format!("{}/{}", source.url.trim_end_matches('/'), path.trim_start_matches('/')),
                    None => source.url.clone(),
                },
                locator: one_line(&citation.locator.value),
                shows: one_line(&citation.shows.value),
                strength: citation.strength.value,
                read: citation.read.as_ref().map_or(source.read, |read| read.value),
                copy: citation.copy.clone().unwrap_or_else(|| source.copy.clone()),
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Citations::new(citations)
}

fn resolve_absence(raw: &super::raw::RawAbsence) -> Absence {
    Absence { id: raw.id.clone(), about: raw.about.clone(), terms: raw.terms.clone(), fact: raw.fact.value.clone() }
}

fn resolve_unknown(raw: &super::raw::RawUnknown) -> Unknown {
    Unknown {
        id: raw.id.value.clone(),
        about: raw.about.clone(),
        phrasings: raw.phrasings.iter().map(|phrasing| one_line(&phrasing.value)).collect(),
        near: values(&raw.near),
        say: one_line(&raw.say),
    }
}

fn resolve_lessons(raw: &RawKnowledge) -> IndexMap<String, Lesson> {
    let lines = |list: &[Spanned<String>]| list.iter().map(|text| one_line(&text.value)).collect::<Vec<_>>();
    let mut lessons: IndexMap<String, Lesson> = IndexMap::new();
    for (id, raw) in raw.lessons.iter().flat_map(|(_, lessons)| lessons.iter()) {
        let lesson = lessons.entry(id.value.clone()).or_default();
        lesson.asked.extend(lines(&raw.asked));
        lesson.opposed.extend(lines(&raw.opposed));
    }
    lessons.sort_keys();
    lessons
}

/// Words of texts that nothing else reads. Shorter ones are taken for no misspelling in any case.
fn other_words(facts: &IndexMap<String, Fact>, lessons: &IndexMap<String, Lesson>) -> String {
    const LEAST: usize = 5;
    let opposed = facts.values().flat_map(|fact| &fact.opposed);
    let texts = opposed.chain(lessons.values().flat_map(|lesson| lesson.asked.iter().chain(&lesson.opposed)));
    let words: BTreeSet<String> = texts
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphabetic()))
        .filter(|word| word.len() >= LEAST)
        .map(str::to_ascii_lowercase)
        .collect();
    words.into_iter().collect::<Vec<_>>().join(" ")
}

fn resolve_framework(raw: &super::raw::RawFramework) -> Framework {
    Framework {
        id: raw.id.clone(),
        title: raw.title.clone(),
        url: raw.url.clone(),
        version: raw.version.clone(),
        shape: raw.shape.value.clone(),
        controls: raw.controls.iter().map(|(id, facts)| (ControlId(id.value.clone()), values(facts))).collect(),
    }
}

fn resolve_advisories(raw: &RawKnowledge, sources: &IndexMap<String, Source>) -> Option<Vec<Advisory>> {
    raw.advisories
        .iter()
        .flat_map(|(_, advisories)| advisories)
        .map(|raw| {
            Some(Advisory {
                id: raw.id.value.clone(),
                aliases: raw.aliases.clone(),
                title: one_line(&raw.title),
                component: one_line(&raw.component),
                product: raw.product.clone(),
                affected: one_line(&raw.affected),
                not_affected: values(&raw.not_affected),
                fixed: one_line(&raw.fixed),
                severity: raw.severity.clone(),
                published: raw.published.clone(),
                summary: one_line(&raw.summary),
                action: one_line(&raw.action),
                citations: resolve_citations(&raw.citations.value, sources)?,
            })
        })
        .collect()
}

fn resolve_findings(raw: &RawKnowledge, sources: &IndexMap<String, Source>) -> Option<Vec<Finding>> {
    raw.findings
        .iter()
        .flat_map(|(_, findings)| findings)
        .map(|raw| {
            Some(Finding {
                id: raw.id.value.clone(),
                ids: raw.ids.clone(),
                component: one_line(&raw.component),
                package: one_line(&raw.package),
                status: raw.status,
                justification: raw.justification.as_ref().map(|justification| justification.value.clone()),
                impact: one_line(&raw.impact),
                caution: one_line(&raw.caution),
                action: one_line(&raw.action),
                citations: resolve_citations(&raw.citations.value, sources)?,
            })
        })
        .collect()
}

fn values(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|value| value.value.clone()).collect()
}

/// YAML block scalars keep line breaks that mean nothing here.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
