//! The language of one item.

use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang};

/// Languages the matcher has stemmers and phrasings for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Language {
    /// English, also the answer to every doubt.
    English,
    /// French.
    French,
    /// German.
    German,
    /// Japanese.
    Japanese,
    /// Spanish.
    Spanish,
    /// Recognised, but not one of these.
    Other,
}

impl Language {
    /// Two-letter code; empty for [`Language::Other`].
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
            Self::Japanese => "ja",
            Self::Spanish => "es",
            Self::Other => "",
        }
    }

    /// From a two-letter code.
    pub fn from_code(code: &str) -> Self {
        [Self::English, Self::French, Self::German, Self::Japanese, Self::Spanish]
            .into_iter()
            .find(|language| language.code() == code)
            .unwrap_or(Self::Other)
    }
}

/// Characters below which statistics on letter triples are noise.
const ENOUGH: usize = 24;

/// Tells the language of an item. Short texts of acronyms look like any language, so anything doubtful is English.
pub fn detect(text: &str) -> Language {
    // A word of plain letters tells nothing.
    if text.len() < ENOUGH && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Language::English;
    }
    if text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}')) {
        return Language::Japanese;
    }
    if text.chars().filter(|c| super::terms::is_ideographic(*c)).count() >= 4 {
        return Language::Japanese;
    }
    let function_words = count_function_words(text);
    match function_words.into_iter().max_by_key(|(count, language)| (*count, *language == Language::English)) {
        Some((count, language)) if count >= 2 => return language,
        _ => {}
    }
    if text.chars().count() < ENOUGH {
        return Language::English;
    }
    let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Fra, Lang::Deu, Lang::Spa]);
    match detector.detect(text) {
        Some(info) if info.is_reliable() => match info.lang() {
            Lang::Fra => Language::French,
            Lang::Deu => Language::German,
            Lang::Spa => Language::Spanish,
            _ => Language::English,
        },
        _ => Language::English,
    }
}

/// Bytes of the longest word of [`count_function_words`].
const LONGEST: usize = 7;

/// Words that are frequent in one of the languages and rare in the others.
fn count_function_words(text: &str) -> Vec<(usize, Language)> {
    const WORDS: &[(Language, &[&str])] = &[
        (
            Language::English,
            &[
                "the", "is", "are", "do", "you", "your", "of", "and", "how", "what", "does", "for", "with", "any",
                "to", "have", "has",
            ],
        ),
        (
            Language::French,
            &[
                "le", "la", "les", "des", "est", "vous", "votre", "vos", "une", "et", "sont", "dans", "quelle", "quel",
                "comment", "avez", "du", "il", "pour",
            ],
        ),
        (
            Language::German,
            &[
                "der", "die", "das", "ist", "sind", "und", "ein", "eine", "wie", "wird", "werden", "sie", "ihre",
                "gibt", "es", "für", "nicht", "welche", "haben", "kann", "von", "mit",
            ],
        ),
        (
            Language::Spanish,
            &[
                "el", "los", "las", "es", "una", "y", "cómo", "qué", "su", "se", "del", "para", "con", "tiene",
                "existe", "son", "está", "cuál", "hay",
            ],
        ),
    ];
    let lower = text.to_lowercase();
    // None of the words is longer.
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() <= LONGEST).collect();
    WORDS.iter().map(|(language, list)| (words.iter().filter(|word| list.contains(word)).count(), *language)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_told() {
        assert_eq!(detect("Is multi-factor authentication supported?"), Language::English);
        assert_eq!(detect("MFA / 2FA"), Language::English);
        assert_eq!(detect("Les mots de passe sont-ils chiffrés dans la base ?"), Language::French);
        assert_eq!(detect("Werden die Zugangsdaten verschlüsselt gespeichert?"), Language::German);
        assert_eq!(detect("¿Se cifran las contraseñas almacenadas?"), Language::Spanish);
        assert_eq!(detect("多要素認証は利用できますか"), Language::Japanese);
    }
}
