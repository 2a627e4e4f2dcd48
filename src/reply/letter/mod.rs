//! The letter: answers through the templates into one document of blocks.

mod context;
mod summary;
mod template;

pub use template::Templates;

use super::Material;
use super::block::{AttachedFile, Document, read_markdown};
use crate::diagnostic::Diagnostic;

/// Writes the reply as a document: the template `reply.md` over the answers, read into blocks, with `answers.json` attached.
///
/// # Errors
///
/// A template that does not render, as a diagnostic with its line.
pub fn write_letter(
    material: &Material<'_>,
    templates: &Templates,
    answers_json: &str,
) -> Result<Document, Box<Diagnostic>> {
    let letter = context::Letter::new(material);
    let markdown = templates.render("reply.md", &letter)?;
    let project = &material.knowledge.project;
    let mark = if letter.is_draft() { "DRAFT · " } else { "" };
    Ok(Document {
        title: format!("{mark}{}", letter.title()),
        author: project.publisher.clone(),
        subject: format!(
            "Security questionnaire {}, answered for {} {}",
            material.form.name, project.name, material.subject.version
        ),
        language: "en-GB".to_owned(),
        created: material.created,
        header: format!("{mark}{}", letter.title()),
        footer: format!("{} knowledge base {}, as of {}", project.name, project.version, material.subject.as_of),
        blocks: read_markdown(&markdown),
        attachments: vec![AttachedFile {
            name: "answers.json".to_owned(),
            media_type: "application/json".to_owned(),
            description: "The same answers for machines".to_owned(),
            bytes: answers_json.as_bytes().to_vec(),
        }],
    })
}
