//! Every form in `tests/fixtures/forms/` against what a person says of it: what is read in it, and what it holds once it is filled.
//!
//! The case of a form is `tests/cases/forms/<file name>/`. `inspect.txt` is what `neatline inspect` prints. `filled.txt` is every slot
//! after a plan of hard words was written: words with markup, a formula's sign, other scripts and a second line into free text, the
//! first answer of every list, the first of several marks. What must hold whatever the form is, this test asserts itself.
//! To accept a new case run the tests with `SNAPSHOTS=overwrite`, and read it.

use crate::forms_documents::shown_on_pages;
use crate::tools::{neatline, stderr, stdout};
use neatline::fill::{FillError, Filled, Plan, Value, Write, can_fill, fill};
use neatline::questionnaire::{Accepts, FormKind, Item, Limits, Questionnaire, Slot, SlotRole, read_questionnaire};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// The forms, and the folder of their cases.
fn roots() -> (PathBuf, PathBuf) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    (tests.join("fixtures/forms"), tests.join("cases/forms"))
}

/// Paths of all forms. Generators and their notes are no forms.
fn fixtures() -> Vec<PathBuf> {
    let is_form = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.') && !name.starts_with("README") && !name.ends_with(".py") && !name.ends_with(".pyc")
    };
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(roots().0)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && is_form(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn every_form_has_a_case_and_every_case_a_form() {
    let mut forms = BTreeSet::new();
    for path in fixtures() {
        assert!(forms.insert(name_of(&path)), "two forms are called {}", name_of(&path));
    }
    if std::env::var_os("SNAPSHOTS").is_none() {
        let cases: BTreeSet<String> =
            std::fs::read_dir(roots().1).unwrap().map(|entry| name_of(&entry.unwrap().path())).collect();
        assert_eq!(forms, cases, "forms (left) and cases (right) differ");
    }
    assert!(forms.len() >= 9, "only {} forms were found", forms.len());
}

#[test]
fn every_form_is_read_as_a_person_reads_it() {
    for path in fixtures() {
        let output = neatline(&["inspect", &path.to_string_lossy()]);
        let text = match output.status.code() {
            Some(0) => stdout(&output),
            code => format!("exit {code:?}\n{}", stderr(&output)).replace(&*roots().0.to_string_lossy(), "FORMS"),
        };
        hold(&path, "inspect.txt", text);
    }
}

#[test]
fn every_form_holds_its_answers_and_nothing_else_changed() {
    for path in fixtures() {
        let name = name_of(&path);
        let bytes = std::fs::read(&path).unwrap();
        let Ok(form) = read_questionnaire(&name, &bytes, &Limits::default()) else { continue };
        if let Err(why) = can_fill(form.kind) {
            hold(&path, "filled.txt", format!("not filled: {why}\n"));
            continue;
        }
        let plan = hard_words(&form);
        let filled = match fill(&bytes, &form, &plan) {
            Ok(filled) => filled,
            Err(error @ FillError::Unproven { .. }) => panic!("{name}: {error}"),
            // A form that cannot hold these words says why.
            Err(error) => {
                hold(&path, "filled.txt", format!("not filled: {error}\n"));
                continue;
            }
        };
        assert_eq!(filled, fill(&bytes, &form, &plan).unwrap(), "{name}: other bytes the second time");
        // Of texts the case is the filled file itself: their places move as lines are added, and VSAQ's answers are another file.
        if matches!(form.kind, FormKind::Markdown | FormKind::Text | FormKind::Json | FormKind::Yaml) {
            let shown = String::from_utf8_lossy(&filled.bytes).replace('\r', "");
            hold(&path, "filled.txt", format!("{} slots written\n\n{shown}", filled.written));
            continue;
        }
        let mut text = untouched(&name, &bytes, &filled);
        if matches!(form.kind, FormKind::Docx | FormKind::Odt) {
            // An answered paragraph is no blank one any more: what the pages show is the case.
            text.push_str(&shown_on_pages(&filled.bytes));
            hold(&path, "filled.txt", text);
            continue;
        }
        let again = read_questionnaire(&name, &filled.bytes, &Limits::default()).unwrap();
        nothing_is_lost(&name, &form, &again, &plan, &filled);
        text.push_str(&slots(&again));
        hold(&path, "filled.txt", text);
    }
}

/// Compares with the case of a form, or writes it.
fn hold(form: &Path, file: &str, text: String) {
    let path = roots().1.join(name_of(form)).join(file);
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(snapbox::Data::text(text), snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw());
}

/// Something hard into every slot that may be written.
fn hard_words(form: &Questionnaire) -> Plan {
    let mut plan = Plan::default();
    for (item, asked) in form.items.iter().enumerate() {
        for slot in asked.slots.iter().filter(|slot| slot.locked.is_none()) {
            let (place, value) = match &slot.accepts {
                Accepts::Text => (&slot.place, Value::Text(format!("=1+1 <&> é 安全 {item}\nsecond line"))),
                Accepts::OneOf(list) => (&slot.place, Value::Choice(list[0].clone())),
                Accepts::Mark(marks) => (&marks[0].1, Value::Mark),
            };
            plan.writes.push(Write { item, place: place.clone(), value });
        }
    }
    plan
}

/// Items are the same, every slot is still there, and every slot that was written holds what was meant.
fn nothing_is_lost(name: &str, before: &Questionnaire, after: &Questionnaire, plan: &Plan, filled: &Filled) {
    let asked = |form: &Questionnaire| -> Vec<(String, String)> {
        form.items.iter().map(|item| (item.id.clone(), item.text.clone())).collect()
    };
    assert_eq!(asked(before), asked(after), "{name}: items changed");
    let places = |form: &Questionnaire| -> Vec<(SlotRole, String)> {
        form.items.iter().flat_map(|item| &item.slots).map(|slot| (slot.role, slot.place.clone())).collect()
    };
    assert_eq!(places(before), places(after), "{name}: slots were lost or moved");
    let held: BTreeMap<&str, &Slot> =
        after.items.iter().flat_map(|item| &item.slots).map(|slot| (slot.place.as_str(), slot)).collect();
    // What does not fit into a field is said.
    let left: BTreeSet<&str> = filled.left_out.iter().filter_map(|left| left.place.as_deref()).collect();
    for (slot, write) in plan.writes.iter().map(|write| (slot_of(before, write), write)) {
        if left.contains(write.place.as_str()) {
            continue;
        }
        let meant = match &slot.accepts {
            Accepts::Mark(marks) => marks[0].0.clone(),
            _ => write.value.shown().to_owned(),
        };
        let holds = held[slot.place.as_str()].holds.as_deref().unwrap_or_default();
        // A delimited file says that text is text with a leading apostrophe.
        let holds = holds.strip_prefix('\'').unwrap_or(holds);
        // A field of one line holds one line.
        let meant = if name.ends_with(".pdf") && !holds.contains('\n') { meant.replace('\n', " ") } else { meant };
        assert_eq!(holds, meant, "{name}: {}", slot.place);
    }
}

/// The slot of an item that a write goes to.
fn slot_of<'f>(form: &'f Questionnaire, write: &Write) -> &'f Slot {
    let takes = |slot: &&Slot| match &slot.accepts {
        Accepts::Mark(marks) => marks.iter().any(|(_, place)| *place == write.place),
        _ => slot.place == write.place,
    };
    form.items[write.item].slots.iter().find(takes).unwrap()
}

/// Says which parts of the file changed. Parts of a container keep their order; only those of cells and styles may change.
fn untouched(name: &str, before: &[u8], filled: &Filled) -> String {
    let after = &filled.bytes;
    if before.starts_with(b"%PDF") {
        assert!(after.starts_with(before), "{name}: the form's own bytes are no prefix of the filled form");
    }
    if !before.starts_with(b"PK") {
        return format!("{} slots written\n\n", filled.written);
    }
    let (old, new) = (parts(before), parts(after));
    let names = |parts: &[(String, Vec<u8>)]| parts.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&old), names(&new), "{name}: other parts, or in another order");
    let changed: Vec<String> =
        old.into_iter().zip(new).filter(|(old, new)| old.1 != new.1).map(|(old, _)| old.0).collect();
    for part in &changed {
        let may = ["xl/worksheets/", "xl/styles.xml", "xl/workbook.xml", "content.xml", "word/"];
        assert!(may.iter().any(|start| part.starts_with(start)), "{name}: {part} changed");
    }
    format!("{} slots written, parts changed: {}\n\n", filled.written, changed.join(", "))
}

/// Parts of a container in order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut data = Vec::new();
            part.read_to_end(&mut data).unwrap();
            (part.name().unwrap().into_owned(), data)
        })
        .collect()
}

/// Every slot, one a line: `item | role place | what it holds`.
fn slots(form: &Questionnaire) -> String {
    let line = |item: &Item, slot: &Slot| {
        let role = match slot.role {
            SlotRole::Answer => "answer",
            SlotRole::Comment => "comment",
            SlotRole::Second => "second",
        };
        let holds = slot.holds.as_deref().unwrap_or("-").replace('\n', "\\n");
        format!("{} | {role} {} | {holds}\n", item.id, slot.place)
    };
    form.items.iter().flat_map(|item| item.slots.iter().map(move |slot| line(item, slot))).collect()
}
