//! The proof for texts: read again, the form asks the same, and each slot holds what it held or what was meant.

use super::{FillError, Plan, Value};
use crate::questionnaire::{Accepts, Item, Limits, Questionnaire, Slot, read_questionnaire};
use std::collections::BTreeMap;

/// Reads the result again and compares it with the form.
///
/// # Errors
///
/// The first item that differs.
pub(super) fn verify_items(after: &[u8], form: &Questionnaire, plan: &Plan, limits: &Limits) -> Result<(), FillError> {
    let unproven = |why: String| FillError::Unproven { name: form.name.clone(), why };
    let again = read_questionnaire(&form.name, after, limits)
        .map_err(|error| unproven(format!("it cannot be read again: {error}")))?;
    if again.items.len() != form.items.len() {
        return Err(unproven(format!("it asks {} items instead of {}", again.items.len(), form.items.len())));
    }
    let mut writes: BTreeMap<(usize, &str), &Value> = BTreeMap::new();
    for write in &plan.writes {
        writes.insert((write.item, write.place.as_str()), &write.value);
    }
    for (index, (was, is)) in form.items.iter().zip(&again.items).enumerate() {
        if was.text != is.text || was.section != is.section {
            return Err(unproven(format!(
                "item `{}` became `{}`",
                was.id,
                is.text.chars().take(60).collect::<String>()
            )));
        }
        for slot in &was.slots {
            let now = is.slots.iter().find(|other| other.role == slot.role);
            let meant = meant(slot, index, &writes);
            let holds = now.and_then(|slot| slot.holds.as_deref()).unwrap_or_default();
            let expected = meant.as_deref().or(slot.holds.as_deref()).unwrap_or_default();
            if !holds_words(holds, expected, meant.is_some()) {
                return Err(unproven(format!(
                    "item `{}` holds `{}`",
                    was.id,
                    holds.chars().take(60).collect::<String>()
                )));
            }
        }
    }
    not_lost(&again.items, plan).map_err(unproven)
}

/// What a slot was to get, in the words it then shows.
fn meant(slot: &Slot, item: usize, writes: &BTreeMap<(usize, &str), &Value>) -> Option<String> {
    match &slot.accepts {
        Accepts::Mark(marks) => {
            marks.iter().find(|(_, place)| writes.contains_key(&(item, place.as_str()))).map(|(label, _)| label.clone())
        }
        _ => writes.get(&(item, slot.place.as_str())).map(|value| value.shown().to_owned()),
    }
}

/// Whether the same letters and digits stand there. Signs may be escaped, lines may be broken elsewhere.
fn holds_words(holds: &str, expected: &str, written: bool) -> bool {
    let plain = |text: &str| -> String {
        let text = if written { text.replace("<br>", " ").replace("**Answer:**", " ") } else { text.to_owned() };
        text.chars().filter(|sign| sign.is_alphanumeric()).collect()
    };
    plain(holds) == plain(expected)
}

fn not_lost(items: &[Item], plan: &Plan) -> Result<(), String> {
    let held = items.iter().flat_map(|item| &item.slots).filter(|slot| slot.holds.is_some()).count();
    if held < plan.writes.len().min(1) { Err("no answer can be found in it".to_owned()) } else { Ok(()) }
}
