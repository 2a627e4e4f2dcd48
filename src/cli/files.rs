//! The disk: the knowledge base from a folder or from inside the program, forms in, documents out.
#![expect(clippy::disallowed_methods, reason = "`cli` is the stage that touches the disk")]

use super::args::Base;
use super::error::Faults;
use super::terminal;
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Compiled, Knowledge, read_knowledge, unpack};
use crate::matcher::index::Lookup;
use crate::matcher::{Matcher, Weights};
use crate::questionnaire::{Limits, Questionnaire};
use crate::reply::pdf::Fonts;
use crate::text::{InputFile, YamlFault};
use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static KNOWLEDGE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");
/// The embedded base as `build.rs` has read it, and the index it has built of it; empty when the base has errors.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));
static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));

/// No knowledge base is this large; a folder that is, is the wrong folder.
const MOST_FILES: usize = 50_000;
/// The largest file of a knowledge base, in bytes.
const MOST_BYTES: u64 = 8 << 20;
/// The largest packed base, in bytes.
const MOST_PACKED: u64 = 64 << 20;

/// The largest worksheet, in bytes: ten thousand items with their candidates.
const MOST_WORKSHEET: u64 = 64 << 20;

/// The files of the knowledge base, with the paths to show for them.
pub(super) fn knowledge_files(base: &Base) -> Result<Vec<InputFile>> {
    match &base.knowledge {
        None => Ok(embedded_files(&KNOWLEDGE)),
        Some(path) if path.is_file() => packed_files(path),
        Some(folder) => folder_files(folder),
    }
}

/// The profiles of forms: of the knowledge base, and in a folder `profiles` beside it.
pub(super) fn profile_files(base: &Base) -> Result<Vec<InputFile>> {
    let mut files = match &base.knowledge {
        None => return Ok(KNOWLEDGE.get_dir("profiles").map(embedded_files).unwrap_or_default()),
        Some(path) if path.is_file() => packed_files(path)?,
        Some(folder) => {
            let folders = [folder.join("profiles"), folder.join("../profiles")];
            let found = folders.iter().filter(|folder| folder.is_dir()).map(|folder| folder_files(folder));
            found.collect::<Result<Vec<_>>>()?.concat()
        }
    };
    files.dedup_by(|one, other| one.path() == other.path());
    Ok(files)
}

/// The folder of the knowledge base, for commands that change it.
pub(super) fn own_folder(base: &Base) -> Result<&Path> {
    match &base.knowledge {
        None => bail!("the base inside the program cannot be changed: name the folder with `--knowledge DIR`"),
        Some(path) if path.is_file() => {
            bail!("`{}` is a packed base, which stays as it is: name a folder with `--knowledge DIR`", path.display())
        }
        Some(folder) => Ok(folder),
    }
}

/// The files of a packed knowledge base.
pub(super) fn packed_files(path: &Path) -> Result<Vec<InputFile>> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    file.take(MOST_PACKED + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read `{}`", path.display()))?;
    if bytes.len() as u64 > MOST_PACKED {
        bail!("`{}` has more than {MOST_PACKED} bytes: is it a packed knowledge base?", path.display());
    }
    Ok(unpack(&shown, &bytes)?)
}

/// The files of a knowledge base in a folder.
pub(super) fn folder_files(folder: &Path) -> Result<Vec<InputFile>> {
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
    if base.knowledge.is_none()
        && let Some(knowledge) = Compiled::from_bytes(COMPILED).and_then(|compiled| compiled.sound_on(as_of))
    {
        return Ok(knowledge);
    }
    // What keeps the embedded base from being used as it was compiled is read again from its files, where faults have a place.
    read_base(&knowledge_files(base)?, as_of)
}

/// A matcher for the knowledge base that [`knowledge`] gave.
pub(super) fn matcher(base: &Base, knowledge: &Knowledge) -> Result<Matcher> {
    let weights = Weights::of(knowledge).map_err(|fault| weights_fault(knowledge, fault))?;
    let built = if base.knowledge.is_none() { Lookup::from_bytes(INDEX) } else { None };
    match built {
        Some(lookup) => Ok(Matcher::from_lookup(lookup, knowledge, weights)),
        None => Matcher::build(knowledge, weights).context("cannot build the index of the knowledge base"),
    }
}

/// The knowledge base in these files, or its faults as the error.
pub(super) fn read_base(inputs: &[InputFile], as_of: Date) -> Result<Knowledge> {
    let checked = read_knowledge(inputs, as_of);
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

/// A fault in the weights of a base, as a diagnostic.
pub(super) fn weights_fault(knowledge: &Knowledge, fault: YamlFault) -> Faults {
    let file = knowledge.weights.clone().unwrap_or_else(|| InputFile::new("weights.yaml", ""));
    let help = "run `neatline train --write`, or remove the file to use the weights inside the program";
    Faults(vec![Diagnostic::error("malformed-file", &file, fault.span, fault.message).help(help)])
}

/// The templates: those of a folder, or those inside the program.
pub(super) fn templates(folder: Option<&Path>) -> Result<Vec<InputFile>> {
    let Some(folder) = folder else {
        return Ok(embedded_files(&TEMPLATES)
            .into_iter()
            .filter(|file| !file.path().contains("/fonts/") && !file.path().contains("/site/"))
            .filter(|file| !file.path().ends_with("README.md"))
            .map(|file| InputFile::new(file.path().replacen("knowledge/", "templates/", 1), file.text()))
            .collect());
    };
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.retain(|path| {
        path.extension().is_some_and(|extension| extension == "md")
            && path.file_name().is_some_and(|name| name != "README.md")
    });
    paths.sort();
    paths
        .into_iter()
        .map(|path| Ok(InputFile::new(path.to_string_lossy().replace('\\', "/"), &read_text(&path)?)))
        .collect()
}

/// The bundled fonts and those a person named.
pub(super) fn fonts(extra: &[PathBuf]) -> Result<Fonts> {
    let mut fonts = Fonts::bundled();
    for path in extra {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read font `{}`", path.display()))?;
        fonts = fonts
            .with_extra(&path.to_string_lossy(), bytes)
            .with_context(|| format!("cannot use font `{}`", path.display()))?;
    }
    Ok(fonts)
}

/// A form from a file, or from standard input for `-`.
pub(super) fn form(base: &Base, path: &Path, limits: &Limits) -> Result<Questionnaire> {
    let (name, bytes) = form_bytes(path, limits)?;
    super::profiles::read_form(base, &name, &bytes, limits, None)
}

/// Name and bytes of a form.
pub(super) fn form_bytes(path: &Path, limits: &Limits) -> Result<(String, Vec<u8>)> {
    let stdin = path.as_os_str() == "-";
    let name = if stdin {
        "stdin".to_owned()
    } else {
        path.file_name().map_or_else(|| path.to_string_lossy().into_owned(), |name| name.to_string_lossy().into_owned())
    };
    // One byte more than allowed is enough to know that a file is too large.
    let most = limits.bytes as u64 + 1;
    let mut bytes = Vec::new();
    if stdin {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        let file = std::fs::File::open(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            bail!("`{}` is a folder, expected a form", path.display());
        }
        file.take(most).read_to_end(&mut bytes).with_context(|| format!("cannot read `{}`", path.display()))?;
    }
    Ok((name, bytes))
}

/// Text from standard input, at most a megabyte.
pub(super) fn read_stdin_text() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(1 << 20).read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).with_context(|| format!("cannot make folder `{}`", path.display()))
}

/// Writes a file whole or not at all: into a temporary file beside it, then by renaming.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let result = std::fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&temporary, path));
    if result.is_err() {
        // The half-written file is of no use to anybody; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&temporary);
    }
    result.with_context(|| format!("cannot write `{}`", path.display()))
}

/// A text file that a person wrote, such as a worksheet.
pub(super) fn text_file(path: &Path) -> Result<InputFile> {
    let size = std::fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?.len();
    if size > MOST_WORKSHEET {
        bail!("`{}` has {size} bytes, expected at most {MOST_WORKSHEET}", path.display());
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(InputFile::new(path.to_string_lossy().replace('\\', "/"), &text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::Switches;

    #[test]
    fn the_compiled_base_is_the_base() {
        let files = embedded_files(&KNOWLEDGE);
        let knowledge = read_knowledge(&files, jiff::civil::date(2026, 11, 28)).knowledge.expect("the base is sound");
        let compiled = Compiled::read(&files).expect("the base is sound");
        assert_eq!(format!("{:?}", compiled.knowledge()), format!("{knowledge:?}"));
        assert!(compiled.to_bytes() == COMPILED, "the base inside the program differs from its files");
        let read = Compiled::from_bytes(COMPILED).expect("what was compiled can be read");
        assert!(read.to_bytes() == COMPILED, "the base does not survive being read");
    }

    #[test]
    fn the_compiled_index_is_the_index() {
        let files = embedded_files(&KNOWLEDGE);
        let knowledge = read_knowledge(&files, jiff::civil::date(2026, 11, 28)).knowledge.expect("the base is sound");
        let built = Lookup::build(&knowledge, Switches::default()).expect("the index can be built");
        assert!(built.to_bytes() == INDEX, "the index inside the program differs from the one its files give");
        let read = Lookup::from_bytes(INDEX).expect("what was compiled can be read");
        assert!(read.to_bytes() == INDEX, "the index does not survive being read");
    }
}
