//! A quick pass over the open items of a worksheet: keys in, wishes for the worksheet out.
//!
//! [`Pass`] knows nothing of terminals and files. Its host draws [`Pass::view`], hands keys to [`Pass::key`], and when a [`Wish`] comes back
//! reads the worksheet afresh, lets [`Pass::settle`] put the wish into it, writes the result, and tells [`Pass::wrote`]. So each
//! decision is on the disk before the next item is shown, and two people may go through one worksheet at a time.

mod search;
mod view;

pub use search::search;
pub use view::{Choice, View};

use super::worksheet::{Change, Decision, Entry, Override, Worksheet, set_decision};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Knowledge, Verdict};
use crate::text::Span;

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Escape,
    /// Rub out.
    Backspace,
    /// Up, also page up.
    Up,
    /// Down, also page down.
    Down,
    /// To the item before.
    Left,
    /// To the item after.
    Right,
}

/// What the host has to do after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Draw again.
    Stay,
    /// Put this into the worksheet.
    Store(Wish),
    /// The person is done.
    Quit,
}

/// A change that a person wants for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Place of the item in the form.
    pub no: usize,
    /// The changes, in order.
    pub changes: Vec<Change>,
    undoes: bool,
}

/// What the keys mean at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mode {
    /// One key decides.
    Item,
    /// The next digit names the fact for which the item does not apply.
    NotApplicable,
    /// Words are searched in the facts; the place among what was found.
    Search { query: String, at: usize, not_applicable: bool },
    /// Own words or a note are written.
    Write { what: Writing, text: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Writing {
    OwnWords,
    /// The role behind own words.
    Role(String),
    Note,
}

/// State of an item before a change, for undo.
#[derive(Debug, Clone)]
struct Before {
    no: usize,
    decision: Option<Decision>,
    own_words: Option<Override>,
    note: Option<String>,
}

/// The pass.
#[derive(Debug, Clone)]
pub struct Pass {
    sheet: Worksheet,
    /// Places in the form of the items to go through, in the order of the worksheet.
    queue: Vec<usize>,
    at: usize,
    scroll: u16,
    mode: Mode,
    undo: Vec<Before>,
    message: String,
    /// The role that was last given for own words.
    role: String,
}

impl Pass {
    /// A pass over the items of a worksheet that were not simply answered, or over all of them when `all` is set. It starts at the
    /// first one without a decision, so that a person goes on where they stopped.
    pub fn new(sheet: Worksheet, all: bool) -> Self {
        let queue: Vec<usize> =
            sheet.entries.iter().filter(|entry| all || entry.why.is_some()).map(|entry| entry.no).collect();
        let mut pass = Self {
            sheet,
            queue,
            at: 0,
            scroll: 0,
            mode: Mode::Item,
            undo: Vec::new(),
            message: String::new(),
            role: String::new(),
        };
        pass.find_next_open(0);
        pass
    }

    /// The worksheet as it was last written.
    pub fn sheet(&self) -> &Worksheet {
        &self.sheet
    }

    /// Items to go through, and how many of them have a decision.
    pub fn progress(&self) -> (usize, usize) {
        let decided = self.queue.iter().filter(|no| self.sheet.entry(**no).is_some_and(Entry::is_decided)).count();
        (self.queue.len(), decided)
    }

    /// Shows a sentence until the next key.
    pub fn say(&mut self, message: impl Into<String>) {
        self.message = message.into();
    }

    fn entry(&self) -> Option<&Entry> {
        self.sheet.entry(*self.queue.get(self.at)?)
    }

    fn find_next_open(&mut self, from: usize) {
        let count = self.queue.len();
        let open = |at: &usize| self.sheet.entry(self.queue[*at]).is_some_and(|entry| !entry.is_decided());
        if let Some(at) = (from..count).chain(0..from.min(count)).find(open) {
            self.at = at;
        }
        self.scroll = 0;
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key, knowledge: &Knowledge) -> Step {
        self.message.clear();
        match self.mode.clone() {
            Mode::Item => self.item_key(key, knowledge),
            Mode::NotApplicable => self.not_applicable_key(key, knowledge),
            Mode::Search { query, at, not_applicable } => self.search_key(key, query, at, not_applicable, knowledge),
            Mode::Write { what, text } => self.write_key(key, what, text),
        }
    }

    fn item_key(&mut self, key: Key, knowledge: &Knowledge) -> Step {
        match key {
            Key::Char('q') | Key::Escape => return Step::Quit,
            Key::Left | Key::Char('k') => self.go(-1),
            Key::Right | Key::Char('j') => self.go(1),
            Key::Up => self.scroll = self.scroll.saturating_sub(5),
            Key::Down => self.scroll = self.scroll.saturating_add(5),
            Key::Char('u') => return self.take_back(),
            Key::Char('a') => {
                let whole = self.entry().is_some_and(|entry| !entry.proposed.is_empty());
                if whole {
                    return self.decide(Decision::Accept, knowledge);
                }
                self.say("nothing is proposed here: choose a fact, or p, s, w");
            }
            Key::Char(digit @ '1'..='9') => match self.candidate(digit) {
                Some(fact) => return self.decide(Decision::Use(fact), knowledge),
                None => self.say(format!("there is no candidate {digit}")),
            },
            Key::Char('n') => self.mode = Mode::NotApplicable,
            Key::Char('p') => return self.decide(Decision::Person, knowledge),
            Key::Char('s') => return self.decide(Decision::Skip, knowledge),
            Key::Char('/') => self.mode = Mode::Search { query: String::new(), at: 0, not_applicable: false },
            Key::Char('w') => {
                let text =
                    self.entry().and_then(|entry| Some(entry.own_words.as_ref()?.text.clone())).unwrap_or_default();
                self.mode = Mode::Write { what: Writing::OwnWords, text };
            }
            Key::Char('m') => {
                let text = self.entry().and_then(|entry| entry.note.clone()).unwrap_or_default();
                self.mode = Mode::Write { what: Writing::Note, text };
            }
            _ => {}
        }
        Step::Stay
    }

    fn not_applicable_key(&mut self, key: Key, knowledge: &Knowledge) -> Step {
        self.mode = Mode::Item;
        match key {
            Key::Char(digit @ '1'..='9') => match self.candidate(digit) {
                Some(fact) => return self.decide(Decision::NotApplicable(fact), knowledge),
                None => self.say(format!("there is no candidate {digit}")),
            },
            Key::Char('/') => self.mode = Mode::Search { query: String::new(), at: 0, not_applicable: true },
            _ => {}
        }
        Step::Stay
    }

    fn search_key(
        &mut self,
        key: Key,
        mut query: String,
        at: usize,
        not_applicable: bool,
        knowledge: &Knowledge,
    ) -> Step {
        let found = search(knowledge, &query, self.sheet.as_of);
        let at = match key {
            Key::Escape => {
                self.mode = Mode::Item;
                return Step::Stay;
            }
            Key::Enter => {
                if let Some(id) = found.get(at).map(|fact| fact.id.clone()) {
                    self.mode = Mode::Item;
                    let decision = if not_applicable { Decision::NotApplicable(id) } else { Decision::Use(id) };
                    return self.decide(decision, knowledge);
                }
                at
            }
            Key::Up => at.saturating_sub(1),
            Key::Down => (at + 1).min(found.len().saturating_sub(1)),
            Key::Backspace => {
                query.pop();
                0
            }
            Key::Char(c) => {
                query.push(c);
                0
            }
            Key::Left | Key::Right => at,
        };
        self.mode = Mode::Search { query, at, not_applicable };
        Step::Stay
    }

    fn write_key(&mut self, key: Key, what: Writing, mut text: String) -> Step {
        match key {
            Key::Escape => {
                self.mode = Mode::Item;
                return Step::Stay;
            }
            Key::Char(c) => text.push(c),
            Key::Backspace => {
                text.pop();
            }
            Key::Enter => {
                let text = text.trim().to_owned();
                self.mode = Mode::Item;
                match what {
                    Writing::Note => return self.wish(Change::Note((!text.is_empty()).then_some(text))),
                    Writing::OwnWords if text.is_empty() => return self.wish(Change::OwnWords(None)),
                    Writing::OwnWords => self.mode = Mode::Write { what: Writing::Role(text), text: self.role.clone() },
                    Writing::Role(words) if text.is_empty() => {
                        self.mode = Mode::Write { what: Writing::Role(words), text };
                        self.say("own words need the role of whoever wrote them");
                    }
                    Writing::Role(words) => {
                        self.role = text.clone();
                        let verdict = Verdict::Information;
                        let own = Override { text: words, by: text, verdict, span: Span::default() };
                        return self.wish(Change::OwnWords(Some(own)));
                    }
                }
                return Step::Stay;
            }
            _ => {}
        }
        self.mode = Mode::Write { what, text };
        Step::Stay
    }

    fn go(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.queue.len().saturating_sub(1));
        self.scroll = 0;
    }

    fn candidate(&self, digit: char) -> Option<String> {
        let number = digit.to_digit(10)? as usize;
        self.entry()?.candidates.get(number.checked_sub(1)?).cloned()
    }

    fn decide(&mut self, decision: Decision, knowledge: &Knowledge) -> Step {
        let hash = decision.fact().map(|id| knowledge.facts.get(id).map(|fact| fact.hash.clone()));
        match hash {
            Some(None) => {
                self.say("this fact is no longer in the knowledge base");
                Step::Stay
            }
            hash => self.wish(Change::Decide(Some(decision), hash.flatten())),
        }
    }

    fn wish(&mut self, change: Change) -> Step {
        match self.entry() {
            Some(entry) => Step::Store(Wish { no: entry.no, changes: vec![change], undoes: false }),
            None => Step::Stay,
        }
    }

    fn take_back(&mut self) -> Step {
        let Some(before) = self.undo.last().cloned() else {
            self.say("nothing to undo");
            return Step::Stay;
        };
        let now = self.sheet.entry(before.no);
        let mut changes = Vec::new();
        if now.is_some_and(|now| now.note != before.note) {
            changes.push(Change::Note(before.note));
        }
        changes.push(match (before.own_words, before.decision) {
            (Some(own), _) => Change::OwnWords(Some(own)),
            (None, Some(decision)) => Change::Decide(Some(decision), None),
            (None, None) if now.is_some_and(|now| now.own_words.is_some()) => Change::OwnWords(None),
            (None, None) => Change::Decide(None, None),
        });
        Step::Store(Wish { no: before.no, changes, undoes: true })
    }

    /// Puts a wish into the worksheet as it is on the disk now; the host writes what comes back.
    ///
    /// # Errors
    ///
    /// Somebody else decided on the item in the meantime (the pass then shows their decision; the key again replaces it), or the
    /// item cannot be edited safely.
    pub fn settle(&mut self, disk: &Worksheet, wish: &Wish) -> Result<Worksheet, Vec<Diagnostic>> {
        let state = |sheet: &Worksheet| {
            sheet.entry(wish.no).map(|entry| {
                let decision = entry.decision.as_ref().map(|(decision, _)| decision.clone());
                (decision, entry.own_words.as_ref().map(|own| own.text.clone()))
            })
        };
        if state(disk) != state(&self.sheet) {
            self.sheet = disk.clone();
            let span = disk.entry(wish.no).map_or(Span::default(), |entry| entry.span);
            return Err(vec![
                Diagnostic::error(
                    "decided-meanwhile",
                    &disk.file,
                    span,
                    "somebody else decided on this item meanwhile",
                )
                .help("the same key again replaces their decision"),
            ]);
        }
        let mut sheet = disk.clone();
        for change in &wish.changes {
            sheet = set_decision(&sheet, wish.no, change)?;
        }
        Ok(sheet)
    }

    /// The wish is on the disk: remembers how to undo it, and goes on to the next item without a decision.
    pub fn wrote(&mut self, sheet: Worksheet, wish: &Wish) {
        if wish.undoes {
            self.undo.pop();
            self.sheet = sheet;
            if let Some(at) = self.queue.iter().position(|no| *no == wish.no) {
                self.at = at;
            }
            self.scroll = 0;
            self.say("undone");
            return;
        }
        if let Some(entry) = self.sheet.entry(wish.no) {
            self.undo.push(Before {
                no: wish.no,
                decision: entry.decision.as_ref().map(|(decision, _)| decision.clone()),
                own_words: entry.own_words.clone(),
                note: entry.note.clone(),
            });
        }
        self.sheet = sheet;
        let decided = wish.changes.iter().any(|change| !matches!(change, Change::Note(_)));
        if decided {
            self.find_next_open(self.at + 1);
        }
        let (total, done) = self.progress();
        if total == done {
            self.say("every item has a decision: q to leave, then `neatline render ... --final`");
        }
    }
}
