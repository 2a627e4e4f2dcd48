//! Google's vendor security questionnaires: blocks, groups of radio buttons and check boxes, lines and boxes of text. Answers go into
//! a file of their own, which maps ids to values.

use super::record::plain;
use super::{Found, Lines};
use crate::questionnaire::clean::join;
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, Slot, SlotRole};
use crate::questionnaire::tree::Node;
use std::collections::BTreeMap;

/// Whether a tree is such a questionnaire: typed items under `questionnaire`.
pub(super) fn is_vsaq(node: &Node) -> bool {
    const TYPES: [&str; 10] =
        ["block", "radiogroup", "checkgroup", "line", "box", "yesno", "info", "tip", "upload", "spacer"];
    let items = node.get("questionnaire").map(Node::values).unwrap_or_default();
    !items.is_empty() && items.iter().all(|item| item.text("type").is_some_and(|kind| TYPES.contains(&kind)))
}

/// Reads one.
pub(super) fn read(node: &Node, lines: &Lines) -> Found {
    let mut pass = Pass { lines, found: Found { vsaq: true, ..Found::default() }, asks_why: BTreeMap::new() };
    let items = node.get("questionnaire").map(Node::values).unwrap_or_default();
    if let [only] = items {
        pass.found.title = only.text("text").map(plain);
    }
    for item in items {
        pass.reasons(item);
    }
    for item in items {
        pass.item(item, None, items.len() == 1);
    }
    pass.found
}

/// For each choice the field that shows when it is taken and asks for the reason.
pub(crate) fn shown_by(node: &Node) -> BTreeMap<String, String> {
    let lines = Lines::new("");
    let mut pass = Pass { lines: &lines, found: Found::default(), asks_why: BTreeMap::new() };
    for item in node.get("questionnaire").map(Node::values).unwrap_or_default() {
        pass.reasons(item);
    }
    pass.asks_why
}

struct Pass<'l> {
    lines: &'l Lines,
    found: Found,
    asks_why: BTreeMap<String, String>,
}

impl Pass<'_> {
    /// A warning with `why` has a field for words, shown when the choice of its condition is taken.
    fn reasons(&mut self, item: &Node) {
        let warns = item.text("type") == Some("tip") && item.text("warn") == Some("yes");
        if warns && let (Some(id), Some(condition)) = (item.text("id"), item.text("cond")) {
            let single = condition.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '/'));
            if single {
                self.asks_why.entry(condition.to_owned()).or_insert_with(|| id.to_owned());
            }
        }
        for inner in item.get("items").map(Node::values).unwrap_or_default() {
            self.reasons(inner);
        }
    }

    fn item(&mut self, item: &Node, section: Option<&str>, is_title: bool) {
        let text = item.text("text").map(plain).unwrap_or_default();
        let id = item.text("id").map(str::to_owned);
        match item.text("type").unwrap_or_default() {
            "block" => {
                let own = Some(text.as_str()).filter(|text| !text.is_empty() && !is_title).or(section);
                for inner in item.get("items").map(Node::values).unwrap_or_default() {
                    self.item(inner, own, false);
                }
            }
            "radiogroup" | "checkgroup" => {
                let choices = choices(item);
                if text.is_empty() {
                    let shown = id.unwrap_or_else(|| "a group without words".to_owned());
                    self.found.notes.push(format!("`{shown}` only sets the questionnaire up and was left out"));
                    return;
                }
                let known = |id: &String| self.found.drafts.iter().any(|draft| draft.id.as_ref() == Some(id));
                let id = id.or_else(|| shared_start(&choices).filter(|id| !known(id)));
                let labels: Vec<&str> = choices.iter().map(|(label, _)| label.as_str()).collect();
                let mut guidance = hint(item);
                join(&mut guidance, &format!("Answers: {}", labels.join("; ")));
                let mut slots = vec![slot(SlotRole::Answer, &choices, Accepts::Mark(choices.clone()))];
                let why = choices.iter().find_map(|(_, choice)| self.asks_why.get(choice));
                slots.extend(why.map(|place| text_slot(SlotRole::Comment, place)));
                self.push(item, id, section, text, guidance, slots);
            }
            "yesno" => {
                let label = |key: &str, usual: &str| item.text(key).map_or_else(|| usual.to_owned(), plain);
                let place = id.clone().unwrap_or_default();
                let marks =
                    vec![(label("yes", "Yes"), format!("{place}/yes")), (label("no", "No"), format!("{place}/no"))];
                let mut slots = vec![slot(SlotRole::Answer, &marks, Accepts::Mark(marks.clone()))];
                let why = marks.iter().find_map(|(_, choice)| self.asks_why.get(choice));
                slots.extend(why.map(|place| text_slot(SlotRole::Comment, place)));
                self.push(item, id, section, text, hint(item), slots);
            }
            "line" | "box" => {
                let slots = id.iter().map(|id| text_slot(SlotRole::Answer, id)).collect();
                self.push(item, id, section, text, hint(item), slots);
            }
            "upload" => self.push(item, id, section, text, "A file is to be uploaded.".to_owned(), Vec::new()),
            "check" | "radio" => {
                let marks: Vec<(String, String)> = id.iter().map(|id| ("Yes".to_owned(), id.clone())).collect();
                let slots = vec![slot(SlotRole::Answer, &marks, Accepts::Mark(marks.clone()))];
                self.push(item, id, section, text, hint(item), slots);
            }
            _ => {}
        }
    }

    fn push(
        &mut self,
        item: &Node,
        id: Option<String>,
        section: Option<&str>,
        text: String,
        guidance: String,
        slots: Vec<Slot>,
    ) {
        if text.is_empty() {
            return;
        }
        self.found.drafts.push(Draft {
            context: None,
            id,
            section: section.map(str::to_owned),
            text,
            guidance: Some(guidance).filter(|guidance| !guidance.is_empty()),
            line: self.lines.of(item.get("text").map_or(item.span.start, |text| text.span.start)),
            part: None,
            slots,
        });
    }
}

fn hint(item: &Node) -> String {
    let mut out = String::new();
    for words in ["inputTitle", "title", "placeholder"].into_iter().filter_map(|key| item.text(key)) {
        join(&mut out, &plain(words));
    }
    out
}

/// Label and id of each choice.
fn choices(item: &Node) -> Vec<(String, String)> {
    let choices = item.get("choices").map(Node::values).unwrap_or_default().iter().flat_map(Node::entries);
    choices.filter_map(|choice| Some((plain(choice.value.words()?), choice.key.clone()))).collect()
}

/// A group without an id is named by what the ids of its choices begin with.
fn shared_start(choices: &[(String, String)]) -> Option<String> {
    let (_, first) = choices.first()?;
    let shared =
        choices.iter().map(|(_, id)| first.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count()).min()?;
    let shared = first.get(..shared)?;
    let cut = if choices.len() == 1 { shared } else { shared.rsplit_once('_').map_or("", |(start, _)| start) };
    Some(cut.to_owned()).filter(|cut| cut.len() > 2)
}

fn slot(role: SlotRole, marks: &[(String, String)], accepts: Accepts) -> Slot {
    let place = marks.first().map(|(_, place)| place.clone()).unwrap_or_default();
    Slot { role, place, accepts, holds: None, locked: None }
}

fn text_slot(role: SlotRole, place: &str) -> Slot {
    Slot { role, place: place.to_owned(), accepts: Accepts::Text, holds: None, locked: None }
}
