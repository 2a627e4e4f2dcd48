//! The house rules that a compiler does not know.

use std::path::{Path, PathBuf};

/// The longest a file may be; a longer one holds a second concept.
const MOST_LINES: usize = 400;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["src", "tests", "benches"]
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok))
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| (entry.path().to_owned(), std::fs::read_to_string(entry.path()).expect("file is readable")))
        .collect()
}

#[test]
fn every_module_says_what_it_is() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{} does not start with `//!`", path.display());
    }
}

#[test]
fn no_file_is_long() {
    let mut lengths = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines, expected at most {MOST_LINES}", path.display());
        lengths.push(lines);
    }
    lengths.sort_unstable();
    assert!(
        lengths[lengths.len() / 2] <= 150,
        "the median file has {} lines, expected at most 150",
        lengths[lengths.len() / 2]
    );
}

#[test]
fn every_path_that_docs_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tops =
        ["src/", "knowledge/", "templates/", "questionnaires/", "tests/", "schemas/", "docs/", "benches/", ".ci/"];
    for document in
        ["README.md", "CONTRIBUTING.md", "SECURITY.md", "src/lib.rs", "knowledge/README.md", "templates/README.md"]
    {
        let text = std::fs::read_to_string(root.join(document)).unwrap_or_else(|_| panic!("{document} is missing"));
        // In the example of a fact, `path:` is a path in the repository that is cited.
        let ours = text.lines().filter(|line| !line.trim_start().starts_with("path:"));
        for word in ours.flat_map(|line| line.split(|c: char| c.is_whitespace() || "`()[]\"'<>,;|{}*".contains(c))) {
            let path = word.trim_end_matches(['.', ':']);
            if tops.iter().any(|top| path.starts_with(top)) && !path.contains("//") {
                assert!(
                    root.join(path.trim_end_matches('/')).exists(),
                    "{document} names `{path}`, which does not exist"
                );
            }
        }
    }
}
