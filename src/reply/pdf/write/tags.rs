//! The structure tree as objects.

use super::super::tree::{ElemId, Kid, Tree};
use super::Harvest;
use super::links::Annotation;
use super::value::{dict, name, text};
use lopdf::{Dictionary, Object, ObjectId};

/// Writes the tree and its way back from content to elements; returns the root.
pub(super) fn write(
    doc: &mut lopdf::Document,
    pages: &[ObjectId],
    harvest: &Harvest,
    annotations: &[Annotation],
    tree: &Tree,
) -> ObjectId {
    let root = doc.new_object_id();
    let ids: Vec<Option<ObjectId>> =
        (0..tree.elems.len()).map(|index| tree.is_attached(ElemId(index)).then(|| doc.new_object_id())).collect();
    let reference = |elem: ElemId| ids[elem.0].map_or(Object::Null, Object::Reference);
    let mut named = Vec::new();
    for (index, elem) in tree.elems.iter().enumerate() {
        let Some(id) = ids[index] else { continue };
        let parent = elem.parent.map_or(Object::Reference(root), reference);
        let mut out = dict([("Type", name("StructElem")), ("S", name(elem.tag)), ("P", parent)]);
        let home = elem.kids.iter().find_map(|kid| match kid {
            Kid::Mark { page, .. } | Kid::Annotation { page, .. } => Some(*page),
            Kid::Elem(_) => None,
        });
        if let Some(page) = home {
            out.set("Pg", Object::Reference(pages[page]));
        }
        let mut kids: Vec<Object> = elem
            .kids
            .iter()
            .map(|kid| match *kid {
                Kid::Elem(child) => reference(child),
                Kid::Mark { page, mcid } if Some(page) == home => Object::Integer(mcid as i64),
                Kid::Mark { page, mcid } => Object::Dictionary(dict([
                    ("Type", name("MCR")),
                    ("Pg", Object::Reference(pages[page])),
                    ("MCID", Object::Integer(mcid as i64)),
                ])),
                Kid::Annotation { page, number } => Object::Dictionary(dict([
                    ("Type", name("OBJR")),
                    ("Pg", Object::Reference(pages[page])),
                    ("Obj", Object::Reference(annotations[number].id)),
                ])),
            })
            .collect();
        match kids.len() {
            0 => {}
            1 => out.set("K", kids.remove(0)),
            _ => out.set("K", kids),
        }
        if let Some(lang) = elem.lang {
            out.set("Lang", text(lang));
        }
        if let Some((owner, key, value)) = elem.attribute {
            out.set("A", dict([("O", name(owner)), (key, name(value))]));
        }
        if let Some(id_text) = &elem.id {
            out.set("ID", text(id_text));
            named.push((id_text.clone(), id));
        }
        doc.set_object(id, out);
    }
    let parents = parent_tree(doc, pages, harvest, annotations, &reference);
    let mut out = dict([
        ("Type", name("StructTreeRoot")),
        ("K", reference(Tree::ROOT)),
        ("ParentTree", Object::Reference(parents)),
        ("ParentTreeNextKey", Object::Integer((pages.len() + annotations.len()) as i64)),
    ]);
    if !named.is_empty() {
        named.sort();
        let names = named.into_iter().flat_map(|(key, id)| [text(&key), Object::Reference(id)]).collect();
        out.set("IDTree", Object::Reference(doc.add_object(dict([("Names", Object::Array(names))]))));
    }
    doc.set_object(root, out);
    root
}

/// Number tree: page -> elements of its contents; annotation -> its element.
fn parent_tree(
    doc: &mut lopdf::Document,
    pages: &[ObjectId],
    harvest: &Harvest,
    annotations: &[Annotation],
    reference: &dyn Fn(ElemId) -> Object,
) -> ObjectId {
    let mut numbers = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let elems: Vec<Object> = harvest.marks[index].iter().map(|&elem| reference(elem)).collect();
        numbers.push(Object::Integer(index as i64));
        numbers.push(Object::Reference(doc.add_object(elems)));
        if let Ok(dictionary) = doc.get_object_mut(*page).and_then(Object::as_dict_mut) {
            dictionary.set("StructParents", Object::Integer(index as i64));
            dictionary.set("Tabs", name("S"));
        }
    }
    for (index, annotation) in annotations.iter().enumerate() {
        numbers.push(Object::Integer((pages.len() + index) as i64));
        numbers.push(reference(annotation.elem));
    }
    let mut tree = Dictionary::new();
    tree.set("Nums", numbers);
    doc.add_object(tree)
}
