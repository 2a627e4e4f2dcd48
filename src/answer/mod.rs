//! Candidates in, an outcome out: what is said, and what is left to a person.
//!
//! [`answer_questionnaire`] answers every item: subjects for a person are recognised first ([`mod@route`]), vulnerability
//! identifiers are looked up ([`mod@identifier`]), compound items are split ([`mod@split`]), each part is matched and held against
//! the [`mod@guards`], which only lower an outcome, and in a form that follows a framework against its [`mod@crosswalk`], and the parts are put together so that the weakest decides.

pub mod compose;
pub mod coverage;
pub mod crosswalk;
pub mod engine;
pub mod family;
pub mod guards;
pub mod hosted;
pub mod identifier;
pub mod instruction;
mod judge;
pub mod outcome;
pub mod route;
pub mod split;
pub mod switches;
pub mod trim;

pub use coverage::Coverage;
pub use engine::{Engine, Error, Subject};
pub use guards::Guard;
pub use outcome::{Confidence, ItemAnswer, Nearest, Outcome, Part, Reason, Why};
pub use switches::Switches;

use crate::questionnaire::Questionnaire;

/// A form with its answers, in the order of the form.
#[derive(Debug, Clone)]
pub struct Answers {
    /// One answer an item, in the same order.
    pub items: Vec<ItemAnswer>,
    /// Shares of outcomes, verdicts and confidences.
    pub coverage: Coverage,
    /// Whether the form is written for a hosted service, so that the standing statement belongs first.
    pub hosted: bool,
}

/// Answers every item of a form. `progress` is told after each item how many are done.
///
/// # Errors
///
/// When the index cannot be searched.
pub fn answer_questionnaire(
    engine: &Engine<'_>,
    form: &Questionnaire,
    mut progress: impl FnMut(usize),
) -> Result<Answers, Error> {
    let mut items = Vec::with_capacity(form.items.len());
    let crosswalk = engine.crosswalk(form)?;
    for (done, item) in form.items.iter().enumerate() {
        items.push(engine.answer_in_form(item, crosswalk.as_ref())?);
        progress(done + 1);
    }
    let coverage = Coverage::count(&items);
    Ok(Answers { hosted: hosted::is_for_hosted_service(form), items, coverage })
}
