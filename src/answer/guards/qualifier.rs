//! An item with a condition that a "yes" does not bear out: all, annually, independent, within 24 hours, certified.

use super::{Fired, Sight, whole_text};
use crate::answer::Why;
use crate::knowledge::Verdict;
use crate::matcher::analyzer::Analyzer;
use crate::matcher::lexicon::Lexicon;

/// Conditions, grouped: any word of a group in the fact bears the others out.
const GROUPS: &[&[&str]] = &[
    &["annually", "annual", "yearly", "every year", "once a year", "each year", "every 12 months", "at least annually"],
    &["quarterly", "every quarter", "every three months", "every 90 days"],
    &["monthly", "every month", "each month"],
    &["weekly", "every week"],
    &["daily", "every day", "each day"],
    &["regularly", "periodically", "regular basis", "periodic", "at planned intervals"],
    &["continuous", "continuously", "real time", "24x7", "24/7", "around the clock"],
    &["independent", "independently", "third party", "external party", "external auditor", "outside firm"],
    &["certified", "certification", "accredited", "certificate", "validated", "attested"],
    &[
        "all employees",
        "all staff",
        "all personnel",
        "all users",
        "all systems",
        "all data",
        "all changes",
        "all contractors",
        "all code",
    ],
    &["every release", "each release", "every change", "every commit", "each build"],
    &["mandatory", "enforced", "required", "compulsory", "obligatory"],
    &["automatic", "automatically", "automated"],
    &["formal", "formally", "documented", "written"],
    &["immediately", "without undue delay", "promptly"],
    &["guarantee", "guaranteed", "warrant", "contractually"],
    &["tested", "exercised", "rehearsed"],
    &["hardware", "hsm", "tamper"],
];

/// The conditions as stems, one lexicon a group.
pub struct Conditions(Vec<Lexicon>);

impl Conditions {
    /// As an analyzer stems them.
    pub fn new(analyzer: &Analyzer) -> Self {
        let group = |terms: &&[&str]| Lexicon::new(terms.iter().map(|term| (analyzer.stems(term), 0)));
        Self(GROUPS.iter().map(group).collect())
    }
}

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    // A condition on top of a "no" leaves it a "no"; on top of "partly" the answer itself names the limit.
    if sight.fact.verdict != Verdict::Yes {
        return None;
    }
    for lexicon in &sight.conditions.0 {
        if let Some((_, term)) = lexicon.first_term(&sight.found.text.stems)
            && lexicon.first_term(&sight.whole().stems).is_none()
        {
            return Some(Fired::new(
                Why::Qualifier,
                "guard-qualifier",
                format!("the item says `{term}`, which `{}` does not bear out", sight.fact.id),
            ));
        }
    }
    let deadline = deadline(&sight.found.text.normalised)?;
    if crate::matcher::terms::normalise(&whole_text(sight.fact)).contains(&deadline) {
        return None;
    }
    Some(Fired::new(
        Why::Qualifier,
        "guard-qualifier",
        format!("the item sets a deadline, `{deadline}`, which `{}` does not bear out", sight.fact.id),
    ))
}

/// "24 hours", "30 days" in a text.
fn deadline(normalised: &str) -> Option<String> {
    let words: Vec<&str> = normalised.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .find(|pair| {
            pair[0].chars().all(|c| c.is_ascii_digit())
                && ["hour", "hours", "day", "days", "week", "weeks", "month", "months", "minutes", "years", "year"]
                    .contains(&pair[1])
        })
        .map(|pair| pair.join(" "))
}

#[cfg(test)]
mod tests {
    use super::deadline;

    #[test]
    fn deadlines_are_seen() {
        assert_eq!(deadline("are incidents reported within 24 hours"), Some("24 hours".into()));
        assert_eq!(deadline("are incidents reported in time"), None);
    }
}
