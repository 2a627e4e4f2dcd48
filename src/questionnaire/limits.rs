//! Every cap a reader obeys, in one place.

/// How much of a form is read before it is refused or cut. Forms are hostile until proven otherwise: memory and time are
/// bounded by these numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file. Larger files are an error. 50 MiB is more than mail servers let through.
    pub bytes: usize,
    /// Lines of decoded text in one part. More are an error.
    pub lines: usize,
    /// Cells of all tables in one part. More are an error.
    pub cells: usize,
    /// Items of a form. More are an error; the largest real form has under 2,000.
    pub items: usize,
    /// Characters of a line. Longer lines (minified data) are left out, with a note.
    pub line_chars: usize,
    /// Characters of one item's text or guidance. Longer ones are cut, with a note.
    pub item_chars: usize,
    /// MIME parts of a mail, all levels together. Further parts are left out, with a note.
    pub mime_parts: usize,
    /// Levels of MIME nesting, attached mails included. Deeper parts are left out, with a note.
    pub mime_depth: usize,
    /// Bytes of one header section of a mail. The rest of a longer one is left out.
    pub header_bytes: usize,
    /// Attachments of a mail that are read for items. Further ones are only listed.
    pub attachments_read: usize,
    /// Bytes of an HTML body. Larger ones are left out, with a note: layout costs far more than reading.
    pub html_bytes: usize,
    /// Levels of open HTML elements. Deeper bodies are left out, with a note.
    pub html_depth: usize,
    /// Parts of an office file. More are an error.
    pub archive_entries: usize,
    /// Bytes of all parts of an office file, unpacked. More are an error.
    pub inflated_bytes: usize,
    /// How many times its size an office file may unpack to, beyond the first 32 MiB. More is an error.
    pub inflation: usize,
    /// Bytes of one part of an office file that is read. More are an error.
    pub part_bytes: usize,
    /// Pages of a PDF. More are an error.
    pub pdf_pages: usize,
    /// Bytes of all page contents of a PDF, unpacked, and of any one stream. Pages beyond are left out, with a note.
    pub pdf_stream_bytes: usize,
    /// Drawing operators of all pages of a PDF. Pages beyond are left out, with a note.
    pub pdf_operations: usize,
    /// Characters of all pages of a PDF. Pages beyond are left out, with a note.
    pub pdf_characters: usize,
    /// Ruled lines of all pages of a PDF. Further ones are not seen.
    pub pdf_rules: usize,
    /// Fields of a PDF form. Further ones are left out.
    pub pdf_fields: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 50 * 1024 * 1024,
            lines: 1_000_000,
            cells: 2_000_000,
            items: 20_000,
            line_chars: 20_000,
            item_chars: 10_000,
            mime_parts: 500,
            mime_depth: 10,
            header_bytes: 256 * 1024,
            attachments_read: 20,
            html_bytes: 2 * 1024 * 1024,
            html_depth: 200,
            archive_entries: 10_000,
            inflated_bytes: 512 << 20,
            inflation: 150,
            part_bytes: 128 << 20,
            pdf_pages: 1_000,
            pdf_stream_bytes: 64 << 20,
            pdf_operations: 5_000_000,
            pdf_characters: 2_000_000,
            pdf_rules: 400_000,
            pdf_fields: 3_000,
        }
    }
}
