//! The command line as a person and a script meet it.

use crate::tools::{neatline, neatline_in, stderr, stdout};
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn help_has_examples_and_exit_codes() {
    let output = neatline(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("Exit codes:"));
    for command in ["answer", "ask", "explain", "check", "completions", "man"] {
        let help = stdout(&neatline(&[command, "--help"]));
        assert!(help.contains("Example"), "`{command} --help` has no example:\n{help}");
    }
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for args in [&["answr"][..], &[], &["ask"], &["answer", "x.eml", "--as", "xls"], &["check", "--as-of", "yesterday"]]
    {
        assert_eq!(neatline(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn outcomes_have_their_exit_codes() {
    let code = |question: &str| neatline(&["ask", question, "--as-of", "2026-11-21"]).status.code();
    assert_eq!(code("Is there a bug bounty programme?"), Some(0));
    assert_eq!(code("Please attach your certificate of insurance."), Some(10));
    assert_eq!(code("What is the airspeed of an unladen swallow?"), Some(11));
}

#[test]
fn what_asks_the_other_way_round_is_not_answered() {
    for (question, sent) in [
        ("Has a business impact analysis been carried out?", true),
        ("Is a documented business impact analysis missing at the supplier?", false),
        ("Are saved credentials protected by a master password?", true),
        ("Are authentication configurations left unprotected on the disk?", false),
    ] {
        let code = neatline(&["ask", question, "--as-of", "2026-11-21"]).status.code();
        assert_eq!(code == Some(0), sent, "{question}: {code:?}");
    }
}

#[test]
fn completions_and_man_page_come_from_the_same_definitions() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(stdout(&neatline(&["completions", shell])).contains("neatline"), "{shell}");
    }
    let man = stdout(&neatline(&["man"]));
    assert!(man.contains(".TH") && man.contains("explain"), "{man:.300}");
}

#[test]
fn a_packed_base_answers_and_compares_like_its_folder() {
    let out = tempfile::tempdir().expect("a scratch folder");
    let packed = out.path().join("base.zip");
    let packed = packed.to_str().expect("a plain path");
    let made = neatline(&["pack", "--out", packed, "--as-of", "2026-11-28"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let ask = |args: &[&str]| {
        stdout(&neatline(&[&["ask", "Do you support SAML?", "--as-of", "2026-11-28"][..], args].concat()))
    };
    let answer = ask(&[]);
    assert!(answer.contains("sso.saml"), "{answer}");
    assert_eq!(ask(&["--knowledge", packed]), answer);
    let same = neatline(&["diff", packed, "--as-of", "2026-11-28"]);
    assert!(stdout(&same).contains("No fact says anything else."), "{}", stdout(&same));
    let change = neatline(&["train", "--knowledge", packed, "--write", "no-such-set.yaml"]);
    let refused = neatline(&["approve", "sso.saml", "--by", "psc", "--on", "2026-11-21", "--knowledge", packed]);
    assert_eq!((change.status.code(), refused.status.code()), (Some(1), Some(1)));
    assert!(stderr(&refused).contains("is a packed base, which stays as it is"), "{}", stderr(&refused));
    let form = neatline(&["diff", "questionnaires/vendor-mail.eml"]);
    assert_eq!(form.status.code(), Some(1));
    assert!(stderr(&form).contains("is no packed knowledge base"), "{}", stderr(&form));
}

#[test]
fn standard_input_is_a_form_too() {
    let out = tempfile::tempdir().expect("a scratch folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_neatline"))
        .args(["answer", "-", "--as", "md", "--out"])
        .arg(out.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child
        .stdin
        .take()
        .expect("has a stdin")
        .write_all("1. Is there a bug bounty programme?\n2. Do you support SAML?\n".as_bytes())
        .expect("is written");
    let output = child.wait_with_output().expect("ends");
    assert!(matches!(output.status.code(), Some(0 | 10 | 11)), "{}", stderr(&output));
    let written = ["stdin.reply.md", "stdin.reply.DRAFT.md"].map(|name| out.path().join(name).is_file());
    assert!(written[0] != written[1], "{written:?}");
}

#[test]
fn unknown_identifiers_get_the_triage_and_no_guess() {
    let text = stdout(&neatline(&["ask", "Are we affected by CVE-2021-44228?", "--as-of", "2026-11-21"]));
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Nothing is on record here for CVE-2021-44228"), "{flat}");
    assert!(flat.contains("upstream"), "the triage steps are missing: {flat}");
    let known = stdout(&neatline(&["ask", "Are we affected by CVE-2026-24480?", "--json", "--as-of", "2026-11-21"]));
    let item: serde_json::Value = serde_json::from_str(&known).expect("is JSON");
    assert_eq!(item["outcome"], "answered");
    assert!(item["citations"].as_array().is_some_and(|list| !list.is_empty()), "{item:#}");
    // Where the record says that a part is not touched, that part gets a "no".
    for (question, verdict) in [
        ("Does CVE-2026-24480 put users of the desktop client at risk?", "no"),
        ("Does CVE-2026-24480 affect the project's build pipeline?", "information"),
        ("Is QGIS Server affected by GHSA-cr49-pm9v-m788?", "information"),
    ] {
        let answer = stdout(&neatline(&["ask", question, "--json", "--as-of", "2026-11-21"]));
        let item: serde_json::Value = serde_json::from_str(&answer).expect("is JSON");
        assert_eq!(item["verdict"], verdict, "{question}");
    }
}

#[test]
fn explain_shows_candidates_and_reasons() {
    let text = stdout(&neatline(&["explain", "questionnaires/vendor-mail.eml", "⑥"]));
    for word in ["outcome:", "reasons", "candidates", "matched", "through:"] {
        assert!(text.contains(word), "`{word}` is missing:\n{text}");
    }
    let output = neatline(&["explain", "questionnaires/vendor-mail.eml", "77"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no item `77`"), "{}", stderr(&output));
}

#[test]
fn bad_forms_are_clear_errors() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let cases: &[(&str, &[u8])] = &[
        ("empty.txt", b""),
        ("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3]),
        ("letter.txt", b"Dear team,\nthank you for the nice weekend.\nBest regards\n"),
        ("broken.eml", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multi"),
    ];
    for (name, bytes) in cases {
        std::fs::write(scratch.path().join(name), bytes).expect("is writable");
        let output = neatline_in(scratch.path(), &["answer", name]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", stderr(&output));
        assert!(stderr(&output).contains(name), "{name}: the error does not name the file: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{name}");
    }
    let left = std::fs::read_dir(scratch.path()).expect("is readable").count();
    assert_eq!(left, cases.len(), "an error left files behind");
    let output = neatline_in(scratch.path(), &["answer", "missing.eml"]);
    assert!(output.status.code() == Some(1) && stderr(&output).contains("missing.eml"));
}
