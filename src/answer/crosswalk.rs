//! Control ids of a form, used with the crosswalk of the base: which framework a form follows, and which facts a control leads to.
//!
//! Ids alone prove little: other editions of a framework use ids of the same shape for other questions. So a form follows a
//! framework only when nearly all of its ids are ids of it and the words of its items agree with the crosswalk often enough.

use crate::knowledge::{ControlId, Framework, Knowledge};
use crate::questionnaire::{Item, Questionnaire};
use regex::Regex;

/// Items with an id of the framework below which a form is too short to tell.
const LEAST: usize = 4;
/// Share of the items, in percent, that must have an id of the framework.
const SHARE: usize = 70;
/// Share of the ids of the right shape, in percent, that the framework must list: an older edition lists others.
const LISTED: usize = 90;
/// Items whose words are held against the crosswalk, spread over the form.
const SAMPLE: usize = 40;
/// Share of those, in percent, whose nearest facts must hold one that the control leads to.
const AGREEING: usize = 50;

/// A form that follows a framework.
#[derive(Debug, Clone, Copy)]
pub struct Crosswalk<'k> {
    framework: &'k Framework,
}

/// What the crosswalk says on an item.
#[derive(Debug, Clone, Copy)]
pub struct Control<'k> {
    /// The control's id.
    pub id: &'k ControlId,
    /// Title of the framework.
    pub framework: &'k str,
    /// The facts it leads to, the one that fits best first; never empty.
    pub facts: &'k [String],
    /// Whether the framework lists the item's very id, and not only the control above it.
    pub exact: bool,
}

impl Control<'_> {
    /// Whether the control leads to a fact.
    pub fn leads_to(&self, fact: &str) -> bool {
        self.facts.iter().any(|id| id == fact)
    }
}

impl<'k> Crosswalk<'k> {
    /// The framework that a form follows, judged by the ids of its items and by what `nearest` finds for their words.
    ///
    /// # Errors
    ///
    /// Those of `nearest`.
    pub fn find<E>(
        knowledge: &'k Knowledge,
        form: &Questionnaire,
        mut nearest: impl FnMut(&str) -> Result<Vec<String>, E>,
    ) -> Result<Option<Self>, E> {
        for framework in &knowledge.frameworks {
            let crosswalk = Self { framework };
            if crosswalk.fits(form) && crosswalk.agrees(form, &mut nearest)? {
                return Ok(Some(crosswalk));
            }
        }
        Ok(None)
    }

    /// The framework's title.
    pub fn title(&self) -> &'k str {
        &self.framework.title
    }

    /// What the crosswalk says on an item; `None` for an id it does not list and for a known gap.
    pub fn control(&self, item: &Item) -> Option<Control<'k>> {
        let (id, facts, exact) = self.line(&item.id)?;
        (!facts.is_empty()).then_some(Control { id, framework: &self.framework.title, facts, exact })
    }

    /// The line of an id: its own, or that of the control above a question's number (`A&A-01` for `A&A-01.1`).
    fn line(&self, id: &str) -> Option<(&'k ControlId, &'k [String], bool)> {
        let id = id.trim().to_ascii_uppercase();
        let find = |id: &str| self.framework.controls.get_key_value(&ControlId(id.to_owned()));
        if let Some((id, facts)) = find(&id) {
            return Some((id, facts, true));
        }
        let (above, number) = id.rsplit_once('.')?;
        let (id, facts) = find(above).filter(|_| number.chars().all(|c| c.is_ascii_digit()))?;
        Some((id, facts, false))
    }

    /// Whether enough of a form's ids are ids of the framework.
    fn fits(&self, form: &Questionnaire) -> bool {
        let Ok(shape) = Regex::new(&format!("^(?:{})$", self.framework.shape)) else { return false };
        let shaped: Vec<&Item> =
            form.items.iter().filter(|item| shape.is_match(&item.id.trim().to_ascii_uppercase())).collect();
        let listed = shaped.iter().filter(|item| self.line(&item.id).is_some()).count();
        // Bare numbers are everybody's: they mean the framework only in a form that names it.
        let bare = !self.framework.controls.keys().any(|id| id.0.chars().any(char::is_alphabetic));
        let name = self.framework.title.split(' ').next().unwrap_or_default().to_lowercase();
        let named = |text: &str| text.to_lowercase().contains(&name);
        listed >= LEAST
            && listed * 100 >= form.items.len() * SHARE
            && listed * 100 >= shaped.len() * LISTED
            && (!bare || named(&form.name) || form.title.as_deref().is_some_and(named))
    }

    fn agrees<E>(
        &self,
        form: &Questionnaire,
        nearest: &mut impl FnMut(&str) -> Result<Vec<String>, E>,
    ) -> Result<bool, E> {
        let known: Vec<(&Item, Control<'k>)> =
            form.items.iter().filter_map(|item| Some((item, self.control(item)?))).collect();
        let step = known.len().div_ceil(SAMPLE).max(1);
        let (mut asked, mut agreed) = (0, 0);
        for (item, control) in known.iter().step_by(step) {
            asked += 1;
            agreed += usize::from(nearest(&item.text)?.iter().any(|fact| control.leads_to(fact)));
        }
        Ok(asked > 0 && agreed * 100 >= asked * AGREEING)
    }
}
