//! JSON and YAML: lists of records whose keys say what they ask, however deep they lie, and the known shapes among them.

mod generic;
mod keys;
mod record;
mod vsaq;

pub(crate) use vsaq::shown_by as vsaq_shown_by;

use crate::questionnaire::draft::{Draft, Reading};
use crate::questionnaire::tree::{Fault, Node, read_json, read_yaml};
use crate::questionnaire::{Error, FormKind, Limits};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a tree asks.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Its title.
    pub(in crate::questionnaire) title: Option<String>,
    /// Its items.
    pub(in crate::questionnaire) drafts: Vec<Draft>,
    /// Values that can be replaced, by address.
    pub(crate) spots: BTreeMap<String, Spot>,
    /// What a person should know.
    pub(in crate::questionnaire) notes: Vec<String>,
    /// Whether answers go into a file of their own, as Google VSAQ loads them: places are then ids.
    pub(crate) vsaq: bool,
}

/// A value that can be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Its bytes.
    pub(crate) span: Range<usize>,
    /// Whether picked answers are written as truth values and numbers rather than as text.
    pub(crate) literal: bool,
}

/// Reads a tree as a form.
///
/// # Errors
///
/// Text that is no tree, more than the limits allow, or one of our own replies.
pub(in crate::questionnaire) fn read_records(
    name: &str,
    content: &str,
    kind: FormKind,
    limits: &Limits,
) -> Result<Reading, Error> {
    let node = read_tree(name, content, kind, limits)?;
    if is_own_reply(&node) {
        return Err(Error::NoForm {
            name: name.to_owned(),
            what: "a reply of this program (`answers.json`), not a form",
        });
    }
    let found = find_items(&node, content);
    let mut reading = Reading::new(kind);
    reading.title = found.title;
    reading.drafts = found.drafts;
    reading.notes = found.notes;
    Ok(reading)
}

/// Reads text as a tree.
///
/// # Errors
///
/// Text that is no tree, or more than the limits allow.
pub(crate) fn read_tree(name: &str, content: &str, kind: FormKind, limits: &Limits) -> Result<Node, Error> {
    let read = match kind {
        FormKind::Yaml => read_yaml(content, limits.tree_depth, limits.cells),
        _ => read_json(content, limits.tree_depth, limits.cells),
    };
    read.map_err(|fault| match fault {
        Fault::TooMany => Error::TooLarge { name: name.to_owned(), what: "values", limit: limits.cells },
        Fault::Malformed(why) => Error::Malformed { name: name.to_owned(), why },
    })
}

/// Finds what a tree asks.
pub(crate) fn find_items(node: &Node, content: &str) -> Found {
    let lines = Lines::new(content);
    if vsaq::is_vsaq(node) { vsaq::read(node, &lines) } else { generic::read(node, content, &lines) }
}

/// Our own file of answers: what it asks, it asked somebody else.
fn is_own_reply(node: &Node) -> bool {
    ["neatline", "knowledge", "items"].iter().all(|key| node.get(key).is_some())
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn new(content: &str) -> Self {
        Self(content.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// Line from 1 of a byte.
    fn of(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}
