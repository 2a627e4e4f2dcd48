//! Numbers that begin with letters: `IAM-14`, `A&A-01.1`, `Q1:`, `Question 3.`, `問1`.

use super::numbering::{Marker, Style};
use super::numerals::digits;

/// Standards and terms that look like the code of a control.
const NOT_CODES: &[&str] = &[
    "UTF", "SHA", "AES", "RSA", "ISO", "IEC", "CVE", "COVID", "RFC", "TLS", "SSL", "IPV", "X", "OAUTH", "MD", "EN",
    "DIN", "PCI", "GH", "HTTP", "SOC", "FIPS", "CWE", "BS", "P", "EU",
];

/// Words before a number, longest first where one begins another.
const WORDS: &[&str] = &[
    "question", "frage", "pregunta", "domanda", "pergunta", "vraag", "fråga", "質問", "設問", "問", "nº", "no.", "nr.",
    "#",
];

/// `Question 3:` `問1` `No. 4` `#5`, or `Question:` and `Q:` without a number.
pub(super) fn label(line: &str) -> Option<(Marker, &str)> {
    let opening: String = line.chars().take(12).collect::<String>().to_lowercase();
    if opening.starts_with("q:") || opening.starts_with("q：") {
        let marker = Marker { sure: false, ..unnumbered() };
        return Some((marker, line[1..].trim_start_matches([':', '：']).trim_start()));
    }
    for word in WORDS.iter().copied() {
        if !opening.starts_with(word) {
            continue;
        }
        // Lower-casing can change lengths, so count characters.
        let end = line.char_indices().nth(word.chars().count()).map_or(line.len(), |(index, _)| index);
        let after = line[end..].trim_start();
        if let Some(rest) = after.strip_prefix([':', '：']) {
            return (word.len() > 2 && !word.ends_with('.')).then(|| (unnumbered(), rest.trim_start()));
        }
        let (value, length) = digits(after)?;
        let rest = &after[length..];
        let text = rest.trim_start_matches(['.', ':', ')', '：', '．', '）', '、']);
        // "Question 1" on a line of its own stands above its words.
        let alone = rest.is_empty() && word.len() > 4;
        let apart = alone || text.len() < rest.len() || text.starts_with(char::is_whitespace) || !word.is_ascii();
        let apart = apart && !text.starts_with(|next: char| next.is_ascii_digit());
        if !apart || value > 999 {
            return None;
        }
        let id = if matches!(word, "問" | "質問" | "設問") {
            &line[..line.len() - rest.len()]
        } else {
            &after[..length]
        };
        let mut marker = Marker::new(id, Style::Code(word.to_owned()), value);
        marker.sure = !matches!(word, "nº" | "no." | "nr." | "#");
        let text = text.trim_start();
        return Some((marker, text.strip_prefix("- ").or_else(|| text.strip_prefix("– ")).unwrap_or(text)));
    }
    None
}

fn unnumbered() -> Marker {
    Marker { id: None, style: Style::Label, value: 0, roman: None, sure: true }
}

/// `IAM-14` `A&A-01.1` `GV.OC-01` `Q1:` `Q.1` `R3)`
pub(super) fn code(line: &str) -> Option<(Marker, &str)> {
    if !line.starts_with(|first: char| first.is_ascii_uppercase() || first == 'q') {
        return None;
    }
    let mut end = line
        .char_indices()
        .take(24)
        .find(|(_, sign)| !(sign.is_ascii_alphanumeric() || matches!(sign, '&' | '.' | '-' | '_')))
        .map_or_else(|| if line.len() <= 24 { line.len() } else { 0 }, |(index, _)| index);
    while line[..end].ends_with(['.', '-', '_', '&']) {
        end -= 1;
    }
    let token = &line[..end];
    let letters = token.find(|sign: char| sign.is_ascii_digit())?;
    let prefix = token[..letters].trim_end_matches(['-', '.', '_']);
    let numbers = &token[letters..];
    let digits_only = numbers.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '-'));
    let lettered =
        numbers.len() > 1 && numbers[..numbers.len() - 1].bytes().all(|sign| sign.is_ascii_digit() || sign == b'.');
    let shaped = (digits_only || lettered)
        && !prefix.is_empty()
        && prefix.len() <= 10
        && prefix.bytes().all(|sign| sign.is_ascii_uppercase() || matches!(sign, b'&' | b'.' | b'-' | b'_' | b'q'))
        && numbers.split(['.', '-']).all(|group| group.len() <= 3 && !group.is_empty());
    if !shaped || NOT_CODES.contains(&prefix.split(['-', '.']).next().unwrap_or(prefix)) {
        return None;
    }
    let rest = &line[end..];
    let text = rest.trim_start_matches(['.', ':', ')', '：', '．', '）']);
    let closed =
        text.len() < rest.len() || rest.starts_with('\t') || rest.starts_with(" - ") || rest.starts_with(" – ");
    let asked = prefix.eq_ignore_ascii_case("q");
    let joined = token[..letters].ends_with(['-', '.', '_']);
    let apart =
        text.is_empty() || text.starts_with(char::is_whitespace) || (closed && !text.starts_with(char::is_lowercase));
    if !apart || !(closed || asked || joined) {
        return None;
    }
    let family = numbers.rfind(['.', '-']).map_or(prefix, |dot| &token[..letters + dot]);
    let value = numbers.rsplit(['.', '-']).next().and_then(digits).map_or(0, |(value, _)| value);
    let mut marker = Marker::new(token, Style::Code(family.to_owned()), value);
    marker.sure = asked;
    let text = text.trim_start();
    Some((marker, text.strip_prefix("- ").or_else(|| text.strip_prefix("– ")).unwrap_or(text)))
}
