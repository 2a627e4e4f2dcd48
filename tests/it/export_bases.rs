//! `neatline export` from bases that differ from ours: approved facts, facts that may not go out, faults in `publish`.

use crate::tools::{neatline, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::Output;

/// A copy of our base with some words replaced: file, old words, new words.
fn base(changes: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    for entry in walkdir::WalkDir::new(&from).into_iter().map(|entry| entry.expect("is readable")) {
        let to: PathBuf = scratch.path().join(entry.path().strip_prefix(&from).expect("is below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).expect("is writable");
        } else {
            std::fs::copy(entry.path(), to).expect("is writable");
        }
    }
    for (file, old, new) in changes {
        let path = scratch.path().join(file);
        let text = std::fs::read_to_string(&path).expect("is there");
        assert!(text.contains(old), "{file} has no `{old}`");
        std::fs::write(path, text.replace(old, new)).expect("is writable");
    }
    scratch
}

fn export(base: &Path, format: &str) -> Output {
    neatline(&["export", format, "--knowledge", &base.to_string_lossy(), "--as-of", "2026-11-21"])
}

#[test]
fn what_rests_on_a_fact_that_is_not_public_is_left_out() {
    let base = base(&[("facts/vuln/no-bounty.md", "publish: public", "publish: on-request")]);
    let insights = export(base.path(), "security-insights");
    assert_eq!(insights.status.code(), Some(0), "{}", stderr(&insights));
    let text = stdout(&insights);
    assert!(!text.contains("bug-bounty") && !text.contains("\nproject:") && text.contains("\nrepository:"), "{text}");
    assert!(
        stderr(&insights).contains("`project` is left out, because the fact `vuln.no-bounty`"),
        "{}",
        stderr(&insights)
    );
    let security_txt = export(base.path(), "security-txt");
    assert_eq!(security_txt.status.code(), Some(1));
    assert!(stderr(&security_txt).contains("`vuln.no-bounty`, which is not public"), "{}", stderr(&security_txt));
}

#[test]
fn approved_facts_are_given_out_as_approved() {
    let base = base(&[]);
    let folder = base.path().to_string_lossy().into_owned();
    let facts = ["vuln.disclosure-channel", "vuln.no-bounty", "vuln.policy", "org.security-contact"];
    let mut args = vec!["approve", "--by", "security-team", "--on", "2026-11-21", "--knowledge", &folder];
    args.extend(facts);
    let output = crate::tools::neatline(&args);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&export(base.path(), "security-txt"));
    assert!(text.starts_with("# These facts were approved"), "{text}");
    // One draft among many facts is enough for the other sentence.
    let facts = stdout(&export(base.path(), "answers-json"));
    assert!(facts.contains("not an official statement") && facts.contains("\"by\": \"security-team\""));
}

#[test]
fn the_first_review_that_runs_out_sets_the_day() {
    let base = base(&[("facts/vuln/policy.md", "reviewed: 2026-11-21", "reviewed: 2026-10-01")]);
    let text = stdout(&export(base.path(), "security-txt"));
    // 180 days after the review the fact is still fresh, on the next day it is not.
    assert!(text.contains("\nExpires: 2027-03-31T00:00:00Z\n"), "{text}");
}

#[test]
fn faults_in_the_publish_section_are_diagnostics_with_a_place() {
    let base = base(&[
        ("project.yaml", "fact: vuln.no-bounty", "fact: vuln.no-bonty"),
        ("project.yaml", "source: qgis-copying", "source: qgis-copyng"),
    ]);
    let output = export(base.path(), "security-insights");
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    assert!(text.contains("unknown fact `vuln.no-bonty`") && text.contains("did you mean `vuln.no-bounty`?"), "{text}");
    assert!(text.contains("unknown source `qgis-copyng`") && text.contains("project.yaml:"), "{text}");
}

#[test]
fn addresses_that_a_format_cannot_take_are_errors() {
    for (old, new) in [
        ("url: https://github.com/qgis/QGIS/security", "url: \"https://example.org/a b\""),
        ("security: security@qgis.org", "security: \"http://example.org/report\""),
        ("security: security@qgis.org", "security: \"a@example.org\\nContact: mailto:b@example.org\""),
    ] {
        let base = base(&[("project.yaml", old, new)]);
        let output = export(base.path(), "security-txt");
        assert_eq!(output.status.code(), Some(1), "{new}: {}", stdout(&output));
        assert!(stderr(&output).contains("needs an https, mailto or tel address"), "{}", stderr(&output));
    }
}

#[test]
fn the_release_asked_about_chooses_the_facts() {
    let run = |version: &str| {
        let args = ["export", "answers-json", "--knowledge", "knowledge", "--as-of", "2026-11-21", "--qgis", version];
        stdout(&neatline(&args))
    };
    let (old, new) = (run("3.40"), run("4.2"));
    assert!(
        old.contains("\"id\": \"code.embedded-default-3\"") && !new.contains("\"id\": \"code.embedded-default-3\"")
    );
}
