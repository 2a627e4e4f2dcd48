//! The container: parts in a fixed order, compressed, with the oldest date a ZIP file can hold.

use super::DocxError;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// Zips parts. `[Content_Types].xml` comes first, as readers that look at the first bytes expect; the rest by name.
pub(super) fn zip(mut parts: Vec<(&'static str, String)>) -> Result<Vec<u8>, DocxError> {
    // '[' sorts before the lower-case letters and '_' too.
    parts.sort_by_key(|(name, _)| *name);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        writer.start_file(name, options)?;
        writer.write_all(xml.as_bytes()).map_err(zip::result::ZipError::Io)?;
    }
    Ok(writer.finish()?.into_inner())
}
