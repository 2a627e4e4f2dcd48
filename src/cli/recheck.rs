//! `neatline recheck`: a reply sent earlier against what would be said today.

use super::args::Base;
use super::error::Faults;
use super::formats::Format;
use super::session::Session;
use super::{ExitStatus, answer, files, terminal};
use crate::answer::Engine;
use crate::reply::{docx, html, letter, markdown, pdf};
use crate::review::recheck::{Rechecked, SentReply, recheck, write_recheck_letter};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Recheck {
    /// The `answers.json` of the reply
    pub(super) answers: PathBuf,
    /// Folder for a short letter to the asker; without it, only the table is printed
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Formats of the letter
    #[arg(long = "as", value_name = "FORMATS", value_delimiter = ',', default_value = "pdf,docx")]
    pub(super) formats: Vec<Format>,
    /// Folder of templates [default: those inside the program]
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
}

pub(super) fn run(base: &Base, args: &Recheck) -> Result<ExitStatus> {
    let reply = read(&args.answers)?;
    if args.formats.contains(&Format::Json) {
        bail!("the letter has no JSON form; expected pdf, docx, md or html");
    }
    let base = Base {
        knowledge: base.knowledge.clone(),
        as_of: base.as_of,
        qgis: base.qgis.clone().or_else(|| Some(reply.qgis.clone())),
    };
    let session = Session::open(&base)?;
    let engine = Engine::new(&session.knowledge, &session.matcher, session.subject);
    let list = recheck(&reply, &session.knowledge, &engine, session.subject)?;
    let mut written = Vec::new();
    if let Some(folder) = &args.out {
        let templates = letter::Templates::new(files::templates(args.templates.as_deref())?)
            .map_err(|fault| Faults(vec![*fault]))?;
        let document =
            write_recheck_letter(&reply, &list, &session.knowledge, session.subject, session.moment, &templates)
                .map_err(|fault| Faults(vec![*fault]))?;
        let mut rendered = Vec::new();
        for format in &args.formats {
            let (ending, bytes) = match format {
                Format::Pdf => {
                    ("pdf", pdf::render_pdf(&document, &files::fonts(&[])?).context("cannot draw the PDF")?.bytes)
                }
                Format::Docx => ("docx", docx::render_docx(&document).context("cannot write the DOCX")?),
                Format::Html => ("html", html::render_html(&document).into_bytes()),
                Format::Md | Format::Json => ("md", markdown::render_markdown(&document).into_bytes()),
            };
            rendered.push((ending, bytes));
        }
        files::make_folder(folder)?;
        for (ending, bytes) in rendered {
            let path = folder.join(format!("{}.recheck.{ending}", answer::stem(&reply.form.name)));
            files::write(&path, &bytes)?;
            written.push(path);
        }
    }
    terminal::print_data(&table(&list));
    terminal::print_message(&format!(
        "{} of {} answers of {} would be different as of {}\n",
        list.len(),
        reply.items.len(),
        reply.as_of,
        session.subject.as_of
    ));
    for path in written {
        terminal::print_message(&format!("wrote {}\n", path.display()));
    }
    Ok(if list.is_empty() { ExitStatus::Done } else { ExitStatus::NeedsReview })
}

/// Reads an `answers.json`.
pub(super) fn read(path: &Path) -> Result<SentReply> {
    SentReply::read(&files::text_file(path)?).map_err(|fault| Faults(vec![*fault]).into())
}

/// What would be different, as columns.
pub(super) fn table(list: &[Rechecked]) -> String {
    if list.is_empty() {
        return "every answer would be the same\n".to_owned();
    }
    let mut rows = vec![["item".to_owned(), "change".into(), "then".into(), "now".into(), "why".into()]];
    for item in list {
        rows.push([
            item.id.clone(),
            item.shift.words().to_owned(),
            item.then.clone(),
            item.now.clone(),
            item.why.clone(),
        ]);
    }
    terminal::table(&rows)
}
