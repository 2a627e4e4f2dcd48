//! Worksheets on the disk: beside the reply, with the way to their form.

use super::args::Base;
use super::error::Faults;
use super::{files, terminal};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Limits;
use crate::reply::Material;
use crate::review::worksheet::{Header, Worksheet, carry_over, proposal, write_worksheet};
use crate::text::InputFile;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Writes the worksheet of a form into the folder of its reply. Decisions of a worksheet that is there already are carried over; one
/// that cannot be read is left alone, with a warning.
pub(super) fn write_new(material: &Material<'_>, form: &Path, folder: &Path, stem: &str) -> Result<Option<PathBuf>> {
    let name = format!("{stem}.review.yaml");
    let path = folder.join(&name);
    let mut carried = BTreeMap::new();
    if path.exists() {
        match Worksheet::read(&files::text_file(&path)?) {
            Ok(old) => {
                let proposed = |no: usize| {
                    material
                        .answers
                        .items
                        .get(no - 1)
                        .map(|answer| proposal(answer).into_iter().map(str::to_owned).collect())
                        .unwrap_or_default()
                };
                carried = carry_over(&old, material.form, material.knowledge, proposed);
            }
            Err(faults) => {
                terminal::print_diagnostics(&faults);
                terminal::print_message(&format!(
                    "warning: `{}` cannot be read and was left as it is; mend or remove it\n",
                    path.display()
                ));
                return Ok(None);
            }
        }
        let decided = carried.values().filter(|carried| carried.is_decided()).count();
        if decided > 0 {
            terminal::print_message(&format!(
                "note: {decided} decisions in `{}` were kept; `neatline render` applies them\n",
                path.display()
            ));
        }
    }
    let form_path = way(folder, form);
    let text = write_worksheet(material, &Header { name: &name, form_path: &form_path }, &carried);
    files::write(&path, text.as_bytes())?;
    Ok(Some(path))
}

/// Reads a worksheet.
pub(super) fn read(path: &Path) -> Result<Worksheet> {
    Worksheet::read(&files::text_file(path)?).map_err(|faults| Faults(faults).into())
}

/// The base to answer from: as the command line says, otherwise for the day and release of the worksheet.
pub(super) fn base(base: &Base, sheet: &Worksheet) -> Base {
    Base {
        knowledge: base.knowledge.clone(),
        as_of: base.as_of.or(Some(sheet.as_of)),
        qgis: base.qgis.clone().or_else(|| Some(sheet.release.to_string())),
    }
}

/// Name and bytes of the form of a worksheet: the file that is named, or the one the worksheet names.
pub(super) fn form_bytes(
    sheet: &Worksheet,
    path: &Path,
    named: Option<&Path>,
    limits: &Limits,
) -> Result<(String, Vec<u8>)> {
    let form = match named {
        Some(named) => named.to_owned(),
        None => path.parent().unwrap_or(Path::new("")).join(&sheet.form_path),
    };
    if named.is_none() && (sheet.form_path == "-" || !form.is_file()) {
        let message = if sheet.form_path == "-" {
            "the form came through standard input, so that its place is not known".to_owned()
        } else {
            format!("there is no form at `{}`", form.display())
        };
        let fault = Diagnostic::error("form-missing", &sheet.file, sheet.form_span, message)
            .help("name the form with `--form PATH`, or mend `path:`, which counts from the folder of the worksheet");
        return Err(Faults(vec![fault]).into());
    }
    files::form_bytes(&form, limits)
}

/// The way from a folder to a file, with forward slashes, so that both can be moved together. `-` stays.
fn way(folder: &Path, file: &Path) -> String {
    if file.as_os_str() == "-" {
        return "-".to_owned();
    }
    let (Ok(from), Ok(to)) = (folder.canonicalize(), file.canonicalize()) else {
        return file.to_string_lossy().replace('\\', "/");
    };
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let down = to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Writes a worksheet that was edited, whole or not at all.
pub(super) fn write(path: &Path, file: &InputFile) -> Result<()> {
    files::write(path, file.text().as_bytes()).context("the worksheet was not saved")
}
