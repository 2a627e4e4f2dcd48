//! Decisions into answers, held against what the form and the facts say now.

use super::decision::Decision;
use super::read::{Entry, Override, Worksheet};
use super::write::{proposal, proposed_for};
use crate::answer::{Answers, Confidence, Coverage, ItemAnswer, Outcome, Part, Reason, Subject, Why};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::knowledge::{Fact, Knowledge, Verdict};
use crate::questionnaire::Questionnaire;
use crate::text::Span;

/// Answers with a person's decisions in them.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The answers, in the order of the form.
    pub answers: Answers,
    /// Warnings: the form's bytes changed, its items did not.
    pub warnings: Vec<Diagnostic>,
}

/// Puts the decisions of a worksheet into the answers that the form gets today.
///
/// # Errors
///
/// An item that the form no longer has or asks otherwise, one that is missing in the worksheet, a decision on a fact that is unknown,
/// withdrawn or says something else than when it was chosen, a proposal that would be another today: all of them, each at its item.
pub fn apply(
    sheet: &Worksheet,
    knowledge: &Knowledge,
    form: &Questionnaire,
    answers: &Answers,
    subject: Subject,
) -> Result<Decided, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut items = answers.items.clone();
    for entry in &sheet.entries {
        let (Some(item), Some(answer)) =
            (form.items.get(entry.no.wrapping_sub(1)), answers.items.get(entry.no.wrapping_sub(1)))
        else {
            faults.push(
                Diagnostic::error(
                    "unknown-item",
                    &sheet.file,
                    entry.span,
                    format!("the form has no item {}", entry.no),
                )
                .label(format!("the form has {} items", form.items.len()))
                .help(AGAIN),
            );
            continue;
        };
        if item.text != entry.text {
            faults.push(
                Diagnostic::error(
                    "item-changed",
                    &sheet.file,
                    entry.text_span,
                    format!("the form asks something else as item {} (`{}`)", entry.no, item.id),
                )
                .label(format!("now: {}", shortened(&item.text)))
                .help(AGAIN),
            );
            continue;
        }
        let sight = Sight { sheet, entry, knowledge, subject };
        match sight.decide(answer) {
            Ok(Some(decided)) => items[entry.no - 1] = decided,
            Ok(None) => {}
            Err(fault) => faults.push(*fault),
        }
    }
    for (at, item) in form.items.iter().enumerate() {
        if sheet.entry(at + 1).is_none() {
            faults.push(
                Diagnostic::error(
                    "missing-item",
                    &sheet.file,
                    Span::default(),
                    format!(
                        "item {} (`{}`) of the form is not in the worksheet: {}",
                        at + 1,
                        item.id,
                        shortened(&item.text)
                    ),
                )
                .help(AGAIN),
            );
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut warnings = Vec::new();
    if sheet.form_sha256 != form.sha256 {
        warnings.push(
            Diagnostic::warning(
                "form-changed",
                &sheet.file,
                sheet.form_span,
                "the form is another file than the one that was answered; every item reads the same",
            )
            .help("look whether something besides the items matters, such as a date or a signature"),
        );
    }
    let coverage = Coverage::count(&items);
    Ok(Decided { answers: Answers { items, coverage, hosted: answers.hosted }, warnings })
}

const AGAIN: &str = "run `neatline answer` on the form again: it keeps the decisions on items that read the same";

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(MOST).collect::<String>().trim_end())
}

/// One item under decision.
struct Sight<'a> {
    sheet: &'a Worksheet,
    entry: &'a Entry,
    knowledge: &'a Knowledge,
    subject: Subject,
}

impl Sight<'_> {
    /// The item's answer with the decision in it; `None` to leave it as it is.
    fn decide(&self, answer: &ItemAnswer) -> Result<Option<ItemAnswer>, Box<Diagnostic>> {
        if let Some(own) = &self.entry.own_words {
            return Ok(Some(self.in_own_words(own)));
        }
        let Some((decision, span)) = &self.entry.decision else {
            return if answer.outcome == Outcome::Answered {
                self.check_proposal(answer).map(|()| None)
            } else {
                Ok(None)
            };
        };
        let decided = match decision {
            Decision::Accept => {
                self.check_proposal(answer)?;
                if answer.parts.iter().any(|part| part.outcome != Outcome::Answered && proposed_for(part).is_none()) {
                    return Err(Box::new(
                        Diagnostic::error(
                            "nothing-proposed",
                            &self.sheet.file,
                            *span,
                            format!("nothing is proposed for all of item {}", self.entry.no),
                        )
                        .help("write `use FACT`, own words behind `override:`, `person` or `skip`"),
                    ));
                }
                self.replace(answer, |part| proposed_for(part).and_then(|id| self.knowledge.facts.get(id)))
            }
            Decision::Use(id) => {
                let fact = self.chosen(id, *span)?;
                self.replace(answer, |_| Some(fact))
            }
            Decision::NotApplicable(id) => {
                let fact = self.chosen(id, *span)?;
                let mut part = self.part_with(&self.entry.text, fact);
                part.verdict = Some(Verdict::NotApplicable);
                ItemAnswer::from_parts(vec![part])
            }
            Decision::Person => self.pass_on(answer, Outcome::NeedsReview, Why::Handed),
            Decision::Skip => self.pass_on(answer, Outcome::Unanswered, Why::LeftOpen),
        };
        Ok(Some(decided))
    }

    /// Whether the facts that were proposed are still proposed and say the same.
    fn check_proposal(&self, answer: &ItemAnswer) -> Result<(), Box<Diagnostic>> {
        let Self { entry, sheet, .. } = self;
        let now = proposal(answer);
        if now != entry.proposed {
            let list =
                |ids: &[&str]| if ids.is_empty() { "nothing".to_owned() } else { format!("`{}`", ids.join("`, `")) };
            let before: Vec<&str> = entry.proposed.iter().map(String::as_str).collect();
            return Err(Box::new(
                Diagnostic::error(
                    "proposal-changed",
                    &sheet.file,
                    entry.span,
                    format!(
                        "item {} would be answered with {} today, not with {}",
                        entry.no,
                        list(&now),
                        list(&before)
                    ),
                )
                .help(AGAIN),
            ));
        }
        for id in &entry.proposed {
            self.check_words(id, entry.span)?;
        }
        Ok(())
    }

    fn check_words(&self, id: &str, span: Span) -> Result<(), Box<Diagnostic>> {
        let Self { entry, sheet, knowledge, .. } = self;
        let now = knowledge.facts.get(id).map(|fact| fact.hash.as_str());
        let seen = entry.facts.get(id).map(String::as_str);
        let fault = match (seen, now) {
            (Some(seen), Some(now)) if seen == now => return Ok(()),
            (Some(_), _) => "says something else than when it was shown here",
            // Written by hand, so that nothing recorded what it said; the same base says the same.
            (None, _) if sheet.knowledge_hash == knowledge.hash => return Ok(()),
            (None, _) => "was chosen by hand before the knowledge base changed",
        };
        Err(Box::new(
            Diagnostic::error("fact-changed", &sheet.file, span, format!("item {}: fact `{id}` {fault}", entry.no))
                .help(format!("{AGAIN}; this one then waits for a decision again")),
        ))
    }

    fn chosen(&self, id: &str, span: Span) -> Result<&Fact, Box<Diagnostic>> {
        let Some(fact) = self.knowledge.fact(id) else {
            let fault = Diagnostic::error("unknown-fact", &self.sheet.file, span, format!("unknown fact `{id}`"));
            return Err(Box::new(match did_you_mean(id, self.knowledge.facts.keys().map(String::as_str)) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help("`neatline ask` and the search in `neatline review` find the id of a fact"),
            }));
        };
        let holds = fact.applies_to.as_ref().is_none_or(|range| range.contains(self.subject.version));
        if fact.is_withdrawn(self.subject.as_of) || !holds {
            let why = if holds {
                "was withdrawn".to_owned()
            } else {
                format!("is not about release {}", self.subject.version)
            };
            return Err(Box::new(
                Diagnostic::error("fact-does-not-hold", &self.sheet.file, span, format!("fact `{id}` {why}"))
                    .help("choose another fact"),
            ));
        }
        if fact.id == id {
            self.check_words(id, span)?;
        }
        Ok(fact)
    }

    fn reason(&self, text: String) -> Vec<Reason> {
        vec![Reason::new("decided", text)]
    }

    fn part_with(&self, text: &str, fact: &Fact) -> Part {
        let stale = fact.is_stale(&self.knowledge.project, self.subject.as_of);
        Part {
            text: text.to_owned(),
            outcome: Outcome::Answered,
            why: stale.then_some(Why::Stale),
            verdict: Some(fact.verdict),
            confidence: Some(if stale { Confidence::Medium } else { Confidence::High }),
            fact: Some(fact.id.clone()),
            say: None,
            role: None,
            reasons: self.reason(format!("a reviewer chose `{}`", fact.id)),
            candidates: Vec::new(),
            probability: 1.0,
        }
    }

    /// Puts facts in place of the parts that wait, or of all when none does. Parts with the same fact become one.
    fn replace<'f>(&self, answer: &ItemAnswer, fact: impl Fn(&Part) -> Option<&'f Fact>) -> ItemAnswer {
        let none_waits = answer.outcome == Outcome::Answered;
        let mut parts: Vec<Part> = Vec::new();
        for part in &answer.parts {
            let part = match fact(part) {
                Some(fact) if none_waits || part.outcome != Outcome::Answered => {
                    Part { candidates: part.candidates.clone(), ..self.part_with(&part.text, fact) }
                }
                _ => part.clone(),
            };
            match parts.iter_mut().find(|other| other.fact.is_some() && other.fact == part.fact) {
                Some(same) => same.text = format!("{} {}", same.text, part.text),
                None => parts.push(part),
            }
        }
        ItemAnswer::from_parts(parts)
    }

    /// Leaves the parts that wait, or all when none does, for somebody else.
    fn pass_on(&self, answer: &ItemAnswer, outcome: Outcome, why: Why) -> ItemAnswer {
        let none_waits = answer.outcome == Outcome::Answered;
        let parts = answer
            .parts
            .iter()
            .map(|part| {
                if part.outcome == Outcome::Answered && !none_waits {
                    return part.clone();
                }
                Part {
                    outcome,
                    why: Some(why),
                    verdict: None,
                    confidence: None,
                    fact: None,
                    say: if why == Why::Handed { part.say.clone() } else { None },
                    role: if why == Why::Handed { part.role.clone() } else { None },
                    reasons: self.reason(why.sentence().to_owned()),
                    candidates: Vec::new(),
                    ..part.clone()
                }
            })
            .collect();
        ItemAnswer { why: Some(why), ..ItemAnswer::from_parts(parts) }
    }

    fn in_own_words(&self, own: &Override) -> ItemAnswer {
        ItemAnswer::from_parts(vec![Part {
            text: self.entry.text.clone(),
            outcome: Outcome::Answered,
            why: Some(Why::OwnWords),
            verdict: Some(own.verdict),
            confidence: Some(Confidence::High),
            fact: None,
            say: Some(own.text.clone()),
            role: Some(own.by.clone()),
            reasons: self.reason(format!("a person in the role `{}` answered in their own words", own.by)),
            candidates: Vec::new(),
            probability: 1.0,
        }])
    }
}
