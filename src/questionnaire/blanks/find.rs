//! Finds the blanks of items that were read from lines.

use super::Place;
use super::signs::{boxes, label};
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, REAL_ANSWER, Slot, SlotRole};
use crate::questionnaire::layout::is_open;
use crate::questionnaire::prose::{Line, LineKind, split_marker};
use std::collections::BTreeMap;

/// Takes out answers that stand after a label: they are nobody's questions.
pub(in crate::questionnaire) fn drop_answers(lines: &mut [Line]) {
    let mut index = 0;
    while index < lines.len() {
        let answered = lines[index].kind == LineKind::Text
            && lines[index].depth == 0
            && label(&lines[index].text).is_some_and(|(end, _)| is_answer(&lines[index].text[end..]));
        if !answered {
            index += 1;
            continue;
        }
        while index < lines.len() && lines[index].kind == LineKind::Text && !lines[index].is_blank() {
            lines[index].kind = LineKind::Dropped;
            index += 1;
            if lines.get(index).is_some_and(|line| begins_item(&line.text)) {
                break;
            }
        }
    }
}

/// Words that somebody wrote rather than a blank or a choice.
fn is_answer(text: &str) -> bool {
    let text = text.trim_matches([' ', '*', '_', '.', '…', '\\']);
    !text.is_empty() && !is_open(text) && boxes(text).is_empty()
}

fn begins_item(text: &str) -> bool {
    split_marker(text.trim()).is_some_and(|(marker, rest)| marker.counts() && !rest.is_empty()) || text.starts_with('#')
}

/// Adds the places of items that were read from running text. `raw` are the lines as they stand in the file.
pub(in crate::questionnaire) fn add_slots(raw: &[&str], drafts: &mut [Draft]) {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for draft in drafts.iter() {
        *shared.entry(draft.line).or_default() += 1;
    }
    for index in 0..drafts.len() {
        let first = drafts[index].line;
        // Several items on one line have no places of their own.
        if !drafts[index].slots.is_empty() || shared.get(&first) != Some(&1) {
            continue;
        }
        let next =
            drafts[index + 1..].iter().map(|draft| draft.line).find(|line| *line > first).unwrap_or(raw.len() + 1);
        let quoted = raw.get(first.wrapping_sub(1)).is_none_or(|line| line.trim_start().starts_with('>'));
        if !quoted {
            drafts[index].slots = slots(raw, first, next);
        }
    }
}

/// The slots of an item from line `first` to before line `next`.
fn slots(raw: &[&str], first: usize, next: usize) -> Vec<Slot> {
    let line = |number: usize| raw.get(number - 1).copied().unwrap_or_default();
    let region: Vec<usize> =
        (first..next.min(raw.len() + 1)).take_while(|number| *number == first || !ends(line(*number))).collect();
    let mut slots: Vec<Slot> = Vec::new();
    let mut marks: Vec<(String, String, bool)> = Vec::new();
    for number in &region {
        let text = line(*number);
        if let Some((end, comment)) = label(text).filter(|_| *number > first) {
            let found = boxes(&text[end..]);
            if found.len() < 2 {
                let role = if comment { SlotRole::Comment } else { SlotRole::Answer };
                if !slots.iter().any(|slot| slot.role == role) {
                    slots.push(labelled(raw, role, *number, end, &region));
                }
                continue;
            }
        }
        let found = boxes(text);
        let task = is_task(text);
        if found.len() >= 2 || (task && (*number == first || !marks.is_empty() || found.len() == 1)) {
            for (index, tick) in found.into_iter().enumerate() {
                // A lone statement is ticked if it is true.
                let lone = task && *number == first && index == 0;
                let label = if lone { "Yes".to_owned() } else { tick.label };
                marks.push((label, Place::Box(*number, index + 1).shown(), tick.ticked));
            }
        } else if text.trim() == ">" && slots.is_empty() {
            slots.push(slot(SlotRole::Answer, Place::Quotation(*number), None, false));
        }
    }
    if let Some((_, place, _)) = marks.first() {
        let place = place.clone();
        let held = marks.iter().find(|(.., ticked)| *ticked).map(|(label, ..)| label.clone());
        let accepts = Accepts::Mark(marks.into_iter().map(|(label, place, _)| (label, place)).collect());
        let locked = held.is_some().then(|| REAL_ANSWER.to_owned());
        // Words after a label stand beside the boxes.
        for words in slots.iter_mut().filter(|slot| slot.role == SlotRole::Answer) {
            words.role = SlotRole::Comment;
        }
        slots.insert(0, Slot { role: SlotRole::Answer, place, accepts, holds: held, locked });
    }
    let wanted =
        if slots.iter().any(|slot| slot.role == SlotRole::Answer) { SlotRole::Comment } else { SlotRole::Answer };
    let only_words = slots.iter().any(|slot| slot.role == SlotRole::Answer && slot.accepts == Accepts::Text);
    if !only_words && !slots.iter().any(|slot| slot.role == wanted) {
        slots.push(slot(wanted, Place::After(last_of_block(raw, &region)), None, false));
    }
    slots
}

fn slot(role: SlotRole, place: Place, holds: Option<String>, real: bool) -> Slot {
    let locked = real.then(|| REAL_ANSWER.to_owned());
    Slot { role, place: place.shown(), accepts: Accepts::Text, holds, locked }
}

/// The slot after a label: what stands there, or in the paragraph below it, may be somebody's answer.
fn labelled(raw: &[&str], role: SlotRole, number: usize, end: usize, region: &[usize]) -> Slot {
    let text = raw[number - 1];
    let mut words = text[end..].trim().to_owned();
    let below = region.iter().filter(|other| **other > number).map(|other| raw[*other - 1]);
    let blank_first = words.is_empty() && raw.get(number).is_some_and(|next| next.trim().is_empty());
    for line in below.skip(usize::from(blank_first)).take_while(|line| !line.trim().is_empty() && label(line).is_none())
    {
        words.push('\n');
        words.push_str(line.trim());
    }
    let words = words.trim().to_owned();
    let real = is_answer(&words);
    slot(role, Place::Label(number), Some(words).filter(|words| !words.is_empty()), real)
}

fn is_task(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['-', '*', '+']).trim_start();
    ["[ ]", "[x]", "[X]", "☐", "☒", "□", "■"].iter().any(|sign| text.starts_with(sign))
}

/// Whether a line ends what belongs to the item above it.
fn ends(text: &str) -> bool {
    let text = text.trim();
    let rule =
        text.len() >= 3 && text.chars().all(|sign| matches!(sign, '-' | '=' | '*' | ' ')) && !text.contains("- [");
    (text.starts_with('#') && text.trim_start_matches('#').starts_with(' '))
        || rule
        || text.starts_with('|')
        || text.starts_with("```")
}

/// The last line of the item: its paragraph, and what is indented below it.
fn last_of_block(raw: &[&str], region: &[usize]) -> usize {
    let Some(first) = region.first().copied() else { return 1 };
    let (mut last, mut blank) = (first, false);
    for number in region.iter().skip(1) {
        let text = raw[*number - 1];
        if text.trim().is_empty() {
            blank = true;
            continue;
        }
        let goes_on = if blank { text.starts_with("  ") || text.starts_with('\t') || is_task(text) } else { true };
        if !goes_on || label(text).is_some() {
            break;
        }
        last = *number;
    }
    last
}
