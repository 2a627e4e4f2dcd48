//! The rows of a framework as a document, for PDF and DOCX.

use crate::diagnostic::Diagnostic;
use crate::publish::site::catalog::Catalog;
use crate::publish::site::sheet::Sheet;
use crate::reply::block::{AttachedFile, Document, read_markdown};
use crate::reply::letter;
use serde::Serialize;

#[derive(Serialize)]
struct Values {
    title: String,
    framework: String,
    version: String,
    url: String,
    project: String,
    publisher: String,
    product_version: String,
    approval: String,
    knowledge_version: String,
    knowledge_hash: String,
    as_of: String,
    general: String,
    answered: usize,
    total: usize,
    rows: Vec<RowValues>,
}

#[derive(Serialize)]
struct RowValues {
    id: String,
    badge: &'static str,
    word: &'static str,
    /// Markdown.
    answer: String,
}

/// The document, from the template `framework.md`.
pub(super) fn framework(
    catalog: &Catalog<'_>,
    sheet: &Sheet,
    templates: &letter::Templates,
    data: String,
) -> Result<Document, Box<Diagnostic>> {
    let knowledge = catalog.knowledge;
    let project = &knowledge.project;
    let values = Values {
        title: format!("{}: answers to {}", project.name, sheet.title),
        framework: sheet.title.clone(),
        version: sheet.version.clone(),
        url: sheet.url.clone(),
        project: project.name.clone(),
        publisher: project.publisher.clone(),
        product_version: catalog.subject.version.to_string(),
        approval: catalog.approval(catalog.current()).to_owned(),
        knowledge_version: project.version.clone(),
        knowledge_hash: knowledge.hash.clone(),
        as_of: catalog.as_of().to_string(),
        general: project.contacts.general.clone(),
        answered: sheet.rows.iter().filter(|row| !row.answers.is_empty()).count(),
        total: sheet.rows.len(),
        rows: sheet
            .rows
            .iter()
            .map(|row| RowValues {
                id: row.id.clone(),
                badge: if row.answers.is_empty() { "open" } else { row.standing.name() },
                word: row.standing.word(),
                answer: if row.answers.is_empty() {
                    row.text()
                } else {
                    // A cell of a table is one line; a line break would end the row.
                    row.answers
                        .iter()
                        .map(|answer| answer.short.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|"))
                        .collect::<Vec<_>>()
                        .join(" ")
                },
            })
            .collect(),
    };
    let markdown = templates.render("framework.md", &values)?;
    Ok(Document {
        header: values.title.clone(),
        subject: format!("Answers for {} {} by the ids of {}", project.name, values.product_version, sheet.title),
        title: values.title,
        author: project.publisher.clone(),
        language: "en-GB".to_owned(),
        created: catalog.created,
        footer: format!("{} knowledge base {}, as of {}", project.name, project.version, values.as_of),
        blocks: read_markdown(&markdown),
        attachments: vec![AttachedFile {
            name: format!("{}.json", sheet.slug),
            media_type: "application/json".to_owned(),
            description: "The same answers for machines".to_owned(),
            bytes: data.into_bytes(),
        }],
    })
}
