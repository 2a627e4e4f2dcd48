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
    assert!(readme.contains("cargo run -- answer questionnaires/vendor-mail.eml --out answers"));
    assert!(readme.contains("\ncargo test\n"));
}

/// The lines under the command that measures, without `...` and what follows.
fn table(readme: &str) -> (Vec<&str>, &str) {
    let (_, block) =
        readme.split_once("\n$ neatline eval questionnaires/labelled/test.yaml").expect("README shows eval");
    let (command, rest) = block.split_once('\n').expect("a command line");
    let end = rest.find("\n...\n").or_else(|| rest.find("\n```")).expect("the block ends");
    (command.split_whitespace().collect(), rest[..end].trim_end())
}

/// The numbers of the headline are held against the program here, those of the ablation, which a debug build would take minutes
/// for, by `.ci/eval-table`.
#[test]
fn the_table_is_what_eval_prints() {
    let readme = readme();
    let (more, shown) = table(&readme);
    assert!(
        more.contains(&"--as-of"),
        "the command names no day, so that its numbers change with time: .ci/eval-table --write"
    );
    let args: Vec<&str> =
        ["eval", "questionnaires/labelled/test.yaml", "--brief"].into_iter().chain(more.iter().copied()).collect();
    let printed = stdout(&neatline(&args));
    let headline = printed.split("\n\nexpected ").next().expect("a first part").trim_end();
    assert!(
        shown.starts_with(headline) && shown[headline.len()..].starts_with("\n\neach row adds"),
        "the README shows another table than `neatline eval` prints; refresh it with .ci/eval-table --write\n{headline}"
    );
}

#[test]
fn a_table_of_other_numbers_is_told_from_the_right_one() {
    let readme = "```console\n$ neatline eval questionnaires/labelled/test.yaml --as-of 2026-11-21\n1 item\n\neach row adds\n...\n```\n";
    assert_eq!(table(&format!("x\n{readme}")), (vec!["--as-of", "2026-11-21"], "1 item\n\neach row adds"));
}
