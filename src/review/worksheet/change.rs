//! One edit of a worksheet: everything but the item's own values stays as it is.

use super::decision::Decision;
use super::read::{Entry, Override, Worksheet};
use super::write::facts_line;
use crate::diagnostic::Diagnostic;
use crate::review::edit::{find_key, insert_at, quoted, scalar, set_value};
use crate::text::{InputFile, Span};

/// What to set on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A decision, or none; with the fact's hash when it names a fact, so that a later change of the fact is noticed.
    Decide(Option<Decision>, Option<String>),
    /// Own words with their role, or none.
    OwnWords(Option<Override>),
    /// A note, or none.
    Note(Option<String>),
}

impl Worksheet {
    /// The lines of an item, from its `- no:` to the next item or the end.
    pub(super) fn block(&self, entry: &Entry) -> Span {
        let text = self.file.text();
        let line_start = |at: usize| text[..at.min(text.len())].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self
            .entries
            .iter()
            .map(|other| other.span.start)
            .filter(|start| *start > entry.span.start)
            .min()
            .map_or(text.len(), line_start);
        Span::new(line_start(entry.span.start), end)
    }
}

/// Sets a value on the item at a place in the form and returns the worksheet with the change; the rest of its text is the same.
///
/// # Errors
///
/// There is no such item, or the file is written in a way that cannot be edited safely (a mapping in braces, an anchor): then the
/// help says what to write by hand.
pub fn set_decision(sheet: &Worksheet, no: usize, change: &Change) -> Result<Worksheet, Vec<Diagnostic>> {
    let Some(entry) = sheet.entry(no) else {
        return Err(vec![
            Diagnostic::error("unknown-item", &sheet.file, Span::default(), format!("worksheet has no item {no}"))
                .help("make the worksheet again with `neatline answer`"),
        ]);
    };
    let mut text = sheet.file.text().to_owned();
    for (key, value) in values(entry, change) {
        text = put(&text, sheet, no, key, &value)?;
    }
    let after = Worksheet::read(&InputFile::new(sheet.file.path(), &text))?;
    if means_the_same_elsewhere(sheet, &after, no) && says(&after, no, change) {
        Ok(after)
    } else {
        Err(vec![uneditable(sheet, entry, "decision")])
    }
}

/// What own words are made of.
const CLEARED: [&str; 3] = ["override", "by", "verdict"];

fn values(entry: &Entry, change: &Change) -> Vec<(&'static str, String)> {
    match change {
        Change::Decide(decision, hash) => {
            let mut values = Vec::new();
            if decision.is_some() && entry.own_words.is_some() {
                values.extend(CLEARED.map(|key| (key, String::new())));
            }
            if let (Some(fact), Some(hash)) = (decision.as_ref().and_then(Decision::fact), hash)
                && entry.facts.get(fact) != Some(hash)
            {
                let mut facts = entry.facts.clone();
                facts.insert(fact.to_owned(), hash.clone());
                values.push(("facts", facts_line(facts.iter().map(|(id, hash)| (id.as_str(), hash.as_str())))));
            }
            values.push(("decision", decision.as_ref().map(ToString::to_string).unwrap_or_default()));
            values
        }
        Change::OwnWords(Some(own)) => vec![
            ("decision", String::new()),
            ("override", quoted(&own.text)),
            ("by", scalar(&own.by)),
            ("verdict", own.verdict.name().to_owned()),
        ],
        Change::OwnWords(None) => CLEARED.map(|key| (key, String::new())).to_vec(),
        Change::Note(note) => vec![("note", note.as_deref().map(quoted).unwrap_or_default())],
    }
}

/// Sets one key of an item in a text that may have been edited since the worksheet was read.
fn put(text: &str, sheet: &Worksheet, no: usize, key: &str, value: &str) -> Result<String, Vec<Diagnostic>> {
    let now = Worksheet { file: InputFile::new(sheet.file.path(), text), ..Worksheet::read_loosely(sheet, text)? };
    let Some(entry) = now.entry(no) else { return Err(Vec::new()) };
    let block = now.block(entry);
    let first = text[block.start..block.end].split('\n').next().unwrap_or_default();
    let Some(indent) = first.find("- no:").map(|at| at + 2) else {
        return Err(vec![uneditable(sheet, entry, key)]);
    };
    if let Some(lines) = find_key(text, block, indent, key) {
        return Ok(set_value(text, lines, value));
    }
    // A key that is not there need not be added to be empty.
    if value.is_empty() {
        return Ok(text.to_owned());
    }
    let body = text[block.start..block.end].trim_end();
    // Comments after the last value belong to the next item.
    let kept = body.lines().rev().skip_while(|line| line.trim().is_empty() || line.trim().starts_with('#')).count();
    let length: usize = text[block.start..block.end].split_inclusive('\n').take(kept).map(str::len).sum();
    let at = block.start + length;
    Ok(insert_at(text, at, &format!("{}{key}: {value}\n", " ".repeat(indent))))
}

impl Worksheet {
    /// Reads a text that this module has half edited: own words without a role are no fault yet.
    fn read_loosely(sheet: &Self, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let file = InputFile::new(sheet.file.path(), text);
        Self::read_with(&file, false)
    }
}

fn means_the_same_elsewhere(before: &Worksheet, after: &Worksheet, no: usize) -> bool {
    let plain = |entry: &Entry| {
        let own = entry.own_words.as_ref().map(|own| (own.text.clone(), own.by.clone(), own.verdict));
        let decision = entry.decision.as_ref().map(|(decision, _)| decision.clone());
        (entry.no, entry.text.clone(), entry.proposed.clone(), entry.facts.clone(), decision, own, entry.note.clone())
    };
    before.entries.len() == after.entries.len()
        && before.form_sha256 == after.form_sha256
        && before.entries.iter().zip(&after.entries).all(|(a, b)| a.no == b.no && (a.no == no || plain(a) == plain(b)))
}

fn says(after: &Worksheet, no: usize, change: &Change) -> bool {
    let Some(entry) = after.entry(no) else { return false };
    match change {
        Change::Decide(decision, _) => entry.decision.as_ref().map(|(decision, _)| decision) == decision.as_ref(),
        Change::OwnWords(None) => entry.own_words.is_none(),
        Change::OwnWords(Some(own)) => entry
            .own_words
            .as_ref()
            .is_some_and(|found| (&found.text, &found.by, found.verdict) == (&own.text, &own.by, own.verdict)),
        Change::Note(note) => entry.note == *note,
    }
}

fn uneditable(sheet: &Worksheet, entry: &Entry, key: &str) -> Diagnostic {
    Diagnostic::error("uneditable-file", &sheet.file, entry.span, format!("cannot edit item {} safely", entry.no)).help(
        format!("give `{key}:` a line of its own in the item, as `neatline answer` writes it, or edit it by hand"),
    )
}
