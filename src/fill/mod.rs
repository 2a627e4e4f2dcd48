//! Answers in, the asker's own file out: only the answer cells changed.
//!
//! ```text
//! form + answers -> plan: what is written into which slot, in the form's own vocabulary
//! form's bytes + plan -> fill: one writer a format -> the same bytes but for the slots -> read again and compared
//! ```
//!
//! What cannot be written is listed with the reason and stands in the reply document.

mod choice;
mod error;
mod plan;
mod verify;
mod words;
mod container;
mod document;
mod delimited;
mod items;
mod lines;
mod opendocument;
mod pdf;
mod records;
mod xlsx;

pub use error::FillError;
pub use plan::{LeftOut, Options, Plan, Value, Write, plan};

use crate::questionnaire::{FormKind, Limits, Questionnaire};

/// A filled form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many slots were written.
    pub written: usize,
    /// What was not written, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// Whether a format can be filled, or why it cannot.
///
/// # Errors
///
/// The reason, as a clause that follows "is not filled: ".
pub fn can_fill(kind: FormKind) -> Result<(), &'static str> {
    match kind {
        FormKind::Xlsx | FormKind::Csv | FormKind::Ods | FormKind::Docx | FormKind::Odt | FormKind::Pdf => Ok(()),
        FormKind::Json | FormKind::Yaml | FormKind::Markdown | FormKind::Text => Ok(()),
        FormKind::Xls => Err("the old XLS format is read but not written; save the form as XLSX to have it filled"),
        FormKind::Xlsb => Err("the XLSB format is read but not written; save the form as XLSX to have it filled"),
        FormKind::Email | FormKind::Msg => Err("a mail is answered with the reply document"),
        FormKind::Html => Err("a saved web page is not written; the answers go into the portal it came from"),
    }
}

/// Writes a plan into the form it was made for.
///
/// `form_bytes` are the bytes the form was read from. After writing, the result is read again: only planned slots may have changed,
/// and each must hold what was meant.
///
/// # Errors
///
/// A format that is not written, a signed file, a file other than the one that was read, or a result that does not prove itself.
pub fn fill(form_bytes: &[u8], form: &Questionnaire, plan: &Plan) -> Result<Filled, FillError> {
    fill_within(form_bytes, form, plan, &Limits::default())
}

/// [`fill`] with the limits the form was read with.
///
/// # Errors
///
/// As [`fill`].
pub fn fill_within(form_bytes: &[u8], form: &Questionnaire, plan: &Plan, limits: &Limits) -> Result<Filled, FillError> {
    can_fill(form.kind).map_err(|why| FillError::NotWritten { name: form.name.clone(), why })?;
    let whole = |bytes| Filled { bytes, written: plan.writes.len(), left_out: plan.left_out.clone() };
    let sheets = match form.kind {
        FormKind::Docx | FormKind::Odt => {
            return document::fill_document(form_bytes, form, plan, limits).map(whole);
        }
        FormKind::Pdf => {
            // What does not fit into its field is left out.
            let mut settled = plan.clone();
            let bytes = pdf::fill_pdf(form_bytes, form, &mut settled, limits)?;
            return Ok(Filled { bytes, written: settled.writes.len(), left_out: settled.left_out });
        }
        FormKind::Json | FormKind::Yaml => {
            let (bytes, written, left) = records::fill_records(form_bytes, form, plan, limits)?;
            let left_out = plan.left_out.iter().cloned().chain(left).collect();
            return Ok(Filled { bytes, written, left_out });
        }
        FormKind::Markdown | FormKind::Text => {
            let bytes = lines::fill_lines(form_bytes, form, plan)?;
            items::verify_items(form_bytes, &bytes, form, plan, limits)?;
            return Ok(whole(bytes));
        }
        FormKind::Xlsx => xlsx::fill_xlsx(form_bytes, form, plan, limits)?,
        FormKind::Ods => opendocument::fill_ods(form_bytes, form, plan, limits)?,
        _ => delimited::fill_delimited(form_bytes, form, plan, limits)?,
    };
    verify::verify(form_bytes, &sheets, form, plan, limits)?;
    Ok(whole(sheets))
}
