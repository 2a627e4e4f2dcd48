//! Other programs that tests ask for a second opinion.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The path of a program, or `None` with a visible note when it is missing. In CI a missing program is a failure.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let found = std::env::var_os("PATH")
        .into_iter()
        .flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "`{name}` is missing; .ci/run installs it");
        println!("SKIPPED: `{name}` is not installed");
    }
    found
}

/// Runs the program under test with a fixed day.
pub(crate) fn neatline(args: &[&str]) -> Output {
    neatline_in(Path::new(env!("CARGO_MANIFEST_DIR")), args)
}

/// The same in a folder.
pub(crate) fn neatline_in(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_neatline"))
        .current_dir(folder)
        .args(args)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program runs")
}

/// Its stdout as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is text")
}

/// Its stderr as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is text")
}
