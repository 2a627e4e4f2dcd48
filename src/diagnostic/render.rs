//! Diagnostics as text for a terminal.

use super::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Draws diagnostics one after the other, with the line and an underline, as plain text or with terminal colours.
pub fn render_diagnostics(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let text = diagnostic.file.text();
        let start = text.floor_char_boundary(diagnostic.span.start);
        // A span over several lines would fill the screen: its first line is enough to find it.
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = text.floor_char_boundary(diagnostic.span.end).clamp(start, line_end.max(start));
        let mut annotation = AnnotationKind::Primary.span(start..end);
        if !diagnostic.label.is_empty() {
            annotation = annotation.label(diagnostic.label.as_str());
        }
        let snippet = Snippet::source(text).path(diagnostic.file.path()).annotation(annotation);
        let mut group = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code).element(snippet);
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Diagnostic, render_diagnostics};
    use crate::text::{InputFile, Span};
    use snapbox::{assert_data_eq, str};

    #[test]
    fn shows_line_underline_and_edit() {
        let file = InputFile::new("knowledge/facts/a.md", "---\ncitations:\n  - source: qgis-doc-auth\n---\n");
        let diagnostic =
            Diagnostic::error("unknown-source", &file, Span::new(27, 40), "unknown source `qgis-doc-auth`")
                .label("not in knowledge/sources/")
                .help("did you mean `qgis-docs-auth`?");
        assert_data_eq!(
            render_diagnostics(&[diagnostic], false),
            str![[r#"
error[unknown-source]: unknown source `qgis-doc-auth`
 --> knowledge/facts/a.md:3:13
  |
3 |   - source: qgis-doc-auth
  |             ^^^^^^^^^^^^^ not in knowledge/sources/
  |
  = help: did you mean `qgis-docs-auth`?


"#]]
        );
    }
}
