//! Text to terms, in the same way as `search.js`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that a question is made of but not about.
const STOP: [&str; 57] = [
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "before", "by", "can", "do", "does",
    "each", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is", "it", "its", "made", "may", "must",
    "no", "not", "of", "on", "or", "other", "our", "so", "such", "than", "that", "the", "their", "them", "there",
    "these", "they", "this", "to", "was", "what", "when", "which", "with", "you",
];

/// Terms of a text in order: lower case, without marks, without a plural's ending; letters and digits of ASCII only, since the
/// questions are English.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() > 1 && word.len() <= 24 && !STOP.contains(word))
        .map(stem)
        .collect()
}

fn stem(word: &str) -> String {
    if let Some(start) = word.strip_suffix("ies").filter(|start| start.len() > 2) {
        return format!("{start}y");
    }
    match word.strip_suffix('s') {
        Some(start) if start.len() > 2 && !start.ends_with(['s', 'u', 'i']) => start.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold() {
        assert_eq!(
            words("Are the Policies of São-Paulo's TLS keys \u{2461}?"),
            ["policy", "sao", "paulo", "tls", "key"]
        );
        assert_eq!(words("2FA: status of access"), ["2fa", "status", "access"]);
    }
}
