//! Word documents: the main part in one pass, with styles, lists and settings beside it.

mod controls;
mod ends;
mod legacy;
mod numbering;
mod parts;
mod styles;
mod tables;
mod walk;
mod words;

use super::Main;
use crate::questionnaire::package::Package;
use crate::questionnaire::{Error, Limits};

/// Reads a Word document.
///
/// # Errors
///
/// A damaged document, or more than the limits allow.
pub(super) fn read_docx(name: &str, package: &mut Package<'_>, limits: &Limits) -> Result<Main, Error> {
    let parts = parts::read_parts(name, package)?;
    let malformed = |why: String| Error::Malformed { name: name.to_owned(), why };
    let xml = package.text(&parts.main)?.ok_or_else(|| malformed("its main part is missing".to_owned()))?;
    let read =
        walk::walk(&xml, styles::read_styles(&parts.styles), numbering::read_numbering(&parts.numbering), limits.cells);
    let mut document = read
        .map_err(|why| malformed(format!("part `{}`: {why}", parts.main)))?
        .ok_or_else(|| Error::TooLarge { name: name.to_owned(), what: "paragraphs and cells", limit: limits.cells })?;
    document.protection = parts.protection;
    Ok(Main { path: parts.main, xml, document })
}
