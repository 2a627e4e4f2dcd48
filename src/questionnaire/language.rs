//! The language a form is written in.

use whatlang::{Detector, Lang};

/// Languages forms have been met in, and their neighbours. A short text is easily taken for an exotic language otherwise.
const EXPECTED: [Lang; 14] = [
    Lang::Eng,
    Lang::Fra,
    Lang::Deu,
    Lang::Spa,
    Lang::Por,
    Lang::Ita,
    Lang::Nld,
    Lang::Swe,
    Lang::Dan,
    Lang::Pol,
    Lang::Ces,
    Lang::Fin,
    Lang::Rus,
    Lang::Ukr,
];

/// Below this many letters statistics on letter triples are noise; words decide instead.
const ENOUGH_LETTERS: usize = 60;

/// Two-letter code of the language most of the text is in, or `None` if it cannot be told.
pub(super) fn language_of<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut sample = String::new();
    for text in texts {
        // Enough for certainty, and it bounds the time.
        if sample.len() > 8_000 {
            break;
        }
        sample.extend(text.chars().take(2_000));
        sample.push('\n');
    }
    by_script(&sample).or_else(|| by_words(&sample)).map(str::to_owned)
}

fn by_script(sample: &str) -> Option<&'static str> {
    let (mut kana, mut hangul, mut han, mut letters) = (0, 0, 0, 0);
    for character in sample.chars().filter(|character| character.is_alphabetic()) {
        letters += 1;
        match character {
            '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => kana += 1,
            '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{3400}'..='\u{9fff}' => han += 1,
            _ => {}
        }
    }
    // One such character says as much as two or three Latin letters.
    if (kana + han) * 5 >= letters && kana * 20 >= kana + han && kana > 0 {
        Some("ja")
    } else if hangul * 5 >= letters && hangul > 0 {
        Some("ko")
    } else if han * 5 >= letters && han > 0 {
        Some("zh")
    } else {
        None
    }
}

fn by_words(sample: &str) -> Option<&'static str> {
    let letters = sample.chars().filter(|character| character.is_alphabetic()).count();
    let common = by_common_words(sample);
    if letters < ENOUGH_LETTERS {
        return common;
    }
    let found = Detector::with_allowlist(EXPECTED.to_vec()).detect(sample)?;
    let code = two_letters(found.lang())?;
    if found.is_reliable() || common.is_none() { Some(code) } else { common }
}

/// The words a question can hardly do without.
fn by_common_words(sample: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 7] = [
        ("en", &["the", "is", "are", "do", "does", "you", "your", "have", "how", "what", "of", "any", "which", "and"]),
        ("fr", &["le", "les", "vous", "est", "avez", "quelle", "votre", "vos", "une", "des", "comment", "et", "du"]),
        ("de", &["der", "die", "das", "sie", "ist", "haben", "wie", "ihre", "gibt", "eine", "und", "welche", "werden"]),
        ("es", &["el", "los", "las", "tiene", "usted", "cómo", "su", "una", "qué", "del", "y", "cuál", "ustedes"]),
        ("pt", &["os", "você", "uma", "tem", "como", "sua", "qual", "são", "não", "do", "da", "e", "é"]),
        ("it", &["il", "gli", "avete", "una", "come", "vostra", "quali", "della", "è", "che", "sono", "di", "e"]),
        ("nl", &["de", "het", "een", "u", "uw", "heeft", "hoe", "is", "welke", "van", "en", "wordt", "zijn"]),
    ];
    let lower = sample.to_lowercase();
    let mut best = (0, None);
    for (code, known) in WORDS {
        let count =
            lower.split(|character: char| !character.is_alphabetic()).filter(|word| known.contains(word)).count();
        if count > best.0 {
            best = (count, Some(code));
        }
    }
    best.1
}

fn two_letters(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Fin => "fi",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<String> {
        language_of(std::iter::once(text))
    }

    #[test]
    fn languages_are_told_even_from_short_forms() {
        for (text, code) in [
            ("What is your password policy?", "en"),
            ("Is MFA supported?", "en"),
            ("Avez-vous une politique de sécurité des systèmes d'information ?", "fr"),
            ("Wie werden Ihre Daten verschlüsselt, und welche Verfahren nutzen Sie?", "de"),
            ("多要素認証（MFA）を設定できますか？", "ja"),
            ("SAML等のIdPと連携できますか", "ja"),
            ("你们是否有信息安全政策？", "zh"),
            ("정보보안 정책이 있습니까?", "ko"),
            ("¿Tiene usted una política de seguridad?", "es"),
        ] {
            assert_eq!(told(text).as_deref(), Some(code), "{text}");
        }
        assert_eq!(told("MFA, SSO, SAML, PKI"), None);
    }
}
