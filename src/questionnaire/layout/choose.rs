//! Which grids of a file are to be answered.

use super::{Grid, LaidAccepts, Layout};
use crate::questionnaire::clean::fold;
use crate::questionnaire::item::SlotRole;
use std::collections::BTreeSet;

/// Words in the name of a sheet that is not for the one who answers, and what they say about it.
const NAMES: &[(&str, &str)] = &[
    ("analyst", "for the analyst"),
    ("assessor", "for the assessor"),
    ("reviewer", "for the reviewer"),
    ("internal", "for internal use"),
    ("example", "an example"),
    ("sample", "an example"),
    ("beispiel", "an example"),
    ("記入例", "an example"),
    ("change log", "a change log"),
    ("changelog", "a change log"),
    ("revision", "a change log"),
    ("version history", "a change log"),
    ("history", "a change log"),
    ("changes", "a change log"),
    ("legend", "a legend"),
    ("glossary", "a glossary"),
    ("instruction", "instructions"),
    ("readme", "instructions"),
    ("read me", "instructions"),
    ("how to", "instructions"),
    ("lookup", "a list of values"),
    ("lists", "a list of values"),
    ("dropdown", "a list of values"),
    ("drop-down", "a list of values"),
    ("picklist", "a list of values"),
    ("scorecard", "scoring"),
    ("scoring", "scoring"),
    ("score", "scoring"),
    ("dashboard", "a report"),
    ("report", "a report"),
    ("results", "a report"),
    ("crosswalk", "a crosswalk"),
    ("mapping", "a crosswalk"),
    ("values", "a list of values"),
];

/// Decides for every grid whether it is answered, with the reasons in its layout.
pub(crate) fn choose_grids(grids: &[Grid], layouts: &mut [Layout]) {
    let mut named: Vec<Option<&str>> = Vec::new();
    for (grid, layout) in grids.iter().zip(layouts.iter_mut()) {
        let lower = grid.name.to_lowercase();
        named.push(NAMES.iter().find(|(word, _)| lower.contains(word)).map(|(_, what)| *what));
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
    by_name(grids, layouts, &named);
    leave_echoes(grids, layouts);
    leave_locked(grids, layouts);
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
            let same_ids = !ids[index].is_empty()
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

fn shared(left: &BTreeSet<String>, right: &BTreeSet<String>) -> usize {
    left.intersection(right).count()
}

/// How much a sheet looks like the one to fill: lists first, then open cells, then the order of the file.
fn weight(layout: &Layout, grids: &[Grid], index: usize) -> (usize, usize, usize) {
    let lists = layout
        .items
        .iter()
        .filter(|item| {
            item.slots.iter().any(|slot| {
                slot.role == SlotRole::Answer && matches!(slot.accepts, LaidAccepts::OneOf(_)) && slot.locked.is_none()
            })
        })
        .count();
    (usize::from(open_slots(layout) > 0), lists.max(open_slots(layout)), grids.len() - index)
}

/// Where some sheets have cells to fill, a sheet without any is a report.
fn leave_locked(grids: &[Grid], layouts: &mut [Layout]) {
    let any_open = layouts.iter().any(|layout| layout.taken && open_slots(layout) > 0);
    for (layout, grid) in layouts.iter_mut().zip(grids) {
        let computed =
            layout.items.iter().flat_map(|item| &item.slots).any(|slot| slot.locked.as_deref() == Some("a formula"))
                || layout.items.iter().all(|item| item.slots.is_empty());
        if any_open && layout.taken && open_slots(layout) == 0 && computed && !grid.protected {
            layout.taken = false;
            layout.why.push("no cell in it can be filled".to_owned());
        }
    }
}

fn open_slots(layout: &Layout) -> usize {
    let open =
        |item: &&super::LaidItem| item.slots.iter().any(|slot| slot.role == SlotRole::Answer && slot.locked.is_none());
    layout.items.iter().filter(open).count()
}
