//! Whole forms of our own making, each with a trap that real forms set, and what must be read from them.

mod mail;
mod mime;
mod prose;
mod markdown;
mod tables;
mod nothing;
mod hostile;

use super::{Error, Limits, Questionnaire, read_questionnaire};

fn read(name: &str, content: impl AsRef<[u8]>) -> Result<Questionnaire, Error> {
    read_questionnaire(name, content.as_ref(), &Limits::default())
}

/// Ids and texts, `1: Is it?`.
#[track_caller]
fn items(name: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    let form = read(name, content).unwrap_or_else(|error| panic!("{error}"));
    form.items.iter().map(|item| format!("{}: {}", item.id, item.text)).collect()
}

/// Sections and texts, `Access > Is it?`.
#[track_caller]
fn sections(name: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    let form = read(name, content).unwrap_or_else(|error| panic!("{error}"));
    form.items.iter().map(|item| format!("{} > {}", item.section.as_deref().unwrap_or("-"), item.text)).collect()
}

/// Texts and guidance, `Is it? // e.g. yes`.
#[track_caller]
fn guided(name: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    let form = read(name, content).unwrap_or_else(|error| panic!("{error}"));
    form.items.iter().map(|item| format!("{} // {}", item.text, item.guidance.as_deref().unwrap_or("-"))).collect()
}
