//! Whether an item asks for something else than a position: then none of a form's "yes" and "no" answers it.

/// Beginnings of questions that "yes" does not answer, in the languages of the matcher.
const OPENINGS: &[&str] = &[
    "what ",
    "which ",
    "who ",
    "whom ",
    "whose ",
    "where ",
    "when ",
    "why ",
    "how ",
    "quel ",
    "quelle ",
    "quels ",
    "quelles ",
    "comment ",
    "combien ",
    "où ",
    "quand ",
    "pourquoi ",
    "qui ",
    "was ",
    "welche ",
    "welcher ",
    "welches ",
    "welchen ",
    "wer ",
    "wo ",
    "wann ",
    "warum ",
    "wie ",
    "wieviel ",
    "qué ",
    "cuál ",
    "cuáles ",
    "quién ",
    "dónde ",
    "cuándo ",
    "cómo ",
    "cuánto ",
    "por qué ",
];

/// Japanese question words.
const WORDS: &[&str] = &["何", "どの", "どこ", "いつ", "誰", "だれ", "なぜ", "どう", "いくつ"];

/// Whether "yes" or "no" cannot answer the item: "Which languages is it written in?". A statement, a label and a request to describe
/// stand beside a list of positions in many forms, and those are answered by one.
pub(super) fn asks_openly(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let opened = OPENINGS.iter().any(|opening| text.starts_with(opening));
    // "Where applicable, is data encrypted?" asks for a position after all.
    let turned = text.split_once(", ").is_some_and(|(_, rest)| {
        ["is ", "are ", "do ", "does ", "has ", "have ", "can ", "will "].iter().any(|verb| rest.starts_with(verb))
    });
    (opened && !turned) || (text.ends_with(['か', '？', '?']) && WORDS.iter().any(|word| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::asks_openly;

    #[test]
    fn questions_that_yes_does_not_answer() {
        for text in [
            "Which programming languages are used?",
            "How often are keys rotated?",
            "Welche Daten werden gespeichert?",
            "¿Dónde se almacenan los datos?",
            "バックアップはどのように行っていますか？",
        ] {
            assert!(asks_openly(text), "{text}");
        }
        for text in [
            "Are backups encrypted?",
            "Where applicable, is data encrypted?",
            "Describe the backup process.",
            "Backups are encrypted.",
            "Whatever happens, backups are kept.",
            "バックアップを行っていますか",
        ] {
            assert!(!asks_openly(text), "{text}");
        }
    }
}
