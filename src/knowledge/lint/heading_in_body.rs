//! `heading-in-body`: headings and raw HTML belong to templates, not to facts.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for fact in &raw.facts {
        let mut offset = fact.body.start;
        for line in fact.body_text().split_inclusive('\n') {
            let trimmed = line.trim_start();
            let fault = if trimmed.starts_with("# ") || trimmed.starts_with("## ") || trimmed.starts_with("###") {
                Some(("body has a heading", "write a paragraph: the template sets the headings"))
            } else if trimmed.starts_with('<') && !trimmed.starts_with("<http") {
                Some(("body has raw HTML", "write Markdown: HTML does not reach every format"))
            } else {
                None
            };
            if let Some((message, help)) = fault {
                let span = Span::new(offset, offset + line.trim_end().len());
                out.push(Diagnostic::error("heading-in-body", &fact.file, span, message).help(help));
            }
            offset += line.len();
        }
    }
}
