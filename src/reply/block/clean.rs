//! Text that is safe to stand in any format: no character that breaks XML, hides words or turns their direction round.

use std::borrow::Cow;

/// The text without what no document should carry.
///
/// Line ends of every kind become `\n`; tabs stay. Control characters, noncharacters, byte order marks, direction overrides
/// and isolates, and invisible tag characters are left out: an asker's words must read on the page as they stand in the data.
pub fn clean_text(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unclean) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            c if is_unclean(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The clean text on one line, each run of blanks, tabs and line ends as one space: titles, labels, running headers.
pub fn one_line(text: &str) -> String {
    clean_text(text).split([' ', '\t', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_unclean(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{2028}' | '\u{2029}' | '\u{feff}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}' => true,
        // The last two code points of every plane are noncharacters.
        c => c.is_control() || (c as u32) & 0xfffe == 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_keeps_full_width_blanks() {
        assert_eq!(one_line(" a\r\n\u{0}b\t c\u{3000}d "), "a b c\u{3000}d");
    }

    #[test]
    fn hostile_characters_go_and_words_stay() {
        assert_eq!(clean_text("plain, 日本語, \u{200f}עברית\tx\n"), "plain, 日本語, \u{200f}עברית\tx\n");
        assert_eq!(clean_text("a\0b\u{b}c\r\nd\re\u{202e}f\u{feff}g\u{ffff}h\u{1fffe}i\u{e0041}j"), "ab\nc\nd\nefghij");
    }
}
