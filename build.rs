//! Reads the knowledge base and builds its index ahead of time, so that the program starts with both, and rebuilds the program when
//! an embedded folder changes, since Cargo does not see files that a macro includes.
//!
//! The modules are those of the program: what is compiled in is what it would make itself of the same files.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a build script reads and writes files, speaks to Cargo on standard output, and uses a part of the modules"
)]

#[path = "src/text/mod.rs"]
mod text;
#[path = "src/diagnostic/mod.rs"]
mod diagnostic;
#[path = "src/knowledge/mod.rs"]
mod knowledge;
#[path = "src/matcher/mod.rs"]
mod matcher;

use knowledge::Compiled;
use matcher::Switches;
use matcher::index::Lookup;
use std::path::{Path, PathBuf};
use text::InputFile;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=knowledge");
    println!("cargo::rerun-if-changed=templates");
    let mut paths = Vec::new();
    collect(Path::new("knowledge"), &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        files.push(InputFile::new(path.to_string_lossy().replace('\\', "/"), &text));
    }
    // A base with errors is not compiled: the program reads it when it starts, and shows them.
    let (base, index) = match Compiled::read(&files) {
        Some(base) => (base.to_bytes(), Lookup::build(base.knowledge(), Switches::default())?.to_bytes()),
        None => (Vec::new(), Vec::new()),
    };
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?);
    std::fs::write(out.join("knowledge.bin"), base)?;
    std::fs::write(out.join("index.bin"), index)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
