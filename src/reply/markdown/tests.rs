//! What is written reads again as the same blocks.

use super::render_markdown;
use crate::reply::block::{Align, Block, Document, Inline, read_markdown};
use crate::reply::html::render_html;

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: String::new(),
        author: String::new(),
        subject: String::new(),
        language: "en".into(),
        created: jiff::civil::date(2026, 3, 1).at(0, 0, 0, 0),
        header: String::new(),
        footer: String::new(),
        blocks,
        attachments: Vec::new(),
    }
}

fn write(blocks: Vec<Block>) -> String {
    render_markdown(&document(blocks))
}

#[track_caller]
fn round_trip(markdown: &str) {
    let blocks = read_markdown(markdown);
    let written = write(blocks.clone());
    assert_eq!(read_markdown(&written), blocks, "\n{written}");
    assert_eq!(write(read_markdown(&written)), written, "writing again changes nothing");
}

#[test]
fn a_whole_reply_reads_again() {
    let sample = include_str!("../../../tests/it/sample.md");
    let bold = regex_free_badges(sample);
    round_trip(&bold);
    assert_eq!(write(read_markdown(sample)), write(read_markdown(&bold)), "badges are bold words");
}

/// Badges as the bold words they become.
fn regex_free_badges(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find("](verdict:") {
        let open = rest[..at].rfind('[').unwrap();
        let close = at + rest[at..].find(')').unwrap();
        out.push_str(&format!("{}**{}**", &rest[..open], &rest[open + 1..at]));
        rest = &rest[close + 1..];
    }
    out + rest
}

#[test]
fn every_construct_reads_again() {
    for markdown in [
        "Words *in* **strong** ***both*** **_order_** *a **b** c* **a *b* c**.",
        "A line\\\nand the next\\\n\\- no list\\\n1\\. none either\\\n\\=== \n",
        "`code` ``a ` b`` `` `x` `` ` a ` and <https://qgis.org/a_b?c=d&e=f>",
        "[a](https://x.org/(b)) [`c` **d**](https://x.org/?a=1&amp;copy;=2) wow\\![e](https://x.org)",
        "- a\n- b\n\n  c\n- - d\n  - e\n\n    ```\n    f\n    ```\n",
        "- a\n  - b\n    1. c\n    2. d\n  - e\n- f\n",
        "- a\n\n* b\n\n- c\n\n1. d\n\n1) e\n",
        "- a\n\n  3. b\n\n  c\n",
        "7. a\n8. b\n",
        "-\n- a\n",
        "- > q\n- # h\n- ***\n- | a | b |\n  |---|---|\n  | c | d |\n",
        "> a\n>\n> > b\n> > c\n>\n> - d\n>   e\n\n> other\n",
        "```\na\n\n  b ``` c\n```\n\n```\n```\n\n    # not\n    ````\n",
        "| a | b \\| `c\\|d` |\n|:-:|--:|\n| **e** | |\n|  | [f](https://x.org) |\n",
        "|  |  |\n|---|---|\n| a | b |\n",
        "a[^1] b[^x.y]\n\n[^1]: One\n\n    more\n\n    - list\n\n[^x.y]: Two\n",
        "# A \\# {#a}\n\n## B \\{#c} ##\n\n###### deep\n\n#\n",
        "&amp;amp; &lt;b> <b>x</b> \\[x] \\\\ snake_case _a_ \\_b\\_ \\~~x~~ \\$1\\$ 50% a:b (c) \"d\"",
        "<div>raw & *text*</div>",
        "これは**強い**文です。[リンク](https://x.org)",
        "***\n\ntext\n",
        "[^1]\\: no definition\n\n[^1]: n\n",
    ] {
        round_trip(markdown);
    }
}

#[test]
fn words_that_look_like_markup_stay_words() {
    for words in [
        "# h",
        "- l",
        "+ l",
        "* l",
        "1. l",
        "1) l",
        "> q",
        "---",
        "===",
        "```",
        "~~~",
        "    code",
        "| a | b |",
        "[^1]: x",
        "[a]: https://x.org",
        "<b>",
        "&amp;",
        "a*b*c",
        "_x_",
        "__x__",
        "![i](j)",
        "https://x.org",
        "\\",
        "a\\",
        "!",
        "`",
        "{#x}",
        ": d",
        "2026. Year",
        "C:\\temp\\*",
        "a  b",
        "[x](y)",
        "<!-- c -->",
        "$x$",
        "[ ] y",
        "1234567890. x",
    ] {
        let words = words.trim();
        for block in [
            Block::Paragraph(vec![Inline::Text(words.into())]),
            Block::Heading { level: 2, id: None, text: vec![Inline::Text(words.into())] },
            Block::List { start: None, items: vec![vec![Block::Paragraph(vec![Inline::Text(words.into())])]] },
            Block::Table { columns: vec![Align::Left], header: vec![vec![Inline::Text(words.into())]], rows: vec![] },
            Block::Paragraph(vec![Inline::Text("x".into()), Inline::Break, Inline::Text(words.into())]),
            Block::Paragraph(vec![Inline::Text("x ".into()), Inline::Strong(vec![Inline::Text(words.into())])]),
        ] {
            let written = write(vec![block.clone()]);
            assert_eq!(read_markdown(&written), vec![block], "{written}");
        }
    }
}

#[test]
fn hostile_text_does_no_harm() {
    let text = "a\0\u{202e}b\r\nc\t\u{ffff}d";
    let written = write(vec![
        Block::Paragraph(vec![
            Inline::Text(text.into()),
            Inline::Link { target: "javascript:alert(1)".into(), text: vec![Inline::Text("x".into())] },
            Inline::NoteRef("]: [".into()),
        ]),
        Block::Code(text.into()),
    ]);
    assert_eq!(written, "ab\\\nc dx[^----]\n\n```\nab\nc\td\n```\n");
}

/// How Markdown looks as a page, but for what a writer may tidy up: line breaks at the ends of a paragraph, blanks, and
/// emphasis inside emphasis.
fn look(markdown: &str) -> String {
    let mut page = render_html(&document(read_markdown(markdown)));
    for tag in ["<br>", "<em>", "</em>", "<strong>", "</strong>", " ", "\n"] {
        page = page.replace(tag, "");
    }
    page.split_once("<main").map(|(_, text)| text.to_owned()).unwrap()
}

/// Markup thrown together at random reads as something; written and read again it must stay that.
#[test]
fn random_markup_settles() {
    const PIECES: [&str; 40] = [
        "a",
        "b c",
        " ",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "- ",
        "  - ",
        "1. ",
        "3) ",
        "> ",
        "*",
        "**",
        "_",
        "`",
        "``",
        "[",
        "](https://x.org)",
        "![",
        "\\",
        "\\\n",
        "|",
        "| a | b |\n|---|:-:|\n| c | d |\n",
        "```\n",
        "    ",
        "***\n",
        "---\n",
        "===\n",
        "<b>",
        "&amp;",
        "&",
        "[^1]",
        "[^1]: ",
        "{#x}",
        "!",
        "~",
        ":",
        "日本",
        "1.",
    ];
    let mut state = 7u64;
    for round in 0..1500 {
        let mut text = String::new();
        for _ in 0..round % 14 + 1 {
            // Knuth's MMIX generator.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
        }
        let once = write(read_markdown(&text));
        let twice = write(read_markdown(&once));
        assert_eq!(look(&text), look(&once), "{text:?}\n{once:?}");
        assert_eq!(once, twice, "{text:?}\n{:?}\n{:?}", read_markdown(&text), read_markdown(&once));
    }
}
