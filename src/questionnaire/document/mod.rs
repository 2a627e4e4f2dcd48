//! Documents with pages: Word and OpenDocument text, read into one model and searched by one finder.
//!
//! ```text
//! bytes -> package -> docx | odt: one pass over the main part -> model, with the bytes of every place
//!       -> find: tables through the layout finder, paragraphs through prose -> drafts, and a target for each slot
//! ```

mod boxes;
mod counting;
mod docx;
mod find;
mod model;
mod odt;

use counting::written;
use find::is_prompt;
pub(crate) use find::{Found, Target};
pub(crate) use model::{Document, FieldKind, Paragraph, Row, Span, Splice, TickBox};

use super::draft::Reading;
use super::package::Package;
use super::{Error, FormKind, Limits};

/// A document with what was found in it.
pub(crate) struct Seen {
    /// Name of its main part.
    pub(crate) path: String,
    /// Text of its main part.
    pub(crate) xml: String,
    /// The model.
    pub(crate) document: Document,
    /// What it asks, and where the answers go.
    pub(crate) found: Found,
    /// Whether it carries a signature.
    pub(crate) signed: bool,
}

/// Reads a document with everything a filler must know.
///
/// # Errors
///
/// A damaged or encrypted document, or more than the limits allow.
pub(crate) fn see(name: &str, bytes: &[u8], kind: FormKind, limits: &Limits) -> Result<Seen, Error> {
    let mut package = Package::open(name, bytes, limits)?;
    let signed = package.is_signed();
    let main = match kind {
        FormKind::Odt => odt::read_odt(name, &mut package, limits)?,
        _ => docx::read_docx(name, &mut package, limits)?,
    };
    let found = find::find(&main.document, limits);
    Ok(Seen { path: main.path, xml: main.xml, document: main.document, found, signed })
}

/// The main part of a document.
struct Main {
    /// Its name in the container.
    path: String,
    /// Its text.
    xml: String,
    /// What was read from it.
    document: Document,
}

/// Reads a document as a form.
///
/// # Errors
///
/// As [`see`].
pub(super) fn read_document(name: &str, bytes: &[u8], kind: FormKind, limits: &Limits) -> Result<Reading, Error> {
    let seen = see(name, bytes, kind, limits)?;
    let mut reading = Reading::new(kind);
    reading.title = seen.found.title;
    reading.notes = seen.found.notes;
    reading.drafts = seen.found.drafts;
    Ok(reading)
}
