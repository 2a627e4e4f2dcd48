//! Files that mean harm: each ends in an error or a result, never in a panic, and within bounds of time and memory.
//!
//! All of them are made here; none is stored.

use crate::tools::{neatline, stderr};
use neatline::fill::{FillError, Plan, Value, Write as Written, can_fill, fill};
use neatline::questionnaire::{Accepts, Error, Limits, Questionnaire, read_questionnaire};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What a file may cost in a debug build on a busy machine. Without the caps it would be minutes or forever.
const PATIENCE: Duration = Duration::from_secs(60);

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c><c r="B1" t="inlineStr"><is><t>Question</t></is></c><c r="C1" t="inlineStr"><is><t>Answer</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>1</t></is></c><c r="B2" t="inlineStr"><is><t>Is it safe?</t></is></c></row>"#;

fn pack(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet with the given XML and further parts.
fn workbook(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Form" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let related = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let (root, rels) = (related("officeDocument", "xl/workbook.xml"), related("worksheet", "worksheets/sheet1.xml"));
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    parts.extend(more);
    pack(&parts, CompressionMethod::Deflated)
}

/// A sheet with one question, further rows, and what stands behind the rows.
fn sheet(rows: &str, behind: &str) -> String {
    format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{HEAD}{rows}</sheetData>{behind}</worksheet>"#)
}

/// Reads a file and, if it is a form, fills it. The time is held against [`PATIENCE`].
fn try_file(what: &str, name: &str, bytes: &[u8]) -> Result<Questionnaire, Error> {
    let start = Instant::now();
    let read = read_questionnaire(name, bytes, &Limits::default());
    if let Ok(form) = &read
        && can_fill(form.kind).is_ok()
    {
        let _ = fill(bytes, form, &plan(form));
    }
    let spent = start.elapsed();
    assert!(spent < PATIENCE, "{what}: took {spent:?}");
    read
}

fn plan(form: &Questionnaire) -> Plan {
    let mut plan = Plan::default();
    for (item, asked) in form.items.iter().enumerate() {
        for slot in asked.slots.iter().filter(|slot| slot.locked.is_none()) {
            let (place, value) = match &slot.accepts {
                Accepts::Text => (&slot.place, Value::Text("words".into())),
                Accepts::OneOf(list) => (&slot.place, Value::Choice(list[0].clone())),
                Accepts::Mark(marks) => (&marks[0].1, Value::Mark),
            };
            plan.writes.push(Written { item, place: place.clone(), value });
        }
    }
    plan
}

fn too_large(what: &str, bytes: &[u8], of: &str) {
    let error = try_file(what, "form.xlsx", bytes).unwrap_err();
    assert!(matches!(&error, Error::TooLarge { what, .. } if what.contains(of)), "{what}: {error}");
}

#[test]
fn archives_that_unpack_to_more_than_they_should() {
    let blank = vec![b' '; 70 << 20];
    too_large("a hundredfold part", &workbook(&sheet("", ""), &[("xl/media/a.bin", &blank)]), "unpacked bytes");
    too_large("a large part", &workbook(&sheet("", ""), &[("xl/sharedStrings.xml", &blank[..65 << 20])]), "bytes");
    let names: Vec<String> = (0..10_001).map(|number| format!("xl/media/{number}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    too_large("many parts", &workbook(&sheet("", ""), &many), "parts");
    // A container in a container in a container is bytes like any others.
    let mut nested = pack(&[("a", &[0; 1000])], CompressionMethod::Deflated);
    for _ in 0..20 {
        nested = pack(&[("a.zip", &nested), ("b.zip", &nested)], CompressionMethod::Deflated);
    }
    let form = try_file("nested", "form.xlsx", &workbook(&sheet("", ""), &[("xl/embeddings/a.zip", &nested)])).unwrap();
    assert_eq!(form.items.len(), 1);
}

#[test]
fn archives_that_lie() {
    let honest = workbook(&sheet("", ""), &[("xl/media/aaaaaaaa", b"one"), ("xl/media/bbbbbbbb", b"two")]);
    let mut same = honest.clone();
    for at in 0..same.len() - 8 {
        if &same[at..at + 8] == b"bbbbbbbb" {
            same[at..at + 8].copy_from_slice(b"aaaaaaaa");
        }
    }
    let error = try_file("two parts of one name", "form.xlsx", &same).unwrap_err();
    assert!(error.to_string().contains("the same name"), "{error}");
    for name in ["../../../../tmp/outside.xml", "/etc/passwd", "C:\\windows\\a.xml", "xl/worksheets/../../../a"] {
        let form = try_file(name, "form.xlsx", &workbook(&sheet("", ""), &[(name, b"x")]));
        assert_eq!(form.map(|form| form.items.len()), Ok(1), "{name}: parts are never written to the disk");
    }
    // Sizes in the directory that are not those of the parts.
    for size in [0u32, 1, 10, u32::MAX - 1, u32::MAX] {
        let mut lying = workbook(&sheet("", ""), &[]);
        for at in 0..lying.len() - 30 {
            let field = match &lying[at..at + 4] {
                b"PK\x01\x02" => at + 24,
                b"PK\x03\x04" => at + 22,
                _ => continue,
            };
            lying[field..field + 4].copy_from_slice(&size.to_le_bytes());
        }
        let _ = try_file("a lying size", "form.xlsx", &lying);
    }
    // Five hundred entries of the directory that share one compressed megabyte of blanks.
    let one = pack(&[("xl/workbook.xml", &vec![b' '; 1 << 20])], CompressionMethod::Deflated);
    let central = one.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let end = one.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    let (data, entry) = (&one[..central], &one[central..end]);
    let mut overlapping = data.to_vec();
    for number in 0..500 {
        let mut entry = entry.to_vec();
        entry[46..61].copy_from_slice(format!("xl/workbook.{number:03}").as_bytes());
        overlapping.extend(entry);
    }
    let mut record = one[end..].to_vec();
    record[8..10].copy_from_slice(&500u16.to_le_bytes());
    record[10..12].copy_from_slice(&500u16.to_le_bytes());
    record[12..16].copy_from_slice(&u32::try_from(entry.len() * 500).unwrap().to_le_bytes());
    overlapping.extend(record);
    assert!(try_file("overlapping parts", "form.xlsx", &overlapping).is_err());
}

#[test]
fn xml_that_expands_or_reaches_out() {
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY e SYSTEM "file:///etc/passwd">]>"#;
    for entity in ["&c;", "&e;", "&a;"] {
        let row = format!(r#"<row r="3"><c r="B3" t="inlineStr"><is><t>Is {entity} safe?</t></is></c></row>"#);
        if let Ok(form) = try_file("entities", "form.xlsx", &workbook(&format!("{laughs}{}", sheet(&row, "")), &[])) {
            let told = format!("{form:?}");
            assert!(!told.contains("lol") && !told.contains("root:"), "{told}");
        }
    }
    let deep = format!(r#"<worksheet xmlns="{MAIN}">{}"#, "<a>".repeat(300_000));
    too_large("deep elements", &workbook(&deep, &[]), "levels");
    let content = format!("<office:document-content>{}", "<table:table>".repeat(100_000));
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let ods = pack(&[("mimetype", kind), ("content.xml", content.as_bytes())], CompressionMethod::Stored);
    assert!(matches!(try_file("deep tables", "form.ods", &ods), Err(Error::TooLarge { .. })));
}

#[test]
fn sheets_that_claim_to_be_vast() {
    let rows: String = (3..=150_000).map(|row| format!("<row r=\"{row}\"/>")).collect();
    let form = try_file("many empty rows", "form.xlsx", &workbook(&sheet(&rows, ""), &[])).unwrap();
    assert_eq!(form.items.len(), 1);
    let corner = r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>"#;
    let form = try_file("the last cell of all", "form.xlsx", &workbook(&sheet(corner, ""), &[])).unwrap();
    assert_eq!(form.items.len(), 1);
    let far: String = (3..5_000).map(|row| format!("<row r=\"{row}\"><c r=\"ALL{row}\"><v>1</v></c></row>")).collect();
    too_large("rows of blanks", &workbook(&sheet(&far, ""), &[]), "cells");
    let columns = format!("<cols>{}</cols>", "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(20_000));
    let hidden = sheet("", "").replace("<sheetData>", &format!("{columns}<sheetData>"));
    let _ = try_file("columns hidden over and over", "form.xlsx", &workbook(&hidden, &[]));
    let merges: String = (0..150_000).map(|at| format!("<mergeCell ref=\"A{}:C{}\"/>", at + 5, at + 6)).collect();
    let merges = format!("<mergeCells>{merges}</mergeCells>");
    let form = try_file("many merges", "form.xlsx", &workbook(&sheet("", &merges), &[])).unwrap();
    assert_eq!(form.items.len(), 1);
    let rule = |at: usize| {
        format!(
            "<dataValidation type=\"list\" sqref=\"C{at}:C1048576\"><formula1>$A$1:$B${at}</formula1></dataValidation>"
        )
    };
    let rules: String = (2..110_000).map(rule).collect();
    let rules = format!("<dataValidations>{rules}</dataValidations>");
    let form = try_file("many lists", "form.xlsx", &workbook(&sheet("", &rules), &[])).unwrap();
    assert_eq!(form.items.len(), 1);
    let cyclic = r#"<row r="3"><c r="B3"><f t="shared" ref="B3:B4" si="0">B4</f><v>1</v></c></row><row r="4"><c r="B4"><f t="shared" si="0"/></c><c r="C4"><f t="shared" si="9"/></c><c r="D4"><f t="array" ref="A1:XFD1048576">D4</f></c></row>"#;
    let _ = try_file("formulas in a circle", "form.xlsx", &workbook(&sheet(cyclic, ""), &[]));
    let long = format!(r#"<row r="3"><c r="B3" t="inlineStr"><is><t>{}?</t></is></c></row>"#, "Is it ".repeat(300_000));
    let _ = try_file("a long text", "form.xlsx", &workbook(&sheet(&long, ""), &[]));
}

#[test]
fn memory_stays_within_bounds() {
    if !cfg!(target_os = "linux") {
        println!("SKIPPED: the memory of a program is bounded here by a Linux shell");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let strings = format!("<sst xmlns=\"{MAIN}\">{}</sst>", "<si/>".repeat(3_000_000));
    let rows: String = (3..150_000).map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\"><v>1</v></c></row>")).collect();
    for (name, bytes) in [
        ("strings.xlsx", workbook(&sheet("", ""), &[("xl/sharedStrings.xml", strings.as_bytes())])),
        ("rows.xlsx", workbook(&sheet(&rows, ""), &[])),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        // One gibibyte of address space for everything.
        let run = format!("ulimit -v 1048576; exec '{}' inspect '{}'", env!("CARGO_BIN_EXE_neatline"), path.display());
        let output = std::process::Command::new("sh").args(["-c", &run]).output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {:?} {}", output.status, stderr(&output));
    }
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms");
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending != "py"))
        .collect();
    paths.sort();
    paths
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most.max(1) as u64).unwrap()
    }
}

#[test]
fn damaged_files_are_errors_or_forms() {
    let mut dice = Dice(7);
    let (start, mut tried) = (Instant::now(), 0);
    let files: Vec<(String, Vec<u8>)> = fixtures()
        .into_iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .filter(|(_, bytes)| bytes.len() < 200_000)
        .collect();
    for round in 0..40 {
        for (name, bytes) in &files {
            // Half the time is enough for every kind of damage; a slow machine tries fewer.
            if start.elapsed() > Duration::from_secs(25) && round > 3 {
                break;
            }
            let damaged = match round % 4 {
                0 => bytes[..dice.below(bytes.len())].to_vec(),
                1 => flipped(bytes, &mut dice),
                _ => inside(bytes, &mut dice).unwrap_or_else(|| flipped(bytes, &mut dice)),
            };
            let _ = try_file(name, name, &damaged);
            tried += 1;
        }
    }
    assert!(tried >= files.len() * 4, "only {tried} damaged files were tried");
}

fn flipped(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.is_empty() {
        return bytes;
    }
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        bytes[at] ^= u8::try_from(1 + dice.below(255)).unwrap();
    }
    bytes
}

/// A container with damage inside one of its parts, where checksums hide nothing.
fn inside(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.below(archive.len());
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut data = Vec::new();
        part.read_to_end(&mut data).ok()?;
        parts.push((part.name().ok()?.into_owned(), data));
    }
    let data = &mut parts[chosen].1;
    let (from, length) = (dice.below(data.len()), dice.below(60));
    let piece: Vec<u8> = data[from..data.len().min(from + length)].to_vec();
    match dice.below(4) {
        0 => drop(data.drain(from..from + piece.len())),
        1 => drop(data.splice(from..from, piece)),
        2 => data.truncate(from),
        _ => *data = flipped(data, dice),
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, data)| (name.as_str(), data.as_slice())).collect();
    Some(pack(&parts, CompressionMethod::Stored))
}

#[test]
fn wrong_names_empty_files_and_locks() {
    let good = workbook(&sheet("", ""), &[]);
    for name in ["form.csv", "form.txt", "form", "form.ods", "form.xlsb"] {
        assert_eq!(try_file(name, name, &good).unwrap().items.len(), 1, "content decides over `{name}`");
    }
    for name in ["form.xlsx", "form.xls", "form.ods", "form.xlsb", "form.pdf"] {
        assert!(matches!(try_file(name, name, b""), Err(Error::Empty { .. })));
        let _ = try_file(name, name, b"PK\x03\x04");
        let _ = try_file(name, name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    }
    let mut lock = vec![0x20; 165];
    lock[0] = 5;
    lock[1..6].copy_from_slice(b"Asker");
    let error = try_file("lock", "~$form.xlsx", &lock).unwrap_err();
    assert!(error.to_string().contains("lock file"), "{error}");
}

#[test]
fn locked_and_signed_files_are_refused_with_the_reason() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut agile = vec![0; 1024];
    agile[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    agile[512..512 + 32].copy_from_slice(&wide("EncryptedPackage"));
    assert!(matches!(try_file("agile", "form.xlsx", &agile), Err(Error::Encrypted { .. })));
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest = b"<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let parts: [(&str, &[u8]); 3] =
        [("mimetype", kind), ("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", manifest)];
    let ods = pack(&parts, CompressionMethod::Stored);
    assert!(matches!(try_file("ods", "form.ods", &ods), Err(Error::Encrypted { .. })));
    // In an old workbook the record behind the beginning says that all others are encrypted.
    let mut xls = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms/simple.xls")).unwrap();
    let begin = xls.windows(4).position(|window| window == [0x09, 0x08, 0x10, 0x00]).unwrap();
    xls[begin + 20..begin + 22].copy_from_slice(&[0x2f, 0x00]);
    let error = try_file("xls", "form.xls", &xls).unwrap_err();
    assert!(matches!(error, Error::Encrypted { .. }), "{error}");
    let signed = workbook(&sheet("", ""), &[("_xmlsignatures/sig1.xml", b"<Signature/>")]);
    let form = read_questionnaire("form.xlsx", &signed, &Limits::default()).unwrap();
    assert!(matches!(fill(&signed, &form, &plan(&form)), Err(FillError::Signed { .. })));
}

#[test]
fn limits_can_be_changed_where_a_form_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms/simple.xlsx");
    let path = path.to_string_lossy();
    let tight = neatline(&["inspect", &path, "--limit", "cells=5"]);
    assert_eq!(tight.status.code(), Some(1));
    assert!(stderr(&tight).contains("more than 5 cells"), "{}", stderr(&tight));
    let wrong = neatline(&["inspect", &path, "--limit", "cels=5"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("did you mean `cells`?"), "{}", stderr(&wrong));
    let slow = neatline(&["answer", &path, "--limit", "seconds=0", "--out", "/nonexistent/folder"]);
    assert_eq!(slow.status.code(), Some(1));
    assert!(stderr(&slow).contains("took more than 0 seconds"), "{}", stderr(&slow));
}

#[test]
fn every_limit_is_documented_as_it_is() {
    let doc = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md")).unwrap();
    let told: Vec<&str> = doc.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(told.len(), Limits::ALL.len(), "limits in the table and in the program");
    for (name, _, default) in Limits::ALL {
        assert!(told.iter().any(|line| line.starts_with(&format!("| `{name}` | {default} |"))), "`{name}` = {default}");
    }
}
