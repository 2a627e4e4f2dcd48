//! `answers.json` is a public contract.

use crate::tools::{neatline, stdout};
use std::path::Path;

fn validator() -> jsonschema::Validator {
    let schema: serde_json::Value = serde_json::from_str(&neatline::reply::json::schema()).expect("schema is JSON");
    jsonschema::validator_for(&schema).expect("schema is a schema")
}

fn validate(text: &str) {
    let value: serde_json::Value = serde_json::from_str(text).expect("output is JSON");
    let faults: Vec<String> = validator().iter_errors(&value).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// To accept a change of the contract run the tests with `SNAPSHOTS=overwrite`, and think of those who read it.
#[test]
fn the_published_schema_is_the_one_in_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/answers-1.schema.json");
    snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(
        snapbox::Data::text(neatline::reply::json::schema()),
        snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)),
    );
}

#[test]
fn every_form_of_ours_validates() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let mut forms = 0;
    for entry in std::fs::read_dir(root).expect("folder is readable") {
        let path = entry.expect("folder is readable").path();
        if !path.is_file() {
            continue;
        }
        let out = tempfile::tempdir().expect("a scratch folder");
        let output = neatline(&[
            "answer",
            &path.to_string_lossy(),
            "--as",
            "json",
            "--out",
            &out.path().to_string_lossy(),
            "--as-of",
            "2026-11-21",
        ]);
        assert!(matches!(output.status.code(), Some(0 | 10 | 11)), "{}: {output:?}", path.display());
        let stem = path.file_stem().expect("has a stem").to_string_lossy().into_owned();
        validate(&std::fs::read_to_string(out.path().join(format!("{stem}.answers.json"))).expect("was written"));
        forms += 1;
    }
    assert!(forms >= 3, "only {forms} forms were found");
}

#[test]
fn one_question_is_one_item_of_the_contract() {
    let output = neatline(&["ask", "Is multi-factor authentication supported, and is there a bug bounty?", "--json"]);
    let item: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("output is JSON");
    let schema: serde_json::Value = serde_json::from_str(&neatline::reply::json::schema()).expect("schema is JSON");
    let item_schema = serde_json::json!({ "$ref": "#/$defs/ItemRecord", "$defs": schema["$defs"] });
    let validator = jsonschema::validator_for(&item_schema).expect("schema is a schema");
    assert!(validator.is_valid(&item), "{item:#}");
    assert_eq!(item["parts"].as_array().map(Vec::len), Some(2));
}
