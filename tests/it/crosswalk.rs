//! Control ids of a form: used where ids and words agree on a framework, left alone where they do not.

use crate::tools::{neatline, stderr};
use serde_json::Value;

/// Answers a table of ids and questions; the items of `answers.json`.
fn answer(name: &str, rows: &[(&str, &str)]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let form = folder.path().join(name);
    let lines: Vec<String> = rows.iter().map(|(id, text)| format!("{id},\"{text}\",")).collect();
    std::fs::write(&form, format!("ID,Question,Answer\n{}\n", lines.join("\n"))).expect("is writable");
    let out = folder.path().join("out");
    let args =
        ["answer", &form.to_string_lossy(), "--as", "json", "--as-of", "2026-11-21", "--out", &out.to_string_lossy()];
    let output = neatline(&args);
    assert!(matches!(output.status.code(), Some(0 | 10 | 11)), "{}", stderr(&output));
    let stem = name.trim_end_matches(".csv");
    let text = std::fs::read_to_string(out.join(format!("{stem}.answers.json"))).expect("was written");
    let whole: Value = serde_json::from_str(&text).expect("is JSON");
    whole["items"].as_array().expect("has items").clone()
}

fn codes(item: &Value) -> Vec<&str> {
    item["reasons"].as_array().into_iter().flatten().filter_map(|reason| reason["code"].as_str()).collect()
}

const HECVAT: &[(&str, &str)] = &[
    ("DOCU-01", "Is a business continuity plan written down and rehearsed?"),
    ("DOCU-02", "Is a plan for recovering from disasters written down and rehearsed?"),
    ("REQU-01", "Is what you sell run in the cloud?"),
    ("REQU-06", "Are credit card numbers handled by the product?"),
    ("APPL-02", "Do you have a web application firewall?"),
    ("VULN-03", "May customers carry out a penetration test of their own?"),
    ("DCTR-10", "Redundant power has been tested."),
];

#[test]
fn a_form_of_a_known_framework_is_answered_through_its_ids_too() {
    let items = answer("school.csv", HECVAT);
    for item in &items {
        assert!(codes(item).contains(&"control"), "{}: {:?}", item["id"], item["reasons"]);
    }
    let power = items.last().expect("has items");
    assert_eq!(power["outcome"], "answered", "{power}");
    assert_eq!(power["facts"][0], "boundary.data-centre", "{power}");
}

#[test]
fn words_that_contradict_the_id_go_to_a_person() {
    let mut rows = HECVAT.to_vec();
    rows[4] = ("APPL-02", "Do you have a bug bounty programme?");
    let items = answer("school.csv", &rows);
    assert_eq!(items[4]["outcome"], "needs-review", "{}", items[4]);
    assert_eq!(items[4]["why"], "control", "{}", items[4]);
    assert!(codes(&items[4]).contains(&"control-other"));
}

#[test]
fn ids_of_the_same_shape_in_another_edition_are_left_alone() {
    let rows: Vec<(&str, &str)> = HECVAT
        .iter()
        .map(|(id, _)| *id)
        .zip([
            "Are releases signed?",
            "Which licence applies to the source code?",
            "Do you have a bug bounty programme?",
            "Is the news feed optional?",
            "Who owns the project?",
            "Where is the seat of the association?",
            "Are plugins scanned for malware?",
        ])
        .collect();
    let items = answer("school.csv", &rows);
    for item in &items {
        assert!(!codes(item).iter().any(|code| code.starts_with("control")), "{}: {:?}", item["id"], item["reasons"]);
    }
}

#[test]
fn bare_numbers_mean_a_framework_only_where_the_form_names_it() {
    let rows = [
        ("1.1", "Is there a policy on reporting vulnerabilities?"),
        ("1.2", "May customers test the product?"),
        ("1.4", "Are penetration tests repeated every year?"),
        ("1.5", "Are developers trained in security?"),
        ("1.7", "Are customers told of breaches within 72 hours?"),
    ];
    let with =
        |name: &str| answer(name, &rows).iter().any(|item| codes(item).iter().any(|code| code.starts_with("control")));
    assert!(!with("supplier.csv"));
    assert!(with("mvsp-2026.csv"));
}
