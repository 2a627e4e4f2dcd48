//! Edits of single values in YAML that a person wrote: everything else, comments and blank lines too, stays as it is.
//!
//! Places come from line shapes, not from a parser, so every caller reads the edited text again and checks that it says what was
//! meant before it is used.

use crate::text::Span;

/// A key of a block mapping with the lines of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyLines {
    /// First byte of the key's line.
    pub(super) start: usize,
    /// One past the colon.
    pub(super) value: usize,
    /// One past the last line of the value, its line end included.
    pub(super) end: usize,
}

/// The lines of a range with their first byte, line ends included.
fn lines(text: &str, range: Span) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = range.start;
    text[range.start..range.end].split_inclusive('\n').map(move |line| {
        let start = offset;
        offset += line.len();
        (start, line)
    })
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_blank_or_comment(line: &str) -> bool {
    let trimmed = line.trim();
    trimmed.is_empty() || trimmed.starts_with('#')
}

/// Finds a key at an indent among whole lines.
pub(super) fn find_key(text: &str, range: Span, indent: usize, key: &str) -> Option<KeyLines> {
    let mut found: Option<KeyLines> = None;
    // Blank and comment lines belong to the value only when more of the value follows.
    for (start, line) in lines(text, range) {
        if let Some(found) = &mut found {
            let deeper = indent_of(line) > indent;
            let element = indent_of(line) == indent && line[indent..].starts_with("- ");
            if line.trim().is_empty() || (is_blank_or_comment(line) && !deeper) {
                continue;
            }
            if deeper || element {
                found.end = start + line.len();
                continue;
            }
            break;
        }
        // `- key:` opens an element; its keys stand at the column of the first one.
        let opens = indent >= 2 && indent_of(line) + 2 == indent && line[indent - 2..].starts_with("- ");
        if (indent_of(line) == indent || opens)
            && let Some(rest) = line[indent..].strip_prefix(key)
            && (rest.starts_with(": ") || rest.trim_end() == ":")
        {
            found = Some(KeyLines { start, value: start + indent + key.len() + 1, end: start + line.len() });
        }
    }
    found
}

/// The comment at the end of a line's value, with the white space before it.
pub(super) fn trailing_comment(value: &str) -> &str {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in value.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if (c == '"' || c == '\'') && before.is_whitespace() => quote = Some(c),
            None if c == '#' && before.is_whitespace() => {
                let start = value[..at].trim_end().len();
                return value[start..].trim_end();
            }
            None => {}
        }
        before = c;
    }
    ""
}

/// Puts a one-line value in place of a key's value; an empty one empties it. A comment behind a one-line value stays.
pub(super) fn set_value(text: &str, key: KeyLines, value: &str) -> String {
    let old = &text[key.value..key.end];
    let first = old.split_inclusive('\n').next().unwrap_or(old);
    let comment = trailing_comment(first);
    let mut line = String::new();
    if !value.is_empty() {
        line.push(' ');
        line.push_str(value);
    }
    if !comment.is_empty() {
        line.push_str(if comment.starts_with('#') { " " } else { "" });
        line.push_str(comment);
    }
    line.push('\n');
    format!("{}{line}{}", &text[..key.value], &text[key.end..])
}

/// Adds an element at the end of a key's list, in the form the list is written in: a line of its own, or inside the brackets. `None`
/// when the list is written in neither way.
pub(super) fn append_to_list(text: &str, key: KeyLines, indent: usize, element: &str) -> Option<String> {
    let old = &text[key.value..key.end];
    let mut lines = old.lines();
    let first = lines.next().unwrap_or_default().trim();
    if first.is_empty() || first.starts_with('#') {
        let dash = lines.find(|line| line.trim_start().starts_with("- ")).map_or(indent + 2, indent_of);
        return Some(insert_at(text, key.end, &format!("{}- {}\n", " ".repeat(dash), scalar(element))));
    }
    let close = key.value + old.rfind(']')?;
    if !first.starts_with('[') || !text[close + 1..key.end].trim().is_empty() {
        return None;
    }
    let glue = if text[key.value..close].trim_end().ends_with(['[', ',']) { " " } else { ", " };
    let before = text[..close].trim_end();
    Some(format!("{before}{}{}{}", if before.ends_with('[') { "" } else { glue }, quoted(element), &text[close..]))
}

/// Inserts whole lines before a byte that begins a line.
pub(super) fn insert_at(text: &str, at: usize, lines: &str) -> String {
    let glue = if at > 0 && !text[..at].ends_with('\n') { "\n" } else { "" };
    format!("{}{glue}{lines}{}", &text[..at], &text[at..])
}

/// Text as a YAML scalar on one line: plain where nothing in it could be read as something else, otherwise double-quoted.
pub(super) fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_alphabetic())
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| c.is_alphanumeric() || " .,;:()/+*%&@'\"?!-_".contains(c))
        && !is_word_of_yaml(text);
    if plain { text.to_owned() } else { quoted(text) }
}

/// Words that YAML readers take for something else than text.
fn is_word_of_yaml(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n")
}

/// Text as a double-quoted YAML scalar.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if must_escape(c) => {
                let code = c as u32;
                out.push_str(&if code <= 0xFFFF { format!("\\u{code:04X}") } else { format!("\\U{code:08X}") });
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that would not come back as themselves, or that would disturb a terminal.
fn must_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// Text as the value of a key at an indent: on the key's line when it is short, otherwise as a folded block.
pub(super) fn value(text: &str, indent: usize) -> String {
    /// Columns of a line.
    const WIDTH: usize = 110;
    let inner = " ".repeat(indent + 2);
    let one_line = scalar(text);
    if one_line.chars().count() + indent < 90 {
        return one_line;
    }
    let folds = !text.chars().any(must_escape)
        && !text.contains(['\n', '\t'])
        && text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
    if !folds {
        return quoted(text);
    }
    let mut out = String::from(">-");
    let mut column = WIDTH;
    for word in text.split(' ') {
        let width = word.chars().count();
        if column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(&inner);
            column = inner.len();
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[test]
    fn values_are_replaced_and_comments_stay() {
        let text = "a: 1\napproval: draft   # nobody yet\n# about b\nb:\n  - x\n  # about y\n  - y\n\n# end\nc: 3\n";
        let key = find_key(text, whole(text), 0, "approval").expect("is there");
        let edited = set_value(text, key, "{by: psc}");
        assert!(edited.contains("\napproval: {by: psc}   # nobody yet\n# about b\n"), "{edited}");
        let key = find_key(text, whole(text), 0, "b").expect("is there");
        assert_eq!(&text[key.start..key.end], "b:\n  - x\n  # about y\n  - y\n");
        assert_eq!(find_key(text, whole(text), 0, "d"), None);
        assert_eq!(find_key(text, whole(text), 2, "b"), None);
    }

    #[test]
    fn block_values_go_as_a_whole() {
        let text = "items:\n- no: 1\n  note: |\n    two\n    lines\n  decision:\n- no: 2\n  decision: skip\n";
        let key = find_key(text, whole(text), 2, "note").expect("is there");
        assert_eq!(set_value(text, key, "short"), text.replace(" |\n    two\n    lines\n", " short\n"));
        let key = find_key(text, whole(text), 2, "decision").expect("is there");
        assert_eq!(set_value(text, key, "accept"), text.replace("decision:\n", "decision: accept\n"));
    }

    #[test]
    fn text_comes_back_as_it_was() {
        let long = "word ".repeat(60);
        for text in [
            "plain words, with: colon",
            "yes",
            "123",
            "- dash",
            "# no comment",
            "a # b",
            "quote \" and \\ back",
            "two\nlines\tand tab",
            "\u{85}\u{2028}\u{202e}\u{1}",
            "①日本語",
            "'single'",
            long.trim_end(),
            "{{ template }} & *anchor",
            "",
            " space around ",
        ] {
            let yaml = format!("  key: {}\n", value(text, 2));
            let read: std::collections::BTreeMap<String, String> = serde_saphyr::from_str(&yaml).expect("is YAML");
            assert_eq!(read["key"], text, "{yaml}");
        }
    }
}
