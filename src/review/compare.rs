//! What differs between two states of a knowledge base.

use crate::knowledge::{Citation, Fact, Knowledge, Verdict};
use std::collections::BTreeSet;

/// How a fact differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It is new.
    Added {
        /// Its position.
        verdict: Verdict,
        /// Its short answer.
        short: String,
    },
    /// It says something else; at least one of these is set.
    Changed {
        /// Position before and after.
        verdict: Option<(Verdict, Verdict)>,
        /// Short answer before and after.
        short: Option<(String, String)>,
        /// Whether the detail changed.
        body: bool,
        /// What it cites no longer, and what it cites newly.
        sources: (Vec<String>, Vec<String>),
    },
    /// It no longer holds.
    Withdrawn,
    /// Its file is gone: ids are stable, so that is a fault.
    Removed,
}

impl Difference {
    /// Place in a list: verdicts first, then words, then sources, then what is new and what is gone.
    fn rank(&self) -> u8 {
        match self {
            Self::Changed { verdict: Some(_), .. } => 0,
            Self::Changed { short: Some(_), .. } => 1,
            Self::Changed { body: true, .. } => 2,
            Self::Changed { .. } => 3,
            Self::Added { .. } => 4,
            Self::Withdrawn => 5,
            Self::Removed => 6,
        }
    }
}

/// A fact that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDifference {
    /// Its id, the newer one when it was renamed.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it differs.
    pub difference: Difference,
}

/// Compares two states of a base: facts whose position changed, then those whose words did, then those whose sources did, then new
/// and withdrawn ones. A renamed fact is the same fact.
pub fn compare(old: &Knowledge, new: &Knowledge) -> Vec<FactDifference> {
    let mut list = Vec::new();
    let mut push = |fact: &Fact, difference| {
        list.push(FactDifference { id: fact.id.clone(), title: fact.title.clone(), difference });
    };
    let mut met = BTreeSet::new();
    for before in old.facts.values() {
        let Some(after) = new.fact(&before.id) else {
            push(before, Difference::Removed);
            continue;
        };
        met.insert(after.id.as_str());
        if after.withdrawn.is_some() && before.withdrawn.is_none() {
            push(after, Difference::Withdrawn);
        } else if let Some(difference) = compare_facts(before, after) {
            push(after, difference);
        }
    }
    for fact in new.facts.values().filter(|fact| !met.contains(fact.id.as_str())) {
        push(fact, Difference::Added { verdict: fact.verdict, short: fact.short.clone() });
    }
    list.sort_by(|a, b| (a.difference.rank(), &a.id).cmp(&(b.difference.rank(), &b.id)));
    list
}

/// How what a fact says differs; `None` when it says the same.
pub fn compare_facts(before: &Fact, after: &Fact) -> Option<Difference> {
    let cited = |fact: &Fact| fact.citations.iter().map(citation).collect::<Vec<_>>();
    let (old, new) = (cited(before), cited(after));
    let only = |these: &[String], those: &[String]| {
        these.iter().filter(|one| !those.contains(one)).cloned().collect::<Vec<_>>()
    };
    let verdict = (before.verdict != after.verdict).then_some((before.verdict, after.verdict));
    let short = (before.short != after.short).then(|| (before.short.clone(), after.short.clone()));
    let body = before.body != after.body;
    let sources = (only(&old, &new), only(&new, &old));
    if verdict.is_none() && short.is_none() && !body && sources.0.is_empty() && sources.1.is_empty() {
        return None;
    }
    Some(Difference::Changed { verdict, short, body, sources })
}

fn citation(citation: &Citation) -> String {
    format!("{}, {}: {}", citation.title, citation.locator, citation.shows)
}

/// Differences as Markdown, in groups; a sentence when there is none.
pub fn write_differences(list: &[FactDifference]) -> String {
    let mut out = String::new();
    let mut group = "";
    for fact in list {
        let heading = match &fact.difference {
            Difference::Changed { verdict: Some(_), .. } => "Other position",
            Difference::Changed { short: None, body: false, .. } => "Other sources",
            Difference::Changed { .. } => "Other words",
            Difference::Added { .. } => "New",
            Difference::Withdrawn => "Withdrawn",
            Difference::Removed => "File gone (a fact that no longer holds is withdrawn, not deleted)",
        };
        if heading != group {
            out.push_str(&format!("{}## {heading}\n\n", if group.is_empty() { "" } else { "\n" }));
            group = heading;
        }
        out.push_str(&format!("- `{}` {}\n", fact.id, fact.title));
        match &fact.difference {
            Difference::Added { verdict, short } => out.push_str(&format!("  - {}: {short}\n", verdict.word())),
            Difference::Changed { verdict, short, body, sources } => {
                if let Some((before, after)) = verdict {
                    out.push_str(&format!("  - position: {} -> {}\n", before.word(), after.word()));
                }
                if let Some((before, after)) = short {
                    out.push_str(&format!("  - before: {before}\n  - now: {after}\n"));
                }
                if *body {
                    out.push_str("  - the detail changed\n");
                }
                for gone in &sources.0 {
                    out.push_str(&format!("  - no longer cites {gone}\n"));
                }
                for new in &sources.1 {
                    out.push_str(&format!("  - cites {new}\n"));
                }
            }
            Difference::Withdrawn | Difference::Removed => {}
        }
    }
    if out.is_empty() { "No fact says anything else.\n".to_owned() } else { out }
}
