//! Tests of the renderer: what the file holds, and that no document makes it fail, hang or differ from run to run.

use super::{FontRole, Fonts, PdfError, Rendered, render_pdf};
use crate::reply::block::{Align, AttachedFile, Badge, Block, Document, Inline, read_markdown};
use lopdf::{Dictionary, Object};
use std::time::{Duration, Instant};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Answers".to_owned(),
        author: "A project".to_owned(),
        subject: "A questionnaire".to_owned(),
        language: "en-GB".to_owned(),
        created: jiff::civil::date(2026, 11, 21).at(8, 30, 0, 0),
        header: "Answers".to_owned(),
        footer: "Compiled from public sources".to_owned(),
        blocks,
        attachments: Vec::new(),
    }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn render(blocks: Vec<Block>) -> Rendered {
    render_pdf(&document(blocks), &Fonts::bundled()).unwrap()
}

/// Renders something hostile; debug builds on a busy machine get a wide limit, which quadratic time would still pass.
fn render_soon(blocks: Vec<Block>) -> Rendered {
    let begun = Instant::now();
    let rendered = render(blocks);
    assert!(begun.elapsed() < Duration::from_secs(60), "took {:?}", begun.elapsed());
    rendered
}

fn parse(rendered: &Rendered) -> lopdf::Document {
    lopdf::Document::load_mem(&rendered.bytes).unwrap()
}

fn catalog(doc: &lopdf::Document) -> Dictionary {
    doc.catalog().unwrap().clone()
}

/// The structure elements of a file with this tag.
fn elements<'d>(doc: &'d lopdf::Document, tag: &str) -> Vec<&'d Dictionary> {
    doc.objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"StructElem"))
        .filter(|dict| dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == tag.as_bytes()))
        .collect()
}

fn annotations(doc: &lopdf::Document) -> Vec<&Dictionary> {
    doc.objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link"))
        .collect()
}

#[test]
fn an_empty_document_is_one_page() {
    let rendered = render(Vec::new());
    assert_eq!(rendered.pages, 1);
    assert!(rendered.bytes.starts_with(b"%PDF-1.7\n"));
    assert_eq!(rendered.warnings, Vec::<String>::new());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let blocks = read_markdown(
        "# Title\n\nText[^1] and 日本語.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Note <https://example.org>.",
    );
    assert_eq!(render(blocks.clone()).bytes, render(blocks).bytes);
}

#[test]
fn another_text_gives_another_identifier() {
    let id = |text| parse(&render(vec![Block::Paragraph(words(text))])).trailer.get(b"ID").unwrap().clone();
    assert_ne!(id("one"), id("two"));
}

#[test]
fn every_kind_of_block_has_its_structure_element() {
    let text = "# One\n\n## Two\n\n### Three\n\n#### Four\n\nText [link](https://example.org).[^n]\n\n> quoted\n\n- a\n- b\n\n\
                | h | i |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n[^n]: note";
    let doc = parse(&render(read_markdown(text)));
    for (tag, count) in [
        ("Document", 1),
        ("H1", 1),
        ("H2", 1),
        ("H3", 1),
        ("H4", 1),
        ("BlockQuote", 1),
        ("L", 1),
        ("LI", 2),
        ("LBody", 2),
        ("Table", 1),
        ("THead", 1),
        ("TBody", 1),
        ("TR", 2),
        ("TH", 2),
        ("TD", 2),
        ("Note", 1),
        ("Reference", 1),
        ("Code", 1),
        // The link, the reference to the note and the way back.
        ("Link", 3),
        // Two bullets and the note's number.
        ("Lbl", 3),
    ] {
        assert_eq!(elements(&doc, tag).len(), count, "{tag}");
    }
    for header in elements(&doc, "TH") {
        let attribute = header.get(b"A").and_then(Object::as_dict).unwrap();
        assert_eq!(attribute.get(b"Scope").and_then(Object::as_name).unwrap(), b"Column");
    }
    let catalog = catalog(&doc);
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).unwrap(), b"en-GB");
    assert!(catalog.get(b"MarkInfo").and_then(Object::as_dict).unwrap().get(b"Marked").unwrap().as_bool().unwrap());
}

#[test]
fn every_mark_and_every_link_finds_its_element() {
    let doc = parse(&render(read_markdown(&"A [link](https://example.org) here.\n\n".repeat(120))));
    let root =
        doc.get_dictionary(catalog(&doc).get(b"StructTreeRoot").and_then(Object::as_reference).unwrap()).unwrap();
    let parents = doc.get_dictionary(root.get(b"ParentTree").and_then(Object::as_reference).unwrap()).unwrap();
    let numbers = parents.get(b"Nums").and_then(Object::as_array).unwrap();
    let pages = doc.get_pages().len();
    let links = annotations(&doc);
    assert_eq!(links.len(), 120);
    assert_eq!(numbers.len(), 2 * (pages + links.len()));
    for link in links {
        let key = link.get(b"StructParent").and_then(Object::as_i64).unwrap();
        let elem = numbers[2 * usize::try_from(key).unwrap() + 1].as_reference().unwrap();
        let elem = doc.get_dictionary(elem).unwrap();
        assert_eq!(elem.get(b"S").and_then(Object::as_name).unwrap(), b"Link");
        assert!(link.get(b"Contents").is_ok());
    }
}

#[test]
fn japanese_is_marked_in_an_english_document_and_not_in_a_japanese_one() {
    let mut doc = document(vec![Block::Paragraph(words("Item ① 情報セキュリティ and more 文書"))]);
    let english = parse(&render_pdf(&doc, &Fonts::bundled()).unwrap());
    let spans = elements(&english, "Span");
    assert_eq!(spans.len(), 2);
    assert!(spans.iter().all(|span| span.get(b"Lang").and_then(Object::as_str).unwrap() == b"ja"));
    doc.language = "ja".to_owned();
    assert!(elements(&parse(&render_pdf(&doc, &Fonts::bundled()).unwrap()), "Span").is_empty());
}

#[test]
fn only_web_and_mail_addresses_are_clickable() {
    let link = |target: &str| Inline::Link { target: target.to_owned(), text: words("text") };
    let targets =
        ["https://example.org/ü x", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd", "#none"];
    let rendered = render(vec![Block::Paragraph(targets.map(link).to_vec())]);
    let doc = parse(&rendered);
    let mut found: Vec<_> = annotations(&doc)
        .into_iter()
        .map(|link| link.get(b"A").and_then(Object::as_dict).unwrap().get(b"URI").and_then(Object::as_str).unwrap())
        .collect();
    found.sort_unstable();
    assert_eq!(found, [&b"https://example.org/%C3%BC%20x"[..], b"mailto:a@example.org"]);
    assert_eq!(rendered.warnings.len(), 3);
    assert_eq!(rendered.warnings[2], "link to `#none`: no heading has this anchor");
}

#[test]
fn links_inside_lead_to_headings_and_notes() {
    let doc = parse(&render(read_markdown("[to](#there)[^1] and [^1]\n\n# There {#there}\n\n[^1]: note")));
    // The link, two references, one way back.
    let links = annotations(&doc);
    assert_eq!(links.len(), 4);
    assert!(links.iter().all(|link| link.get(b"Dest").and_then(Object::as_array).is_ok()));
}

#[test]
fn bookmarks_are_nested_as_headings_are() {
    let doc = parse(&render(read_markdown("# A\n\n## B\n\n### C\n\n## D\n\n# E")));
    let get = |dict: &Dictionary, key: &[u8]| {
        doc.get_dictionary(dict.get(key).unwrap().as_reference().unwrap()).unwrap().clone()
    };
    let title = |dict: &Dictionary| dict.get(b"Title").and_then(Object::as_str).unwrap().to_vec();
    let root = get(&catalog(&doc), b"Outlines");
    let a = get(&root, b"First");
    let b = get(&a, b"First");
    assert_eq!([title(&a), title(&b), title(&get(&b, b"First"))], [b"A", b"B", b"C"]);
    assert_eq!(title(&get(&b, b"Next")), b"D");
    assert_eq!(title(&get(&root, b"Last")), b"E");
    assert_eq!(root.get(b"Count").and_then(Object::as_i64).unwrap(), 4);
}

#[test]
fn a_character_without_a_glyph_is_named() {
    let rendered = render(vec![Block::Paragraph(words("Thai: \u{e01}"))]);
    assert_eq!(
        rendered.warnings,
        ["no font has U+0E01: printed as codes such as `[U+0E01]`; pass `--font PATH` with a font that has them"]
    );
}

#[test]
fn controls_and_direction_overrides_are_left_out_and_named() {
    let rendered = render(vec![Block::Paragraph(words("a\u{202e}b\u{0}c\u{7}d\u{ad}e\tf"))]);
    assert_eq!(rendered.warnings, ["control or direction characters were left out: U+0000, U+0007, U+202E"]);
}

#[test]
fn symbols_of_forms_are_in_the_bundled_fonts() {
    let text = "☐ ☑ ☒ ✓ ✔ ✗ ✘ □ ■ ○ ● → ⇒ ≤ ≥ ① ⑳ ⑴ ⒈ ㈱ ※ 〒 Ａ １ ｱ € ‰ … “ ” – — Ώ Ж Tiếng Việt ½ ™ é e\u{301}";
    assert_eq!(render(vec![Block::Paragraph(words(text))]).warnings, Vec::<String>::new());
}

#[test]
fn files_are_attached_with_type_and_description() {
    let mut doc = document(Vec::new());
    let file = AttachedFile {
        name: "answers.json".to_owned(),
        media_type: "application/json".to_owned(),
        description: "The answers as data".to_owned(),
        bytes: b"{}".to_vec(),
    };
    doc.attachments = vec![file.clone(), file];
    let doc = parse(&render_pdf(&doc, &Fonts::bundled()).unwrap());
    let names = catalog(&doc).get(b"Names").and_then(Object::as_dict).unwrap().clone();
    let files = names.get(b"EmbeddedFiles").and_then(Object::as_dict).unwrap().clone();
    let files = files.get(b"Names").and_then(Object::as_array).unwrap().clone();
    assert_eq!(files[0].as_str().unwrap(), b"answers.json");
    assert_eq!(files[2].as_str().unwrap(), b"answers.json (2)");
    let specification = doc.get_dictionary(files[1].as_reference().unwrap()).unwrap();
    assert_eq!(specification.get(b"Desc").and_then(Object::as_str).unwrap(), b"The answers as data");
    let stream = specification.get(b"EF").and_then(Object::as_dict).unwrap().get(b"F").and_then(Object::as_reference);
    let stream = doc.get_object(stream.unwrap()).and_then(Object::as_stream).unwrap();
    assert_eq!(stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap(), b"application/json");
}

#[test]
fn fonts_that_cannot_be_embedded_are_refused() {
    let refused = Fonts::bundled().with_extra("broken.ttf", b"not a font".to_vec()).unwrap_err();
    assert_eq!(refused.to_string(), "font `broken.ttf` cannot be used: not a TrueType or OpenType font");
    assert!(matches!(Fonts::new([]), Err(PdfError::NoTextFont)));
    let mono = include_bytes!("../../../templates/fonts/NotoSansMono-Regular.ttf");
    let only = Fonts::new([(FontRole::Regular, "mono", mono.as_slice().into())]).unwrap();
    let rendered = render_pdf(&document(vec![Block::Heading { level: 1, id: None, text: words("Bold") }]), &only);
    assert_eq!(rendered.unwrap().pages, 1);
}

#[test]
fn a_truncated_font_never_panics() {
    let mono = include_bytes!("../../../templates/fonts/NotoSansMono-Regular.ttf");
    for part in 1..40 {
        let cut = mono[..mono.len() * part / 40].to_vec();
        if let Ok(fonts) = Fonts::bundled().with_extra("cut", cut) {
            let _ = render_pdf(&document(vec![Block::Paragraph(words("∮ ╬ ▓"))]), &fonts);
        }
    }
}

#[test]
fn a_row_taller_than_a_page_is_split_and_the_header_repeats() {
    let long = "word ".repeat(6_000);
    let table = Block::Table {
        columns: vec![Align::Left, Align::Left],
        header: vec![words("Item"), words("Answer")],
        rows: vec![vec![words("1"), words(&long)], vec![words("2"), words("short")]],
    };
    let rendered = render(vec![table]);
    assert!((5..20).contains(&rendered.pages), "{} pages", rendered.pages);
    // The cell is one element that goes over all pages, and the header is one row, however often it is drawn.
    let doc = parse(&rendered);
    assert_eq!(elements(&doc, "TR").len(), 3);
}

#[test]
fn a_heading_is_never_the_last_of_a_page() {
    // Paragraphs of growing number push the heading down line by line over the end of a page.
    for lines in 20..60 {
        let mut blocks = vec![Block::Paragraph(words("line")); lines];
        blocks.push(Block::Heading { level: 2, id: Some("end".to_owned()), text: words("Heading") });
        blocks.push(Block::Paragraph(vec![Inline::Link { target: "#end".to_owned(), text: words("after it") }]));
        let doc = parse(&render(blocks));
        let pages: Vec<_> = doc.page_iter().collect();
        let link = annotations(&doc)[0];
        let to = link.get(b"Dest").and_then(Object::as_array).unwrap()[0].as_reference().unwrap();
        let from = pages.iter().find(|page| {
            let page = doc.get_dictionary(**page).unwrap();
            page.get(b"Annots").is_ok()
        });
        assert_eq!(from, Some(&to), "with {lines} lines above");
    }
}

#[test]
fn three_hundred_answers_make_a_document_of_sane_length() {
    let mut text = String::from("# Answers\n\n");
    for item in 1..=300 {
        text += &format!(
            "### {item}. Is data encrypted? [Yes](verdict:yes)\n\n> Please describe.\n\nIt is, with TLS.[^{item}]\n\n\
             [^{item}]: Source {item}, <https://example.org/{item}>\n\n"
        );
    }
    let rendered = render_soon(read_markdown(&text));
    assert!((40..80).contains(&rendered.pages), "{} pages", rendered.pages);
    assert!(rendered.bytes.len() < 600_000, "{} bytes", rendered.bytes.len());
}

#[test]
fn a_word_of_a_megabyte_is_broken_anywhere() {
    for c in ["a", "\u{301}", "語", "\u{a0}", "\u{e01}", "\u{200d}"] {
        let rendered = render_soon(vec![Block::Paragraph(words(&c.repeat(1_000_000 / c.len())))]);
        assert!(rendered.pages < 4_000, "{c:?}: {} pages", rendered.pages);
    }
}

#[test]
fn long_text_in_every_place_is_bounded() {
    let long = "x".repeat(200_000);
    let note = Block::Note { label: long.clone(), blocks: vec![Block::Paragraph(words(&long))] };
    let mut doc = document(vec![
        Block::Heading { level: 9, id: Some(long.clone()), text: words(&long) },
        Block::Paragraph(vec![
            Inline::NoteRef(long.clone()),
            Inline::Badge { kind: Badge::Open, text: long.clone() },
            Inline::Link { target: format!("https://{long}"), text: words(&long) },
            Inline::Link { target: format!("#{long}"), text: words(&long) },
            Inline::Code(long.clone()),
        ]),
        Block::Code(long.clone()),
        note,
    ]);
    (doc.header, doc.footer, doc.title) = (long.clone(), long.clone(), long);
    let rendered = render_pdf(&doc, &Fonts::bundled()).unwrap();
    assert!(rendered.bytes.len() < 12_000_000, "{} bytes", rendered.bytes.len());
}

#[test]
fn large_and_misshapen_tables_are_drawn() {
    let row = |number: usize| vec![words(&format!("{number}")), words("an answer of some words"), Vec::new()];
    let columns = vec![Align::Left, Align::Right, Align::Center];
    let rows = (0..5_000).map(row).collect();
    let rendered = render_soon(vec![Block::Table { columns, header: vec![words("a"), words("b"), words("c")], rows }]);
    assert!((100..300).contains(&rendered.pages), "{} pages", rendered.pages);
    let wide = vec![words("a word"); 300];
    for rows in [vec![vec![]; 3], vec![wide.clone(), vec![]], vec![]] {
        let header = if rows.len() == 2 { wide.clone() } else { vec![vec![]; 2] };
        render_soon(vec![Block::Table { columns: Vec::new(), header, rows }]);
    }
}

#[test]
fn deep_nesting_is_flattened() {
    let mut blocks = vec![Block::Paragraph(words("the innermost words"))];
    for depth in 0..1_000 {
        let nested = Block::List { start: (depth % 2 == 0).then_some(u64::MAX), items: vec![blocks, Vec::new()] };
        blocks = vec![if depth % 3 == 0 { Block::Quote(vec![nested]) } else { nested }];
    }
    let mut text = words("deep");
    for _ in 0..1_000 {
        text = vec![Inline::Strong(vec![Inline::Emphasis(text)])];
    }
    blocks.push(Block::Paragraph(text));
    let rendered = render_soon(blocks);
    assert!(rendered.pages < 60, "{} pages", rendered.pages);
}
