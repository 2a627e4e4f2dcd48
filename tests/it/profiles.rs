//! Profiles: written from what was seen, read back, fitted by fingerprint, held against the form, and used for filling.

use crate::tools::{neatline, stderr, stdout};
use neatline::diagnostic::render_diagnostics;
use neatline::questionnaire::{
    Limits, Profile, View, fit_profile, inspect, inspect_by, read_profile, read_questionnaire, rules_of, write_profile,
};
use neatline::text::InputFile;
use std::path::{Path, PathBuf};

fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(forms().join(name)).unwrap()
}

fn profile(text: &str) -> Profile {
    let file = InputFile::new("form.profile.yaml", text);
    read_profile(&file).unwrap_or_else(|faults| panic!("{}\n{text}", render_diagnostics(&faults, false)))
}

fn asked(view: &View) -> Vec<String> {
    view.form.items.iter().map(|item| format!("{} {} {:?}", item.id, item.text, item.slots)).collect()
}

#[test]
fn a_profile_that_was_written_reads_its_form_alike() {
    let limits = Limits::default();
    let mut tried = 0;
    for entry in std::fs::read_dir(forms()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let tables = [".xlsx", ".xls", ".ods", ".csv", ".tsv"].iter().any(|ending| name.ends_with(ending));
        let Ok(data) = std::fs::read(&path) else { continue };
        let Some(view) = tables.then(|| inspect(&name, &data, &limits).ok()).flatten() else { continue };
        let own = profile(&write_profile(&view));
        let fitted = fit_profile(&name, &data, &limits, std::slice::from_ref(&own)).unwrap();
        assert!(fitted.faults.is_empty() && fitted.rules.is_some(), "{name} does not fit its own profile");
        let again = inspect_by(&name, &data, &limits, fitted.rules).unwrap();
        assert_eq!(asked(&view), asked(&again), "{name}");
        tried += 1;
    }
    assert!(tried >= 20, "only {tried} forms were tried");
}

#[test]
fn a_fingerprint_is_structure_and_fits_no_other_form() {
    let limits = Limits::default();
    let view = inspect("vendor.xlsx", &bytes("vendor.xlsx"), &limits).unwrap();
    let text = write_profile(&view);
    assert!(!text.contains("Is there a security policy?"), "a question stands in the profile");
    let own = [profile(&text)];
    assert!(fit_profile("scores.xlsx", &bytes("scores.xlsx"), &limits, &own).unwrap().rules.is_none());
}

#[test]
fn what_a_profile_says_goes_before_what_was_found() {
    let limits = Limits::default();
    let text = "name: mine\nfingerprint: { sheets: [Form] }\nsheets:\n  - sheet: Form\n    last: 3\n    columns: { Answer: others, D: answer }\n";
    let data = bytes("simple.xlsx");
    let fitted = rules_of("simple.xlsx", &data, &limits, &profile(text)).unwrap();
    let view = inspect_by("simple.xlsx", &data, &limits, fitted.rules).unwrap();
    let places: Vec<&str> =
        view.form.items.iter().flat_map(|item| &item.slots).map(|slot| slot.place.as_str()).collect();
    assert_eq!(places, ["Form!D2", "Form!D3"]);
    assert!(read_questionnaire("simple.xlsx", &data, &limits).unwrap().items.len() > 2);
}

#[test]
fn faults_are_shown_with_their_line_and_the_edit() {
    let wrong = "name: mine\nfingerprint: { sheets: [] }\nsheets:\n  - sheet: Form\n    columns: { C: anwser }\nvocabulary: { partal: Partly }\n";
    let faults = read_profile(&InputFile::new("form.profile.yaml", wrong)).unwrap_err();
    snapbox::assert_data_eq!(
        render_diagnostics(&faults, false),
        snapbox::str![[r#"
...
"#]]
    );
    let unknown = "name: mine\nfingerprint: { sheets: [Frm] }\nsheets:\n  - sheet: Frm\n  - sheet: Form\n    columns: { Commnts: comment }\n";
    let data = bytes("simple.xlsx");
    let fitted = rules_of("simple.xlsx", &data, &Limits::default(), &profile(unknown)).unwrap();
    snapbox::assert_data_eq!(
        render_diagnostics(&fitted.faults, false),
        snapbox::str![[r#"
...
"#]]
    );
}

#[test]
fn check_lints_the_profiles_of_a_base() {
    let base = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint/_base");
    for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
        let to = base.path().join(entry.path().strip_prefix(&from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&to).unwrap();
        } else {
            std::fs::copy(entry.path(), &to).unwrap();
        }
    }
    std::fs::create_dir_all(base.path().join("profiles")).unwrap();
    let text = "name: mine\nfingerprint: { sheets: [Form] }\nsheets:\n  - sheet: Form\n    columns: { C: anwser }\n";
    std::fs::write(base.path().join("profiles/mine.yaml"), text).unwrap();
    let output = neatline(&["check", "--knowledge", &base.path().to_string_lossy(), "--as-of", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("unknown role `anwser`"), "{}", stderr(&output));
    assert!(stderr(&output).contains("did you mean `answer`?"), "{}", stderr(&output));
}

#[test]
fn a_form_is_filled_in_the_words_of_its_profile() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(
        at("form.csv"),
        "ID,Question,Options,Answer,Owner\n1,Is the tile cache encrypted at rest?,Fine; Poor,,\n",
    )
    .unwrap();
    let text = "name: mine\nfingerprint: { sheets: [\"\"] }\nsheets:\n  - sheet: \"\"\n    columns: { E: second }\n    second: { E: us }\nvocabulary: { yes: Fine, no: Poor }\n";
    std::fs::write(at("mine.yaml"), text).unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/stories/_base");
    let output = neatline(&[
        "answer",
        &at("form.csv"),
        "--profile",
        &at("mine.yaml"),
        "--as",
        "md",
        "--out",
        &at("out"),
        "--knowledge",
        &base.to_string_lossy(),
        "--as-of",
        "2026-11-21",
    ]);
    assert!(matches!(output.status.code(), Some(0 | 10)), "{}{}", stdout(&output), stderr(&output));
    let filled = std::fs::read_to_string(folder.path().join("out/form.answered.csv")).unwrap();
    let row = filled.lines().nth(1).unwrap();
    assert!(row.contains(",Fine,\"us"), "{filled}");
}

#[test]
fn inspect_writes_a_profile_beside_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("simple.xlsx");
    std::fs::copy(forms().join("simple.xlsx"), &form).unwrap();
    let output = neatline(&["inspect", &form.to_string_lossy(), "--write-profile"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let written = std::fs::read_to_string(folder.path().join("simple.profile.yaml")).unwrap();
    assert!(written.contains("\"C\": answer # Answer"), "{written}");
}
