//! From an item to its answer.

use super::family::Families;
use super::guards::{self, Scopes, Sight};
use super::identifier::{self, Record};
use super::route::Routes;
use super::split::split;
use super::{Confidence, ItemAnswer, Nearest, Outcome, Part, Reason, Why};
use crate::knowledge::{Fact, Knowledge, Verdict, Version};
use crate::matcher::index::EntryKind;
use crate::matcher::{Match, Matcher};
use crate::questionnaire::Item;
use jiff::civil::Date;

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

/// Answers items from one knowledge base.
pub struct Engine<'k> {
    knowledge: &'k Knowledge,
    matcher: &'k Matcher,
    subject: Subject,
    routes: Routes,
    families: Families,
    scopes: Scopes,
}

impl<'k> Engine<'k> {
    /// An engine for a base, its matcher, and what is asked about.
    pub fn new(knowledge: &'k Knowledge, matcher: &'k Matcher, subject: Subject) -> Self {
        let analyzer = matcher.lookup().analyzer();
        Self {
            routes: Routes::new(knowledge, analyzer),
            families: Families::new(knowledge, analyzer),
            scopes: Scopes::new(knowledge, analyzer),
            knowledge,
            matcher,
            subject,
        }
    }

    /// Answers an item.
    ///
    /// # Errors
    ///
    /// When the index cannot be searched.
    pub fn answer_item(&self, item: &Item) -> Result<ItemAnswer, Error> {
        let texts = split(&item.text);
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
            EntryKind::Unknown(_) => true,
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
            reasons: Vec::new(),
            candidates: nearest(&found),
        };
        for (wrong, right) in &found.text.repairs {
            part.reasons.push(Reason::new("repaired", format!("`{wrong}` was read as `{right}`")));
        }
        let first_is_exact = found.candidates.first().is_some_and(|first| first.features.is_exact());
        if !first_is_exact && let Some((route, term)) = self.routes.find(self.knowledge, &found.text.stems) {
            part.outcome = Outcome::NeedsReview;
            part.why = Some(Why::ForAPerson);
            part.say = Some(route.say.clone());
            part.role = Some(route.role.clone());
            part.reasons.push(Reason::new(
                "route",
                format!("`{term}` makes this a subject for {}: {}", route.role, route.about),
            ));
            return Ok(part);
        }
        if self.answer_identifiers(text, &mut part) {
            return Ok(part);
        }
        self.judge(text, &found, &mut part);
        Ok(part)
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
        let thresholds = self.matcher.weights().thresholds;
        let family = self.families.find(self.knowledge, &found.text.stems);
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
            EntryKind::Fact(id) => &self.knowledge.facts[id],
        };
        part.reasons.push(Reason::new("matched", format!("`{}` through `{}`", fact.id, first.phrasing)));
        let in_family = family.as_ref().is_some_and(|(absence, _)| absence.fact == fact.id);
        let sight = Sight {
            item: text,
            found,
            first,
            fact,
            knowledge: self.knowledge,
            analyzer: self.matcher.lookup().analyzer(),
            scopes: &self.scopes,
            in_family,
        };
        let fired = guards::check(&sight);
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
