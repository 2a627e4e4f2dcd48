//! From an item to its answer.

use super::crosswalk::{Control, Crosswalk};
use super::family::Families;
use super::guards::{self, Scopes};
use super::identifier::{self, Record};
use super::instruction;
use super::route::Routes;
use super::split::split;
use super::trim::trim;
use super::{Confidence, ItemAnswer, Nearest, Outcome, Part, Reason, Switches, Why};
use crate::knowledge::{Fact, Knowledge, Route, Verdict, Version};
use crate::matcher::index::{Entry, EntryKind};
use crate::matcher::{Match, Matcher};
use crate::questionnaire::{Item, Questionnaire, names_nothing};
use jiff::civil::Date;
use std::sync::OnceLock;

/// Why no answer could be worked out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index could not be built or searched.
    #[error("cannot search the index of the knowledge base")]
    Index(#[from] tantivy::TantivyError),
}

/// What is asked about: a day and a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The day the answers are for.
    pub as_of: Date,
    /// The release of the product.
    pub version: Version,
}

impl Subject {
    /// Whether a fact holds for the release and the day.
    pub fn is_answered_by(self, fact: &Fact) -> bool {
        !fact.is_withdrawn(self.as_of) && fact.applies_to.as_ref().is_none_or(|range| range.contains(self.version))
    }
}

/// Candidates kept for `explain` and for `answers.json`.
const KEPT: usize = 8;
/// Candidates among which the fact of a control must be.
pub(super) const IN_SIGHT: usize = 8;

/// Answers items from one knowledge base.
pub struct Engine<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) matcher: &'k Matcher,
    pub(super) subject: Subject,
    /// By number of the entry: whether it is a fact that holds for the subject.
    holding: Vec<bool>,
    pub(super) routes: Routes,
    pub(super) families: Families,
    pub(super) scopes: Scopes,
    pub(super) conditions: guards::Conditions,
    /// Whole facts, measured when one is first looked at.
    pub(super) whole: Vec<OnceLock<guards::Whole>>,
    /// Host of the project's site, lower case.
    pub(super) host: String,
    pub(super) switches: Switches,
}

impl<'k> Engine<'k> {
    /// An engine for a base, its matcher, and what is asked about.
    pub fn new(knowledge: &'k Knowledge, matcher: &'k Matcher, subject: Subject) -> Self {
        let analyzer = matcher.lookup().analyzer();
        let holds = |entry: &Entry| match &entry.kind {
            EntryKind::Fact(id) => knowledge.facts.get(id).is_some_and(|fact| subject.is_answered_by(fact)),
            EntryKind::Unknown(_) | EntryKind::Route(_) => false,
        };
        Self {
            holding: matcher.lookup().entries.iter().map(holds).collect(),
            routes: Routes::new(knowledge, analyzer),
            families: Families::new(knowledge, analyzer),
            scopes: Scopes::new(knowledge, analyzer),
            conditions: guards::Conditions::new(analyzer),
            whole: knowledge.facts.iter().map(|_| OnceLock::new()).collect(),
            knowledge,
            matcher,
            subject,
            host: host(&knowledge.project.contacts.site),
            switches: Switches::default(),
        }
    }

    /// The same with parts turned off, for measuring.
    #[must_use]
    pub fn with(mut self, switches: Switches) -> Self {
        self.switches = switches;
        self
    }

    /// Answers an item.
    ///
    /// # Errors
    ///
    /// When the index cannot be searched.
    pub fn answer_item(&self, item: &Item) -> Result<ItemAnswer, Error> {
        self.answer_in_form(item, None)
    }

    /// The framework that a form follows, if its ids and words agree on one.
    ///
    /// # Errors
    ///
    /// When the index cannot be searched.
    pub fn crosswalk(&self, form: &Questionnaire) -> Result<Option<Crosswalk<'k>>, Error> {
        if !self.switches.crosswalk {
            return Ok(None);
        }
        Crosswalk::find(self.knowledge, form, |text| {
            let (_, found) = self.trimmed(text)?;
            Ok(found.candidates.iter().filter_map(|near| near.fact().map(str::to_owned)).take(IN_SIGHT).collect())
        })
    }

    /// Answers an item of a form that follows a framework.
    ///
    /// # Errors
    ///
    /// When the index cannot be searched.
    pub fn answer_in_form(&self, item: &Item, crosswalk: Option<&Crosswalk<'k>>) -> Result<ItemAnswer, Error> {
        let control = crosswalk.and_then(|crosswalk| crosswalk.control(item));
        if self.switches.instructions && instruction::is_instruction(&item.text) {
            return Ok(ItemAnswer::from_parts(vec![no_question(&item.text)]));
        }
        // A follow-up that names nothing is matched with the words it hangs on.
        if let Some(context) = item.context.as_deref().filter(|_| names_nothing(&item.text)) {
            let text = format!("{context} {}", item.text);
            let mut part = self.answer_part(&text, None)?;
            part.text.clone_from(&item.text);
            return Ok(ItemAnswer::from_parts(vec![part]));
        }
        let texts = if self.switches.split { split(&item.text) } else { vec![item.text.clone()] };
        // A compound that a fact is worded for is one question.
        if texts.len() < 2 || self.wording(&item.text)?.is_some() {
            // A control's facts answer the item as a whole.
            return Ok(ItemAnswer::from_parts(vec![self.answer_part(&item.text, control)?]));
        }
        let parts = texts.iter().map(|text| self.answer_part(text, None));
        Ok(ItemAnswer::from_parts(merge_alike(parts.collect::<Result<_, _>>()?)))
    }

    /// Whether an entry of the index may answer at all: facts that hold for the release and the day.
    fn may_answer(&self, entry: usize) -> bool {
        match self.matcher.lookup().entries[entry].kind {
            EntryKind::Unknown(_) => self.switches.decoys,
            EntryKind::Route(_) => self.switches.routes,
            EntryKind::Fact(_) => self.holding[entry],
        }
    }

    /// Candidates for a text by its words as they stand.
    fn look_up(&self, text: &str) -> Result<Match, Error> {
        Ok(self.matcher.match_item(text, |entry| self.may_answer(entry))?)
    }

    /// The same for a text that is a wording of the base; nothing for any other.
    fn wording(&self, text: &str) -> Result<Option<Match>, Error> {
        let lookup = self.matcher.lookup();
        if !lookup.may_be_wording(&lookup.analyzer().analyze(text).normalised) {
            return Ok(None);
        }
        let found = self.look_up(text)?;
        let exact = found.candidates.first().is_some_and(|first| first.features.is_exact());
        Ok(exact.then_some(found))
    }

    /// What is left of a text without examples and chains, unless it is a wording of the base, and the candidates for that.
    fn trimmed(&self, text: &str) -> Result<(String, Match), Error> {
        let kept = if self.switches.trim { trim(text) } else { text.to_owned() };
        match if kept == text { None } else { self.wording(text)? } {
            Some(found) => Ok((text.to_owned(), found)),
            None => {
                let found = self.look_up(&kept)?;
                Ok((kept, found))
            }
        }
    }

    fn answer_part(&self, text: &str, control: Option<Control<'_>>) -> Result<Part, Error> {
        let (kept, found) = self.trimmed(text)?;
        let mut part = Part {
            text: text.to_owned(),
            outcome: Outcome::Unanswered,
            why: Some(Why::NoFact),
            verdict: None,
            confidence: None,
            fact: None,
            say: None,
            role: None,
            probability: found.probability,
            reasons: Vec::new(),
            candidates: nearest(&found),
        };
        for (wrong, right) in &found.text.repairs {
            part.reasons.push(Reason::new("repaired", format!("`{wrong}` was read as `{right}`")));
        }
        let first_is_exact = found.candidates.first().is_some_and(|first| first.features.is_exact());
        if self.switches.routes
            && !first_is_exact
            && let Some((route, term)) = self.routes.find(self.knowledge, &found.text.stems)
        {
            self.hand_over(route, &term, &mut part);
            return Ok(part);
        }
        if self.answer_identifiers(text, &mut part) {
            return Ok(part);
        }
        self.judge(&kept, &found, control, &mut part);
        if let Some(control) = control {
            self.answer_by_control(&kept, &found, control, &mut part);
        }
        Ok(part)
    }

    /// Leaves a part to a person.
    pub(super) fn hand_over(&self, route: &Route, term: &str, part: &mut Part) {
        part.outcome = Outcome::NeedsReview;
        part.why = Some(Why::ForAPerson);
        part.probability = 0.0;
        part.say = Some(route.say.clone());
        part.role = Some(route.role.clone());
        part.reasons
            .push(Reason::new("route", format!("`{term}` makes this a subject for {}: {}", route.role, route.about)));
    }

    /// Answers a part that names vulnerability identifiers; false when it names none.
    fn answer_identifiers(&self, text: &str, part: &mut Part) -> bool {
        let ids = identifier::identifiers(text);
        if ids.is_empty() {
            return false;
        }
        for id in &ids {
            match identifier::records(self.knowledge, id).first() {
                Some(Record::Advisory(advisory)) => {
                    part.reasons
                        .push(Reason::new("advisory", format!("`{id}` is an advisory on record: {}", advisory.title)));
                }
                Some(Record::Finding(finding)) => {
                    part.reasons.push(Reason::new(
                        "finding",
                        format!("`{id}` is a scanner finding on record: {}", finding.status.words()),
                    ));
                }
                None => {
                    part.reasons.push(Reason::new("unknown-identifier", format!("nothing is on record for `{id}`")))
                }
            }
        }
        let known = ids.iter().all(|id| !identifier::records(self.knowledge, id).is_empty());
        if known && !identifier::asks_for_status(text) {
            part.outcome = Outcome::NeedsReview;
            part.why = Some(Why::Detail);
            part.say = Some(super::compose::identifiers(self.knowledge, &ids));
            return true;
        }
        if known {
            part.outcome = Outcome::Answered;
            part.why = None;
            part.verdict = Some(if self.is_spared(text, &ids) { Verdict::No } else { Verdict::Information });
            part.confidence = Some(Confidence::High);
            part.probability = 1.0;
            part.say = Some(super::compose::identifiers(self.knowledge, &ids));
            return true;
        }
        // An identifier nobody recorded gets the triage steps, never a guess.
        let triage = self.knowledge.project.unknown_identifier.as_ref().and_then(|id| self.knowledge.facts.get(id));
        part.outcome = Outcome::NeedsReview;
        part.why = Some(Why::KnownUnknown);
        let mut say = super::compose::unknown_identifiers(self.knowledge, &ids);
        if let Some(fact) = triage {
            say.push_str(&format!("\n\n{}\n\n{}", fact.short, fact.body));
            part.reasons.push(Reason::new("triage", format!("`{}` says how to find out", fact.id)));
        }
        part.say = Some(say);
        true
    }

    /// Whether a text asks if vulnerabilities touch parts of which the record says that they do not.
    fn is_spared(&self, text: &str, ids: &[String]) -> bool {
        let named = self.scopes.all_named(&self.matcher.lookup().analyzer().stems(text));
        let spares = |id: &String| match identifier::records(self.knowledge, id).first() {
            Some(Record::Advisory(advisory)) => {
                let spares = |scope: usize| advisory.not_affected.contains(&self.knowledge.scopes[scope].id);
                // "The vendor's desktop client" names two scopes and means one.
                named.iter().any(|(scope, _)| spares(*scope))
                    && named.iter().all(|(scope, _)| spares(*scope) || !self.scopes.is_particular(*scope))
            }
            Some(Record::Finding(_)) | None => false,
        };
        identifier::asks_whether_touched(text) && ids.iter().all(spares)
    }
}

/// The host in an address, lower case.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default().trim_start_matches("www.").to_lowercase()
}

/// A line that asks for nothing.
fn no_question(text: &str) -> Part {
    Part {
        text: text.to_owned(),
        outcome: Outcome::Unanswered,
        why: Some(Why::NoQuestion),
        verdict: None,
        confidence: None,
        fact: None,
        say: None,
        role: None,
        probability: 0.0,
        reasons: vec![Reason::new("no-question", "the line gives an instruction or a heading")],
        candidates: Vec::new(),
    }
}

fn nearest(found: &Match) -> Vec<Nearest> {
    found
        .candidates
        .iter()
        .filter_map(|candidate| Some(Nearest { fact: candidate.fact()?.to_owned(), score: candidate.score }))
        .take(KEPT)
        .collect()
}

/// Parts that the same fact answers are one part: the answer is said once.
fn merge_alike(parts: Vec<Part>) -> Vec<Part> {
    let mut merged: Vec<Part> = Vec::new();
    for part in parts {
        match merged
            .iter_mut()
            .find(|other| other.fact.is_some() && other.fact == part.fact && other.outcome == part.outcome)
        {
            Some(same) => {
                same.text = format!("{} {}", same.text, part.text);
                same.confidence = same.confidence.max(part.confidence);
                same.reasons.extend(part.reasons);
            }
            None => merged.push(part),
        }
    }
    merged
}
