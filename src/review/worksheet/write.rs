//! A worksheet from answers.

use super::carry::Carried;
use super::read::FORMAT;
use crate::answer::{ItemAnswer, Outcome, Part, Subject, Why};
use crate::knowledge::{Fact, Knowledge};
use crate::questionnaire::{Item, Questionnaire};
use crate::reply::Material;
use crate::review::edit::{quoted, scalar, value};
use std::collections::BTreeMap;

/// Candidates shown for an open item: more would not be read.
const SHOWN: usize = 3;

/// What stands at the head of a worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header<'a> {
    /// The worksheet's own file name, for the commands in its head.
    pub name: &'a str,
    /// Where the form lies, as seen from the worksheet's folder; `-` for standard input.
    pub form_path: &'a str,
}

/// Writes the worksheet: items that need a decision first, then the rest, each group in the order of the form. `carried` holds what
/// an earlier worksheet of the form had decided, by place in the form.
pub fn write_worksheet(material: &Material<'_>, header: &Header<'_>, carried: &BTreeMap<usize, Carried>) -> String {
    let Material { knowledge, form, answers, subject, .. } = material;
    let numbered =
        || form.items.iter().zip(&answers.items).enumerate().map(|(at, (item, answer))| (at + 1, item, answer));
    let waits = |no: usize, answer: &ItemAnswer| {
        answer.outcome != Outcome::Answered && !carried.get(&no).is_some_and(Carried::is_decided)
    };
    let open = numbered().filter(|(no, _, answer)| waits(*no, answer)).count();
    let mut out = head(header, form, knowledge, *subject, open);
    for (title, wanted) in [("Items that wait for a decision", true), ("All other items", false)] {
        let count = if wanted { open } else { form.items.len() - open };
        if count == 0 {
            continue;
        }
        out.push_str(&format!("\n  ## {title}: {count}\n"));
        for (no, item, answer) in numbered().filter(|(no, _, answer)| waits(*no, answer) == wanted) {
            out.push('\n');
            out.push_str(&entry(knowledge, no, item, answer, carried.get(&no)));
        }
    }
    out
}

fn head(header: &Header<'_>, form: &Questionnaire, knowledge: &Knowledge, subject: Subject, open: usize) -> String {
    let name = header.name;
    let project = &knowledge.project;
    format!(
        "## Worksheet for {form_name}: {open} of {total} items wait for a decision.
##
##   neatline review {name}            decide in the terminal, one key an item
##   neatline render {name}            make the reply again, marked DRAFT while items wait
##   neatline render {name} --final    make it without the mark, once nothing waits
##
## Behind `decision:` write one of
##   accept                    send the proposed answer
##   use FACT                  send that fact
##   not-applicable FACT       the item does not apply, for the reason that fact gives
##   person                    a person answers outside this reply, which says so
##   skip                      leave it without an answer
## or leave it empty and write your own words behind `override:` and your role behind `by:` (and a `verdict:` if they take a position).
## An item that was answered and has no decision is sent as proposed. Notes are never sent.
##
## Change nothing else: the form and the facts are held against what is recorded here. Comments of your own, with one `#`, stay.
worksheet: {FORMAT}
form:
  path: {path}
  sha256: {sha256}
knowledge:
  version: {version}
  hash: {hash}
as-of: {as_of}
release: {release}
items:
",
        form_name = one_line(&form.name),
        total = form.items.len(),
        path = scalar(header.form_path),
        sha256 = quoted(&form.sha256),
        version = quoted(&project.version),
        hash = quoted(&knowledge.hash),
        as_of = subject.as_of,
        release = quoted(&subject.version.to_string()),
    )
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn entry(knowledge: &Knowledge, no: usize, item: &Item, answer: &ItemAnswer, carried: Option<&Carried>) -> String {
    let proposed = proposal(answer);
    let shown = candidates(answer, &proposed);
    let fact = |id: &str| knowledge.facts.get(id);
    let open = answer.outcome != Outcome::Answered;
    let mut out = String::new();
    for comment in carried.iter().flat_map(|carried| &carried.comments_before) {
        out.push_str(&format!("  {comment}\n"));
    }
    out.push_str(&format!("  - no: {no}\n"));
    let mut line = |key: &str, text: &str| {
        out.push_str(&format!("    {key}:{}{text}\n", if text.is_empty() { "" } else { " " }));
    };
    line("item", &quoted(&item.id));
    if let Some(section) = &item.section {
        line("section", &value(section, 4));
    }
    line("text", &value(&item.text, 4));
    if open {
        line("why", &value(answer.why.map_or("", Why::sentence), 4));
    }
    line("proposed", &format!("[{}]", proposed.join(", ")));
    if let Some(text) = answer_words(knowledge, answer, &proposed) {
        line("answer", &value(&text, 4));
    }
    let listed: Vec<&Fact> = if open { shown.iter().filter_map(|id| fact(id)).collect() } else { Vec::new() };
    if !listed.is_empty() {
        line("candidates", "");
        for fact in &listed {
            out.push_str(&format!("      - fact: {}\n        short: {}\n", fact.id, value(&fact.short, 8)));
        }
    }
    let mut known: Vec<&Fact> = proposed.iter().filter_map(|id| fact(id)).chain(listed).collect();
    if let Some(chosen) = carried.and_then(|carried| carried.decision.as_ref()?.fact()).and_then(fact) {
        known.push(chosen);
    }
    out.push_str(&format!(
        "    facts: {}\n",
        facts_line(known.into_iter().map(|fact| (fact.id.as_str(), fact.hash.as_str())))
    ));
    for comment in carried.iter().flat_map(|carried| &carried.comments) {
        out.push_str(&format!("    {comment}\n"));
    }
    let mut line = |key: &str, text: &str| {
        out.push_str(&format!("    {key}:{}{text}\n", if text.is_empty() { "" } else { " " }));
    };
    let decision = carried.and_then(|carried| carried.decision.as_ref()).map(ToString::to_string).unwrap_or_default();
    line("decision", &decision);
    let own = carried.and_then(|carried| carried.own_words.as_ref());
    if open || own.is_some() {
        line("override", &own.map(|own| value(&own.text, 4)).unwrap_or_default());
        line("by", &own.map(|own| scalar(&own.by)).unwrap_or_default());
    }
    if let Some(own) = own {
        line("verdict", own.verdict.name());
    }
    let note = carried.and_then(|carried| carried.note.as_deref());
    if open || note.is_some() {
        line("note", &note.map(|note| value(note, 4)).unwrap_or_default());
    }
    out
}

/// The hashes of facts as a flow mapping, each fact once.
pub(super) fn facts_line<'a>(facts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (id, hash) in facts {
        if !seen.iter().any(|(other, _)| *other == id) {
            seen.push((id, hash));
        }
    }
    let pairs: Vec<String> = seen.into_iter().map(|(id, hash)| format!("{id}: {}", quoted(hash))).collect();
    format!("{{{}}}", pairs.join(", "))
}

/// The fact that `accept` would send for a part: the one that answers, or the nearest one where a glance may be enough.
pub(super) fn proposed_for(part: &Part) -> Option<&str> {
    if part.outcome == Outcome::Answered {
        return part.fact.as_deref();
    }
    match part.why {
        // A person's subject, a known gap and a subject nothing is near to have no answer to propose.
        Some(Why::ForAPerson | Why::KnownUnknown | Why::NoFact) | None => None,
        Some(_) => part.fact.as_deref().or_else(|| part.candidates.first().map(|nearest| nearest.fact.as_str())),
    }
}

/// The facts that `accept` would send for an item, each once.
pub fn proposal(answer: &ItemAnswer) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for id in answer.parts.iter().filter_map(proposed_for) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Candidates over the parts that wait, the first of each part before the second of any.
fn candidates<'a>(answer: &'a ItemAnswer, proposed: &[&'a str]) -> Vec<&'a str> {
    let waiting: Vec<&Part> = answer.parts.iter().filter(|part| part.outcome != Outcome::Answered).collect();
    let deepest = waiting.iter().map(|part| part.candidates.len()).max().unwrap_or(0);
    let mut ids: Vec<&str> = proposed.to_vec();
    for rank in 0..deepest {
        for nearest in waiting.iter().filter_map(|part| part.candidates.get(rank)) {
            if !ids.contains(&nearest.fact.as_str()) {
                ids.push(&nearest.fact);
            }
        }
    }
    ids.truncate(SHOWN.max(proposed.len()));
    ids
}

fn answer_words(knowledge: &Knowledge, answer: &ItemAnswer, proposed: &[&str]) -> Option<String> {
    let mut texts: Vec<String> =
        proposed.iter().filter_map(|id| Some(knowledge.facts.get(*id)?.short.clone())).collect();
    if texts.is_empty() {
        texts.extend(answer.parts.iter().filter_map(|part| part.say.clone()));
    }
    (!texts.is_empty()).then(|| texts.join(" | ").split_whitespace().collect::<Vec<_>>().join(" "))
}
