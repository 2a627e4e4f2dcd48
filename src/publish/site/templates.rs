//! The pages' templates: Tera with HTML escaping, and faults with their line.

use crate::diagnostic::Diagnostic;
use crate::text::{InputFile, Span};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

/// Templates of the site; a template's name is its file name. Values are escaped in `*.html` and `*.xml`; a value that is HTML
/// already is marked `| safe`.
pub(super) struct Templates {
    tera: Tera,
    files: Vec<InputFile>,
}

impl Templates {
    /// # Errors
    ///
    /// A template that does not parse, as a diagnostic with its line.
    pub(super) fn new(files: &[InputFile]) -> Result<Self, Box<Diagnostic>> {
        let files: Vec<InputFile> = files.to_vec();
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml"]);
        let named = files.iter().map(|file| (name(file), file.text()));
        match tera.add_raw_templates(named) {
            Ok(()) => Ok(Self { tera, files }),
            Err(error) => Err(Box::new(diagnostic(&error, &files))),
        }
    }

    /// # Errors
    ///
    /// A template that is missing, or that uses a value there is none of, as a diagnostic with its line.
    pub(super) fn render(&self, template: &str, value: &impl Serialize) -> Result<String, Box<Diagnostic>> {
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
    let first_line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut chars = first_line.chars();
    let message: String = chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect();
    let place = place.and_then(|(wanted, range)| {
        files.iter().find(|file| name(file) == wanted).map(|file| (file.clone(), Span::new(range.start, range.end)))
    });
    let (file, span) = place.unwrap_or_else(|| (InputFile::new("templates/site", ""), Span::default()));
    Diagnostic::error("template", &file, span, message)
        .help("templates/site/README.md lists the values a template can use")
}
