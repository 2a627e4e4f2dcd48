//! Values of numerals: digits, Roman numbers, circled and bracketed signs.

/// Blocks of enclosed signs: first character, last character, value of the first.
const SIGNS: &[(char, char, u32)] = &[
    ('①', '⑳', 1),
    ('㉑', '㉟', 21),
    ('㊱', '㊿', 36),
    ('⑴', '⒇', 1),
    ('⒈', '⒛', 1),
    ('⒜', '⒵', 1),
    ('Ⓐ', 'Ⓩ', 1),
    ('ⓐ', 'ⓩ', 1),
    ('⓪', '⓪', 0),
    ('⓫', '⓴', 11),
    ('⓵', '⓾', 1),
    ('❶', '❿', 1),
    ('➀', '➉', 1),
    ('➊', '➓', 1),
    ('Ⅰ', 'Ⅻ', 1),
    ('ⅰ', 'ⅻ', 1),
    ('㈠', '㈩', 1),
    ('㊀', '㊉', 1),
];

/// Value of an enclosed number such as `①`, and which block of signs it is from.
pub(super) fn sign(character: char) -> Option<(u32, usize)> {
    SIGNS.iter().enumerate().find_map(|(block, (first, last, value))| {
        // ㉑ and ㊱ continue ①.
        let family = if block < 3 { 0 } else { block };
        (*first..=*last).contains(&character).then(|| (character as u32 - *first as u32 + value, family))
    })
}

/// Value of a Roman number up to 39, in one case throughout.
pub(super) fn roman(text: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = text.to_ascii_lowercase();
    if text != lower && text != text.to_ascii_uppercase() {
        return None;
    }
    let units = lower.trim_start_matches('x');
    let tens = lower.len() - units.len();
    let value = u32::try_from(UNITS.iter().position(|unit| *unit == units)?).ok()?;
    (tens <= 3 && !lower.is_empty()).then(|| tens as u32 * 10 + value)
}

/// Value of the digits at the start, ASCII or full width, and how many bytes they take. At most five digits.
pub(super) fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut end, mut count) = (0u32, 0usize, 0usize);
    for character in text.chars() {
        let digit = match character {
            '0'..='9' => character as u32 - '0' as u32,
            '０'..='９' => character as u32 - '０' as u32,
            _ => break,
        };
        count += 1;
        if count > 5 {
            return None;
        }
        value = value * 10 + digit;
        end += character.len_utf8();
    }
    (count > 0).then_some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(sign('⑨'), Some((9, 0)));
        assert_eq!(sign('㉑'), Some((21, 0)));
        assert_eq!(sign('a'), None);
        assert_eq!(
            (roman("iv"), roman("XII"), roman("xI"), roman("mix"), roman("")),
            (Some(4), Some(12), None, None, None)
        );
        assert_eq!(
            (digits("12. a"), digits("１２．"), digits("202611"), digits("a")),
            (Some((12, 2)), Some((12, 6)), None, None)
        );
    }
}
