//! A fact learns how an asker worded it.

use super::{Draft, Entry, fold};
use crate::knowledge::fact_id;
use crate::matcher::language::{Language, detect};
use crate::review::edit::{append_to_list, find_key, insert_at, scalar};
use crate::text::{InputFile, Span, split_front_matter};

/// A longer item is a paragraph, not a way to ask one thing.
const MOST_CHARS: usize = 240;
/// knowledge/README.md: four to fourteen wordings a fact.
const MOST_PHRASINGS: usize = 14;

/// Adds the item's words to the wordings of a fact, unless the base has them already.
pub(super) fn add(draft: &mut Draft<'_>, entry: &Entry, id: &str) {
    let Some(fact) = draft.knowledge.fact(id) else {
        draft.skip(entry, &format!("there is no fact `{id}`"));
        return;
    };
    let folded = fold(&entry.text);
    if draft.wordings.contains(&folded) {
        draft.skip(entry, "the base has this wording already");
        return;
    }
    if entry.text.chars().count() > MOST_CHARS {
        draft.skip(entry, "it is too long for a wording; shorten it by hand if it is typical");
        return;
    }
    let language = code(&entry.text);
    if language == Some("") {
        draft.skip(entry, "it is in a language that the matcher has no words for");
        return;
    }
    if language.is_none() && fact.phrasings.len() >= MOST_PHRASINGS {
        draft.skip(entry, &format!("`{id}` has {MOST_PHRASINGS} wordings already"));
        return;
    }
    let id = fact.id.clone();
    let Some(file) = draft.file(|path| fact_id(path).as_deref() == Some(&id)) else { return };
    match edited(&file, &entry.text, language) {
        Some(text) => {
            draft.wordings.push(folded);
            draft.put(InputFile::new(file.path(), &text));
        }
        None => draft.skip(entry, &format!("`{}` cannot be edited safely", file.path())),
    }
}

/// The code of another language than English.
fn code(text: &str) -> Option<&'static str> {
    match detect(text) {
        Language::English => None,
        other => Some(other.code()),
    }
}

fn edited(file: &InputFile, words: &str, language: Option<&str>) -> Option<String> {
    let text = file.text();
    let yaml = split_front_matter(file)?.yaml;
    let Some(language) = language else {
        return append_to_list(text, find_key(text, yaml, 0, "phrasings")?, 0, words);
    };
    let element =
        |indent: usize| format!("{}{language}:\n{}- {}\n", " ".repeat(indent), " ".repeat(indent + 2), scalar(words));
    let Some(others) = find_key(text, yaml, 0, "phrasings-in") else {
        let after = find_key(text, yaml, 0, "phrasings")?.end;
        return Some(insert_at(text, after, &format!("phrasings-in:\n{}", element(2))));
    };
    // A mapping in braces on the key's own line cannot be added to line by line.
    let head = text[others.value..others.end].lines().next().unwrap_or_default().trim();
    if !head.is_empty() && !head.starts_with('#') {
        return None;
    }
    let inside = Span::new(others.value, others.end);
    match find_key(text, inside, 2, language) {
        Some(list) => append_to_list(text, list, 2, words),
        None => Some(insert_at(text, others.end, &element(2))),
    }
}
