//! Standard answers as files to keep: spreadsheet, documents and data, all from the same rows.

mod csv;
mod document;
mod json;
mod profile;
mod xlsx;

use super::SiteFile;
use super::catalog::Catalog;
use super::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::reply::block::Document;
use crate::reply::docx::render_docx;
use crate::reply::letter;
use crate::reply::pdf::{Fonts, PdfError, render_pdf};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Docx,
    Pdf,
    Csv,
    Json,
}

/// All kinds, in the order of a page.
pub(super) const KINDS: [Kind; 5] = [Kind::Xlsx, Kind::Docx, Kind::Pdf, Kind::Csv, Kind::Json];

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "XLSX",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// What it is, for somebody who does not know the name.
    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Xlsx => "spreadsheet",
            Self::Docx => "text document",
            Self::Pdf => "to print and to file",
            Self::Csv => "table as plain text",
            Self::Json => "data for programs",
        }
    }

    pub(super) fn path(self, slug: &str) -> String {
        format!("standard/{slug}.{}", self.name().to_ascii_lowercase())
    }
}

/// A document that is yet to be drawn. Drawing takes most of the time of a site, and each can be drawn by itself.
#[derive(Debug, Clone)]
pub struct Drawing {
    pub(super) path: String,
    pdf: bool,
    document: Document,
}

/// Why a document could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The PDF.
    #[error("cannot draw `{path}`")]
    Pdf {
        /// Path inside the site.
        path: String,
        /// Why.
        source: PdfError,
    },
    /// The DOCX.
    #[error("cannot write `{path}`: {message}")]
    Docx {
        /// Path inside the site.
        path: String,
        /// Why.
        message: String,
    },
}

impl Drawing {
    /// Path inside the site.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Draws it.
    ///
    /// # Errors
    ///
    /// When a font cannot be subset or the file cannot be put together.
    pub fn draw(&self, fonts: &Fonts) -> Result<SiteFile, DrawError> {
        let bytes = if self.pdf {
            render_pdf(&self.document, fonts)
                .map_err(|source| DrawError::Pdf { path: self.path.clone(), source })?
                .bytes
        } else {
            render_docx(&self.document)
                .map_err(|error| DrawError::Docx { path: self.path.clone(), message: error.to_string() })?
        };
        Ok(SiteFile { path: self.path.clone(), bytes })
    }
}

/// Everything that can be downloaded for frameworks.
pub(super) fn frameworks(
    catalog: &Catalog<'_>,
    sheets: &[Sheet],
    templates: &letter::Templates,
) -> Result<(Vec<SiteFile>, Vec<Drawing>), Box<Diagnostic>> {
    let (mut files, mut drawings) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let data = json::framework(catalog, sheet);
        files.extend(tables(catalog, sheet));
        files.push(SiteFile { path: Kind::Json.path(&sheet.slug), bytes: data.clone().into_bytes() });
        drawings.extend(both(&sheet.slug, document::framework(catalog, sheet, templates, data)?));
    }
    Ok((files, drawings))
}

/// Everything that can be downloaded for the profile: the documents and the data that `neatline answer` writes for a form, and
/// tables.
pub(super) fn profile(
    catalog: &Catalog<'_>,
    sheet: &Sheet,
    templates: &letter::Templates,
) -> Result<(Vec<SiteFile>, Vec<Drawing>), Box<Diagnostic>> {
    let (data, document) = profile::reply(catalog, sheet, templates)?;
    let mut files = tables(catalog, sheet);
    files.push(SiteFile { path: Kind::Json.path(&sheet.slug), bytes: data.into_bytes() });
    Ok((files, both(&sheet.slug, document)))
}

fn tables(catalog: &Catalog<'_>, sheet: &Sheet) -> Vec<SiteFile> {
    vec![
        SiteFile { path: Kind::Xlsx.path(&sheet.slug), bytes: xlsx::workbook(catalog, sheet) },
        SiteFile { path: Kind::Csv.path(&sheet.slug), bytes: csv::table(sheet) },
    ]
}

fn both(slug: &str, document: Document) -> Vec<Drawing> {
    vec![
        Drawing { path: Kind::Docx.path(slug), pdf: false, document: document.clone() },
        Drawing { path: Kind::Pdf.path(slug), pdf: true, document },
    ]
}

/// Column names and cells of a table, for CSV and XLSX alike.
struct Columns {
    names: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

fn columns(sheet: &Sheet) -> Columns {
    let questions = sheet.rows.iter().any(|row| row.question.is_some());
    let mut names = vec!["Id"];
    if questions {
        names.extend(["Section", "Question"]);
    }
    names.extend(["Verdict", "Answer"]);
    if questions {
        names.push("Detail");
    }
    names.extend(["Facts", "Links"]);
    let rows = sheet
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![row.id.clone()];
            if questions {
                cells.push(row.section.clone().unwrap_or_default());
                cells.push(row.question.clone().unwrap_or_default());
            }
            cells.extend([row.standing.word().to_owned(), row.text()]);
            if questions {
                cells.push(row.detail());
            }
            cells.extend([row.facts(), row.links()]);
            cells
        })
        .collect();
    Columns { names, rows }
}
