//! `neatline render`: a worksheet in, the reply and the filled form with its decisions out.

use super::args::Base;
use super::caps::Caps;
use super::error::Faults;
use super::formats::Format;
use super::session::Session;
use super::{ExitStatus, answer, clock, files, filling, profiles, terminal, worksheets};
use crate::answer::{Engine, Subject, answer_questionnaire};
use crate::fill::{Options, can_fill};
use crate::knowledge::Approval;
use crate::reply::{Material, letter};
use crate::review::worksheet::{apply, holds};
use anyhow::{Result, anyhow};
use clap::Args;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Render {
    /// The worksheet, `<stem>.review.yaml`
    pub(super) worksheet: PathBuf,
    /// Make the reply that goes out; fails while something stands in the way
    #[arg(long = "final")]
    pub(super) is_final: bool,
    /// The form, when it is not where the worksheet says
    #[arg(long, value_name = "PATH")]
    pub(super) form: Option<PathBuf>,
    /// Folder for the reply, made if it is missing [default: that of the worksheet]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Formats to write
    #[arg(long = "as", value_name = "FORMATS", value_delimiter = ',', default_value = "pdf,docx,md,html,json")]
    pub(super) formats: Vec<Format>,
    /// Write over cells of the form that hold somebody's answer
    #[arg(long)]
    pub(super) overwrite: bool,
    /// Folder of templates [default: those inside the program]
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
    /// Font for characters that the bundled fonts lack (TTF or OTF); may be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) font: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) caps: Caps,
}

pub(super) fn run(base: &Base, render: &Render) -> Result<ExitStatus> {
    let limits = render.caps.limits();
    let _watch = render.caps.watch();
    let sheet = worksheets::read(&render.worksheet)?;
    let (name, bytes) = worksheets::form_bytes(&sheet, &render.worksheet, render.form.as_deref(), &limits)?;
    let form = profiles::read_form(&worksheets::base(base, &sheet), &name, &bytes, &limits, None)?;
    let session = Session::open(&worksheets::base(base, &sheet))?;
    let templates =
        letter::Templates::new(files::templates(render.templates.as_deref())?).map_err(|fault| Faults(vec![*fault]))?;
    let engine = Engine::new(&session.knowledge, &session.matcher, session.subject);
    let mut progress = terminal::Progress::new(form.items.len());
    let answers = answer_questionnaire(&engine, &form, |done| progress.show(done))?;
    progress.clear();
    let decided = apply(&sheet, &session.knowledge, &form, &answers, session.subject).map_err(Faults)?;
    terminal::print_diagnostics(&decided.warnings);
    let undecided = decided.answers.items.iter().filter(|answer| answer.is_undecided()).count();
    if render.is_final {
        // An old worksheet is held against the day on which its reply goes out.
        let today = clock::moment(base.as_of)?.date().max(session.subject.as_of);
        let on = Subject { as_of: today, ..session.subject };
        let holds = holds(&sheet, &session.knowledge, &decided.answers, on);
        if !holds.is_empty() {
            return Err(Faults(holds).into());
        }
        say_what_is_draft(&session, &decided.answers);
    }
    let material = Material {
        knowledge: &session.knowledge,
        form: &form,
        answers: &decided.answers,
        subject: session.subject,
        created: session.moment,
    };
    let documents = answer::render(&material, &templates, &render.formats, &render.font)?;
    let filled = if sheet.form_sha256 == form.sha256 {
        filling::fill_form(&bytes, &material, Options { overwrite: render.overwrite }, &limits)
    } else if form.items.iter().any(|item| !item.slots.is_empty()) && can_fill(form.kind).is_ok() {
        Err(anyhow!(
            "`{}` is not filled: it is another file than the one that was answered; run `neatline answer` on it again",
            form.name
        ))
    } else {
        Ok(None)
    };
    let folder = match &render.out {
        Some(folder) => folder.clone(),
        None => render.worksheet.parent().map(PathBuf::from).unwrap_or_default(),
    };
    files::make_folder(&folder)?;
    let stem = answer::stem(&form.name);
    let mut written = Vec::new();
    for (format, bytes) in documents {
        let path = folder.join(format!("{stem}.{}", format.ending(undecided > 0)));
        files::write(&path, &bytes)?;
        written.push(path);
    }
    if let Ok(Some(filled)) = &filled {
        let draft = if undecided > 0 { "DRAFT." } else { "" };
        let path = folder.join(format!("{stem}.answered.{draft}{}", filling::ending(&form)));
        files::write(&path, &filled.bytes)?;
        written.push(path);
    }
    terminal::print_data(&answer::summary(&form, &decided.answers));
    if let Ok(Some(filled)) = &filled {
        terminal::print_message(&filling::left_out(filled));
    }
    for path in written {
        terminal::print_message(&format!("wrote {}\n", path.display()));
    }
    // The reply stands; that the form itself could not be filled is still an error.
    filled?;
    if undecided > 0 {
        terminal::print_message(&format!(
            "{undecided} items wait for a decision: the reply is a DRAFT. `neatline review {}` goes through them\n",
            render.worksheet.display()
        ));
        return Ok(ExitStatus::NeedsReview);
    }
    Ok(ExitStatus::Done)
}

/// Page one says that facts are not approved; the person who makes the reply hears it too.
fn say_what_is_draft(session: &Session, answers: &crate::answer::Answers) {
    let used: BTreeSet<&str> = answers.items.iter().flat_map(|answer| answer.facts()).collect();
    let drafts = used
        .iter()
        .filter_map(|id| session.knowledge.facts.get(*id))
        .filter(|fact| fact.approval == Approval::Draft)
        .count();
    if drafts > 0 {
        terminal::print_message(&format!(
            "note: {drafts} of the {} facts in this reply are not approved; its first page says so\n",
            used.len()
        ));
    }
}
