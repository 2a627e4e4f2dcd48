//! What a Word reply must be, whatever its text.

use super::order::{order, rank};
use super::render_docx;
use crate::reply::block::{Align, Block, Document, Inline, read_markdown};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

const SAMPLE: &str = include_str!("../../../tests/it/sample.md");

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Reply to <Vendor> & Co".into(),
        author: "QGIS.ORG".into(),
        subject: "Security questionnaire".into(),
        language: "en-GB".into(),
        created: jiff::civil::date(2026, 3, 1).at(12, 0, 0, 0),
        header: "QGIS · security questionnaire".into(),
        footer: "Compiled from public sources".into(),
        blocks,
        attachments: Vec::new(),
    }
}

fn render(blocks: Vec<Block>) -> BTreeMap<String, String> {
    parts(&render_docx(&document(blocks)).unwrap())
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut xml = String::new();
            file.read_to_string(&mut xml).unwrap();
            (file.name().unwrap().to_string(), xml)
        })
        .collect()
}

/// Checks that a part is well-formed and that the children of every element stand in the order of the schema.
#[track_caller]
fn check_order(name: &str, xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}"));
        let (tag, is_start) = match &event {
            Event::Eof => break,
            Event::Start(tag) => (tag.name().0.to_owned(), true),
            Event::Empty(tag) => (tag.name().0.to_owned(), false),
            Event::End(_) => {
                open.pop();
                continue;
            }
            _ => continue,
        };
        if let Some((parent, last)) = open.last_mut()
            && let Some(order) = order(parent)
        {
            let place = rank(order, &tag);
            assert!(place < order.len(), "{name}: `{tag}` is unknown in `{parent}`");
            assert!(place >= *last, "{name}: `{tag}` comes too late in `{parent}`");
            *last = place;
        }
        if is_start {
            open.push((tag, 0));
        }
    }
    assert!(open.is_empty(), "{name}");
}

#[test]
fn children_stand_in_the_order_of_the_schema() {
    for (name, xml) in render(read_markdown(SAMPLE)) {
        check_order(&name, &xml);
        assert!(!xml.contains("paraId"), "{name}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_in_one_process() {
    let document = document(read_markdown(SAMPLE));
    let first = render_docx(&document).unwrap();
    assert_eq!(render_docx(&document).unwrap(), first);
    assert!(
        first.windows(19).position(|bytes| bytes == b"[Content_Types].xml").unwrap() < 64,
        "content types come first"
    );
}

#[test]
fn every_relation_style_and_bookmark_that_is_named_is_there() {
    let parts = render(read_markdown(SAMPLE));
    let values = |part: &str, before: &str| -> BTreeSet<String> {
        parts[part].split(before).skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned()).collect()
    };
    let body = "word/document.xml";
    let defined = values("word/styles.xml", "w:styleId=\"");
    for used in ["<w:pStyle w:val=\"", "<w:rStyle w:val=\"", "<w:tblStyle w:val=\""] {
        let used = values(body, used);
        assert!(!used.is_empty() && used.is_subset(&defined), "{used:?}");
    }
    let bookmarks = values(body, "w:name=\"");
    let anchors = values(body, "w:anchor=\"");
    assert!(anchors.is_subset(&bookmarks), "{anchors:?} {bookmarks:?}");
    assert!(anchors.contains("sources") && anchors.contains("note_1") && anchors.contains("reference_1"));
    let relations = values("word/_rels/document.xml.rels", " Id=\"");
    assert!(values(body, "r:id=\"").is_subset(&relations));
    assert!(parts["word/_rels/document.xml.rels"].contains("Target=\"https://qgis.org/security?a=1&amp;b=2\""));
    for part in values("[Content_Types].xml", "PartName=\"/") {
        assert!(parts.contains_key(&part), "{part}");
    }
    let numbers = values("word/numbering.xml", "<w:num w:numId=\"");
    assert!(values(body, "<w:numId w:val=\"").is_subset(&numbers));
}

#[test]
fn properties_say_what_the_document_is() {
    let parts = render(read_markdown(SAMPLE));
    let core = &parts["docProps/core.xml"];
    for text in [
        "<dc:title>Reply to &lt;Vendor&gt; &amp; Co</dc:title>",
        "<dc:creator>QGIS.ORG</dc:creator>",
        "<dc:subject>Security questionnaire</dc:subject>",
        "<dc:language>en-GB</dc:language>",
        ">2026-03-01T12:00:00Z</dcterms:created>",
        ">2026-03-01T12:00:00Z</dcterms:modified>",
    ] {
        assert!(core.contains(text), "{text} in {core}");
    }
    assert!(parts["word/styles.xml"].contains("<w:lang w:val=\"en-GB\" w:eastAsia=\"ja-JP\" w:bidi=\"ar-SA\"/>"));
    assert!(parts["word/header1.xml"].contains("QGIS · security questionnaire"));
    let footer = &parts["word/footer1.xml"];
    assert!(footer.contains("Compiled from public sources") && footer.contains("PAGE") && footer.contains("NUMPAGES"));
}

#[test]
fn a_header_row_repeats_and_a_table_without_one_has_none() {
    let body = &render(read_markdown("| a | b |\n|---|---|\n| c | d |\n| e | f |\n"))["word/document.xml"];
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(body.matches("<w:tr>").count(), 3);
    assert!(body.find("<w:tblHeader/>").unwrap() < body.find(">a</w:t>").unwrap());
    let body = &render(read_markdown("|  |  |\n|---|---|\n| c | d |\n"))["word/document.xml"];
    assert_eq!((body.matches("<w:tblHeader/>").count(), body.matches("<w:tr>").count()), (0, 1));
}

#[test]
fn each_numbered_list_starts_where_it_says() {
    let parts = render(read_markdown("1. a\n2. b\n\nx\n\n7. c\n   - d\n\n     3. e\n"));
    let numbering = &parts["word/numbering.xml"];
    for wanted in [
        "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>",
        "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"3\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>",
        "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/><w:lvlOverride w:ilvl=\"2\"><w:startOverride w:val=\"3\"/>",
    ] {
        assert!(numbering.contains(wanted), "{wanted} in {numbering}");
    }
    assert!(parts["word/document.xml"].contains("<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr>"));
    assert!(!render(read_markdown("no list")).contains_key("word/numbering.xml"));
}

#[test]
fn hostile_text_gives_a_sound_document() {
    let bad = "a\0\u{b}\u{1b}[0m\u{202e}b\u{ffff}\u{feff}]]>&<w:p/>\"'\r\nline\ttab";
    let text = || vec![Inline::Text(bad.into())];
    let blocks = vec![
        Block::Heading { level: 0, id: Some(bad.into()), text: text() },
        Block::Heading { level: 250, id: Some(bad.into()), text: text() },
        Block::Paragraph(vec![
            Inline::Strong(vec![Inline::Emphasis(text())]),
            Inline::Code(bad.into()),
            Inline::Link { target: format!("https://x.org/{bad}"), text: text() },
            Inline::Link { target: "https://x.org/\"><a>'&b c".into(), text: text() },
            Inline::Link { target: format!("#{bad}"), text: text() },
            Inline::Link { target: "#missing".into(), text: text() },
            Inline::NoteRef(bad.into()),
            Inline::NoteRef("missing".into()),
            Inline::Badge { kind: crate::reply::block::Badge::Open, text: bad.into() },
        ]),
        Block::Code(bad.into()),
        Block::List { start: Some(u64::MAX), items: vec![vec![], vec![Block::Rule]] },
        Block::Table { columns: vec![], header: vec![], rows: vec![vec![], vec![text(), text()]] },
        Block::Table { columns: vec![Align::Right; 80], header: vec![text()], rows: vec![] },
        Block::Note { label: bad.into(), blocks: vec![Block::Code(bad.into()), Block::Quote(vec![])] },
        Block::Note { label: bad.into(), blocks: vec![] },
    ];
    let mut document = document(blocks);
    for field in [&mut document.title, &mut document.author, &mut document.subject, &mut document.header] {
        *field = bad.into();
    }
    document.language = "\"><x".into();
    let parts = parts(&render_docx(&document).unwrap());
    for (name, xml) in &parts {
        check_order(name, xml);
        let stray = |c: char| matches!(c, '\u{202e}' | '\u{feff}' | '\u{ffff}') || (c.is_control() && c != '\n');
        assert!(!xml.contains(stray), "{name}");
    }
    let body = &parts["word/document.xml"];
    assert!(body.contains("<w:br") && body.contains("<w:tab/>"), "line ends and tabs survive");
    assert!(body.contains("]]&gt;&amp;&lt;w:p/&gt;"), "{body}");
    assert!(parts["docProps/core.xml"].contains("<dc:language>en</dc:language>"));
}

#[test]
fn deep_nesting_is_drawn_flat() {
    let mut blocks = vec![Block::Paragraph(vec![Inline::Text("innermost".into())])];
    for _ in 0..200 {
        blocks = vec![Block::Quote(vec![Block::List { start: None, items: vec![blocks] }])];
    }
    assert!(render(blocks)["word/document.xml"].contains("innermost"));
}

#[test]
fn ten_thousand_items_are_no_burden() {
    let item = |n: usize| {
        format!(
            "### {n} {{#item-{n}}}\n\n> Is item {n} encrypted?\n\n[Yes](verdict:yes) As [said](https://x.org/{n})[^1].\n\n1. a\n2. b\n\n"
        )
    };
    let mut markdown: String = (0..10_000).map(item).collect();
    markdown.push_str("| a | b |\n|---|---|\n");
    markdown.extend((0..10_000).map(|n| format!("| [{n}](#item-{n}) | [No](verdict:no) |\n")));
    markdown.push_str("\n[^1]: note\n");
    let document = document(read_markdown(&markdown));
    let bytes = render_docx(&document).unwrap();
    assert!(bytes.len() < 3_000_000, "{}", bytes.len());
}
