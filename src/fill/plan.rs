//! What goes into which slot, before any format is touched.

use super::choice::{choose, meanings};
use super::words::{citations, short};
use crate::answer::{Answers, ItemAnswer, Outcome};
use crate::knowledge::{Approval, Knowledge, Verdict};
use crate::questionnaire::workbook::split_place;
use crate::questionnaire::{Accepts, Item, Questionnaire, REAL_ANSWER, Rules, Slot, SlotRole, asks_what};

/// What a person decides about filling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Write over cells that hold somebody's real answer.
    pub overwrite: bool,
}

/// What is written, and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Slots to write, in the order of the form.
    pub writes: Vec<Write>,
    /// What is left to a person.
    pub left_out: Vec<LeftOut>,
}

/// One slot to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Index of the item in the form.
    pub item: usize,
    /// Address of the cell, as in [`Slot::place`](crate::questionnaire::Slot::place).
    pub place: String,
    /// What it gets.
    pub value: Value,
}

/// What a slot gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words. They are text in every format, whatever they begin with.
    Text(String),
    /// One of the form's own answers, exactly; a number or a truth value where the form's list has one.
    Choice(String),
    /// The mark in one of several cells.
    Mark,
}

impl Value {
    /// What can be read in the cell afterwards.
    pub fn shown(&self) -> &str {
        match self {
            Self::Text(text) | Self::Choice(text) => text,
            Self::Mark => "x",
        }
    }
}

/// Something that was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The asker's number of the item.
    pub item: String,
    /// Address of the slot, if there is one.
    pub place: Option<String>,
    /// Why, a clause in lower case.
    pub why: String,
}

/// Plans what to write. Items that wait for a person keep their cells blank.
pub fn plan<'k>(knowledge: &'k Knowledge, form: &'k Questionnaire, answers: &Answers, options: Options) -> Plan {
    let mut planner = Planner { knowledge, options, rules: form.rules.as_ref(), plan: Plan::default(), drafts: false };
    for (index, (item, answer)) in form.items.iter().zip(&answers.items).enumerate() {
        planner.item(index, item, answer);
    }
    planner.finish()
}

struct Planner<'k> {
    knowledge: &'k Knowledge,
    options: Options,
    /// What a profile says about the form's words.
    rules: Option<&'k Rules>,
    plan: Plan,
    /// Whether a fact that nobody approved was used.
    drafts: bool,
}

impl Planner<'_> {
    fn item(&mut self, index: usize, item: &Item, answer: &ItemAnswer) {
        if item.slots.is_empty() {
            self.leave(item, None, "the form has no place for its answer");
            return;
        }
        if answer.outcome != Outcome::Answered {
            let why = answer.why.map_or("no answer yet", |why| why.sentence());
            self.leave(item, None, why);
            return;
        }
        let Some(words) = short(self.knowledge, answer) else {
            self.leave(item, None, "the knowledge base has no words for it");
            return;
        };
        // "Which languages is it written in?" beside a list of yes and no: a position would answer another question.
        let verdict = answer.verdict.filter(|_| !asks_what(&item.text)).unwrap_or(Verdict::Information);
        let before = self.plan.writes.len();
        let sources = citations(self.knowledge, answer);
        // The words go beside a picked answer, and into the answer cell where any text is taken.
        let mut said = false;
        for slot in item.slots.iter().filter(|slot| slot.role == SlotRole::Answer) {
            if let Some(why) = self.barred(slot) {
                self.leave(item, Some(slot), &why);
                continue;
            }
            match &slot.accepts {
                Accepts::Text if !said => {
                    let alone = !self.has_comment(item);
                    let text = if alone { with_sources(&words, sources.as_deref()) } else { words.clone() };
                    self.write(index, &slot.place, Value::Text(text));
                    said = true;
                }
                Accepts::Text => self.leave(item, Some(slot), "a second text of the same item is left to a person"),
                Accepts::OneOf(list) => match self
                    .told(verdict, list)
                    .or_else(|| choose(verdict, &meanings(list, item.guidance.as_deref())))
                {
                    Some(pick) => self.write(index, &slot.place, Value::Choice(list[pick].clone())),
                    None => self.leave(item, Some(slot), &no_choice(verdict, list)),
                },
                Accepts::Mark(marks) => {
                    let labels: Vec<String> = marks.iter().map(|(label, _)| label.clone()).collect();
                    match self.told(verdict, &labels).or_else(|| choose(verdict, &labels)) {
                        Some(pick) => self.write(index, &marks[pick].1, Value::Mark),
                        None => self.leave(item, Some(slot), &no_choice(verdict, &labels)),
                    }
                }
            }
        }
        for slot in item.slots.iter().filter(|slot| slot.role == SlotRole::Comment) {
            if let Some(why) = self.barred(slot) {
                self.leave(item, Some(slot), &why);
                continue;
            }
            let text = if said { sources.clone() } else { Some(with_sources(&words, sources.as_deref())) };
            match (text, &slot.accepts) {
                (Some(text), Accepts::Text) => {
                    self.write(index, &slot.place, Value::Text(text));
                    said = true;
                }
                (_, Accepts::OneOf(_) | Accepts::Mark(_)) => {
                    self.leave(item, Some(slot), "it asks to pick words that no fact decides")
                }
                (None, _) => {}
            }
        }
        for slot in item.slots.iter().filter(|slot| slot.role == SlotRole::Second && slot.locked.is_none()) {
            match self.second(slot) {
                Some(value) if self.plan.writes.len() > before => self.write(index, &slot.place, value),
                _ => self.leave(item, Some(slot), "the form asks for a second answer, which is left to a person"),
            }
        }
        if self.plan.writes.len() > before {
            let facts = answer.facts();
            self.drafts |= facts
                .iter()
                .any(|id| self.knowledge.facts.get(*id).is_none_or(|fact| fact.approval == Approval::Draft));
        }
    }

    /// The answer that a profile gives for a verdict, if the form offers it.
    fn told(&self, verdict: Verdict, list: &[String]) -> Option<usize> {
        let words = self.rules?.vocabulary.get(verdict.name())?;
        list.iter().position(|known| known == words)
    }

    /// The default that a profile gives for a second answer.
    fn second(&self, slot: &Slot) -> Option<Value> {
        let (sheet, at) = split_place(&slot.place)?;
        let words = self.rules?.second(&sheet, at)?;
        match &slot.accepts {
            Accepts::Text => Some(Value::Text(words.to_owned())),
            Accepts::OneOf(list) => list.iter().any(|known| known == words).then(|| Value::Choice(words.to_owned())),
            Accepts::Mark(_) => None,
        }
    }

    /// Why a slot must not be written, if it must not.
    fn barred(&self, slot: &Slot) -> Option<String> {
        match slot.locked.as_deref() {
            Some(REAL_ANSWER) if self.options.overwrite => None,
            Some(REAL_ANSWER) => Some("the cell holds an answer already (`--overwrite` replaces it)".to_owned()),
            Some(other) => Some(format!("the cell is not for filling: {other}")),
            None => None,
        }
    }

    fn has_comment(&self, item: &Item) -> bool {
        item.slots
            .iter()
            .any(|slot| slot.role == SlotRole::Comment && slot.accepts == Accepts::Text && self.barred(slot).is_none())
    }

    fn write(&mut self, item: usize, place: &str, value: Value) {
        self.plan.writes.push(Write { item, place: place.to_owned(), value });
    }

    fn leave(&mut self, item: &Item, slot: Option<&Slot>, why: &str) {
        self.plan.left_out.push(LeftOut {
            item: item.id.clone(),
            place: slot.map(|slot| slot.place.clone()),
            why: why.to_owned(),
        });
    }

    /// Says once, in the first words that are written, whether the answers were approved.
    fn finish(mut self) -> Plan {
        let approvals = &self.knowledge.project.approvals;
        let sentence = if self.drafts { &approvals.draft } else { &approvals.approved };
        let first = self.plan.writes.iter_mut().find_map(|write| match &mut write.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        if let Some(text) = first.filter(|_| !sentence.is_empty()) {
            text.push_str("\n\nNote on all answers: ");
            text.push_str(sentence.trim());
        }
        self.plan
    }
}

fn with_sources(words: &str, sources: Option<&str>) -> String {
    match sources {
        Some(sources) => format!("{words}\n{sources}"),
        None => words.to_owned(),
    }
}

fn no_choice(verdict: Verdict, list: &[String]) -> String {
    let shown: Vec<&str> = list.iter().take(6).map(String::as_str).collect();
    format!("none of the form's answers ({}) plainly says `{}`", shown.join(", "), verdict.name())
}
