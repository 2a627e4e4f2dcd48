//! Numbering at the start of a line: `1.` `1)` `(1)` `a)` `iv.` `①` `Q1:` `1.2.3` `IAM-14` `-` `•`.

use super::codes::{code, label};
use super::numerals::{digits, roman, sign};

/// How a list counts. Items of one list share their style.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::questionnaire) enum Style {
    /// `1.` `1)` `(1)`, with the sign after the number.
    Decimal(char),
    /// `A.` or `a)`, with the sign and whether it is upper case.
    Letter(char, bool),
    /// `ii.`, where no letter is meant.
    Roman(char),
    /// `①` and its kin, by block.
    Sign(usize),
    /// `1.2.3` with what stands before the last dot.
    Dotted(String),
    /// `IAM-14`, `Q1:` with what stands before the number.
    Code(String),
    /// `Question:` without a number.
    Label,
    /// `-` `*` `•`.
    Bullet,
    /// `[ ]`, `☐`.
    Task,
}

/// The number of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::questionnaire) struct Marker {
    /// As the asker wrote it, without brackets and full stops.
    pub(in crate::questionnaire) id: Option<String>,
    pub(in crate::questionnaire) style: Style,
    /// Its place in the list; 0 for bullets.
    pub(in crate::questionnaire) value: u32,
    /// Its place if the letter is meant as a Roman number.
    pub(in crate::questionnaire) roman: Option<u32>,
    /// Nothing but an item starts like this.
    pub(in crate::questionnaire) sure: bool,
}

impl Marker {
    pub(super) fn new(id: &str, style: Style, value: u32) -> Self {
        Self { id: Some(id.to_owned()), style, value, roman: None, sure: false }
    }

    /// Bullets and boxes, which do not count.
    pub(in crate::questionnaire) fn counts(&self) -> bool {
        !matches!(self.style, Style::Bullet | Style::Task | Style::Label)
    }
}

/// Splits the number off a line. A number after a bullet counts as the number.
pub(in crate::questionnaire) fn split_marker(line: &str) -> Option<(Marker, &str)> {
    let line = line.trim_start();
    if let Some((marker, rest)) = bullet(line) {
        return match ordered(rest) {
            Some(inner) if marker.style == Style::Bullet => Some(inner),
            _ => Some((marker, rest)),
        };
    }
    ordered(line)
}

fn ordered(line: &str) -> Option<(Marker, &str)> {
    label(line)
        .or_else(|| signed(line))
        .or_else(|| bracketed(line))
        .or_else(|| code(line))
        .or_else(|| numbered(line))
        .or_else(|| lettered(line))
}

fn bullet(line: &str) -> Option<(Marker, &str)> {
    let plain = |style| Marker { id: None, style, value: 0, roman: None, sure: false };
    for task in ["- [ ]", "* [ ]", "- [x]", "- [X]", "* [x]", "+ [ ]", "[ ]", "[x]", "☐", "□", "❏", "❑"] {
        if let Some(rest) = line.strip_prefix(task) {
            return Some((plain(Style::Task), rest.trim_start()));
        }
    }
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let spaced = rest.starts_with([' ', '\t']);
    let is_bullet = match first {
        '-' | '*' | '+' | '–' | '—' | '·' | '○' | '■' | '◆' | '◇' | '➢' | '➤' | '►' => spaced,
        '•' | '‣' | '◦' | '▪' | '●' | '・' | '\u{f0b7}' | '\u{f0a7}' => true,
        'o' => rest.starts_with('\t'), // Outlook's bullet
        _ => false,
    };
    is_bullet.then(|| (plain(Style::Bullet), rest.trim_start()))
}

fn signed(line: &str) -> Option<(Marker, &str)> {
    let first = line.chars().next()?;
    let (value, block) = sign(first)?;
    let rest = line[first.len_utf8()..].trim_start_matches(['.', ':', '：', '、', ')', '．']).trim_start();
    Some((Marker::new(first.encode_utf8(&mut [0; 4]), Style::Sign(block), value), rest))
}

/// `(1)` `（ａ）` `[1]` `(iv)` `(Q1)`.
fn bracketed(line: &str) -> Option<(Marker, &str)> {
    let first = line.chars().next()?;
    let close = match first {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        _ => return None,
    };
    let inner_start = first.len_utf8();
    // Numbers are short; a long search would make a line of brackets cost its square.
    let window = line[inner_start..].char_indices().take(9).find(|(_, character)| *character == close)?;
    let inner = &line[inner_start..inner_start + window.0];
    let rest = line[inner_start + window.0 + close.len_utf8()..].trim_start();
    if let Some((value, end)) = digits(inner)
        && end == inner.len()
        && value < 1000
    {
        return Some((Marker::new(inner, Style::Decimal(first), value), rest));
    }
    if let Some((marker, "")) = code(&format!("{inner}:")) {
        return Some((marker, rest));
    }
    letters(inner, first).map(|marker| (marker, rest))
}

/// `1.` `1)` `1:` `1<tab>` `1 -` `1.2` `1.2.3)` `1a.` `３．`
fn numbered(line: &str) -> Option<(Marker, &str)> {
    let (value, end) = digits(line)?;
    let rest = &line[end..];
    if rest.starts_with('.') && rest[1..].starts_with(|next: char| next.is_ascii_digit()) {
        return dotted(line);
    }
    let next = rest.chars().next();
    let Some(delimiter) = next else { return None };
    let after = &rest[delimiter.len_utf8()..];
    let style = Style::Decimal(delimiter);
    match delimiter {
        '.' | ')' | '．' | '）' | ':' | '：' | '、' => {
            let opens = after.chars().next().is_none_or(|next| match delimiter {
                '.' | ':' => next.is_whitespace() || next.is_uppercase() || !next.is_ascii() || next == '"',
                _ => !next.is_ascii_digit(),
            });
            opens.then(|| (Marker::new(&line[..end], style, value), after.trim_start()))
        }
        '\t' => Some((Marker::new(&line[..end], style, value), after.trim_start())),
        ' ' => {
            let dash = after.strip_prefix(['-', '–', '—'])?;
            dash.starts_with(' ').then(|| (Marker::new(&line[..end], Style::Decimal('-'), value), dash.trim_start()))
        }
        'a'..='z' => {
            let closing = after.chars().next().filter(|sign| matches!(sign, '.' | ')' | ':' | '\t'))?;
            let text = &after[closing.len_utf8()..];
            let apart = text.is_empty() || text.starts_with(char::is_whitespace);
            let letter = delimiter as u32 - 'a' as u32 + 1;
            apart
                .then(|| (Marker::new(&line[..=end], Style::Dotted(line[..end].to_owned()), letter), text.trim_start()))
        }
        _ => None,
    }
}

fn dotted(line: &str) -> Option<(Marker, &str)> {
    let mut end = 0;
    let mut last_dot = 0;
    let mut value;
    let mut parts = 0;
    loop {
        let (number, length) = digits(&line[end..])?;
        if number > 99 {
            return None; // an address or a version, not a chapter
        }
        value = number;
        parts += 1;
        end += length;
        let more = line[end..].starts_with('.') && line[end + 1..].starts_with(|next: char| next.is_ascii_digit());
        if !more || parts > 6 {
            break;
        }
        last_dot = end;
        end += 1;
    }
    let mut id_end = end;
    if let Some(letter @ 'a'..='z') = line[end..].chars().next()
        && line[end + 1..].starts_with(['.', ')', ' ', '\t'])
    {
        (last_dot, value) = (end, letter as u32 - 'a' as u32 + 1);
        id_end += 1;
    }
    // "1.2.a"
    if let Some(lettered) = line[end..].strip_prefix('.')
        && lettered.starts_with(|letter: char| letter.is_ascii_lowercase())
        && lettered[1..].starts_with(['.', ')', ' ', '\t'])
    {
        (last_dot, value) = (end, u32::from(lettered.as_bytes()[0] - b'a') + 1);
        id_end = end + 2;
    }
    let rest = &line[id_end..];
    let stripped = rest.trim_start_matches(['.', ')', ':', '）', '．']);
    let apart = stripped.is_empty() || stripped.len() < rest.len() || stripped.starts_with([' ', '\t']);
    let apart = apart || stripped.starts_with(|next: char| !next.is_ascii());
    let marker = Marker::new(&line[..id_end], Style::Dotted(line[..last_dot].to_owned()), value);
    apart.then(|| (marker, stripped.trim_start()))
}

/// `a)` `A.` `iv)`
fn lettered(line: &str) -> Option<(Marker, &str)> {
    let end = line.char_indices().take(6).find(|(_, sign)| !sign.is_ascii_alphabetic())?.0;
    let delimiter = line[end..].chars().next().filter(|sign| matches!(sign, '.' | ')' | '）'))?;
    let after = &line[end + delimiter.len_utf8()..];
    if !(after.is_empty() || after.starts_with([' ', '\t']) || (delimiter != '.' && !after.starts_with('.'))) {
        return None;
    }
    // "z. B.", "J. R. Smith"
    let initials = delimiter == '.' && matches!(after.trim_start().as_bytes(), [b'A'..=b'Z', b'.', ..]);
    if initials { None } else { letters(&line[..end], delimiter).map(|marker| (marker, after.trim_start())) }
}

fn letters(inner: &str, delimiter: char) -> Option<Marker> {
    let first = inner.chars().next().filter(char::is_ascii_alphabetic)?;
    let as_roman = roman(inner);
    if inner.len() == 1 {
        let value = first.to_ascii_lowercase() as u32 - 'a' as u32 + 1;
        let mut marker = Marker::new(inner, Style::Letter(delimiter, first.is_ascii_uppercase()), value);
        marker.roman = as_roman;
        return Some(marker);
    }
    as_roman.map(|value| {
        let mut marker = Marker::new(inner, Style::Roman(delimiter), value);
        marker.roman = as_roman;
        marker
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Option<(String, String)> {
        split_marker(line).map(|(marker, rest)| (marker.id.unwrap_or_else(|| "-".into()), rest.to_owned()))
    }

    #[test]
    fn every_common_numbering_is_split_off() {
        for (line, id) in [
            ("1. Is it?", "1"),
            ("1) Is it?", "1"),
            ("(1) Is it?", "1"),
            ("[1] Is it?", "1"),
            ("01.  Is it?", "01"),
            ("1.Is it?", "1"),
            ("1\tIs it?", "1"),
            ("12 - Is it?", "12"),
            ("a) Is it?", "a"),
            ("(b) Is it?", "b"),
            ("A. Is it?", "A"),
            ("iv. Is it?", "iv"),
            ("①Is it?", "①"),
            ("⑳ Is it?", "⑳"),
            ("㉑ Is it?", "㉑"),
            ("⑴Is it?", "⑴"),
            ("Q1: Is it?", "Q1"),
            ("Q.1 Is it?", "Q.1"),
            ("Q12. Is it?", "Q12"),
            ("Question 3: Is it?", "3"),
            ("問1 Is it?", "問1"),
            ("No. 4 Is it?", "4"),
            ("#5 Is it?", "5"),
            ("1.2 Is it?", "1.2"),
            ("1.2.3. Is it?", "1.2.3"),
            ("1.2.a Is it?", "1.2.a"),
            ("2.1a) Is it?", "2.1a"),
            ("3b. Is it?", "3b"),
            ("A&A-01.1 Is it?", "A&A-01.1"),
            ("IAM-14 Is it?", "IAM-14"),
            ("OSPS-VM-02.01: Is it?", "OSPS-VM-02.01"),
            ("GV.OC-01 Is it?", "GV.OC-01"),
            ("１．Is it?", "１"),
            ("（２）Is it?", "２"),
            ("- Is it?", "-"),
            ("* Is it?", "-"),
            ("•\tIs it?", "-"),
            ("- [ ] Is it?", "-"),
            ("- 3. Is it?", "3"),
            ("**Is it?", "-none-"),
        ] {
            match split(line) {
                Some((found, rest)) => assert_eq!((found.as_str(), rest.as_str()), (id, "Is it?"), "{line}"),
                None => assert_eq!(id, "-none-", "{line}"),
            }
        }
    }

    #[test]
    fn ordinary_words_and_numbers_are_no_numbering() {
        for line in [
            "192.168.0.1 is the server",
            "UTF-8 is used",
            "3.5GB of memory",
            "e.g.) Yes.",
            "e.g. this",
            "i.e. that",
            "12 months",
            "10:30 we meet",
            "-5 degrees",
            "Mr. Smith",
            "SHA-256 hashes",
            "CVE-2024-1234 is fixed",
            "ISO-27001 certificate",
            "P-mark?",
            "Yes. Paid plan",
            "I am",
            "A company",
            "z. B. ja",
            "Q&A with us",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
