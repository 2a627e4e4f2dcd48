//! Blocks to a Word document.
//!
//! docx-rs builds the parts of the body; they break the schema, change from run to run and are not compressed, so `repair`
//! puts their elements in order, `parts` writes the parts around them, and `package` zips it all. Styles are data:
//! `templates/reply.styles.xml`.

mod body;
mod inline;
mod list;
mod measure;
mod order;
mod package;
mod page;
mod parts;
mod repair;
mod table;
#[cfg(test)]
mod tests;

use super::block::Document;
use body::Body;

/// A document that could not be written. Text never causes this; it means that the XML of docx-rs changed.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A part that docx-rs built is not well-formed.
    #[error("part `{part}` of the document is not well-formed at byte {at}: {cause}")]
    Part {
        /// Name of the part.
        part: &'static str,
        /// Where in the part, in bytes.
        at: u64,
        /// What the XML reader says.
        cause: String,
    },
    /// The container could not be written.
    #[error("the container of the document could not be written: {0}")]
    Container(#[from] zip::result::ZipError),
}

/// Draws a document as a Word file (Office Open XML, transitional).
///
/// Returns the bytes of the `.docx`. The same document always gives the same bytes. Attachments are not carried.
///
/// # Errors
///
/// [`DocxError`] when the parts cannot be put together, which no text of the document can bring about.
pub fn render_docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let Body { docx, links, has_lists } = body::build(document);
    let built = docx.build();
    let mut parts = vec![("word/document.xml", repair::repair("word/document.xml", &built.document)?)];
    if has_lists {
        parts.push(("word/numbering.xml", repair::repair("word/numbering.xml", &built.numberings)?));
    }
    for (name, bytes) in [("word/header1.xml", built.headers.first()), ("word/footer1.xml", built.footers.first())] {
        let bytes = bytes.expect("internal error: every document has a header and a footer");
        parts.push((name, repair::repair(name, bytes)?));
    }
    parts.extend(parts::around(document, &links, has_lists));
    package::zip(parts)
}
