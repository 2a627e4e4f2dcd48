//! A reply sent earlier against what would be said today, and a new form against the last reply.

mod letter;
mod record;

pub use letter::write_recheck_letter;
pub use record::{SentBase, SentForm, SentItem, SentReason, SentReply};

use crate::answer::{Engine, Error, ItemAnswer, Outcome, Subject};
use crate::knowledge::{Knowledge, Verdict};
use crate::questionnaire::{Item, Location, Questionnaire};
use crate::reply::json::ItemRecord;
use serde::Serialize;

/// How an answer would be different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shift {
    /// Another position.
    Position,
    /// It was answered and is not any more.
    Lost,
    /// The fact was withdrawn.
    Withdrawn,
    /// The same position in other words.
    Words,
    /// It was open and is answered now.
    Gained,
    /// The review of its fact has run out since.
    Stale,
    /// It was not in the reply.
    New,
}

impl Shift {
    /// For a reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::Position => "other position",
            Self::Lost => "no longer answered",
            Self::Withdrawn => "withdrawn",
            Self::Words => "other words",
            Self::Gained => "now answered",
            Self::Stale => "review has run out",
            Self::New => "not asked before",
        }
    }
}

/// An item whose answer would be different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rechecked {
    /// The asker's number.
    pub id: String,
    /// The asker's words.
    pub text: String,
    /// How it would be different.
    pub shift: Shift,
    /// Position then, a word for a reader; `-` when it was open.
    pub then: String,
    /// Position now.
    pub now: String,
    /// Why, one sentence.
    pub why: String,
    /// The words that were sent; Markdown.
    pub said: String,
    /// The words that would be sent; Markdown.
    pub says: String,
}

/// Says which answers of a reply would be different today: an item that a person decided on is held against its facts, any other is
/// answered again. Items in the order of the reply; those that would be the same are left out.
///
/// # Errors
///
/// When the index cannot be searched.
pub fn recheck(
    reply: &SentReply,
    knowledge: &Knowledge,
    engine: &Engine<'_>,
    subject: Subject,
) -> Result<Vec<Rechecked>, Error> {
    let mut list = Vec::new();
    for sent in &reply.items {
        let found = if sent.was_decided() {
            recheck_facts(sent, knowledge)
        } else {
            let item = item(&sent.id, &sent.text);
            let answer = engine.answer_item(&item)?;
            shift(sent, &item, &answer, knowledge)
        };
        let found = found.or_else(|| ran_out(sent, knowledge, reply, subject));
        list.extend(found);
    }
    Ok(list)
}

/// Says for a new form how its answers differ from those of the last reply to the same questions.
pub fn compare_with_previous(
    reply: &SentReply,
    form: &Questionnaire,
    answers: &[ItemAnswer],
    knowledge: &Knowledge,
) -> Vec<Rechecked> {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut list = Vec::new();
    for (item, answer) in form.items.iter().zip(answers) {
        match reply.items.iter().find(|sent| fold(&sent.text) == fold(&item.text)) {
            Some(sent) => list.extend(shift(sent, item, answer, knowledge)),
            None => {
                let record = ItemRecord::new(knowledge, item, answer);
                list.push(Rechecked {
                    id: item.id.clone(),
                    text: item.text.clone(),
                    shift: Shift::New,
                    then: "-".into(),
                    now: word(answer.verdict.map(Verdict::name)),
                    why: "the last reply did not have this item".into(),
                    said: String::new(),
                    says: record.answer.filter(|_| answer.outcome == Outcome::Answered).unwrap_or_default(),
                });
            }
        }
    }
    list
}

fn item(id: &str, text: &str) -> Item {
    Item {
        id: id.to_owned(),
        section: None,
        text: text.to_owned(),
        location: Location { line: 1, part: None },
        guidance: None,
        context: None,
        slots: Vec::new(),
    }
}

fn word(verdict: Option<&str>) -> String {
    verdict
        .and_then(|name| Verdict::ALL.into_iter().find(|verdict| verdict.name() == name))
        .map_or("-", Verdict::word)
        .to_owned()
}

/// How today's answer differs from the one that was sent; `None` when it does not.
fn shift(sent: &SentItem, item: &Item, answer: &ItemAnswer, knowledge: &Knowledge) -> Option<Rechecked> {
    let record = ItemRecord::new(knowledge, item, answer);
    let was = sent.outcome == Outcome::Answered.name();
    let is = answer.outcome == Outcome::Answered;
    let verdict = answer.verdict.map(Verdict::name);
    let shift = match (was, is) {
        (false, false) => return None,
        (false, true) => Shift::Gained,
        (true, false) => Shift::Lost,
        (true, true) if sent.verdict.as_deref() != verdict => Shift::Position,
        (true, true) if sent.answer != record.answer => Shift::Words,
        _ => return None,
    };
    let withdrawn = sent.facts.iter().find(|id| knowledge.fact(id).is_none_or(|fact| fact.withdrawn.is_some()));
    let why = match withdrawn {
        Some(id) => format!("`{id}` was withdrawn"),
        None if sent.was_decided() && !is => format!("a person had decided on {}", names(&sent.facts)),
        None if sent.facts != record.facts => {
            format!("{} in place of {}", names(&record.facts), names(&sent.facts))
        }
        None if is => format!("{} was changed", names(&record.facts)),
        None => answer.why.map(crate::answer::Why::sentence).unwrap_or_default().to_owned(),
    };
    Some(Rechecked {
        id: sent.id.clone(),
        text: sent.text.clone(),
        shift,
        then: word(sent.verdict.as_deref().filter(|_| was)),
        now: word(verdict),
        why,
        said: sent.answer.clone().filter(|_| was).unwrap_or_default(),
        says: record.answer.filter(|_| is).unwrap_or_default(),
    })
}

fn names(facts: &[String]) -> String {
    if facts.is_empty() { "no fact".to_owned() } else { format!("`{}`", facts.join("`, `")) }
}

/// An item that a person decided on: the fact they chose still holds and says the same, or not.
fn recheck_facts(sent: &SentItem, knowledge: &Knowledge) -> Option<Rechecked> {
    let said = sent.answer.clone().unwrap_or_default();
    let base = |shift, why: String, now: &str, says: String| Rechecked {
        id: sent.id.clone(),
        text: sent.text.clone(),
        shift,
        then: word(sent.verdict.as_deref()),
        now: now.to_owned(),
        why,
        said: said.clone(),
        says,
    };
    for id in &sent.facts {
        let Some(fact) = knowledge.fact(id).filter(|fact| fact.withdrawn.is_none()) else {
            return Some(base(Shift::Withdrawn, format!("`{id}` was withdrawn"), "-", String::new()));
        };
        let says = if fact.body.is_empty() { fact.short.clone() } else { format!("{}\n\n{}", fact.short, fact.body) };
        if said.contains(&says) {
            continue;
        }
        let chosen = sent.verdict.as_deref().is_some_and(|verdict| verdict == Verdict::NotApplicable.name());
        let moved = sent.facts.len() == 1 && !chosen && sent.verdict.as_deref() != Some(fact.verdict.name());
        let shift = if moved { Shift::Position } else { Shift::Words };
        return Some(base(shift, format!("`{id}` was changed"), fact.verdict.word(), says));
    }
    None
}

/// The same answer, whose fact was fresh on the day of the reply and is not any more.
fn ran_out(sent: &SentItem, knowledge: &Knowledge, reply: &SentReply, subject: Subject) -> Option<Rechecked> {
    let fact = sent.facts.iter().filter_map(|id| knowledge.fact(id)).find(|fact| {
        fact.is_stale(&knowledge.project, subject.as_of) && !fact.is_stale(&knowledge.project, reply.as_of)
    })?;
    let verdict = word(sent.verdict.as_deref());
    Some(Rechecked {
        id: sent.id.clone(),
        text: sent.text.clone(),
        shift: Shift::Stale,
        then: verdict.clone(),
        now: verdict,
        why: format!("the review of `{}` was due on {}", fact.id, fact.due(&knowledge.project)),
        said: sent.answer.clone().unwrap_or_default(),
        says: String::new(),
    })
}
