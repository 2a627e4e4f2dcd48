//! Which grids of a file are to be answered.

use super::{Grid, LaidAccepts, Layout};
use crate::questionnaire::clean::fold;
use crate::questionnaire::item::{REAL_ANSWER, SlotRole};
use std::collections::BTreeSet;

/// Words in the name of a sheet that is not for the one who answers, and what they say about it. Those after the mark `?` say so
/// only of a sheet that has no place for answers.
const NAMES: &[(&str, &str)] = &[
    ("analyst", "for the analyst"),
    ("institution evaluation", "for the institution"),
    ("assessor", "for the assessor"),
    ("reviewer", "for the reviewer"),
    ("for internal use", "for internal use"),
    ("internal use", "for internal use"),
    ("example", "an example"),
    ("examples", "an example"),
    ("sample", "an example"),
    ("beispiel", "an example"),
    ("記入例", "an example"),
    ("change log", "a change log"),
    ("changelog", "a change log"),
    ("revision", "a change log"),
    ("revisions", "a change log"),
    ("revision history", "a change log"),
    ("version history", "a change log"),
    ("改訂履歴", "a change log"),
    ("改版履歴", "a change log"),
    ("legend", "a legend"),
    ("legende", "a legend"),
    ("glossary", "a glossary"),
    ("glossar", "a glossary"),
    ("instruction", "instructions"),
    ("instructions", "instructions"),
    ("anleitung", "instructions"),
    ("instrucciones", "instructions"),
    ("mode d'emploi", "instructions"),
    ("readme", "instructions"),
    ("read me", "instructions"),
    ("how to", "instructions"),
    ("記入要領", "instructions"),
    ("はじめに", "instructions"),
    ("lookup", "a list of values"),
    ("lookups", "a list of values"),
    ("lists", "a list of values"),
    ("dropdown", "a list of values"),
    ("dropdowns", "a list of values"),
    ("drop-down", "a list of values"),
    ("picklist", "a list of values"),
    ("選択肢", "a list of values"),
    ("scorecard", "scoring"),
    ("scoring", "scoring"),
    ("dashboard", "a report"),
    ("crosswalk", "a crosswalk"),
    ("?internal", "for internal use"),
    ("?changes", "a change log"),
    ("?history", "a change log"),
    ("?score", "scoring"),
    ("?scores", "scoring"),
    ("?report", "a report"),
    ("?results", "a report"),
    ("?mapping", "a crosswalk"),
    ("?values", "a list of values"),
    ("?introduction", "instructions"),
    ("?intro", "instructions"),
    ("?cover", "a cover"),
    ("?about", "instructions"),
    ("?overview", "instructions"),
    ("?welcome", "instructions"),
    ("?guidance", "instructions"),
    ("?definitions", "a glossary"),
    ("?terms", "a glossary"),
    ("?hinweise", "instructions"),
];

/// What the name of a sheet says about it: whole words count, so that `Recovery` is no cover.
fn named(name: &str, own_answers: bool) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let whole = |word: &str| {
        lower.match_indices(word).any(|(start, _)| {
            let end = start + word.len();
            !word.is_ascii()
                || (!lower[..start].ends_with(char::is_alphanumeric) && !lower[end..].starts_with(char::is_alphabetic))
        })
    };
    NAMES
        .iter()
        .find(|(word, _)| match word.strip_prefix('?') {
            Some(weak) => !own_answers && whole(weak),
            None => whole(word),
        })
        .map(|(_, what)| *what)
}

/// Decides for every grid whether it is answered, with the reasons in its layout.
pub(crate) fn choose_grids(grids: &[Grid], layouts: &mut [Layout]) {
    let mut names: Vec<Option<&str>> = Vec::new();
    for (grid, layout) in grids.iter().zip(layouts.iter_mut()) {
        names.push(named(&grid.name, layout.own_answers));
        let open = open_slots(layout);
        layout.taken = !layout.items.is_empty();
        if layout.items.is_empty() {
            layout.why.push("asks nothing".to_owned());
        } else {
            layout.why.push(format!("{} items, {open} of them with a cell to fill", layout.items.len()));
        }
        if grid.hidden {
            layout.taken = false;
            layout.why.push("hidden sheet".to_owned());
        }
    }
    by_name(grids, layouts, &names);
    leave_echoes(grids, layouts);
    leave_repetitions(layouts);
    leave_locked(grids, layouts);
    drop_echoed_rows(layouts);
    for (grid, layout) in grids.iter().zip(layouts.iter_mut()) {
        if let Some(take) = grid.rule.as_ref().and_then(|rule| rule.take) {
            layout.taken = take && !layout.items.is_empty();
            layout.why.push(if take { "the profile takes it" } else { "the profile leaves it out" }.to_owned());
        }
    }
}

/// A name such as `Example` decides if other sheets ask too.
fn by_name(grids: &[Grid], layouts: &mut [Layout], named: &[Option<&str>]) {
    let others = layouts.iter().zip(named).any(|(layout, name)| layout.taken && name.is_none());
    if !others {
        return;
    }
    for ((layout, name), grid) in layouts.iter_mut().zip(named).zip(grids) {
        if let Some(what) = name.filter(|_| layout.taken) {
            layout.taken = false;
            layout.why.push(format!("its name `{}` says it is {what}", grid.name));
        }
    }
}

/// A sheet that repeats the items of another with fewer cells to fill only echoes it.
fn leave_echoes(grids: &[Grid], layouts: &mut [Layout]) {
    let keys: Vec<BTreeSet<String>> = layouts
        .iter()
        .map(|layout| layout.items.iter().map(|item| fold(&item.text).to_lowercase()).collect())
        .collect();
    let ids: Vec<BTreeSet<String>> = layouts
        .iter()
        .map(|layout| {
            layout.items.iter().filter_map(|item| item.id.clone()).filter(|id| id.chars().count() > 3).collect()
        })
        .collect();
    for index in 0..layouts.len() {
        if !layouts[index].taken {
            continue;
        }
        let echo = (0..layouts.len()).find(|other| {
            let same_text = shared(&keys[index], &keys[*other]) * 10 >= keys[index].len() * 7;
            // Numbers that start again on every sheet prove nothing, unless some of the words are the same too.
            let alike = shared(&keys[index], &keys[*other]) * 10 >= keys[index].len() * 3 || layouts[index].computed;
            let same_ids = alike
                && !ids[index].is_empty()
                && shared(&ids[index], &ids[*other]) * 10 >= ids[index].len() * 8
                && ids[index].len() * 2 >= layouts[index].items.len();
            *other != index
                && layouts[*other].taken
                && (same_text || same_ids)
                && weight(&layouts[*other], grids, *other) > weight(&layouts[index], grids, index)
        });
        if let Some(other) = echo {
            layouts[index].taken = false;
            layouts[index].why.push(format!("repeats the items of sheet `{}`", grids[other].name));
        }
    }
}

/// A list of what several other sheets ask, or a report on it; and prose without a place for answers.
fn leave_repetitions(layouts: &mut [Layout]) {
    let key = |item: &super::LaidItem| fold(&item.text).to_lowercase();
    for index in 0..layouts.len() {
        let layout = &layouts[index];
        if !layout.taken || (layout.own_answers && !layout.computed) {
            continue;
        }
        let others = || {
            layouts.iter().enumerate().filter(|(other, layout)| {
                *other != index && layout.taken && layout.own_answers && !layout.computed && usable_slots(layout) > 0
            })
        };
        let asked: BTreeSet<String> = others().flat_map(|(_, layout)| layout.items.iter()).map(key).collect();
        let again = layout.items.iter().filter(|item| asked.contains(&key(item))).count();
        let why = if again * 10 >= layout.items.len() * 7 {
            "repeats the items of other sheets"
        } else if layout.headers.is_empty() && !layout.own_answers && others().next().is_some() {
            "has no place for answers, as other sheets have"
        } else {
            continue;
        };
        layouts[index].taken = false;
        layouts[index].why.push(why.to_owned());
    }
}

/// A row whose answer is computed, and whose number is answered on another sheet, only shows what was answered there.
fn drop_echoed_rows(layouts: &mut [Layout]) {
    let computed = |item: &super::LaidItem| {
        let mut answers = item.slots.iter().filter(|slot| slot.role == SlotRole::Answer).peekable();
        answers.peek().is_some() && answers.all(|slot| slot.locked.as_deref() == Some("a formula"))
    };
    let own: BTreeSet<String> = layouts
        .iter()
        .filter(|layout| layout.taken)
        .flat_map(|layout| &layout.items)
        .filter(|item| !computed(item))
        .filter_map(|item| item.id.clone())
        .filter(|id| id.chars().count() > 3)
        .collect();
    for layout in layouts.iter_mut().filter(|layout| layout.taken) {
        let before = layout.items.len();
        layout.items.retain(|item| !(computed(item) && item.id.as_ref().is_some_and(|id| own.contains(id))));
        let dropped = before - layout.items.len();
        if dropped > 0 {
            layout.why.push(format!("computed rows that repeat another sheet are left out: {dropped}"));
        }
    }
}

fn shared(left: &BTreeSet<String>, right: &BTreeSet<String>) -> usize {
    left.intersection(right).count()
}

/// How much a sheet looks like the one to fill: lists first, then open cells, then the order of the file.
fn weight(layout: &Layout, grids: &[Grid], index: usize) -> (usize, usize, usize) {
    let lists = layout
        .items
        .iter()
        .filter(|item| item.slots.iter().any(|slot| matches!(slot.accepts, LaidAccepts::OneOf(_)) && is_usable(slot)))
        .count();
    (usize::from(usable_slots(layout) > 0), lists.max(usable_slots(layout)), grids.len() - index)
}

/// Where some sheets have cells to fill, a sheet without any is a report.
fn leave_locked(grids: &[Grid], layouts: &mut [Layout]) {
    let any_open = layouts.iter().any(|layout| layout.taken && usable_slots(layout) > 0);
    for (layout, grid) in layouts.iter_mut().zip(grids) {
        let computed =
            layout.items.iter().flat_map(|item| &item.slots).any(|slot| slot.locked.as_deref() == Some("a formula"))
                || layout.items.iter().all(|item| item.slots.is_empty());
        if any_open && layout.taken && usable_slots(layout) == 0 && computed && !grid.protected {
            layout.taken = false;
            layout.why.push("no cell in it can be filled".to_owned());
        }
    }
}

/// Items with an answer cell that is blank or holds an answer: one that is filled is the form's own place all the same.
fn usable_slots(layout: &Layout) -> usize {
    layout.items.iter().filter(|item| item.slots.iter().any(is_usable)).count()
}

fn is_usable(slot: &super::LaidSlot) -> bool {
    slot.role == SlotRole::Answer && slot.locked.as_deref().is_none_or(|why| why == REAL_ANSWER)
}

fn open_slots(layout: &Layout) -> usize {
    let open =
        |item: &&super::LaidItem| item.slots.iter().any(|slot| slot.role == SlotRole::Answer && slot.locked.is_none());
    layout.items.iter().filter(open).count()
}
