//! Pages to a PDF file: printpdf writes pages, operators and fonts; what it lacks is added to its object graph with lopdf.

mod ops;
mod program;
mod tags;
mod outline;
mod links;
mod meta;
mod attach;
mod value;

use super::PdfError;
use super::anchors::Anchor;
use super::flow::Laid;
use super::page::{Area, Page};
use super::style::{PAGE_HEIGHT, PAGE_WIDTH};
use super::tree::ElemId;
use crate::reply::block::Document;
use lopdf::{Object, ObjectId};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};
use std::collections::BTreeMap;

/// What the pages hold beside their operators, for the objects that are made afterwards.
#[derive(Debug, Default)]
struct Harvest {
    /// For every page the element of each marked content, by its number.
    marks: Vec<Vec<ElemId>>,
    /// Clickable places: page, area, number of the link.
    links: Vec<(usize, Area, usize)>,
    /// Where links lead: page and height. The first place of a name counts.
    targets: BTreeMap<Anchor, (usize, f32)>,
    /// Headings: level, title, page, height.
    bookmarks: Vec<(u8, String, usize, f32)>,
}

/// Writes the file.
pub(super) fn write(document: &Document, pages: Vec<Page>, laid: Laid<'_>) -> Result<Vec<u8>, PdfError> {
    let Laid { shaper, mut tree, links: link_list, .. } = laid;
    let programs = program::programs(&shaper)?;
    drop(shaper);
    let mut pdf = PdfDocument::new("");
    for program in programs.iter().flatten() {
        pdf.resources.fonts.map.insert(program.id.clone(), printpdf::PdfFont::new(program.font.clone()));
    }
    let mut harvest = Harvest::default();
    let page_box = Rect::from_wh(Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT));
    for (number, page) in pages.into_iter().enumerate() {
        let ops = ops::page_ops(page, number, &programs, &mut tree, &mut harvest);
        let (media_box, trim_box, crop_box) = (page_box.clone(), page_box.clone(), page_box.clone());
        pdf.pages.push(PdfPage { media_box, trim_box, crop_box, ops });
    }
    // Its warnings speak of its own defaults (colours, images), none of which is used.
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut doc = pdf.to_lopdf_document(&options, &mut Vec::new());
    drop(pdf);
    doc.version = "1.7".to_owned();
    let page_ids: Vec<ObjectId> = doc.page_iter().collect();
    program::write_unicode_maps(&mut doc, &programs);
    let annotations = links::write(&mut doc, &page_ids, &harvest, &link_list, &mut tree);
    let root = tags::write(&mut doc, &page_ids, &harvest, &annotations, &tree);
    let outline = outline::write(&mut doc, &page_ids, &harvest);
    let files = attach::write(&mut doc, document);
    meta::write(&mut doc, document, meta::Parts { root, outline, files })?;
    save(doc)
}

fn save(mut doc: lopdf::Document) -> Result<Vec<u8>, PdfError> {
    doc.compress();
    let mut bytes = Vec::new();
    doc.save_modern(&mut bytes).map_err(lopdf::Error::from)?;
    Ok(bytes)
}

/// The catalog's dictionary.
fn catalog(doc: &mut lopdf::Document) -> Result<&mut lopdf::Dictionary, PdfError> {
    let root = doc.trailer.get(b"Root").and_then(Object::as_reference)?;
    Ok(doc.get_object_mut(root).and_then(Object::as_dict_mut)?)
}
