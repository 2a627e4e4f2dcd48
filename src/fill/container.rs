//! ZIP containers written with some parts replaced: all others keep their bytes and their order.

use super::FillError;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Writes a container again with the given parts replaced.
///
/// # Errors
///
/// A container that cannot be read or written.
pub(super) fn replace_parts(name: &str, bytes: &[u8], parts: &BTreeMap<String, String>) -> Result<Vec<u8>, FillError> {
    let failed = |error: zip::result::ZipError| FillError::Malformed { name: name.to_owned(), why: error.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 64 * 1024)));
    writer.set_raw_comment(archive.comment().to_vec().into_boxed_slice()).map_err(failed)?;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(failed)?;
        let path = part.name().map_err(failed)?.into_owned();
        match parts.get(&path) {
            None => writer.raw_copy_file(part).map_err(failed)?,
            Some(text) => {
                let mut options = SimpleFileOptions::default().compression_method(
                    if part.compression() == CompressionMethod::Stored {
                        CompressionMethod::Stored
                    } else {
                        CompressionMethod::Deflated
                    },
                );
                if let Some(moment) = part.last_modified() {
                    options = options.last_modified_time(moment);
                }
                drop(part);
                writer.start_file(path, options).map_err(failed)?;
                writer.write_all(text.as_bytes()).map_err(|error| failed(error.into()))?;
            }
        }
    }
    Ok(writer.finish().map_err(failed)?.into_inner())
}
