//! What the keys of a record say: `questionText`, `vendor_response`, `Control ID`.

use crate::questionnaire::layout::{HeaderWord, header_word};

/// What a key announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What is asked, whatever else is there.
    Question,
    /// Words that may be what is asked, or may explain it.
    Body,
    /// A name or a title.
    Title,
    /// The asker's number.
    Id,
    /// The part of the form.
    Section,
    /// Help and examples.
    Guidance,
    /// Allowed answers.
    Options,
    /// The answer; the flag says whether the key means nothing else.
    Answer(bool),
    /// Words beside the answer.
    Comment,
    /// Fields that the answer is made of.
    Inputs,
    /// What kind of record it is.
    Type,
    /// Nothing that matters here.
    Other,
}

/// What a key announces.
pub(super) fn role(key: &str) -> Role {
    let plain = in_words(key);
    let words: Vec<&str> = plain.split(' ').collect();
    let last = words.last().copied().unwrap_or_default();
    let any = |known: &[&str]| words.iter().any(|word| known.contains(word));
    match plain.as_str() {
        "text"
        | "statement"
        | "prose"
        | "description"
        | "content"
        | "body"
        | "control"
        | "criterion"
        | "criteria"
        | "check"
        | "measure"
        | "objective"
        | "item"
        | "specification"
        | "control specification"
        | "control description" => return Role::Body,
        "title" | "name" | "label" | "heading" | "summary" | "subject" | "control name" | "control title" => {
            return Role::Title;
        }
        "prompt" | "ask" | "query" | "q" => return Role::Question,
        "key" | "code" | "identifier" | "link id" | "control key" | "number" | "index" => return Role::Id,
        "tooltip" | "info" | "placeholder" | "place holder" | "help text" | "rationale" | "remarks"
        | "instructions" => {
            return Role::Guidance;
        }
        "enum" | "values" | "labels" => return Role::Options,
        "narrative" | "a" => return Role::Answer(true),
        "value" | "result" | "selected" | "status" | "state" => return Role::Answer(false),
        "type" | "kind" | "question type" | "response type" | "answer type" | "input type" | "field type" => {
            return Role::Type;
        }
        _ => {}
    }
    if any(&["input", "inputs"]) && !matches!(last, "type" | "id") {
        return Role::Inputs;
    }
    if any(&["answer", "answers", "response", "responses"])
        && matches!(last, "fields" | "options" | "choices" | "actions" | "values" | "list")
    {
        return Role::Options;
    }
    if any(&["help", "hint", "guidance", "example", "examples", "tooltip"])
        || (last == "description" && any(&["question"]))
    {
        return Role::Guidance;
    }
    match header_word(&plain) {
        HeaderWord::Question => Role::Question,
        HeaderWord::Id => Role::Id,
        HeaderWord::Section => Role::Section,
        HeaderWord::Guidance => Role::Guidance,
        HeaderWord::Options => Role::Options,
        HeaderWord::Comment => Role::Comment,
        HeaderWord::Answer => {
            const SURE: &[&str] = &[
                "answer",
                "answers",
                "response",
                "responses",
                "reply",
                "compliant",
                "compliance",
                "complies",
                "comply",
                "implemented",
                "implementation",
                "antwort",
                "antworten",
                "réponse",
                "réponses",
                "respuesta",
                "respuestas",
                "resposta",
                "risposta",
                "antwoord",
                "svar",
                "回答",
                "対応状況",
            ];
            if any(SURE) { Role::Answer(true) } else { Role::Other }
        }
        _ => Role::Other,
    }
}

/// Whether a list under this key holds what is asked.
pub(super) fn holds_items(key: &str) -> bool {
    const WORDS: &[&str] = &[
        "question",
        "questions",
        "questionnaire",
        "item",
        "items",
        "control",
        "controls",
        "requirement",
        "requirements",
        "check",
        "checks",
        "checklist",
        "criteria",
        "criterion",
        "statements",
        "practices",
        "safeguards",
        "measures",
        "elements",
        "fields",
        "fragen",
        "preguntas",
        "exigences",
        "anforderungen",
        "subquestions",
        "satisfies",
        "survey",
        "assessment",
    ];
    in_words(key).split(' ').any(|word| WORDS.contains(&word))
}

/// `questionText`, `question_text`, `Question-Text` are all `question text`.
pub(super) fn in_words(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut lower = false;
    for sign in key.trim().chars().take(120) {
        if sign.is_uppercase() && lower {
            out.push(' ');
        }
        lower = sign.is_lowercase();
        if sign.is_whitespace() || matches!(sign, '_' | '-' | '.' | ':') {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.extend(sign.to_lowercase());
        }
    }
    out.trim().to_owned()
}

/// Kinds of records that show something and ask nothing.
pub(super) fn only_shows(kind: &str) -> bool {
    const KINDS: &[&str] = &[
        "info",
        "tip",
        "display",
        "html",
        "heading",
        "header",
        "section",
        "group",
        "block",
        "spacer",
        "image",
        "statement",
        "page",
        "pagebreak",
        "page break",
        "note",
        "message",
        "divider",
        "expression",
        "thank you screen",
        "welcome screen",
        "submit",
        "button",
        "panel",
    ];
    KINDS.contains(&in_words(kind).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_what_their_value_is() {
        for (key, expected) in [
            ("question", Role::Question),
            ("questionText", Role::Question),
            ("question_id", Role::Id),
            ("questionHeading", Role::Question),
            ("question_description", Role::Guidance),
            ("requirement", Role::Question),
            ("CSP CAIQ Answer", Role::Answer(true)),
            ("vendorResponse", Role::Answer(true)),
            ("CSP Implementation Description (Optional/Recommended)", Role::Comment),
            ("comment", Role::Comment),
            ("evidence", Role::Comment),
            ("helpText", Role::Guidance),
            ("options", Role::Options),
            ("choices", Role::Options),
            ("linkId", Role::Id),
            ("control_key", Role::Id),
            ("category", Role::Section),
            ("required", Role::Other),
            ("version", Role::Other),
            ("provider", Role::Other),
            ("answerInputFields", Role::Inputs),
            ("title", Role::Title),
            ("回答", Role::Answer(true)),
            ("質問", Role::Question),
        ] {
            assert_eq!(role(key), expected, "{key}");
        }
        assert!(holds_items("sub_questions") && !holds_items("dependencies"));
    }
}
