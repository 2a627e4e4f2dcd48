//! What a worksheet teaches: a patch on the knowledge base, for a person to look at before it is written.
//!
//! - A fact that was chosen learns the asker's wording.
//! - An item that no fact answers becomes a known unknown, so that the next form gets the same honest answer.
//! - A person's own words become the stub of a fact under `stubs/`, which is outside of `facts/` until its sources are filled in.

mod effect;
mod gaps;
mod phrasing;

pub use effect::{Effect, measure_effect};

use super::overlay;
use super::worksheet::{Decision, Entry, Worksheet};
use crate::answer::Why;
use crate::diagnostic::{Diagnostic, Severity};
use crate::knowledge::{Knowledge, Verdict, read_knowledge};
use crate::text::InputFile;
use similar::TextDiff;

/// What would change in a knowledge base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// Files that change or are new, whole.
    pub changed: Vec<InputFile>,
    /// The changes as a unified diff, in the order of the paths.
    pub diff: String,
    /// The base with the changes.
    pub files: Vec<InputFile>,
    /// What was not learnt, and why: one sentence an item.
    pub notes: Vec<String>,
}

/// A base under change.
struct Draft<'a> {
    knowledge: &'a Knowledge,
    files: &'a [InputFile],
    changed: Vec<InputFile>,
    notes: Vec<String>,
    /// Wordings that the base has, folded: no wording may stand twice.
    wordings: Vec<String>,
}

impl Draft<'_> {
    /// A file as it is so far.
    fn file(&self, wanted: impl Fn(&str) -> bool) -> Option<InputFile> {
        self.changed.iter().chain(self.files).find(|file| wanted(file.path())).cloned()
    }

    fn put(&mut self, file: InputFile) {
        self.changed = overlay(&self.changed, &[file]);
    }

    /// The folder of the base, as its paths show it, with a final slash.
    fn root(&self) -> String {
        self.files.iter().find_map(|file| file.path().strip_suffix("project.yaml")).unwrap_or("knowledge/").to_owned()
    }

    fn skip(&mut self, entry: &Entry, why: &str) {
        self.notes.push(format!("item {} (`{}`): {why}", entry.no, entry.id));
    }
}

/// Works out what the decisions of a worksheet teach a base, which consists of `files` and was read as `knowledge`.
///
/// # Errors
///
/// The changed base would have an error, at its place: then nothing should be written.
pub fn learn(sheet: &Worksheet, files: &[InputFile], knowledge: &Knowledge) -> Result<Patch, Vec<Diagnostic>> {
    let wordings = knowledge
        .facts
        .values()
        .flat_map(|fact| std::iter::once(&fact.question).chain(&fact.phrasings))
        .chain(knowledge.facts.values().flat_map(|fact| fact.foreign_phrasings.iter().map(|(_, text)| text)))
        .chain(knowledge.unknowns.iter().flat_map(|unknown| &unknown.phrasings))
        .map(|text| fold(text))
        .collect();
    let mut draft = Draft { knowledge, files, changed: Vec::new(), notes: Vec::new(), wordings };
    let mut entries: Vec<&Entry> = sheet.entries.iter().collect();
    entries.sort_by_key(|entry| entry.no);
    for entry in entries {
        learn_entry(&mut draft, sheet, entry);
    }
    draft.changed.sort_by(|a, b| a.path().cmp(b.path()));
    let laid = overlay(files, &draft.changed);
    let errors: Vec<Diagnostic> = read_knowledge(&laid, sheet.as_of)
        .diagnostics
        .into_iter()
        .filter(|fault| fault.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Patch { diff: diff(files, &draft.changed), changed: draft.changed, files: laid, notes: draft.notes })
}

fn learn_entry(draft: &mut Draft<'_>, sheet: &Worksheet, entry: &Entry) {
    if let Some(own) = &entry.own_words {
        gaps::stub(draft, sheet, entry, own);
        return;
    }
    let Some((decision, _)) = &entry.decision else { return };
    let was_open = entry.why.is_some();
    match decision {
        // What was sent as proposed needs no new wording when it was found without a person.
        Decision::Accept if !was_open => {}
        Decision::Accept => match entry.proposed.as_slice() {
            [fact] => phrasing::add(draft, entry, fact),
            _ => draft.skip(entry, "it has several parts, so its wording belongs to no single fact"),
        },
        Decision::Use(fact) => phrasing::add(draft, entry, fact),
        Decision::NotApplicable(fact) => {
            let verdict = draft.knowledge.fact(fact).map(|fact| fact.verdict);
            if verdict == Some(Verdict::NotApplicable) {
                phrasing::add(draft, entry, fact);
            } else {
                draft.skip(entry, &format!("`{fact}` does not itself say \"not applicable\", so it learns no wording"));
            }
        }
        Decision::Person | Decision::Skip => {
            let known = [Why::ForAPerson.sentence(), Why::KnownUnknown.sentence()];
            if was_open && !entry.why.as_deref().is_some_and(|why| known.contains(&why)) {
                gaps::unknown(draft, entry);
            }
        }
    }
}

/// Words folded for comparison, as the rule on repeated wordings folds them.
fn fold(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Changed files as a unified diff; a new file is shown against nothing.
pub fn diff(files: &[InputFile], changed: &[InputFile]) -> String {
    let mut out = String::new();
    for file in changed {
        let old = files.iter().find(|old| old.path() == file.path());
        let (from, name) = old.map_or(("", "/dev/null"), |old| (old.text(), old.path()));
        let diff = TextDiff::from_lines(from, file.text());
        out.push_str(&diff.unified_diff().context_radius(3).header(name, file.path()).to_string());
    }
    out
}
