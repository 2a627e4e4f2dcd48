//! Files carried inside the document.

use super::meta::pdf_date;
use super::value::{dict, name, text};
use crate::reply::block::{AttachedFile, Document};
use lopdf::{Object, ObjectId, Stream};

/// File specifications, by the name under which the document lists them.
pub(super) type Files = Vec<(String, ObjectId)>;

/// Writes the attached files.
pub(super) fn write(doc: &mut lopdf::Document, document: &Document) -> Files {
    let mut files: Files = Vec::new();
    for file in &document.attachments {
        let specification = specification(doc, file, document);
        // A name tree holds a name once.
        let taken = files.iter().filter(|(name, _)| name == &file.name).count();
        let key = if taken == 0 { file.name.clone() } else { format!("{} ({})", file.name, taken + 1) };
        files.push((key, specification));
    }
    files.sort();
    files
}

fn specification(doc: &mut lopdf::Document, file: &AttachedFile, document: &Document) -> ObjectId {
    let date = pdf_date(document.created);
    let params = dict([
        ("Size", Object::Integer(i64::try_from(file.bytes.len()).unwrap_or(i64::MAX))),
        ("CreationDate", Object::string_literal(date.clone())),
        ("ModDate", Object::string_literal(date)),
    ]);
    let stream = dict([
        ("Type", name("EmbeddedFile")),
        ("Subtype", name(&file.media_type)),
        ("Params", Object::Dictionary(params)),
    ]);
    let stream = doc.add_object(Stream::new(stream, file.bytes.clone()));
    let embedded = dict([("F", Object::Reference(stream)), ("UF", Object::Reference(stream))]);
    doc.add_object(dict([
        ("Type", name("Filespec")),
        ("F", text(&file.name)),
        ("UF", text(&file.name)),
        ("Desc", text(&file.description)),
        ("AFRelationship", name("Data")),
        ("EF", Object::Dictionary(embedded)),
    ]))
}
