//! An item that names a standard, a number or an acronym which the whole fact lacks.
//!
//! The worst false answers share the head topic and differ in such a mark: ISO 27701 for ISO 27001, FIPS for AES.

use super::{Fired, Sight};
use crate::answer::Why;
use crate::answer::trim::replace_brackets;
use crate::knowledge::Verdict;
use crate::matcher::language::{self, Language};

/// Acronyms that name no subject.
const COMMON: &[&str] = &[
    "IT", "ID", "IDS", "OK", "NA", "N/A", "FAQ", "URL", "PDF", "USA", "US", "UK", "EU", "TBD", "QA", "Q&A", "I", "A",
    "II", "III", "IV", "VS", "AM", "PM", "CEO", "CTO", "HR", "PC", "PCS", "OS", "ICT", "IS", "RFP", "YES", "NO", "AND",
    "OR", "NOT", "ALL", "ANY", "IF", "THE", "OF", "AT", "LEAST", "IP", "DB", "IN", "ON", "BOTH", "MUST", "SHALL",
    "ISO/IEC", "IEC", "II.", "ETC", "NOK",
];
/// Names of parts of a law or a standard.
const PASSAGES: &[&str] = &["Annex", "Article", "Articles", "Clause", "Directive", "Regulation", "Section"];
/// What a standard is named after that a requirement only refers to.
const REFERENCES: &[&str] = &[
    " according to ",
    " in accordance with ",
    " in line with ",
    " in compliance with ",
    " aligned with ",
    " aligned to ",
    " as required by ",
    " as defined in ",
    " pursuant to ",
    " gemäß ",
    " gemäss ",
    " nach ",
    " selon ",
    " au sens ",
    " conformément ",
    " según ",
    " conforme a ",
];
/// Where what is referred to ends.
const CLAUSE_ENDS: [char; 4] = [',', ';', '?', ':'];
/// How words begin that make the standard itself the subject.
const CERTIFIED: &[&str] = &["certif", "zertif", "accredit", "attest", "complian", "complies", "conforman", "report"];
/// Weight of a term under which it is one of the words that the base uses all the time.
const COMMON_WEIGHT: f32 = 5.9;

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    // The reason why nothing of a family applies covers every detail of it.
    if sight.in_family && sight.fact.verdict == Verdict::NotApplicable {
        return None;
    }
    let missing = missing_marks(sight);
    let Some(first) = missing.first() else { return alternative(sight) };
    Some(Fired::new(
        Why::Mismatch,
        "guard-mismatch",
        format!("the item names `{first}`, which `{}` does not mention", sight.fact.id),
    ))
}

fn missing_marks(sight: &Sight<'_>) -> Vec<String> {
    // "No" to a thing is "no" to it under a standard or in a number besides.
    let conditions_count = !matches!(sight.fact.verdict, Verdict::No | Verdict::NotApplicable);
    let item = if conditions_count { sight.item.to_owned() } else { without_references(sight.item) };
    marks(&item, &sight.knowledge.project.name)
        .into_iter()
        .filter(|mark| conditions_count || !is_count(&item, mark))
        .filter(|mark| {
            let parts = sight.analyzer.stems(mark);
            let is_said =
                |part: &String| sight.whole().stems.contains(part) || sight.matcher.speaks_for(part, sight.first.entry);
            let worded = parts.iter().all(is_said);
            let concepts = sight.analyzer.concepts(&parts);
            let meant = !concepts.is_empty() && concepts.iter().all(|concept| sight.whole().concepts.contains(concept));
            !worded && !meant && !is_common(sight, mark)
        })
        .collect()
}

/// The item without brackets and without what follows "according to" up to the end of the clause, unless a standard is what it
/// asks for.
fn without_references(item: &str) -> String {
    let lower = item.to_lowercase();
    if CERTIFIED.iter().any(|word| lower.contains(word)) {
        return item.to_owned();
    }
    let mut kept = String::with_capacity(item.len());
    for clause in replace_brackets(item, |_| Some(String::new())).split_inclusive(CLAUSE_ENDS) {
        // Openings are lower case in any sentence, and ASCII keeps places where they are.
        let small = clause.to_ascii_lowercase();
        match REFERENCES.iter().filter_map(|opening| small.find(opening)).min() {
            Some(at) => {
                kept.push_str(&clause[..at]);
                kept.extend(clause.chars().next_back().filter(|last| CLAUSE_ENDS.contains(last)));
            }
            None => kept.push_str(clause),
        }
    }
    kept
}

/// Whether a number counts something: "300 users", but not "ISO 9001 audits".
fn is_count(item: &str, mark: &str) -> bool {
    let words: Vec<&str> = item.split_whitespace().collect();
    let small = |word: &str| word.starts_with(|c: char| c.is_lowercase());
    mark.chars().all(|c| c.is_ascii_digit())
        && words.windows(3).any(|three| three[1] == mark && small(three[0]) && small(three[2]))
}

/// An item that offers two subjects with "or", one of which the fact does not speak about: a "no" to the one is none to the other.
fn alternative(sight: &Sight<'_>) -> Option<Fired> {
    const OR: &[&str] = &["or", "oder", "ou", "o", "bzw", "resp"];
    let stems = &sight.found.text.stems;
    let at = stems.iter().position(|stem| OR.contains(&stem.as_str()))?;
    let [before, after] = [&stems[..at], &stems[at + 1..]].map(|side| sight.analyzer.concepts(side));
    if before.is_empty() || after.is_empty() || before == after {
        return None;
    }
    let spoken = &sight.whole().concepts;
    let unspoken = |side: &[usize]| side.iter().all(|concept| !spoken.contains(concept));
    if !unspoken(&before) && !unspoken(&after) {
        return None;
    }
    Some(Fired::new(
        Why::Mismatch,
        "guard-mismatch",
        format!("the item offers two subjects, of which `{}` speaks about one", sight.fact.id),
    ))
}

/// Whether a capitalised word is one that the base uses all the time ("Application Security", "Known Vulnerabilities").
fn is_common(sight: &Sight<'_>, mark: &str) -> bool {
    mark.chars().skip(1).all(|c| c.is_lowercase())
        && sight.analyzer.stems(mark).iter().all(|stem| {
            sight.analyzer.number(stem).is_some_and(|term| sight.matcher.lookup().weight(term) < COMMON_WEIGHT)
        })
}

/// Whether an acronym in brackets only shortens the words before it: "security policy (ISSP)" ends as "policy security" does.
fn is_shortening(item: &str, word: &str) -> bool {
    let Some(at) = item.find(&format!("({word})")) else { return false };
    let initials: String = item[..at]
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let tail: String = word.to_uppercase().chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    tail.chars().count() == 2 && initials.ends_with(&tail)
}

/// Acronyms and words with digits, as written, each once.
fn marks(item: &str, project: &str) -> Vec<String> {
    let shouted = item.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase());
    let (plain, names) = (!shouted && is_plain(item), names(item));
    let mut marks: Vec<String> = Vec::new();
    for word in item.split(|c: char| !(c.is_alphanumeric() || c == '&')) {
        let word = word.trim_matches('&');
        let capitals = word.chars().filter(|c| c.is_ascii_uppercase()).count();
        let letters = word.chars().filter(|c| c.is_ascii_alphabetic()).count();
        let digits = word.chars().any(|c| c.is_ascii_digit());
        // An acronym is mostly capitals; in a text all in capitals nothing stands out. Small bare numbers count things.
        let acronym = !shouted && capitals >= 2 && capitals * 2 > letters;
        let number = digits && (letters > 0 || word.len() >= 3) && !is_year(word);
        // "APIs" is more than one API; other words are compared by their stems.
        let plural = if acronym { word.strip_suffix('s').unwrap_or(word) } else { word };
        let named = plain && (names.contains(&word) || is_camel(word));
        if (acronym || number || named)
            && !COMMON.contains(&plural.to_ascii_uppercase().as_str())
            && !PASSAGES.iter().any(|passage| passage.eq_ignore_ascii_case(plural))
            && !is_shortening(item, word)
            && !word.to_lowercase().starts_with(&project.to_lowercase())
            && !marks.iter().any(|mark| mark == plural)
        {
            marks.push(plural.to_owned());
        }
    }
    marks
}

/// Words of a sentence that begin with a capital although no sentence begins there: names of things.
fn names(item: &str) -> Vec<&str> {
    let mut begins = true;
    let mut names = Vec::new();
    for word in item.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !begins && bare.len() >= 4 && bare.starts_with(|c: char| c.is_ascii_uppercase()) {
            names.push(bare);
        }
        begins =
            word.ends_with(['.', '?', '!', ':', '/', '-', '(']) || word.starts_with(['(', '"', '/']) || bare.is_empty();
    }
    names
}

/// English prose, in which a capital means something: most words are small, and none is German's noun.
fn is_plain(item: &str) -> bool {
    let words: Vec<&str> = item.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let small = words.iter().filter(|word| word.starts_with(|c: char| c.is_lowercase())).count();
    small * 3 >= words.len() * 2 && language::detect(item) == Language::English
}

/// "PostgreSQL", "GitHub": a capital inside a word.
fn is_camel(word: &str) -> bool {
    word.chars().skip(1).any(|c| c.is_ascii_uppercase()) && word.chars().any(|c| c.is_ascii_lowercase())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_referred_to_is_no_subject() {
        for (item, kept) in [
            (
                "Is there a risk register (NIST PM-9) according to BSI-Standard 200-3, with owners?",
                "Is there a risk register, with owners?",
            ),
            ("Führen Sie ein Risikoregister gemäß BSI-Standard 200-3?", "Führen Sie ein Risikoregister?"),
            ("Are you certified according to ISO 27701?", "Are you certified according to ISO 27701?"),
        ] {
            assert_eq!(without_references(item), kept);
        }
        assert!(is_count("do our 300 users work on", "300"));
        assert!(!is_count("an ISO 9001 audit", "9001"));
    }

    #[test]
    fn standards_stand_out_and_words_do_not() {
        assert_eq!(marks("Are you ISO 27701 or FIPS 140-2 certified?", "QGIS"), ["ISO", "27701", "FIPS", "140"]);
        assert_eq!(marks("Does QGIS have a 24x7 SOC for your IT?", "QGIS"), ["24x7", "SOC"]);
        assert_eq!(marks("Is MFA in place since 2024, for 2 admins?", "QGIS"), ["MFA"]);
        assert_eq!(marks("Which PostgreSQL version backs it, and is Citrix used?", "QGIS"), ["PostgreSQL", "Citrix"]);
        assert_eq!(marks("Password Policy And Storage", "QGIS"), Vec::<String>::new());
        assert_eq!(marks("DO YOU ENCRYPT DATA AT REST?", "QGIS"), Vec::<String>::new());
    }
}
