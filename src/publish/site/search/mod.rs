//! The index of the search in the page: small enough to send whole, read by `search.js`.
//!
//! ```text
//! {"v": [[class, word] a verdict], "t": [title a topic], "d": [[topic, page, question, verdict] a fact],
//!  "w": "terms, front-coded", "p": "postings of each term"}
//! ```
//!
//! A term is one character for how many letters it shares with the term before (`0-9a-z`), then the rest. A posting is the
//! distance from the fact before, times three, plus the weight from 0 to 2, as base-64 digits of five bits each; the sixth bit
//! says that more follow. `search.js` makes the same words of a query as [`words::words`] makes of a fact.

mod words;

use super::address::fact_path;
use super::catalog::Catalog;
use super::markup::plain;
use crate::knowledge::{Fact, Verdict};
use serde_json::json;
use std::collections::BTreeMap;
use words::words;

/// A term in more facts than one in this many says nothing.
const COMMON: usize = 3;
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The index, as a script that sets `searchIndex`: pages opened from a disk may load scripts, but no data.
pub(super) fn script(catalog: &Catalog<'_>) -> String {
    let mut topics = Vec::new();
    let mut documents = Vec::new();
    let mut postings: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
    for topic in catalog.topics() {
        for fact in &topic.facts {
            let number = documents.len();
            for (term, weight) in terms(catalog, fact) {
                postings.entry(term).or_default().insert(number, weight);
            }
            let verdict = Verdict::ALL.iter().position(|verdict| *verdict == fact.verdict);
            documents.push(json!([topics.len(), page(&fact.id), fact.question, verdict]));
        }
        topics.push(topic.title.clone());
    }
    let most = (documents.len() / COMMON).max(20);
    postings.retain(|_, facts| facts.len() <= most);
    let verdicts: Vec<_> = Verdict::ALL.iter().map(|verdict| json!([verdict.name(), verdict.word()])).collect();
    let index = json!({
        "v": verdicts,
        "t": topics,
        "d": documents,
        "w": front_coded(postings.keys()),
        "p": postings.values().map(encoded).collect::<Vec<_>>().join(" "),
    });
    format!("self.searchIndex={index};\n")
}

/// The page of a fact without what all pages share.
fn page(id: &str) -> String {
    let path = fact_path(id);
    path.trim_start_matches("faq/").trim_end_matches(".html").to_owned()
}

/// Terms of a fact with their weight, 0 to 2: named by somebody who would ask, in a way of asking it, in its title or question.
fn terms(catalog: &Catalog<'_>, fact: &Fact) -> BTreeMap<String, usize> {
    let mut terms: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |text: &str, weight: usize| {
        for word in words(text) {
            let known = terms.entry(word).or_default();
            *known = weight.max(*known);
        }
    };
    add(&fact.title, 2);
    add(&fact.question, 2);
    for phrasing in &fact.phrasings {
        add(phrasing, 1);
    }
    add(&plain(&fact.short), 0);
    // A fact about multi-factor authentication is found by "2fa" even if it never says so.
    let padded = format!(" {} ", words(&format!("{} {}", fact.title, fact.question)).join(" "));
    for concept in &catalog.knowledge.concepts {
        let said = |term: &String| {
            let words = words(term);
            !words.is_empty() && padded.contains(&format!(" {} ", words.join(" ")))
        };
        if concept.terms.iter().any(said) {
            for term in concept.terms.iter().filter(|term| words(term).len() == 1) {
                add(term, 1);
            }
        }
    }
    terms
}

fn front_coded<'t>(terms: impl Iterator<Item = &'t String>) -> String {
    let mut out = String::new();
    let mut before = "";
    for term in terms {
        let shared = before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count().min(35);
        if !out.is_empty() {
            out.push(' ');
        }
        out.push(char::from_digit(shared as u32, 36).unwrap_or('0'));
        out.push_str(&term[shared..]);
        before = term;
    }
    out
}

fn encoded(postings: &BTreeMap<usize, usize>) -> String {
    let mut out = String::new();
    let mut before = 0;
    for (document, weight) in postings {
        let mut rest = (document - before) * 3 + weight;
        loop {
            let more = rest >= 32;
            out.push(char::from(DIGITS[(rest & 31) | if more { 32 } else { 0 }]));
            rest >>= 5;
            if !more {
                break;
            }
        }
        before = *document;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_and_postings_are_packed() {
        let terms = ["plugin", "plugin-", "plug", "two"].map(str::to_owned);
        let mut sorted = terms.to_vec();
        sorted.sort();
        assert_eq!(front_coded(sorted.iter()), "0plug 4in 6- 0two");
        assert_eq!(encoded(&BTreeMap::from([(0, 2), (1, 0), (300, 1)])), "CD-c");
    }
}
