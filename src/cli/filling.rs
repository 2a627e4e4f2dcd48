//! The asker's own form with its answers in place, for `answer` and `render`.

use super::terminal;
use crate::fill::{Filled, Options, can_fill, fill_within, plan};
use crate::questionnaire::{FormKind, Limits, Questionnaire};
use crate::reply::Material;
use anyhow::Result;
use std::path::Path;

/// The form with its answers in place, if its format can be filled and has a place for any.
pub(super) fn fill_form(
    bytes: &[u8],
    material: &Material<'_>,
    options: Options,
    limits: &Limits,
) -> Result<Option<Filled>> {
    let form = material.form;
    if form.items.iter().all(|item| item.slots.is_empty()) {
        return Ok(None);
    }
    if let Err(why) = can_fill(form.kind) {
        terminal::print_message(&format!("note: `{}` is not filled: {why}\n", form.name));
        return Ok(None);
    }
    let plan = plan(material.knowledge, form, material.answers, options);
    if plan.writes.is_empty() {
        terminal::print_message(&format!(
            "note: `{}` is not filled: no cell of it takes any of the answers\n",
            form.name
        ));
        return Ok(None);
    }
    Ok(Some(fill_within(bytes, form, &plan, limits)?))
}

/// The ending of the filled form's name: that of the form, or the usual one of its format.
pub(super) fn ending(form: &Questionnaire) -> String {
    let own = Path::new(&form.name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let plain = |ending: &String| !ending.is_empty() && ending.chars().all(|c| c.is_ascii_alphanumeric());
    own.filter(plain).unwrap_or_else(|| match form.kind {
        FormKind::Xlsx => "xlsx".to_owned(),
        FormKind::Ods => "ods".to_owned(),
        FormKind::Docx => "docx".to_owned(),
        FormKind::Odt => "odt".to_owned(),
        FormKind::Pdf => "pdf".to_owned(),
        FormKind::Markdown => "md".to_owned(),
        FormKind::Text => "txt".to_owned(),
        FormKind::Json => "json".to_owned(),
        FormKind::Yaml => "yaml".to_owned(),
        _ => "csv".to_owned(),
    })
}

/// How much was filled, and what was left to a person.
pub(super) fn left_out(filled: &Filled) -> String {
    const SHOWN: usize = 20;
    let mut out = format!("filled {} places; {} are left to a person\n", filled.written, filled.left_out.len());
    for left in filled.left_out.iter().take(SHOWN) {
        let place = left.place.as_ref().map_or_else(String::new, |place| format!(" ({place})"));
        out.push_str(&format!("  {}{place}: {}\n", left.item, left.why));
    }
    if filled.left_out.len() > SHOWN {
        out.push_str(&format!("  and {} more\n", filled.left_out.len() - SHOWN));
    }
    out
}
