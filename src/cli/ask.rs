//! `neatline ask`: one question, answered on the terminal with its sources.

use super::args::{Ask, Base};
use super::session::Session;
use super::{ExitStatus, files, terminal};
use crate::answer::{Engine, ItemAnswer, Outcome, Part, Why, compose};
use crate::knowledge::{Approval, Knowledge};
use crate::questionnaire::{Item, Location};
use crate::reply::json;
use anyhow::{Result, bail};

pub(super) fn run(base: &Base, ask: &Ask) -> Result<ExitStatus> {
    let question = if ask.question == "-" { files::read_stdin_text()? } else { ask.question.clone() };
    let question = question.split_whitespace().collect::<Vec<_>>().join(" ");
    if question.is_empty() {
        bail!("the question is empty");
    }
    // The program ends after one answer: taking the base apart again would cost more than the answer.
    let session = Box::leak(Box::new(Session::open(base)?));
    let engine = Engine::new(&session.knowledge, &session.matcher, session.subject);
    let item = Item {
        id: "1".into(),
        section: None,
        text: question,
        location: Location { line: 1, part: None },
        guidance: None,
        context: None,
        slots: Vec::new(),
    };
    let answer = engine.answer_item(&item)?;
    if ask.json {
        terminal::print_data(&json::render_item(&session.knowledge, &item, &answer));
    } else {
        terminal::print_data(&to_text(&session.knowledge, &answer));
    }
    Ok(match answer.outcome {
        Outcome::Answered => ExitStatus::Done,
        Outcome::NeedsReview => ExitStatus::NeedsReview,
        Outcome::Unanswered => ExitStatus::Unanswered,
    })
}

fn to_text(knowledge: &Knowledge, answer: &ItemAnswer) -> String {
    let mut out = String::new();
    for part in &answer.parts {
        if answer.parts.len() > 1 {
            out.push_str(&format!("{}{}{}\n", terminal::BOLD, part.text, terminal::RESET));
        }
        if part.outcome == Outcome::Answered {
            answered(knowledge, part, &mut out)
        } else {
            open(knowledge, part, &mut out)
        }
        out.push('\n');
    }
    let draft =
        answer.facts().iter().any(|id| knowledge.facts.get(*id).is_some_and(|fact| fact.approval == Approval::Draft));
    if draft || answer.facts().is_empty() {
        out.push_str(&format!(
            "{}{}{}\n",
            terminal::DIM,
            terminal::wrap(&knowledge.project.approvals.draft, ""),
            terminal::RESET
        ));
    }
    out
}

fn answered(knowledge: &Knowledge, part: &Part, out: &mut String) {
    if let Some(text) = compose::answer(knowledge, part) {
        for (number, paragraph) in text.split("\n\n").enumerate() {
            let (start, end) = if number == 0 { (terminal::BOLD, terminal::RESET) } else { ("", "") };
            out.push_str(&format!("{start}{}{end}\n\n", terminal::wrap(paragraph, "")));
        }
    }
    if let Some(id) = &part.fact {
        out.push_str(&format!(
            "{id}, confidence {}\n",
            part.confidence.map_or("none", crate::answer::Confidence::name)
        ));
    }
    if part.why == Some(Why::Stale) {
        out.push_str("The review of this fact has run out: hold it against its sources.\n");
    }
    out.push_str("\nSources\n");
    for citation in compose::citations(knowledge, part) {
        out.push_str(&format!("- {}, {}\n", citation.title, citation.locator));
        out.push_str(&format!("  {}\n", citation.url));
        out.push_str(&format!(
            "{}\n",
            terminal::wrap(&format!("{} Read {}, {}.", citation.shows, citation.read, citation.copy), "  ")
        ));
    }
}

fn open(knowledge: &Knowledge, part: &Part, out: &mut String) {
    let why = part.why.map_or("", Why::sentence);
    out.push_str(&format!("{}Not known{}: {why}.\n", terminal::BOLD, terminal::RESET));
    if let Some(say) = &part.say {
        out.push_str(&format!("\n{}\n", terminal::wrap(say, "")));
    }
    if let Some(role) = &part.role {
        out.push_str(&format!("\nA person in the role {role} answers this.\n"));
        return;
    }
    let near: Vec<_> =
        part.candidates.iter().filter_map(|candidate| knowledge.facts.get(&candidate.fact)).take(3).collect();
    if !near.is_empty() {
        out.push_str("\nNearest facts\n");
    }
    for fact in near {
        out.push_str(&format!("- {}\n{}\n", fact.id, terminal::wrap(&fact.short, "  ")));
    }
}
