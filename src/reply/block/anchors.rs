//! Places inside a document that links lead to, with a name for each that the format can hold.

use super::{Block, plain_text};
use std::collections::{BTreeMap, BTreeSet};

/// Deepest nesting of blocks or runs that is drawn as nesting; what is deeper is drawn as plain paragraphs.
pub const DEEPEST: usize = 24;

/// The anchors of a document: headings, notes, and the first place where each note is referred to.
///
/// Names are unique in the document, begin with a letter and hold only ASCII letters, digits, `_` and the joiner.
#[derive(Debug, Clone)]
pub struct Anchors {
    names: Names,
    headings: Vec<String>,
    ids: BTreeMap<String, String>,
    /// Names of ids that a heading bears already.
    taken: BTreeSet<String>,
    notes: BTreeMap<String, NoteAnchors>,
}

/// Anchors of one note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteAnchors {
    /// Name of the note itself.
    pub note: String,
    /// Name of the first reference to it.
    pub reference: String,
}

impl Anchors {
    /// Names the anchors of `blocks`. Characters that a name may not hold become `joiner`; no name is longer than `longest`
    /// bytes (at least 24).
    pub fn of(blocks: &[Block], joiner: char, longest: usize) -> Self {
        let mut anchors = Self {
            names: Names { joiner, longest: longest.max(24), used: BTreeMap::new() },
            headings: Vec::new(),
            ids: BTreeMap::new(),
            taken: BTreeSet::new(),
            notes: BTreeMap::new(),
        };
        // Ids that the author chose get their own name before any name is made up.
        anchors.collect(blocks, 0, true);
        anchors.collect(blocks, 0, false);
        anchors
    }

    /// Name of the heading with this place in the document, counted from 0 in the order of the blocks, nested blocks
    /// included down to [`DEEPEST`].
    pub fn heading(&self, place: usize) -> Option<&str> {
        self.headings.get(place).map(String::as_str)
    }

    /// Name of the heading with this id, if there is one.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.ids.get(id).map(String::as_str)
    }

    /// Names of the note with this label, if there is one.
    pub fn note(&self, label: &str) -> Option<&NoteAnchors> {
        self.notes.get(label)
    }

    fn collect(&mut self, blocks: &[Block], depth: usize, chosen: bool) {
        if depth >= DEEPEST {
            return;
        }
        for block in blocks {
            match block {
                Block::Heading { id: Some(id), .. } if chosen && !self.ids.contains_key(id) => {
                    let name = self.names.make(id);
                    self.ids.insert(id.clone(), name);
                }
                Block::Heading { id, text, .. } if !chosen => {
                    // Of two headings with one id, the first has it.
                    let own =
                        id.as_ref().and_then(|id| self.ids.get(id)).filter(|name| self.taken.insert((*name).clone()));
                    let name = own.cloned().unwrap_or_else(|| self.names.make(&plain_text(text)));
                    self.headings.push(name);
                }
                Block::Quote(inner) => self.collect(inner, depth + 1, chosen),
                Block::List { items, .. } => {
                    for item in items {
                        self.collect(item, depth + 1, chosen);
                    }
                }
                Block::Note { label, blocks } => {
                    if !chosen && !self.notes.contains_key(label) {
                        let note = self.names.make(&format!("note {label}"));
                        let reference = self.names.make(&format!("reference {label}"));
                        self.notes.insert(label.clone(), NoteAnchors { note, reference });
                    }
                    self.collect(blocks, depth + 1, chosen);
                }
                _ => {}
            }
        }
    }
}

#[derive(Debug, Clone)]
struct Names {
    joiner: char,
    longest: usize,
    /// Name to the number of times it was asked for.
    used: BTreeMap<String, usize>,
}

impl Names {
    fn make(&mut self, words: &str) -> String {
        let base = self.base(words);
        loop {
            let times = self.used.entry(base.clone()).or_insert(0);
            *times += 1;
            if *times == 1 {
                return base;
            }
            let name = format!("{base}{}{times}", self.joiner);
            if !self.used.contains_key(&name) {
                self.used.insert(name.clone(), 1);
                return name;
            }
        }
    }

    fn base(&self, words: &str) -> String {
        let mut base = String::new();
        for c in words.chars() {
            if base.len() + 12 > self.longest {
                break;
            }
            if c.is_ascii_alphanumeric() || c == '_' {
                base.push(c);
            } else if !base.is_empty() && !base.ends_with(self.joiner) {
                base.push(self.joiner);
            }
        }
        let base = base.trim_end_matches(self.joiner);
        if base.starts_with(|c: char| c.is_ascii_alphabetic()) {
            base.to_owned()
        } else {
            format!("at{}{base}", self.joiner).trim_end_matches(self.joiner).to_owned()
        }
    }
}

/// The paragraphs under blocks that are nested too deeply to be drawn as such, in order, as plain words.
pub fn deep_paragraphs(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    let mut open: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = open.pop() {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => out.push(plain_text(text)),
            Block::Quote(inner) | Block::Note { blocks: inner, .. } => open.extend(inner.iter().rev()),
            Block::List { items, .. } => open.extend(items.iter().rev().flat_map(|item| item.iter().rev())),
            Block::Table { header, rows, .. } => {
                for row in std::iter::once(header).chain(rows) {
                    out.push(row.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(", "));
                }
            }
            Block::Code(text) => out.push(text.clone()),
            Block::Rule => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::block::read_markdown;

    #[test]
    fn every_anchor_has_its_own_name() {
        let blocks = read_markdown(
            "# ①\n\n## Sources\n\n## Sources {#sources}\n\n## A & B {#a-b}\n\n> ## Sources {#sources}\n\nx[^1]\n\n[^1]: y\n",
        );
        let anchors = Anchors::of(&blocks, '-', 80);
        let names: Vec<_> = (0..5).map(|place| anchors.heading(place).unwrap()).collect();
        assert_eq!(names, ["at", "Sources", "sources", "a-b", "Sources-2"]);
        assert_eq!(anchors.heading(5), None);
        assert_eq!(anchors.target("sources"), Some("sources"));
        assert_eq!(anchors.target("missing"), None);
        assert_eq!(anchors.note("1"), Some(&NoteAnchors { note: "note-1".into(), reference: "reference-1".into() }));
    }

    #[test]
    fn long_and_odd_names_fit() {
        let blocks = read_markdown(&format!("## {} {{#1.2-{}}}\n", "x", "y".repeat(200)));
        let anchors = Anchors::of(&blocks, '_', 40);
        let name = anchors.heading(0).unwrap();
        assert!(name.len() <= 40 && name.starts_with("at_1_2_yyy"), "{name}");
    }
}
