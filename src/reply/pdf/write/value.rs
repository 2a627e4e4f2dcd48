//! Small helpers for PDF values.

use lopdf::{Dictionary, Object, StringFormat};

/// A dictionary from pairs.
pub(super) fn dict<const N: usize>(pairs: [(&str, Object); N]) -> Dictionary {
    Dictionary::from_iter(pairs)
}

/// A name.
pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A text string: ASCII as it is, all else as UTF-16 with a byte order mark.
pub(super) fn text(text: &str) -> Object {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    if clean.is_ascii() {
        return Object::String(clean.into_bytes(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(clean.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A length, rounded to what a printer can tell apart.
pub(super) fn length(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
