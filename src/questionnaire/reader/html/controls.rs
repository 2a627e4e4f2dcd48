//! Fields of a page with the words that label them.

use super::dom::Dom;
use super::walk::{Page, words};
use crate::questionnaire::draft::Draft;
use crate::questionnaire::prose::{Line, LineKind, is_ask};
use std::collections::BTreeMap;

/// The fields of a page.
pub(super) struct Controls {
    /// Label of a field, by its node.
    labels: BTreeMap<usize, String>,
    /// Field that a label element names, by the label's node.
    fields: BTreeMap<usize, usize>,
    /// Fieldsets that are one question with boxes to tick.
    groups: BTreeMap<usize, Draft>,
    /// Whether labels that only name something are asked: then the page is a form and not a search box.
    is_form: bool,
}

impl Controls {
    pub(super) fn of(dom: &Dom) -> Self {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        let all = dom.within(0, &["input", "select", "textarea"]);
        for field in &all {
            if let Some(id) = dom.attribute(*field, "id") {
                by_id.insert(id, *field);
            }
        }
        let mut controls =
            Self { labels: BTreeMap::new(), fields: BTreeMap::new(), groups: BTreeMap::new(), is_form: false };
        for label in dom.within(0, &["label"]) {
            let inner = dom.within(label, &["input", "select", "textarea"]).first().copied();
            let named = dom.attribute(label, "for").and_then(|id| by_id.get(id).copied());
            let text = undecorated(&words(dom, label));
            if let Some(field) = named.or(inner).filter(|_| !text.is_empty()) {
                controls.labels.entry(field).or_insert(text);
                controls.fields.insert(label, field);
            }
        }
        for field in &all {
            if let Some(label) = dom.attribute(*field, "aria-label").map(undecorated).filter(|label| !label.is_empty())
            {
                controls.labels.entry(*field).or_insert(label);
            }
        }
        let texts: Vec<&String> = all
            .iter()
            .filter(|field| is_entry(dom, **field) && !is_box(dom, **field))
            .filter_map(|field| controls.labels.get(field))
            .collect();
        controls.is_form = texts.len() >= 3 || texts.iter().any(|text| is_ask(text));
        for fieldset in dom.within(0, &["fieldset"]) {
            controls.group(dom, fieldset);
        }
        controls
    }

    /// A fieldset whose fields are all boxes is one question, and its legend asks it.
    fn group(&mut self, dom: &Dom, fieldset: usize) {
        let fields: Vec<usize> = dom
            .within(fieldset, &["input", "select", "textarea"])
            .into_iter()
            .filter(|field| is_entry(dom, *field))
            .collect();
        let inner = !dom.within(fieldset, &["fieldset", "table"]).is_empty();
        let legends = dom.within(fieldset, &["legend"]);
        let Some(legend) = legends.first().map(|legend| undecorated(&words(dom, *legend))) else { return };
        let boxes = fields.iter().filter(|field| is_box(dom, **field)).count();
        if inner || boxes < 2 || legend.is_empty() || fields.len() - boxes > 1 {
            return;
        }
        let labels: Vec<String> = fields.iter().filter_map(|field| self.labels.get(field)).cloned().collect();
        let guidance = format!("Answers: {}", labels.join("; "));
        self.groups.insert(fieldset, Draft { text: legend, guidance: Some(guidance), ..Draft::default() });
    }

    pub(super) fn takes_legend(&self, fieldset: usize) -> bool {
        self.groups.contains_key(&fieldset)
    }

    /// Whether a label asks for the text of a field, outside of tables.
    pub(super) fn takes_label(&self, dom: &Dom, label: usize) -> bool {
        let Some(field) = self.fields.get(&label) else { return false };
        is_entry(dom, *field)
            && !is_box(dom, *field)
            && self.labels.get(field).is_some_and(|text| self.is_form || is_ask(text))
    }

    /// Adds the item of a label or fieldset to the page.
    pub(super) fn fields_at(&self, dom: &Dom, node: usize, page: &mut Page, section: Option<&str>) {
        let draft = match self.groups.get(&node) {
            Some(group) => group.clone(),
            None => {
                let Some((field, text)) =
                    self.fields.get(&node).and_then(|field| Some((field, self.labels.get(field)?)))
                else {
                    return;
                };
                let mut parts: Vec<String> = Vec::new();
                let described = ["placeholder", "title"].into_iter().find_map(|name| dom.attribute(*field, name));
                parts.extend(described.map(str::to_owned));
                let options = self.options(dom, *field);
                if !options.is_empty() {
                    parts.push(format!("Answers: {}", options.join("; ")));
                }
                let guidance = Some(parts.join(" ")).filter(|text| !text.is_empty());
                Draft { text: text.clone(), guidance, ..Draft::default() }
            }
        };
        let number = page.source.len();
        page.source.push(dom.0[node].line);
        page.lines.push(Line { kind: LineKind::Dropped, ..Line::new(number, "") });
        let (id, text) = match crate::questionnaire::prose::split_marker(&draft.text) {
            Some((marker, rest)) if !rest.is_empty() && marker.id.is_some() => (marker.id, rest.to_owned()),
            _ => (None, draft.text.clone()),
        };
        page.fields.push(Draft { id, text, section: section.map(str::to_owned), line: number, ..draft });
    }

    /// What stands for a field among words: a box to tick, or nothing.
    pub(super) fn shown(&self, dom: &Dom, field: usize) -> Option<String> {
        (is_entry(dom, field) && is_box(dom, field)).then(|| format!(" {} ", glyph(dom, field)))
    }

    /// Boxes of a cell in one line: `[ ] Yes [ ] No`.
    pub(super) fn boxes(&self, dom: &Dom, fields: &[usize]) -> Option<String> {
        let boxes: Vec<usize> = fields.iter().copied().filter(|field| is_box(dom, *field)).collect();
        if boxes.len() < 2 {
            return None;
        }
        let label = |field: &usize| {
            let value = || dom.attribute(*field, "value").map(str::to_owned);
            self.labels.get(field).cloned().or_else(|| follows(dom, *field)).or_else(value).unwrap_or_default()
        };
        let shown: Vec<String> = boxes.iter().map(|field| format!("{} {}", glyph(dom, *field), label(field))).collect();
        Some(shown.join(" "))
    }

    /// Labels of a list of choices, without the one that asks to choose.
    pub(super) fn options(&self, dom: &Dom, select: usize) -> Vec<String> {
        let options = dom.within(select, &["option"]).into_iter().filter(|option| {
            dom.attribute(*option, "disabled").is_none() && dom.attribute(*option, "value") != Some("")
        });
        let labels = options.map(|option| words(dom, option));
        labels
            .filter(|label| !label.is_empty() && !crate::questionnaire::prose::is_placeholder(label))
            .take(100)
            .collect()
    }
}

/// Words right after a box.
fn follows(dom: &Dom, field: usize) -> Option<String> {
    let parent = dom.lies_in(field, &["td", "th", "p", "div", "li", "label"])?;
    let children = &dom.0[parent].children;
    let at = children.iter().position(|child| *child == field)?;
    match &dom.0[*children.get(at + 1)?].data {
        super::dom::Data::Text(text) => Some(crate::questionnaire::clean::fold(text)).filter(|text| !text.is_empty()),
        _ => None,
    }
}

fn glyph(dom: &Dom, field: usize) -> &'static str {
    if dom.attribute(field, "checked").is_some() { "[x]" } else { "[ ]" }
}

/// Whether a person enters something there.
fn is_entry(dom: &Dom, field: usize) -> bool {
    const NONE: &[&str] = &["hidden", "submit", "button", "image", "reset", "search", "password"];
    let kind = dom.attribute(field, "type").unwrap_or("text").to_ascii_lowercase();
    dom.name(field) != "button" && (dom.name(field) != "input" || !NONE.contains(&kind.as_str()))
}

fn is_box(dom: &Dom, field: usize) -> bool {
    dom.name(field) == "input"
        && dom
            .attribute(field, "type")
            .is_some_and(|kind| matches!(kind.to_ascii_lowercase().as_str(), "radio" | "checkbox"))
}

/// Without the sign that a field must be filled.
fn undecorated(text: &str) -> String {
    let text = text.trim().trim_end_matches(['*', ' ']).trim_start_matches(['*', ' ']);
    let text = text.strip_suffix("(required)").unwrap_or(text).trim_end();
    text.to_owned()
}
