//! PDFs as other programs read them: qpdf, and poppler's pdfinfo, pdftotext, pdfdetach and pdffonts.
//!
//! A tool that is not installed skips its test with a line that says so; where `CI` is set, it fails the test.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "helpers of tests fail as tests do, write scratch files and say what they skip"
)]

use neatline::reply::block::{AttachedFile, Document, read_markdown};
use neatline::reply::pdf::{Fonts, render_pdf};
use std::path::{Path, PathBuf};
use std::process::Command;

const TEXT: &str = "# Answers\n\nDear reader, office affiliation.[^1]\n\n\
    ## ① 情報セキュリティポリシーはありますか。 [Partial](verdict:partial)\n\n> 方針を定めていますか。\n\n\
    - first\n- second, with a [link](https://example.org/policy)\n\n\
    | Control | Answer |\n|---|---|\n| IAM-14 | OAuth2 is built in |\n\n\
    ```\nlet x = \"日本\";\n```\n\n## Sources\n\n[^1]: *Policy*, read on 2026-09-14.\n";

fn document(text: &str) -> Document {
    Document {
        title: "Answers & more".to_owned(),
        author: "A project".to_owned(),
        subject: "A questionnaire".to_owned(),
        language: "en-GB".to_owned(),
        created: jiff::civil::date(2026, 11, 21).at(8, 30, 0, 0),
        header: "Running header".to_owned(),
        footer: "Compiled from public sources".to_owned(),
        blocks: read_markdown(text),
        attachments: vec![AttachedFile {
            name: "answers.json".to_owned(),
            media_type: "application/json".to_owned(),
            description: "The answers as data".to_owned(),
            bytes: b"{\"items\":[]}".to_vec(),
        }],
    }
}

/// Writes the file and lends its path.
fn with_pdf(text: &str, check: impl FnOnce(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("reply.pdf");
    std::fs::write(&path, render_pdf(&document(text), &Fonts::bundled()).unwrap().bytes).unwrap();
    check(&path);
}

/// What a tool prints about a file, or `None` if it is not installed.
fn output(tool: &str, arguments: &[&str], path: &Path) -> Option<String> {
    let made = Command::new(tool).args(arguments).arg(path).args((tool == "pdftotext").then_some("-")).output();
    match made {
        Ok(made) => {
            let printed = String::from_utf8_lossy(&made.stdout).into_owned();
            let complaint = String::from_utf8_lossy(&made.stderr);
            assert!(made.status.success(), "{tool}: {printed}{complaint}");
            Some(printed)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            assert!(std::env::var_os("CI").is_none(), "`{tool}` is not installed, and CI must have it");
            eprintln!("skipped: `{tool}` is not installed");
            None
        }
        Err(error) => panic!("{tool}: {error}"),
    }
}

#[test]
fn qpdf_finds_no_fault() {
    with_pdf(TEXT, |path| {
        let Some(report) = output("qpdf", &["--check"], path) else { return };
        assert!(report.contains("No syntax or stream encoding errors found"), "{report}");
        assert!(!report.contains("WARNING"), "{report}");
    });
}

#[test]
fn pdfinfo_shows_metadata_and_tags() {
    with_pdf(TEXT, |path| {
        let Some(report) = output("pdfinfo", &[], path) else { return };
        for line in ["Answers & more", "A project", "A questionnaire", "PDF version:     1.7", "(A4)"] {
            assert!(report.contains(line), "no `{line}` in {report}");
        }
        let tagged = report.lines().find(|line| line.starts_with("Tagged:")).unwrap();
        assert!(tagged.ends_with("yes"), "{tagged}");
        let metadata = output("pdfinfo", &["-meta"], path).unwrap();
        assert!(metadata.contains("<dc:language><rdf:Bag><rdf:li>en-GB<"), "{metadata}");
        assert!(metadata.contains("<xmp:CreateDate>2026-11-21T08:30:00Z<"), "{metadata}");
    });
}

#[test]
fn the_structure_reads_in_the_order_of_the_text() {
    with_pdf(TEXT, |path| {
        let Some(report) = output("pdfinfo", &["-struct-text"], path) else { return };
        let order = [
            "H1",
            "Answers",
            "Reference",
            "[1]",
            "H2",
            "情報セキュリティ",
            "BlockQuote",
            "LBody",
            "Link",
            "Table",
            "TH",
            "Control",
            "TD",
            "OAuth2 is built in",
            "Code",
            "Note",
            "Policy",
        ];
        let mut rest = report.as_str();
        for word in order {
            let at = rest.find(word).unwrap_or_else(|| panic!("no `{word}` in its place in {report}"));
            rest = &rest[at..];
        }
        assert!(!report.contains("Running header") && !report.contains("page 1 of"), "{report}");
    });
}

#[test]
fn pdftotext_finds_latin_ligatures_and_japanese() {
    with_pdf(TEXT, |path| {
        let Some(text) = output("pdftotext", &["-layout"], path) else { return };
        for words in [
            "office affiliation",
            "① 情報セキュリティポリシーはありますか。",
            "方針を定めていますか。",
            "Running header",
            "page 1 of 1",
            "let x = \"日本\";",
        ] {
            assert!(text.contains(words), "no `{words}` in {text}");
        }
    });
}

#[test]
fn the_header_of_a_table_stands_on_every_page() {
    let rows = "| one | two |\n".repeat(200);
    with_pdf(&format!("| Control | Answer |\n|---|---|\n{rows}"), |path| {
        let Some(text) = output("pdftotext", &["-layout"], path) else { return };
        let pages = text.matches('\u{c}').count();
        assert!(pages > 2, "{pages}");
        assert_eq!(text.matches("Control").count(), pages);
        assert_eq!(text.matches("one").count(), 200);
    });
}

#[test]
fn pdfdetach_lists_the_attachment() {
    with_pdf(TEXT, |path| {
        let Some(list) = output("pdfdetach", &["-list"], path) else { return };
        assert!(list.contains("1: answers.json"), "{list}");
    });
}

#[test]
fn fonts_are_embedded_subsets_with_unicode() {
    with_pdf(TEXT, |path| {
        let Some(list) = output("pdffonts", &[], path) else { return };
        let fonts: Vec<&str> = list.lines().skip(2).collect();
        assert!(fonts.len() >= 4, "{list}");
        assert!(fonts.iter().all(|font| font.contains("yes yes yes")), "{list}");
    });
}
