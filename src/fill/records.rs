//! JSON and YAML: values are replaced where they stand, and nothing else changes. Google VSAQ gets its answers in a file of their own.

use super::delimited::encoded;
use super::{FillError, LeftOut, Plan, Value, Write};
use crate::questionnaire::reader::records::{Found, find_items, read_tree, vsaq_shown_by};
use crate::questionnaire::tree::{Kind, Node, quoted, read_json};
use crate::questionnaire::{Limits, Questionnaire, decode_exactly};
use std::collections::BTreeMap;
use std::ops::Range;

/// Fills a tree: the file, how many values were written, and what was left out besides the plan.
///
/// # Errors
///
/// A charset that cannot hold the answers, or a result that does not hold what was meant.
pub(super) fn fill_records(
    bytes: &[u8],
    form: &Questionnaire,
    plan: &Plan,
    limits: &Limits,
) -> Result<(Vec<u8>, usize, Vec<LeftOut>), FillError> {
    let malformed = |why: &str| FillError::Malformed { name: form.name.clone(), why: why.to_owned() };
    let (text, encoding, mark) =
        decode_exactly(bytes).ok_or_else(|| malformed("its characters cannot be written back as they were"))?;
    let node = read_tree(&form.name, &text, form.kind, limits)?;
    let found = find_items(&node, &text);
    if found.vsaq {
        return vsaq_answers(form, plan, &node);
    }
    let mut edits: Vec<(Range<usize>, String, &Write)> = Vec::new();
    for write in &plan.writes {
        let raw = raw(write, &found).ok_or_else(|| malformed("a place is no value of it"))?;
        edits.push((raw.0, raw.1, write));
    }
    edits.sort_by_key(|(range, ..)| range.start);
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    for (range, new, _) in &edits {
        if range.start < done {
            return Err(malformed("two answers go into one value"));
        }
        out.push_str(&text[done..range.start]);
        out.push_str(new);
        done = range.end;
    }
    out.push_str(&text[done..]);
    prove(form, &node, &out, plan, limits)?;
    let bytes = encoded(&out, encoding, mark)
        .ok_or_else(|| malformed("its charset cannot hold the answers; save it as UTF-8"))?;
    Ok((bytes, plan.writes.len(), Vec::new()))
}

/// The bytes to replace and what replaces them.
fn raw(write: &Write, found: &Found) -> Option<(Range<usize>, String)> {
    let spot = found.spots.get(&write.place)?;
    let shown = write.value.shown();
    let is_literal = matches!(shown, "true" | "false") || shown.parse::<f64>().is_ok();
    let value = match &write.value {
        Value::Choice(_) if spot.literal && is_literal => shown.to_owned(),
        _ => quoted(shown),
    };
    // Nothing stood after the colon.
    let gap = if spot.span.is_empty() { " " } else { "" };
    Some((spot.span.clone(), format!("{gap}{value}")))
}

/// Reads the result again: every value is what it was, but for those that were planned.
fn prove(form: &Questionnaire, before: &Node, out: &str, plan: &Plan, limits: &Limits) -> Result<(), FillError> {
    let unproven = |why: String| FillError::Unproven { name: form.name.clone(), why };
    let after = read_tree(&form.name, out, form.kind, limits)
        .map_err(|error| unproven(format!("it cannot be read again: {error}")))?;
    let mut meant: BTreeMap<&str, String> =
        plan.writes.iter().map(|write| (write.place.as_str(), quoted(write.value.shown()))).collect();
    compare(before, &after, "", &mut meant).map_err(unproven)?;
    match meant.keys().next() {
        Some(place) => Err(unproven(format!("value `{place}` was not written"))),
        None => Ok(()),
    }
}

fn compare(before: &Node, after: &Node, place: &str, meant: &mut BTreeMap<&str, String>) -> Result<(), String> {
    use crate::questionnaire::tree::step;
    if let Some(expected) = meant.remove(place) {
        let holds = after.words().map(quoted).unwrap_or_default();
        return if holds == expected { Ok(()) } else { Err(format!("value `{place}` holds {holds}")) };
    }
    match (&before.kind, &after.kind) {
        (Kind::List(old), Kind::List(new)) if old.len() == new.len() => old
            .iter()
            .zip(new)
            .enumerate()
            .try_for_each(|(index, (old, new))| compare(old, new, &step(place, &index.to_string()), meant)),
        (Kind::Map(old), Kind::Map(new)) if old.len() == new.len() => old.iter().zip(new).try_for_each(|(old, new)| {
            if old.key != new.key {
                return Err(format!("key `{}` changed", old.key));
            }
            compare(&old.value, &new.value, &step(place, &old.key), meant)
        }),
        (old, new) if old == new => Ok(()),
        _ => Err(format!("value `{place}` changed and was not planned")),
    }
}

/// What VSAQ saves and loads: ids with texts, chosen boxes and buttons with `checked`, yes or no where there are only these.
fn vsaq_answers(form: &Questionnaire, plan: &Plan, node: &Node) -> Result<(Vec<u8>, usize, Vec<LeftOut>), FillError> {
    let shown_by = vsaq_shown_by(node);
    let chosen: Vec<&str> =
        plan.writes.iter().filter(|write| write.value == Value::Mark).map(|write| write.place.as_str()).collect();
    let mut answers: Vec<(String, String)> = Vec::new();
    let mut left = Vec::new();
    for write in &plan.writes {
        let asks_why: Vec<&String> =
            shown_by.iter().filter(|(_, field)| **field == write.place).map(|(choice, _)| choice).collect();
        if !asks_why.is_empty() && !asks_why.iter().any(|choice| chosen.contains(&choice.as_str())) {
            left.push(LeftOut {
                item: form.items.get(write.item).map(|item| item.id.clone()).unwrap_or_default(),
                place: Some(write.place.clone()),
                why: "the questionnaire shows this field for another answer only".to_owned(),
            });
            continue;
        }
        let (id, value) = match (&write.value, write.place.rsplit_once('/')) {
            (Value::Mark, Some((id, side @ ("yes" | "no")))) => (id.to_owned(), side.to_owned()),
            (Value::Mark, _) => (write.place.clone(), "checked".to_owned()),
            (value, _) => (write.place.clone(), value.shown().to_owned()),
        };
        answers.push((id, value));
    }
    let lines: Vec<String> = answers.iter().map(|(id, value)| format!("  {}: {}", quoted(id), quoted(value))).collect();
    let out = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let again = read_json(&out, 2, usize::MAX).ok();
    let proved = again.is_some_and(|again| {
        again.entries().len() == answers.len()
            && answers.iter().all(|(id, value)| again.get(id).and_then(Node::words).map(quoted) == Some(quoted(value)))
    });
    if !proved {
        let why = "two answers have the same id".to_owned();
        return Err(FillError::Unproven { name: form.name.clone(), why });
    }
    Ok((out.into_bytes(), answers.len(), left))
}
