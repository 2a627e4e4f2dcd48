//! What the cases of workbooks (`forms.rs`) do not show: the XML that is kept, plans that are refused, damaged containers.
//!
//! `tests/fixtures/forms/make.py` makes the forms and says which trap each has.

use neatline::fill::{FillError, LeftOut, Options, Plan, Value, Write, fill};
use neatline::questionnaire::{Accepts, Limits, Questionnaire, inspect, read_questionnaire};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(name: &str) -> Questionnaire {
    read_questionnaire(name, &bytes(name), &Limits::default()).unwrap()
}

/// Writes the same words into every slot that may be written, and the first answer of every list.
fn fill_all(name: &str) -> (Vec<u8>, Vec<(String, String)>) {
    let form = read(name);
    let mut plan = Plan::default();
    for (item, asked) in form.items.iter().enumerate() {
        for slot in asked.slots.iter().filter(|slot| slot.locked.is_none()) {
            let (place, value) = match &slot.accepts {
                Accepts::Text => (&slot.place, Value::Text(format!("=1+1 <&> é {item}\nsecond line"))),
                Accepts::OneOf(list) => (&slot.place, Value::Choice(list[0].clone())),
                Accepts::Mark(marks) => (&marks[0].1, Value::Mark),
            };
            plan.writes.push(Write { item, place: place.clone(), value });
        }
    }
    let expected = plan.writes.iter().map(|write| (write.place.clone(), write.value.shown().to_owned())).collect();
    (fill(&bytes(name), &form, &plan).unwrap().bytes, expected)
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

/// What another reading of the filled form finds in its slots.
fn held(name: &str, filled: &[u8]) -> BTreeMap<String, String> {
    let form = read_questionnaire(name, filled, &Limits::default()).unwrap();
    let slots = form.items.iter().flat_map(|item| &item.slots);
    slots.filter_map(|slot| Some((slot.place.clone(), slot.holds.clone()?))).collect()
}

#[test]
fn filling_a_hard_workbook_changes_its_cells_alone() {
    let (filled, expected) = fill_all("vendor.xlsx");
    let sheet =
        String::from_utf8(parts(&filled).into_iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1)
            .unwrap();
    for kept in [
        "x14:dataValidation ",
        "<sheetProtection",
        "VLOOKUP(A4,Source",
        "<v>Is there a security policy?</v>",
        "N1:XFD1048576",
    ] {
        assert!(sheet.contains(kept), "{kept} is lost");
    }
    let workbook = parts(&filled).into_iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
    assert!(String::from_utf8(workbook).unwrap().contains("fullCalcOnLoad=\"1\""));
    let held = held("vendor.xlsx", &filled);
    for (place, text) in expected {
        assert_eq!(held.get(&place), Some(&text), "{place}");
    }
}

#[test]
fn a_score_stays_a_number() {
    let (filled, _) = fill_all("scores.xlsx");
    let sheet =
        String::from_utf8(parts(&filled).into_iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1)
            .unwrap();
    assert!(sheet.contains("<c r=\"A6\"><v>5</v></c>"), "a score stays a number");
}

#[test]
fn a_column_is_added_with_its_header() {
    let (filled, _) = fill_all("plain.xlsx");
    let again = inspect("plain.xlsx", &filled, &Limits::default()).unwrap();
    assert!(
        again.tables[0]
            .columns
            .iter()
            .any(|column| column.column == "D" && column.role == "answer" && column.header == "Answer")
    );
}

#[test]
fn an_old_workbook_says_why_it_is_not_filled() {
    let form = read("simple.xls");
    let error = fill(&bytes("simple.xls"), &form, &Plan::default()).unwrap_err();
    assert!(
        matches!(error, FillError::NotWritten { .. }) && error.to_string().contains("save the form as XLSX"),
        "{error}"
    );
}

#[test]
fn a_plan_that_breaks_the_rules_is_refused() {
    let form = read("vendor.xlsx");
    let write = |place: &str| Plan {
        writes: vec![Write { item: 0, place: place.to_owned(), value: Value::Text("x".into()) }],
        left_out: vec![LeftOut { item: "1".into(), place: None, why: "later".into() }],
    };
    let formula = fill(&bytes("vendor.xlsx"), &form, &write("Vendor!B4")).unwrap_err();
    assert!(formula.to_string().contains("formula"), "{formula}");
    assert!(fill(&bytes("vendor.xlsx"), &form, &write("Nowhere!B4")).is_err());
    assert_eq!(Options::default(), Options { overwrite: false });
}

#[test]
fn hostile_containers_are_errors() {
    let good = bytes("simple.xlsx");
    for cut in [good.len() / 2, good.len() - 30, 200] {
        assert!(read_questionnaire("a.xlsx", &good[..cut], &Limits::default()).is_err());
    }
    let small = Limits { cells: 5, ..Limits::default() };
    assert!(read_questionnaire("a.xlsx", &good, &small).unwrap_err().to_string().contains("cells"));
    let few = Limits { archive_entries: 3, ..Limits::default() };
    assert!(read_questionnaire("a.xlsx", &good, &few).unwrap_err().to_string().contains("parts"));
    let tight = Limits { inflated_bytes: 1_000, ..Limits::default() };
    assert!(read_questionnaire("a.xlsx", &good, &tight).unwrap_err().to_string().contains("unpacked"));
    // Any byte wrong: an error or a form, never a panic.
    for index in (0..good.len()).step_by(7) {
        let mut broken = good.clone();
        broken[index] ^= 0x55;
        let _ = read_questionnaire("a.xlsx", &broken, &Limits::default());
    }
}
