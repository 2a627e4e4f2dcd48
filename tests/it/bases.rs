//! The engine knows nothing of QGIS: another project answers from its own folder.

use crate::tools::{neatline, stderr, stdout};
use std::path::Path;

fn atlas() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint/_base").to_string_lossy().into_owned()
}

#[test]
fn a_second_base_answers_in_its_own_name() {
    let output = neatline(&["ask", "Is the cache encrypted?", "--knowledge", &atlas(), "--as-of", "2026-11-21"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(text.contains("Atlas encrypts its cache") && text.contains("https://atlas.example/manual"), "{text}");
    assert!(!text.contains("QGIS"), "{text}");
}

#[test]
fn its_reply_names_nobody_else() {
    let out = tempfile::tempdir().expect("a scratch folder");
    let form = out.path().join("form.txt");
    std::fs::write(&form, "1. Is the cache encrypted?\n2. Do you run a hosted service for your customers?\n")
        .expect("is writable");
    let folder = out.path().to_string_lossy().into_owned();
    let output = neatline(&[
        "answer",
        &form.to_string_lossy(),
        "--knowledge",
        &atlas(),
        "--as",
        "md,json,pdf,docx,html",
        "--out",
        &folder,
        "--as-of",
        "2026-11-21",
    ]);
    assert!(matches!(output.status.code(), Some(10 | 11)), "{}", stderr(&output));
    let text = std::fs::read_to_string(out.path().join("form.reply.DRAFT.md")).expect("was written");
    assert!(text.contains("The Atlas Project") && !text.contains("QGIS"), "{text}");
}

#[test]
fn our_own_base_is_clean() {
    let output = neatline(&["check", "--as-of", "2026-11-21", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("is JSON");
    assert_eq!((&report["errors"], &report["warnings"]), (&0.into(), &0.into()), "{report:#}");
}

#[test]
fn the_example_of_the_readme_is_the_fact() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("is readable");
    let (_, rest) = readme
        .split_once("<!-- example: facts/auth/master-password.md -->\n```markdown\n")
        .expect("the example is marked");
    let (example, _) = rest.split_once("\n```").expect("the example ends");
    let fact = std::fs::read_to_string(root.join("facts/auth/master-password.md")).expect("is readable");
    assert_eq!(example.trim(), fact.trim(), "knowledge/README.md and facts/auth/master-password.md must say the same");
}

#[test]
fn a_faulty_base_answers_nothing() {
    let base = tempfile::tempdir().expect("a scratch folder");
    let fact = base.path().join("facts/a");
    std::fs::create_dir_all(&fact).expect("is writable");
    std::fs::write(fact.join("b.md"), "---\ntitle: B\n---\n").expect("is writable");
    let output = neatline(&["ask", "Anything?", "--knowledge", &base.path().to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[malformed-file]"), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_glossary_lets_items_in_other_languages_find_english_wordings() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    for entry in walkdir::WalkDir::new(atlas()).into_iter().map(|entry| entry.expect("is readable")) {
        let to = folder.path().join(entry.path().strip_prefix(atlas()).expect("is below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&to).expect("can be made");
        } else {
            std::fs::copy(entry.path(), &to).expect("can be copied");
        }
    }
    let path = folder.path().to_str().expect("a plain path");
    let ask = || stdout(&neatline(&["ask", "Ist der Zwischenspeicher verschlüsselt?", "--knowledge", path]));
    assert!(!ask().contains("cache.encrypted"), "{}", ask());
    let glossary = "- {en: cache, de: [Zwischenspeicher]}\n- {en: encrypted, de: [verschlüsselt]}\n";
    std::fs::write(folder.path().join("glossary.yaml"), glossary).expect("is writable");
    assert!(ask().contains("cache.encrypted"), "{}", ask());
}
