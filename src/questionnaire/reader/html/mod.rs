//! HTML: pages saved from a portal, and the bodies of mails. Headings are sections; tables, lists and labelled fields hold items.

mod controls;
mod dom;
mod tables;
mod walk;

use crate::questionnaire::clean::clean;
use crate::questionnaire::draft::{Draft, Reading};
use crate::questionnaire::layout::find_layout;
use crate::questionnaire::prose::{LineKind, Options, read_prose, unquote};
use crate::questionnaire::{Error, FormKind, Limits};

/// Whether questions may stand in a table: then a plain version of the page has lost the columns.
pub(super) fn is_laid_out_as_table(bytes: &[u8]) -> bool {
    let count = |tag: &[u8]| bytes.windows(tag.len()).filter(|window| window.eq_ignore_ascii_case(tag)).take(3).count();
    count(b"<table") > 0 && count(b"<tr") > 2
}

/// The charset a page declares in its head.
pub(in crate::questionnaire) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let meta = head.split("<meta").skip(1).find_map(|meta| meta.split('>').next()?.split_once("charset="))?.1;
    let label: String = meta
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Reads a page that is a form.
///
/// # Errors
///
/// A page that is too large or nested too deeply.
pub(in crate::questionnaire) fn read_html(name: &str, content: &str, limits: &Limits) -> Result<Reading, Error> {
    if content.len() > limits.html_bytes {
        return Err(Error::TooLarge { name: name.to_owned(), what: "bytes of HTML", limit: limits.html_bytes });
    }
    if depth(content) > limits.html_depth {
        return Err(Error::TooLarge {
            name: name.to_owned(),
            what: "levels of HTML elements",
            limit: limits.html_depth,
        });
    }
    let page = walk::lay_out(&dom::parse(content));
    let mut reading = Reading::new(FormKind::Html);
    let headings = page.lines.iter().filter(|line| line.kind == LineKind::Heading(1)).map(|line| line.text.clone());
    reading.title = page.title.clone().or_else(|| headings.clone().next());
    let only = headings.clone().nth(1).is_none().then(|| headings.clone().next()).flatten();
    let options = Options { title: reading.title.clone(), whole_paragraphs: false, has_items: false };
    reading.drafts = items(page, options);
    for draft in &mut reading.drafts {
        if draft.section.is_some() && draft.section == only {
            draft.section = None; // the title of the page
        }
    }
    if !reading.drafts.is_empty() {
        reading
            .notes
            .push("a saved web page is read and not written; its answers go into the site it came from".into());
    }
    Ok(reading)
}

/// Items of a page within a mail; nothing if it is too large or nested too deeply.
pub(super) fn read_body(html: &str, limits: &Limits, options: Options) -> Option<Vec<Draft>> {
    if html.len() > limits.html_bytes || depth(html) > limits.html_depth {
        return None;
    }
    Some(items(walk::lay_out(&dom::parse(html)), options))
}

fn items(mut page: walk::Page, options: Options) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (number, mut grid) in page.tables {
        // Character references may have brought back what cleaning took out.
        for cell in grid.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.text = clean(&cell.text);
        }
        drafts.extend(find_layout(&grid).drafts(None, &|_| String::new()).into_iter().map(|draft| Draft {
            guidance: with_choices(&draft),
            slots: Vec::new(),
            line: number,
            ..draft
        }));
    }
    drafts.append(&mut page.fields);
    let has_items = options.has_items || !drafts.is_empty();
    for line in &mut page.lines {
        line.text = clean(&line.text).replace('\n', " ");
    }
    unquote(&mut page.lines);
    drafts.extend(read_prose(page.lines, &Options { has_items, ..options }));
    drafts.sort_by_key(|draft| draft.line);
    for draft in &mut drafts {
        draft.line = page.source.get(draft.line).copied().unwrap_or(1);
    }
    drafts
}

/// A page is not written, so what its lists allow is guidance.
fn with_choices(draft: &Draft) -> Option<String> {
    use crate::questionnaire::item::Accepts;
    let lists = draft.slots.iter().filter_map(|slot| match &slot.accepts {
        Accepts::OneOf(list) => Some(format!("Answers: {}", list.join("; "))),
        _ => None,
    });
    let mut parts: Vec<String> = draft.guidance.iter().cloned().collect();
    parts.extend(lists.filter(|list| !list.contains(['☒', '■']) && !list.contains("[x]")).take(1));
    Some(parts.join(" ")).filter(|text| !text.is_empty())
}

/// Words of a piece of HTML.
pub(super) fn plain_text(html: &str) -> String {
    if depth(html) > 100 {
        return html.to_owned();
    }
    clean(&walk::words_raw(&dom::parse(html), 0))
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
