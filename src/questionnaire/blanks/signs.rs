//! The signs of blanks: labels, boxes, borders of cells.

use std::ops::Range;

/// Signs of an empty box, and what each becomes when it is ticked.
const BOXES: [(&str, &str); 5] = [("[ ]", "[x]"), ("[]", "[x]"), ("☐", "☒"), ("□", "■"), ("( )", "(x)")];
const TICKED: [&str; 6] = ["[x]", "[X]", "☒", "■", "☑", "(x)"];

/// A box in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tick {
    /// Its bytes in the line.
    pub(crate) span: Range<usize>,
    /// Whether it is ticked.
    pub(crate) ticked: bool,
    /// Words after it, up to the next box.
    pub(crate) label: String,
}

/// The bytes of each line, without its end. Lines end wherever a reader lets them end.
pub(crate) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut rest) = (0, text.char_indices().peekable());
    while let Some((at, sign)) = rest.next() {
        let mut end = at + sign.len_utf8();
        match sign {
            '\r' if rest.peek().is_some_and(|(_, next)| *next == '\n') => {
                rest.next();
                end += 1;
            }
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {}
            _ => continue,
        }
        lines.push(start..at);
        start = end;
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    lines
}

/// Boxes of a line. A word in square brackets and a footnote are none.
pub(crate) fn boxes(line: &str) -> Vec<Tick> {
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    for (sign, _) in BOXES {
        found.extend(line.match_indices(sign).map(|(at, sign)| (at, at + sign.len(), false)));
    }
    for sign in TICKED {
        found.extend(line.match_indices(sign).map(|(at, sign)| (at, at + sign.len(), true)));
    }
    found.sort_unstable();
    found.dedup_by(|next, before| next.0 < before.1);
    let ends: Vec<usize> = found.iter().skip(1).map(|(at, ..)| *at).chain([line.len()]).collect();
    let tick = |((from, to, ticked), end): (&(usize, usize, bool), usize)| Tick {
        span: *from..*to,
        ticked: *ticked,
        label: line[*to..end].trim_matches([' ', '\t', '/', '|', ',', ';', '*', '_', '\u{3000}']).to_owned(),
    };
    found.iter().zip(ends).map(tick).collect()
}

/// A ticked box for an empty one.
pub(crate) fn ticked(sign: &str) -> &'static str {
    BOXES.iter().find(|(empty, _)| *empty == sign).map_or("[x]", |(_, full)| *full)
}

/// Bytes of the cells of a table row. `\|` and a bar within code are no borders.
pub(crate) fn cells(line: &str) -> Vec<Range<usize>> {
    let start = line.len() - line.trim_start().len();
    let end = line.trim_end().len();
    let inner = &line[start..end];
    let start = start + usize::from(inner.starts_with('|'));
    let closed = inner.len() > 1 && inner.ends_with('|') && !inner.ends_with("\\|");
    let end = (end - usize::from(closed)).max(start);
    let (mut cells, mut from, mut escaped, mut code) = (Vec::new(), start, false, false);
    for (at, sign) in line[start..end].char_indices() {
        if sign == '|' && !escaped && !code {
            cells.push(from..start + at);
            from = start + at + 1;
        }
        code ^= sign == '`';
        escaped = sign == '\\';
    }
    cells.push(from..end);
    cells
}

/// Where the words after a label begin, and whether it is one for a comment: `**Answer:**`, `> Response:`, `Evidence:`.
pub(crate) fn label(line: &str) -> Option<(usize, bool)> {
    const ANSWERS: &[&str] = &[
        "answer",
        "your answer",
        "vendor answer",
        "supplier answer",
        "response",
        "your response",
        "vendor response",
        "supplier response",
        "reply",
        "ans",
        "a",
        "antwort",
        "réponse",
        "votre réponse",
        "respuesta",
        "risposta",
        "resposta",
        "antwoord",
        "回答",
        "ご回答",
        "回答欄",
    ];
    const COMMENTS: &[&str] = &[
        "comment",
        "comments",
        "evidence",
        "notes",
        "remarks",
        "explanation",
        "details",
        "justification",
        "additional information",
        "vendor comments",
        "supplier comments",
        "kommentar",
        "kommentare",
        "bemerkung",
        "bemerkungen",
        "commentaire",
        "commentaires",
        "comentario",
        "comentarios",
        "備考",
        "コメント",
    ];
    let start = line.len() - line.trim_start_matches([' ', '\t', '>', '-', '+', '*', '_']).len();
    let rest = &line[start..];
    let (colon, sign) = rest.char_indices().take(40).find(|(_, sign)| matches!(sign, ':' | '：'))?;
    let word = rest[..colon].trim_matches([' ', '*', '_']).to_lowercase();
    let comment = COMMENTS.contains(&word.as_str());
    if !comment && !ANSWERS.contains(&word.as_str()) {
        return None;
    }
    let mut end = start + colon + sign.len_utf8();
    for mark in ["**", "__", "*", "_"] {
        // The end of the bold words, but not the first sign of a line to write on.
        if line[end..].starts_with(mark) && line[..start].ends_with(mark) {
            end += mark.len();
            break;
        }
    }
    Some((end, comment))
}

/// Blanks under which a paragraph belongs to the list item of this line; none if it is no list item.
pub(crate) fn indent_of(line: &str) -> usize {
    let blank = line.len() - line.trim_start().len();
    let rest = &line[blank..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match rest.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        _ => return blank.min(3),
    };
    let gap = rest[mark..].bytes().take_while(|byte| *byte == b' ').count();
    if gap == 0 { blank.min(3) } else { blank + mark + if gap > 4 { 1 } else { gap } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_readers_end_them() {
        let text = "a\r\nb\n\nc\rd";
        let found: Vec<&str> = lines(text).into_iter().map(|line| &text[line]).collect();
        assert_eq!(found, ["a", "b", "", "c", "d"]);
        assert_eq!(found, crate::questionnaire::clean_text(text).lines().collect::<Vec<_>>());
    }

    #[test]
    fn cells_and_boxes() {
        let line = " | a \\| b | `x|y` | |";
        let found: Vec<&str> = cells(line).into_iter().map(|cell| line[cell].trim()).collect();
        assert_eq!(found, ["a \\| b", "`x|y`", ""]);
        let found: Vec<(String, bool)> =
            boxes("[ ] Yes / [x] No ☐ N/A").into_iter().map(|tick| (tick.label, tick.ticked)).collect();
        assert_eq!(found, [("Yes".into(), false), ("No".into(), true), ("N/A".into(), false)]);
    }

    #[test]
    fn labels_in_bold_quotations_and_other_languages() {
        for (line, rest) in [
            ("**Answer:**", ""),
            ("> **Response**: ____", " ____"),
            ("Antwort: Ja", " Ja"),
            ("回答：", ""),
            ("- A: x", " x"),
        ] {
            assert_eq!(label(line).map(|(end, _)| &line[end..]), Some(rest), "{line}");
        }
        assert_eq!(label("**Evidence:** "), Some((13, true)));
        assert_eq!((label("Answer the following:"), label("Note: x")), (None, None));
        assert_eq!(
            (indent_of("1.  Is it?"), indent_of("- x"), indent_of("Is it?"), indent_of("  - [ ] x")),
            (4, 2, 0, 4)
        );
    }
}
