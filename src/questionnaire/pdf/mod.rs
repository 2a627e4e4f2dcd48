//! PDF forms: what stands on the pages, and the fields that can be filled.
//!
//! ```text
//! bytes -> document (objects under limits) -> walk: characters and ruled lines -> furniture off -> blocks: tables, text
//!            '-> fields: AcroForm           -> join over pages -> flow: layout finder, prose -> pairing with fields -> drafts
//! ```
//!
//! Lengths are in points from the top left corner of the upright page.

mod blocks;
mod document;
mod fields;
mod flow;
mod font;
mod furniture;
mod geometry;
mod join;
mod labels;
mod lines;
mod page;
mod pairing;
mod path;
mod ruled;
mod signs;
mod table;
mod unruled;
mod walk;

pub(crate) use document::{Pdf, guarded, number, text_of};
pub(crate) use fields::{Field, FieldKind, Fields, read_fields};

use super::draft::Reading;
use super::layout::{Grid, Layout};
use super::{Error, FormKind, Limits};
use blocks::{Block, blocks_of};
use page::Page;
use walk::{Budget, FontCache, walk_page};

/// What was seen in a PDF.
#[derive(Debug)]
pub(super) struct PdfForm {
    pub(super) reading: Reading,
    pub(super) grids: Vec<Grid>,
    pub(super) layouts: Vec<Layout>,
}

/// Reads a PDF as a form.
///
/// # Errors
///
/// A damaged file, one that needs a password, or more than the limits allow.
pub(super) fn read_pdf(name: &str, bytes: &[u8], limits: &Limits) -> Result<PdfForm, Error> {
    let pdf = Pdf::load(name, bytes, limits)?;
    let mut reading = Reading::new(FormKind::Pdf);
    let mut pages = read_pages(&pdf, limits, &mut reading.notes);
    furniture::drop_furniture(&mut pages);
    let fields = read_fields(&pdf, limits);
    say_what_is_missing(&pdf, &pages, &fields, &mut reading.notes);
    let mut blocks: Vec<Vec<Block>> = Vec::with_capacity(pages.len());
    for page in &pages {
        let open = blocks.last().and_then(|above| match above.last() {
            Some(Block::Table(table)) => Some(table.edges.clone()),
            _ => None,
        });
        blocks.push(blocks_of(page, open.as_deref()));
    }
    let lines: Vec<Vec<lines::Line>> =
        pages.iter().map(|page| lines::lines_of(&page.glyphs.iter().collect::<Vec<_>>())).collect();
    let flow = flow::read_blocks(join::join_pages(blocks), title_of(&pdf));
    reading.title = flow.title;
    reading.drafts = pairing::pair(flow.placed, &fields, &lines);
    Ok(PdfForm { reading, grids: flow.grids, layouts: flow.layouts })
}

fn read_pages(pdf: &Pdf, limits: &Limits, notes: &mut Vec<String>) -> Vec<Page> {
    let mut budget = Budget::new(limits);
    let mut fonts = FontCache::new();
    let mut pages = Vec::with_capacity(pdf.pages.len());
    for (index, id) in pdf.pages.iter().enumerate() {
        match guarded(|| walk_page(pdf, *id, &mut budget, &mut fonts)).flatten() {
            Some(page) => pages.push(page),
            None => {
                notes.push(format!("page {} is damaged or too large and was left out", index + 1));
                pages.push(Page::default());
            }
        }
    }
    pages
}

/// Says what a person must know before trusting the reading.
fn say_what_is_missing(pdf: &Pdf, pages: &[Page], fields: &Fields, notes: &mut Vec<String>) {
    let letters = |page: &Page| page.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).count();
    let scanned: Vec<String> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| letters(page) < 8 && page.pictures > 0)
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    if !scanned.is_empty() && scanned.len() == pages.len() {
        notes.push(
            "its pages are scanned pictures without text; save it with recognised text (OCR) and try again".to_owned(),
        );
    } else if !scanned.is_empty() {
        let shown = scanned.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
        notes.push(format!("pages without text, only pictures, were not read: {shown}"));
    }
    let (known, unknown): (usize, usize) =
        pages.iter().fold((0, 0), |(known, unknown), page| (known + letters(page), unknown + page.unknown));
    if unknown > 20 && unknown * 4 > known {
        notes.push(format!("the PDF does not say what {unknown} of its characters are; they were left out"));
    }
    if pdf.encrypted() {
        notes.push("the PDF is encrypted; it opens without a password and was read, but it is not filled".to_owned());
    } else if let Some(why) = &fields.refused {
        notes.push(format!("the PDF is not filled: {why}"));
    } else if fields.list.is_empty() && scanned.len() < pages.len() {
        notes.push(
            "the PDF has no form fields, so the answers go into the reply document and the file is not filled"
                .to_owned(),
        );
    }
}

fn title_of(pdf: &Pdf) -> Option<String> {
    let info = pdf.dict(pdf.doc.trailer.get(b"Info").ok()?)?;
    let title = pdf.text(info, b"Title")?;
    let title = title.trim().trim_start_matches("Microsoft Word - ").to_owned();
    let named =
        !title.is_empty() && !title.to_lowercase().ends_with(".docx") && !title.to_lowercase().starts_with("untitled");
    named.then_some(title)
}
