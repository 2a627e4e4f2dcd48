//! A knowledge base as it was in a git revision, through the `git` program.

use super::files;
use crate::text::InputFile;
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The files of a base: those of a folder, of a packed base, or of a git revision of the folder `base`.
pub(super) fn base_files(name: &str, base: &Path) -> Result<Vec<InputFile>> {
    if Path::new(name).is_dir() {
        return files::folder_files(Path::new(name));
    }
    if Path::new(name).is_file() {
        return files::packed_files(Path::new(name));
    }
    revision_files(name, base)
        .with_context(|| format!("`{name}` is no folder, no packed base, and no git revision of `{}`", base.display()))
}

fn revision_files(revision: &str, base: &Path) -> Result<Vec<InputFile>> {
    // A name that begins with a dash would be an option.
    if revision.starts_with('-') || revision.contains(':') || revision.is_empty() {
        bail!("`{revision}` is not the name of a revision");
    }
    let listed = git(base, &["ls-tree", "-r", "-z", "--name-only", revision, "--", "."], &[])?;
    let names: Vec<String> = String::from_utf8_lossy(&listed)
        .split('\0')
        .filter(|name| name.ends_with(".md") || name.ends_with(".yaml"))
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        bail!("revision `{revision}` has no knowledge base there");
    }
    let asked: String = names.iter().map(|name| format!("{revision}:./{name}\n")).collect();
    let answered = git(base, &["cat-file", "--batch"], asked.as_bytes())?;
    let mut rest = answered.as_slice();
    let mut files = Vec::new();
    for name in names {
        // Each object comes as `<hash> blob <size>`, a line end, its bytes, a line end.
        let end = rest.iter().position(|byte| *byte == b'\n').context("git ended early")?;
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let size: usize =
            head.rsplit(' ').next().and_then(|size| size.parse().ok()).with_context(|| format!("git said `{head}`"))?;
        let body = rest.get(end + 1..end + 1 + size).context("git ended early")?;
        files.push(InputFile::new(format!("{revision}:/{name}"), &String::from_utf8_lossy(body)));
        rest = rest.get(end + 2 + size..).unwrap_or_default();
    }
    Ok(files)
}

fn git(folder: &Path, args: &[&str], input: &[u8]) -> Result<Vec<u8>> {
    let mut child = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot run `git`")?;
    let mut pipe = child.stdin.take().context("cannot talk to `git`")?;
    let input = input.to_vec();
    // On a thread of its own, since git answers while it is still being asked.
    let writer = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().context("cannot read from `git`")?;
    // That git stopped listening shows in its exit status.
    let _ = writer.join();
    if !output.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}
