//! Numbers of lists: digits, letters, Roman numerals.

/// A number as a list shows it; formats have the names of Word or of OpenDocument.
pub(super) fn written(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" | "upperLetter" | "a" | "A" if count > 0 => {
            let letter = char::from(b'a' + u8::try_from((count - 1) % 26).unwrap_or(0));
            let text = letter.to_string().repeat((((count - 1) / 26) as usize + 1).min(4));
            if matches!(format, "upperLetter" | "A") { text.to_uppercase() } else { text }
        }
        "lowerRoman" | "i" => roman(count).to_lowercase(),
        "upperRoman" | "I" => roman(count),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

fn roman(mut count: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if count > 399 {
        return count.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while count >= value {
            out.push_str(sign);
            count -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_format() {
        let shown: Vec<String> =
            ["decimal", "lowerLetter", "A", "upperRoman", "decimalZero"].map(|format| written(4, format)).to_vec();
        assert_eq!(shown, ["4", "d", "D", "IV", "04"]);
        assert_eq!((written(28, "a"), roman(94)), ("bb".to_owned(), "XCIV".to_owned()));
    }
}
