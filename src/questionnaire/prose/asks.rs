//! Whether words ask for an answer.

/// Verbs that ask without a question mark.
const REQUESTS: &[&str] = &[
    "describe",
    "list",
    "explain",
    "confirm",
    "specify",
    "indicate",
    "outline",
    "elaborate",
    "demonstrate",
    "summarize",
    "summarise",
    "clarify",
    "tell us",
    "let us know", // en
    "beschreiben",
    "nennen sie",
    "erläutern",
    "erklären sie",
    "bestätigen",
    "geben sie",
    "legen sie",
    "führen sie",
    "listen sie",
    "stellen sie", // de
    "décrivez",
    "décrire",
    "précisez",
    "préciser",
    "indiquez",
    "indiquer",
    "expliquez",
    "listez",
    "fournissez",
    "fournir",
    "veuillez",
    "merci de",
    "merci d'",
    "détaillez",
    "joignez", // fr
    "describa",
    "indique",
    "explique",
    "detalle",
    "proporcione",
    "adjunte",
    "enumere",
    "especifique",
    "por favor", // es
    "descreva",
    "forneça",
    "detalhe", // pt
    "descrivere",
    "indicare",
    "elencare",
    "specificare", // it
    "beschrijf",   // nl
];

/// Verbs that also begin feature lists and instructions; they ask after "please" or if the words speak of the reader.
const WEAK_REQUESTS: &[&str] = &[
    "provide", "state", "detail", "identify", "attach", "share", "name", "give", "include", "upload", "define", "send",
    "show", "supply",
];

/// Words that begin a question even where its mark was forgotten.
const INTERROGATIVES: &[&str] = &[
    "what",
    "which",
    "who",
    "whom",
    "whose",
    "where",
    "when",
    "why",
    "how",
    "do you",
    "does",
    "did you",
    "is there",
    "are there",
    "have you",
    "has the",
    "can you",
    "could you",
    "will you",
    "would you",
    "are you",
    "is your",
    "are your", // en
    "wie",
    "welche",
    "welcher",
    "welches",
    "wer",
    "wo",
    "haben sie",
    "gibt es",
    "werden", // de
    "avez-vous",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "comment",
    "disposez-vous",
    "existe-t-il", // fr
];

/// Whether the words end with a question mark, or as Japanese questions and requests end.
pub(in crate::questionnaire) fn ends_with_question(text: &str) -> bool {
    let mut text = text.trim_end();
    loop {
        let before = text.len();
        text = text
            .trim_end_matches(['"', '\'', '”', '’', '»', '」', '』', '*', '_', '`', ' ', '\u{a0}', '…', '!'])
            .trim_end_matches("<br>");
        // "Is it? (yes/no)" and "(Is it?)"
        if let Some(inner) = text.strip_suffix([')', '）', ']']) {
            let open = inner.char_indices().rev().take(120).find(|(_, sign)| matches!(sign, '(' | '（' | '['));
            match open {
                Some((index, _)) if marked(inner[..index].trim_end()) => return true,
                _ => text = inner,
            }
        }
        if text.len() == before {
            break;
        }
    }
    marked(text)
}

fn marked(text: &str) -> bool {
    // The mark itself is spoken of.
    if ["'?", "\"?", "`?", "(?", "“?", "«?"].iter().any(|quoted| text.ends_with(quoted))
        && text.matches(['\'', '"', '`', '“']).count() % 2 == 1
    {
        return false;
    }
    // U+037E is the Greek mark.
    text.ends_with(['?', '？', '؟', '⁇', '\u{37e}']) || ends_in_japanese(text)
}

fn ends_in_japanese(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '．', '.']);
    text.ends_with("ですか")
        || text.ends_with("ますか")
        || text.ends_with("でしょうか")
        || text.ends_with("ませんか")
        || text.ends_with("いるか")
        || text.ends_with("あるか")
        || text.ends_with("たか")
        || text.ends_with("できるか")
        || text.ends_with("ください")
        || text.ends_with("下さい")
        || text.ends_with("吗")
        || text.ends_with("습니까")
        || text.ends_with("나요")
}

/// Whether the words ask: a question, or a request such as "Describe your ...".
pub(in crate::questionnaire) fn is_ask(text: &str) -> bool {
    ends_with_question(text) || is_request(text) || holds_question(text) || is_interrogative(text)
}

/// Whether a sentence says what must be: "The system shall log all logins."
pub(in crate::questionnaire) fn states_requirement(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word = |word: &str| lower.split(|sign: char| !sign.is_alphanumeric()).any(|other| other == word);
    ["shall", "must", "should", "muss", "müssen", "soll", "sollen", "doit", "doivent", "debe", "deben", "deve", "devem"]
        .iter()
        .any(|known| word(known))
        || text.trim_end_matches('。').ends_with("こと")
}

/// Whether an item asks for words, so that a bare yes would not answer it.
pub(in crate::questionnaire) fn asks_openly(text: &str) -> bool {
    let lower = text.trim_start().chars().take(24).collect::<String>().to_lowercase();
    asks_what(text)
        || is_request(text)
        || ["décri", "descri", "beschreib", "indiquez", "listez", "précis"].iter().any(|start| lower.starts_with(start))
        || text.contains("記載してください")
        || text.contains("記入してください")
}

/// Whether an item asks what, who or how, so that neither yes nor no answers it: "Which languages is it written in?". A request to
/// describe is not meant: in many forms it stands beside a list of positions and is answered by one.
pub(crate) fn asks_what(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "how ",
        "what ",
        "which ",
        "who ",
        "whom ",
        "whose ",
        "where ",
        "when ",
        "why ",
        "wie ",
        "was ",
        "welche",
        "wer ",
        "wo ",
        "wann ",
        "warum ",
        "wieviel",
        "comment ",
        "combien ",
        "quel",
        "qui ",
        "où ",
        "quand ",
        "pourquoi ",
        "cómo ",
        "qué ",
        "cuál",
        "quién",
        "dónde",
        "cuándo ",
        "cuánto",
        "por qué ",
    ];
    const JAPANESE: &[&str] = &["何", "どの", "どこ", "いつ", "誰", "だれ", "なぜ", "どう", "いくつ"];
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    // "Where applicable, is data encrypted?" asks for a position after all.
    let turned = text.split_once(", ").is_some_and(|(_, rest)| {
        ["is ", "are ", "do ", "does ", "has ", "have ", "can ", "will "].iter().any(|verb| rest.starts_with(verb))
    });
    (!turned && STARTS.iter().any(|start| text.starts_with(start)))
        || (text.ends_with(['か', '？', '?']) && JAPANESE.iter().any(|word| text.contains(word)))
}

/// A question followed by more words: "Is data encrypted? Describe how."
fn holds_question(text: &str) -> bool {
    text.contains("? ") || text.contains('？') || (text.contains('?') && starts_as_question(text))
}

/// "Describe ...", "Please confirm ...", "Provide your ...".
pub(super) fn is_request(text: &str) -> bool {
    request(text, false)
}

/// A request that speaks to somebody: a bullet "Clarify the documentation" may be a change that was made.
pub(super) fn is_request_to_reader(text: &str) -> bool {
    request(text, true)
}

/// "My officer wants to know whether it sends telemetry."
pub(super) fn asks_indirectly(text: &str) -> bool {
    const WANTS: &[&str] = &[
        "know whether ",
        "know how ",
        "know if there",
        "know which ",
        "know what ",
        "know who ",
        "know where ",
        "know if it",
        "know if qgis",
        "know if you have",
        "wonder whether ",
        "wonder if ",
        "wonder how ",
        "wondering whether ",
        "wondering if ",
        "wondering how ",
        "wissen, ob ",
        "wissen, wie ",
        "wissen, welche ",
        "savoir si ",
        "savoir comment ",
        "saber si ",
    ];
    let lower = text.to_lowercase();
    WANTS.iter().any(|part| lower.contains(part)) && !lower.contains("don't know") && !lower.contains("do not know")
}

fn request(text: &str, to_reader: bool) -> bool {
    let whole = opening(text);
    let mut opening = whole.as_str();
    let mut polite = false;
    for word in ["could you ", "can you ", "please ", "kindly ", "bitte ", "also ", "briefly "] {
        if let Some(rest) = opening.strip_prefix(word) {
            polite |= !matches!(word, "also " | "briefly ");
            opening = rest;
        }
    }
    let begins = |verbs: &[&str]| {
        verbs.iter().any(|verb| {
            opening.strip_prefix(verb).is_some_and(|rest| {
                // "list of", "state of the art", "name:" and "details" are no requests.
                let inner = rest.strip_prefix(' ').unwrap_or(if verb.ends_with('\'') { rest } else { "" });
                !inner.is_empty() && !["of ", "and ", "or "].iter().any(|noun| inner.starts_with(noun))
            })
        })
    };
    let personal = || {
        whole
            .split(|sign: char| !sign.is_alphabetic())
            .any(|word| matches!(word, "your" | "you" | "whether" | "how" | "which" | "what"))
    };
    (begins(REQUESTS) && (!to_reader || polite || personal()))
        || (begins(WEAK_REQUESTS) && (polite || personal()))
        || (polite && whole.starts_with("bitte "))
}

/// A question without its mark; short ones are headings ("How to install").
fn is_interrogative(text: &str) -> bool {
    let opening = opening(text);
    !opening.starts_with("how to ")
        && !opening.starts_with("what's new")
        && !text.trim_end().ends_with(['.', ':', '!', ';', ','])
        && text.split_whitespace().nth(4).is_some()
        && starts_as_question(text)
}

/// Whether the first word is one that begins questions.
pub(super) fn starts_as_question(text: &str) -> bool {
    let opening = opening(text);
    INTERROGATIVES.iter().any(|word| {
        opening
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\'', '’', '?', ',', '-']))
    })
}

/// First characters in lower case, without opening signs.
pub(super) fn opening(text: &str) -> String {
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    text.chars().take(60).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_requests_ask() {
        for text in [
            "Is it?",
            "Is it? (yes/no)",
            "(Is it?)",
            "“Is it safe?”",
            "What is it ?",
            "Describe your policy.",
            "Please confirm this",
            "List all subprocessors",
            "MFAは設定できますか",
            "方針をご記入ください。",
            "Merci de préciser la durée",
            "Wie oft wird geprüft?",
            "Is data encrypted? If so, how.",
            "How often are access rights reviewed by managers",
        ] {
            assert!(is_ask(text), "{text}");
        }
        for text in [
            "We have a policy.",
            "List of members",
            "State of the art",
            "How to install",
            "Install the package.",
            "SOC 2 Type II",
            "fn main() { x?; }",
            "Name",
            "はい、あります。",
        ] {
            assert!(!is_ask(text), "{text}");
        }
    }

    #[test]
    fn questions_that_yes_does_not_answer() {
        for text in [
            "Which programming languages are used?",
            "How often are keys rotated?",
            "Welche Daten werden gespeichert?",
            "¿Dónde se almacenan los datos?",
            "バックアップはどのように行っていますか？",
        ] {
            assert!(asks_what(text), "{text}");
        }
        for text in [
            "Are backups encrypted?",
            "Where applicable, is data encrypted?",
            "Describe the backup process.",
            "Backups are encrypted.",
            "Whatever happens, backups are kept.",
            "バックアップを行っていますか",
        ] {
            assert!(!asks_what(text), "{text}");
        }
    }
}
