//! Runs of text as elements.

use super::Page;
use crate::reply::block::{DEEPEST, Inline, LinkTarget, clean_text, link_target, plain_text};

impl Page {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.runs(inlines, false, 0);
    }

    /// The words of runs with their emphasis, but without links: for the contents.
    pub(super) fn plain(&mut self, inlines: &[Inline]) {
        self.runs(inlines, true, 0);
    }

    /// `linked` inside a link, where no other link may stand.
    fn runs(&mut self, inlines: &[Inline], linked: bool, depth: usize) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.lines(text),
                Inline::Break => self.out.push_str("<br>\n"),
                Inline::Code(text) => self.within("code", |page| page.text(text)),
                Inline::Badge { kind, text } => {
                    self.out.push_str(&format!("<span class=\"badge {}\">", kind.name()));
                    self.text(text);
                    self.out.push_str("</span>");
                }
                Inline::NoteRef(label) => self.note_reference(label, linked),
                inline if depth >= DEEPEST => self.lines(&plain_text(std::slice::from_ref(inline))),
                Inline::Strong(text) => self.within("strong", |page| page.runs(text, linked, depth + 1)),
                Inline::Emphasis(text) => self.within("em", |page| page.runs(text, linked, depth + 1)),
                Inline::Link { target, text } => self.link(target, text, linked, depth + 1),
            }
        }
    }

    fn within(&mut self, tag: &str, content: impl FnOnce(&mut Self)) {
        self.out.push_str(&format!("<{tag}>"));
        content(self);
        self.out.push_str(&format!("</{tag}>"));
    }

    /// Words whose line ends are meant.
    fn lines(&mut self, text: &str) {
        for (at, line) in clean_text(text).split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("<br>\n");
            }
            self.text(line);
        }
    }

    fn link(&mut self, target: &str, text: &[Inline], linked: bool, depth: usize) {
        let address = match link_target(target) {
            _ if linked => None,
            LinkTarget::Words => None,
            LinkTarget::Address(address) => Some(address),
            LinkTarget::Anchor(id) => self.anchors.target(id).map(|name| format!("#{name}")),
        };
        let Some(address) = address else {
            return self.runs(text, linked, depth);
        };
        self.out.push_str("<a href=\"");
        self.text(&address);
        self.out.push_str("\">");
        self.runs(text, true, depth);
        self.out.push_str("</a>");
    }

    fn note_reference(&mut self, label: &str, linked: bool) {
        let names = self.anchors.note(label).cloned().filter(|_| !linked);
        self.out.push_str("<sup>");
        if let Some(names) = &names {
            self.out.push_str("<a");
            if self.used_notes.insert(label.to_owned()) {
                self.out.push_str(&format!(" id=\"{}\"", names.reference));
            }
            self.out.push_str(&format!(" href=\"#{}\" role=\"doc-noteref\">", names.note));
        }
        // In brackets: two references side by side must not read as one number.
        self.text(&format!("[{label}]"));
        self.out.push_str(if names.is_some() { "</a></sup>" } else { "</sup>" });
    }
}
