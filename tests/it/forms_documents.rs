//! Word documents and OpenDocument texts: protection, signatures, hostile files, and whether LibreOffice opens what was filled.
//!
//! `tests/fixtures/forms/make_documents.py` makes the forms and says which trap each has; `tests/it/forms.rs` holds each against its case.

use crate::tools::tool;
use neatline::fill::{FillError, Plan, Value, Write, fill};
use neatline::questionnaire::{Accepts, Error, FormKind, Limits, Questionnaire, inspect, read_questionnaire};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read, Write as _};
use std::path::Path;
use std::process::Command;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn read(name: &str) -> Questionnaire {
    read_questionnaire(name, &bytes(name), &Limits::default()).unwrap()
}

/// All documents among the forms.
fn documents() -> Vec<String> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| [".docx", ".docm", ".odt"].iter().any(|end| name.ends_with(end))).collect();
    names.sort();
    names
}

/// Words into every slot that may be written; of lists and marks the one with this number.
fn filled(name: &str, pick: usize) -> Vec<u8> {
    let form = read(name);
    let mut plan = Plan::default();
    for (item, asked) in form.items.iter().enumerate() {
        for slot in asked.slots.iter().filter(|slot| slot.locked.is_none()) {
            let (place, value) = match &slot.accepts {
                Accepts::Text => (&slot.place, Value::Text(format!("Reply {item}"))),
                Accepts::OneOf(list) => (&slot.place, Value::Choice(list[pick % list.len()].clone())),
                Accepts::Mark(marks) => (&marks[pick % marks.len()].1, Value::Mark),
            };
            plan.writes.push(Write { item, place: place.clone(), value });
        }
    }
    fill(&bytes(name), &form, &plan).unwrap_or_else(|error| panic!("{name}: {error}")).bytes
}

fn part(container: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(container)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A container with some parts in another wording.
fn edited(container: &[u8], edit: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(container)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut data = Vec::new();
        part.read_to_end(&mut data).unwrap();
        let text = String::from_utf8(data).unwrap_or_default();
        let Some(text) = edit(&name, text) else { continue };
        writer
            .start_file(
                name,
                zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
            )
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What the main part shows, a line a paragraph, read without any code of the program: `\\n` is a break, `[on]` a field that is ticked.
pub(crate) fn shown_on_pages(container: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(container)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|index| archive.by_index(index).unwrap().name().unwrap().into_owned()).collect();
    let main = ["word/document.xml", "word/main.xml", "content.xml"]
        .into_iter()
        .find(|main| names.iter().any(|name| name == main));
    let xml = part(container, main.unwrap());
    let is_word = main != Some("content.xml");
    let (mut out, mut open, mut text, mut body) = (String::new(), 0usize, false, false);
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => match element.local_name().as_ref() {
                "body" => body = true,
                "p" | "h" if body => open += 1,
                "t" | "delText" => text = true,
                "content-control" if element.attributes_raw().contains("checked=\"true\"") => out.push_str("[on]"),
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "br" | "line-break" if body => out.push_str("\\n"),
                "checked" if !element.attributes_raw().contains("\"0\"") => out.push_str("[on]"),
                "result" => out.push_str(&format!("[entry{}]", element.attributes_raw())),
                "sym" => out.push_str(&format!("[sign{}]", element.attributes_raw())),
                "s" if !is_word => out.push(' '),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "p" | "h" if open > 0 => {
                    open -= 1;
                    out.push('\n');
                }
                "t" | "delText" => text = false,
                _ => {}
            },
            Event::Text(words) if (is_word && text) || (!is_word && open > 0) => out.push_str(&words.xml10_content()),
            Event::GeneralRef(name) if open > 0 => match name.into_inner().as_ref() {
                "amp" => out.push('&'),
                "lt" => out.push('<'),
                "gt" => out.push('>'),
                _ => {}
            },
            Event::Eof => return out,
            _ => {}
        }
    }
}

#[test]
fn libreoffice_opens_every_filled_document() {
    let Some(office) = tool("soffice") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for name in documents() {
        let path =
            folder.path().join(name.replace('.', "-") + name.rsplit_once('.').map_or("", |(at, _)| &name[at.len()..]));
        std::fs::write(&path, filled(&name, 0)).unwrap();
        paths.push(path);
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let output = Command::new(office)
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .args(&paths)
        .output()
        .unwrap();
    for path in paths {
        let pdf = path.with_extension("pdf");
        assert!(pdf.is_file(), "{}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn fields_change_and_their_prompts_go() {
    let xml = part(&filled("content-controls.docx", 1), "word/document.xml");
    assert!(!xml.contains("showingPlcHdr") && !xml.contains("dataBinding"), "a prompt is left");
    assert!(xml.contains("<w14:checked w14:val=\"1\"/>") && xml.contains('☒'));
    assert_eq!(xml.matches("<w:sdt>").count() + xml.matches("<w:sdt ").count(), 9, "a control is lost");
    let xml = part(&filled("legacy-fields.docx", 1), "word/document.xml");
    assert!(xml.contains("<w:ddList><w:result w:val=\"2\"/>") && xml.contains("<w:checked/></w:checkBox>"), "{xml}");
    assert_eq!(xml.matches("fldCharType=\"end\"").count(), 5);
}

#[test]
fn protection_is_respected() {
    let view = inspect("legacy-fields.docx", &bytes("legacy-fields.docx"), &Limits::default()).unwrap();
    assert!(
        view.form.notes.iter().any(|note| note.message.contains("its form fields are filled, 1 other")),
        "{:?}",
        view.form.notes
    );
    assert!(read("read-only.docx").items[0].slots[0].locked.is_some());
    let write = Write { item: 0, place: "table 1, row 2, column 2".into(), value: Value::Text("x".into()) };
    let plan = Plan { writes: vec![write], left_out: Vec::new() };
    let error = fill(&bytes("read-only.docx"), &read("read-only.docx"), &plan).unwrap_err();
    assert!(error.to_string().contains("protected against changes"), "{error}");
    let open =
        edited(&bytes("read-only.docx"), |_, text| Some(text.replace("w:enforcement=\"1\"", "w:enforcement=\"0\"")));
    assert_eq!(read_questionnaire("a.docx", &open, &Limits::default()).unwrap().items[0].slots[0].locked, None);
}

#[test]
fn signed_documents_are_refused() {
    for (name, signature) in
        [("strict.docx", "_xmlsignatures/sig1.xml"), ("no-table.odt", "META-INF/documentsignatures.xml")]
    {
        let mut writer = zip::ZipWriter::new_append(Cursor::new(bytes(name))).unwrap();
        writer.start_file(signature, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(b"<s/>").unwrap();
        let signed = writer.finish().unwrap().into_inner();
        let form = read_questionnaire(name, &signed, &Limits::default()).unwrap();
        let error = fill(&signed, &form, &Plan::default()).unwrap_err();
        assert!(matches!(error, FillError::Signed { .. }), "{error}");
    }
}

#[test]
fn a_plan_for_another_document_is_refused() {
    let form = read("content-controls.docx");
    let plan = |place: &str, value: Value| Plan {
        writes: vec![Write { item: 0, place: place.into(), value }],
        left_out: Vec::new(),
    };
    let bytes = bytes("content-controls.docx");
    assert!(fill(&bytes, &form, &plan("paragraph 900", Value::Text("x".into()))).is_err());
    let error = fill(&bytes, &form, &plan("field 2 `Policy`", Value::Choice("Maybe".into()))).unwrap_err();
    assert!(error.to_string().contains("not in the list"), "{error}");
}

#[test]
fn hostile_documents_are_errors() {
    let limits = Limits::default();
    let refused = |bytes: &[u8]| -> String { read_questionnaire("a.docx", bytes, &limits).unwrap_err().to_string() };
    let good = bytes("strict.docx");
    let main = |edit: &dyn Fn(String) -> String| {
        edited(&good, |name, text| Some(if name == "word/main.xml" { edit(text) } else { text }))
    };
    assert!(refused(&main(&|text| text.replace("</x:tbl>", ""))).contains("malformed"));
    assert!(refused(&main(&|text| text[..text.len() / 2].to_owned())).contains("malformed"));
    let entity = main(&|text| text.replace("?>\n", "?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"));
    assert!(refused(&entity).contains("document type"));
    let deep = main(&|text| {
        text.replace(
            "<x:p/><x:sectPr/>",
            &format!("{}{}", "<x:tbl><x:tr><x:tc>".repeat(200), "</x:tc></x:tr></x:tbl>".repeat(200)),
        )
    });
    assert!(refused(&deep).contains("levels of nested elements"));
    let nested = main(&|text| {
        text.replace(
            "<x:p/><x:sectPr/>",
            &format!("{}<x:p/>{}", "<x:tbl><x:tr><x:tc>".repeat(60), "</x:tc></x:tr></x:tbl>".repeat(60)),
        )
    });
    assert_eq!(read_questionnaire("a.docx", &nested, &limits).unwrap().items.len(), 2);
    assert!(refused(&edited(&good, |name, text| (name != "word/main.xml").then_some(text))).contains("missing"));
    assert!(refused(&edited(&good, |name, text| (name != "_rels/.rels").then_some(text))).contains("relationships"));
    let other = main(&|text| text.replace("x:document", "x:workbook"));
    assert!(refused(&other).contains("no text document"));
    let bomb = main(&|text| {
        text.replace("<x:p/><x:sectPr/>", &format!("<x:p><x:r><x:t>{}</x:t></x:r></x:p>", "a".repeat(60 << 20)))
    });
    assert!(matches!(read_questionnaire("a.docx", &bomb, &limits), Err(Error::TooLarge { .. })));
    let many = Limits { cells: 3, ..Limits::default() };
    assert!(read_questionnaire("a.docx", &good, &many).unwrap_err().to_string().contains("paragraphs and cells"));
    let wide = main(&|text| text.replacen("<x:tcPr/>", "<x:tcPr><x:gridSpan x:val=\"4294967295\"/></x:tcPr>", 1));
    let _ = read_questionnaire("a.docx", &wide, &limits);
    let locked = edited(&bytes("no-table.odt"), |name, text| {
        Some(if name == "META-INF/manifest.xml" { text + "<!-- encryption-data -->" } else { text })
    });
    assert!(matches!(read_questionnaire("a.odt", &locked, &limits), Err(Error::Encrypted { .. })));
}

#[test]
fn broken_bytes_never_panic() {
    for name in ["strict.docx", "content-controls.odt", "legacy-fields.docx"] {
        let good = bytes(name);
        for index in (0..good.len()).step_by(good.len() / 60 + 1) {
            let mut broken = good.clone();
            broken[index] ^= 0x55;
            let _ = read_questionnaire(name, &broken, &Limits::default());
        }
    }
    // Marks of fields that never close, and text that lies outside of everything.
    for text in [
        "<x:r><x:fldChar x:fldCharType=\"end\"/></x:r>",
        "<x:sdtContent/>",
        "<x:tr/><x:tc/>",
        "<x:sdt><x:sdtPr/></x:sdt>",
        "<x:txbxContent/>",
    ] {
        let odd = edited(&bytes("strict.docx"), |_, part| {
            Some(part.replace("<x:p/><x:sectPr/>", &format!("{text}<x:p>{text}</x:p>")))
        });
        assert_eq!(read_questionnaire("a.docx", &odd, &Limits::default()).unwrap().items.len(), 2, "{text}");
    }
}

#[test]
fn the_kind_is_told_by_content() {
    let form = read_questionnaire("a.bin", &bytes("strict.docx"), &Limits::default()).unwrap();
    assert_eq!(form.kind, FormKind::Docx);
    assert_eq!(read("no-table.odt").kind, FormKind::Odt);
    let wrong = read_questionnaire("a.xlsx", &bytes("strict.docx"), &Limits::default()).unwrap();
    assert!(wrong.notes.iter().any(|note| note.message.contains("was read as a Word document")));
}
