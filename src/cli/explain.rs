//! `neatline explain`: candidates, scores, reasons, and the guards that fired.

use super::args::{Base, Explain};
use super::session::Session;
use super::{ExitStatus, files, terminal};
use crate::answer::{Engine, Outcome};
use crate::matcher::FEATURES;
use crate::matcher::index::EntryKind;
use anyhow::{Result, bail};

pub(super) fn run(base: &Base, explain: &Explain) -> Result<ExitStatus> {
    let _watch = explain.caps.watch();
    let form = files::form(base, &explain.form, &explain.caps.limits())?;
    let place = explain.item.parse::<usize>().ok();
    let by_id = form.items.iter().find(|item| item.id == explain.item);
    let Some(item) = by_id.or_else(|| form.items.get(place?.checked_sub(1)?)) else {
        let near = crate::diagnostic::did_you_mean(&explain.item, form.items.iter().map(|item| item.id.as_str()));
        let help = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        bail!(
            "`{}` has no item `{}`: expected an item's own number, or its place from 1 to {}{help}",
            form.name,
            explain.item,
            form.items.len()
        );
    };
    let session = Session::open(base)?;
    let engine = Engine::new(&session.knowledge, &session.matcher, session.subject);
    let crosswalk = engine.crosswalk(&form)?;
    let answer = engine.answer_in_form(item, crosswalk.as_ref())?;
    let mut out = format!("{} {}\n", item.id, item.text);
    for part in &answer.parts {
        if answer.parts.len() > 1 {
            out.push_str(&format!("\npart: {}\n", part.text));
        }
        let outcome = match (part.outcome, part.verdict) {
            (Outcome::Answered, Some(verdict)) => format!("answered, {}", verdict.name()),
            (outcome, _) => outcome.name().to_owned(),
        };
        out.push_str(&format!("\noutcome: {outcome}"));
        if let Some(confidence) = part.confidence {
            out.push_str(&format!(", confidence {}", confidence.name()));
        }
        if let Some(why) = part.why {
            out.push_str(&format!(" ({})", why.sentence()));
        }
        out.push_str("\n\nreasons\n");
        for reason in &part.reasons {
            out.push_str(&format!("  {:<18} {}\n", reason.code, reason.text));
        }
        let found = session.matcher.match_item(&part.text, |_| true)?;
        out.push_str(&format!("\ncandidates (probability of the first: {:.2})\n", found.probability));
        out.push_str(&format!("  {:>7}  {}\n", "score", FEATURES.join(" ")));
        for candidate in found.candidates.iter().take(8) {
            let name = match &candidate.kind {
                EntryKind::Fact(id) => id.clone(),
                EntryKind::Route(number) => format!("person: {}", session.knowledge.routes[*number].id),
                EntryKind::Unknown(number) => format!("unknown: {}", session.knowledge.unknowns[*number].id),
            };
            let values: Vec<String> = FEATURES
                .iter()
                .zip(candidate.features.values)
                .map(|(feature, value)| format!("{value:>width$.2}", width = feature.len()))
                .collect();
            out.push_str(&format!(
                "  {:>7.2}  {}  {name}\n  {:>7}  through: {}\n",
                candidate.score,
                values.join(" "),
                "",
                session.matcher.nearest_phrasing(&found.text, candidate)
            ));
        }
    }
    terminal::print_data(&out);
    Ok(ExitStatus::Done)
}
