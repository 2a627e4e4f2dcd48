//! The index of the search in the page: small enough to send whole, read by `search.js`.
//!
//! ```text
//! {"v": [[class, word] a verdict], "t": [title a topic], "d": [[topic, page, question, verdict] an entry],
//!  "w": "terms, front-coded", "p": "postings of each term"}
//! ```
//!
//! A term is one character for how many letters it shares with the term before (`0-9a-z`), then the rest. A posting is the
//! distance from the entry before, times three, plus the weight from 0 to 2, as base-64 digits of five bits each; the sixth bit
//! says that more follow. An entry is a fact, or an advisory or finding, whose page has an anchor and which has no verdict. `search.js` makes the same words of a query as [`words::words`] makes of a fact.

mod words;

use super::address::{fact_path, slug};
use super::catalog::Catalog;
use super::markup::plain;
use super::view::beginning;
use crate::knowledge::{Fact, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use words::words;

/// A term in more facts than one in this many says nothing.
const COMMON: usize = 3;
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Topic of advisories and findings.
const ADVISORIES: &str = "Advisories and scanner findings";

/// What the index is gathered in.
#[derive(Default)]
struct Index {
    topics: Vec<String>,
    documents: Vec<Value>,
    postings: BTreeMap<String, BTreeMap<usize, usize>>,
}

impl Index {
    fn add(&mut self, page: String, title: &str, verdict: Option<Verdict>, terms: BTreeMap<String, usize>) {
        let number = self.documents.len();
        for (term, weight) in terms {
            self.postings.entry(term).or_default().insert(number, weight);
        }
        let verdict = Verdict::ALL.iter().position(|other| Some(*other) == verdict);
        self.documents.push(json!([self.topics.len() - 1, page, title, verdict]));
    }
}

/// The index, as a script that sets `searchIndex`: pages opened from a disk may load scripts, but no data.
pub(super) fn script(catalog: &Catalog<'_>) -> String {
    let mut index = Index::default();
    for topic in catalog.topics() {
        index.topics.push(topic.title.clone());
        for fact in &topic.facts {
            index.add(page(&fact.id), &fact.question, Some(fact.verdict), terms(catalog, fact));
        }
    }
    index.topics.push(ADVISORIES.to_owned());
    for advisory in &catalog.knowledge.advisories {
        let text = format!("{} {} {}", advisory.id, advisory.aliases.join(" "), advisory.title);
        index.add(anchor(&advisory.id), &format!("{}: {}", advisory.id, advisory.title), None, strong(&text));
    }
    for finding in &catalog.knowledge.findings {
        let ids = finding.ids.join(", ");
        let title = if ids.is_empty() { finding.component.clone() } else { format!("{}: {ids}", finding.component) };
        index.add(anchor(&finding.id), &beginning(&title, 160), None, strong(&format!("{ids} {}", finding.component)));
    }
    let most = (index.documents.len() / COMMON).max(20);
    index.postings.retain(|_, facts| facts.len() <= most);
    let verdicts: Vec<_> = Verdict::ALL.iter().map(|verdict| json!([verdict.name(), verdict.word()])).collect();
    let index = json!({
        "v": verdicts,
        "t": index.topics,
        "d": index.documents,
        "w": front_coded(index.postings.keys()),
        "p": index.postings.values().map(encoded).collect::<Vec<_>>().join(" "),
    });
    format!("self.searchIndex={index};\n")
}

fn anchor(id: &str) -> String {
    format!("advisories.html#{}", slug(id))
}

/// Terms that an entry is all about.
fn strong(text: &str) -> BTreeMap<String, usize> {
    words(text).into_iter().map(|word| (word, 2)).collect()
}

/// The page of a fact without what all pages share.
fn page(id: &str) -> String {
    let path = fact_path(id);
    path.trim_start_matches("faq/").trim_end_matches(".html").to_owned()
}

/// Phrasings of a fact whose words are searched: the page is downloaded whole, and later ones hold few new words.
const PHRASINGS: usize = 24;

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
    for phrasing in fact.phrasings.iter().take(PHRASINGS) {
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
        assert_eq!(encoded(&BTreeMap::from([(0, 2), (1, 0), (300, 1)])), "CDic");
    }
}
