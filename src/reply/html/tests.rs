//! What the page must be, whatever its text.

use super::{STYLE, policy, render_html};
use crate::reply::block::{Badge, Block, Document, Inline, read_markdown};

const SAMPLE: &str = include_str!("../../../tests/it/sample.md");

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Reply to <Vendor> & \"Co\"".into(),
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

fn page(markdown: &str) -> String {
    render_html(&document(read_markdown(markdown)))
}

/// Checks that every element is closed where it must be; `p`, `li` and the like are always closed here, void ones never.
#[track_caller]
fn check_nesting(page: &str) {
    let void = ["meta", "br", "hr", "!DOCTYPE"];
    let mut open = Vec::new();
    for tag in page.split('<').skip(1) {
        let name = tag.split([' ', '>', '\n']).next().unwrap();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{page}"),
            None if void.contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_page_is_self_contained() {
    let page = page(SAMPLE);
    check_nesting(&page);
    for wanted in [
        "<!DOCTYPE html>\n<html lang=\"en-GB\">",
        "<title>Reply to &lt;Vendor&gt; &amp; &quot;Co&quot;</title>",
        "<th scope=\"col\" class=\"right\">Items</th>",
        "<span class=\"badge not-applicable\">Not applicable</span>",
        "<h2 id=\"sources\">Sources</h2>",
        "<li><a href=\"#sources\">Sources</a></li>",
        "<a href=\"https://qgis.org/security?a=1&amp;b=2\">qgis.org</a>",
        "<sup><a id=\"reference-1\" href=\"#note-1\" role=\"doc-noteref\">[1]</a></sup>",
        "<li id=\"note-1\">",
        "<a class=\"back\" href=\"#reference-1\"",
        "gpg: Good signature &amp; &lt;more&gt;</code></pre>",
    ] {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
    for absent in ["<script", " src=", "@import", "url(", " style=", "<link", "<img"] {
        assert!(!page.contains(absent), "{absent}");
    }
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert_eq!(style, STYLE);
    assert!(page.contains(&format!("style-src '{}'", policy::hash_of_style(style))));
    assert_eq!(page.matches(" id=\"reference-2\"").count(), 1, "only the first reference is the way back");
}

#[test]
fn a_page_without_a_title_takes_that_of_the_document() {
    assert!(page("text").contains("<h1>Reply to &lt;Vendor&gt; &amp; &quot;Co&quot;</h1>"));
    assert!(!page("# T\n\ntext").contains("<h1>"));
    assert!(!page("## only one\n\ntext").contains("<nav"), "one heading needs no contents");
    assert!(page("> ## a\n\n## a\n\n## b\n").contains("<li><a href=\"#a-2\">a</a></li>"));
}

#[test]
fn hostile_text_stays_text() {
    let bad = "\"'><script>alert(1)</script><!--\u{202e}\0&amp;";
    let text = || vec![Inline::Text(bad.into())];
    let link = |target: &str| Inline::Link { target: target.into(), text: vec![Inline::Text("x".into())] };
    let mut document = document(vec![
        Block::Heading { level: 9, id: Some(bad.into()), text: text() },
        Block::Paragraph(vec![
            link("javascript:alert(1)"),
            link(&format!("https://x.org/{bad}")),
            link("https://x.org/\"onclick=\"x"),
            link(&format!("#{bad}")),
            Inline::NoteRef(bad.into()),
            Inline::Code(bad.into()),
            Inline::Badge { kind: Badge::No, text: bad.into() },
        ]),
        Block::Quote(vec![Block::Paragraph(text())]),
        Block::Table { columns: vec![], header: vec![text()], rows: vec![vec![text(), text()]] },
        Block::Note { label: bad.into(), blocks: vec![] },
        Block::Code(bad.into()),
    ]);
    for field in [&mut document.title, &mut document.header, &mut document.footer, &mut document.subject] {
        *field = bad.into();
    }
    document.language = "\"><script>".into();
    let page = render_html(&document);
    check_nesting(&page);
    assert!(page.contains("<html lang=\"en\">"));
    assert!(!page.contains("<script") && !page.contains("<!--") && !page.contains("javascript:"));
    assert!(!page.contains(['\0', '\u{202e}']));
    assert!(!page.contains("\"onclick"));
    assert!(page.contains("x</a><a href=\"#script-alert-1-script-amp\">x</a>"), "{page}");
}

#[test]
fn deep_nesting_is_drawn_flat() {
    let mut blocks = vec![Block::Paragraph(vec![Inline::Text("innermost".into())])];
    for _ in 0..200 {
        blocks = vec![Block::Quote(vec![Block::List {
            start: None,
            items: vec![vec![Block::Paragraph(vec![]), Block::List { start: Some(3), items: vec![blocks] }]],
        }])];
    }
    let page = render_html(&document(blocks));
    check_nesting(&page);
    assert!(page.contains("innermost"));
}

/// Contrast of two colours as WCAG 2.2 defines it.
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |color: &str| {
        let digits = color.trim_start_matches('#');
        let digits: String =
            if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_ink_can_be_read_on_its_ground() {
    let mut schemes = STYLE.split(":root {").skip(1);
    for scheme in [schemes.next().unwrap(), schemes.next().unwrap()] {
        let color = |name: &str| {
            let rest = scheme.split(&format!("--{name}: ")).nth(1).unwrap();
            rest[..rest.find(';').unwrap()].to_owned()
        };
        let mut pairs = vec![("quote".to_owned(), "ground"), ("ink".to_owned(), "code")];
        for ground in ["ground", "shade"] {
            pairs.extend(["ink", "muted", "heading", "link"].map(|ink| (ink.to_owned(), ground)));
        }
        pairs.extend(["yes", "no", "partial", "na", "info", "open"].map(|badge| (format!("{badge}-ink"), badge)));
        for (ink, ground) in pairs {
            let ratio = contrast(&color(&ink), &color(ground));
            assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.2}");
        }
    }
}
