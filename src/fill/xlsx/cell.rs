//! The content of one cell as XML.

use super::NewCell;

/// Characters a cell holds, counted as the format counts: in UTF-16 units.
const MOST: usize = 32_767;

/// Text without what a cell cannot hold: control characters, half characters, more than its limit.
pub(in crate::fill) fn safe_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units = 0;
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    for sign in plain.chars() {
        let allowed = matches!(sign, '\n' | '\t') || !(sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}'));
        if !allowed {
            continue;
        }
        units += sign.len_utf16();
        if units > MOST {
            break;
        }
        out.push(sign);
    }
    out
}

/// The `t` attribute of a cell: a choice that is a number or a truth value stays one, for formulas compare them so.
pub(super) fn kind(cell: &NewCell) -> &'static str {
    let bare = cell.choice && !cell.quoted;
    if bare && is_number(&cell.text) {
        "n"
    } else if bare && matches!(cell.text.as_str(), "TRUE" | "FALSE") {
        "b"
    } else {
        "inlineStr"
    }
}

/// What stands inside the cell's element, without the prefix of its namespace.
pub(super) fn inner(cell: &NewCell) -> String {
    match kind(cell) {
        "n" => format!("<v>{}</v>", cell.text),
        "b" => format!("<v>{}</v>", u8::from(cell.text == "TRUE")),
        _ => format!("<is><t xml:space=\"preserve\">{}</t></is>", escaped(&cell.text)),
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-')
        && text.len() < 16
        // "01" and "1.0" are strings somebody typed.
        && text.parse::<f64>().is_ok_and(|number| number.to_string() == text)
}

/// XML's own signs, and `_x0041_`, which the format would read as a character's code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (index, sign) in text.char_indices() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_code(&text[index..]) => out.push_str("_x005F_"),
            _ => out.push(sign),
        }
    }
    out
}

fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[1] == b'x' && bytes[2..6].iter().all(u8::is_ascii_hexdigit) && bytes[6] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str, choice: bool) -> NewCell {
        NewCell { text: text.to_owned(), choice, quoted: false, like: None }
    }

    #[test]
    fn words_stay_words_and_choices_keep_their_type() {
        assert_eq!(
            inner(&new("=1+1 <&> _x0041_", false)),
            "<is><t xml:space=\"preserve\">=1+1 &lt;&amp;&gt; _x005F_x0041_</t></is>"
        );
        assert_eq!(
            (kind(&new("5", true)), kind(&new("5", false)), kind(&new("05", true))),
            ("n", "inlineStr", "inlineStr")
        );
        assert_eq!(inner(&new("TRUE", true)), "<v>1</v>");
        assert_eq!(safe_text("a\u{b}b\r\nc\u{0}"), "ab\nc");
        assert_eq!(safe_text(&"😀".repeat(20_000)).chars().count(), 16_383);
    }
}
