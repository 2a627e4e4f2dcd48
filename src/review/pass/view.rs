//! What there is to see: words for whoever draws them.

use super::{Mode, Pass, Writing, search};
use crate::knowledge::{Fact, Knowledge, Verdict};

/// One screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Items to go through.
    pub total: usize,
    /// Those with a decision.
    pub decided: usize,
    /// Which one this is, counted from 1; 0 when there is none.
    pub at: usize,
    /// The asker's number of the item.
    pub id: String,
    /// Heading the item stands under, empty without one.
    pub section: String,
    /// The asker's words.
    pub text: String,
    /// Why it was not sent.
    pub why: String,
    /// What has been decided, empty when nothing has.
    pub decision: String,
    /// The note of a colleague.
    pub note: String,
    /// Facts to choose from.
    pub choices: Vec<Choice>,
    /// Lines that a person scrolled down.
    pub scroll: u16,
    /// What is being typed: a label and the text; `None` when one key decides.
    pub input: Option<(String, String)>,
    /// A sentence on what has just happened.
    pub message: String,
    /// What the keys do.
    pub keys: &'static str,
}

/// A fact to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The key that chooses it, empty in a search.
    pub key: String,
    /// Fact id.
    pub fact: String,
    /// Its position.
    pub verdict: Option<Verdict>,
    /// Its short answer.
    pub short: String,
    /// Whether it is what `accept` sends, or what is marked in a search.
    pub marked: bool,
}

const ITEM_KEYS: &str = "a accept  1-9 use  n not applicable  p person  s skip  w own words  m note\n\
    / search  u undo  left/right item  up/down scroll  q leave (all is saved)";

impl Pass {
    /// What there is to see now.
    pub fn view(&self, knowledge: &Knowledge) -> View {
        let (total, decided) = self.progress();
        let entry = self.entry();
        let mut view = View {
            total,
            decided,
            at: if entry.is_some() { self.at + 1 } else { 0 },
            id: entry.map(|entry| entry.id.clone()).unwrap_or_default(),
            section: entry.and_then(|entry| entry.section.clone()).unwrap_or_default(),
            text: entry.map(|entry| entry.text.clone()).unwrap_or_default(),
            why: entry.and_then(|entry| entry.why.clone()).unwrap_or_default(),
            decision: String::new(),
            note: entry.and_then(|entry| entry.note.clone()).unwrap_or_default(),
            choices: Vec::new(),
            scroll: self.scroll,
            input: None,
            message: self.message.clone(),
            keys: ITEM_KEYS,
        };
        if let Some(entry) = entry {
            view.decision = match (&entry.decision, &entry.own_words) {
                (Some((decision, _)), _) => decision.to_string(),
                (None, Some(own)) => format!("own words of {}: {}", own.by, own.text),
                (None, None) => String::new(),
            };
            view.choices = entry
                .candidates
                .iter()
                .enumerate()
                .map(|(at, id)| choice(knowledge.facts.get(id), id, (at + 1).to_string(), entry.proposed.contains(id)))
                .collect();
        }
        match &self.mode {
            Mode::Item => {}
            Mode::NotApplicable => {
                view.keys = "Not applicable, for the reason which fact gives?  1-9 that fact  / search  esc back"
            }
            Mode::Search { query, at, not_applicable } => {
                let label = if *not_applicable { "not applicable because of" } else { "use" };
                view.input = Some((format!("search, {label}"), query.clone()));
                view.choices = search(knowledge, query, self.sheet.as_of)
                    .into_iter()
                    .enumerate()
                    .map(|(place, fact)| choice(Some(fact), &fact.id, String::new(), place == *at))
                    .collect();
                view.keys = "type words  up/down choose  enter take it  esc back";
            }
            Mode::Write { what, text } => {
                let label = match what {
                    Writing::OwnWords => "own words",
                    Writing::Role(_) => "your role",
                    Writing::Note => "note, never sent",
                };
                view.input = Some((label.to_owned(), text.clone()));
                view.keys = "enter keep  esc back";
            }
        }
        view
    }
}

fn choice(fact: Option<&Fact>, id: &str, key: String, marked: bool) -> Choice {
    Choice {
        key,
        fact: id.to_owned(),
        verdict: fact.map(|fact| fact.verdict),
        short: fact.map_or_else(|| "no longer in the knowledge base".to_owned(), |fact| fact.short.clone()),
        marked,
    }
}
