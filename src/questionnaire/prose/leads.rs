//! Words that introduce a list: they ask for answers, or they name the form.

use super::Options;
use super::asks::{ends_with_question, is_request, opening};
use super::blocks::{Block, Body, is_title_like};

/// For each block, whether the words above it ask for answers to a list.
pub(super) fn leads(blocks: &[Block], options: &Options) -> Vec<bool> {
    let titled = options.title.as_deref().is_some_and(names_a_form);
    let mut segment = 0;
    // What the title says holds under every heading but "Instructions" and its like.
    let mut standing = titled;
    let mut lead = titled;
    let mut passed = 0; // paragraphs between the words that lead and the list
    let mut result = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.segment != segment {
            segment = block.segment;
            (standing, lead) = (titled, titled);
        }
        match &block.body {
            Body::Marked(_) => {
                result.push(lead);
            }
            Body::Heading(_) => {
                let text = block.text();
                standing = titled && !introduces(&text);
                lead = standing || (names_a_form(&text) && !introduces(&text));
                passed = 0;
                result.push(false);
            }
            Body::Paragraph => {
                // A second paragraph may stand between, and titles between the parts of a list.
                let leads = asks_for_answers(&block.text());
                passed = if leads || is_title_like(&block.text()) { passed * usize::from(!leads) } else { passed + 1 };
                lead = standing || leads || (lead && passed <= 1);
                result.push(false);
            }
        }
    }
    result
}

/// Headings of what only surrounds the items.
fn introduces(heading: &str) -> bool {
    const WORDS: &[&str] = &[
        "instruction",
        "introduction",
        "how to",
        "about",
        "definition",
        "glossary",
        "contents",
        "purpose",
        "background",
        "next steps",
        "references",
        "anleitung",
        "einleitung",
        "hinweise",
        "inhalt",
        "instrucciones",
        "consignes",
        "記入方法",
    ];
    let lower = heading.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// "Complete every section", "Return the form": what the asker is told to do with the form.
pub(super) fn instruct(blocks: &[Block], members: &[usize]) -> bool {
    const VERBS: &[&str] = &[
        "complete", "return", "fill", "submit", "answer", "send", "save", "mark", "select", "tick", "read", "use",
        "refer", "do not", "download", "sign",
    ];
    let told = |index: &&usize| {
        let opening = opening(&blocks[**index].text());
        VERBS.iter().any(|verb| opening.strip_prefix(verb).is_some_and(|rest| rest.starts_with(' ')))
            && !ends_with_question(&blocks[**index].text())
    };
    members.iter().filter(told).count() * 2 >= members.len()
}

/// "Questionnaire", "Security check sheet".
fn names_a_form(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "questionnaire",
        "questions",
        "check sheet",
        "checksheet",
        "checklist",
        "check list",
        "check-list",
        "assessment",
        "self-certification",
        "requested",
        "fragebogen",
        "fragen",
        "cuestionario",
        "questionário",
        "questionario",
        "vragenlijst",
        "チェックシート",
        "質問",
    ];
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Whether words introduce a list of things to answer. Only their end counts: that is what stands above the list.
pub(super) fn asks_for_answers(text: &str) -> bool {
    const PARTS: &[&str] = &[
        "please answer",
        "answer the",
        "answer all",
        "answer these",
        "answer our",
        "answer each",
        "answers to",
        "answers for",
        "questions below",
        "following questions",
        "questions:",
        "our questions",
        "these questions",
        "some questions",
        "few questions",
        "questions about",
        "questions on",
        "questionnaire",
        "respond to the",
        "reply to the",
        "please confirm",
        "please provide",
        "please describe",
        "please indicate",
        "please state",
        "please specify",
        "please explain",
        "please comment",
        "please list",
        "please give",
        "please send us",
        "let us know",
        "tell us",
        "we expect",
        "is expected",
        "are expected",
        "expected:",
        "expectations",
        "expected of",
        "we would like to know",
        "we'd like to know",
        "i would like to know",
        "we need to know",
        "requested:",
        "beantworten",
        "folgende fragen",
        "folgenden fragen",
        "unsere fragen",
        "fragen:",
        "bestätigen sie",
        "wir erwarten",
        "nehmen sie stellung",
        "répondre",
        "questions suivantes",
        "préciser",
        "nous attendons",
        "nous indiquer",
        "responder",
        "siguientes preguntas",
        "rispondere",
        "seguenti domande",
        "質問",
        "以下について",
        "ご回答",
        "お答え",
    ];
    let end = match text.char_indices().rev().nth(300) {
        Some((start, _)) => &text[start..],
        None => text,
    };
    let lower = end.to_lowercase();
    PARTS.iter().any(|part| lower.contains(part))
        || (lower.ends_with(':') && (is_request(text) || asks_for_what_follows(&lower)))
}

/// "We need the following information:"
fn asks_for_what_follows(lower: &str) -> bool {
    const WHAT: &[&str] = &[
        "following information",
        "following points",
        "following items",
        "following details",
        "following documents",
        "following topics",
        "following aspects",
        "folgende angaben",
        "folgende informationen",
        "folgenden punkten",
        "folgende punkte",
        "informations suivantes",
        "points suivants",
        "siguiente información",
    ];
    const WANT: &[&str] = &[
        "please",
        "we need",
        "we require",
        "we request",
        "we ask",
        "could you",
        "kindly",
        "benötigen",
        "bitte",
        "brauchen",
        "merci",
        "besoin",
        "veuillez",
        "necesitamos",
        "by you",
        "from you",
    ];
    WHAT.iter().any(|part| lower.contains(part)) && WANT.iter().any(|part| lower.contains(part))
}
