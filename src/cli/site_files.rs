//! The disk for a site: its templates in, its folder out.
#![expect(clippy::disallowed_methods, reason = "`cli` is the stage that touches the disk")]

use crate::publish::site::SiteFile;
use crate::text::InputFile;
use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use std::path::{Component, Path, PathBuf};

static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/site");
/// Marks a folder that this program wrote, and so may write again.
const MARK: &str = ".neatline-site";

/// Templates of the site, and files that go out as they are (`assets/`): those of a folder, or those inside the program.
pub(super) fn templates_and_assets(folder: Option<&Path>) -> Result<(Vec<InputFile>, Vec<SiteFile>)> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    match folder {
        None => embedded(&SITE, &mut found),
        Some(folder) => collect(folder, folder, &mut found)?,
    }
    found.sort();
    let (mut templates, mut assets) = (Vec::new(), Vec::new());
    for (path, bytes) in found {
        if path.starts_with("assets/") {
            assets.push(SiteFile { path, bytes });
        } else if [".html", ".xml", ".md"].iter().any(|ending| path.ends_with(ending)) && !path.ends_with("README.md") {
            let text = String::from_utf8(bytes).with_context(|| format!("template `{path}` is not UTF-8"))?;
            templates.push(InputFile::new(format!("templates/site/{path}"), &text));
        }
    }
    Ok((templates, assets))
}

fn embedded(folder: &Dir<'_>, found: &mut Vec<(String, Vec<u8>)>) {
    for file in folder.files() {
        found.push((file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec()));
    }
    for inner in folder.dirs() {
        embedded(inner, found);
    }
}

fn collect(top: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let failed = || format!("cannot read folder `{}`", folder.display());
    for entry in std::fs::read_dir(folder).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        let (path, kind) = (entry.path(), entry.file_type().with_context(failed)?);
        if kind.is_dir() {
            collect(top, &path, found)?;
        } else if kind.is_file() {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
            let inside = path.strip_prefix(top).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push((inside, bytes));
        }
    }
    Ok(())
}

/// Writes a folder whole or not at all: beside its place, then by renaming. A folder that is there is replaced when it is empty
/// or was written by this program; any other is left alone, since its files could be somebody's work.
pub(super) fn replace_folder(out: &Path, files: &[SiteFile]) -> Result<()> {
    let out = &absolute(out)?;
    if out.exists() && !out.join(MARK).is_file() {
        let mut entries = std::fs::read_dir(out).with_context(|| format!("cannot read folder `{}`", out.display()))?;
        if entries.next().is_some() {
            bail!("`{}` holds other files, expected a new or empty folder, or a site written before", out.display());
        }
    }
    let beside = |ending: &str| {
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        out.with_file_name(format!(".{name}.{}.{ending}", std::process::id()))
    };
    let (fresh, old) = (beside("new"), beside("old"));
    let result = write_all(&fresh, files).and_then(|()| swap(out, &fresh, &old));
    // What is left of a failed attempt, or of the site before, is of no use; that it cannot be removed changes nothing.
    let _ = std::fs::remove_dir_all(&fresh);
    let _ = std::fs::remove_dir_all(&old);
    result
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("cannot use `{}` as a folder", path.display()))
}

fn write_all(folder: &Path, files: &[SiteFile]) -> Result<()> {
    let make = |folder: &Path| {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make folder `{}`", folder.display()))
    };
    make(folder)?;
    std::fs::write(folder.join(MARK), "").with_context(|| format!("cannot write into `{}`", folder.display()))?;
    for file in files {
        let inside = Path::new(&file.path);
        assert!(
            inside.components().all(|part| matches!(part, Component::Normal(_))),
            "internal error: `{}` leads out of the site",
            file.path
        );
        let path = folder.join(inside);
        if let Some(parent) = path.parent() {
            make(parent)?;
        }
        std::fs::write(&path, &file.bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}

fn swap(out: &Path, fresh: &Path, old: &Path) -> Result<()> {
    let failed = || format!("cannot replace folder `{}`", out.display());
    if out.exists() {
        std::fs::rename(out, old).with_context(failed)?;
    }
    std::fs::rename(fresh, out).with_context(failed)
}
