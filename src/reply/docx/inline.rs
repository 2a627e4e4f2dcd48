//! Runs of text inside a paragraph.

use super::body::{Builder, code_fonts};
use crate::reply::block::{Badge, DEEPEST, Inline, LinkTarget, clean_text, link_target, one_line, plain_text};
use docx_rs::{
    BreakType, Hyperlink, HyperlinkData, HyperlinkType, Paragraph, ParagraphChild, Run, RunChild, Tab, Text,
};

/// Form that the runs around a run give it.
#[derive(Debug, Clone, Copy, Default)]
struct Form {
    bold: bool,
    italic: bool,
    /// Inside a link.
    link: bool,
    depth: usize,
}

impl Builder {
    /// Adds runs to a paragraph.
    pub(super) fn inlines(&mut self, inlines: &[Inline], mut paragraph: Paragraph) -> Paragraph {
        self.runs(inlines, Form::default(), &mut paragraph.children);
        paragraph
    }

    fn runs(&mut self, inlines: &[Inline], form: Form, out: &mut Vec<ParagraphChild>) {
        let inner = Form { depth: form.depth + 1, ..form };
        for inline in inlines {
            match inline {
                Inline::Text(text) => push(out, formed(run(text), form)),
                Inline::Break => push(out, Run::new().add_break(BreakType::TextWrapping)),
                Inline::Code(text) if form.link => push(out, formed(run(text), form).fonts(code_fonts())),
                Inline::Code(text) => push(out, formed(run(text).style("CodeCharacter"), form)),
                Inline::Badge { kind, text } => push(out, badge(*kind, text)),
                Inline::NoteRef(label) => self.note_reference(label, form, out),
                inline if form.depth >= DEEPEST => {
                    push(out, formed(run(&plain_text(std::slice::from_ref(inline))), form));
                }
                Inline::Strong(text) => self.runs(text, Form { bold: true, ..inner }, out),
                Inline::Emphasis(text) => self.runs(text, Form { italic: true, ..inner }, out),
                Inline::Link { target, text } => self.link(target, text, inner, out),
            }
        }
    }

    fn link(&mut self, target: &str, text: &[Inline], form: Form, out: &mut Vec<ParagraphChild>) {
        let mut link = match link_target(target) {
            // A link inside a link leads nowhere of its own.
            _ if form.link => return self.runs(text, form, out),
            LinkTarget::Words => return self.runs(text, form, out),
            LinkTarget::Anchor(id) => match self.anchors.target(id) {
                Some(name) => Hyperlink::new(name, HyperlinkType::Anchor),
                None => return self.runs(text, form, out),
            },
            LinkTarget::Address(address) => {
                let place = self.links.len();
                let place = *self.links.entry(address).or_insert(place);
                let mut link = Hyperlink::new("", HyperlinkType::Anchor);
                // The counter of docx-rs runs through the whole process; our own numbers start anew in each document.
                link.link = HyperlinkData::External { rid: link_relation(place), path: String::new() };
                link
            }
        };
        self.runs(text, Form { link: true, ..form }, &mut link.children);
        out.push(ParagraphChild::Hyperlink(link));
    }

    fn note_reference(&mut self, label: &str, form: Form, out: &mut Vec<ParagraphChild>) {
        // In brackets: two references side by side must not read as one number.
        let reference = run(&format!("[{}]", one_line(label))).style("NoteReference");
        let Some(names) = self.anchors.note(label).cloned().filter(|_| !form.link) else {
            return push(out, reference);
        };
        let first = self.used_notes.insert(label.to_owned());
        let id = self.bookmark();
        if first {
            out.push(ParagraphChild::BookmarkStart(docx_rs::BookmarkStart::new(id, &names.reference)));
        }
        out.push(ParagraphChild::Hyperlink(inner_link(&names.note, reference)));
        if first {
            out.push(ParagraphChild::BookmarkEnd(docx_rs::BookmarkEnd::new(id)));
        }
    }
}

/// Id of the relation of the link with this place.
pub(super) fn link_relation(place: usize) -> String {
    format!("rIdLink{place}")
}

/// A link to a bookmark.
pub(super) fn inner_link(bookmark: &str, run: Run) -> Hyperlink {
    Hyperlink::new(bookmark, HyperlinkType::Anchor).add_run(run)
}

/// A run of clean text; line ends become breaks and tabs tabs.
pub(super) fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (at, line) in clean_text(text).split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (at, words) in line.split('\t').enumerate() {
            if at > 0 {
                run.children.push(RunChild::Tab(Tab::new()));
            }
            if !words.is_empty() {
                run.children.push(RunChild::Text(Text::new(words)));
            }
        }
    }
    run
}

fn formed(run: Run, form: Form) -> Run {
    let run = if form.bold { run.bold() } else { run };
    let run = if form.italic { run.italic() } else { run };
    if form.link { run.style("Hyperlink") } else { run }
}

/// A verdict: a shaded run in a style of its own, with room at both ends.
fn badge(kind: Badge, text: &str) -> Run {
    let style = match kind {
        Badge::Yes => "BadgeYes",
        Badge::No => "BadgeNo",
        Badge::Partial => "BadgePartial",
        Badge::NotApplicable => "BadgeNotApplicable",
        Badge::Information => "BadgeInformation",
        Badge::Open => "BadgeOpen",
    };
    let words = one_line(text).replace(' ', "\u{a0}");
    run(&format!("\u{a0}{words}\u{a0}")).style(style)
}

fn push(out: &mut Vec<ParagraphChild>, run: Run) {
    if !run.children.is_empty() {
        out.push(ParagraphChild::Run(Box::new(run)));
    }
}
