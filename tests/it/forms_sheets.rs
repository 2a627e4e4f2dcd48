//! Workbooks with the traps of real ones: what is read in them, and that filling changes nothing but the answer cells.
//!
//! `tests/fixtures/forms/make.py` makes the forms and says which trap each has.

use neatline::fill::{FillError, LeftOut, Options, Plan, Value, Write, fill};
use neatline::questionnaire::{Accepts, Limits, Questionnaire, SlotRole, View, inspect, read_questionnaire};
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

fn seen(name: &str) -> View {
    inspect(name, &bytes(name), &Limits::default()).unwrap()
}

/// Items with their slots, one a line: `id text | role place accepts !locked`.
fn lines(form: &Questionnaire) -> Vec<String> {
    let accepts = |accepts: &Accepts| match accepts {
        Accepts::Text => "text".to_owned(),
        Accepts::OneOf(list) => list.join("/"),
        Accepts::Mark(marks) => {
            marks.iter().map(|(label, place)| format!("{label}@{place}")).collect::<Vec<_>>().join(" ")
        }
    };
    let role = |role: SlotRole| match role {
        SlotRole::Answer => "answer",
        SlotRole::Comment => "comment",
        SlotRole::Second => "second",
    };
    let line = |item: &neatline::questionnaire::Item| {
        let mut out = format!("{} {}", item.id, item.text);
        for slot in &item.slots {
            out.push_str(&format!(" | {} {} {}", role(slot.role), slot.place, accepts(&slot.accepts)));
            out.extend(slot.locked.as_ref().map(|why| format!(" !{why}")));
        }
        out
    };
    form.items.iter().map(line).collect()
}

fn left(view: &View) -> Vec<&str> {
    view.tables.iter().filter(|table| !table.taken).map(|table| table.name.as_str()).collect()
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

/// Names of the parts that filling changed; all others must be the same bytes in the same order.
fn changed(name: &str, filled: &[u8]) -> Vec<String> {
    let (before, after) = (parts(&bytes(name)), parts(filled));
    assert_eq!(
        before.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        after.iter().map(|(name, _)| name).collect::<Vec<_>>()
    );
    before.into_iter().zip(after).filter(|(before, after)| before.1 != after.1).map(|(before, _)| before.0).collect()
}

/// What another reading of the filled form finds in its slots.
fn held(name: &str, filled: &[u8]) -> BTreeMap<String, String> {
    let form = read_questionnaire(name, filled, &Limits::default()).unwrap();
    let slots = form.items.iter().flat_map(|item| &item.slots);
    slots.filter_map(|slot| Some((slot.place.clone(), slot.holds.clone()?))).collect()
}

#[test]
fn computed_questions_lists_across_sheets_and_protection() {
    assert_eq!(
        lines(&read("vendor.xlsx")),
        [
            "GEN-01 Is there a security policy? | answer Vendor!C4 Yes/No | comment Vendor!D4 text",
            "GEN-02 Do you hold customer data? | answer Vendor!C5 Yes/No/Not applicable | comment Vendor!D5 text",
            "GEN-03 Is access reviewed every year? | answer Vendor!C6 text | comment Vendor!D6 text",
            "GEN-04 Which country hosts the data? | answer Vendor!C7 text !locked in a protected sheet | comment Vendor!D7 text",
        ]
    );
    let view = seen("vendor.xlsx");
    assert_eq!(left(&view), ["Source", "Values", "Analyst report"]);
    assert!(view.form.notes.iter().any(|note| note.message.contains("is protected; 1 of its answer cells")));
    assert_eq!(view.form.items[0].guidance.as_deref(), Some("See chapter 4."));
}

#[test]
fn filling_a_hard_workbook_changes_its_cells_alone() {
    let (filled, expected) = fill_all("vendor.xlsx");
    let mut parts_changed = changed("vendor.xlsx", &filled);
    parts_changed.sort();
    assert_eq!(parts_changed, ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]);
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
fn split_and_repeated_headers() {
    assert_eq!(
        lines(&read("headers.xlsx")),
        [
            "1 Passwords are hashed. | answer Checklist!C6 Yes@Checklist!C6 No@Checklist!D6 Not Applicable@Checklist!E6 | comment Checklist!F6 text",
            "2 Sessions expire. | answer Checklist!C7 Yes@Checklist!C7 No@Checklist!D7 Not Applicable@Checklist!E7 !holds an answer already | comment Checklist!F7 text",
            "3 Are logs kept? | answer Checklist!C8 Yes@Checklist!C8 No@Checklist!D8 Not Applicable@Checklist!E8 | comment Checklist!F8 text",
            "4 Is there a plan? | answer Practices!D2 No/Partly/Yes | comment Practices!E2 text",
            "5 Is there an owner? | answer Practices!D3 No/Partly/Yes | comment Practices!E3 text",
            "6 Are requirements written down? | answer Practices!D6 No/Partly/Yes | comment Practices!E6 text",
            "7 Are they reviewed? | answer Practices!D7 No/Partly/Yes | comment Practices!E7 text",
        ]
    );
    let sections: Vec<Option<String>> = read("headers.xlsx").items.into_iter().map(|item| item.section).collect();
    assert_eq!(
        sections[3..],
        ["Governance", "Governance", "Security Requirements", "Security Requirements"]
            .map(|title| Some(title.to_owned()))
    );
    let (filled, _) = fill_all("headers.xlsx");
    assert_eq!(held("headers.xlsx", &filled).get("Checklist!C6").map(String::as_str), Some("Yes"));
}

#[test]
fn scores_defaults_and_columns_of_others() {
    let form = read("scores.xlsx");
    assert_eq!(lines(&form)[0], "1 Data is encrypted at rest. | answer Rating!A6 5/2/0 | comment Rating!D6 text");
    assert_eq!(
        lines(&form)[3],
        "A-01 Are policies reviewed? | answer Matrix!E2 Yes/No/NA | second Matrix!F2 CSP-owned/CSC-owned/Shared | comment Matrix!G2 text"
    );
    assert_eq!(form.items[3].slots[0].holds.as_deref(), Some("No"));
    let (filled, _) = fill_all("scores.xlsx");
    let sheet =
        String::from_utf8(parts(&filled).into_iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1)
            .unwrap();
    assert!(sheet.contains("<c r=\"A6\"><v>5</v></c>"), "a score stays a number");
}

#[test]
fn merged_hidden_and_guidance_rows() {
    assert_eq!(
        lines(&read("merged.xlsx")),
        [
            "1.1 Do you have a policy? Is it reviewed? Who signs it? | answer Form!D2 text",
            "1.2 Is there a plan? | answer Form!D4 text !holds an answer already",
            "1.3 Are tests held? | answer Form!D6 text",
            "1 If so, how often? | answer Form!D8 text",
            "2.2 Is traffic encrypted? | answer Form!D11 text",
        ]
    );
    let form = read("merged.xlsx");
    assert_eq!(form.items[3].guidance.as_deref(), Some("Follows: Are tests held?"));
    assert_eq!(form.items[4].guidance.as_deref(), Some("Encryption in transit, such as TLS 1.2 or later."));
    fill_all("merged.xlsx");
}

#[test]
fn a_column_is_added_and_words_in_the_cell_are_picked_from() {
    let view = seen("plain.xlsx");
    assert_eq!(left(&view), ["Example", "Change log"]);
    assert_eq!(
        lines(&view.form),
        [
            "R-1 Is multi-factor authentication supported? | answer Requirements!D2 text",
            "R-2 Is there a disclosure policy? | answer Requirements!D3 text",
            "1 Is it signed? | answer 'Yes or no'!C2 Yes/No/N/A",
            "2 Is it logged? | answer 'Yes or no'!C3 ☒ Yes ☐ No/☐ Yes ☒ No",
        ]
    );
    let (filled, _) = fill_all("plain.xlsx");
    let again = inspect("plain.xlsx", &filled, &Limits::default()).unwrap();
    assert!(
        again.tables[0]
            .columns
            .iter()
            .any(|column| column.column == "D" && column.role == "answer" && column.header == "Answer")
    );
    assert_eq!(held("plain.xlsx", &filled).get("'Yes or no'!C3").map(String::as_str), Some("☒ Yes ☐ No"));
}

#[test]
fn prefixes_missing_addresses_and_number_formats() {
    assert_eq!(
        lines(&read("odd.xlsx")),
        ["1.10 Is it & was it? | answer 'Vendor''s form'!C2 text", "1.20 Has it? | answer 'Vendor''s form'!C3 text"]
    );
    let (filled, expected) = fill_all("odd.xlsx");
    let held = held("odd.xlsx", &filled);
    assert!(expected.iter().all(|(place, text)| held.get(place) == Some(text)), "{held:?}");
}

#[test]
fn the_same_form_in_older_and_open_formats() {
    let asked = |name: &str| -> Vec<String> {
        read(name).items.into_iter().map(|item| format!("{} {}", item.id, item.text)).collect()
    };
    let expected = ["Q-1 Is there a policy?", "Q-2 Is there a plan?", "Q-3 Is it tested?"];
    assert_eq!(asked("simple.xlsx"), expected);
    assert_eq!(asked("simple.xls"), expected);
    assert_eq!(asked("simple.ods"), expected);
    let form = read("simple.xls");
    let error = fill(&bytes("simple.xls"), &form, &Plan::default()).unwrap_err();
    assert!(
        matches!(error, FillError::NotWritten { .. }) && error.to_string().contains("save the form as XLSX"),
        "{error}"
    );
}

#[test]
fn open_document_cells_are_filled_in_place() {
    assert_eq!(lines(&read("simple.ods")), lines(&read("simple.xlsx")), "the same form has the same slots");
    let (filled, expected) = fill_all("simple.ods");
    assert_eq!(changed("simple.ods", &filled), ["content.xml"]);
    let held = held("simple.ods", &filled);
    assert!(expected.iter().all(|(place, text)| held.get(place) == Some(text)), "{held:?}");
}

#[test]
fn the_same_bytes_come_out_every_time() {
    for name in ["vendor.xlsx", "plain.xlsx"] {
        assert_eq!(fill_all(name).0, fill_all(name).0, "{name}");
    }
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
