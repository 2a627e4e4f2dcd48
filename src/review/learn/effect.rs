//! What a changed base does to answers, so that nobody weakens it unseen.

use crate::answer::{Engine, Error, ItemAnswer, Subject};
use crate::knowledge::Knowledge;
use crate::matcher::{Matcher, Weights};
use crate::questionnaire::{Item, Location};
use crate::review::worksheet::Worksheet;

/// Counts before and after a change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// Standard questions of facts that were asked.
    pub questions: usize,
    /// Of these, answered by their own fact before.
    pub right_before: usize,
    /// And after.
    pub right_after: usize,
    /// Facts whose own standard question found them before and no longer does.
    pub lost: Vec<String>,
    /// Items of the worksheet.
    pub items: usize,
    /// Of these, answered without a person before.
    pub answered_before: usize,
    /// And after.
    pub answered_after: usize,
}

/// Asks every fact's own standard question, and every item of the worksheet, of a base before and after a change.
///
/// # Errors
///
/// When an index cannot be built or searched.
pub fn measure_effect(before: &Knowledge, after: &Knowledge, sheet: &Worksheet) -> Result<Effect, Error> {
    let subject = Subject { as_of: sheet.as_of, version: sheet.release };
    let old = ask_all(before, before, sheet, subject)?;
    let new = ask_all(after, before, sheet, subject)?;
    let mut effect = Effect { items: sheet.entries.len(), ..Effect::default() };
    for ((id, before), (_, after)) in old.facts.iter().zip(&new.facts) {
        effect.questions += 1;
        effect.right_before += usize::from(*before);
        effect.right_after += usize::from(*after);
        if *before && !*after {
            effect.lost.push(id.clone());
        }
    }
    effect.answered_before = old.answered;
    effect.answered_after = new.answered;
    Ok(effect)
}

struct Asked {
    /// Whether each fact's question was answered by it.
    facts: Vec<(String, bool)>,
    answered: usize,
}

/// Asks the questions of `facts` of `knowledge`.
fn ask_all(knowledge: &Knowledge, facts: &Knowledge, sheet: &Worksheet, subject: Subject) -> Result<Asked, Error> {
    // Weights that cannot be read are a fault that every other command shows; to compare, those inside the program do.
    let weights = Weights::of(knowledge).unwrap_or_else(|_| Weights::bundled());
    let matcher = Matcher::build(knowledge, weights)?;
    let engine = Engine::new(knowledge, &matcher, subject);
    let mut asked = Asked { facts: Vec::new(), answered: 0 };
    for fact in facts.facts.values().filter(|fact| !fact.is_withdrawn(subject.as_of)) {
        let answer = ask(&engine, &fact.question)?;
        asked.facts.push((fact.id.clone(), is_answered(&answer) && answer.facts().contains(&fact.id.as_str())));
    }
    for entry in &sheet.entries {
        asked.answered += usize::from(is_answered(&ask(&engine, &entry.text)?));
    }
    Ok(asked)
}

fn is_answered(answer: &ItemAnswer) -> bool {
    answer.outcome == crate::answer::Outcome::Answered
}

fn ask(engine: &Engine<'_>, text: &str) -> Result<ItemAnswer, Error> {
    engine.answer_item(&Item {
        id: "1".into(),
        section: None,
        text: text.to_owned(),
        location: Location { line: 1, part: None },
        guidance: None,
        context: None,
        slots: Vec::new(),
    })
}
