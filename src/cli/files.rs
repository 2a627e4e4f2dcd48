//! The disk: the knowledge base from a folder or from inside the program, forms in, documents out.
#![expect(clippy::disallowed_methods, reason = "`cli` is the stage that touches the disk")]

use super::args::Base;
use super::error::Faults;
use super::terminal;
use crate::knowledge::{Knowledge, read_knowledge};
use crate::text::InputFile;
use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

static KNOWLEDGE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");

/// No knowledge base is this large; a folder that is, is the wrong folder.
const MOST_FILES: usize = 50_000;
/// The largest file of a knowledge base, in bytes.
const MOST_BYTES: u64 = 8 << 20;

/// The files of the knowledge base, with the paths to show for them.
pub(super) fn knowledge_files(base: &Base) -> Result<Vec<InputFile>> {
    match &base.knowledge {
        None => Ok(embedded_files(&KNOWLEDGE)),
        Some(folder) => {
            let mut paths = Vec::new();
            collect(folder, &mut paths)?;
            paths.sort();
            paths
                .into_iter()
                .map(|path| {
                    let text = read_text(&path)?;
                    let shown = path.to_string_lossy().replace('\\', "/");
                    Ok(InputFile::new(shown, &text))
                })
                .collect()
        }
    }
}

fn embedded_files(folder: &Dir<'_>) -> Vec<InputFile> {
    let mut files: Vec<InputFile> = folder
        .files()
        .filter_map(|file| {
            Some(InputFile::new(format!("knowledge/{}", file.path().to_string_lossy()), file.contents_utf8()?))
        })
        .collect();
    files.extend(folder.dirs().flat_map(embedded_files));
    files
}

/// Markdown and YAML files below a folder. Links are not followed: a base is what its folder holds.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read folder `{}`", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read folder `{}`", folder.display()))?;
        let kind = entry.file_type().with_context(|| format!("cannot read `{}`", entry.path().display()))?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden {
            collect(&path, paths)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
            paths.push(path);
        }
        if paths.len() > MOST_FILES {
            bail!("`{}` holds more than {MOST_FILES} files: is it a knowledge base?", folder.display());
        }
    }
    Ok(())
}

fn read_text(path: &Path) -> Result<String> {
    let size = std::fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?.len();
    if size > MOST_BYTES {
        bail!("`{}` has {size} bytes, expected at most {MOST_BYTES} in a knowledge base", path.display());
    }
    std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// The knowledge base, or its faults as the error. Warnings are `check`'s business.
pub(super) fn knowledge(base: &Base, as_of: Date) -> Result<Knowledge> {
    let checked = read_knowledge(&knowledge_files(base)?, as_of);
    match checked.knowledge {
        Some(knowledge) => Ok(knowledge),
        None => {
            let errors = checked
                .diagnostics
                .into_iter()
                .filter(|fault| fault.severity == crate::diagnostic::Severity::Error)
                .collect();
            terminal::print_message("the knowledge base has errors; `neatline check` lists warnings too\n\n");
            Err(Faults(errors).into())
        }
    }
}
