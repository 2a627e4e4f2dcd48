//! One reader a format. Each turns content into a [`Reading`](super::draft::Reading); none judges a whole form.

pub(super) mod csv;

/// The sign that delimits a text, and the bytes before its first record.
pub(crate) fn csv_dialect(content: &str) -> (u8, usize) {
    csv::dialect(content)
}

pub(super) mod email;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod outlook;
pub(crate) mod records;
pub(super) mod text;
