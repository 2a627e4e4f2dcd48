//! Tera templates, with faults as diagnostics.

use crate::diagnostic::Diagnostic;
use crate::reply::block::escape_markdown;
use crate::text::{InputFile, Span};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

/// A set of templates. Values are escaped for Markdown in `*.md`, so that an asker's words stay words; a value that is Markdown
/// already (a fact's body) is marked `| safe`.
pub struct Templates {
    tera: Tera,
    files: Vec<InputFile>,
}

impl Templates {
    /// From files; a template's name is its file name.
    ///
    /// # Errors
    ///
    /// A template that does not parse, as a diagnostic with its line.
    pub fn new(files: Vec<InputFile>) -> Result<Self, Box<Diagnostic>> {
        let mut tera = Tera::default();
        // Tera's own comment marks, `{#`, are how Markdown writes the anchor of a heading.
        tera.set_delimiters(tera::Delimiters {
            comment_start: "<#".into(),
            comment_end: "#>".into(),
            ..tera::Delimiters::default()
        })
        .expect("internal error: the marks of comments clash");
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(|text, out| out.write_all(escape_markdown(text).as_bytes()));
        let templates: Vec<(String, String)> =
            files.iter().map(|file| (name(file).to_owned(), file.text().to_owned())).collect();
        match tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
            Ok(()) => Ok(Self { tera, files }),
            Err(error) => Err(Box::new(diagnostic(&error, &files))),
        }
    }

    /// Renders a template over a value.
    ///
    /// # Errors
    ///
    /// A template that is missing, or that uses a value there is none of, as a diagnostic with its line.
    pub fn render(&self, template: &str, value: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let result = Context::from_serialize(value).and_then(|context| self.tera.render(template, &context));
        result.map_err(|error| Box::new(diagnostic(&error, &self.files)))
    }
}

fn name(file: &InputFile) -> &str {
    file.path().rsplit('/').next().unwrap_or(file.path())
}

fn diagnostic(error: &tera::Error, files: &[InputFile]) -> Diagnostic {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), Some((report.filename().to_owned(), report.span().range.clone())))
        }
        other => (other.to_string(), None),
    };
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
    let message = match message.chars().next() {
        Some(first) => format!("{}{}", first.to_lowercase(), &message[first.len_utf8()..]),
        None => "template does not render".to_owned(),
    };
    let (file, span) = match place {
        Some((file_name, range)) => match files.iter().find(|file| name(file) == file_name) {
            Some(file) => (file.clone(), Span::new(range.start, range.end)),
            None => (InputFile::new(file_name, ""), Span::default()),
        },
        None => (files.first().cloned().unwrap_or_else(|| InputFile::new("templates", "")), Span::default()),
    };
    Diagnostic::error("template", &file, span, message).help("templates/README.md lists the values a template can use")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render_diagnostics;
    use snapbox::{assert_data_eq, str};

    #[test]
    fn faults_show_the_line() {
        let broken = Templates::new(vec![InputFile::new("templates/reply.md", "# Reply\n\n{% for item in items %}\n")]);
        let fault = broken.err().expect("does not parse");
        assert!(fault.file.path().ends_with("reply.md") && fault.span.start > 0, "{fault:?}");

        let templates = Templates::new(vec![InputFile::new("templates/reply.md", "# Reply\n\nBy {{ nobody }}.\n")])
            .unwrap_or_else(|fault| panic!("{fault:?}"));
        let fault = templates.render("reply.md", &serde_json::json!({ "name": "x" })).expect_err("does not render");
        assert_data_eq!(
            render_diagnostics(&[*fault], false),
            str![[r#"
error[template]: [..]
 --> templates/reply.md:3:7
  |
3 | By {{ nobody }}.
  |       ^^^^^^
  |
  = help: templates/README.md lists the values a template can use


"#]]
        );
    }

    #[test]
    fn values_are_words() {
        let templates = Templates::new(vec![InputFile::new("reply.md", "{{ words }} {{ words | safe }}")])
            .unwrap_or_else(|fault| panic!("{fault:?}"));
        let text = templates
            .render("reply.md", &serde_json::json!({ "words": "*a*" }))
            .unwrap_or_else(|fault| panic!("{fault:?}"));
        assert_eq!(text, "\\*a\\* *a*");
    }
}
