//! What the README says is what the program does.

use crate::tools::{neatline, stdout};
use std::path::Path;

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md is readable")
}

#[test]
fn every_help_shown_is_current() {
    let readme = readme();
    let mut shown = 0;
    for block in readme.split("```console\n$ neatline ").skip(1) {
        let (command, rest) = block.split_once('\n').expect("a command line");
        if !command.ends_with("--help") && command != "--help" {
            continue;
        }
        let expected = rest.split("\n```").next().expect("the block ends");
        let args: Vec<&str> = command.split_whitespace().collect();
        assert_eq!(
            expected.trim(),
            stdout(&neatline(&args)).trim(),
            "`neatline {command}` prints something else than the README shows"
        );
        shown += 1;
    }
    assert!(shown >= 1, "README shows no help");
}

#[test]
fn the_dependency_table_is_complete() {
    let readme = readme();
    let manifest =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("is readable");
    let (_, rest) = manifest.split_once("\n[dependencies]\n").expect("has dependencies");
    let (dependencies, _) = rest.split_once("\n[").expect("has an end");
    for line in dependencies.lines().filter(|line| line.contains('=')) {
        let name = line.split('=').next().expect("has a name").trim();
        assert!(line.contains("# "), "`{name}` has no reason in Cargo.toml");
        assert!(readme.contains(&format!("| `{name}` |")), "`{name}` is not in the table of README.md");
    }
}

#[test]
fn the_two_commands_are_there() {
    let readme = readme();
    assert!(readme.contains("cargo run --release -- answer questionnaires/vendor-mail.eml --out answers"));
    assert!(readme.contains("\ncargo test\n"));
}
