//! Every cap a reader obeys, in one place.

use std::fmt;

/// Defines the caps once: the field, its name on the command line, its documentation and its default.
macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $field:ident / $name:literal = $default:expr;)+) => {
        /// How much of a form is read before it is refused or cut. Forms are hostile until proven otherwise: memory and time are
        /// bounded by these numbers.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Limits {
            $($(#[doc = $doc])+ pub $field: usize,)+
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        impl Limits {
            /// Names of all limits, what each is about, and its default, in the order they are documented.
            pub const ALL: &'static [(&'static str, &'static str, usize)] =
                &[$(($name, concat!($($doc),+), $default),)+];

            /// Sets a limit by its name.
            ///
            /// # Errors
            ///
            /// There is no limit of this name.
            pub fn set(&mut self, name: &str, value: usize) -> Result<(), UnknownLimit> {
                match name {
                    $($name => self.$field = value,)+
                    _ => return Err(UnknownLimit(name.to_owned())),
                }
                Ok(())
            }
        }
    };
}

limits! {
    /// Bytes of a file. Larger files are an error. 50 MiB is more than mail servers let through.
    bytes / "bytes" = 50 * 1024 * 1024;
    /// Lines of decoded text in one part. More are an error.
    lines / "lines" = 1_000_000;
    /// Cells of all tables in one part. More are an error.
    cells / "cells" = 2_000_000;
    /// Rows stored in all sheets of a workbook. More are an error; one sheet has room for 1,048,576.
    rows / "rows" = 3_000_000;
    /// Items of a form. More are an error; the largest real form has under 2,000.
    items / "items" = 20_000;
    /// Characters of a line. Longer lines (minified data) are left out, with a note.
    line_chars / "line-chars" = 20_000;
    /// Characters of one item's text or guidance. Longer ones are cut, with a note.
    item_chars / "item-chars" = 10_000;
    /// MIME parts of a mail, all levels together. Further parts are left out, with a note.
    mime_parts / "mime-parts" = 500;
    /// Levels of MIME nesting, attached mails included. Deeper parts are left out, with a note.
    mime_depth / "mime-depth" = 10;
    /// Bytes of one header section of a mail. The rest of a longer one is left out.
    header_bytes / "header-bytes" = 256 * 1024;
    /// Attachments of a mail that are read for items. Further ones are only listed.
    attachments_read / "attachments" = 20;
    /// Bytes of a page. A larger file is an error, a larger body of a mail is left out, with a note.
    html_bytes / "html-bytes" = 8 * 1024 * 1024;
    /// Levels of open HTML elements. A deeper file is an error, a deeper body of a mail is left out, with a note.
    html_depth / "html-depth" = 200;
    /// Levels of nesting in JSON and YAML. More are an error.
    tree_depth / "tree-depth" = 40;
    /// Parts of an office file. More are an error.
    archive_entries / "archive-entries" = 10_000;
    /// Bytes of all parts of an office file, unpacked. More are an error.
    inflated_bytes / "inflated-bytes" = 512 << 20;
    /// How many times its size an office file may unpack to, beyond the first 32 MiB. More is an error.
    inflation / "inflation" = 150;
    /// Bytes of one XML part of an office file. More are an error.
    part_bytes / "part-bytes" = 64 << 20;
    /// Levels of nested elements in one XML part. More are an error.
    xml_depth / "xml-depth" = 256;
    /// Pages of a PDF. More are an error.
    pdf_pages / "pdf-pages" = 1_000;
    /// Bytes of all page contents of a PDF, unpacked, and of any one stream. Pages beyond are left out, with a note.
    pdf_stream_bytes / "pdf-stream-bytes" = 64 << 20;
    /// Drawing operators of all pages of a PDF. Pages beyond are left out, with a note.
    pdf_operations / "pdf-operations" = 5_000_000;
    /// Characters of all pages of a PDF. Pages beyond are left out, with a note.
    pdf_characters / "pdf-characters" = 2_000_000;
    /// Ruled lines of all pages of a PDF. Further ones are not seen.
    pdf_rules / "pdf-rules" = 400_000;
    /// Fields of a PDF form. Further ones are left out.
    pdf_fields / "pdf-fields" = 3_000;
    /// Steps of looking up drop-down lists: cells and characters. What goes beyond is taken for free text.
    work / "work" = 20_000_000;
    /// Seconds a command may take. The program counts them, the readers know no clock.
    seconds / "seconds" = 600;
}

/// There is no limit of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLimit(pub String);

impl fmt::Display for UnknownLimit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "unknown limit `{}`", self.0)
    }
}

impl std::error::Error for UnknownLimit {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_set_by_name() {
        let mut limits = Limits::default();
        limits.set("archive-entries", 5).unwrap();
        assert_eq!(limits.archive_entries, 5);
        assert_eq!(limits.set("archive", 5).unwrap_err().to_string(), "unknown limit `archive`");
        for (name, doc, default) in Limits::ALL {
            assert!(doc.ends_with('.') && *default > 0, "{name}");
        }
    }
}
