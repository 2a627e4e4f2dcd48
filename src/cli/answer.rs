//! `neatline answer`: a form in, a reply out.

use super::args::{Answer, Base};
use super::error::Faults;
use super::formats::Format;
use super::session::Session;
use super::{ExitStatus, files, filling, profiles, recheck, terminal, worksheets};
use crate::answer::{Answers, Engine, Outcome, answer_questionnaire};
use crate::fill::Options;
use crate::questionnaire::Questionnaire;
use crate::reply::{Material, docx, json, letter, pdf};
use crate::review::recheck::compare_with_previous;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

pub(super) fn run(base: &Base, answer: &Answer) -> Result<ExitStatus> {
    let limits = answer.caps.limits();
    let _watch = answer.caps.watch();
    let (name, bytes) = files::form_bytes(&answer.form, &limits)?;
    let form = profiles::read_form(base, &name, &bytes, &limits, answer.profile.as_deref())?;
    for note in &form.notes {
        terminal::print_message(&format!("note: {}\n", note.message));
    }
    let session = Session::open(base)?;
    // Read early: a wrong file should not cost a whole run.
    let previous = answer.previous.as_deref().map(recheck::read).transpose()?;
    let templates =
        letter::Templates::new(files::templates(answer.templates.as_deref())?).map_err(|fault| Faults(vec![*fault]))?;
    let engine = Engine::new(&session.knowledge, &session.matcher, session.subject);
    let mut progress = terminal::Progress::new(form.items.len());
    let answers = answer_questionnaire(&engine, &form, |done| progress.show(done))?;
    progress.clear();
    let material = Material {
        knowledge: &session.knowledge,
        form: &form,
        answers: &answers,
        subject: session.subject,
        created: session.moment,
    };
    let documents = render(&material, &templates, &answer.formats, &answer.font)?;
    let filled = filling::fill_form(&bytes, &material, Options { overwrite: answer.overwrite }, &limits);
    // Everything is rendered before anything is written: an error leaves no half of a reply.
    files::make_folder(&answer.out)?;
    let stem = stem(&form.name);
    let draft = answers.items.iter().any(|answer| answer.is_undecided());
    let mut written = Vec::new();
    for (format, bytes) in documents {
        let path = answer.out.join(format!("{stem}.{}", format.ending(draft)));
        files::write(&path, &bytes)?;
        written.push(path);
    }
    if let Ok(Some(filled)) = &filled {
        let path = answer.out.join(format!("{stem}.answered.{}", filling::ending(&form)));
        files::write(&path, &filled.bytes)?;
        written.push(path);
    }
    written.extend(worksheets::write_new(&material, &answer.form, &answer.out, &stem)?);
    terminal::print_data(&summary(&form, &answers));
    if let Some(previous) = previous {
        let list = compare_with_previous(&previous, &form, &answers.items, &session.knowledge);
        terminal::print_data(&format!("\nagainst the reply of {}:\n{}", previous.as_of, recheck::table(&list)));
    }
    if let Ok(Some(filled)) = &filled {
        terminal::print_message(&filling::left_out(filled));
    }
    for path in written {
        terminal::print_message(&format!("wrote {}\n", path.display()));
    }
    // The reply stands; that the form itself could not be filled is still an error.
    filled?;
    Ok(if answers.coverage.unanswered > 0 {
        ExitStatus::Unanswered
    } else if answers.coverage.needs_review > 0 {
        ExitStatus::NeedsReview
    } else {
        ExitStatus::Done
    })
}

/// Renders the reply in every format, before anything is written.
pub(super) fn render(
    material: &Material<'_>,
    templates: &letter::Templates,
    formats: &[Format],
    font: &[PathBuf],
) -> Result<Vec<(Format, Vec<u8>)>> {
    let answers_json = json::render_json(material);
    let document = letter::write_letter(material, templates, &answers_json).map_err(|fault| Faults(vec![*fault]))?;
    let mut out: Vec<(Format, Vec<u8>)> = Vec::new();
    for format in formats {
        if out.iter().any(|(known, _)| known == format) {
            continue;
        }
        let bytes = match format {
            Format::Pdf => {
                let rendered = pdf::render_pdf(&document, &files::fonts(font)?).context("cannot draw the PDF")?;
                for warning in &rendered.warnings {
                    terminal::print_message(&format!("warning: {warning}\n"));
                }
                rendered.bytes
            }
            Format::Docx => docx::render_docx(&document).context("cannot write the DOCX")?,
            Format::Md => crate::reply::markdown::render_markdown(&document).into_bytes(),
            Format::Html => crate::reply::html::render_html(&document).into_bytes(),
            Format::Json => answers_json.clone().into_bytes(),
        };
        out.push((*format, bytes));
    }
    Ok(out)
}

/// The form's name without its ending, safe as a file name.
pub(super) fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem().map_or("form".into(), |stem| stem.to_string_lossy().into_owned());
    let safe: String =
        stem.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    if safe.is_empty() || safe == "-" { "form".to_owned() } else { safe }
}

/// The table of items: id, outcome, verdict, confidence, fact.
pub(super) fn summary(form: &Questionnaire, answers: &Answers) -> String {
    let mut rows = vec![["item".to_owned(), "outcome".into(), "verdict".into(), "confidence".into(), "fact".into()]];
    for (item, answer) in form.items.iter().zip(&answers.items) {
        rows.push([
            item.id.clone(),
            answer.outcome.name().to_owned(),
            answer.verdict.map_or("-", |verdict| verdict.name()).to_owned(),
            answer.confidence.map_or("-", |confidence| confidence.name()).to_owned(),
            if answer.outcome == Outcome::Answered {
                answer.facts().join(", ")
            } else {
                answer.why.map_or("-", |why| why.sentence()).to_owned()
            },
        ]);
    }
    let mut out = terminal::table(&rows);
    let coverage = answers.coverage;
    out.push_str(&format!(
        "\n{} items: {} answered ({} high, {} medium), {} need review, {} unanswered\n",
        coverage.items, coverage.answered, coverage.high, coverage.medium, coverage.needs_review, coverage.unanswered
    ));
    out
}
