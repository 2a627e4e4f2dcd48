//! HTML bodies as lines of text: list items keep their numbers, table cells stay apart.

use html2text::render::TextDecorator;

use crate::questionnaire::Limits;
use crate::questionnaire::clean::clean;
use crate::questionnaire::prose::{Line, LineKind, lines_of, unquote};
use crate::questionnaire::table::Row;

/// Width a page is laid out to. Wide enough that few lines wrap, narrow enough that padded tables stay small.
const WIDTH: usize = 240;

/// An HTML body.
pub(super) struct Page {
    /// Its lines, without those of the tables.
    pub(super) lines: Vec<Line>,
    /// Its tables.
    pub(super) tables: Vec<Vec<Row>>,
}

/// Whether questions may stand in a table: then the plain version has lost the columns.
pub(super) fn is_laid_out_as_table(bytes: &[u8]) -> bool {
    let count = |tag: &[u8]| bytes.windows(tag.len()).filter(|window| window.eq_ignore_ascii_case(tag)).take(3).count();
    count(b"<table") > 0 && count(b"<tr") > 2
}

/// Lays out a page, or gives up on one that is too large or too deep.
pub(super) fn html_lines(html: &str, limits: &Limits) -> Option<Page> {
    if html.len() > limits.html_bytes || depth(html) > limits.html_depth {
        return None;
    }
    let text = html2text::config::with_decorator(Plain)
        .link_footnotes(false)
        .no_link_wrapping()
        .allow_width_overflow()
        .string_from_read(html.as_bytes(), WIDTH)
        .ok()?;
    // Character references may have brought back what cleaning took out.
    let mut lines = lines_of(&clean(&text), limits, &mut Vec::new());
    unquote(&mut lines);
    for line in &mut lines {
        if let Some(title) = line.text.strip_prefix(HEADING) {
            line.text = title.trim().to_owned();
            line.kind = if line.text.is_empty() { LineKind::Dropped } else { LineKind::Heading(1) };
        }
    }
    let tables = take_tables(&mut lines);
    Some(Page { lines, tables })
}

/// Levels of elements open at once. Elements that close by themselves do not count.
fn depth(html: &str) -> usize {
    const LEAVES: &[&str] = &[
        "br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "p", "li", "td", "tr", "th", "dt",
        "dd", "option", "tbody", "source",
    ];
    let (mut deepest, mut open) = (0usize, 0usize);
    for piece in html.split('<').skip(1) {
        let closing = piece.starts_with('/');
        let name_start = usize::from(closing);
        let length = piece[name_start..].bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
        let name = piece[name_start..name_start + length].to_ascii_lowercase();
        if name.is_empty() || LEAVES.contains(&name.as_str()) {
            continue;
        }
        if closing {
            open = open.saturating_sub(1);
        } else {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

/// Takes the drawn tables out of the lines. Layout tables of one column stay text.
fn take_tables(lines: &mut [Line]) -> Vec<Vec<Row>> {
    let mut tables = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        if !is_border(&lines[index].text) {
            index += 1;
            continue;
        }
        let length = lines[index..].iter().take_while(|line| is_border(&line.text) || line.text.contains('│')).count();
        let block = &mut lines[index..index + length];
        let rows = rows(block);
        let is_table = rows.iter().any(|row| row.cells.len() > 1);
        for line in block.iter_mut() {
            if is_table || is_border(&line.text) {
                line.kind = LineKind::Dropped;
            }
        }
        if is_table {
            tables.push(rows);
        }
        index += length.max(1);
    }
    tables
}

fn rows(lines: &[Line]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut fresh = true;
    for line in lines {
        if is_border(&line.text) {
            fresh = true;
            continue;
        }
        if fresh {
            rows.push(Row { line: line.number, cells: Vec::new() });
            fresh = false;
        }
        let Some(row) = rows.last_mut() else { continue };
        for (column, cell) in line.text.split('│').enumerate() {
            if row.cells.len() <= column {
                row.cells.push(String::new());
            }
            let cell = cell.trim();
            if !cell.is_empty() {
                if !row.cells[column].is_empty() {
                    row.cells[column].push('\n');
                }
                row.cells[column].push_str(cell);
            }
        }
    }
    rows
}

fn is_border(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().all(|sign| matches!(sign, '─' | '┬' | '┴' | '┼' | '├' | '┤' | '┌' | '┐' | '└' | '┘'))
}

/// Stands before headings in the laid-out text: a character for private use, which no text has a use for.
const HEADING: &str = "\u{e000}";

/// Draws list numbers and quotation signs, and nothing for links and emphasis.
struct Plain;

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, _: &str) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_link_end(&mut self) -> String {
        String::new()
    }
    fn decorate_em_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_em_end(&self) -> String {
        String::new()
    }
    fn decorate_strong_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strong_end(&self) -> String {
        String::new()
    }
    fn decorate_strikeout_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }
    fn decorate_code_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_code_end(&self) -> String {
        String::new()
    }
    fn decorate_preformat_first(&self) {}
    fn decorate_preformat_cont(&self) {}
    fn decorate_image(&mut self, _: &str, _: &str) -> (String, ()) {
        (String::new(), ())
    }
    fn header_prefix(&self, _: usize) -> String {
        HEADING.to_owned()
    }
    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }
    fn unordered_item_prefix(&self) -> String {
        "- ".to_owned()
    }
    fn ordered_item_prefix(&self, number: i64) -> String {
        format!("{number}. ")
    }
    fn make_subblock_decorator(&self) -> Self {
        Self
    }
    fn decorate_superscript_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_superscript_end(&self) -> String {
        String::new()
    }
}
