//! Markdown: headings are sections, tables with a question column, task boxes, and everything prose can hold.

use crate::questionnaire::blanks::{Place, add_slots, cells, drop_answers};
use crate::questionnaire::draft::{Draft, Reading};
use crate::questionnaire::layout::{At, find_layout};
use crate::questionnaire::prose::{Line, LineKind, Options, lines_of, read_prose, unquote};
use crate::questionnaire::table::{Row, grid_of};
use crate::questionnaire::{FormKind, Limits};

/// Reads Markdown.
pub(in crate::questionnaire) fn read_markdown(content: &str, limits: &Limits) -> Reading {
    let mut reading = Reading::new(FormKind::Markdown);
    let mut lines = lines_of(content, limits, &mut reading.notes);
    unquote(&mut lines);
    drop_unread(&mut lines);
    drop_internal(&mut lines, &mut reading.notes);
    let mut drafts = take_tables(&mut lines);
    drop_answers(&mut lines);
    for line in &mut lines {
        if line.kind == LineKind::Text {
            line.text = plain(&line.text).replace("**", "");
        }
    }
    let (title, is_only) = title_of(&lines);
    let options = Options { title: title.clone(), whole_paragraphs: true, has_items: !drafts.is_empty() };
    drafts.extend(read_prose(lines, &options));
    drafts.sort_by_key(|draft| draft.line);
    let raw: Vec<&str> = content.lines().collect();
    add_slots(&raw, &mut drafts);
    if is_only {
        unsection(&mut drafts, title.as_deref());
    }
    reading.title = title;
    reading.drafts = drafts;
    reading
}

/// Front matter, code, comments and images ask nothing; headings are marked.
fn drop_unread(lines: &mut [Line]) {
    let mut fence: Option<char> = None;
    let mut comment = false;
    let mut front = lines.first().is_some_and(|line| line.text.trim_end() == "---")
        && lines.iter().skip(1).take(60).any(|line| line.text.trim_end() == "---");
    for (index, line) in lines.iter_mut().enumerate() {
        let text = line.text.trim();
        if front {
            front = index == 0 || text != "---";
            line.kind = LineKind::Dropped;
        } else if let Some(sign) = ['`', '~'].into_iter().find(|sign| text.starts_with(&sign.to_string().repeat(3))) {
            match fence {
                None => fence = Some(sign),
                Some(open) if open == sign => fence = None,
                Some(_) => {}
            }
            line.kind = LineKind::Dropped;
        } else if fence.is_some() {
            line.kind = LineKind::Dropped;
        } else if comment || text.starts_with("<!--") {
            comment = !text.contains("-->");
            line.kind = LineKind::Dropped;
        } else if let Some((level, title)) = heading(text) {
            line.text = plain(title).replace("**", "");
            line.kind = LineKind::Heading(level);
        } else if let Some(title) = bold_title(text) {
            line.text = plain(&title);
            line.kind = LineKind::Heading(5);
        } else if is_link_definition(text) || is_contents_line(text) {
            line.kind = LineKind::Dropped;
        }
    }
}

fn heading(text: &str) -> Option<(u8, &str)> {
    let title = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - title.len()).ok().filter(|level| (1..=6).contains(level))?;
    title.starts_with([' ', '\t']).then(|| (level, title.trim().trim_end_matches('#').trim_end()))
}

/// `[name]: https://...`
fn is_link_definition(text: &str) -> bool {
    text.starts_with('[')
        && text
            .split_once("]: ")
            .is_some_and(|(_, target)| target.starts_with("http") || target.starts_with(['#', '.', '/', '<']))
}

/// `- [Words](#anchor)`: a line of a table of contents.
fn is_contents_line(text: &str) -> bool {
    let entry =
        text.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '*' | '+' | '.' | ' '));
    entry.len() < text.len() && entry.starts_with('[') && entry.ends_with(')') && entry.contains("](#")
}

/// Leaves out what the form keeps for the asker.
fn drop_internal(lines: &mut [Line], notes: &mut Vec<String>) {
    // Questions there are answered.
    const ANSWERED: &[&str] = &["faq", "frequently asked", "q&a"];
    const WORDS: &[&str] = &[
        "internal use",
        "office use",
        "do not complete",
        "for assessor",
        "assessor use",
        "reviewer use",
        "nur intern",
        "usage interne",
        "社内使用",
    ];
    let mut left: Option<u8> = None;
    for line in lines {
        if let LineKind::Heading(level) = line.kind {
            if left.is_some_and(|above| level <= above) {
                left = None;
            }
            let lower = line.text.to_lowercase();
            if left.is_none() && ANSWERED.iter().any(|word| lower.starts_with(word)) {
                left = Some(level);
            } else if left.is_none() && WORDS.iter().any(|word| lower.contains(word)) {
                left = Some(level);
                notes.push(format!("section `{}` is for the asker and was left out", line.text));
            }
        }
        if left.is_some() {
            line.kind = LineKind::Dropped;
        }
    }
}

/// Reads the tables and drops their lines.
fn take_tables(lines: &mut [Line]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut section: Option<String> = None;
    let mut index = 0;
    while index < lines.len() {
        if let LineKind::Heading(_) = lines[index].kind {
            section = Some(lines[index].text.clone());
        }
        let opens = lines[index].kind == LineKind::Text
            && lines[index].text.contains('|')
            && lines.get(index + 1).is_some_and(|next| next.kind == LineKind::Text && is_delimiter_row(&next.text));
        if !opens {
            index += 1;
            continue;
        }
        let length =
            lines[index..].iter().take_while(|line| line.kind == LineKind::Text && line.text.contains('|')).count();
        let table = &mut lines[index..index + length];
        let rows: Vec<Row> = table
            .iter()
            .enumerate()
            .filter(|(offset, _)| *offset != 1)
            .map(|(_, line)| Row { line: line.number, cells: shown_cells(&line.text) })
            .collect();
        let mut grid = grid_of(&rows);
        grid.heading = section.clone();
        let place = |at: At| Place::Cell(rows.get(at.row).map_or(0, |row| row.line), at.column + 1).shown();
        let mut found = find_layout(&grid).drafts(None, &place);
        if table.iter().any(|line| line.depth > 0) {
            found.iter_mut().for_each(|draft| draft.slots.clear());
        }
        drafts.extend(found);
        for line in table {
            line.kind = LineKind::Dropped;
        }
        index += length;
    }
    drafts
}

fn is_delimiter_row(text: &str) -> bool {
    let text = text.trim();
    text.contains('-') && text.contains('|') && text.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '))
}

/// Cells of a row as they are shown.
fn shown_cells(text: &str) -> Vec<String> {
    cells(text).into_iter().map(|cell| plain(&text[cell]).replace("**", "").trim().to_owned()).collect()
}

/// A line that is bold throughout and asks nothing stands for a heading.
fn bold_title(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix("**")?.strip_suffix("**")?;
    let title = inner.trim();
    let plain = !title.contains("**")
        && !title.ends_with(['?', '？', '.', ':'])
        && !title.is_empty()
        && title.chars().count() <= 80;
    (plain && crate::questionnaire::prose::split_marker(title).is_none()).then(|| title.to_owned())
}

/// Takes links, images, code signs, tags and escapes off a line; `**` stays.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        match sign {
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                out.extend(after.chars().next());
                rest = &after[1..];
                continue;
            }
            '`' => {}
            '!' if after.starts_with('[') => {
                if let Some((_, end)) = link(after) {
                    rest = &after[end..];
                    continue;
                }
                out.push(sign);
            }
            '[' => {
                if let Some((words, end)) = link(rest) {
                    out.push_str(words);
                    rest = &rest[end..];
                    continue;
                }
                out.push(sign);
            }
            '<' => match tag(after) {
                Some((name, end)) => {
                    if name == "br" {
                        out.push('\n');
                    }
                    rest = &after[end..];
                    continue;
                }
                None => out.push(sign),
            },
            '&' => {
                let entity = ENTITIES.iter().find(|(name, _)| after.starts_with(name));
                if let Some((name, character)) = entity {
                    out.push_str(character);
                    rest = &after[name.len()..];
                    continue;
                }
                out.push(sign);
            }
            _ => out.push(sign),
        }
        rest = after;
    }
    out
}

const ENTITIES: [(&str, &str); 6] =
    [("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("nbsp;", " "), ("#39;", "'")];

/// Longest link that is looked for; a search without a bound would make a line of brackets cost its square.
const LINK: usize = 600;

/// `[words](target)` or `[words][name]` at the start: the words and the length of the whole.
fn link(text: &str) -> Option<(&str, usize)> {
    let close = find_within(text, ']', LINK)?;
    let words = &text[1..close];
    let after = &text[close + 1..];
    let end = match after.chars().next()? {
        '(' => find_within(after, ')', LINK)?,
        '[' if !words.trim().is_empty() => find_within(after, ']', 60)?,
        _ => return None,
    };
    (!words.trim().is_empty() || after.starts_with('(')).then_some((words, close + 1 + end + 1))
}

fn find_within(text: &str, wanted: char, most: usize) -> Option<usize> {
    text.char_indices().take(most).find(|(_, sign)| *sign == wanted).map(|(index, _)| index)
}

/// Name of a tag whose `<` was just read, and the length to its `>`.
fn tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('/').unwrap_or(text);
    let length = inner.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let next = inner[length..].chars().next()?;
    if length == 0 || !inner.starts_with(|first: char| first.is_ascii_alphabetic()) || !matches!(next, '>' | ' ' | '/')
    {
        return None;
    }
    const TAGS: &[&str] = &[
        "br", "b", "i", "u", "p", "a", "em", "strong", "sup", "sub", "span", "div", "details", "summary", "img",
        "center",
    ];
    let name = &inner[..length];
    let end = find_within(text, '>', LINK)?;
    TAGS.contains(&name).then_some((name, end + 1))
}

/// The first heading, if it is the document's title, and whether it is the only one of its level.
fn title_of(lines: &[Line]) -> (Option<String>, bool) {
    let mut headings = lines.iter().filter_map(|line| match line.kind {
        LineKind::Heading(level) => Some((level, &line.text)),
        _ => None,
    });
    let Some((level, title)) = headings.next() else { return (None, false) };
    (Some(title.clone()), level == 1 && headings.all(|(other, _)| other > 1))
}

/// What stands under the title alone stands under no section.
fn unsection(drafts: &mut [Draft], title: Option<&str>) {
    for draft in drafts {
        if draft.section.as_deref() == title {
            draft.section = None;
        }
    }
}
