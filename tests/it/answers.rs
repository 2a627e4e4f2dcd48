//! A form in, a reply out: the main job, end to end.

use crate::tools::{neatline, stderr, stdout};
use std::collections::BTreeMap;
use std::path::Path;

const MAIL: &str = "questionnaires/vendor-mail.eml";

fn reply(extra: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().expect("a scratch folder");
    let folder = out.path().to_string_lossy().into_owned();
    let mut args = vec!["answer", MAIL, "--out", &folder, "--as-of", "2026-11-21"];
    args.extend(extra);
    let output = neatline(&args);
    assert!(matches!(output.status.code(), Some(0 | 10 | 11)), "{}", stderr(&output));
    std::fs::read_dir(out.path())
        .expect("folder is readable")
        .map(|entry| entry.expect("folder is readable").path())
        .map(|path| {
            (
                path.file_name().expect("has a name").to_string_lossy().into_owned(),
                std::fs::read(&path).expect("is readable"),
            )
        })
        .collect()
}

#[test]
fn all_formats_are_written_and_are_the_same_twice() {
    let first = reply(&[]);
    let names: Vec<&str> = first.keys().map(String::as_str).collect();
    for name in [
        "vendor-mail.answers.json",
        "vendor-mail.reply.DRAFT.docx",
        "vendor-mail.reply.DRAFT.html",
        "vendor-mail.reply.DRAFT.md",
        "vendor-mail.reply.DRAFT.pdf",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    let second = reply(&[]);
    for (name, bytes) in &first {
        assert!(!bytes.is_empty(), "{name} is empty");
        assert!(bytes == &second[name], "{name} differs between two runs");
    }
}

#[test]
fn the_epoch_of_the_build_sets_the_day() {
    let out = tempfile::tempdir().expect("a scratch folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_neatline"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["answer", MAIL, "--as", "json", "--out"])
        .arg(out.path())
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .output()
        .expect("the program runs");
    assert!(matches!(output.status.code(), Some(0 | 10 | 11)), "{}", stderr(&output));
    let text = std::fs::read_to_string(out.path().join("vendor-mail.answers.json")).expect("was written");
    assert!(text.contains("\"asOf\": \"2026-11-21\""), "{text:.300}");
}

#[test]
fn the_mail_gets_its_items_in_order_and_with_sources() {
    let files = reply(&["--as", "json,md"]);
    let json: serde_json::Value = serde_json::from_slice(&files["vendor-mail.answers.json"]).expect("is JSON");
    let items = json["items"].as_array().expect("has items");
    let ids: Vec<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids, ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"]);
    for item in items {
        assert!(
            !item["text"].as_str().unwrap_or_default().contains("e.g."),
            "an example was taken for a question: {item:#}"
        );
        if item["outcome"] == "answered" {
            assert!(item["citations"].as_array().is_some_and(|list| !list.is_empty()), "no citation: {item:#}");
            assert!(item["facts"].as_array().is_some_and(|list| !list.is_empty()), "no fact: {item:#}");
        } else {
            assert!(item["verdict"].is_null() && item["why"].is_string(), "{item:#}");
        }
    }
    let markdown = String::from_utf8(files["vendor-mail.reply.DRAFT.md"].clone()).expect("is text");
    assert!(markdown.contains("What QGIS is, and what it is not"), "the standing statement is missing");
    assert!(markdown.contains("not an official statement of QGIS.ORG"), "the approval sentence is missing");
    assert!(markdown.contains(json["form"]["sha256"].as_str().expect("has a hash")), "the provenance is missing");
}

#[test]
fn several_widespread_answers_are_wrong_and_are_not_given() {
    let ask = |question: &str| {
        stdout(&neatline(&["ask", question, "--as-of", "2026-11-21"])).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(ask("Does QGIS support OAuth2?").contains("built"), "OAuth2 is built in");
    let telemetry = ask("Does QGIS send telemetry?");
    assert!(telemetry.starts_with("Part") || telemetry.starts_with("Yes"), "default connections exist: {telemetry}");
    let test = ask("Was QGIS penetration tested by an independent third party?");
    assert!(
        test.contains("QGIS Server") && test.contains("Desktop"),
        "the external test did not cover Desktop: {test}"
    );
    let cve = ask("Do you assign CVE identifiers to vulnerabilities?");
    assert!(cve.contains("GitHub"), "CVE ids come through GitHub advisories: {cve}");
}

#[test]
fn what_is_turned_round_goes_to_a_person_and_what_is_straight_is_answered() {
    let ask = |question: &str| stdout(&neatline(&["ask", question, "--as-of", "2026-11-21"]));
    assert!(ask("Is a clean desk and clear screen policy enforced?").starts_with("No."));
    let turned = ask("Is a clean desk and clear screen policy not enforced?");
    assert!(turned.starts_with("Not known: the item asks the other way round"), "{turned}");
}

#[test]
fn a_misspelt_word_is_repaired_and_one_that_only_lessons_use_is_not() {
    let ask = |question: &str| stdout(&neatline(&["ask", question, "--json", "--as-of", "2026-11-21"]));
    assert!(ask("Does the client store the pasword?").contains("`pasword` was read as `password`"));
    // Phases have a place in the base, phrases in lessons alone.
    assert!(!ask("Is the vault sealed by a phrase?").contains("was read as"));
}

#[test]
fn a_family_answers_what_it_is_about_and_not_what_only_names_it() {
    let ask = |question: &str| stdout(&neatline(&["ask", question, "--as-of", "2026-11-21"]));
    let keys = ask("rotate the keys of your HSM quarterly");
    assert!(keys.starts_with("Not applicable."), "{keys}");
    let bucket = ask("Cloud region of the download bucket");
    assert!(bucket.starts_with("Not known"), "{bucket}");
}

#[test]
fn a_review_that_has_run_out_is_said() {
    let out = tempfile::tempdir().expect("a scratch folder");
    let folder = out.path().to_string_lossy().into_owned();
    let output = neatline(&["answer", MAIL, "--as", "json,md", "--out", &folder, "--as-of", "2028-01-01"]);
    assert!(matches!(output.status.code(), Some(0 | 10 | 11)), "{}", stderr(&output));
    let text = std::fs::read_to_string(out.path().join("vendor-mail.answers.json")).expect("was written");
    let json: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
    assert!(
        json["items"].as_array().expect("has items").iter().all(|item| item["confidence"] != "high"),
        "a stale fact is never high"
    );
    let markdown = std::fs::read_to_string(out.path().join("vendor-mail.reply.DRAFT.md")).expect("was written");
    assert!(markdown.contains("due for review on"), "the letter does not say that the review has run out");
}

#[test]
fn the_release_asked_about_chooses_the_fact() {
    let ask = |version: &str| {
        let output = neatline(&[
            "ask",
            "Is there a project trust mechanism that asks before code embedded in a project runs?",
            "--json",
            "--qgis",
            version,
        ]);
        serde_json::from_str::<serde_json::Value>(&stdout(&output)).expect("is JSON")
    };
    let of = |item: &serde_json::Value| {
        item["candidates"]
            .as_array()
            .expect("has candidates")
            .iter()
            .filter_map(|near| near["fact"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let (old, new) = (of(&ask("3.40")), of(&ask("4.2")));
    assert!(new.contains(&"code.project-trust".to_owned()), "{new:?}");
    assert!(!old.contains(&"code.project-trust".to_owned()), "{old:?}");
}

#[test]
fn nothing_is_left_when_the_reply_cannot_be_written() {
    let out = tempfile::tempdir().expect("a scratch folder");
    let blocked = out.path().join("vendor-mail.reply.DRAFT.docx");
    std::fs::create_dir(&blocked).expect("a folder in the way");
    let folder = out.path().to_string_lossy().into_owned();
    let output = neatline(&["answer", MAIL, "--as", "docx", "--out", &folder]);
    assert_eq!(output.status.code(), Some(1));
    let left: Vec<_> = std::fs::read_dir(out.path())
        .expect("folder is readable")
        .map(|entry| entry.expect("is readable").file_name())
        .collect();
    assert_eq!(left, ["vendor-mail.reply.DRAFT.docx"], "a temporary file was left behind");
}

#[test]
fn a_letter_can_be_changed_without_rust() {
    let templates = tempfile::tempdir().expect("a scratch folder");
    std::fs::write(templates.path().join("reply.md"), "# Kind regards\n\n{{ answered }} of {{ total }}\n")
        .expect("is writable");
    let folder = templates.path().to_string_lossy().into_owned();
    let files = reply(&["--as", "md,html", "--templates", &folder]);
    assert!(String::from_utf8_lossy(&files["vendor-mail.reply.DRAFT.md"]).starts_with("# Kind regards"));
    assert!(String::from_utf8_lossy(&files["vendor-mail.reply.DRAFT.html"]).contains("Kind regards"));

    std::fs::write(templates.path().join("reply.md"), "# Hello\n\n{{ nobody }}\n").expect("is writable");
    let output = neatline(&["answer", MAIL, "--as", "md", "--templates", &folder]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("reply.md:3:4"), "{}", stderr(&output));
}

#[test]
fn forms_of_ours_are_read_whole() {
    for (form, items) in [("questionnaires/university-form.md", 24), ("questionnaires/supplier-check.csv", 30)] {
        let text = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(form)).expect("form exists");
        let read =
            neatline::questionnaire::read_questionnaire(form, &text, &neatline::questionnaire::Limits::default())
                .expect("is read");
        assert_eq!(
            read.items.len(),
            items,
            "{form}: {:#?}",
            read.items.iter().map(|item| &item.text).collect::<Vec<_>>()
        );
    }
}
