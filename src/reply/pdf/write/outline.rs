//! Bookmarks, nested as the headings are.

use super::super::style::PAGE_HEIGHT;
use super::Harvest;
use super::links::destination;
use super::value::{dict, name, text};
use lopdf::{Object, ObjectId};

/// Entries down to this depth are shown open.
const OPEN_DEPTH: usize = 1;

struct Entry {
    parent: Option<usize>,
    depth: usize,
    children: Vec<usize>,
}

/// Writes the outline, if there is a heading.
pub(super) fn write(doc: &mut lopdf::Document, pages: &[ObjectId], harvest: &Harvest) -> Option<ObjectId> {
    if harvest.bookmarks.is_empty() {
        return None;
    }
    let (entries, top) = nest(harvest);
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| doc.new_object_id()).collect();
    let siblings = |index: usize| -> &[usize] {
        entries[index].parent.map_or(top.as_slice(), |parent| entries[parent].children.as_slice())
    };
    let mut positions = vec![0; entries.len()];
    for list in entries.iter().map(|entry| &entry.children).chain([&top]) {
        for (position, &index) in list.iter().enumerate() {
            positions[index] = position;
        }
    }
    for (index, (_, title, page, y)) in harvest.bookmarks.iter().enumerate() {
        let entry = &entries[index];
        let parent = entry.parent.map_or(root, |parent| ids[parent]);
        let mut out = dict([
            ("Title", text(title)),
            ("Parent", Object::Reference(parent)),
            ("Dest", destination(pages[*page], PAGE_HEIGHT - (y - 10.0))),
        ]);
        let at = positions[index];
        if let Some(&before) = at.checked_sub(1).and_then(|at| siblings(index).get(at)) {
            out.set("Prev", Object::Reference(ids[before]));
        }
        if let Some(&after) = siblings(index).get(at + 1) {
            out.set("Next", Object::Reference(ids[after]));
        }
        if let (Some(&first), Some(&last)) = (entry.children.first(), entry.children.last()) {
            out.set("First", Object::Reference(ids[first]));
            out.set("Last", Object::Reference(ids[last]));
            let count = entry.children.len() as i64;
            out.set("Count", Object::Integer(if entry.depth < OPEN_DEPTH { count } else { -count }));
        }
        doc.set_object(ids[index], out);
    }
    let shown = entries.iter().filter(|entry| entry.depth <= OPEN_DEPTH).count();
    let (first, last) = (ids[top[0]], ids[top[top.len() - 1]]);
    doc.set_object(
        root,
        dict([
            ("Type", name("Outlines")),
            ("First", Object::Reference(first)),
            ("Last", Object::Reference(last)),
            ("Count", Object::Integer(shown as i64)),
        ]),
    );
    Some(root)
}

/// A heading stands under the nearest heading before it that has a higher rank.
fn nest(harvest: &Harvest) -> (Vec<Entry>, Vec<usize>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut top = Vec::new();
    let mut path: Vec<(u8, usize)> = Vec::new();
    for (index, (level, ..)) in harvest.bookmarks.iter().enumerate() {
        while path.last().is_some_and(|(above, _)| above >= level) {
            path.pop();
        }
        let parent = path.last().map(|&(_, parent)| parent);
        match parent {
            Some(parent) => entries[parent].children.push(index),
            None => top.push(index),
        }
        entries.push(Entry { parent, depth: path.len(), children: Vec::new() });
        path.push((*level, index));
    }
    (entries, top)
}
