//! PDF forms: what other programs say of a filled form, what is refused, and what does not fit.
//!
//! What is read in each form and what it holds once filled, `forms.rs` holds against `tests/cases/forms/`.

use crate::tools::tool;
use neatline::fill::{FillError, Filled, Plan, Value, Write, fill};
use neatline::questionnaire::{Accepts, Error, Limits, Questionnaire, read_questionnaire};
use std::path::Path;
use std::process::Command;

/// An answer in several scripts, longer than a line.
const WORDS: &str =
    "Yes. Passwords are kept in an encrypted database. Überprüft; パスワードは暗号化されています。 Проверено ≥ 1.";

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(name: &str) -> Questionnaire {
    read_questionnaire(name, &bytes(name), &Limits::default()).unwrap()
}

fn error(name: &str) -> String {
    read_questionnaire(name, &bytes(name), &Limits::default()).unwrap_err().to_string()
}

/// Fills every open slot: words, the first of a list, the first mark.
fn filled(name: &str, words: &str) -> Filled {
    let form = read(name);
    let mut plan = Plan::default();
    for (item, asked) in form.items.iter().enumerate() {
        for slot in asked.slots.iter().filter(|slot| slot.locked.is_none()) {
            let (place, value) = match &slot.accepts {
                Accepts::Text => (&slot.place, Value::Text(words.to_owned())),
                Accepts::OneOf(list) => (&slot.place, Value::Choice(list[0].clone())),
                Accepts::Mark(marks) => (&marks[0].1, Value::Mark),
            };
            plan.writes.push(Write { item, place: place.clone(), value });
        }
    }
    fill(&bytes(name), &form, &plan).unwrap()
}

fn holds(form: &Questionnaire, place: &str) -> Option<String> {
    form.items.iter().flat_map(|item| &item.slots).find(|slot| slot.place == place).and_then(|slot| slot.holds.clone())
}

#[test]
fn other_programs_read_what_was_filled_in() {
    for name in ["pdf-fields.pdf", "pdf-packed.pdf", "pdf-nameless.pdf"] {
        let done = filled(name, WORDS);
        assert!(done.bytes.starts_with(&bytes(name)), "{name}: the form is no prefix of the result");
        assert!(done.bytes.len() > bytes(name).len());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filled.pdf");
        std::fs::write(&path, &done.bytes).unwrap();
        if let Some(qpdf) = tool("qpdf") {
            let check = Command::new(qpdf).arg("--check").arg(&path).output().unwrap();
            assert!(check.status.success(), "{name}: {}", String::from_utf8_lossy(&check.stderr));
        }
        if let Some(poppler) = tool("pdftotext") {
            let output = Command::new(poppler).arg(&path).arg("-").output().unwrap();
            let text: String = String::from_utf8_lossy(&output.stdout).split_whitespace().collect();
            for piece in ["Passwordsarekept", "Überprüft", "暗号化", "Проверено"] {
                assert!(text.contains(piece), "{name}: poppler does not show `{piece}` in {text}");
            }
        }
        let again = read_questionnaire(name, &done.bytes, &Limits::default()).unwrap();
        let place = if name == "pdf-nameless.pdf" { "undefined" } else { "q1.words" };
        assert_eq!(holds(&again, place).as_deref(), Some(WORDS), "{name}");
        // A second filling finds its own answers and leaves them alone.
        assert!(
            again
                .items
                .iter()
                .flat_map(|item| &item.slots)
                .filter(|slot| slot.place == place)
                .all(|slot| slot.locked.is_some())
        );
    }
}

#[test]
fn an_answer_too_long_for_its_field_is_left_out_and_said() {
    let done = filled("pdf-fields.pdf", WORDS);
    let left: Vec<&str> = done.left_out.iter().filter_map(|left| left.place.as_deref()).collect();
    assert_eq!(left, ["company", "report"]);
    assert!(done.left_out[1].why.contains("too long for the field"), "{}", done.left_out[0].why);
    let again = read_questionnaire("pdf-fields.pdf", &done.bytes, &Limits::default()).unwrap();
    assert_eq!(holds(&again, "report"), None);
}

#[test]
fn sources_go_before_words_do_where_room_is_short() {
    let long = format!("Yes.\nSource: {}, https://example.org (read 2026-01-01)", "A title of a page ".repeat(40));
    let done = filled("pdf-fields.pdf", &long);
    let again = read_questionnaire("pdf-fields.pdf", &done.bytes, &Limits::default()).unwrap();
    assert_eq!(holds(&again, "report").as_deref(), Some("Yes."));
    assert!(done.left_out.iter().any(|left| left.why.starts_with("only the words of the answer fit")));
}

#[test]
fn signed_encrypted_and_xfa_forms_are_read_and_not_filled() {
    for (name, why) in [("pdf-signed.pdf", "signed"), ("pdf-owner.pdf", "encrypted"), ("pdf-xfa.pdf", "XFA")] {
        let form = read(name);
        assert_eq!(form.items.len(), 5, "{name}");
        assert!(form.notes.iter().any(|note| note.message.contains(why)), "{name}: {:?}", form.notes);
        let slots = || form.items.iter().flat_map(|item| &item.slots);
        assert!(
            slots().count() >= 7 && slots().all(|slot| slot.locked.as_ref().is_some_and(|locked| locked.contains(why)))
        );
        let write = Write { item: 0, place: "company".to_owned(), value: Value::Text("x".to_owned()) };
        let refused = fill(&bytes(name), &form, &Plan { writes: vec![write], left_out: Vec::new() }).unwrap_err();
        assert!(matches!(&refused, FillError::NotWritten { why: told, .. } if told.contains(why)), "{refused}");
    }
    assert!(matches!(
        read_questionnaire("a.pdf", &bytes("pdf-locked.pdf"), &Limits::default()).unwrap_err(),
        Error::Encrypted { .. }
    ));
}

#[test]
fn a_form_without_fields_says_why_it_is_not_filled() {
    for name in ["pdf-ruled.pdf", "pdf-german.pdf", "pdf-japanese.pdf"] {
        let form = read(name);
        assert!(form.items.iter().all(|item| item.slots.is_empty()));
        assert!(form.notes.iter().any(|note| note.message.contains("has no form fields")), "{name}: {:?}", form.notes);
    }
}

#[test]
fn what_is_no_form_says_what_it_is() {
    assert!(error("pdf-scanned.pdf").contains("scanned pictures without text"));
    assert!(error("pdf-letter.pdf").starts_with("no questions found"));
    assert!(error("pdf-cut.pdf").contains("cannot be opened"), "{}", error("pdf-cut.pdf"));
    assert!(error("pdf-bomb.pdf").contains("page 1 is damaged or too large"), "{}", error("pdf-bomb.pdf"));
    assert!(error("pdf-cycle.pdf").contains("page 1 is damaged or too large"), "{}", error("pdf-cycle.pdf"));
    for name in ["pdf-deep.pdf", "pdf-huge.pdf", "pdf-offsets.pdf"] {
        assert!(!error(name).is_empty());
    }
}

#[test]
fn limits_of_pdfs_are_obeyed() {
    let limits = Limits { pdf_pages: 1, ..Limits::default() };
    let error = read_questionnaire("a.pdf", &bytes("pdf-ruled.pdf"), &limits).unwrap_err();
    assert_eq!(error, Error::TooLarge { name: "a.pdf".into(), what: "pages", limit: 1 });
    let limits = Limits { pdf_characters: 40, ..Limits::default() };
    let error = read_questionnaire("a.pdf", &bytes("pdf-german.pdf"), &limits).unwrap_err();
    assert!(error.to_string().contains("page 1 is damaged or too large"), "{error}");
    let limits = Limits { pdf_fields: 1, ..Limits::default() };
    let form = read_questionnaire("a.pdf", &bytes("pdf-fields.pdf"), &limits).unwrap();
    assert!(form.items.iter().flat_map(|item| &item.slots).count() <= 1);
}
