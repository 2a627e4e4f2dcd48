//! What the base cannot answer: known unknowns, and stubs of facts from a person's own words.

use super::{Draft, Entry, fold};
use crate::review::edit::{insert_at, quoted, scalar, value};
use crate::review::worksheet::{Override, Worksheet};
use crate::text::InputFile;

/// Facts named as near: those that were shown.
const NEAR: usize = 3;

/// Adds a known unknown for an item that a reviewer gave to a person or left open.
pub(super) fn unknown(draft: &mut Draft<'_>, entry: &Entry) {
    let folded = fold(&entry.text);
    if draft.wordings.contains(&folded) {
        draft.skip(entry, "the base has this wording already");
        return;
    }
    let path = format!("{}unknowns/learned.yaml", draft.root());
    let file = draft.file(|known| known == path);
    let text = file.as_ref().map_or(
        "# Known unknowns that came up in forms. Say what is known about the gap and whom to ask, then move each to the file of its topic.\n",
        |file| file.text(),
    );
    let id = unused(&slug(&entry.text), |id| {
        draft.knowledge.unknowns.iter().any(|unknown| unknown.id == id) || text.contains(&format!("id: {id}\n"))
    });
    let near: Vec<&str> = entry
        .candidates
        .iter()
        .map(String::as_str)
        .filter(|id| draft.knowledge.facts.contains_key(*id))
        .take(NEAR)
        .collect();
    let general = &draft.knowledge.project.contacts.general;
    let say = format!("No source that was read answers this. Ask {general}.");
    let element = format!(
        "\n- id: {id}\n  about: {about}\n  phrasings:\n    - {words}\n  near: [{near}]\n  say: {say}\n",
        about = value(&entry.text, 2),
        words = scalar(&entry.text),
        near = near.join(", "),
        say = value(&say, 2),
    );
    let text = insert_at(text, text.len(), &element);
    draft.wordings.push(folded);
    draft.put(InputFile::new(path, &text));
}

/// Adds the stub of a fact from own words: complete but for its sources, and not in force before those are filled in.
pub(super) fn stub(draft: &mut Draft<'_>, sheet: &Worksheet, entry: &Entry, own: &Override) {
    let question = format!("\nquestion: {}\n", value(&entry.text, 0));
    let folder = format!("{}stubs/", draft.root());
    if draft.files.iter().any(|file| file.path().starts_with(&folder) && file.text().contains(&question)) {
        draft.skip(entry, "its stub is there already, and waits for its sources");
        return;
    }
    let id = unused(&slug(&entry.text), |id| draft.file(|path| path == format!("{folder}{id}.md")).is_some());
    let path = format!("{folder}{id}.md");
    let owner = draft.knowledge.project.owners.iter().find(|owner| **owner == own.by);
    let owner = owner.or(draft.knowledge.project.owners.first()).map_or("", String::as_str);
    let scope = draft.knowledge.scopes.first().map_or("", |scope| scope.id.as_str());
    let (short, body) = own.text.split_once("\n\n").unwrap_or((&own.text, ""));
    let short = short.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = format!(
        "---
# From an answer that {by} wrote to a form. Fill in what says TODO, then move this file to facts/<topic>/.
title: TODO
question: {question}
verdict: {verdict}
scope: [{scope}]   # TODO: is this the part it is about?
owner: {owner}
reviewed: {reviewed}
review: policy
publish: on-request
approval: draft
short: {short}   # TODO: begins with its position, at most 300 characters
phrasings:
  - {words}
citations:
  - source: TODO
    locator: TODO
    shows: TODO
    strength: read
---

{body}
",
        by = own.by.split_whitespace().collect::<Vec<_>>().join(" "),
        question = value(&entry.text, 0),
        verdict = own.verdict.name(),
        reviewed = sheet.as_of,
        short = quoted(&short),
        words = scalar(&entry.text),
        body = body.trim(),
    );
    draft.put(InputFile::new(path, &format!("{}\n", text.trim_end())));
}

/// A name from the words that carry meaning: at most six of them.
fn slug(text: &str) -> String {
    const SMALL: &[&str] = &[
        "a", "an", "the", "is", "are", "do", "does", "did", "you", "your", "of", "to", "in", "on", "for", "and", "or",
        "have", "has", "what", "which", "how", "please", "with", "any", "there", "be", "we", "our", "by", "it", "that",
        "this", "at", "as", "describe",
    ];
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| word.chars().all(|c| c.is_ascii_alphanumeric()) && !SMALL.contains(word) && word.len() < 24)
        .take(6)
        .collect();
    if words.is_empty() { "item".to_owned() } else { words.join("-") }
}

/// The name, with a number behind it when it is taken.
fn unused(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while candidate.is_empty() || taken(&candidate) {
        candidate = format!("{name}-{number}");
        number += 1;
    }
    candidate
}
