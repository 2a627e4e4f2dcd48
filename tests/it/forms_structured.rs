//! Forms in Markdown, text, HTML, JSON, YAML and Outlook's format: nothing but the answers changes, and no input is too hostile.
//!
//! `tests/fixtures/forms/make_structured.py` makes the forms; their cases are in `tests/cases/forms/`.

use neatline::fill::{FillError, Filled, Plan, Value, Write, can_fill, fill};
use neatline::questionnaire::{Accepts, Error, FormKind, Limits, Questionnaire, read_questionnaire};
use std::path::Path;
use std::time::{Duration, Instant};

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn form(name: &str) -> Questionnaire {
    read_questionnaire(name, &bytes(name), &Limits::default()).unwrap()
}

/// The same words into every slot that takes text, the first of every list and of every mark.
fn plan_of(form: &Questionnaire, words: &str) -> Plan {
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
    plan
}

fn filled(name: &str, words: &str) -> Filled {
    let form = form(name);
    fill(&bytes(name), &form, &plan_of(&form, words)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

const WORDS: &str = "Yes: *see* [a](b) | \"c\" <d> # é 漢\n- one_two\n\n- https://example.org/a_b?c=1";

#[test]
fn values_are_replaced_and_every_other_byte_stays() {
    for name in
        ["records.json", "rows.json", "lines.jsonl", "keyed.yaml", "component.yaml", "asked.yaml", "repeated.json"]
    {
        let (before, after) =
            (String::from_utf8(bytes(name)).unwrap(), String::from_utf8(filled(name, WORDS).bytes).unwrap());
        // The words stand on one line, so lines correspond; what stood around a value stands there still.
        let (old, new): (Vec<&str>, Vec<&str>) = (before.split('\n').collect(), after.split('\n').collect());
        assert_eq!(old.len(), new.len(), "{name}");
        let mut changed = 0;
        for (old, new) in old.iter().zip(&new).filter(|(old, new)| old != new) {
            changed += 1;
            let start = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
            let shared = old.len().min(new.len()) - start;
            let end = old.bytes().rev().zip(new.bytes().rev()).take(shared).take_while(|(old, new)| old == new).count();
            let gone = &old[start..old.len() - end];
            let several = gone.contains("answer") || gone.contains("comment") || gone.contains("evidence");
            assert!(
                several
                    || ["", "null", "nul", "~", "''", "\"\"", "\"", "false", "fals", "<Please provide details>"]
                        .contains(&gone.trim()),
                "{name}: `{gone}` of `{old}` became `{new}`"
            );
        }
        assert!(changed > 0, "{name}");
    }
    let text = String::from_utf8(filled("rows.json", "x").bytes).unwrap();
    assert!(text.contains("\"Compliant\": true,"), "a truth value stays one: {text}");
}

#[test]
fn vsaq_gets_what_it_loads() {
    let name = "vsaq.json";
    let answers: serde_json::Value = serde_json::from_slice(&filled(name, "words").bytes).unwrap();
    assert_eq!(
        answers,
        serde_json::json!({"mfa_yes": "checked", "mfa_kind": "words", "sso": "yes", "log_auth": "checked", "other": "words"}),
        "the field for the reason is left out, since it shows for `no` only"
    );
    let form = form(name);
    let mut plan = plan_of(&form, "why not");
    plan.writes[0].place = "mfa_no".to_owned();
    let filled = fill(&bytes(name), &form, &plan).unwrap();
    let answers: serde_json::Value = serde_json::from_slice(&filled.bytes).unwrap();
    assert_eq!((&answers["mfa_no"], &answers["warn_mfa"]), (&"checked".into(), &"why not".into()));
}

#[test]
fn lines_of_texts_keep_their_bytes() {
    for name in ["blanks.md", "bilingual.md", "plain.txt"] {
        let words = if name == "plain.txt" { "Oui : voir é\n- un" } else { WORDS };
        let (before, after) = (bytes(name), filled(name, words).bytes);
        let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
        let new = lines(&after);
        let mut at = 0;
        for line in lines(&before) {
            let shown = String::from_utf8_lossy(&line).into_owned();
            // Lines with a blank change; all others come in the same order.
            let blank = shown.starts_with("| ")
                || shown.contains("[ ]")
                || shown.contains("swer:**")
                || shown.trim() == ">"
                || shown.starts_with("R");
            match new[at..].iter().position(|other| *other == line) {
                Some(found) => at += found + 1,
                None => assert!(blank, "{name}: line `{shown}` is lost"),
            }
        }
        assert_eq!(after.starts_with(b"\xef\xbb\xbf"), before.starts_with(b"\xef\xbb\xbf"), "{name}: the mark");
        let plain = after.iter().filter(|byte| **byte == b'\n').count();
        let pairs = after.windows(2).filter(|pair| *pair == b"\r\n").count();
        assert!(pairs == 0 || pairs == plain, "{name}: line ends are mixed");
    }
    let error = fill(&bytes("plain.txt"), &form("plain.txt"), &plan_of(&form("plain.txt"), "漢字")).unwrap_err();
    assert!(error.to_string().contains("its charset cannot hold the answers"), "{error}");
}

#[test]
fn a_plan_for_another_form_is_refused() {
    let (form, other) = (form("blanks.md"), bytes("answered.md"));
    assert!(matches!(
        fill(&other, &form, &plan_of(&form, "x")),
        Err(FillError::Malformed { .. } | FillError::Unproven { .. })
    ));
    let mut plan = plan_of(&self::form("records.json"), "x");
    plan.writes[0].place = "/title".to_owned();
    assert!(fill(&bytes("records.json"), &self::form("records.json"), &plan).is_err());
    assert!(can_fill(FormKind::Html).is_err() && can_fill(FormKind::Msg).is_err());
}

#[test]
fn what_is_no_form_is_said() {
    for (name, words) in
        [("server.log", "the log of a program"), ("tool.sh", "a program"), ("reply.json", "a reply of this program")]
    {
        let error = read_questionnaire(name, &bytes(name), &Limits::default()).unwrap_err();
        assert!(matches!(&error, Error::NoForm { .. }) && error.to_string().contains(words), "{error}");
    }
    for name in ["components.json", "settings.yaml"] {
        assert!(
            matches!(read_questionnaire(name, &bytes(name), &Limits::default()), Err(Error::NoQuestions { .. })),
            "{name}"
        );
    }
    assert!(form("answered.md").notes.iter().any(|note| note.message.contains("looks like a reply")));
}

#[test]
fn hostile_files_are_errors_in_time() {
    let start = Instant::now();
    let fails = |name: &str, content: &[u8]| {
        let error = read_questionnaire(name, content, &Limits::default()).unwrap_err().to_string();
        assert!(error.len() < 400, "{error}");
        error
    };
    assert!(fails("deep.json", "[".repeat(100_000).as_bytes()).contains("nested deeper than"));
    assert!(fails("deep.json", "{\"a\":".repeat(100_000).as_bytes()).contains("nested deeper than"));
    fails("deep.yaml", "[".repeat(100_000).as_bytes());
    fails("deep.yaml", "- ".repeat(100_000).as_bytes());
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..12 {
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 10].join(",")));
    }
    fails("bomb.yaml", bomb.as_bytes());
    assert!(fails("big.html", format!("<html>{}", "<p>Is it?".repeat(5_000_000)).as_bytes()).contains("bytes of HTML"));
    assert!(fails("deep.html", format!("<html>{}", "<div>".repeat(100_000)).as_bytes()).contains("levels"));
    for filler in
        ["<p>Is it? ", "<td>", "<table><tr>", "&amp;", "<b>", "<li>", "<option>x", "</p>", "<label>x", "<a href='"]
    {
        let length = if filler.contains("table") || filler == "<b>" { 150 } else { 20_000 };
        let _ = read_questionnaire("a.html", format!("<html>{}", filler.repeat(length)).as_bytes(), &Limits::default());
    }
    assert!(start.elapsed() < Duration::from_secs(120), "took {:?}", start.elapsed());
}

#[test]
fn damaged_messages_are_errors() {
    let good = bytes("letter.msg");
    assert_eq!(form("letter.msg").kind, FormKind::Msg);
    // Every sector follows itself: a chain without an end.
    let mut cyclic = good.clone();
    let fat = good.len() - 512;
    for index in 0..128u32 {
        let at = fat + index as usize * 4;
        cyclic[at..at + 4].copy_from_slice(&index.to_le_bytes());
    }
    let _ = read_questionnaire("a.msg", &cyclic, &Limits::default());
    let mut ring = good.clone();
    for index in 0..128u32 {
        let at = fat + index as usize * 4;
        ring[at..at + 4].copy_from_slice(&((index + 1) % 40).to_le_bytes());
    }
    let _ = read_questionnaire("a.msg", &ring, &Limits::default());
    for cut in (0..good.len()).step_by(97) {
        let _ = read_questionnaire("a.msg", &good[..cut], &Limits::default());
    }
    for index in (0..good.len()).step_by(11) {
        let mut broken = good.clone();
        broken[index] ^= 0x55;
        let _ = read_questionnaire("a.msg", &broken, &Limits::default());
    }
}
