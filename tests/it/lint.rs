//! Every rule of `neatline check` against its smallest faulty input.
//!
//! A case is a folder under `tests/cases/lint/` that is laid over `_base`; `expected.txt` is what is printed. To accept a new
//! wording run the tests with `SNAPSHOTS=overwrite`.

use neatline::diagnostic::render_diagnostics;
use neatline::knowledge::read_knowledge;
use neatline::text::InputFile;
use std::collections::BTreeMap;
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("folder is readable"))
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "expected.txt")
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("is below").to_string_lossy().replace('\\', "/");
            (path, std::fs::read_to_string(entry.path()).expect("file is readable"))
        })
        .collect()
}

fn check(case: &Path) -> (Vec<&'static str>, String) {
    let root = case.parent().expect("has a parent");
    let mut laid = files(&root.join("_base"));
    laid.extend(files(case));
    for removed in laid.keys().filter_map(|path| path.strip_suffix(".removed").map(str::to_owned)).collect::<Vec<_>>() {
        laid.remove(&removed);
        laid.remove(&format!("{removed}.removed"));
    }
    let inputs: Vec<InputFile> =
        laid.iter().map(|(path, text)| InputFile::new(format!("knowledge/{path}"), text)).collect();
    let checked = read_knowledge(&inputs, jiff::civil::date(2026, 11, 21));
    let codes = checked.diagnostics.iter().map(|fault| fault.code).collect();
    (codes, render_diagnostics(&checked.diagnostics, false))
}

#[test]
fn the_base_of_the_cases_is_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint");
    let (codes, text) = check(&root.join("_base"));
    assert!(codes.is_empty(), "{text}");
}

#[test]
fn each_case_shows_its_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint");
    let mut cases = 0;
    for entry in std::fs::read_dir(&root).expect("folder is readable") {
        let path = entry.expect("folder is readable").path();
        let name = path.file_name().expect("has a name").to_string_lossy().into_owned();
        if name == "_base" {
            continue;
        }
        let (codes, text) = check(&path);
        assert!(codes.contains(&name.as_str()), "{name}: {codes:?}\n{text}");
        snapbox::Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .eq(text, snapbox::Data::read_from(&path.join("expected.txt"), None));
        cases += 1;
    }
    assert!(cases >= 20, "only {cases} cases were found");
}

#[test]
fn every_code_has_a_case() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src/knowledge", "src/knowledge/lint"] {
        for entry in std::fs::read_dir(manifest.join(folder)).expect("folder is readable") {
            let path = entry.expect("folder is readable").path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("file is readable");
            let flat = source.split_whitespace().collect::<Vec<_>>().join(" ");
            for call in
                ["Diagnostic::error( \"", "Diagnostic::error(\"", "Diagnostic::warning( \"", "Diagnostic::warning(\""]
            {
                for rest in flat.split(call).skip(1) {
                    let code = rest.split('"').next().expect("has an end");
                    assert!(
                        manifest.join("tests/cases/lint").join(code).is_dir(),
                        "{}: `{code}` has no case",
                        path.display()
                    );
                }
            }
        }
    }
}
