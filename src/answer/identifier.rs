//! Vulnerability identifiers in an item, and what the base has on record for them.

use crate::knowledge::{Advisory, Finding, Knowledge};
use crate::matcher::negation::negations;
use crate::questionnaire::asks_what;

/// A CVE or GHSA identifier in a text, in upper case as its issuer writes it (GHSA's tail in lower case).
pub fn identifiers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
        let upper = word.trim_matches('-').to_ascii_uppercase();
        let parts: Vec<&str> = upper.split('-').collect();
        let id = match parts.as_slice() {
            ["CVE", year, number] if year.len() == 4 && is_number(year) && number.len() >= 4 && is_number(number) => {
                upper.clone()
            }
            ["GHSA", a, b, c] if [a, b, c].iter().all(|part| part.len() == 4) => {
                format!("GHSA-{}", upper[5..].to_ascii_lowercase())
            }
            _ => continue,
        };
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// How words begin that ask whether an identifier concerns the asker.
const EFFECT: &[&str] = &[
    "affect",
    "vulnerab",
    "expos",
    "impact",
    "risk",
    "concern",
    "applic",
    "relevan",
    "touch",
    "betrifft",
    "betroffen",
    "anfällig",
    "afect",
    "影響",
];
/// How words begin that ask what became of it.
const STATE: &[&str] = &[
    "fix", "patch", "mitigat", "remediat", "address", "resolv", "clos", "status", "contain", "ship", "behoben",
    "corrig", "修正", "対応",
];
/// How words begin that turn a question round or divide it, so that no bare "no" answers it.
const TURNING: &[&str] = &[
    "unaffect", "free", "safe", "spared", "immune", "only", "solely", "or", "nur", "oder", "ou", "seul", "solo", "のみ",
];

/// Openings of what a record does not give, whatever else stands in the question.
const MORE: &[&str] =
    &["how many", "how long", "how much", "how often", "which day", "what day", "which date", "what date", "who "];

/// Whether a text asks what its identifiers mean for the asker, or nothing besides; a score, a day or a name on top is more than a
/// record promises.
pub fn asks_for_status(text: &str) -> bool {
    let lower = text.to_lowercase();
    if MORE.iter().any(|more| lower.contains(more)) {
        return false;
    }
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let mut others = 0;
    for word in words.filter(|word| !word.contains(|c: char| c.is_ascii_digit())) {
        if EFFECT.iter().chain(STATE).any(|beginning| word.contains(beginning)) {
            return true;
        }
        others += 1;
    }
    others < 3
}

/// Whether a text asks if its identifiers touch what it names, so that "no" answers it where they do not.
pub fn asks_whether_touched(text: &str) -> bool {
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let turned = lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| TURNING.iter().any(|turning| word == *turning || (turning.len() > 3 && word.starts_with(turning))));
    says(EFFECT) && !says(STATE) && !turned && !asks_what(text) && negations(&lower).is_empty()
}

/// What is on record for an identifier.
#[derive(Debug, Clone, Copy)]
pub enum Record<'k> {
    /// An advisory of the project itself.
    Advisory(&'k Advisory),
    /// A statement on what scanners report.
    Finding(&'k Finding),
}

/// Everything on record for an identifier: advisories first, then what scanners make of it.
pub fn records<'k>(knowledge: &'k Knowledge, id: &str) -> Vec<Record<'k>> {
    let same = |other: &String| other.eq_ignore_ascii_case(id);
    let advisories =
        knowledge.advisories.iter().filter(|advisory| same(&advisory.id) || advisory.aliases.iter().any(same));
    let findings = knowledge.findings.iter().filter(|finding| finding.ids.iter().any(same));
    advisories.map(Record::Advisory).chain(findings.map(Record::Finding)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_answers_what_an_identifier_means_and_no_more() {
        for text in
            ["CVE-2026-24480", "Are you affected by CVE-2026-24480?", "Betrifft CVE-2025-11183 auch den Server?"]
        {
            assert!(asks_for_status(text), "{text}");
        }
        for text in [
            "Who reported CVE-2026-24480 and what reward was paid?",
            "Name the analyst who handled CVE-2025-11183.",
            "For how many days was the workflow of CVE-2026-24480 exposed?",
        ] {
            assert!(!asks_for_status(text), "{text}");
        }
    }

    #[test]
    fn a_question_whether_something_is_touched_can_be_answered_by_no() {
        for text in ["Does CVE-2025-11183 concern the desktop client?", "Ist QGIS Server von CVE-2026-24480 betroffen?"]
        {
            assert!(asks_whether_touched(text), "{text}");
        }
        for text in [
            "Is the desktop client free of the risk of CVE-2025-11183?",
            "Is QGIS Server not affected by CVE-2025-11183?",
            "Does CVE-2025-11183 affect the server or the web client only?",
            "How does CVE-2025-11183 affect QGIS Desktop?",
            "Has the risk of CVE-2025-11183 for the desktop been mitigated?",
        ] {
            assert!(!asks_whether_touched(text), "{text}");
        }
    }

    #[test]
    fn identifiers_are_found_in_any_case() {
        assert_eq!(identifiers("Are we affected by cve-2026-24480?"), ["CVE-2026-24480"]);
        assert_eq!(
            identifiers("(GHSA-CR49-PM9V-M788), CVE-2026-24480; CVE-2026-24480"),
            ["GHSA-cr49-pm9v-m788", "CVE-2026-24480"]
        );
        assert_eq!(identifiers("Do you issue CVE ids? CVE-20-1"), Vec::<String>::new());
    }
}
