//! From an item to its answer.

use super::family::Families;
use super::guards::{self, Scopes, Sight};
use super::identifier::{self, Record};
use super::instruction;
use super::route::Routes;
use super::split::split;
use super::{Confidence, ItemAnswer, Nearest, Outcome, Part, Reason, Switches, Why};
use crate::knowledge::{Fact, Knowledge, Route, Verdict, Version};
use crate::matcher::index::EntryKind;
use crate::matcher::{Match, Matcher};
use crate::questionnaire::{Item, names_nothing};
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

/// Candidates kept for `explain` and for `answers.json`.
const KEPT: usize = 8;
/// Candidates among which the boundary fact of a family must be.
const IN_SIGHT: usize = 8;

/// Answers items from one knowledge base.
pub struct Engine<'k> {
    knowledge: &'k Knowledge,
    matcher: &'k Matcher,
    subject: Subject,
    routes: Routes,
    families: Families,
    scopes: Scopes,
    conditions: guards::Conditions,
    /// Stems of whole facts, made when a fact is first looked at.
    whole: Vec<OnceLock<Vec<String>>>,
    /// Host of the project's site, lower case.
    host: String,
    switches: Switches,
}

impl<'k> Engine<'k> {
    /// An engine for a base, its matcher, and what is asked about.
    pub fn new(knowledge: &'k Knowledge, matcher: &'k Matcher, subject: Subject) -> Self {
        let analyzer = matcher.lookup().analyzer();
        Self {
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
        if self.switches.instructions && instruction::is_instruction(&item.text) {
            return Ok(ItemAnswer::from_parts(vec![no_question(&item.text)]));
        }
        // A follow-up that names nothing is matched with the words it hangs on.
        if let Some(context) = item.context.as_deref().filter(|_| names_nothing(&item.text)) {
            let mut part = self.answer_part(&format!("{context} {}", item.text))?;
            part.text.clone_from(&item.text);
            return Ok(ItemAnswer::from_parts(vec![part]));
        }
        let texts = if self.switches.split { split(&item.text) } else { vec![item.text.clone()] };
        let whole = self.matcher.match_item(&item.text, |entry| self.holds(entry))?;
        // A compound that a fact is worded for is one question.
        let exact = whole.candidates.first().is_some_and(|first| first.features.is_exact());
        let texts = if exact || texts.len() < 2 { vec![item.text.clone()] } else { texts };
        let parts = texts.iter().map(|text| self.answer_part(text)).collect::<Result<Vec<_>, _>>()?;
        Ok(ItemAnswer::from_parts(merge_alike(parts)))
    }

    /// Whether an entry may answer at all: facts that hold for the release and the day.
    fn holds(&self, entry: &EntryKind) -> bool {
        match entry {
            EntryKind::Unknown(_) => self.switches.decoys,
            EntryKind::Route(_) => self.switches.routes,
            EntryKind::Fact(id) => self.knowledge.facts.get(id).is_some_and(|fact| {
                !fact.is_withdrawn(self.subject.as_of)
                    && fact.applies_to.as_ref().is_none_or(|range| range.contains(self.subject.version))
            }),
        }
    }

    fn answer_part(&self, text: &str) -> Result<Part, Error> {
        let found = self.matcher.match_item(text, |entry| self.holds(entry))?;
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
        self.judge(text, &found, &mut part);
        Ok(part)
    }

    /// Leaves a part to a person.
    fn hand_over(&self, route: &Route, term: &str, part: &mut Part) {
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
        if known {
            part.outcome = Outcome::Answered;
            part.why = None;
            part.verdict = Some(Verdict::Information);
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

    /// The gate: bands by probability, then the guards, then the families.
    fn judge(&self, text: &str, found: &Match, part: &mut Part) {
        let thresholds = self.switches.thresholds.unwrap_or(self.matcher.weights().thresholds);
        let family = if self.switches.families { self.families.find(self.knowledge, &found.text) } else { None };
        let Some(first) = found.candidates.first() else {
            self.answer_by_family(family, None, part);
            return;
        };
        if found.probability < thresholds.low {
            part.reasons.push(Reason::new("far", format!("the nearest wording is `{}`", first.phrasing)));
            self.answer_by_family(family, Some(found), part);
            return;
        }
        let fact = match &first.kind {
            EntryKind::Unknown(number) => {
                let unknown = &self.knowledge.unknowns[*number];
                part.outcome = Outcome::NeedsReview;
                part.why = Some(Why::KnownUnknown);
                part.say = Some(unknown.say.clone());
                part.reasons.push(Reason::new("known-unknown", format!("`{}`: {}", unknown.id, unknown.about)));
                self.answer_by_family(family, Some(found), part);
                return;
            }
            EntryKind::Route(number) => {
                let route = &self.knowledge.routes[*number];
                self.hand_over(route, &first.phrasing, part);
                return;
            }
            EntryKind::Fact(id) => &self.knowledge.facts[id],
        };
        part.reasons.push(Reason::new("matched", format!("`{}` through `{}`", fact.id, first.phrasing)));
        let in_family = family.as_ref().is_some_and(|(absence, _)| absence.fact == fact.id);
        let analyzer = self.matcher.lookup().analyzer();
        let number = self.knowledge.facts.get_index_of(&fact.id).expect("internal error: a fact outside its base");
        let whole = self.whole[number].get_or_init(|| analyzer.stems(&guards::whole_text(fact)));
        let sight = Sight {
            item: text,
            found,
            first,
            fact,
            knowledge: self.knowledge,
            analyzer,
            whole,
            conditions: &self.conditions,
            scopes: &self.scopes,
            in_family,
        };
        let fired = guards::check(&self.switches.guards, &sight);
        let why = fired.first().map(|fired| fired.why);
        part.reasons.extend(fired.into_iter().map(|fired| fired.reason));
        if why.is_some() || found.probability < thresholds.medium {
            part.outcome = Outcome::NeedsReview;
            part.why = Some(why.unwrap_or(Why::NotSure));
            self.answer_by_family(family, Some(found), part);
            return;
        }
        let confidence = if found.probability >= thresholds.high { Confidence::High } else { Confidence::Medium };
        self.answer_with(fact, confidence, part);
    }

    fn answer_with(&self, fact: &Fact, confidence: Confidence, part: &mut Part) {
        part.outcome = Outcome::Answered;
        part.why = None;
        part.say = None;
        part.verdict = Some(fact.verdict);
        part.confidence = Some(confidence);
        part.fact = Some(fact.id.clone());
        if fact.is_stale(&self.knowledge.project, self.subject.as_of) {
            part.confidence = Some(confidence.max(Confidence::Medium));
            part.why = Some(Why::Stale);
            let due = fact.due(&self.knowledge.project);
            part.reasons.push(Reason::new("guard-stale", format!("the review of `{}` was due on {due}", fact.id)));
        }
    }

    /// An item about something that does not exist is answered by the boundary fact, even when its detail is not in the base,
    /// unless a particular part that does exist is named or a fact is nearer than even odds.
    fn answer_by_family(
        &self,
        family: Option<(&crate::knowledge::Absence, Vec<String>)>,
        found: Option<&Match>,
        part: &mut Part,
    ) {
        let Some((absence, terms)) = family else { return };
        let Some(fact) = self.knowledge.fact(&absence.fact) else { return };
        if !self.holds(&EntryKind::Fact(fact.id.clone())) {
            return;
        }
        if let Some(found) = found {
            // The boundary must at least be in sight: a stray word of a family makes no item of it.
            if !found.candidates.iter().take(IN_SIGHT).any(|candidate| candidate.fact() == Some(&fact.id)) {
                return;
            }
            // The project's own site does exist.
            if !self.host.is_empty() && found.text.normalised.contains(&self.host) {
                return;
            }
            let named = self.scopes.named(&found.text.stems);
            let other = found.candidates.first().is_some_and(|first| first.fact() != Some(&fact.id));
            if !named.is_empty() || (found.probability >= 0.5 && other) {
                return;
            }
        }
        part.reasons.push(Reason::new(
            "family",
            format!("`{}` belongs to {}", terms.join("`, `"), lower_first(&absence.about)),
        ));
        self.answer_with(fact, Confidence::Medium, part);
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

fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
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
