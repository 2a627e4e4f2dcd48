//! Replacements in a text, applied together.

use std::ops::Range;

/// Replacements by byte range, none overlapping.
#[derive(Debug, Default)]
pub(in crate::fill) struct Edits {
    edits: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Replaces a range.
    pub(in crate::fill) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    /// Inserts before a byte; what is inserted first at a byte stands first.
    pub(in crate::fill) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.edits.push((at..at, text.into()));
    }

    /// The text with all replacements made.
    pub(in crate::fill) fn apply(mut self, text: &str) -> String {
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + self.edits.iter().map(|(_, new)| new.len()).sum::<usize>());
        let mut done = 0;
        for (range, new) in self.edits {
            out.push_str(&text[done..range.start]);
            out.push_str(&new);
            done = range.end;
        }
        out.push_str(&text[done..]);
        out
    }
}

/// A tag with an attribute set to a value, in the place where it stood or at the end. `tag` is the whole of `<name ...>`.
pub(in crate::fill) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let stripped = without_attribute(tag, name);
    let end = if stripped.ends_with("/>") { stripped.len() - 2 } else { stripped.len() - 1 };
    let (head, tail) = stripped.split_at(end);
    format!("{} {name}=\"{value}\"{tail}", head.trim_end())
}

/// A tag without an attribute.
pub(in crate::fill) fn without_attribute(tag: &str, name: &str) -> String {
    match span_of(tag, name) {
        Some(range) => format!("{}{}", tag[..range.start].trim_end(), &tag[range.end..]),
        None => tag.to_owned(),
    }
}

/// Where an attribute stands in a tag, with its value.
fn span_of(tag: &str, name: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let mut index = tag.find(|sign: char| sign.is_ascii_whitespace())?;
    while index < bytes.len() {
        while bytes.get(index).is_some_and(u8::is_ascii_whitespace) {
            index += 1;
        }
        let start = index;
        let equals = index + tag[index..].find('=')?;
        let quote_at = equals + 1 + tag[equals + 1..].find(['"', '\''])?;
        let quote = char::from(bytes[quote_at]);
        let end = quote_at + 1 + tag[quote_at + 1..].find(quote)? + 1;
        if tag[start..equals].trim_end() == name {
            return Some(start..end);
        }
        index = end;
    }
    None
}

/// A part as it is written: always UTF-8, whatever it was read from.
pub(super) fn as_utf8(xml: String) -> String {
    let Some(end) = xml.find("?>").filter(|end| xml.starts_with("<?xml") && *end < 200) else { return xml };
    let declaration = &xml[..end];
    if declaration.to_ascii_lowercase().contains("utf-8") || !declaration.contains("encoding") {
        return xml;
    }
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"{}", &xml[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_set_and_taken_away() {
        assert_eq!(with_attribute("<row r=\"1\" ht='5' x=\"a=b\">", "ht", "30"), "<row r=\"1\" x=\"a=b\" ht=\"30\">");
        assert_eq!(with_attribute("<calcPr/>", "a", "1"), "<calcPr a=\"1\"/>");
        assert_eq!(without_attribute("<row r=\"1\" spans=\"1:2\">", "spans"), "<row r=\"1\">");
        assert_eq!(without_attribute("<row r=\"1\">", "spans"), "<row r=\"1\">");
    }

    #[test]
    fn edits_are_made_together() {
        let mut edits = Edits::default();
        edits.replace(2..3, "X");
        edits.insert(2, "<");
        edits.insert(5, ">");
        assert_eq!(edits.apply("abcde"), "ab<Xde>");
    }
}
