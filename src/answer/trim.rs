//! What an item is about, without what every form says about everything: examples in brackets, the auditor's chain of participles.

/// How a bracket begins that only gives examples or remarks.
const ASIDES: &[&str] = &[
    "e.g",
    "eg.",
    "i.e",
    "ie.",
    "including",
    "incl",
    "such as",
    "for example",
    "for instance",
    "note",
    "if applicable",
    "if any",
    "if so",
    "if yes",
    "where applicable",
    "please",
    "ex.",
    "p. ex",
    "par exemple",
    "z.b",
    "z. b",
    "bspw",
    "por ejemplo",
    "p. ej",
    "例",
    "など",
];
/// Participles that stand in chains of three and more, or in pairs, and say no more than "there is".
const CHAIN: &[&str] = &[
    "established",
    "documented",
    "approved",
    "communicated",
    "applied",
    "evaluated",
    "maintained",
    "implemented",
    "defined",
    "enforced",
    "formalised",
    "formalized",
    "adopted",
    "published",
    "distributed",
    "disseminated",
];
/// Nouns for "rules" that stand in chains.
const RULES: &[&str] = &[
    "policies",
    "policy",
    "procedures",
    "procedure",
    "processes",
    "process",
    "standards",
    "measures",
    "mechanisms",
    "controls",
];
/// Whom a clause at the beginning is for, which ends with a comma.
const FOR_WHOM: &[&str] =
    &["for customers", "for clients", "for users", "for institutions", "for solutions", "where applicable"];

/// The item's words without asides and chains. The same words come back where there is nothing to take away, or where nothing
/// would be left.
pub fn trim(text: &str) -> String {
    let kept = without_chains(&without_audience(&without_asides(without_label(text))));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters(&kept) >= 8 && kept.len() < text.len() { kept } else { text.to_owned() }
}

/// Takes brackets away that hold examples, and the brackets of "feature(s)".
fn without_asides(text: &str) -> String {
    replace_brackets(text, |inside| {
        let lower = inside.to_lowercase();
        if ASIDES.iter().any(|aside| lower.starts_with(aside)) {
            return Some(String::new());
        }
        matches!(lower.as_str(), "s" | "es" | "ies").then(|| inside.to_owned())
    })
}

/// Puts something else in the place of brackets, by what stands inside; where it is nothing, the space before goes as well.
pub(super) fn replace_brackets(text: &str, by: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（']) {
        let after = &rest[open..];
        let Some(length) = after.find([')', '）']) else { break };
        let width = after[length..].chars().next().map_or(1, char::len_utf8);
        let lead = after.chars().next().map_or(1, char::len_utf8);
        out.push_str(&rest[..open]);
        match by(after[lead..length].trim()) {
            Some(other) if other.is_empty() => out.truncate(out.trim_end().len()),
            Some(other) => out.push_str(&other),
            None => out.push_str(&after[..length + width]),
        }
        rest = &after[length + width..];
    }
    out.push_str(rest);
    out
}

/// Names that look like the number of a control.
const NUMBERED: &[&str] = &["SOC", "SHA", "TLS", "SSL", "PCI", "AES", "MD", "IPV", "WPA", "COVID"];

/// Takes the number of a control away that stands before the question: "AC-12: ", "OPS.1.1.4: ", "CR 2.5: ".
fn without_label(text: &str) -> &str {
    let Some((label, rest)) = text.split_once(": ") else { return text };
    let words: Vec<&str> = label.split_whitespace().collect();
    if words.len() > 4 || rest.split_whitespace().count() < 5 {
        return text;
    }
    let is_name = |letters: &str| {
        (1..=5).contains(&letters.len())
            && letters.chars().all(|c| c.is_ascii_uppercase())
            && !NUMBERED.contains(&letters)
    };
    let digits_first = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let joined = words.iter().any(|word| {
        word.split_once(['-', '.']).is_some_and(|(letters, number)| is_name(letters) && digits_first(number))
    });
    let apart = words.windows(2).any(|two| is_name(two[0]) && digits_first(two[1]) && two[1].contains('.'));
    if joined || apart { rest } else { text }
}

/// "For customers not using SSO, can you ..." asks what follows the comma.
fn without_audience(text: &str) -> String {
    let lower = text.trim_start().to_lowercase();
    match text.split_once(',') {
        Some((_, rest))
            if FOR_WHOM.iter().any(|whom| lower.starts_with(whom)) && rest.split_whitespace().count() >= 4 =>
        {
            rest.trim_start().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Takes away chains of participles, and all but the first of a chain of nouns for rules.
fn without_chains(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare: Vec<String> =
        words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let participles = chain(&words, &bare, at, CHAIN);
        let rules = chain(&words, &bare, at, RULES);
        if participles > 1 {
            // What closes the chain may close the question.
            if words[at + participles - 1].ends_with('?') {
                kept.push("?");
            }
            at += participles;
        } else if rules > 1 {
            kept.push(words[at].trim_end_matches(','));
            at += rules;
        } else {
            kept.push(words[at]);
            at += 1;
        }
    }
    kept.join(" ").replace(" ?", "?")
}

/// How many words from `at` on are a chain of words of a list, joined by commas and "and"; 0 without one, 1 for a single word.
fn chain(words: &[&str], bare: &[String], at: usize, list: &[&str]) -> usize {
    let is_link = |word: &str| word == "and" || word == "or" || word == "technical" || word == "&";
    let mut end = at;
    let mut members = 0;
    let mut cursor = at;
    while cursor < words.len() {
        if list.contains(&bare[cursor].as_str()) {
            members += 1;
            cursor += 1;
            end = cursor;
            let closed = words[cursor - 1].ends_with(['.', '?', ';', ':', ')']);
            let linked = words[cursor - 1].ends_with(',') || bare.get(cursor).is_some_and(|next| is_link(next));
            if closed || !linked {
                break;
            }
        } else if members > 0 && is_link(&bare[cursor]) {
            cursor += 1;
        } else {
            break;
        }
    }
    match members {
        0 => 0,
        1 => 1,
        _ => end - at,
    }
}

#[cfg(test)]
mod tests {
    use super::trim;

    #[test]
    fn chains_and_examples_go() {
        for (text, kept) in [
            (
                "Are policies and procedures for encryption established, documented, approved, communicated, and maintained?",
                "Are policies for encryption?",
            ),
            ("Do you assess third parties (e.g., hosting providers, SaaS)?", "Do you assess third parties?"),
            ("Can the AI feature(s) be disabled?", "Can the AI features be disabled?"),
            (
                "For customers not using SSO, can you enforce password complexity?",
                "can you enforce password complexity?",
            ),
            ("Is an access process defined and implemented to grant roles?", "Is an access process to grant roles?"),
            ("IA-5(1): Are the passwords of users checked?", "Are the passwords of users checked?"),
            ("CR 2.5: is the secret store locked when idle?", "is the secret store locked when idle?"),
            ("ISO 27701: is the company certified by anybody?", "ISO 27701: is the company certified by anybody?"),
            ("SOC-2: is there a report of this year?", "SOC-2: is there a report of this year?"),
        ] {
            assert_eq!(trim(text), kept);
        }
    }

    #[test]
    fn what_is_asked_stays() {
        for text in [
            "Is there a documented policy?",
            "Is data encrypted at rest (AES-256)?",
            "Established?",
            "Are changes approved?",
            "Is multi-factor authentication (MFA) supported?",
        ] {
            assert_eq!(trim(text), text);
        }
    }
}
