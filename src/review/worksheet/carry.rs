//! What a person wrote in an earlier worksheet, carried into one made anew.

use super::decision::Decision;
use super::read::{Entry, Override, Worksheet};
use crate::knowledge::Knowledge;
use crate::questionnaire::Questionnaire;
use std::collections::BTreeMap;

/// What a person wrote about one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// The decision, if what it rests on still says the same.
    pub decision: Option<Decision>,
    /// Own words.
    pub own_words: Option<Override>,
    /// The note.
    pub note: Option<String>,
    /// Comments that stood above the item.
    pub comments_before: Vec<String>,
    /// Comments that stood in the item, and a decision that no longer holds.
    pub comments: Vec<String>,
}

impl Carried {
    /// Whether a decision or own words were carried.
    pub fn is_decided(&self) -> bool {
        self.decision.is_some() || self.own_words.is_some()
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Finds for each item of a form what an earlier worksheet said about it: by the same words, at the same place where words repeat.
///
/// A decision whose fact has changed, or that accepted another proposal than `proposed` gives now (facts by place in the form), is
/// not carried: the item waits again, and a comment says what had been decided.
pub fn carry_over(
    old: &Worksheet,
    form: &Questionnaire,
    knowledge: &Knowledge,
    proposed: impl Fn(usize) -> Vec<String>,
) -> BTreeMap<usize, Carried> {
    let mut carried = BTreeMap::new();
    let mut used = vec![false; old.entries.len()];
    for (at, item) in form.items.iter().enumerate() {
        let no = at + 1;
        let same = |(at, entry): &(usize, &Entry)| entry.text == item.text && !used[*at];
        let found = old
            .entries
            .iter()
            .enumerate()
            .filter(same)
            .min_by_key(|(_, entry)| (entry.no != no, entry.id != item.id, entry.no));
        let Some((index, entry)) = found else { continue };
        used[index] = true;
        let holds = still_holds(entry, knowledge, &proposed(no));
        let (comments_before, mut comments) = comments(old, entry);
        let decision = entry.decision.as_ref().map(|(decision, _)| decision.clone());
        if let (Some(decision), false) = (&decision, holds) {
            comments.push(format!("# decided before its facts changed: {decision}"));
        }
        let one = Carried {
            decision: decision.filter(|_| holds),
            own_words: entry.own_words.clone(),
            note: entry.note.clone(),
            comments_before,
            comments,
        };
        if !one.is_empty() {
            carried.insert(no, one);
        }
    }
    carried
}

fn still_holds(entry: &Entry, knowledge: &Knowledge, proposed: &[String]) -> bool {
    let unchanged = |id: &str| {
        knowledge.facts.get(id).is_some_and(|fact| entry.facts.get(id).is_none_or(|hash| *hash == fact.hash))
    };
    match &entry.decision {
        Some((Decision::Accept, _)) => entry.proposed == proposed && proposed.iter().all(|id| unchanged(id)),
        Some((decision, _)) => decision.fact().is_none_or(unchanged),
        None => true,
    }
}

/// Comments of a person above and in an item: those with one `#`. Comments behind a value come on a line of their own.
fn comments(old: &Worksheet, entry: &Entry) -> (Vec<String>, Vec<String>) {
    let text = old.file.text();
    let block = old.block(entry);
    let own = |line: &str| line.starts_with('#') && !line.starts_with("##");
    let mut before: Vec<String> = Vec::new();
    for line in
        text[..block.start].lines().rev().map(str::trim).take_while(|line| line.is_empty() || line.starts_with('#'))
    {
        if own(line) {
            before.insert(0, line.to_owned());
        }
    }
    let lines: Vec<&str> = text[block.start..block.end].lines().collect();
    // Comments after the last value belong to the next item.
    let last = lines.iter().rposition(|line| !line.trim().is_empty() && !line.trim().starts_with('#')).unwrap_or(0);
    let mut inside = Vec::new();
    for line in &lines[..=last.min(lines.len().saturating_sub(1))] {
        let trimmed = line.trim();
        if own(trimmed) {
            inside.push(trimmed.to_owned());
        } else if trimmed.starts_with(|c: char| c.is_ascii_lowercase()) && trimmed.contains(':') {
            let comment = crate::review::edit::trailing_comment(trimmed).trim();
            if own(comment) {
                inside.push(comment.to_owned());
            }
        }
    }
    (before, inside)
}
