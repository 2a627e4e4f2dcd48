//! What a reader saw in a form: tables taken and left, roles of columns with their evidence, items with their slots.

use super::document::see;
use super::layout::{ColumnRole, Layout};
use super::pdf;
use super::read::file_name;
use super::workbook::{column_name, read_sheets_of};
use super::{Error, FormKind, Limits, Questionnaire, Rules, read_questionnaire_by};
use serde::Serialize;

/// A form with what was seen in it.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// The form as it is read for answering.
    pub form: Questionnaire,
    /// Its sheets or tables, also those that are left out; empty for prose.
    pub tables: Vec<TableView>,
}

/// A sheet or table.
#[derive(Debug, Clone, Serialize)]
pub struct TableView {
    /// Its name; empty where it has none.
    pub name: String,
    /// Whether it is answered.
    pub taken: bool,
    /// Why, or why not.
    pub why: Vec<String>,
    /// Whether it is protected.
    pub protected: bool,
    /// Header rows, from 1.
    pub headers: Vec<usize>,
    /// Columns that have a role; the same column once for every change of its role.
    pub columns: Vec<ColumnView>,
    /// What a person should check.
    pub unsure: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnView {
    /// Its letters.
    pub column: String,
    /// What it holds: `id`, `question`, `section`, `guidance`, `options`, `answer`, `mark`, `comment`, `second`, `others`.
    pub role: &'static str,
    /// Words of its header.
    pub header: String,
    /// Why that was concluded.
    pub evidence: Vec<String>,
}

/// Reads a form and tells what was seen.
///
/// # Errors
///
/// As [`read_questionnaire`](super::read_questionnaire).
pub fn inspect(name: &str, bytes: &[u8], limits: &Limits) -> Result<View, Error> {
    inspect_by(name, bytes, limits, None)
}

/// Reads a form by the rules of a profile and tells what was seen.
///
/// # Errors
///
/// As [`read_questionnaire_by`].
pub fn inspect_by(name: &str, bytes: &[u8], limits: &Limits, rules: Option<Rules>) -> Result<View, Error> {
    let form = read_questionnaire_by(name, bytes, limits, rules)?;
    let tables = match form.kind {
        FormKind::Xlsx | FormKind::Xls | FormKind::Xlsb | FormKind::Ods | FormKind::Csv => {
            let sheets = read_sheets_of(&form, bytes, limits)?;
            sheets
                .grids
                .iter()
                .zip(&sheets.layouts)
                .map(|(grid, layout)| table(grid.name.clone(), grid.protected, layout))
                .collect()
        }
        FormKind::Docx | FormKind::Odt => {
            let seen = see(&file_name(name), bytes, form.kind, limits)?;
            seen.found.areas.iter().map(|area| table(area.name.clone(), false, &area.layout)).collect()
        }
        FormKind::Pdf => {
            let seen = pdf::read_pdf(&file_name(name), bytes, limits)?;
            seen.grids.iter().zip(&seen.layouts).map(|(grid, layout)| table(grid.name.clone(), false, layout)).collect()
        }
        _ => Vec::new(),
    };
    Ok(View { form, tables })
}

fn table(name: String, protected: bool, layout: &Layout) -> TableView {
    let mut columns: Vec<ColumnView> = Vec::new();
    for seen in &layout.columns {
        let view = ColumnView {
            column: column_name(seen.column),
            role: role_name(seen.role),
            header: seen.header.clone(),
            evidence: seen.evidence.clone(),
        };
        if !columns.iter().any(|known| known.column == view.column && known.role == view.role) {
            columns.push(view);
        }
    }
    TableView {
        name,
        taken: layout.taken,
        why: layout.why.clone(),
        protected,
        headers: layout.headers.iter().map(|row| row + 1).collect(),
        columns,
        unsure: layout.unsure.clone(),
    }
}

fn role_name(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Id => "id",
        ColumnRole::Question => "question",
        ColumnRole::Section => "section",
        ColumnRole::Guidance => "guidance",
        ColumnRole::Options => "options",
        ColumnRole::Answer => "answer",
        ColumnRole::Mark => "mark",
        ColumnRole::Comment => "comment",
        ColumnRole::Second => "second",
        ColumnRole::Others => "others",
        ColumnRole::Unknown => "unknown",
    }
}
