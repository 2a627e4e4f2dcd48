//! JSON and YAML as one kind of tree whose nodes know their bytes, so that a value can be replaced where it stands.

mod json;
mod yaml;

pub(crate) use json::{quoted, read_json};
pub(crate) use yaml::read_yaml;

use std::ops::Range;

/// A value of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Its bytes in the decoded text. Empty where YAML has no value; then it stands at the colon.
    pub(crate) span: Range<usize>,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// Text.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Keys with values in order. A key may stand twice.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: String,
    /// The value.
    pub(crate) value: Node,
}

/// Why a text is no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// More values than the limit.
    TooMany,
    /// What is wrong and where.
    Malformed(String),
}

impl Node {
    /// The entries of a map; none of anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The values of a list; none of anything else.
    pub(crate) fn values(&self) -> &[Node] {
        match &self.kind {
            Kind::List(values) => values,
            _ => &[],
        }
    }

    /// The value of a key. Of several, the last: that is what programs take.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().rev().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// Text, a number or a truth value in words; nothing of anything else or of blanks.
    pub(crate) fn words(&self) -> Option<&str> {
        let words = match &self.kind {
            Kind::Text(text) | Kind::Number(text) => text.as_str(),
            Kind::Bool(true) => "true",
            Kind::Bool(false) => "false",
            _ => return None,
        };
        Some(words).filter(|words| !words.trim().is_empty())
    }

    /// The text under a key.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.kind {
            Kind::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether it is a list or a map.
    pub(crate) fn is_branch(&self) -> bool {
        matches!(self.kind, Kind::List(_) | Kind::Map(_))
    }

    /// Whether two trees say the same, wherever their bytes stand.
    #[cfg(test)]
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::List(left), Kind::List(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.says_as(right))
            }
            (Kind::Map(left), Kind::Map(right)) => {
                left.len() == right.len()
                    && left
                        .iter()
                        .zip(right)
                        .all(|(left, right)| left.key == right.key && left.value.says_as(&right.value))
            }
            (left, right) => left == right,
        }
    }
}

/// Line from 1 of a byte.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// One step of an address, as JSON Pointer (RFC 6901) writes it.
pub(crate) fn step(place: &str, key: &str) -> String {
    format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"))
}
