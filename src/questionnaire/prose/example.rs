//! Lines that belong to an item without being asked: example answers, hints, allowed answers, blanks to fill in.

/// How an example or a hint begins, in lower case. Those that end in a letter need a colon or bracket after them.
const OPENINGS: &[&str] = &[
    "e.g.",
    "e.g ",
    "e.g)",
    "e.g:",
    "eg)",
    "eg:",
    "eg.",
    "ex)",
    "ex:",
    "ex.)",
    "ex.:",
    "for example:",
    "for example,",
    "example",
    "examples",
    "example answer",
    "sample answer",
    "sample",
    "例",
    "（例",
    "(例",
    "例えば",
    "記入例",
    "回答例",
    "z. b.",
    "z.b.",
    "zb:",
    "bsp.",
    "beispiel",
    "p. ex.",
    "p.ex.",
    "par ex.",
    "par exemple",
    "exemple",
    "ej.",
    "p. ej.",
    "ejemplo",
    "exemplo",
    "esempio",
    "예)",
    "예:",
    "guidance",
    "hint",
    "note to",
    "help text",
    "hinweis",
];

/// Whether a line begins an example or a hint.
pub(in crate::questionnaire) fn is_example(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches(['-', '*', '•', '・', '※', '→']).trim_start();
    let bracketed = line.starts_with(['(', '[', '（', '<']);
    let line = line.trim_start_matches(['(', '[', '<']);
    let opening: String = line.chars().take(24).collect::<String>().to_lowercase();
    OPENINGS.iter().any(|known| {
        let Some(after) = opening.strip_prefix(known) else { return false };
        let after = after.trim_start();
        match known.chars().next_back() {
            Some('例') => bracketed || after.starts_with([')', '）', ':', '：', '】', ']']),
            Some(last) if last.is_alphabetic() => after.starts_with([':', ')', '：', ']', '、']),
            _ => true,
        }
    })
}

/// Where an example begins within an item's text: `Is it? e.g.) Yes.`
pub(super) fn example_inside(text: &str) -> Option<usize> {
    const INSIDE: &[&str] = &["e.g.)", "e.g.:", "例)", "例）", "例：", "(例"];
    let start = INSIDE.iter().filter_map(|mark| text.find(mark)).min()?;
    let before = text[..start].trim_end();
    before.ends_with(['?', '？', '.', '。']).then_some(start)
}

/// What the form lets one answer, if the line is nothing else: `[ ] Yes [ ] No`, `Yes / No / N/A`, `□ はい □ いいえ`.
pub(in crate::questionnaire) fn allowed_answers(line: &str) -> Option<String> {
    const WORDS: &[&str] = &[
        "yes",
        "no",
        "n/a",
        "na",
        "partial",
        "partially",
        "partly",
        "planned",
        "in progress",
        "not applicable",
        "unknown",
        "other",
        "full",
        "fully",
        "none",
        "true",
        "false",
        "y",
        "n",
        "oui",
        "non",
        "s.o.",
        "ja",
        "nein",
        "teilweise",
        "entfällt",
        "sí",
        "si",
        "はい",
        "いいえ",
        "有",
        "無",
        "該当なし",
        "対象外",
        "n.a",
        "n.a.",
        "n. a.",
        "non applicable",
        "partiel",
        "partiellement",
        "sans objet",
        "no aplica",
        "parcial",
        "parcialmente",
        "sim",
        "não",
        "nicht anwendbar",
        "erfüllt",
        "nicht erfüllt",
        "teilweise erfüllt",
        "conforme",
        "non conforme",
        "compliant",
        "non-compliant",
        "not compliant",
        "partially compliant",
        "implemented",
        "not implemented",
        "partially implemented",
        "○",
        "×",
        "△",
    ];
    let text = line.trim().trim_start_matches(['(', '[']).trim_end_matches([')']);
    if text.is_empty() || text.len() > 300 {
        return None;
    }
    let boxes = ["[ ]", "[]", "☐", "□", "○ ", "◯", "( )"];
    if boxes.iter().map(|sign| line.matches(sign).count()).sum::<usize>() >= 2 {
        return Some(line.trim().to_owned());
    }
    let folded = text.to_lowercase().replace("n/a", "na");
    let mut words = folded.split(['/', '|', ',', ';']).map(str::trim).filter(|word| !word.is_empty()).peekable();
    let known = |word: &str| WORDS.contains(&word.trim_matches(['.', '[', ']', ' ']));
    let several = folded.contains(['/', '|', ',', ';']);
    (several && words.peek().is_some() && words.all(known)).then(|| line.trim().to_owned())
}

/// Where the answer goes: `Answer:`, `A:`, `______`, `回答：`, `<Please provide details>`. Words after the colon are an answer.
pub(in crate::questionnaire) fn is_placeholder(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "answer",
        "answers",
        "your answer",
        "vendor answer",
        "response",
        "your response",
        "vendor response",
        "reply",
        "a",
        "antwort",
        "réponse",
        "respuesta",
        "risposta",
        "resposta",
        "回答",
        "回答欄",
        "ご回答",
        "comment",
        "comments",
        "vendor comments",
        "ans",
        "supplier response",
    ];
    let text = line.trim();
    if text.is_empty() {
        return false;
    }
    if text.chars().all(|sign| matches!(sign, '_' | '.' | '…' | ' ' | '＿')) && text.chars().count() > 2 {
        return true;
    }
    if text.starts_with('<') && text.ends_with('>') && text.contains(' ') {
        return true;
    }
    let Some(colon) = text.char_indices().take(24).find(|(_, sign)| matches!(sign, ':' | '：')) else { return false };
    WORDS.contains(&text[..colon.0].trim().trim_start_matches(['[', '(', '*']).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_in_every_language_met() {
        for line in [
            "e.g.) Yes.",
            "e.g.: Yes",
            "e.g. we have one",
            "Example: Yes",
            "Examples: a, b",
            "例) はい",
            "例：はい",
            "（例）はい",
            "z. B. ja",
            "p. ex. oui",
            "(e.g., yes)",
            "- e.g.) Yes",
            "Example answer: Yes",
            "Guidance: say more",
            "例えば、はい",
        ] {
            assert!(is_example(line), "{line}");
        }
        for line in [
            "Examples of audits are welcome?",
            "Is it, e.g., safe?",
            "Sample data is stored where?",
            "例外はありますか",
            "Zebra",
        ] {
            assert!(!is_example(line), "{line}");
        }
        assert_eq!(example_inside("Is it? e.g.) Yes."), Some(7));
        assert_eq!(example_inside("standards (e.g.: ISO) used?"), None);
    }

    #[test]
    fn answers_to_choose_and_blanks_to_fill() {
        for line in ["[ ] Yes [ ] No", "Yes / No / N/A", "(Yes/No)", "□ はい □ いいえ", "☐ Yes  ☐ No  ☐ Other: ____"]
        {
            assert!(allowed_answers(line).is_some(), "{line}");
        }
        for line in ["[ ] We have a policy", "Yes, we do", "SAML / OIDC", "Is it yes or no?", ""] {
            assert_eq!(allowed_answers(line), None, "{line}");
        }
        for line in ["Answer:", "A: We do.", "________", "回答：", "<Please provide details>", "Vendor response: none"]
        {
            assert!(is_placeholder(line), "{line}");
        }
        for line in ["Answer the following:", "A policy: is there one?", "Is it?", "At 10:30?"] {
            assert!(!is_placeholder(line), "{line}");
        }
    }
}
