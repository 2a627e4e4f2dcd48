//! What a template can use. `templates/README.md` lists the same names for those who change a letter.

use super::super::Material;
use super::super::json::AnswersFile;
use super::summary::{actions, counts, list};
use crate::answer::{ItemAnswer, Outcome, Part, Why, compose};
use crate::knowledge::{Approval, Citation, Knowledge, Strength, Verdict};
use serde::Serialize;

/// The values of `reply.md`.
#[derive(Debug, Serialize)]
pub(super) struct Letter {
    title: String,
    project: ProjectValues,
    form: FormValues,
    as_of: String,
    version: String,
    knowledge_version: String,
    knowledge_hash: String,
    /// The calm sentence on who has approved what.
    approval: String,
    /// Items that wait for a decision; the letter is a draft while there are any.
    undecided: usize,
    /// Which those are.
    undecided_items: String,
    /// Whether the form is written for a hosted service.
    hosted: bool,
    /// What then stands first, Markdown.
    standing_statement: Option<String>,
    /// Whether the form is not in English.
    foreign: bool,
    counts: Vec<Count>,
    answered: usize,
    open: usize,
    total: usize,
    stale: usize,
    actions: Vec<Action>,
    sections: Vec<SectionValues>,
    sources: Vec<SourceValues>,
}

#[derive(Debug, Serialize)]
struct ProjectValues {
    name: String,
    publisher: String,
    about: String,
    contacts: crate::knowledge::Contacts,
}

#[derive(Debug, Serialize)]
struct FormValues {
    name: String,
    title: Option<String>,
    kind: String,
    language: Option<String>,
    sha256: String,
    notes: Vec<String>,
}

/// A row of the summary.
#[derive(Debug, Serialize)]
pub(super) struct Count {
    pub(super) word: &'static str,
    pub(super) badge: &'static str,
    pub(super) count: usize,
    pub(super) items: String,
}

/// Somebody who has something to do, and for which items.
#[derive(Debug, Serialize)]
pub(super) struct Action {
    pub(super) who: String,
    pub(super) what: String,
    pub(super) items: String,
}

#[derive(Debug, Serialize)]
struct SectionValues {
    title: Option<String>,
    items: Vec<ItemValues>,
}

#[derive(Debug, Serialize)]
struct ItemValues {
    id: String,
    /// Anchor of the item.
    anchor: String,
    text: String,
    badge: &'static str,
    word: &'static str,
    outcome: &'static str,
    /// Why it waits, a sentence; empty when answered.
    why: String,
    compound: bool,
    parts: Vec<PartValues>,
    foreign: bool,
}

#[derive(Debug, Serialize)]
struct PartValues {
    text: String,
    badge: &'static str,
    word: &'static str,
    /// First paragraph of the answer; Markdown.
    short: String,
    /// The rest; Markdown.
    detail: String,
    /// What a person has to decide, when the part waits.
    say: String,
    role: Option<String>,
    /// Role of the person whose own words these are.
    author: Option<String>,
    /// Numbers of its sources.
    notes: Vec<usize>,
    /// Day its review was due, when that has passed.
    overdue: Option<String>,
    nearest: Vec<NearestValues>,
}

#[derive(Debug, Serialize)]
struct NearestValues {
    id: String,
    title: String,
    short: String,
}

#[derive(Debug, Serialize)]
struct SourceValues {
    number: usize,
    title: String,
    url: String,
    locator: String,
    shows: String,
    read: String,
    copy: String,
    strength: &'static str,
}

impl Letter {
    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// Whether items wait for a decision.
    pub(super) fn is_draft(&self) -> bool {
        self.undecided > 0
    }

    pub(super) fn new(material: &Material<'_>) -> Self {
        let Material { knowledge, form, answers, subject, .. } = material;
        let project = &knowledge.project;
        let mut sources = Sources::default();
        let items: Vec<ItemValues> = form
            .items
            .iter()
            .zip(&answers.items)
            .enumerate()
            .map(|(number, (item, answer))| item_values(knowledge, number, item, answer, *subject, &mut sources))
            .collect();
        let mut sections: Vec<SectionValues> = Vec::new();
        for (item, values) in form.items.iter().zip(items) {
            match sections.last_mut() {
                Some(section) if section.title == item.section => section.items.push(values),
                _ => sections.push(SectionValues { title: item.section.clone(), items: vec![values] }),
            }
        }
        let record = AnswersFile::new(material);
        let drafts = answers
            .items
            .iter()
            .flat_map(|answer| answer.facts())
            .any(|id| knowledge.facts.get(id).is_none_or(|fact| fact.approval == Approval::Draft));
        let undecided: Vec<&str> = form
            .items
            .iter()
            .zip(&answers.items)
            .filter(|(_, answer)| answer.is_undecided())
            .map(|(item, _)| item.id.as_str())
            .collect();
        Self {
            title: format!("{}: answers to {}", project.name, form.title.as_deref().unwrap_or(&form.name)),
            project: ProjectValues {
                name: project.name.clone(),
                publisher: project.publisher.clone(),
                about: project.about.clone(),
                contacts: project.contacts.clone(),
            },
            form: FormValues {
                name: form.name.clone(),
                title: form.title.clone(),
                kind: record.form.kind,
                language: form.language.clone(),
                sha256: form.sha256.clone(),
                notes: form.notes.iter().map(|note| note.message.clone()).collect(),
            },
            as_of: subject.as_of.to_string(),
            version: subject.version.to_string(),
            knowledge_version: project.version.clone(),
            knowledge_hash: knowledge.hash.clone(),
            approval: if drafts { project.approvals.draft.clone() } else { project.approvals.approved.clone() },
            undecided: undecided.len(),
            undecided_items: list(&undecided),
            hosted: answers.hosted,
            standing_statement: project.standing_statement.clone(),
            foreign: form.language.as_deref().is_some_and(|language| language != "en"),
            counts: counts(form, &answers.items),
            answered: answers.coverage.answered,
            open: answers.coverage.needs_review + answers.coverage.unanswered,
            total: answers.coverage.items,
            stale: answers
                .items
                .iter()
                .filter(|answer| answer.parts.iter().any(|part| part.why == Some(Why::Stale)))
                .count(),
            actions: actions(knowledge, form, &answers.items),
            sections,
            sources: sources.list,
        }
    }
}

/// Sources in the order in which they are first cited.
#[derive(Default)]
struct Sources {
    list: Vec<SourceValues>,
}

impl Sources {
    fn number(&mut self, citation: &Citation) -> usize {
        let known = self.list.iter().find(|known| {
            known.url == citation.url && known.locator == citation.locator && known.shows == citation.shows
        });
        if let Some(known) = known {
            return known.number;
        }
        let number = self.list.len() + 1;
        self.list.push(SourceValues {
            number,
            title: citation.title.clone(),
            url: citation.url.clone(),
            locator: citation.locator.clone(),
            shows: citation.shows.clone(),
            read: citation.read.to_string(),
            copy: citation.copy.clone(),
            strength: match citation.strength {
                Strength::Read => "read in the source itself",
                Strength::Stated => "stated by the source",
                Strength::Absence => "by absence: looked for and not found",
            },
        });
        number
    }
}

fn badge(outcome: Outcome, verdict: Option<Verdict>) -> (&'static str, &'static str) {
    match (outcome, verdict) {
        (Outcome::Answered, Some(verdict)) => (verdict.name(), verdict.word()),
        (Outcome::Unanswered, _) => ("open", "No answer yet"),
        _ => ("open", "For a person"),
    }
}

fn item_values(
    knowledge: &Knowledge,
    number: usize,
    item: &crate::questionnaire::Item,
    answer: &ItemAnswer,
    subject: crate::answer::Subject,
    sources: &mut Sources,
) -> ItemValues {
    let (badge, word) = badge(answer.outcome, answer.verdict);
    ItemValues {
        id: item.id.clone(),
        anchor: format!("item-{}", number + 1),
        text: item.text.clone(),
        badge,
        word,
        outcome: answer.outcome.name(),
        why: if answer.outcome == Outcome::Answered {
            String::new()
        } else {
            answer.why.map(Why::sentence).unwrap_or_default().to_owned()
        },
        compound: answer.parts.len() > 1,
        parts: answer.parts.iter().map(|part| part_values(knowledge, part, subject, sources)).collect(),
        foreign: crate::matcher::language::detect(&item.text) != crate::matcher::language::Language::English,
    }
}

fn part_values(
    knowledge: &Knowledge,
    part: &Part,
    subject: crate::answer::Subject,
    sources: &mut Sources,
) -> PartValues {
    let (badge, word) = badge(part.outcome, part.verdict);
    let answered = part.outcome == Outcome::Answered;
    let fact = part.fact.as_ref().and_then(|id| knowledge.facts.get(id));
    let text = if answered { compose::answer(knowledge, part).unwrap_or_default() } else { String::new() };
    let (short, detail) = text.split_once("\n\n").unwrap_or((&text, ""));
    let overdue = fact
        .filter(|fact| answered && fact.is_stale(&knowledge.project, subject.as_of))
        .map(|fact| fact.due(&knowledge.project).to_string());
    PartValues {
        text: part.text.clone(),
        badge,
        word,
        short: without_position(short, part.verdict).to_owned(),
        detail: detail.to_owned(),
        say: if answered { String::new() } else { part.say.clone().unwrap_or_else(|| left_by_reviewer(part)) },
        role: part.role.clone().filter(|_| !answered),
        author: part.role.clone().filter(|_| answered && part.why == Some(Why::OwnWords)),
        notes: if answered {
            compose::citations(knowledge, part).into_iter().map(|citation| sources.number(citation)).collect()
        } else {
            Vec::new()
        },
        overdue,
        nearest: if answered || part.role.is_some() {
            Vec::new()
        } else {
            part.candidates
                .iter()
                .filter_map(|nearest| knowledge.facts.get(&nearest.fact))
                .take(3)
                .map(|fact| NearestValues { id: fact.id.clone(), title: fact.title.clone(), short: fact.short.clone() })
                .collect()
        },
    }
}

/// What is said of a part that a reviewer passed on or left open; nothing of any other.
fn left_by_reviewer(part: &Part) -> String {
    match part.why {
        Some(Why::Handed) => "A person answers this outside this reply.".to_owned(),
        Some(Why::LeftOpen) => "This item was left without an answer.".to_owned(),
        _ => String::new(),
    }
}

/// The short answer without its position: the badge beside it says that already.
fn without_position(short: &str, verdict: Option<Verdict>) -> &str {
    match verdict {
        Some(verdict) if verdict != Verdict::Information => match short.strip_prefix(verdict.word()) {
            Some(rest) if rest.starts_with('.') => rest.trim_start_matches('.').trim_start(),
            _ => short,
        },
        _ => short,
    }
}
