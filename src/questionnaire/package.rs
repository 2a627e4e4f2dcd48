//! ZIP containers of office files, read within limits.

use super::charset::decode;
use super::{Error, Limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An opened container. Every part was inflated once and counted: what its directory says about sizes is not trusted.
pub(crate) struct Package<'b> {
    name: String,
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    part_bytes: usize,
    xml_depth: usize,
}

impl<'b> Package<'b> {
    /// Opens a container.
    ///
    /// # Errors
    ///
    /// No ZIP container, encrypted parts, or more than the limits allow.
    pub(crate) fn open(name: &str, bytes: &'b [u8], limits: &Limits) -> Result<Self, Error> {
        let malformed = |why: String| Error::Malformed { name: name.to_owned(), why };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| malformed(error.to_string()))?;
        let told = told_parts(bytes).unwrap_or(archive.len()).max(archive.len());
        if told > limits.archive_entries {
            return Err(Error::TooLarge { name: name.to_owned(), what: "parts", limit: limits.archive_entries });
        }
        if told != archive.len() {
            // Which of two parts with one name counts, every program decides for itself.
            return Err(malformed("two of its parts have the same name".to_owned()));
        }
        let mut names = Vec::with_capacity(archive.len());
        // The ratio counts only beyond what any real form inflates to.
        let most = limits.inflated_bytes.min((bytes.len().saturating_mul(limits.inflation)).max(32 << 20));
        let mut left = most as u64;
        for index in 0..archive.len() {
            if archive.by_index_raw(index).is_ok_and(|part| part.encrypted()) {
                return Err(Error::Encrypted { name: name.to_owned() });
            }
            let part = archive.by_index(index).map_err(|error| malformed(error.to_string()))?;
            names.push(part.name().map_or_else(|_| String::new(), |name| name.into_owned()));
            let counted = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
                .map_err(|error| malformed(format!("part `{}`: {error}", names[index])))?;
            if counted > left {
                return Err(Error::TooLarge { name: name.to_owned(), what: "unpacked bytes", limit: most });
            }
            let xml = names[index].to_ascii_lowercase();
            if counted > limits.part_bytes as u64 && (xml.ends_with(".xml") || xml.ends_with(".bin")) {
                let what = "bytes in one part";
                return Err(Error::TooLarge { name: name.to_owned(), what, limit: limits.part_bytes });
            }
            left -= counted;
        }
        Ok(Self { name: name.to_owned(), archive, names, part_bytes: limits.part_bytes, xml_depth: limits.xml_depth })
    }

    /// The exact name of a part, also where only the case differs.
    pub(crate) fn find(&self, path: &str) -> Option<&str> {
        let path = path.trim_start_matches('/');
        let exact = self.names.iter().find(|name| *name == path);
        exact.or_else(|| self.names.iter().find(|name| name.eq_ignore_ascii_case(path))).map(String::as_str)
    }

    /// A part as text, if the container has it.
    ///
    /// # Errors
    ///
    /// A part beyond the limit, or one that cannot be read.
    pub(crate) fn text(&mut self, path: &str) -> Result<Option<String>, Error> {
        let Some(path) = self.find(path).map(str::to_owned) else { return Ok(None) };
        let malformed = |why: String| Error::Malformed { name: self.name.clone(), why };
        let part = self.archive.by_name(&path).map_err(|error| malformed(error.to_string()))?;
        let mut bytes = Vec::new();
        part.take(self.part_bytes as u64 + 1).read_to_end(&mut bytes).map_err(|error| malformed(error.to_string()))?;
        if bytes.len() > self.part_bytes {
            return Err(Error::TooLarge { name: self.name.clone(), what: "bytes in one part", limit: self.part_bytes });
        }
        let text = decode(&bytes, Some("utf-8")).map_err(|_| malformed(format!("part `{path}` is no text")))?;
        if super::xml::is_deeper(&text, self.xml_depth) {
            let what = "levels of nested elements";
            return Err(Error::TooLarge { name: self.name.clone(), what, limit: self.xml_depth });
        }
        Ok(Some(text))
    }

    /// Whether the container carries a signature that any change would break.
    pub(crate) fn is_signed(&self) -> bool {
        self.names.iter().any(|name| name.starts_with("_xmlsignatures/") || name == "META-INF/documentsignatures.xml")
    }
}

/// How many parts the record at the end of a container tells of; nothing where the record has no room for the number.
fn told_parts(bytes: &[u8]) -> Option<usize> {
    const RECORD: [u8; 4] = [0x50, 0x4b, 0x05, 0x06];
    // The record has 22 bytes and a comment of at most 64 KiB behind it.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let at = from + bytes[from..].windows(4).rposition(|window| window == RECORD)?;
    let count = u16::from_le_bytes([*bytes.get(at + 10)?, *bytes.get(at + 11)?]);
    (count != u16::MAX).then_some(usize::from(count))
}
