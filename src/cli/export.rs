//! `neatline export`: the public facts in a format that other programs read.

use super::args::{Base, Export};
use super::{ExitStatus, clock, files, terminal};
use crate::answer::Subject;
use crate::publish::export::{Format, Material, export};
use anyhow::{Context, Result, anyhow};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

pub(super) fn run(base: &Base, args: &Export) -> Result<ExitStatus> {
    let moment = clock::moment(base.as_of)?;
    let knowledge = files::knowledge(base, moment.date())?;
    let version = match &base.qgis {
        Some(text) => text.parse().map_err(|fault: String| anyhow!(fault)).context("--qgis")?,
        None => knowledge.project.product_version,
    };
    let material = Material {
        knowledge: &knowledge,
        subject: Subject { as_of: moment.date(), version },
        created: moment,
        base_url: args.base_url.as_deref(),
    };
    let made = export(args.format, &material)?;
    for note in &made.notes {
        terminal::print_message(&format!("note: {note}\n"));
    }
    match &args.out {
        Some(path) => {
            files::write(path, made.text.as_bytes())?;
            terminal::print_message(&format!("wrote {}\n", path.display()));
        }
        None => terminal::print_data(&made.text),
    }
    Ok(ExitStatus::Done)
}

/// The formats with a line of help each.
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(values).map(|name| {
        let format = Format::ALL.into_iter().find(|format| format.name() == name);
        format.expect("internal error: clap let an unknown format through")
    })
}

/// An address that links can be made from.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    if rest.is_empty() || rest.starts_with('/') || text.contains(|c: char| c.is_whitespace() || "?#<>\"()".contains(c))
    {
        return Err(format!("`{text}` is not an address of a folder: expected such as `https://example.org/answers`"));
    }
    Ok(text.trim_end_matches('/').to_owned())
}
