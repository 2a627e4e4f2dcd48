//! The proof for texts: line by line nothing changed but what was planned, and what is asked in running text is still asked.

use super::{FillError, Plan, Value};
use crate::questionnaire::blanks::{Place, boxes, cells, label, lines};
use crate::questionnaire::{Limits, Questionnaire, decode_exactly, read_questionnaire};
use std::collections::{BTreeMap, BTreeSet};

/// Reads the result again and compares it with the form.
///
/// # Errors
///
/// The first line or item that differs.
pub(super) fn verify_items(
    before: &[u8],
    after: &[u8],
    form: &Questionnaire,
    plan: &Plan,
    limits: &Limits,
) -> Result<(), FillError> {
    let unproven = |why: String| FillError::Unproven { name: form.name.clone(), why };
    let texts = decode_exactly(before).zip(decode_exactly(after));
    let ((old, ..), (new, ..)) = texts.ok_or_else(|| unproven("its characters cannot be read again".to_owned()))?;
    compare(&old, &new, plan).map_err(&unproven)?;
    let again = read_questionnaire(&form.name, after, limits)
        .map_err(|error| unproven(format!("it cannot be read again: {error}")))?;
    // A table whose blanks are filled may be taken for a table of values, so only what stands outside is compared.
    let asked: BTreeSet<&str> = again.items.iter().map(|item| item.text.as_str()).collect();
    let outside = |place: &str| !matches!(Place::read(place), Some(Place::Cell(..)));
    let lost = form
        .items
        .iter()
        .find(|item| !asked.contains(item.text.as_str()) && item.slots.iter().any(|slot| outside(&slot.place)));
    match lost {
        Some(item) => Err(unproven(format!("item `{}` is no longer asked in it", item.id))),
        None => Ok(()),
    }
}

/// Walks both texts side by side.
fn compare(old: &str, new: &str, plan: &Plan) -> Result<(), String> {
    let mut planned: BTreeMap<usize, Vec<(Place, &Value)>> = BTreeMap::new();
    for write in &plan.writes {
        let place = Place::read(&write.place).ok_or("a place is no line")?;
        let (Place::Cell(line, _)
        | Place::Box(line, _)
        | Place::Label(line)
        | Place::Quotation(line)
        | Place::After(line)) = place;
        planned.entry(line).or_default().push((place, &write.value));
    }
    let mut fresh = lines(new).into_iter().map(|range| &new[range]).peekable();
    let mut extra = false;
    for (index, range) in lines(old).into_iter().enumerate() {
        let (number, was) = (index + 1, &old[range]);
        let is = fresh.next().ok_or_else(|| format!("line {number} is lost"))?;
        let writes = planned.remove(&number).unwrap_or_default();
        let parted = std::mem::take(&mut extra);
        // The blank line that parts an answer from what follows it.
        let is = if is.is_empty() && !was.is_empty() && parted { fresh.next().unwrap_or_default() } else { is };
        same_line(was, is, &writes).map_err(|why| format!("line {number} {why}"))?;
        for (place, value) in &writes {
            let begun = match place {
                Place::Label(_) => label(is).map_or(String::new(), |(end, _)| letters(&is[end..])),
                Place::Quotation(_) => letters(is),
                Place::After(_) => String::new(),
                Place::Cell(..) | Place::Box(..) => continue,
            };
            take_words(begun, value, matches!(place, Place::After(_)), &mut fresh)
                .map_err(|why| format!("line {number} {why}"))?;
            extra = matches!(place, Place::After(_));
        }
    }
    match (fresh.find(|line| !line.is_empty()), planned.keys().next()) {
        (None, None) => Ok(()),
        (Some(line), _) => Err(format!("a line was added: `{}`", line.chars().take(60).collect::<String>())),
        (None, Some(line)) => Err(format!("line {line} is not there")),
    }
}

/// A line with writes keeps everything around them; one without is the same.
fn same_line(was: &str, is: &str, writes: &[(Place, &Value)]) -> Result<(), String> {
    let mut untouched = true;
    for (place, value) in writes {
        match place {
            Place::Cell(_, cell) => {
                untouched = false;
                let found = cells(is).into_iter().nth(cell - 1).map(|range| &is[range]).unwrap_or_default();
                let meant = match value {
                    Value::Choice(choice) if boxes(found).len() >= 2 => {
                        let ticks = |text: &str| boxes(text).iter().map(|tick| tick.ticked).collect::<Vec<_>>();
                        ticks(choice) == ticks(found)
                    }
                    value => letters(&found.replace("<br>", " ")) == letters(value.shown()),
                };
                if !meant {
                    return Err(format!("holds `{}` in cell {cell}", found.trim()));
                }
            }
            Place::Box(_, index) => {
                untouched = false;
                if !boxes(is).get(index - 1).is_some_and(|tick| tick.ticked) {
                    return Err(format!("has no tick in box {index}"));
                }
            }
            Place::Label(_) | Place::Quotation(_) => {
                let end = label(was).map_or(was.trim_end().len(), |(end, _)| end);
                if !is.starts_with(was[..end].trim_end()) {
                    return Err("lost its label".to_owned());
                }
                untouched = false;
            }
            Place::After(_) => {}
        }
    }
    if untouched {
        return if was == is { Ok(()) } else { Err("changed and was not planned".to_owned()) };
    }
    let planned: BTreeSet<usize> = writes
        .iter()
        .filter_map(|(place, _)| if let Place::Cell(_, cell) = place { Some(cell - 1) } else { None })
        .collect();
    if !planned.is_empty() {
        let (old, new) = (cells(was), cells(is));
        let kept = old.iter().zip(&new).enumerate().all(|(index, (old, new))| {
            planned.contains(&index) || was[old.clone()].trim_end() == is[new.clone()].trim_end()
        });
        return if kept && new.len() >= old.len() { Ok(()) } else { Err("changed in another cell".to_owned()) };
    }
    let without_ticks = |line: &str| boxes(line).iter().map(|tick| tick.label.clone()).collect::<Vec<_>>();
    let ticked = writes.iter().any(|(place, _)| matches!(place, Place::Box(..)));
    if ticked
        && (without_ticks(was) != without_ticks(is) || letters(was).len().abs_diff(letters(is).len()) > writes.len())
    {
        return Err("changed beside its boxes".to_owned());
    }
    Ok(())
}

/// Takes the lines of one answer: they hold its words and nothing else.
fn take_words<'t>(
    begun: String,
    value: &Value,
    labelled: bool,
    fresh: &mut std::iter::Peekable<impl Iterator<Item = &'t str>>,
) -> Result<(), String> {
    let meant = letters(value.shown());
    let mut found = begun;
    let mut label_left = labelled;
    while found != meant {
        let Some(line) = fresh.next() else { return Err("lacks the end of its answer".to_owned()) };
        let words = match label(line).filter(|_| label_left) {
            Some((end, _)) => {
                label_left = false;
                &line[end..]
            }
            None => line,
        };
        found.push_str(&letters(words));
        if !meant.starts_with(&found) {
            return Err(format!("is followed by `{}`", line.chars().take(60).collect::<String>()));
        }
    }
    Ok(())
}

/// Letters and digits: signs may be escaped, and lines broken elsewhere.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}
