//! "Hi, everyone.", "Kind regards," and the names below it.

use super::line::{Line, LineKind};
use super::numerals::sign;

/// "Hi, everyone.", "Dear Sir or Madam,", "Best regards,": a line of its own.
pub(super) fn is_greeting(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "hi",
        "hello",
        "hey",
        "dear",
        "good morning",
        "good afternoon",
        "good evening",
        "greetings",
        "to whom it may concern",
        "regards",
        "best regards",
        "kind regards",
        "warm regards",
        "best",
        "best wishes",
        "sincerely",
        "yours sincerely",
        "yours faithfully",
        "thanks",
        "many thanks",
        "thank you",
        "thanks in advance",
        "cheers",
        "hallo",
        "guten tag",
        "sehr geehrte",
        "sehr geehrter",
        "liebe",
        "mit freundlichen grüßen",
        "freundliche grüße",
        "viele grüße",
        "vielen dank",
        "danke",
        "bonjour",
        "madame",
        "monsieur",
        "cordialement",
        "bien cordialement",
        "merci",
        "merci d'avance",
        "bien à vous",
        "hola",
        "estimado",
        "estimada",
        "estimados",
        "saludos",
        "un saludo",
        "gracias",
        "atentamente",
        "olá",
        "prezados",
        "atenciosamente",
        "obrigado",
        "gentili",
        "cordiali saluti",
        "buongiorno",
    ];
    const JAPANESE: [&str; 6] =
        ["お世話になっております", "よろしくお願い", "宜しくお願い", "敬具", "拝啓", "はじめまして"];
    let text = text.trim();
    let short = text.chars().count() <= 70;
    if JAPANESE.iter().any(|word| text.contains(word)) && short {
        return true;
    }
    if !short || text.contains(['?', '？']) || text.split_whitespace().nth(8).is_some() {
        return false;
    }
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            let closed = rest.trim_start().is_empty() || rest.starts_with([',', '.', '!', ';']);
            // "Dear Ms Smith," but not "Best practices".
            closed
                || (rest.starts_with(' ')
                    && text.ends_with([',', '!', ':', '.'])
                    && rest.split_whitespace().count() <= 5)
        })
    })
}

/// "Kind regards," and the name, title and firm below it.
pub(super) fn drop_names(lines: &mut [Line]) {
    let mut signing = 0;
    let mut depth = 0;
    for line in lines {
        if line.kind == LineKind::Dropped && is_valediction(&line.text) {
            (signing, depth) = (8, line.depth);
            continue;
        }
        if signing == 0 {
            continue;
        }
        let text = line.text.trim();
        let numbered = text.starts_with(|first: char| first.is_ascii_digit() || sign(first).is_some());
        let signed = line.depth == depth
            && line.kind != LineKind::Break
            && text.chars().count() <= 60
            && !text.contains(['?', '？'])
            && !numbered;
        if !signed {
            signing = 0;
            continue;
        }
        if !text.is_empty() {
            line.kind = LineKind::Dropped;
            signing -= 1;
        }
    }
}

fn is_valediction(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "regards",
        "best",
        "kind",
        "warm",
        "sincerely",
        "yours",
        "cheers",
        "mit freundlichen",
        "freundliche",
        "viele grüße",
        "cordialement",
        "bien cordialement",
        "bien à vous",
        "saludos",
        "un saludo",
        "atentamente",
        "atenciosamente",
        "cordiali saluti",
        "敬具",
        "よろしく",
        "宜しく",
        "many thanks",
    ];
    let lower = text.trim().to_lowercase();
    WORDS.iter().any(|word| lower.starts_with(word))
        || matches!(
            lower.trim_end_matches([',', '.', '!']),
            "thanks" | "thank you" | "thanks in advance" | "danke" | "vielen dank" | "merci" | "gracias"
        )
}
