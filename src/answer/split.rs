//! Compound items: several questions in one, taken apart.

/// Followers that ask for detail of what was just asked; they belong to it and need no answer of their own.
const FOLLOWERS: &[&str] = &[
    "if so",
    "if yes",
    "if no",
    "if not",
    "if applicable",
    "please describe",
    "please explain",
    "please provide",
    "please specify",
    "please elaborate",
    "please detail",
    "please list",
    "please attach",
    "please indicate",
    "describe",
    "explain",
    "provide details",
    "elaborate",
    "how so",
    "why",
    "why not",
    "how often",
    "how frequently",
    "by whom",
    "since when",
    "which ones",
    "which one",
    "where",
    "when",
];

/// Words that begin a second question after a conjunction.
const STARTERS: &[&str] = &[
    "do", "does", "is", "are", "can", "could", "will", "has", "have", "how", "what", "who", "which", "where", "when",
    "was", "were", "should",
];

/// The parts of an item; one for an item that is not compound. Follow-ups ("If so, how often?") stay with their question.
pub fn split(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for sentence in sentences(text) {
        for clause in clauses(&sentence) {
            let follows =
                parts.last().is_some() && (is_follower(&clause) || content_words(&clause) < 2 || points_back(&clause));
            match parts.last_mut() {
                Some(last) if follows => {
                    last.push(' ');
                    last.push_str(&clause);
                }
                _ => parts.push(clause),
            }
        }
    }
    // A statement before a question is its setting.
    let questions = parts.iter().filter(|part| is_question(part)).count();
    if questions == 0 || questions == parts.len() {
        return if questions == 0 && parts.len() > 1 { vec![text.trim().to_owned()] } else { parts };
    }
    let mut joined: Vec<String> = Vec::new();
    let mut setting = String::new();
    for part in parts {
        if is_question(&part) {
            joined.push(if setting.is_empty() { part } else { format!("{} {part}", std::mem::take(&mut setting)) });
        } else if let Some(last) = joined.last_mut() {
            last.push(' ');
            last.push_str(&part);
        } else {
            setting = if setting.is_empty() { part } else { format!("{setting} {part}") };
        }
    }
    joined
}

fn is_question(text: &str) -> bool {
    text.contains('?') || text.contains('？')
}

/// Sentences, cut after `?`, `？`, and after a full stop that is followed by a capital.
fn sentences(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in chars.iter().enumerate() {
        let next = chars[at + 1..].iter().find(|c| !c.is_whitespace());
        let spaced = chars.get(at + 1).is_none_or(|c| c.is_whitespace());
        let ends = match c {
            '？' | '。' => true,
            '?' => spaced,
            '.' | '!' => {
                let word: String = chars[start..at].iter().rev().take_while(|c| !c.is_whitespace()).collect();
                spaced && next.is_none_or(|next| next.is_uppercase()) && word.chars().count() > 2 && !word.contains('.')
            }
            _ => false,
        };
        if ends {
            push_trimmed(&chars[start..=at], &mut out);
            start = at + 1;
        }
    }
    push_trimmed(&chars[start..], &mut out);
    out
}

fn push_trimmed(chars: &[char], out: &mut Vec<String>) {
    let text: String = chars.iter().collect();
    if text.chars().any(char::is_alphanumeric) {
        out.push(text.trim().to_owned());
    }
}

/// Clauses of a sentence, cut before ", and do you ..." and the like, when both sides can stand alone.
fn clauses(sentence: &str) -> Vec<String> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..words.len().saturating_sub(2) {
        let joins = matches!(words[at], "and" | "und" | "et" | "y") || words[at - 1].ends_with(';');
        let starter = if words[at - 1].ends_with(';') && words[at] != "and" { words[at] } else { words[at + 1] };
        let starts = STARTERS.contains(&starter.to_lowercase().as_str());
        // "how and where" and "is and how" join words, not clauses.
        if joins
            && starts
            && content_words(&words[start..at].join(" ")) >= 2
            && content_words(&words[at + 1..].join(" ")) >= 2
            && at - start >= 3
        {
            out.push(words[start..at].join(" ").trim_end_matches([',', ';']).to_owned() + "?");
            start = if words[at] == "and" { at + 1 } else { at };
        }
    }
    out.push(words[start..].join(" "));
    out
}

/// A short clause that speaks of what the one before named ("and what exactly is kept there?") asks nothing by itself.
fn points_back(clause: &str) -> bool {
    const BACK: &[&str] = &["therein", "it", "its", "them", "they", "their", "these", "those", "this", "such"];
    let lower = clause.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // "Is there ..." points nowhere.
    let back = words.last() == Some(&"there") || words.iter().any(|word| BACK.contains(word));
    back && content_words(clause) < 5
}

fn is_follower(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    FOLLOWERS.iter().any(|follower| {
        lower.strip_prefix(follower).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    }) && (lower.starts_with("if ") || !is_question(clause) || content_words(clause) < 4)
}

/// Words that carry meaning, roughly: four letters or more, or capitals. Text without spaces counts by length.
fn content_words(text: &str) -> usize {
    const EMPTY: &[&str] = &[
        "this", "that", "these", "those", "them", "they", "your", "with", "have", "does", "what", "when", "where",
        "which", "done", "used",
    ];
    if text.chars().any(crate::matcher::terms::is_ideographic) {
        return text.chars().count() / 3;
    }
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            let acronym = word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            acronym || (word.chars().count() >= 4 && !EMPTY.contains(&word.to_lowercase().as_str()))
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn one_question_stays_one() {
        for text in [
            "What is your password policy?",
            "Do you encrypt data at rest and in transit?",
            "Is there a policy? If so, please describe it.",
            "Do you perform penetration tests? How often?",
            "Is access revoked? By whom?",
            "Passwords are hashed. They are salted.",
            "Have you obtained any third-party certifications such as ISMS or P-mark?",
            "How and where is customer data stored?",
            "Which key stores does the client use, and what exactly is deposited there?",
        ] {
            assert_eq!(split(text).len(), 1, "{text}: {:?}", split(text));
        }
    }

    #[test]
    fn several_questions_come_apart() {
        assert_eq!(
            split("Do you have a bug bounty programme? Is there a security contact address?"),
            ["Do you have a bug bounty programme?", "Is there a security contact address?"]
        );
        assert_eq!(
            split("Is multi-factor authentication supported, and are passwords stored encrypted?"),
            ["Is multi-factor authentication supported?", "are passwords stored encrypted?"]
        );
        assert_eq!(
            split("Do you have a bug bounty? Are releases signed?"),
            ["Do you have a bug bounty?", "Are releases signed?"]
        );
        assert_eq!(
            split("We take privacy seriously. Is personal data collected?"),
            ["We take privacy seriously. Is personal data collected?"]
        );
    }
}
