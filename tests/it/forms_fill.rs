//! What writing into hard workbooks must do beyond the cases of [`super::forms`]: types, other parts, layout, worksheets.
//!
//! `tests/fixtures/forms/make_fill.py` makes the forms and says what each is hard for.

use crate::tools::{neatline_in, stderr, stdout};
use neatline::fill::{Plan, Value, Write, fill};
use neatline::knowledge::Verdict;
use neatline::questionnaire::{Accepts, Limits, Questionnaire, read_questionnaire};
use neatline::review::worksheet::{Change, Decision, Override, Worksheet, set_decision};
use neatline::text::InputFile;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms").join(name)
}

fn read(name: &str) -> (Vec<u8>, Questionnaire) {
    let bytes = std::fs::read(path(name)).unwrap();
    let form = read_questionnaire(name, &bytes, &Limits::default()).unwrap();
    (bytes, form)
}

/// Fills every slot that may be written: lists with one of their answers, all else with a text.
fn filled(name: &str, pick: usize, text: &str) -> Vec<u8> {
    let (bytes, form) = read(name);
    let mut plan = Plan::default();
    for (item, asked) in form.items.iter().enumerate() {
        for slot in asked.slots.iter().filter(|slot| slot.locked.is_none()) {
            let value = match &slot.accepts {
                Accepts::OneOf(list) => Value::Choice(list[pick % list.len()].clone()),
                _ => Value::Text(text.to_owned()),
            };
            plan.writes.push(Write { item, place: slot.place.clone(), value });
        }
    }
    fill(&bytes, &form, &plan).unwrap_or_else(|error| panic!("{name}: {error}")).bytes
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut data = Vec::new();
        part.read_to_end(&mut data).unwrap();
        parts.insert(part.name().unwrap().into_owned(), String::from_utf8_lossy(&data).into_owned());
    }
    parts
}

/// The element of a cell.
fn cell<'x>(sheet: &'x str, at: &str) -> &'x str {
    let start = sheet.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no {at} in {sheet}"));
    let rest = &sheet[start..];
    let close = rest.find('>').unwrap() + 1;
    if rest[..close].ends_with("/>") { &rest[..close] } else { &rest[..rest.find("</c>").unwrap() + 4] }
}

#[test]
fn answers_keep_the_type_they_have_in_the_list() {
    let sheet = parts(&filled("picks.xlsx", 0, "words")).remove("xl/worksheets/sheet1.xml").unwrap();
    assert!(cell(&sheet, "C2").contains(">Yes</t>"), "{sheet}");
    assert_eq!(cell(&sheet, "C6"), "<c r=\"C6\"><v>3</v></c>", "a number of the list is a number");
    assert!(
        cell(&sheet, "C7").contains("t=\"inlineStr\"") && cell(&sheet, "C7").contains(">3</t>"),
        "digits are a text"
    );
    assert_eq!(cell(&sheet, "C8"), "<c r=\"C8\" t=\"b\"><v>1</v></c>");
    assert!(!sheet.contains("<c r=\"C10\" t"), "a computed list stays blank");
    let (_, form) = read("picks.xlsx");
    assert_eq!(form.items[8].slots[0].locked.as_deref(), Some("its drop-down list cannot be read"));
    assert!(sheet.contains("N1:XFD1048576"));
}

#[test]
fn formulas_and_what_depends_on_them_stay() {
    let (before, _) = read("formulas.xlsx");
    let (old, new) = (parts(&before), parts(&filled("formulas.xlsx", 0, "words")));
    assert_eq!(old["xl/calcChain.xml"], new["xl/calcChain.xml"]);
    let sheet = &new["xl/worksheets/sheet1.xml"];
    for kept in
        ["<f t=\"shared\" ref=\"D2:D5\" si=\"0\">", "<f t=\"array\" ref=\"E2:E5\">D2:D5*2</f>", "<f>SUM(E2:E5)</f>"]
    {
        assert!(sheet.contains(kept), "{kept} is lost");
    }
    assert!(new["xl/workbook.xml"].contains("fullCalcOnLoad=\"1\""));
    // The second cell of an array holds no formula of its own and is computed all the same.
    let (bytes, form) = read("formulas.xlsx");
    for place in ["Computed!C3", "Form!E3", "Form!D4"] {
        let write = Write { item: 0, place: place.into(), value: Value::Text("x".into()) };
        let plan = Plan { writes: vec![write], left_out: Vec::new() };
        assert!(fill(&bytes, &form, &plan).is_err(), "{place} was written");
    }
}

#[test]
fn what_stands_beside_the_cells_keeps_its_bytes() {
    for (name, kept) in [("furnished.xlsx", 12), ("macros.xlsm", 5), ("guarded.xlsx", 6), ("tabled.xlsx", 6)] {
        let (before, _) = read(name);
        let (old, new) = (parts(&before), parts(&filled(name, 0, "words")));
        let same = old.iter().filter(|(part, text)| new.get(*part) == Some(text)).count();
        assert!(same >= kept, "{name}: only {same} of {} parts are the same", old.len());
        for part in old.keys().filter(|part| !part.starts_with("xl/worksheets/sheet")) {
            let may = ["xl/workbook.xml", "xl/styles.xml"].contains(&part.as_str());
            assert!(may || old[part] == new[part], "{name}: {part} changed");
        }
    }
    let new = parts(&filled("furnished.xlsx", 1, "words"));
    let sheet = &new["xl/worksheets/sheet1.xml"];
    for kept in [
        "<conditionalFormatting ",
        "x14:conditionalFormatting ",
        "<drawing ",
        "<legacyDrawing ",
        "<hyperlink ",
        "<f>[1]Prices!$A$1</f>",
        "Page &amp;P",
        "topLeftCell=\"A4\"",
    ] {
        assert!(sheet.contains(kept), "{kept} is lost");
    }
    let table = &parts(&filled("tabled.xlsx", 0, "words"))["xl/worksheets/sheet1.xml"];
    assert!(cell(table, "C1").contains(">Answer<"), "the header of a table object is not touched");
}

#[test]
fn rows_grow_and_cells_keep_their_look() {
    let long = "These are the words of an answer that needs several lines. ".repeat(5);
    let new = parts(&filled("heights.xlsx", 0, &long));
    let sheet = &new["xl/worksheets/sheet1.xml"];
    let row = |number: usize| {
        let start = sheet.find(&format!("<row r=\"{number}\"")).unwrap();
        let tag = &sheet[start..start + sheet[start..].find('>').unwrap()];
        let at = tag.find(" ht=\"").map(|at| at + 5);
        at.and_then(|at| tag[at..at + tag[at..].find('"').unwrap()].parse::<f64>().ok())
    };
    assert!(row(2).unwrap() > 100.0, "a stored height grows");
    assert_eq!(row(3), Some(120.0), "a height that is enough stays");
    assert!(row(4).unwrap() > 100.0 && row(5).unwrap() > 100.0);
    assert!(sheet.contains("s=\"2\" customFormat=\"1\""), "the format of a row stays");
    let styles = &new["xl/styles.xml"];
    assert!(styles.matches("wrapText=\"1\"").count() >= 3, "{styles}");
    assert!(
        styles.contains("horizontal=\"center\" vertical=\"center\" wrapText=\"1\""),
        "a copied format keeps the rest"
    );
    let short = parts(&filled("heights.xlsx", 0, "Yes."));
    assert_eq!(parts(&read("heights.xlsx").0)["xl/styles.xml"], short["xl/styles.xml"], "short words need no format");
    let content = &parts(&filled("heights.ods", 0, &long))["content.xml"];
    assert!(content.contains("style:name=\"answer1\"") && content.contains("fo:wrap-option=\"wrap\""), "{content}");
}

#[test]
fn the_binary_format_is_read_and_not_written() {
    let (bytes, form) = read("binary.xlsb");
    let asked: Vec<&str> = form.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(asked, ["Is it binary?", "Is it still read?"]);
    let error = fill(&bytes, &form, &Plan::default()).unwrap_err();
    assert!(error.to_string().contains("save the form as XLSX to have it filled"), "{error}");
}

/// Sets decisions in a worksheet on the disk.
fn decide(sheet: &Path, changes: &[(usize, Change)]) {
    let text = std::fs::read_to_string(sheet).unwrap();
    let mut worksheet = Worksheet::read(&InputFile::new("form.review.yaml", &text)).unwrap();
    for (item, change) in changes {
        worksheet = set_decision(&worksheet, *item, change).unwrap();
    }
    std::fs::write(sheet, worksheet.file.text()).unwrap();
}

#[test]
fn a_worksheet_fills_the_form_too() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint/_base");
    let base = base.to_string_lossy();
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(path("simple.xlsx"), folder.path().join("simple.xlsx")).unwrap();
    let run = |args: &[&str]| {
        let common = ["--knowledge", &*base, "--as-of", "2026-11-21"];
        neatline_in(folder.path(), &[args, &common].concat())
    };
    let answered = run(&["answer", "simple.xlsx", "--out", "out", "--as", "md"]);
    assert!(matches!(answered.status.code(), Some(0 | 10 | 11)), "{}", stderr(&answered));
    let sheet = folder.path().join("out/simple.review.yaml");
    let words = |text: &str, verdict| {
        Change::OwnWords(Some(Override {
            text: text.into(),
            by: "psc".into(),
            verdict,
            span: neatline::text::Span::default(),
        }))
    };
    decide(
        &sheet,
        &[(1, words("Yes. It was adopted in 2020.", Verdict::Yes)), (2, Change::Decide(Some(Decision::Person), None))],
    );
    let rendered = run(&["render", "out/simple.review.yaml", "--as", "md"]);
    assert_eq!(rendered.status.code(), Some(10), "{}", stderr(&rendered));
    let draft = folder.path().join("out/simple.answered.DRAFT.xlsx");
    assert!(draft.is_file(), "{}{}", stdout(&rendered), stderr(&rendered));
    let held = |path: &Path| {
        let form = read_questionnaire("simple.xlsx", &std::fs::read(path).unwrap(), &Limits::default()).unwrap();
        let texts = |item: &neatline::questionnaire::Item| {
            item.slots.iter().map(|slot| slot.holds.clone().unwrap_or_default()).collect::<Vec<_>>()
        };
        form.items.iter().map(texts).collect::<Vec<_>>()
    };
    let now = held(&draft);
    assert_eq!(now[0][0], "Yes");
    assert!(now[0][1].starts_with("Yes. It was adopted in 2020.\n(Words of a person in the role psc"), "{now:?}");
    assert_eq!(now[1..], [["", ""], ["", ""]], "what nobody decided and what goes to a person is blank");
    decide(&sheet, &[(3, words("No.", Verdict::No))]);
    let done = run(&["render", "out/simple.review.yaml", "--as", "md"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert_eq!(held(&folder.path().join("out/simple.answered.xlsx"))[2][0], "No");
    // The form is another file now: the reply stands with a warning, and the form is not filled.
    let other = filled("simple.xlsx", 2, "somebody's words");
    std::fs::write(folder.path().join("simple.xlsx"), other).unwrap();
    let refused = run(&["render", "out/simple.review.yaml", "--as", "md"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("is another file than the one that was answered"), "{}", stderr(&refused));
}
