//! Programs that look at what we make. Where one is missing, its test says so and passes; where `CI` is set, it fails.

use std::path::PathBuf;

/// Path of a program, or `None` when this machine does not have it.
///
/// # Panics
///
/// When the program is missing and the environment variable `CI` is set: there, nothing may be skipped.
pub fn tool(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "`{name}` is missing, and CI may skip nothing");
        eprintln!("SKIPPED: `{name}` is not installed");
    }
    found
}
