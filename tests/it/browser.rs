//! The public site in a real browser: axe, keyboard, search, dark mode, print, narrow windows, valid HTML. The checks themselves
//! are in `tests/browser/site.mjs`.
//!
//! Needs node, Chromium and `npm ci` in `tests/browser` (`.ci/run` does that). Without them the test says that it was skipped;
//! where `CI` is set, it fails.

use crate::tools::{neatline, tool};
use std::path::Path;
use std::process::Command;

#[test]
fn the_site_in_a_browser() {
    let (Some(node), Some(chromium)) = (tool("node"), tool("chromium")) else { return };
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !scripts.join("node_modules/playwright-core").is_dir() {
        assert!(std::env::var_os("CI").is_none(), "run `npm ci` in tests/browser");
        println!("SKIPPED: run `npm ci` in tests/browser");
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let out = folder.path().join("public");
    let out_text = out.to_str().expect("the path is text");
    let base = "https://example.org/answers";
    let made = neatline(&["site", "--as-of", "2026-11-21", "--base-url", base, "--out", out_text]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let run =
        Command::new(node).current_dir(&scripts).arg("site.mjs").arg(&out).arg(chromium).output().expect("node runs");
    let said = String::from_utf8_lossy(&run.stdout);
    let faults: Vec<&str> = said.lines().filter(|line| !line.starts_with("ok ")).collect();
    assert!(run.status.success(), "{}\n{}", faults.join("\n"), String::from_utf8_lossy(&run.stderr));
    println!("{said}");
}
