//! Approval: a role says that a fact may go out in the project's name, and what it says is recorded with it.

use super::edit::{find_key, quoted, set_value};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::knowledge::{Approval, Knowledge, fact_id, read_knowledge};
use crate::text::{InputFile, Span, split_front_matter};
use jiff::civil::Date;

/// Records in the front matter of facts that a role approved them on a day; the rest of each file stays as it is.
///
/// `files` is the whole base and `knowledge` what was read from it. Returns the changed files. An approval that stands already is
/// left alone, so that approving twice changes nothing.
///
/// # Errors
///
/// An unknown or withdrawn fact, an unknown role, a day before the fact was last reviewed, or a front matter that cannot be edited
/// safely: all of them, and then no file is changed.
pub fn approve(
    files: &[InputFile],
    knowledge: &Knowledge,
    facts: &[String],
    by: &str,
    on: Date,
) -> Result<Vec<InputFile>, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let typed = |text: &str| InputFile::new("command line", text);
    let owners = &knowledge.project.owners;
    if !owners.iter().any(|owner| owner == by) {
        let help = match did_you_mean(by, owners.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of: {}", owners.join(", ")),
        };
        let file = typed(by);
        faults.push(
            Diagnostic::error("unknown-owner", &file, Span::new(0, by.len()), format!("unknown role `{by}`"))
                .label("not in `owners` of project.yaml")
                .help(help),
        );
    }
    let mut changed = Vec::new();
    for id in facts {
        let file = typed(id);
        let span = Span::new(0, id.len());
        let Some(fact) = knowledge.fact(id) else {
            let fault = Diagnostic::error("unknown-fact", &file, span, format!("unknown fact `{id}`"));
            faults.push(match did_you_mean(id, knowledge.facts.keys().map(String::as_str)) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help("`neatline ask` finds the id of a fact"),
            });
            continue;
        };
        if fact.is_withdrawn(on) {
            faults.push(Diagnostic::error("withdrawn-fact", &file, span, format!("`{id}` was withdrawn")));
            continue;
        }
        if on < fact.reviewed {
            faults.push(
                Diagnostic::error(
                    "approved-before-review",
                    &file,
                    span,
                    format!("`{id}` was reviewed on {}, after the approval on {on}", fact.reviewed),
                )
                .help("approve on the day of the review or later"),
            );
            continue;
        }
        if fact.approval == (Approval::Approved { by: by.to_owned(), on }) {
            continue;
        }
        let Some(source) = files.iter().find(|file| fact_id(file.path()).as_deref() == Some(&fact.id)) else {
            continue;
        };
        match edited(source, &fact.hash, by, on) {
            Some(file) => changed.push(file),
            None => faults.push(uneditable(source, &value(&fact.hash, by, on))),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if !read_back(files, &changed, knowledge, by, on) {
        return Err(changed.iter().map(|file| uneditable(file, "{by: ROLE, on: DATE}")).collect());
    }
    Ok(changed)
}

fn uneditable(file: &InputFile, value: &str) -> Diagnostic {
    Diagnostic::error("uneditable-file", file, Span::default(), "cannot edit the front matter safely")
        .help(format!("give `approval:` a line of its own, or write `approval: {value}` by hand"))
}

fn value(hash: &str, by: &str, on: Date) -> String {
    format!("{{by: {by}, on: {on}, hash: {}}}", quoted(hash))
}

fn edited(file: &InputFile, hash: &str, by: &str, on: Date) -> Option<InputFile> {
    let parts = split_front_matter(file)?;
    let key = find_key(file.text(), parts.yaml, 0, "approval")?;
    Some(InputFile::new(file.path(), &set_value(file.text(), key, &value(hash, by, on))))
}

/// Whether the edited base says what was meant and nothing else.
fn read_back(files: &[InputFile], changed: &[InputFile], knowledge: &Knowledge, by: &str, on: Date) -> bool {
    let laid = super::overlay(files, changed);
    let Some(after) = read_knowledge(&laid, on).knowledge else { return false };
    let approved = Approval::Approved { by: by.to_owned(), on };
    changed.iter().filter_map(|file| fact_id(file.path())).all(|id| {
        let (Some(before), Some(after)) = (knowledge.facts.get(&id), after.facts.get(&id)) else { return false };
        after.approval == approved
            && crate::knowledge::Fact { approval: before.approval.clone(), ..after.clone() } == *before
    })
}
