//! An item that names a standard, a number or an acronym which the whole fact lacks.
//!
//! The worst false answers share the head topic and differ in such a mark: ISO 27701 for ISO 27001, FIPS for AES.

use super::{Fired, Sight, whole_text};
use crate::answer::Why;
use crate::knowledge::Verdict;
use crate::matcher::terms::{normalise, words};

/// Acronyms that name no subject.
const COMMON: &[&str] = &[
    "IT", "ID", "IDS", "OK", "NA", "N/A", "FAQ", "URL", "PDF", "USA", "US", "UK", "EU", "TBD", "QA", "Q&A", "I", "A",
    "II", "III", "IV", "VS", "AM", "PM", "CEO", "CTO", "HR", "PC", "PCS", "OS", "ICT", "IS", "RFP", "YES", "NO", "AND",
    "OR", "NOT", "ALL", "ANY", "IF", "THE", "OF",
];

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    // The reason why nothing of a family applies covers every detail of it.
    if sight.in_family && sight.fact.verdict == Verdict::NotApplicable {
        return None;
    }
    let missing = missing_marks(sight);
    let first = missing.first()?;
    Some(Fired::new(
        Why::Mismatch,
        "guard-mismatch",
        format!("the item names `{first}`, which `{}` does not mention", sight.fact.id),
    ))
}

fn missing_marks(sight: &Sight<'_>) -> Vec<String> {
    let item_marks = marks(sight.item, &sight.knowledge.project.name);
    if item_marks.is_empty() {
        return Vec::new();
    }
    let text = whole_text(sight.fact);
    let fact_words: Vec<String> = words(&normalise(&text));
    let fact_stems = sight.analyzer.stems(&text);
    let fact_concepts = sight.analyzer.concepts(&fact_stems);
    item_marks
        .into_iter()
        .filter(|mark| {
            let parts = words(&normalise(mark));
            let worded = parts.iter().all(|part| fact_words.contains(part));
            let concepts = sight.analyzer.concepts(&sight.analyzer.stems(mark));
            let meant = !concepts.is_empty() && concepts.iter().all(|concept| fact_concepts.contains(concept));
            !worded && !meant
        })
        .collect()
}

/// Acronyms and words with digits, as written, each once.
fn marks(item: &str, project: &str) -> Vec<String> {
    let shouted = item.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase());
    let mut marks: Vec<String> = Vec::new();
    for word in item.split(|c: char| !(c.is_alphanumeric() || c == '&')) {
        let word = word.trim_matches('&');
        let capitals = word.chars().filter(|c| c.is_ascii_uppercase()).count();
        let letters = word.chars().filter(|c| c.is_ascii_alphabetic()).count();
        let digits = word.chars().any(|c| c.is_ascii_digit());
        // An acronym is mostly capitals; in a text all in capitals nothing stands out. Small bare numbers count things.
        let acronym = !shouted && capitals >= 2 && capitals * 2 > letters;
        let number = digits && (letters > 0 || word.len() >= 3) && !is_year(word);
        let plural = word.strip_suffix('s').unwrap_or(word);
        if (acronym || number)
            && !COMMON.contains(&plural.to_ascii_uppercase().as_str())
            && !word.to_lowercase().starts_with(&project.to_lowercase())
            && !marks.iter().any(|mark| mark == plural)
        {
            marks.push(plural.to_owned());
        }
    }
    marks
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards_stand_out_and_words_do_not() {
        assert_eq!(marks("Are you ISO 27701 or FIPS 140-2 certified?", "QGIS"), ["ISO", "27701", "FIPS", "140"]);
        assert_eq!(marks("Does QGIS have a 24x7 SOC for your IT?", "QGIS"), ["24x7", "SOC"]);
        assert_eq!(marks("Is MFA in place since 2024, for 2 admins?", "QGIS"), ["MFA"]);
        assert_eq!(marks("DO YOU ENCRYPT DATA AT REST?", "QGIS"), Vec::<String>::new());
    }
}
