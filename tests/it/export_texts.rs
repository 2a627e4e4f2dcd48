//! `neatline export`: the formats that have a grammar and no schema, checked line by line.

use crate::tools::{neatline, stderr, stdout};
use jiff::Timestamp;
use serde_json::Value;

fn export(format: &str, as_of: &str) -> std::process::Output {
    neatline(&["export", format, "--knowledge", "knowledge", "--as-of", as_of])
}

/// RFC 9116, section 4: a line is empty, a comment, or a known field with a colon, one space and a value of visible characters.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for line in text.split_terminator('\n') {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("`{line}` is no field"));
        let known = [
            "Acknowledgments",
            "Canonical",
            "Contact",
            "Encryption",
            "Expires",
            "Hiring",
            "Policy",
            "Preferred-Languages",
        ];
        assert!(known.contains(&name), "`{name}` is no field of RFC 9116");
        assert!(!value.is_empty() && value.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{line}");
        if ["Acknowledgments", "Canonical", "Contact", "Encryption", "Hiring", "Policy"].contains(&name) {
            let uri = value.starts_with("https://") || value.starts_with("mailto:") || value.starts_with("tel:");
            assert!(uri && !value.contains(' '), "{line}");
        }
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields
}

#[test]
fn security_txt_follows_rfc_9116() {
    let text = stdout(&export("security-txt", "2026-11-21"));
    assert!(text.is_ascii() && text.ends_with('\n'));
    let fields = fields(&text);
    let values =
        |name: &str| fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value).collect::<Vec<_>>();
    assert_eq!(values("Contact"), ["https://github.com/qgis/QGIS/security", "mailto:security@qgis.org"]);
    assert!(values("Preferred-Languages").len() <= 1);
    let [expires] = values("Expires")[..] else { panic!("Expires stands once: {text}") };
    let expires: Timestamp = expires.parse().expect("is RFC 3339");
    let written: Timestamp = "2026-11-21T00:00:00Z".parse().expect("is RFC 3339");
    let days = (expires.as_second() - written.as_second()) / 86_400;
    assert!((1..366).contains(&days), "RFC 9116 advises less than a year: {days} days");
}

#[test]
fn security_txt_is_not_made_once_it_has_expired() {
    let text = stdout(&export("security-txt", "2026-11-21"));
    let expires = text.lines().find_map(|line| line.strip_prefix("Expires: ")).expect("is there");
    let day = &expires[..10];
    let output = export("security-txt", day);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    let error = stderr(&output);
    assert!(error.contains("expired") && error.contains(day) && error.contains("vuln."), "{error}");
    let before: jiff::civil::Date = day.parse().expect("is a date");
    let last = before.yesterday().expect("has a day before").to_string();
    assert_eq!(export("security-txt", &last).status.code(), Some(0));
}

/// llmstxt.org: one first-level heading, then a quoted summary, then text, then second-level headings with lists of links.
#[test]
fn llms_txt_has_its_parts_in_order() {
    let text = stdout(&export("llms-txt", "2026-11-21"));
    let mut lines = text.lines();
    assert!(lines.next().is_some_and(|line| line.starts_with("# ")));
    assert_eq!(lines.next(), Some(""));
    assert!(lines.next().is_some_and(|line| line.starts_with("> ")));
    let (mut sections, mut links) = (0, 0);
    for line in lines {
        assert!(!line.starts_with("# ") && !line.starts_with("### "), "{line}");
        if line.starts_with("## ") {
            sections += 1;
        } else if sections > 0 && !line.is_empty() {
            let rest = line.strip_prefix("- [").unwrap_or_else(|| panic!("`{line}` is no link"));
            let (_, rest) = rest.split_once("](").expect("has an address");
            let (url, words) = rest.split_once("): ").expect("has words");
            assert!(url.starts_with("http") && !url.contains([' ', '(', ')']), "{line}");
            assert!(words.contains("(reviewed 20"), "{line}");
            links += 1;
        }
    }
    assert!(sections > 20 && links > 400, "{sections} sections, {links} links");
}

/// The bulk format: an action line and a document line each, a line end after the last.
#[test]
fn search_ndjson_is_pairs_of_lines() {
    let text = stdout(&export("search-ndjson", "2026-11-21"));
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect();
    assert!(text.ends_with('\n') && lines.len().is_multiple_of(2) && lines.len() > 800);
    let mut seen = std::collections::BTreeSet::new();
    for pair in lines.chunks(2) {
        let action = pair[0].as_object().expect("is an object");
        assert_eq!(action.keys().collect::<Vec<_>>(), ["create"], "Quickwit knows no other action");
        let index = action["create"]["_index"].as_str().expect("has an index");
        assert!(index.starts_with(|c: char| c.is_ascii_lowercase()) && index == index.to_lowercase());
        assert_eq!(action["create"]["_id"], pair[1]["id"]);
        assert!(seen.insert(pair[1]["id"].to_string()), "{} stands twice", pair[1]["id"]);
        assert!(pair[1]["sources"].as_array().is_some_and(|list| !list.is_empty()));
    }
}

#[test]
fn a_file_is_written_whole_and_named() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let path = scratch.path().join("security.txt").to_string_lossy().into_owned();
    let output =
        neatline(&["export", "security-txt", "--knowledge", "knowledge", "--as-of", "2026-11-21", "--out", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty() && stderr(&output).contains("wrote"));
    assert_eq!(std::fs::read_to_string(&path).expect("was written"), stdout(&export("security-txt", "2026-11-21")));
    let output =
        neatline(&["export", "security-txt", "--as-of", "2028-01-01", "--knowledge", "knowledge", "--out", &path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(std::fs::read_to_string(&path).is_ok_and(|text| text.contains("Contact:")), "an error left the file alone");
}
