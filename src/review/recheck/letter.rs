//! The short letter to somebody who got a reply earlier.

use super::{Rechecked, SentReply, Shift};
use crate::answer::Subject;
use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::reply::block::{Document, read_markdown};
use crate::reply::letter::Templates;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct LetterValues<'a> {
    project: &'a str,
    publisher: &'a str,
    general: &'a str,
    form: &'a str,
    sent: String,
    as_of: String,
    release: &'a str,
    sent_version: &'a str,
    knowledge_version: &'a str,
    knowledge_hash: &'a str,
    total: usize,
    items: Vec<ItemValues<'a>>,
}

#[derive(Debug, Serialize)]
struct ItemValues<'a> {
    id: &'a str,
    text: &'a str,
    shift: &'static str,
    then: &'a str,
    now: &'a str,
    said: &'a str,
    says: &'a str,
}

/// Writes the letter: the template `recheck.md` over what would be different. Answers whose facts merely wait for a review are a
/// matter of the project, not of the asker, and are left out.
///
/// # Errors
///
/// A template that does not render, as a diagnostic with its line.
pub fn write_recheck_letter(
    reply: &SentReply,
    list: &[Rechecked],
    knowledge: &Knowledge,
    subject: Subject,
    created: jiff::civil::DateTime,
    templates: &Templates,
) -> Result<Document, Box<Diagnostic>> {
    let project = &knowledge.project;
    let values = LetterValues {
        project: &project.name,
        publisher: &project.publisher,
        general: &project.contacts.general,
        form: &reply.form.name,
        sent: reply.as_of.to_string(),
        as_of: subject.as_of.to_string(),
        release: &reply.qgis,
        sent_version: &reply.knowledge.version,
        knowledge_version: &project.version,
        knowledge_hash: &knowledge.hash,
        total: reply.items.len(),
        items: list
            .iter()
            .filter(|item| item.shift != Shift::Stale)
            .map(|item| ItemValues {
                id: &item.id,
                text: &item.text,
                shift: item.shift.words(),
                then: &item.then,
                now: &item.now,
                said: item.said.split("\n\n").next().unwrap_or_default(),
                says: item.says.split("\n\n").next().unwrap_or_default(),
            })
            .collect(),
    };
    let markdown = templates.render("recheck.md", &values)?;
    let title = format!("{}: what has changed since our answers to {}", project.name, reply.form.name);
    Ok(Document {
        header: title.clone(),
        title,
        author: project.publisher.clone(),
        subject: format!("Changes between {} and {}", reply.as_of, subject.as_of),
        language: "en-GB".to_owned(),
        created,
        footer: format!("{} knowledge base {}, as of {}", project.name, project.version, subject.as_of),
        blocks: read_markdown(&markdown),
        attachments: Vec::new(),
    })
}
