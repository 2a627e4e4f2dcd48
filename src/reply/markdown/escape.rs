//! Words that stay words: only what Markdown would read as markup gets a backslash, so that the file reads well as it is.

use super::inline::Line;
use crate::reply::block::clean_text;

/// Writes words after what `out` holds already.
pub(super) fn words(text: &str, line: Line, out: &mut String) {
    let clean = clean_text(text);
    let mut chars = clean.chars().peekable();
    let mut first = true;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let so_far = &out[out.rfind('\n').map_or(0, |at| at + 1)..];
        match c {
            // Blanks at the start of a line are dropped by every reader.
            ' ' | '\t' if out.ends_with('\n') => continue,
            '\n' if line == Line::Paragraph => {
                out.push_str("\\\n");
                continue;
            }
            '\t' | '\n' => {
                out.push(' ');
                continue;
            }
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => out.push('\\'),
            // Inside a word an underscore is a letter.
            '_' => {
                let inside = so_far.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
                if !inside {
                    out.push('\\');
                }
            }
            '&' if next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#') => out.push('\\'),
            '{' | '}' | '#' if line == Line::Heading => out.push('\\'),
            '#' | '>' | '+' | '-' | '=' | ':' if line == Line::Paragraph && is_blank(so_far) => out.push('\\'),
            // "1." and "1)" at the start of a line would open a list.
            '.' | ')' if line == Line::Paragraph && is_number(so_far) && !next.is_some_and(char::is_alphanumeric) => {
                out.push('\\')
            }
            // After a reference to a note these would make it a definition or a link.
            '(' | ':' if first && so_far.ends_with(']') => out.push('\\'),
            _ => {}
        }
        out.push(c);
        first = false;
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_number(text: &str) -> bool {
    let text = text.trim_start();
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes code between more backticks than it holds in a row.
pub(super) fn code(text: &str, line: Line, out: &mut String) {
    let text = clean_text(text).replace(['\n', '\t'], " ");
    if text.is_empty() {
        return;
    }
    // A table cell ends at every bar, even in code; only the escaped one stays.
    let text = if line == Line::Cell { text.replace('|', "\\|") } else { text };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let blank_ends = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let pad = if text.starts_with('`') || text.ends_with('`') || blank_ends { " " } else { "" };
    out.push_str(&format!("{ticks}{pad}{text}{pad}{ticks}"));
}

/// A note's label with only the characters that may stand in one.
pub(super) fn label(label: &str) -> String {
    let label: String =
        label.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect();
    if label.is_empty() { "-".to_owned() } else { label }
}
