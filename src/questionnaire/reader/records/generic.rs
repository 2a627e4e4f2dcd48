//! Any tree: lists and maps of records, texts that ask, and keys that ask.

use super::keys::{holds_items, only_shows};
use super::record::{Record, is_blank, plain};
use super::{Found, Lines, Spot};
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, REAL_ANSWER, Slot, SlotRole};
use crate::questionnaire::prose::{ends_with_question, is_ask};
use crate::questionnaire::tree::{Kind, Node, step};
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads a tree.
pub(super) fn read(node: &Node, content: &str, lines: &Lines) -> Found {
    let mut pass = Pass { content, lines, found: Found::default() };
    let top = ["questionnaire", "catalog", "form", "survey", "metadata"].into_iter().filter_map(|key| node.get(key));
    let title = |node: &Node| ["title", "name"].into_iter().find_map(|key| node.text(key)).map(plain);
    pass.found.title = title(node)
        .or_else(|| top.clone().find_map(|inner| title(inner).or_else(|| inner.get("metadata").and_then(title))));
    pass.branch(node, &At { place: String::new(), section: None, holder: "", key: None });
    settle_defaults(&mut pass.found.drafts);
    drop_shared(&mut pass.found);
    pass.found
}

/// Where the walk stands.
struct At<'a> {
    place: String,
    section: Option<String>,
    /// Key of the list or map around it.
    holder: &'a str,
    /// Its own key, in a map of records.
    key: Option<&'a str>,
}

struct Pass<'t> {
    content: &'t str,
    lines: &'t Lines,
    found: Found,
}

impl Pass<'_> {
    fn branch(&mut self, node: &Node, at: &At<'_>) {
        match &node.kind {
            Kind::List(values) => {
                let sure = self.siblings_ask(values.iter(), at.holder);
                self.texts(values.iter().map(|value| (None, value)), at);
                for (index, value) in values.iter().enumerate().filter(|(_, value)| value.is_branch()) {
                    let at = At { place: step(&at.place, &index.to_string()), section: at.section.clone(), ..*at };
                    self.record(value, &At { key: None, ..at }, sure);
                }
            }
            Kind::Map(_) => self.record(node, at, false),
            _ => {}
        }
    }

    /// Whether records of unsure wording ask because most of their siblings do.
    fn siblings_ask<'n>(&self, nodes: impl Iterator<Item = &'n Node>, holder: &str) -> bool {
        let (mut records, mut asking) = (0usize, 0usize);
        for node in nodes.filter(|node| matches!(node.kind, Kind::Map(_))) {
            let record = Record::of(node);
            records += 1;
            asking += usize::from(record.asks() || (holds_items(holder) && record.has_id() && record.text().is_some()));
        }
        records > 0 && asking * 2 >= records
    }

    fn record(&mut self, node: &Node, at: &At<'_>, sure: bool) {
        if let Kind::List(_) = node.kind {
            return self.branch(node, at);
        }
        let record = Record::of(node);
        let shows = record.kind.is_some_and(only_shows);
        let navigates = record.options.len() == 1 && record.text().is_some_and(|text| !is_ask(&text));
        let asks =
            !shows && !navigates && (record.is_question() || record.awaits() || (sure && self.may_ask(node, &record)));
        let asks = asks && record.text().is_some_and(|text| text.chars().any(char::is_alphabetic));
        if asks {
            self.push(&record, at);
        }
        let entries = node.entries();
        let keyed: Vec<&Node> =
            entries.iter().map(|entry| &entry.value).filter(|value| !value.entries().is_empty()).collect();
        let is_map_of_records = keyed.len() >= 2 && keyed.len() * 10 >= entries.len() * 8;
        let sure = is_map_of_records && self.siblings_ask(keyed.into_iter(), at.holder);
        if !asks {
            self.texts(entries.iter().map(|entry| (Some(entry.key.as_str()), &entry.value)), at);
        }
        let heading = if asks { None } else { record.heading() };
        for entry in entries.iter().filter(|entry| entry.value.is_branch()) {
            use super::keys::{Role, role};
            if asks && matches!(role(&entry.key), Role::Options | Role::Answer(_) | Role::Inputs | Role::Comment) {
                continue;
            }
            if asks && matches!(entry.key.as_str(), "parts" | "props" | "links" | "params") {
                continue;
            }
            let named = (is_named(&entry.key) && !is_map_of_records).then(|| entry.key.clone());
            let at = At {
                place: step(&at.place, &entry.key),
                section: named.or_else(|| heading.clone()).or_else(|| at.section.clone()),
                holder: if is_map_of_records { at.holder } else { &entry.key },
                key: is_map_of_records.then_some(entry.key.as_str()),
            };
            match entry.value.kind {
                Kind::List(_) => self.branch(&entry.value, &at),
                _ => self.record(&entry.value, &at, sure),
            }
        }
    }

    /// Whether a record among asking siblings asks itself: one that only heads others does not.
    fn may_ask(&self, node: &Node, record: &Record<'_>) -> bool {
        let heads = node.entries().iter().any(|entry| {
            matches!(entry.value.kind, Kind::List(_))
                && entry.value.values().iter().any(|value| !value.entries().is_empty())
                && (holds_items(&entry.key) || entry.key == "groups")
        });
        record.asks() || !heads
    }

    fn push(&mut self, record: &Record<'_>, at: &At<'_>) {
        let Some(text) = record.text() else { return };
        let id = record.id().or_else(|| at.key.map(str::to_owned));
        let section = record.section().or_else(|| at.section.clone());
        let line = record.start().map_or(1, |start| self.lines.of(start));
        let slots = self.slots(record, at);
        let draft = Draft { id, section, text, guidance: record.guidance(), context: None, line, part: None, slots };
        if record.inputs.len() < 2 {
            return self.found.drafts.push(draft);
        }
        for input in &record.inputs {
            let text = format!("{}: {input}", draft.text.trim_end_matches([':', '.']));
            self.found.drafts.push(Draft { text, ..draft.clone() });
        }
    }

    fn slots(&mut self, record: &Record<'_>, at: &At<'_>) -> Vec<Slot> {
        let mut slots = Vec::new();
        let answers = &record.answers;
        let best = answers.iter().find(|(_, node, sure)| *sure && is_blank(node));
        let best = best.or_else(|| answers.iter().find(|(_, _, sure)| *sure));
        let best = best.or_else(|| answers.iter().find(|(_, node, _)| is_blank(node)));
        if let Some((key, node, _)) = best {
            let truth = matches!(node.kind, Kind::Bool(_))
                || (matches!(node.kind, Kind::Null)
                    && record.kind.is_some_and(|kind| kind.eq_ignore_ascii_case("boolean")));
            let literal = truth || (!record.options.is_empty() && record.options.iter().all(|(_, text)| !text));
            let picked = record.kind.map(super::keys::in_words);
            let accepts = match &record.options {
                list if list.len() > 1 => Accepts::OneOf(list.iter().map(|(label, _)| label.clone()).collect()),
                _ if truth => Accepts::OneOf(vec!["true".to_owned(), "false".to_owned()]),
                _ if picked.is_some_and(|kind| matches!(kind.as_str(), "yes no" | "yesno" | "yes/no")) => {
                    Accepts::OneOf(vec!["Yes".to_owned(), "No".to_owned()])
                }
                _ => Accepts::Text,
            };
            slots.extend(self.slot(SlotRole::Answer, key, node, accepts, literal, at));
        }
        let comment = record.comments.iter().find(|(_, node)| is_blank(node)).or(record.comments.first());
        if let Some((key, node)) = comment {
            slots.extend(self.slot(SlotRole::Comment, key, node, Accepts::Text, false, at));
        }
        slots
    }

    fn slot(
        &mut self,
        role: SlotRole,
        key: &str,
        node: &Node,
        accepts: Accepts,
        literal: bool,
        at: &At<'_>,
    ) -> Option<Slot> {
        let place = step(&at.place, key);
        let span = replaceable(self.content, &node.span)?;
        self.found.spots.insert(place.clone(), Spot { span, literal });
        let locked = (!is_blank(node)).then(|| REAL_ANSWER.to_owned());
        Some(Slot { role, place, accepts, holds: node.words().map(str::to_owned), locked })
    }

    /// Texts that are questions themselves: `["Is it?", "Has it?"]`, `{"Q1": "Is it?"}`, `{"Is it?": null}`.
    fn texts<'n>(&mut self, values: impl Iterator<Item = (Option<&'n str>, &'n Node)> + Clone, at: &At<'_>) {
        let plain_values = values.clone().filter(|(_, value)| !value.is_branch());
        let by_key = |key: Option<&str>| key.is_some_and(|key| ends_with_question(key) && key.contains(' '));
        let text = |node: &Node| node.words().filter(|words| ends_with_question(words)).map(plain);
        let (all, asking) = plain_values
            .clone()
            .fold((0usize, 0usize), |(all, asking), (_, value)| (all + 1, asking + usize::from(text(value).is_some())));
        let texts_ask = asking >= 2 && asking * 2 >= all;
        for (index, (key, value)) in values.enumerate().filter(|(_, (_, value))| !value.is_branch()) {
            let step_key = key.map_or_else(|| index.to_string(), str::to_owned);
            let line = self.lines.of(value.span.start);
            if by_key(key) {
                let (key, inner) = (key.unwrap_or_default(), At { place: at.place.clone(), section: None, ..*at });
                let slots = self.slot(SlotRole::Answer, key, value, Accepts::Text, false, &inner).into_iter().collect();
                let text = plain(key);
                self.found.drafts.push(Draft { text, section: at.section.clone(), line, slots, ..Draft::default() });
            } else if let Some(text) = text(value).filter(|_| texts_ask) {
                let id = key.map(|_| step_key);
                self.found.drafts.push(Draft { id, text, section: at.section.clone(), line, ..Draft::default() });
            }
        }
    }
}

/// A key that names a part of a form rather than a field: it has blanks, or begins with a capital.
fn is_named(key: &str) -> bool {
    key.trim().contains(' ') && key.chars().any(char::is_alphabetic) && !holds_items(key)
}

/// The bytes that can be replaced, if the value is written in one piece: nothing, `null`, or a text in quotation marks.
fn replaceable(content: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let written = content.get(span.clone())?;
    if written.is_empty() {
        // YAML: nothing after the colon of the key.
        return content[span.start..].starts_with(':').then_some(span.start + 1..span.start + 1);
    }
    // A value that others repeat by its name, or one with a tag, is more than what is written there.
    let named =
        content[..span.start].trim_end_matches([' ', '\t']).rsplit([' ', '\n', '\t', ':', '-', ',', '{', '[']).next();
    if named.is_some_and(|word| word.starts_with(['&', '!'])) {
        return None;
    }
    let one_line = !written.contains('\n') || written.starts_with('"');
    (one_line && !written.starts_with(['&', '*', '!', '|', '>'])).then_some(span.clone())
}

/// The same truth value in nearly every answer is what the form began with.
fn settle_defaults(drafts: &mut [Draft]) {
    let answers = |drafts: &mut [Draft]| -> Vec<Option<String>> {
        drafts
            .iter()
            .flat_map(|draft| &draft.slots)
            .filter(|slot| slot.role == SlotRole::Answer)
            .map(|slot| slot.holds.clone())
            .collect()
    };
    let held = answers(drafts);
    let default =
        held.len() >= 4 && held.iter().filter(|held| held.as_deref() == Some("false")).count() * 10 >= held.len() * 9;
    if default {
        for slot in drafts.iter_mut().flat_map(|draft| &mut draft.slots) {
            if slot.holds.as_deref() == Some("false") {
                slot.locked = None;
            }
        }
    }
}

/// A value that several places share (an alias) cannot be given two answers.
fn drop_shared(found: &mut Found) {
    let mut uses: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // So can none that stands twice under one address, as repeated keys make it.
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for slot in found.drafts.iter().flat_map(|draft| &draft.slots) {
        *places.entry(slot.place.clone()).or_default() += 1;
    }
    found.spots.retain(|place, _| places.get(place) == Some(&1));
    for spot in found.spots.values() {
        *uses.entry((spot.span.start, spot.span.end)).or_default() += 1;
    }
    found.spots.retain(|_, spot| uses.get(&(spot.span.start, spot.span.end)) == Some(&1));
    for draft in &mut found.drafts {
        draft.slots.retain(|slot| found.spots.contains_key(&slot.place));
    }
}
