//! Words looked up in the facts: quick, and the same for everybody.

use crate::knowledge::{Fact, Knowledge};
use jiff::civil::Date;

/// Facts found at most.
const MOST: usize = 50;

/// Facts that hold on a day and contain every word of a query, the last one as the beginning of a word; those with the words in their
/// id or title come first. An empty query finds nothing.
pub fn search<'k>(knowledge: &'k Knowledge, query: &str, on: Date) -> Vec<&'k Fact> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, &Fact)> = knowledge
        .facts
        .values()
        .filter(|fact| !fact.is_withdrawn(on))
        .filter_map(|fact| {
            let name = format!("{} {}", fact.id, fact.title).to_lowercase();
            let texts = format!("{} {} {}", fact.question, fact.short, fact.phrasings.join(" ")).to_lowercase();
            let mut rank = 0;
            for word in &words {
                rank += if begins_a_word(&name, word) {
                    4
                } else if begins_a_word(&texts, word) {
                    1
                } else {
                    return None;
                };
            }
            Some((rank, fact))
        })
        .collect();
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().take(MOST).map(|(_, fact)| fact).collect()
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}
