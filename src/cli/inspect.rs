//! `neatline inspect`: what was seen in a form, before anything is answered.

use super::args::{Base, Inspect};
use super::{ExitStatus, files, profiles, terminal};
use crate::questionnaire::{Accepts, Questionnaire, Slot, SlotRole, View, inspect_by, write_profile};
use anyhow::{Context, Result};

/// Characters of a text that are shown.
const LINE: usize = 90;

pub(super) fn run(base: &Base, args: &Inspect) -> Result<ExitStatus> {
    let limits = args.caps.limits();
    let _watch = args.caps.watch();
    let (name, bytes) = files::form_bytes(&args.form, &limits)?;
    let rules = profiles::rules(base, &name, &bytes, &limits, args.profile.as_deref())?;
    let view = inspect_by(&name, &bytes, &limits, rules)?;
    if let Some(file) = &args.write_profile {
        let path = file.clone().unwrap_or_else(|| args.form.with_extension("profile.yaml"));
        files::write(&path, write_profile(&view).as_bytes())?;
        terminal::print_message(&format!("wrote {}\n", path.display()));
    }
    if args.json {
        let mut text = serde_json::to_string_pretty(&view).context("cannot write JSON")?;
        text.push('\n');
        terminal::print_data(&text);
    } else {
        terminal::print_data(&as_text(&view));
    }
    Ok(ExitStatus::Done)
}

fn as_text(view: &View) -> String {
    let mut out = String::new();
    let form = &view.form;
    out.push_str(&format!("{}: {} items\n", form.name, form.items.len()));
    for table in &view.tables {
        let taken = if table.taken { "answered" } else { "left out" };
        out.push_str(&format!(
            "\n{} ({taken}: {})\n",
            if table.name.is_empty() { "table" } else { &table.name },
            table.why.join(", ")
        ));
        if !table.headers.is_empty() {
            let rows: Vec<String> = table.headers.iter().take(12).map(ToString::to_string).collect();
            let more = if table.headers.len() > 12 { " ..." } else { "" };
            out.push_str(&format!("  header rows: {}{more}\n", rows.join(", ")));
        }
        for column in &table.columns {
            out.push_str(&format!("  {:<4}{:<10}{}\n", column.column, column.role, column.evidence.join("; ")));
        }
        for unsure in table.unsure.iter().filter(|_| table.taken) {
            out.push_str(&format!("  unsure: {unsure}\n"));
        }
    }
    out.push_str(&items(form));
    for note in &form.notes {
        out.push_str(&format!("note: {}\n", note.message));
    }
    out
}

fn items(form: &Questionnaire) -> String {
    let mut out = String::from("\nItems\n");
    let mut section = None;
    for item in &form.items {
        if item.section != section {
            section.clone_from(&item.section);
            out.push_str(&format!("  [{}]\n", section.as_deref().map_or_else(|| "-".to_owned(), start)));
        }
        out.push_str(&format!("  {}  {}\n", item.id, start(&item.text)));
        if let Some(context) = &item.context {
            out.push_str(&format!("      hangs on: {}\n", start(context)));
        }
        if let Some(guidance) = &item.guidance {
            out.push_str(&format!("      guidance: {}\n", start(guidance)));
        }
        for slot in &item.slots {
            out.push_str(&format!("      {}\n", slot_line(slot)));
        }
    }
    out
}

/// The first line of a text, as much as a terminal shows.
fn start(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut out: String = line.chars().take(LINE).collect();
    if line.len() < text.len() || out.len() < line.len() {
        out.push_str(" ...");
    }
    out
}

fn slot_line(slot: &Slot) -> String {
    let role = match slot.role {
        SlotRole::Answer => "answer",
        SlotRole::Comment => "comment",
        SlotRole::Second => "second",
    };
    let accepts = match &slot.accepts {
        Accepts::Text => "text".to_owned(),
        Accepts::OneOf(list) => format!("one of {}", list.join(" | ")),
        Accepts::Mark(marks) => {
            let places: Vec<String> = marks.iter().map(|(label, place)| format!("{label} at {place}")).collect();
            format!("a mark: {}", places.join(", "))
        }
    };
    let mut line = format!("{role} {}: {accepts}", slot.place);
    if let Some(holds) = &slot.holds {
        line.push_str(&format!("; holds `{}`", start(holds)));
    }
    if let Some(locked) = &slot.locked {
        line.push_str(&format!("; not written: {locked}"));
    }
    line
}
