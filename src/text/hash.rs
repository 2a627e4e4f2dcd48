//! Short hashes of text, for looking things up.

/// FNV-1a of characters: small, fast, and the same everywhere.
pub(crate) fn hash(chars: impl IntoIterator<Item = char>) -> u32 {
    chars.into_iter().fold(0x811c_9dc5u32, |hash, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}
