//! Places inside a document that links lead to, and the links themselves.

use super::tree::ElemId;
use crate::reply::block::{Block, Inline};
use std::collections::BTreeSet;

/// A place inside the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anchor {
    /// A heading with this id.
    Heading(String),
    /// The note with this label.
    Note(String),
    /// Where the note with this label is first referred to.
    NoteUse(String),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// An address, safe to stand in a PDF.
    Uri(String),
    /// A place in this document.
    Inside(Anchor),
}

/// A link and its element in the structure tree.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) target: Target,
    pub(super) elem: ElemId,
    /// What it says, for readers that do not see the page.
    pub(super) label: String,
}

/// The address as seven-bit characters, if it is of a kind that may be clicked: web and mail, nothing that runs or opens
/// local files.
pub(super) fn safe_uri(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "https" | "http" | "mailto") {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(out)
}

/// All places that a document offers.
pub(super) fn anchors(blocks: &[Block]) -> BTreeSet<Anchor> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&[Block]> = vec![blocks];
    while let Some(blocks) = open.pop() {
        for block in blocks {
            match block {
                Block::Heading { id, text, .. } => {
                    found.extend(id.iter().cloned().map(Anchor::Heading));
                    note_uses(text, &mut found);
                }
                Block::Paragraph(text) => note_uses(text, &mut found),
                Block::Quote(inner) => open.push(inner),
                Block::List { items, .. } => open.extend(items.iter().map(Vec::as_slice)),
                Block::Note { label, blocks } => {
                    found.insert(Anchor::Note(label.clone()));
                    open.push(blocks);
                }
                Block::Table { header, rows, .. } => {
                    for cell in header.iter().chain(rows.iter().flatten()) {
                        note_uses(cell, &mut found);
                    }
                }
                Block::Code(_) | Block::Rule => {}
            }
        }
    }
    found
}

fn note_uses(inlines: &[Inline], found: &mut BTreeSet<Anchor>) {
    let mut open = vec![inlines];
    while let Some(inlines) = open.pop() {
        for inline in inlines {
            match inline {
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => open.push(inner),
                Inline::NoteRef(label) => {
                    found.insert(Anchor::NoteUse(label.clone()));
                }
                Inline::Text(_) | Inline::Code(_) | Inline::Badge { .. } | Inline::Break => {}
            }
        }
    }
}
