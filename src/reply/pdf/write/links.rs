//! Clickable places as annotations.

use super::super::anchors::{Link, Target};
use super::super::style::PAGE_HEIGHT;
use super::super::tree::{ElemId, Tree};
use super::Harvest;
use super::value::{dict, length, name, text};
use lopdf::{Object, ObjectId, StringFormat};

/// An annotation, in the order of its `/StructParent`.
pub(super) struct Annotation {
    pub(super) id: ObjectId,
    pub(super) elem: ElemId,
}

/// Adds the annotations to their pages and to their elements. `/StructParent` numbers follow those of the pages.
pub(super) fn write(
    doc: &mut lopdf::Document,
    pages: &[ObjectId],
    harvest: &Harvest,
    links: &[Link],
    tree: &mut Tree,
) -> Vec<Annotation> {
    let mut made = Vec::new();
    let mut on_page: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for &(page, area, number) in &harvest.links {
        let link = &links[number];
        let action = match &link.target {
            Target::Uri(uri) => {
                let uri = Object::String(uri.as_bytes().to_vec(), StringFormat::Literal);
                ("A", Object::Dictionary(dict([("Type", name("Action")), ("S", name("URI")), ("URI", uri)])))
            }
            Target::Inside(anchor) => {
                let Some(&(to, y)) = harvest.targets.get(anchor) else { continue };
                let top = PAGE_HEIGHT - (y - 6.0);
                ("Dest", destination(pages[to], top))
            }
        };
        let corners = [area.x, PAGE_HEIGHT - area.y - area.height, area.x + area.width, PAGE_HEIGHT - area.y];
        let annotation = dict([
            ("Type", name("Annot")),
            ("Subtype", name("Link")),
            ("Rect", Object::Array(corners.map(|at| Object::Real(length(at))).to_vec())),
            ("Border", Object::Array(vec![0.into(), 0.into(), 0.into()])),
            // Printed, which also keeps it visible to checkers.
            ("F", 4.into()),
            ("Contents", text(&link.label)),
            ("StructParent", Object::Integer((pages.len() + made.len()) as i64)),
            action,
        ]);
        let id = doc.add_object(annotation);
        tree.annotate(link.elem, page, made.len());
        on_page[page].push(Object::Reference(id));
        made.push(Annotation { id, elem: link.elem });
    }
    for (page, annotations) in pages.iter().zip(on_page) {
        if let Ok(dictionary) = doc.get_object_mut(*page).and_then(Object::as_dict_mut) {
            if annotations.is_empty() {
                dictionary.remove(b"Annots");
            } else {
                dictionary.set("Annots", annotations);
            }
        }
    }
    made
}

/// A place on a page, at the magnification that the reader has.
pub(super) fn destination(page: ObjectId, top: f32) -> Object {
    Object::Array(vec![
        Object::Reference(page),
        name("XYZ"),
        Object::Null,
        Object::Real(length(top.clamp(0.0, PAGE_HEIGHT))),
        Object::Null,
    ])
}
