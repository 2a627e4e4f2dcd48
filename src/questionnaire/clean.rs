//! Text without what a reader cannot see: control characters, direction overrides, odd line ends.

/// One kind of line end (`\n`), no control characters but tab, no direction controls, no zero-width spaces.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() == Some(&'\n') {
                    characters.next();
                }
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\n' | '\t' => out.push(character),
            '\u{a0}' | '\u{202f}' | '\u{3000}' => out.push(' '),
            _ if character.is_control() || is_invisible(character) => {}
            _ => out.push(character),
        }
    }
    out
}

/// Direction controls can make a text look like another; the others make equal texts differ.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'   // direction
        | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'              // zero width
        | '\u{e0000}'..='\u{e007f}') // tag characters
}

/// Runs of blanks and line breaks as one blank, none at the ends.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Appends a wrapped line: with a blank, or without one between two characters of a script that has none.
pub(super) fn join(text: &mut String, line: &str) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    let glued = match (text.chars().next_back(), line.chars().next()) {
        (Some(left), Some(right)) => is_unspaced(left) && is_unspaced(right),
        _ => true,
    };
    if !glued {
        text.push(' ');
    }
    text.push_str(line);
}

/// Han, kana and their punctuation: scripts written without blanks.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_controls_are_made_plain() {
        assert_eq!(clean("a\r\nb\rc\u{0}\u{7}d\u{2028}e"), "a\nb\ncd\ne");
        assert_eq!(clean("Is \u{202e}this\u{202c} safe\u{200b}?"), "Is this safe?");
    }

    #[test]
    fn wrapped_lines_join_as_their_script_is_written() {
        let mut latin = String::from("such as ISMS or");
        join(&mut latin, " P-mark?");
        assert_eq!(latin, "such as ISMS or P-mark?");
        let mut japanese = String::from("貴社の情報");
        join(&mut japanese, "セキュリティ方針は？");
        assert_eq!(japanese, "貴社の情報セキュリティ方針は？");
    }
}
