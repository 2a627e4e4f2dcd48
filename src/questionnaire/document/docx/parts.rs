//! Where the parts of a Word document are, and what its settings say.

use super::super::model::Protection;
use crate::questionnaire::package::Package;
use crate::questionnaire::xml::{attribute, is_on, local};
use crate::questionnaire::{Error, xml};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Parts of a document, as text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Name of the main part.
    pub(super) main: String,
    /// Styles, or nothing.
    pub(super) styles: String,
    /// Lists, or nothing.
    pub(super) numbering: String,
    /// What may be changed.
    pub(super) protection: Protection,
}

/// Finds the parts through the relationships, as Word does: names are free.
pub(super) fn read_parts(name: &str, package: &mut Package<'_>) -> Result<Parts, Error> {
    let malformed = |why: &str| Error::Malformed { name: name.to_owned(), why: why.to_owned() };
    let root = package.text("_rels/.rels")?.ok_or_else(|| malformed("no relationships in it"))?;
    let main = targets(&root, "").remove("officeDocument").ok_or_else(|| malformed("no main part in it"))?;
    let main = package.find(&main).map(str::to_owned).ok_or_else(|| malformed("its main part is missing"))?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let rels = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let related = package.text(&rels)?.map(|text| targets(&text, folder)).unwrap_or_default();
    let mut part = |kind: &str| match related.get(kind) {
        Some(path) => package.text(path).map(Option::unwrap_or_default),
        None => Ok(String::new()),
    };
    let protection = protection(&part("settings")?);
    Ok(Parts { styles: part("styles")?, numbering: part("numbering")?, protection, main })
}

/// Targets by the last word of their type.
fn targets(rels: &str, folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut reader = Reader::from_str(rels);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) if local(element.name().0) == "Relationship" => {
                let kind = attribute(&element, "Type").unwrap_or_default();
                let target = attribute(&element, "Target").unwrap_or_default();
                let outside = attribute(&element, "TargetMode").is_some_and(|mode| mode == "External");
                if let (Some(kind), false) = (kind.rsplit('/').next(), outside) {
                    found.entry(kind.to_owned()).or_insert_with(|| resolved(folder, &target));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// A target as the name of a part; `..` leads up and never out.
fn resolved(folder: &str, target: &str) -> String {
    let whole =
        if target.starts_with('/') || folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

fn protection(settings: &str) -> Protection {
    let mut reader = Reader::from_str(settings);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) if local(element.name().0) == "documentProtection" => {
                if !xml::is_on(attribute(&element, "enforcement").as_deref()) {
                    return Protection::None;
                }
                return match attribute(&element, "edit").as_deref() {
                    Some("forms") => Protection::Fields,
                    Some("readOnly" | "comments") => Protection::All,
                    _ => Protection::None,
                };
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Protection::None
}

/// Whether a property such as `w:b` is on: it is if it has no value.
pub(super) fn is_set(value: Option<String>) -> bool {
    value.is_none_or(|value| is_on(Some(&value)))
}
