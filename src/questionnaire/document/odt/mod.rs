//! OpenDocument texts: the content part in one pass.

mod ends;
mod fields;
mod styles;
mod walk;

use super::Main;
use super::model::Protection;
use crate::questionnaire::opendocument::CONTENT;
use crate::questionnaire::package::Package;
use crate::questionnaire::{Error, Limits};

/// Reads an OpenDocument text.
///
/// # Errors
///
/// A damaged or encrypted document, or more than the limits allow.
pub(super) fn read_odt(name: &str, package: &mut Package<'_>, limits: &Limits) -> Result<Main, Error> {
    let malformed = |why: String| Error::Malformed { name: name.to_owned(), why };
    if package.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Error::Encrypted { name: name.to_owned() });
    }
    let xml = package.text(CONTENT)?.ok_or_else(|| malformed("no content part in it".to_owned()))?;
    let mut styles = styles::Styles::default();
    styles.read(&package.text("styles.xml")?.unwrap_or_default());
    styles.read(&xml);
    let read = walk::walk(&xml, styles, limits.cells).map_err(|why| malformed(format!("part `{CONTENT}`: {why}")))?;
    let mut document = read.ok_or_else(|| Error::TooLarge {
        name: name.to_owned(),
        what: "paragraphs and cells",
        limit: limits.cells,
    })?;
    let settings = package.text("settings.xml")?.unwrap_or_default();
    if setting(&settings, "ProtectForm") {
        document.protection = Protection::Fields;
    }
    Ok(Main { path: CONTENT.to_owned(), xml, document })
}

/// Whether a setting is on.
fn setting(settings: &str, name: &str) -> bool {
    let Some((_, after)) = settings.split_once(&format!("\"{name}\"")) else { return false };
    after.split_once('>').is_some_and(|(_, value)| value.starts_with("true"))
}
