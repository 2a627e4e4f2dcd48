//! The gate: what is made of the candidates for a part of an item.

use super::crosswalk::Control;
use super::engine::{Engine, IN_SIGHT};
use super::guards::{self, Sight};
use super::{Confidence, Outcome, Part, Reason, Why};
use crate::knowledge::{Absence, Fact, Verdict};
use crate::matcher::index::EntryKind;
use crate::matcher::{Candidate, Match};

/// Probability of the boundary fact from which an item is left to its family: below what an answer needs that no family bears out.
/// Beneath it as many were wrong as right on the labelled items that may be read.
const FAMILY_SURE: f32 = 0.7;
/// Meaningful words of an item for each word of a family in it, at most.
const FAMILY_SHARE: usize = 5;

impl Engine<'_> {
    /// The gate: bands by probability, then the guards, then the families.
    pub(super) fn judge(&self, text: &str, found: &Match, control: Option<Control<'_>>, part: &mut Part) {
        let thresholds = self.switches.thresholds.unwrap_or(self.matcher.weights().thresholds);
        let Some(first) = found.candidates.first() else { return };
        // An item of which no word that carries meaning is known is near to nothing, whatever its function words look like.
        let unread = found.text.terms.is_empty() && !first.features.is_exact();
        if unread || found.probability < thresholds.low {
            let nearest = self.matcher.nearest_phrasing(&found.text, first);
            part.reasons.push(Reason::new("far", format!("the nearest wording is `{nearest}`")));
            return;
        }
        let fact = match &first.kind {
            EntryKind::Unknown(number) => {
                let unknown = &self.knowledge.unknowns[*number];
                part.outcome = Outcome::NeedsReview;
                part.why = Some(Why::KnownUnknown);
                part.say = Some(unknown.say.clone());
                part.reasons.push(Reason::new("known-unknown", format!("`{}`: {}", unknown.id, unknown.about)));
                return;
            }
            EntryKind::Route(number) => {
                let route = &self.knowledge.routes[*number];
                self.hand_over(route, self.matcher.nearest_phrasing(&found.text, first), part);
                return;
            }
            EntryKind::Fact(id) => &self.knowledge.facts[id],
        };
        let nearest = self.matcher.nearest_phrasing(&found.text, first);
        part.reasons.push(Reason::new("matched", format!("`{}` through `{nearest}`", fact.id)));
        let family = if self.switches.families { self.families.find(self.knowledge, &found.text) } else { None };
        let in_family = family.as_ref().is_some_and(|(absence, _)| absence.fact == fact.id);
        let fired = self.guard(text, found, first, fact, in_family);
        let agreed = control.is_some_and(|control| control.leads_to(&fact.id));
        // The id of the control bears out which of two near facts is meant.
        let fired: Vec<_> = fired.into_iter().filter(|fired| !(agreed && fired.why == Why::Tie)).collect();
        let why = fired.first().map(|fired| fired.why);
        part.reasons.extend(fired.into_iter().map(|fired| fired.reason));
        if let Some(control) = control {
            let says = if agreed { "leads to this fact as well" } else { "leads to other facts" };
            part.reasons.push(Reason::new(
                if agreed { "control" } else { "control-other" },
                format!("`{}` of {} {says}: {}", control.id, control.framework, control.facts.join(", ")),
            ));
            if !agreed {
                part.outcome = Outcome::NeedsReview;
                part.why = Some(why.unwrap_or(Why::Control));
                return;
            }
        }
        // The very id of an item leaves little doubt; a control above it has several questions, of which a "yes" may answer another.
        let enough = match control.filter(|_| agreed) {
            Some(control) if control.exact => thresholds.low,
            Some(_) if fact.verdict != Verdict::Yes => thresholds.medium / 2.0,
            // A wrong "yes" is the worst that can be sent.
            _ if fact.verdict == Verdict::Yes => thresholds.high,
            _ => thresholds.medium,
        };
        if why.is_some() || found.probability < enough {
            part.outcome = Outcome::NeedsReview;
            part.why = Some(why.unwrap_or(Why::NotSure));
            // What the item names besides, the boundary fact does not speak about either.
            // What is turned round, the boundary fact would answer the wrong way as well.
            if why != Some(Why::Polarity) && (why != Some(Why::Mismatch) || in_family) {
                self.answer_by_family(family, found, part);
            }
            return;
        }
        let confidence = if found.probability >= thresholds.high { Confidence::High } else { Confidence::Medium };
        self.answer_with(fact, confidence, part);
    }

    /// The guards that fire over a fact.
    fn guard(&self, text: &str, found: &Match, first: &Candidate, fact: &Fact, in_family: bool) -> Vec<guards::Fired> {
        let analyzer = self.matcher.lookup().analyzer();
        let number = self.knowledge.facts.get_index_of(&fact.id).expect("internal error: a fact outside its base");
        let sight = Sight {
            item: text,
            found,
            first,
            fact,
            knowledge: self.knowledge,
            matcher: self.matcher,
            analyzer,
            conditions: &self.conditions,
            scopes: &self.scopes,
            in_family,
            measured: &self.whole[number],
        };
        guards::check(&self.switches.guards, &sight)
    }

    /// An item whose words are too far from everything is answered through its control, where the framework lists its very id, the
    /// first fact of the control is in sight or alone, and no guard fires over it.
    pub(super) fn answer_by_control(&self, text: &str, found: &Match, control: Control<'_>, part: &mut Part) {
        let open = matches!(part.why, Some(Why::NotSure | Why::NoFact | Why::Control | Why::Tie));
        if part.outcome == Outcome::Answered || !open || !control.exact {
            return;
        }
        let Some(fact) = self.knowledge.fact(&control.facts[0]) else { return };
        if !self.subject.is_answered_by(fact) {
            return;
        }
        let Some(near) = found.candidates.iter().take(IN_SIGHT).find(|near| near.fact() == Some(&fact.id)) else {
            return;
        };
        let fired = self.guard(text, found, near, fact, false);
        if fired.iter().any(|fired| fired.why != Why::Tie) {
            part.reasons.extend(fired.into_iter().map(|fired| fired.reason));
            return;
        }
        part.reasons.push(Reason::new(
            "control",
            format!("`{}` of {} leads to `{}`, which is in sight", control.id, control.framework, fact.id),
        ));
        self.answer_with(fact, Confidence::Medium, part);
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
    /// unless a particular part that does exist is named or another fact is nearer.
    fn answer_by_family(&self, family: Option<(&Absence, Vec<String>)>, found: &Match, part: &mut Part) {
        let Some((absence, terms)) = family else { return };
        let Some(fact) = self.knowledge.fact(&absence.fact) else { return };
        let nearest = found.candidates.first().is_some_and(|first| first.fact() == Some(&fact.id));
        if !nearest || found.probability < FAMILY_SURE {
            return;
        }
        // In a long item a term or two are an example or a side remark.
        let meant: usize = terms.iter().map(|term| term.split(' ').count()).sum();
        let all = found.text.terms.len() + found.text.strange.len();
        // The project's own site does exist.
        let own = !self.host.is_empty() && found.text.normalised.contains(&self.host);
        if meant * FAMILY_SHARE < all || own || !self.scopes.named(&found.text.stems).is_empty() {
            return;
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
