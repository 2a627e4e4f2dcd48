//! Check boxes and bullets, in whichever font they are drawn, as the signs that readers know.

/// What a code of a symbol font stands for.
pub(super) fn symbol_code(font: &str, code: u8) -> String {
    let sign = if font.contains("zapfdingbats") {
        match code {
            0x33 | 0x34 => "✓",
            0x35..=0x38 => "✗",
            b'n' => "■",
            b'o' | b'p' | b'q' | b'r' => "☐",
            b'l' => "●",
            b'm' => "○",
            _ => "",
        }
    } else {
        wingdings(code)
    };
    match (sign, code) {
        ("", b' ') => " ".to_owned(),
        ("", _) => "•".to_owned(),
        (sign, _) => sign.to_owned(),
    }
}

fn wingdings(code: u8) -> &'static str {
    match code {
        0x6f | 0x70 | 0x71 | 0x72 | 0xa8 => "☐",
        0x6e => "■",
        0xfd | 0x78 | 0x54 | 0x53 | 0x55 => "☒",
        0xfe => "☑",
        0xfc => "✓",
        0xfb => "✗",
        0xa1 | 0x6d => "○",
        0xa4 | 0x6c => "●",
        0x20 => " ",
        _ => "",
    }
}

/// A text with its private-use and look-alike boxes as `☐`, `☒` and `☑`, and ligatures as their letters.
pub(super) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\u{f020}'..='\u{f0ff}' => {
                let code = u8::try_from(u32::from(sign) - 0xf000).unwrap_or(0);
                let known = wingdings(code);
                out.push_str(if known.is_empty() { "•" } else { known });
            }
            '\u{e000}'..='\u{f8ff}' => out.push('•'),
            '❏' | '❐' | '❑' | '❒' | '▢' | '◻' | '⬜' | '⃞' | '□' => out.push('☐'),
            '☑' | '🗹' | '✅' => out.push('☑'),
            '🗷' | '⮽' | '⊠' => out.push('☒'),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{2f00}'..='\u{2fdf}' => {
                out.extend(unicode_normalization::UnicodeNormalization::nfkc([sign].into_iter()))
            }
            '\u{a0}' | '\t' => out.push(' '),
            _ if sign.is_control() => {}
            _ => out.push(sign),
        }
    }
    out
}

/// Filled squares beside empty ones are ticked.
pub(super) fn tick(text: &str) -> String {
    if text.contains('☐') && text.contains('■') { text.replace('■', "☒") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_any_font_are_boxes() {
        assert_eq!(normalise("\u{f0a8} Yes \u{f06f} No \u{f0fe} N/A"), "☐ Yes ☐ No ☑ N/A");
        assert_eq!(tick(&normalise("■ done □ not done □ not needed")), "☒ done ☐ not done ☐ not needed");
        assert_eq!(normalise("conﬁdential ⼈"), "confidential 人");
        assert_eq!(symbol_code("wingdings", 0xa8), "☐");
        assert_eq!(symbol_code("zapfdingbats", b'o'), "☐");
    }
}
