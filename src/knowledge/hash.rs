//! One hash for a whole knowledge base.

use crate::text::InputFile;
use sha2::{Digest, Sha256};

/// SHA-256 over the paths and texts of all files in the order of their paths, lower-case hexadecimal. Line ends do not count,
/// so that a checkout on another system has the same hash.
pub(super) fn hash_files(files: &[InputFile]) -> String {
    let mut sorted: Vec<&InputFile> = files.iter().collect();
    sorted.sort_by(|a, b| a.path().cmp(b.path()));
    let mut hasher = Sha256::new();
    for file in sorted {
        for part in [file.path(), file.text()] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
