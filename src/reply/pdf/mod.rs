//! Blocks in, a tagged PDF out.
//!
//! ```text
//! Document -> prose (clean text with spans) -> shaped pieces -> lines -> strips -> pages -> PDF objects -> bytes
//! ```
//!
//! Everything up to the pages is our own layout and knows no PDF crate; `write` alone speaks to printpdf (pages, operators,
//! fonts) and lopdf (structure tree, outline, links, metadata, attachments). Lengths are in points, `y` grows downwards.
//! A page is drawn from strips: a strip is one line of text, one slice of a table row or one rule, and never breaks.

mod error;
mod fonts;
mod style;
mod tree;
mod page;
mod clean;
mod shape;
mod prose;
mod pieces;
mod lines;
mod strip;
mod anchors;
mod flow;
mod flow_text;
mod columns;
mod table;
mod paginate;
mod running;
mod write;
#[cfg(test)]
mod tests;

pub use error::PdfError;
pub use fonts::{FontRole, Fonts};

use super::block::Document;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// What a person should know: characters without a glyph, links that lead nowhere. Lower case, no full stop.
    pub warnings: Vec<String>,
    /// Number of pages.
    pub pages: usize,
}

/// Draws a document on A4 pages as a tagged PDF 1.7.
///
/// The same document and fonts give the same bytes. Time and memory grow with the length of the text, whatever it says.
///
/// # Errors
/// [`PdfError`] if a font cannot be subset or the file cannot be assembled; the document itself never causes one.
pub fn render_pdf(document: &Document, fonts: &Fonts) -> Result<Rendered, PdfError> {
    let mut flow = flow::Flow::new(document, fonts)?;
    flow.document(&document.blocks);
    let mut laid = flow.finish();
    let mut pages = paginate::paginate(std::mem::take(&mut laid.strips), &laid.headers);
    running::add(&mut pages, document, &mut laid.shaper);
    let count = pages.len();
    let mut warnings = laid.shaper.warnings();
    warnings.append(&mut laid.warnings);
    let bytes = write::write(document, pages, laid)?;
    Ok(Rendered { bytes, warnings, pages: count })
}
