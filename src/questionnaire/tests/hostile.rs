//! Files made to break a reader.

use std::time::{Duration, Instant};

use super::{items, read};
use crate::questionnaire::{Error, Limits, read_questionnaire};

/// Generous: debug builds on a busy machine. What it catches is a quadratic algorithm, which takes minutes.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn empty_and_binary_files() {
    for content in ["", " \r\n\t ", "\0\0\0"] {
        assert_eq!(read("a.txt", content).unwrap_err(), Error::Empty { name: "a.txt".into() });
    }
    let noise: Vec<u8> = numbers(7).take(4096).map(|number| number as u8).collect();
    assert_eq!(read("a.txt", noise).unwrap_err(), Error::Binary { name: "a.txt".into() });
    let error = read("x.txt", b"PK\x03\x04\0\0xl/workbook.xml").unwrap_err();
    assert!(error.to_string().starts_with("`x.txt` is malformed: "), "{error}");
}

#[test]
fn controls_and_direction_overrides_are_stripped() {
    assert_eq!(
        items("a.txt", "1. Is \u{202e}it\u{2066} sa\u{0}fe\u{7}?\u{200f}\n2. \u{feff}Has it a lock?"),
        ["1: Is it safe?", "2: Has it a lock?"]
    );
}

#[test]
fn limits_are_errors_that_name_the_form() {
    let small = Limits { bytes: 10, ..Limits::default() };
    let error = read_questionnaire("a.txt", b"Is it safe?", &small).unwrap_err();
    assert_eq!(error.to_string(), "`a.txt` is too large: more than 10 bytes");
    let few = Limits { lines: 3, ..Limits::default() };
    assert!(matches!(read_questionnaire("a.txt", b"a\nb\nc\nd\n", &few), Err(Error::TooLarge { what: "lines", .. })));
    let few = Limits { cells: 3, ..Limits::default() };
    assert!(matches!(read_questionnaire("a.csv", b"a,b\nc,d\n", &few), Err(Error::TooLarge { what: "cells", .. })));
    let text: String = (1..=10_000).map(|number| format!("{number}. Is number {number} safe?\n")).collect();
    assert_eq!(items("a.txt", &text).len(), 10_000);
    let few = Limits { items: 9_999, ..Limits::default() };
    assert!(matches!(read_questionnaire("a.txt", text.as_bytes(), &few), Err(Error::TooLarge { what: "items", .. })));
}

#[test]
fn a_line_of_ten_megabytes() {
    for filler in ["a", "(", "[", "> ", "1. ", "? ", "**", "<", "\\", "|", "e.g.) ", "…"] {
        let start = Instant::now();
        // Ten megabytes of one character; less of the others, so that the tests stay quick.
        let length = if filler == "a" { 10_000_000 } else { 1_000_000 };
        let line = filler.repeat(length / filler.len());
        for name in ["a.txt", "a.md", "a.csv"] {
            let _ = read(name, &line);
        }
        assert!(start.elapsed() < PATIENCE, "{filler:?} took {:?}", start.elapsed());
    }
    let form = read("a.txt", format!("1. Is it safe?\n{}\n2. Has it a lock?\n", "x".repeat(1_000_000))).unwrap();
    assert_eq!(form.items.len(), 2);
    assert_eq!(form.notes[0].message, "line 2 is longer than 20000 characters and was left out");
}

#[test]
fn nesting_bombs() {
    let start = Instant::now();
    let mut multipart = String::from("From: a@b\nTo: c@d\nSubject: s\nMIME-Version: 1.0\n");
    for level in 0..20_000 {
        multipart.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
    }
    multipart.push_str("Content-Type: text/plain\n\n1. Is it deep?\n");
    assert!(read("a.eml", &multipart).is_err());
    let mails = "From: a@b\nTo: c@d\nSubject: s\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n".repeat(50_000);
    assert!(read("a.eml", mails).is_err());
    let parts = format!(
        "From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\nContent-Type: multipart/mixed; boundary=none\n\nx\n".repeat(100_000)
    );
    assert!(read("a.eml", parts).is_err());
    for tag in ["<div>", "<table><tr><td>", "<b>", "<blockquote>", "<ul><li>", "<p><span>", "<svg>"] {
        let html = format!(
            "From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: text/html\n\n{}1. Is it deep?",
            tag.repeat(100_000)
        );
        let _ = read("a.eml", html);
    }
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
}

#[test]
fn many_parts_are_cut_with_a_note() {
    let mail = format!(
        "From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n1. Is it signed?\n{}",
        "--b\nContent-Type: text/plain\n\nx\n".repeat(2_000)
    );
    let form = read("a.eml", mail).unwrap();
    assert_eq!(form.items.len(), 1);
    assert!(form.notes.iter().any(|note| note.message.contains("more than 500 parts")), "{:?}", form.notes);
}

#[test]
fn a_mail_of_fifty_megabytes() {
    let start = Instant::now();
    let mut mail = String::from(
        "From: a@b\nTo: c@d\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n1. Is it signed?\n--b\n\
         Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n",
    );
    mail.push_str(
        &"QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD\n".repeat(49 * 1024 * 1024 / 77),
    );
    mail.push_str("--b--\n");
    assert_eq!(items("a.eml", mail), ["1: Is it signed?"]);
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
}

#[test]
fn long_forms_take_linear_time() {
    for line in [
        "> a\n",
        "1.\n",
        "a\n\n",
        "- x\n",
        "On 1 2026\n",
        "1. a\n a) b\n",
        "e.g.) x\n",
        "a|b\n",
        "Is it? ",
        "From: a\n",
        "#\n",
        "-- \n",
    ] {
        let start = Instant::now();
        let text = line.repeat(150_000 / line.len());
        for name in ["a.txt", "a.md", "a.csv"] {
            let _ = read(name, format!("1. Is it?\n{text}"));
        }
        assert!(start.elapsed() < PATIENCE, "{line:?} took {:?}", start.elapsed());
    }
}

/// A xorshift generator: the same numbers on every run.
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 16
    })
}

#[test]
fn random_bytes_and_random_forms_never_panic() {
    let pieces = [
        "1. ",
        "①",
        "a) ",
        "iv. ",
        "Q1: ",
        "IAM-14 ",
        "- [ ] ",
        "* ",
        "• ",
        "Is it safe?",
        "e.g.) ",
        "例）",
        "\n",
        "\n\n",
        "\r",
        "> ",
        ">>>",
        "| ",
        "|---|",
        "# ",
        "**",
        "```",
        "<br>",
        "&amp;",
        "[x](y)",
        "\u{202e}",
        "\0",
        "é",
        "日本",
        "😀",
        ":",
        "?",
        "\t",
        ";",
        ",",
        "\"",
        "(1)",
        "1.2.3 ",
        "On 2026 a wrote:",
        "From: a@b\n",
        "To: c\n",
        "Subject: d\n",
        "Content-Type: multipart/mixed; boundary=b\n",
        "--b\n",
        "--b--",
        "-- \n",
        "Content-Transfer-Encoding: base64\n",
        "=?utf-8?Q?x?=",
        "Question",
        "Answer",
        "____",
        "---\n",
        "Please answer:",
        "Yes / No",
        "İ",
        "ß",
        "1.a. ",
    ];
    for seed in 1..=600 {
        let mut random = numbers(seed);
        let mut next = |below: usize| usize::try_from(random.next().unwrap_or(0)).unwrap_or(0) % below;
        let text: String = (0..next(120)).map(|_| pieces[next(pieces.len())]).collect();
        let mut bytes = text.clone().into_bytes();
        for _ in 0..next(4) {
            if !bytes.is_empty() {
                let place = next(bytes.len());
                bytes[place] = u8::try_from(next(256)).unwrap_or(0);
            }
        }
        let noise: Vec<u8> = (0..next(200)).map(|_| u8::try_from(next(256)).unwrap_or(0)).collect();
        for name in ["a.eml", "a.txt", "a.md", "a.csv", "a"] {
            for content in [text.as_bytes(), bytes.as_slice(), noise.as_slice()] {
                let first = read(name, content);
                assert_eq!(first, read(name, content), "the same twice");
            }
            let mail = format!("From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: text/html\n\n{text}");
            let _ = read(name, mail);
        }
    }
}
