//! Quotation signs of replies: `>`, `>>>`, `> >`, mixed depths in one quotation.

use super::line::Line;

/// Takes the quotation signs off every line and remembers how many there were.
pub(in crate::questionnaire) fn unquote(lines: &mut [Line]) {
    for line in lines {
        let (depth, start) = quoted(&line.text);
        if depth > 0 {
            line.depth += depth;
            line.text.drain(..start);
        }
    }
}

/// How many quotation signs a line has, and where its text begins.
fn quoted(text: &str) -> (usize, usize) {
    let (mut depth, mut start) = (0, 0);
    for (index, character) in text.char_indices() {
        match character {
            '>' | '＞' => {
                depth += 1;
                start = index + character.len_utf8();
            }
            // Three blanks before a sign are an indented text that happens to have one.
            ' ' | '\t' if index < start + 3 => {}
            _ => break,
        }
    }
    // One blank belongs to the sign.
    if depth > 0 && text[start..].starts_with(' ') {
        start += 1;
    }
    (depth, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_any_depth_are_counted_and_removed() {
        for (quoted, depth, text) in [
            ("> Is it?", 1, "Is it?"),
            (">>>>>> ②What is it?", 6, "②What is it?"),
            ("> > >Is it?", 3, "Is it?"),
            (">", 1, ""),
            ("a > b?", 0, "a > b?"),
            (">   indented", 1, "  indented"),
        ] {
            let mut lines = [Line::new(1, quoted)];
            unquote(&mut lines);
            assert_eq!((lines[0].depth, lines[0].text.as_str()), (depth, text), "{quoted}");
        }
    }
}
