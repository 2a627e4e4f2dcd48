//! `neatline due`: what must be reviewed, by when, and by whom.

use super::args::Base;
use super::error::Faults;
use super::{ExitStatus, clock, files, terminal};
use crate::review::due::{due, to_ics, to_markdown};
use crate::review::sources::{LOCK_NAME, SourcesLock};
use crate::text::InputFile;
use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;

#[derive(Debug, Args)]
pub(super) struct Due {
    /// How far to look ahead: days `60d` or weeks `8w`
    #[arg(long, value_name = "SPAN", default_value = "60d", value_parser = days)]
    pub(super) within: u32,
    /// Shape of the list
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    pub(super) format: Shape,
}

/// Shape of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// Markdown, ready to be an issue.
    Md,
    /// JSON.
    Json,
    /// A calendar.
    Ics,
}

fn days(text: &str) -> Result<u32, String> {
    let fault = || format!("`{text}` is not a span: expected days or weeks, such as `60d` or `8w`");
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let number: u32 = number.parse().map_err(|_| fault())?;
    match unit {
        "" | "d" => Ok(number),
        "w" => number.checked_mul(7).ok_or_else(fault),
        _ => Err(fault()),
    }
}

pub(super) fn run(base: &Base, args: &Due) -> Result<ExitStatus> {
    let as_of = clock::moment(base.as_of)?.date();
    let inputs = files::knowledge_files(base)?;
    let knowledge = files::read_base(&inputs, as_of)?;
    let lock = lock(&inputs)?;
    let list = due(&knowledge, &lock, as_of, args.within);
    let text = match args.format {
        Shape::Md => to_markdown(&list, as_of),
        Shape::Ics => to_ics(&list, as_of, &knowledge.project.name),
        Shape::Json => {
            let value = json!({ "schema": 1, "asOf": as_of, "withinDays": args.within, "due": list });
            format!("{}\n", serde_json::to_string_pretty(&value)?)
        }
    };
    terminal::print_data(&text);
    Ok(ExitStatus::Done)
}

/// The lock file among the files of a base; an empty one when there is none.
pub(super) fn lock(inputs: &[InputFile]) -> Result<SourcesLock> {
    match inputs.iter().find(|file| file.path().rsplit('/').next() == Some(LOCK_NAME)) {
        Some(file) => SourcesLock::read(file).map_err(|fault| Faults(vec![*fault]).into()),
        None => Ok(SourcesLock::default()),
    }
}
