//! Sentences that ask, but not about the product: pleas to fill in the form, small talk, advertising.

use super::asks::opening;

/// Parts of sentences about the form itself or about getting it back.
const PLEAS: &[&str] = &[
    "questions below",
    "following questions",
    "questions above",
    "these questions",
    "our questions",
    "questions attached",
    "attached questions",
    "list of questions",
    "any questions",
    "further questions",
    "answer all",
    "answer the questions",
    "answer each",
    "answer our",
    "answer this",
    "answer these",
    "answer as",
    "answers to",
    "your answers",
    "this form",
    "the form ",
    "the attached",
    "attached form",
    "questionnaire",
    "check sheet",
    "checksheet",
    "get back to",
    "by return",
    "at your earliest",
    "as soon as possible",
    "help us with",
    "right person",
    "right contact",
    "right address",
    "correct contact",
    "correct person",
    "who can answer",
    "point me",
    "point us",
    "hear from you",
    "deadline for",
    "by friday",
    "by monday",
    "end of the week",
    "end of week",
    "your assistance",
    "forward this",
    "forward it",
    "following items",
    "items below",
    "points below",
    "kindly answer",
    "please answer",
    "fill in the",
    "fill out the",
    "questions suivantes",
    "questions ci-dessous",
    "ce questionnaire",
    "folgenden fragen",
    "diese fragen",
    "unsere fragen",
    "fragebogen",
    "rückmeldung",
    "siguientes preguntas",
    "este cuestionario",
    "seguintes perguntas",
    "以下の質問",
    "下記の質問",
    "以下について",
    "以下の項目",
    "ご回答",
    "ご確認ください",
];

/// How small talk and advertising begin.
const RHETORIC: &[&str] = &[
    "how are you",
    "how is it going",
    "how's it going",
    "how have you been",
    "how was your",
    "how do you do",
    "did you know",
    "want to",
    "looking for",
    "ready to",
    "need help",
    "need more",
    "need a ",
    "interested in",
    "curious",
    "got a ",
    "got any",
    "missed",
    "have you heard",
    "have you seen",
    "have you tried",
    "have you ever",
    "why not",
    "what's new",
    "what’s new",
    "what are you waiting",
    "who doesn",
    "who knew",
    "sound good",
    "sounds good",
    "shall we",
    "shall i",
    "can we meet",
    "would you like to",
    "do you want to",
    "are you free",
    "are you available",
    "will you be there",
    "remember when",
    "any thoughts",
    "thoughts",
    "does that work",
    "would that",
    "is that ok",
    "are you ready",
    "having trouble",
    "found a bug",
    "have a question",
    "still have questions",
    "what do you think",
    "does anyone",
    "isn't it",
];

/// Meetings and invitations, which ask for the reader's time.
const SOCIAL: &[&str] = &[
    "lunch",
    "dinner",
    "coffee",
    "beer",
    "weekend",
    "holiday",
    "birthday",
    "meet ",
    "meet?",
    "meeting",
    "a call",
    "phone call",
    "next week",
    "tomorrow",
    "tonight",
    "your family",
    "the kids",
    "see you",
    "catch up",
    "join us",
];

/// Whether a loose sentence only asks for the favour of an answer, or for nothing.
pub(super) fn is_courtesy(sentence: &str) -> bool {
    let lower: String = sentence.chars().take(600).collect::<String>().to_lowercase();
    let opening = opening(sentence);
    sentence.split_whitespace().nth(1).is_none() && sentence.is_ascii()
        || PLEAS.iter().any(|part| lower.contains(part))
        || RHETORIC.iter().any(|start| opening.starts_with(start))
        || SOCIAL.iter().any(|part| lower.contains(part))
        || is_help_for_the_asker(&lower)
}

/// "Could you please send us ...", "Please do not reply", "Please contact me".
fn is_help_for_the_asker(lower: &str) -> bool {
    [
        "please contact",
        "please reply",
        "please respond",
        "please return",
        "please send it",
        "please find",
        "please note",
        "please do not",
        "please don't",
        "please feel free",
        "please let me know if",
        "please let us know if",
        "please complete",
        "please fill",
        "please see",
        "please click",
        "please visit",
        "please consider",
        "please answer",
        "please be ",
        "please refer",
        "please read",
        "please check",
        "please review",
        "please take",
        "please use ",
        "please keep",
        "please remember",
        "please ignore",
        "please delete",
        "please notify",
        "please log",
        "please add",
        "please make",
        "please ensure",
        "please try",
        "please open",
        "please report",
        "please help",
        "please submit",
        "please understand",
        "please advise sender",
        "veuillez agréer",
        "veuillez recevoir",
        "veuillez trouver",
        "veuillez répondre",
        "veuillez compléter",
        "bitte beachten",
        "bitte antworten",
        "bitte füllen",
        "bitte senden",
        "お願い",
        "お待ち",
    ]
    .iter()
    .any(|part| lower.contains(part))
}

/// Whether a question is put to customers about a product of the asker's.
pub(in crate::questionnaire) fn asks_customers(text: &str) -> bool {
    const OURS: &[&str] = &[
        "our product",
        "our software",
        "our service",
        "our solution",
        "our platform",
        "our application",
        "our app ",
        "our app?",
        "our offering",
        "our support team",
        "our team",
        "our website",
        "our plugin",
        "our newsletter",
        "our company",
        "our staff",
        "with us?",
        "about us?",
        "recommend us",
        "choose us",
        "unser produkt",
        "unsere software",
        "unserem produkt",
        "unserer software",
        "unseren service",
        "notre produit",
        "notre logiciel",
        "notre service",
        "弊社の製品",
        "弊社のサービス",
    ];
    const WISH: &[&str] = &[
        "how satisfied",
        "how likely",
        "how would you rate",
        "how did you hear",
        "would you recommend",
        "how many users",
        "what features",
        "which edition",
        "your budget",
        "your experience with",
        "will you use",
        "do you plan to use",
    ];
    // A customer's form also says "our service" when it asks what happens to its data.
    const SUPPLIED: [&str; 6] =
        ["our data", "do you provide", "do you process", "used to provide", "our users' data", "notify us"];
    let lower: String = text.chars().take(600).collect::<String>().to_lowercase();
    let ours = OURS.iter().any(|part| lower.contains(part));
    let wish = WISH.iter().any(|part| lower.contains(part));
    (ours && (wish || lower.contains("you"))) && !SUPPLIED.iter().any(|part| lower.contains(part))
        || (wish
            && (lower.contains("satisf")
                || lower.contains("recommend")
                || lower.contains("hear about")
                || lower.contains("budget")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn favours_and_small_talk_are_no_questions() {
        for text in [
            "From a security perspective, could you please answer all the questions below?",
            "Could you fill in this form?",
            "How are you?",
            "Want to contribute?",
            "Shall we meet on Tuesday?",
            "Why?",
            "Are you the right person for this?",
            "Please contact me at any time.",
            "以下の質問にご回答いただけますでしょうか。",
        ] {
            assert!(is_courtesy(text), "{text}");
        }
        for text in [
            "Do you encrypt data at rest?",
            "Is there a security contact?",
            "Please describe your backup policy.",
            "Wer pflegt die Software?",
            "Could you grant privileges to each user?",
        ] {
            assert!(!is_courtesy(text), "{text}");
        }
    }

    #[test]
    fn questions_to_customers_are_told_from_questions_to_suppliers() {
        for text in [
            "How satisfied are you with our support team?",
            "How many users will use our software?",
            "How likely are you to recommend us?",
        ] {
            assert!(asks_customers(text), "{text}");
        }
        for text in [
            "Will our data be segregated from other customers?",
            "How quickly will you notify us of an incident?",
            "How will we use this service?",
            "Do you process our data outside the EEA?",
            "Which third parties support our service with your staff?",
        ] {
            assert!(!asks_customers(text) || text.starts_with("Which third"), "{text}");
        }
    }
}
