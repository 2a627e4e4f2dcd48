//! Which field answers which question: by the row of a table, by what the field says of itself, by the words beside it.

use super::fields::{Field, FieldKind, Fields};
use super::flow::Placed;
use super::geometry::Rect;
use super::labels::{Label, label_of, right_of};
use super::lines::Line;
use crate::questionnaire::clean::fold;
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, REAL_ANSWER, Slot, SlotRole};
use crate::questionnaire::prose::{ends_with_question, is_placeholder};
use crate::questionnaire::verdict_words::says;
use std::collections::BTreeSet;

/// A question above a field may stand this far away, in points.
const REACH: f64 = 160.0;

/// One place to answer: a field, or check boxes that belong together.
struct Control<'f> {
    fields: Vec<&'f Field>,
    page: usize,
    area: Rect,
    accepts: Accepts,
}

/// Gives items their fields; fields that belong to none become items.
pub(super) fn pair(placed: Vec<Placed>, fields: &Fields, lines: &[Vec<Line>]) -> Vec<Draft> {
    let mut items: Vec<Placed> = placed;
    for control in controls(fields, &items, lines) {
        let page_lines = lines.get(control.page).map(Vec::as_slice).unwrap_or_default();
        let label = label_of(control.area, page_lines);
        let tooltip = control.fields[0].tooltip.as_deref().filter(|words| is_words(words));
        let owner = owner(&items, &control, label.as_ref(), tooltip);
        let index = match owner {
            Some(index) => index,
            None => match own_item(&control, label.as_ref(), tooltip) {
                Some(item) => insert(&mut items, item),
                None => continue,
            },
        };
        attach(&mut items[index], &control, label.as_ref());
    }
    // The label of a field is no heading of what stands below it.
    let labels: BTreeSet<String> = items.iter().filter(|item| item.own).map(|item| plain(&item.draft.text)).collect();
    for item in &mut items {
        if item.draft.section.as_ref().is_some_and(|section| labels.contains(&plain(section))) {
            item.draft.section = None;
        }
    }
    items.into_iter().map(|placed| located(placed, lines, fields.refused)).collect()
}

/// Where an item stands, for people: the page, and the line on it.
fn located(placed: Placed, lines: &[Vec<Line>], refused: Option<&'static str>) -> Draft {
    let page = lines.get(placed.page).map(Vec::as_slice).unwrap_or_default();
    let line = page.iter().filter(|line| line.area.bottom <= placed.area.top + 2.0).count() + 1;
    let mut placed = placed;
    placed.draft.slots.sort_by_key(|slot| match slot.role {
        SlotRole::Answer => 0,
        SlotRole::Comment => 1,
        SlotRole::Second => 2,
    });
    if let Some(why) = refused {
        for slot in &mut placed.draft.slots {
            slot.locked = Some(format!("the PDF is not filled: {why}"));
        }
    }
    Draft { line, part: Some(format!("page {}", placed.page + 1)), ..placed.draft }
}

fn controls<'f>(fields: &'f Fields, items: &[Placed], lines: &[Vec<Line>]) -> Vec<Control<'f>> {
    let mut controls: Vec<Control<'f>> = Vec::new();
    for field in &fields.list {
        let widget = &field.widgets[0];
        let page_lines = lines.get(widget.page).map(Vec::as_slice).unwrap_or_default();
        let accepts = match &field.kind {
            FieldKind::Text => Accepts::Text,
            FieldKind::Choice(list) => {
                let shown = list.iter().map(|(_, shown)| shown.clone()).filter(|shown| !is_prompt(shown)).collect();
                Accepts::OneOf(shown)
            }
            FieldKind::Radio => Accepts::Mark(
                field
                    .widgets
                    .iter()
                    .filter_map(|widget| {
                        let state = widget.state.clone()?;
                        let own = says(&state).is_some();
                        let near = column_label(items, widget.page, widget.area)
                            .or_else(|| right_of(widget.area, page_lines, &others(field)));
                        let label = if own { state.clone() } else { near.unwrap_or_else(|| state.clone()) };
                        Some((label, format!("{}={state}", field.name)))
                    })
                    .collect(),
            ),
            FieldKind::Check => {
                let near = column_label(items, widget.page, widget.area)
                    .or_else(|| right_of(widget.area, page_lines, &[]))
                    .or_else(|| widget.state.clone())
                    .unwrap_or_default();
                Accepts::Mark(vec![(near, field.name.clone())])
            }
        };
        controls.push(Control { fields: vec![field], page: widget.page, area: widget.area, accepts });
    }
    controls.sort_by(|one, other| {
        let row = |control: &Control<'_>| (control.page, (control.area.centre().1 / 4.0).round() as i64);
        row(one).cmp(&row(other)).then(one.area.left.total_cmp(&other.area.left))
    });
    join_boxes(controls)
}

fn others(field: &Field) -> Vec<Rect> {
    field.widgets.iter().map(|widget| widget.area).collect()
}

/// Check boxes of one line that say yes, no, not applicable are one place to answer.
fn join_boxes(controls: Vec<Control<'_>>) -> Vec<Control<'_>> {
    let mut out: Vec<Control<'_>> = Vec::new();
    for control in controls {
        let verdict = |control: &Control<'_>| match (&control.accepts, &control.fields[0].kind) {
            (Accepts::Mark(marks), FieldKind::Check) => marks.iter().all(|(label, _)| says(label).is_some()),
            _ => false,
        };
        if let Some(last) = out.last_mut() {
            let same_line = last.page == control.page && (last.area.centre().1 - control.area.centre().1).abs() < 7.0;
            let repeats = match (&last.accepts, &control.accepts) {
                (Accepts::Mark(known), Accepts::Mark(more)) => known.iter().any(|(label, _)| *label == more[0].0),
                _ => true,
            };
            if same_line && !repeats && verdict(last) && verdict(&control) {
                if let (Accepts::Mark(marks), Accepts::Mark(more)) = (&mut last.accepts, control.accepts) {
                    marks.extend(more);
                    last.fields.extend(control.fields);
                }
                continue;
            }
        }
        out.push(control);
    }
    for control in &mut out {
        // A lone box beside a statement is ticked where the statement is true.
        if let (Accepts::Mark(marks), 1) = (&mut control.accepts, control.fields.len())
            && control.fields[0].kind == FieldKind::Check
            && says(&marks[0].0).is_none()
        {
            marks[0].0 = "Yes".to_owned();
        }
    }
    out
}

/// What a mark at a place means by the header of its column.
fn column_label(items: &[Placed], page: usize, area: Rect) -> Option<String> {
    let row = items.iter().filter(|item| item.page == page && item.area.holds(area.centre()));
    let cell =
        row.flat_map(|item| &item.cells).find(|(_, label, cell)| label.is_some() && cell.holds(area.centre()))?;
    cell.1.clone()
}

/// The item a control belongs to.
fn owner(items: &[Placed], control: &Control<'_>, label: Option<&Label>, tooltip: Option<&str>) -> Option<usize> {
    let centre = control.area.centre();
    let on_page = |item: &&(usize, &Placed)| item.1.page == control.page;
    let all: Vec<(usize, &Placed)> = items.iter().enumerate().collect();
    let row = all
        .iter()
        .filter(on_page)
        .filter(|(_, item)| item.tabled && item.area.holds(centre))
        .min_by(|one, other| one.1.area.height().total_cmp(&other.1.area.height()));
    if let Some((index, _)) = row {
        return Some(*index);
    }
    if let Some(words) = tooltip {
        let same = |text: &str| alike(text, words);
        let near = all.iter().filter(on_page).find(|(_, item)| same(&item.draft.text));
        if let Some((index, _)) = near.or_else(|| all.iter().find(|(_, item)| same(&item.draft.text))) {
            return Some(*index);
        }
    }
    let above = all
        .iter()
        .filter(on_page)
        .filter(|(_, item)| {
            !item.tabled
                && item.area.top <= control.area.centre().1 + 4.0
                && control.area.top - item.area.bottom <= REACH
                && control.area.right > item.area.left - 6.0
        })
        .max_by(|one, other| one.1.area.top.total_cmp(&other.1.area.top).then(one.0.cmp(&other.0)))?;
    let asks_else = tooltip.is_some_and(|words| {
        (words.split_whitespace().count() >= 4 || ends_with_question(words))
            && !Label::new(words).says_answer_or_comment()
    });
    let item = above.1;
    let belongs = match label {
        None => true,
        Some(label) => {
            label.says_answer_or_comment()
                || alike(&item.draft.text, &label.text)
                || item.draft.guidance.as_ref().is_some_and(|words| alike(words, &label.text))
        }
    };
    (belongs && !asks_else).then_some(above.0)
}

/// Letters and digits alone.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether one text is the other or a piece of it.
fn alike(text: &str, words: &str) -> bool {
    let (text, words) = (plain(text), plain(words));
    let (short, long) = if text.len() < words.len() { (&text, &words) } else { (&words, &text) };
    !short.is_empty() && (short == long || (short.chars().count() >= 4 && long.contains(short.as_str())))
}

/// A control that no item claims asks by its own words.
fn own_item(control: &Control<'_>, label: Option<&Label>, tooltip: Option<&str>) -> Option<Placed> {
    let text = match (tooltip, label) {
        (Some(words), _) => words.to_owned(),
        (None, Some(label)) => label.text.clone(),
        (None, None) => {
            let name = control.fields[0].name.rsplit('.').next().unwrap_or_default().replace('_', " ");
            is_words(&name).then_some(name)?
        }
    };
    let text = fold(&text);
    let trimmed = text.trim_end_matches([':', '：', '_', '.']).trim().to_owned();
    if trimmed.chars().filter(|sign| sign.is_alphabetic()).count() < 2 {
        return None;
    }
    let area = Rect { top: control.area.top, ..control.area };
    Some(Placed {
        draft: Draft { text: trimmed, ..Draft::default() },
        page: control.page,
        area,
        cells: Vec::new(),
        tabled: true,
        own: true,
    })
}

/// Puts an item where it stands on the page.
fn insert(items: &mut Vec<Placed>, item: Placed) -> usize {
    let before = |known: &Placed| (known.page, known.area.top) <= (item.page, item.area.top);
    let index = items.iter().rposition(before).map_or(0, |index| index + 1);
    let mut item = item;
    item.draft.section = index.checked_sub(1).and_then(|above| items[above].draft.section.clone());
    items.insert(index, item);
    index
}

fn attach(item: &mut Placed, control: &Control<'_>, label: Option<&Label>) {
    let field = control.fields[0];
    let centre = control.area.centre();
    let by_cell = item.cells.iter().find(|(_, _, cell)| cell.holds(centre)).map(|(role, ..)| *role);
    let says_comment = label.is_some_and(Label::says_comment)
        || field.tooltip.as_deref().is_some_and(|words| Label::new(words).says_comment());
    let answered = item.draft.slots.iter().any(|slot| slot.role == SlotRole::Answer);
    let commented = item.draft.slots.iter().any(|slot| slot.role == SlotRole::Comment);
    let role = match (by_cell, &control.accepts) {
        (Some(role), _) => role,
        (None, _) if says_comment && !commented => SlotRole::Comment,
        (None, _) if !answered => SlotRole::Answer,
        (None, Accepts::Text) if !commented => SlotRole::Comment,
        _ => SlotRole::Second,
    };
    let ticked = control.fields.iter().find(|field| field.value.is_some());
    let holds = match (&control.accepts, ticked) {
        (Accepts::Mark(marks), Some(field)) => {
            let state = field.value.clone().unwrap_or_default();
            let radio = format!("{}={state}", field.name);
            marks.iter().find(|(_, place)| *place == field.name || *place == radio).map(|(label, _)| label.clone())
        }
        _ => field.value.clone(),
    };
    let waits = holds.as_ref().is_none_or(|holds| is_prompt(holds))
        || (field.default && matches!(field.kind, FieldKind::Choice(_)));
    let locked = if control.fields.iter().any(|field| field.read_only) {
        Some("a read-only field".to_owned())
    } else {
        (!waits).then(|| REAL_ANSWER.to_owned())
    };
    // Drop-down lists and marks are the answer; words beside them explain it.
    if role == SlotRole::Answer && control.accepts != Accepts::Text {
        for slot in
            item.draft.slots.iter_mut().filter(|slot| slot.role == SlotRole::Answer && slot.accepts == Accepts::Text)
        {
            slot.role = SlotRole::Comment;
        }
    }
    let place = match &control.accepts {
        Accepts::Mark(marks) => marks.first().map(|(_, place)| place.clone()).unwrap_or_else(|| field.name.clone()),
        _ => field.name.clone(),
    };
    item.draft.slots.push(Slot { role, place, accepts: control.accepts.clone(), holds, locked });
}

/// Words that ask to choose, not an answer.
fn is_prompt(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    lower.is_empty()
        || lower.chars().all(|sign| matches!(sign, '-' | '–' | '.' | '…' | '_' | ' '))
        || is_placeholder(text)
        || ["select", "choose", "please ", "bitte ", "auswählen", "wählen", "選択", "sélectionne", "choisi", "selecc"]
            .iter()
            .any(|word| lower.trim_start_matches(['-', '<', '[', ' ']).starts_with(word))
}

/// Whether a name or tooltip says something: not `undefined`, `20`, `Text1`, `fill_7`.
fn is_words(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let letters: String = lower.chars().filter(|sign| sign.is_alphabetic()).collect();
    let wide = letters.chars().any(|sign| sign >= '\u{3000}');
    const EMPTY: &[&str] = &[
        "undefined",
        "text",
        "textfield",
        "field",
        "fill",
        "checkbox",
        "check",
        "box",
        "radio",
        "group",
        "button",
        "dropdown",
        "combo",
        "combobox",
        "list",
        "untitled",
        "topmostsubform",
        "form",
        "row",
        "cell",
        "textbox",
        "q",
        "a",
        "answer",
    ];
    (letters.chars().count() >= 3 || (wide && letters.chars().count() >= 2)) && !EMPTY.contains(&letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_nothing() {
        for name in ["undefined", "20", "Text1", "fill_7", "Q12", "Check Box 3"] {
            assert!(!is_words(name) || name == "Check Box 3", "{name}");
        }
        assert!(is_words("Company name") && is_words("会社名"));
    }

    #[test]
    fn prompts_are_no_answers() {
        for text in ["", " ", "--", "Select one", "- Please choose -", "Bitte wählen", "選択してください"] {
            assert!(is_prompt(text), "{text}");
        }
        assert!(!is_prompt("Yes") && !is_prompt("No plan yet"));
    }
}
