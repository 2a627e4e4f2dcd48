//! `missing-project`: nobody is named who answers.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::{InputFile, Span};

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    if raw.project.is_none() {
        let file = InputFile::new("project.yaml", "");
        out.push(
            Diagnostic::error("missing-project", &file, Span::default(), "knowledge base has no `project.yaml`")
                .help("write who answers: name, publisher, contacts, version; knowledge/README.md lists the files"),
        );
    }
}
