//! A knowledge base in one file: a ZIP of its folder, to keep beside a reply that was sent, and to compare with later.

use super::read::place;
use crate::text::InputFile;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// No knowledge base has more files.
const MOST_FILES: usize = 50_000;
/// The largest file of a packed base, unpacked, in bytes.
const MOST_BYTES: u64 = 8 << 20;
/// All files of a packed base together, unpacked, in bytes.
const MOST_UNPACKED: u64 = 256 << 20;

/// Why a packed base could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    /// No ZIP container, or a broken one.
    #[error("`{name}` is no packed knowledge base: {why}")]
    Malformed {
        /// Name of the file.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// Beyond what any base needs.
    #[error("`{name}` is too large for a packed knowledge base: more than {limit} {what}")]
    TooLarge {
        /// Name of the file.
        name: String,
        /// What was counted.
        what: &'static str,
        /// The limit that was passed.
        limit: u64,
    },
}

/// Packs a base. The same files give the same bytes, wherever their folder lies and whenever they were written.
pub fn pack(files: &[InputFile]) -> Vec<u8> {
    let sorted: BTreeMap<String, &str> = files.iter().map(|file| (place(file.path()).join("/"), file.text())).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (path, text) in sorted {
        writer.start_file(path, options).expect("internal error: a path of a base is no name of a part");
        writer.write_all(text.as_bytes()).expect("internal error: memory cannot be written");
    }
    writer.finish().expect("internal error: memory cannot be written").into_inner()
}

/// The files of a packed base, with `name` before their paths. Entries that are no part of a base are left out.
///
/// # Errors
///
/// No ZIP container, one without a base in it, or one that unpacks to more than any base needs.
pub fn unpack(name: &str, bytes: &[u8]) -> Result<Vec<InputFile>, PackError> {
    let malformed = |why: String| PackError::Malformed { name: name.to_owned(), why };
    let too_large = |what, limit| PackError::TooLarge { name: name.to_owned(), what, limit };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| malformed(error.to_string()))?;
    if archive.len() > MOST_FILES {
        return Err(too_large("files", MOST_FILES as u64));
    }
    let mut left = MOST_UNPACKED;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| malformed(error.to_string()))?;
        let path = part.name().map_err(|error| malformed(error.to_string()))?.into_owned();
        if !(path.ends_with(".md") || path.ends_with(".yaml")) {
            continue;
        }
        let mut content = Vec::new();
        // What the directory of the container says about sizes is not trusted.
        part.take(MOST_BYTES + 1).read_to_end(&mut content).map_err(|error| malformed(format!("`{path}`: {error}")))?;
        if content.len() as u64 > MOST_BYTES {
            return Err(too_large("bytes in one file", MOST_BYTES));
        }
        left = left.checked_sub(content.len() as u64).ok_or_else(|| too_large("bytes unpacked", MOST_UNPACKED))?;
        let text = String::from_utf8(content).map_err(|_| malformed(format!("`{path}` is no UTF-8 text")))?;
        files.push(InputFile::new(format!("{name}/{path}"), &text));
    }
    if !files.iter().any(|file| place(file.path()) == ["project.yaml"]) {
        return Err(malformed("it has no project.yaml".to_owned()));
    }
    files.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(folder: &str) -> Vec<InputFile> {
        ["project.yaml", "facts/cache/encrypted.md", "sources/docs.yaml"]
            .map(|path| InputFile::new(format!("{folder}/{path}"), &format!("text of {path}\n")))
            .to_vec()
    }

    #[test]
    fn what_is_packed_comes_back_and_the_folder_does_not_matter() {
        let packed = pack(&base("knowledge"));
        let mut turned = base("../elsewhere/knowledge");
        turned.reverse();
        assert_eq!(packed, pack(&turned));
        let files = unpack("old.zip", &packed).unwrap();
        let seen: Vec<(&str, &str)> = files.iter().map(|file| (file.path(), file.text())).collect();
        assert_eq!(seen[0], ("old.zip/facts/cache/encrypted.md", "text of facts/cache/encrypted.md\n"));
        assert_eq!(seen.len(), 3);
    }

    #[test]
    fn other_files_are_refused() {
        let why = |bytes: &[u8]| unpack("x.zip", bytes).unwrap_err().to_string();
        assert!(why(b"no archive").starts_with("`x.zip` is no packed knowledge base"));
        assert_eq!(why(&pack(&base("k")[1..])), "`x.zip` is no packed knowledge base: it has no project.yaml");
        let packed = pack(&base("k"));
        assert!(unpack("x.zip", &packed[..packed.len() / 2]).is_err());
    }

    #[test]
    fn a_file_that_unpacks_to_too_much_is_refused() {
        let mut files = base("k");
        files.push(InputFile::new("k/facts/big.md", &"a".repeat(MOST_BYTES as usize + 1)));
        assert!(matches!(unpack("x.zip", &pack(&files)), Err(PackError::TooLarge { .. })));
    }
}
