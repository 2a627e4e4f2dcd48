//! `neatline coverage`: what to write next.

use super::args::Base;
use super::caps::Caps;
use super::session::Session;
use super::{ExitStatus, files, terminal};
use crate::answer::{Answers, Engine, Outcome, Why, answer_questionnaire};
use crate::diagnostic::did_you_mean;
use crate::knowledge::Framework;
use crate::questionnaire::Questionnaire;
use crate::review::gaps::{AnsweredForm, find_control_gaps, find_gaps};
use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Coverage {
    /// Forms, and ids of frameworks under `controls/`
    #[arg(required = true, value_name = "FORM|FRAMEWORK")]
    pub(super) targets: Vec<String>,
    /// Subjects to show
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub(super) top: usize,
    /// Print all of it as JSON
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) caps: Caps,
}

pub(super) fn run(base: &Base, args: &Coverage) -> Result<ExitStatus> {
    let _watch = args.caps.watch();
    let session = Session::open(base)?;
    let knowledge = &session.knowledge;
    let mut frameworks: Vec<&Framework> = Vec::new();
    let mut forms: Vec<(Questionnaire, Answers)> = Vec::new();
    let engine = Engine::new(knowledge, &session.matcher, session.subject);
    for target in &args.targets {
        if let Some(framework) = knowledge.frameworks.iter().find(|framework| framework.id == *target) {
            frameworks.push(framework);
        } else if Path::new(target).exists() || target == "-" {
            let form = files::form(base, Path::new(target), &args.caps.limits())?;
            let mut progress = terminal::Progress::new(form.items.len());
            let answers = answer_questionnaire(&engine, &form, |done| progress.show(done))?;
            progress.clear();
            forms.push((form, answers));
        } else {
            let ids: Vec<&str> = knowledge.frameworks.iter().map(|framework| framework.id.as_str()).collect();
            match did_you_mean(target, ids.iter().copied()) {
                Some(near) => bail!("`{target}` is neither a form nor a framework; did you mean `{near}`?"),
                None if ids.is_empty() => bail!("`{target}` is no form, and the knowledge base has no frameworks"),
                None => bail!("`{target}` is neither a form nor a framework; frameworks are: {}", ids.join(", ")),
            }
        }
    }
    let answered: Vec<AnsweredForm<'_>> = forms.iter().map(|(form, answers)| AnsweredForm { form, answers }).collect();
    let gaps = find_gaps(&answered);
    let controls: Vec<_> =
        frameworks.iter().map(|framework| (*framework, find_control_gaps(framework, knowledge, &answered))).collect();
    if args.json {
        let frameworks: Vec<_> = controls
            .iter()
            .map(|(framework, gaps)| json!({ "id": framework.id, "controls": framework.controls.len(), "gaps": gaps }))
            .collect();
        let value = json!({ "schema": 1, "items": items(&forms), "gaps": gaps, "frameworks": frameworks });
        terminal::print_data(&format!("{}\n", serde_json::to_string_pretty(&value)?));
        return Ok(ExitStatus::Done);
    }
    let mut out = String::new();
    if !forms.is_empty() {
        out.push_str(&counts(&forms));
        let mut rows = vec![["asked".to_owned(), "forms".into(), "near".into(), "subject".into()]];
        for gap in gaps.iter().take(args.top) {
            let near = if gap.near.is_empty() { "-".to_owned() } else { gap.near.clone() };
            rows.push([gap.asked.to_string(), gap.forms.to_string(), near, shortened(&gap.text)]);
        }
        out.push_str(&terminal::table(&rows));
        if gaps.len() > args.top {
            out.push_str(&format!("and {} more; `--top N` shows more\n", gaps.len() - args.top));
        }
    }
    for (framework, gaps) in &controls {
        out.push_str(&format!(
            "{}{} ({}): {} of {} controls have a fact\n",
            if out.is_empty() { "" } else { "\n" },
            framework.title,
            framework.id,
            framework.controls.len() - gaps.len(),
            framework.controls.len()
        ));
        let mut rows = vec![["asked".to_owned(), "control".into()]];
        rows.extend(gaps.iter().take(args.top).map(|gap| [gap.asked.to_string(), gap.control.clone()]));
        if gaps.len() > args.top {
            rows.push([String::new(), format!("and {} more", gaps.len() - args.top)]);
        }
        if !gaps.is_empty() {
            out.push_str(&terminal::table(&rows));
        }
    }
    terminal::print_data(&out);
    Ok(ExitStatus::Done)
}

fn items(forms: &[(Questionnaire, Answers)]) -> usize {
    forms.iter().map(|(form, _)| form.items.len()).sum()
}

fn counts(forms: &[(Questionnaire, Answers)]) -> String {
    let all = || forms.iter().flat_map(|(_, answers)| &answers.items);
    let answered = all().filter(|answer| answer.outcome == Outcome::Answered).count();
    let persons = all().filter(|answer| answer.why == Some(Why::ForAPerson)).count();
    format!(
        "{answered} of {} items in {} forms are answered; {persons} more are always a person's\n\n",
        items(forms),
        forms.len()
    )
}

fn shortened(text: &str) -> String {
    const MOST: usize = 90;
    if text.chars().count() <= MOST {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(MOST).collect::<String>())
    }
}
