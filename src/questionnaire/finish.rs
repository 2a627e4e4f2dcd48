//! From drafts to a form: ids, limits, language, and whether it asks anything of a supplier at all.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::clean::{clean, fold};
use super::draft::{Draft, Reading};
use super::follow_up::give_contexts;
use super::item::{Item, Location, Note, Questionnaire, REAL_ANSWER, SlotRole};
use super::language::language_of;
use super::prose::asks_customers;
use super::{Error, Limits};

/// Settles what a reader found.
///
/// # Errors
///
/// No items, too many items, or items that are put to customers.
pub(super) fn finish(
    name: String,
    bytes: &[u8],
    mut reading: Reading,
    limits: &Limits,
) -> Result<Questionnaire, Error> {
    let mut notes = std::mem::take(&mut reading.notes);
    give_contexts(&mut reading.drafts);
    if reading.drafts.is_empty() {
        return Err(Error::NoQuestions { name, hints: notes });
    }
    if reading.drafts.len() > limits.items {
        return Err(Error::TooLarge { name, what: "items", limit: limits.items });
    }
    if let Some(sample) = customer_sample(&reading.drafts) {
        return Err(Error::OtherWay { name, sample });
    }
    notes.extend(already_answered(&reading.drafts));
    let items = settle(reading.drafts, limits, &mut notes);
    let language = language_of(items.iter().map(|item| item.text.as_str()));
    Ok(Questionnaire {
        name,
        kind: reading.kind,
        sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
        language,
        title: reading.title.map(|title| fold(&clean(&title))).filter(|title| !title.is_empty()),
        items,
        notes: notes.into_iter().map(|message| Note { message }).collect(),
        attachments: reading.attachments,
        rules: reading.rules,
    })
}

/// An item to show if at least half of them are put to customers.
fn customer_sample(drafts: &[Draft]) -> Option<String> {
    let put: Vec<&Draft> = drafts.iter().filter(|draft| asks_customers(&draft.text)).collect();
    if put.len() * 2 < drafts.len() {
        return None;
    }
    put.first().map(|draft| draft.text.chars().take(80).collect())
}

/// A form whose every place for an answer holds one is a reply.
fn already_answered(drafts: &[Draft]) -> Option<String> {
    let answers = || drafts.iter().flat_map(|draft| &draft.slots).filter(|slot| slot.role == SlotRole::Answer);
    let held = answers().filter(|slot| slot.locked.as_deref() == Some(REAL_ANSWER)).count();
    (held >= 3 && held == answers().count()).then(|| {
        format!("all {held} places for answers hold one already, so this looks like a reply and not a blank form; `--overwrite` replaces them")
    })
}

fn settle(drafts: Vec<Draft>, limits: &Limits, notes: &mut Vec<String>) -> Vec<Item> {
    let asked: BTreeSet<String> = drafts.iter().filter_map(|draft| draft.id.clone()).collect();
    let mut running = 0usize;
    let mut items = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let id = draft.id.unwrap_or_else(|| {
            loop {
                running += 1;
                let id = running.to_string();
                if !asked.contains(&id) {
                    break id;
                }
            }
        });
        let text = capped(draft.text, limits.item_chars, &id, notes);
        let guidance = draft.guidance.map(|guidance| capped(guidance, limits.item_chars, &id, notes));
        let context = draft.context.map(|context| capped(context, limits.item_chars, "", &mut Vec::new()));
        items.push(Item {
            id,
            section: draft.section.map(|section| capped(section, 300, "", &mut Vec::new())),
            text,
            location: Location { line: draft.line, part: draft.part },
            guidance,
            context,
            slots: draft.slots,
        });
    }
    items
}

fn capped(text: String, limit: usize, id: &str, notes: &mut Vec<String>) -> String {
    match text.char_indices().nth(limit) {
        None => text,
        Some((end, _)) => {
            notes.push(format!("item `{id}` is longer than {limit} characters and was cut"));
            text[..end].to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::FormKind;

    fn reading(drafts: &[(Option<&str>, &str)]) -> Reading {
        let mut reading = Reading::new(FormKind::Text);
        for (id, text) in drafts {
            reading.drafts.push(Draft { id: id.map(str::to_owned), text: (*text).to_owned(), ..Draft::default() });
        }
        reading
    }

    #[test]
    fn running_numbers_keep_clear_of_the_askers_own() {
        let form = finish(
            "a".into(),
            b"x",
            reading(&[(None, "Is it?"), (Some("1"), "Has it?"), (None, "Does it?")]),
            &Limits::default(),
        )
        .unwrap();
        let ids: Vec<&str> = form.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, ["2", "1", "3"]);
    }

    #[test]
    fn limits_are_obeyed_and_said() {
        let limits = Limits { items: 1, item_chars: 4, ..Limits::default() };
        let error = finish("a".into(), b"", reading(&[(None, "Is it?"), (None, "Has it?")]), &limits).unwrap_err();
        assert_eq!(error, Error::TooLarge { name: "a".into(), what: "items", limit: 1 });
        let form = finish("a".into(), b"", reading(&[(Some("7"), "Überall?")]), &limits).unwrap();
        assert_eq!(form.items[0].text, "Über");
        assert_eq!(form.notes[0].message, "item `7` is longer than 4 characters and was cut");
    }

    #[test]
    fn a_form_for_customers_is_not_answered() {
        let asked =
            [(None, "How satisfied are you with our product?"), (None, "How many users will use our software?")];
        let error = finish("a".into(), b"", reading(&asked), &Limits::default()).unwrap_err();
        assert!(matches!(error, Error::OtherWay { .. }), "{error}");
    }
}
