//! Inline runs to prose: one clean text with spans that say how each part looks, what it is and where it leads.

use super::anchors::{Anchor, Link, Target, safe_uri};
use super::clean::{Fate, fate};
use super::flow::Flow;
use super::style::{ACCENT, TextStyle, badge};
use super::tree::ElemId;
use crate::reply::block::{Badge, Inline, plain_text};

/// Longest text of a badge, in characters; what is longer is plain text.
const MAX_BADGE: usize = 40;
/// Longest address that is clickable, in bytes: it is repeated for every line of the link.
const MAX_URI: usize = 2_000;

/// Text of one block.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) text: String,
    /// In the order of the text, without gaps.
    pub(super) spans: Vec<Span>,
}

/// A part of the text with one form.
#[derive(Debug, Clone)]
pub(super) struct Span {
    /// Byte after its last.
    pub(super) end: usize,
    pub(super) style: TextStyle,
    pub(super) elem: ElemId,
    pub(super) link: Option<usize>,
    pub(super) badge: Option<Badge>,
    /// A place that links lead to, such as the first use of a note.
    pub(super) anchor: Option<Anchor>,
}

/// Inlines still to be read, with what they inherit.
struct Open<'i> {
    rest: std::slice::Iter<'i, Inline>,
    style: TextStyle,
    elem: ElemId,
    link: Option<usize>,
}

impl Flow<'_> {
    /// Gathers inline runs; goes through nested ones without recursion, since their depth is the input's choice.
    pub(super) fn prose(&mut self, inlines: &[Inline], style: TextStyle, elem: ElemId) -> Prose {
        let mut prose = Prose::default();
        let mut open = vec![Open { rest: inlines.iter(), style, elem, link: None }];
        while let Some(top) = open.last_mut() {
            let Some(inline) = top.rest.next() else {
                open.pop();
                continue;
            };
            let (style, elem, link) = (top.style, top.elem, top.link);
            let mut span = Span { end: 0, style, elem, link, badge: None, anchor: None };
            match inline {
                Inline::Text(text) => self.push_text(&mut prose, text, span),
                Inline::Break => {
                    prose.text.push('\n');
                    span.end = prose.text.len();
                    prose.spans.push(span);
                }
                Inline::Code(text) => {
                    span.style = TextStyle { mono: true, size: style.size * 0.93, ..style };
                    self.push_text(&mut prose, text, span);
                }
                Inline::Strong(inner) => {
                    open.push(Open { rest: inner.iter(), style: TextStyle { bold: true, ..style }, elem, link });
                }
                Inline::Emphasis(inner) => {
                    open.push(Open { rest: inner.iter(), style: TextStyle { italic: true, ..style }, elem, link });
                }
                Inline::Link { target, text } => {
                    let made = if link.is_some() { None } else { self.link(target, text, elem) };
                    let (elem, link, style) = match made {
                        Some(link) => (self.links[link].elem, Some(link), TextStyle { color: ACCENT, ..style }),
                        None => (elem, link, style),
                    };
                    open.push(Open { rest: text.iter(), style, elem, link });
                }
                Inline::NoteRef(label) => self.push_note_ref(&mut prose, label, span),
                Inline::Badge { text, .. } if text.chars().count() > MAX_BADGE => {
                    self.push_text(&mut prose, text, span)
                }
                Inline::Badge { kind, text } => {
                    span.style =
                        TextStyle { bold: true, size: style.size.min(11.0) * 0.82, color: badge(*kind).1, ..style };
                    span.badge = Some(*kind);
                    // Spaces inside a label must not break it.
                    self.push_text(&mut prose, &text.replace(char::is_whitespace, "\u{a0}"), span);
                }
            }
        }
        prose
    }

    fn push_text(&mut self, prose: &mut Prose, text: &str, mut span: Span) {
        self.shaper.printable(text, &mut prose.text);
        span.end = prose.text.len();
        prose.spans.push(span);
    }

    fn push_note_ref(&mut self, prose: &mut Prose, label: &str, mut span: Span) {
        // A word joiner keeps the number at its word.
        prose.text.push('\u{2060}');
        let note = Anchor::Note(label.to_owned());
        if span.link.is_none() && self.anchors.contains(&note) {
            let reference = self.tree.inline("Reference", span.elem);
            let elem = self.tree.inline("Link", reference);
            let short: String = label.chars().take(40).collect();
            self.links.push(Link { target: Target::Inside(note), elem, label: format!("note {short}") });
            span.link = Some(self.links.len() - 1);
            span.elem = elem;
            let used = Anchor::NoteUse(label.to_owned());
            if self.notes_used.insert(label.to_owned()) {
                span.anchor = Some(used);
            }
            span.style.color = ACCENT;
        }
        span.style = TextStyle { rise: span.style.size * 0.32, size: span.style.size * 0.7, bold: false, ..span.style };
        let text = format!("[{label}]").replace(char::is_whitespace, "\u{a0}");
        self.push_text(prose, &text, span);
    }

    /// Makes a link, or none if it leads nowhere or to where a document must not lead.
    fn link(&mut self, target: &str, text: &[Inline], parent: ElemId) -> Option<usize> {
        let target = if let Some(id) = target.strip_prefix('#') {
            let anchor = Anchor::Heading(id.to_owned());
            if !self.anchors.contains(&anchor) {
                self.warn(format!("link to `#{}`: no heading has this anchor", brief(id)));
                return None;
            }
            Target::Inside(anchor)
        } else {
            let Some(uri) = safe_uri(target).filter(|uri| uri.len() <= MAX_URI) else {
                self.warn(format!(
                    "link to `{}` is not clickable: not a web or mail address of usual length",
                    brief(target)
                ));
                return None;
            };
            Target::Uri(uri)
        };
        let elem = self.tree.inline("Link", parent);
        let label: String = plain_text(text).chars().filter(|&c| fate(c) == Fate::Keep).take(200).collect();
        self.links.push(Link { target, elem, label });
        Some(self.links.len() - 1)
    }
}

/// The beginning of an address, for a warning.
fn brief(address: &str) -> String {
    address.chars().filter(|&c| fate(c) == Fate::Keep).take(80).collect()
}
