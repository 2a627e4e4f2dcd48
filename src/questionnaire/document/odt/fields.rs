//! Fields of an OpenDocument text while they are read.

use super::super::model::{Field, FieldKind, Splice};
use crate::questionnaire::xml::attribute;
use quick_xml::events::BytesStart;
use std::ops::Range;

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) prompt: bool,
    pub(super) ticked: bool,
    /// Depth of its element.
    pub(super) depth: usize,
    /// Its opening tag.
    pub(super) tag: Range<usize>,
    pub(super) text: String,
    /// Where its words begin.
    pub(super) start: usize,
    /// Index kept for it among the fields.
    pub(super) field: Option<usize>,
    /// Answers of a list, with the tags of those that say which is chosen.
    pub(super) labels: Vec<(String, Range<usize>)>,
    pub(super) sign: Option<String>,
    pub(super) param: Option<Range<usize>>,
}

/// What a field is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    #[default]
    Text,
    /// One of a list.
    List,
    /// A list that marks its choice in its labels.
    Labels,
    /// A box.
    Check,
    /// A box that older Word documents bring along: a mark without words.
    MarkCheck,
    /// Words between two marks.
    MarkText,
}

impl OpenField {
    /// The field an element opens, if it opens one.
    pub(super) fn of(name: &str, element: &BytesStart<'_>, tag: Range<usize>, depth: usize) -> Option<Self> {
        let on = |name: &str| attribute(element, name).as_deref() == Some("true");
        let kind = match name {
            "text-input" => Kind::Text,
            "drop-down" => Kind::Labels,
            "content-control" if on("checkbox") => Kind::Check,
            "content-control" if on("dropdown") || on("drop-down") || on("combobox") => Kind::List,
            "content-control" if on("picture") || on("date") => return None,
            // That it says whether it shows a prompt tells a field from a frame round other words.
            "content-control" if on("plain-text") || attribute(element, "showing-place-holder").is_some() => Kind::Text,
            "fieldmark-start" if is(element, "FORMTEXT") => Kind::MarkText,
            "fieldmark" if is(element, "FORMCHECKBOX") => Kind::MarkCheck,
            _ => return None,
        };
        let named = ["alias", "description", "name", "tag"].into_iter().find_map(|name| attribute(element, name));
        Some(Self {
            kind,
            name: named.unwrap_or_default(),
            prompt: on("showing-place-holder"),
            ticked: on("checked"),
            depth,
            start: tag.end,
            tag,
            sign: attribute(element, "checked-state"),
            ..Self::default()
        })
    }

    /// What ticks a box; `shown` is its sign.
    pub(super) fn ticks(&self, xml: &str, shown: Range<usize>) -> Vec<Splice> {
        let raw = xml.get(self.tag.clone()).unwrap_or_default();
        let ticked = raw.replacen("checked=\"false\"", "checked=\"true\"", 1);
        let ticked = if ticked == raw && !raw.contains("checked=\"true\"") {
            raw.replacen("checkbox=\"true\"", "checkbox=\"true\" loext:checked=\"true\"", 1)
        } else {
            ticked
        };
        vec![(self.tag.clone(), ticked), (shown, self.sign.clone().unwrap_or_else(|| "☒".to_owned()))]
    }

    /// What ticks a box that is a mark; its element ends at `end`.
    pub(super) fn mark_ticks(&self, xml: &str, end: Range<usize>) -> Vec<Splice> {
        let param = "<field:param field:name=\"Checkbox_Checked\" field:value=\"true\"/>";
        if let Some(known) = &self.param {
            return vec![(known.clone(), param.to_owned())];
        }
        let raw = xml.get(self.tag.clone()).unwrap_or_default();
        match raw.strip_suffix("/>") {
            Some(open) => vec![(self.tag.clone(), format!("{open}>{param}</field:fieldmark>"))],
            None => vec![(end.start..end.start, param.to_owned())],
        }
    }

    /// As a field; its words end at `end`.
    pub(super) fn into_field(self, xml: &str, end: usize) -> Field {
        let mut also: Vec<Splice> = Vec::new();
        let content = self.start..end;
        if self.prompt {
            let raw = xml.get(self.tag.clone()).unwrap_or_default();
            also.push((
                self.tag.clone(),
                raw.replacen("showing-place-holder=\"true\"", "showing-place-holder=\"false\"", 1),
            ));
        }
        let kind = match self.kind {
            Kind::List => FieldKind::List(self.labels.iter().map(|(shown, _)| (shown.clone(), Vec::new())).collect()),
            Kind::Labels => {
                let choose = |chosen: &str| -> Vec<Splice> {
                    let mut splices: Vec<Splice> = Vec::new();
                    for (label, tag) in &self.labels {
                        let raw = xml.get(tag.clone()).unwrap_or_default();
                        let plain = raw.replacen(" text:current-selected=\"true\"", "", 1);
                        let plain = plain.replacen(" text:current-selected=\"false\"", "", 1);
                        let new = if label == chosen {
                            plain.replacen("text:label ", "text:label text:current-selected=\"true\" ", 1)
                        } else {
                            plain
                        };
                        splices.push((tag.clone(), new));
                    }
                    let shown = chosen.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                    splices.push((content.clone(), shown));
                    splices
                };
                FieldKind::List(self.labels.iter().map(|(label, _)| (label.clone(), choose(label))).collect())
            }
            _ => FieldKind::Text,
        };
        let locked = (self.start > end).then_some("a field without room for words");
        // A field without a sign of its own for prompts shows one until it is filled.
        let prompts = self.prompt || super::super::is_prompt(&self.text);
        let text = if prompts { String::new() } else { self.text };
        Field { name: self.name, kind, text, content, look: None, also, locked, vanishes: false, around: None }
    }
}

fn is(element: &BytesStart<'_>, kind: &str) -> bool {
    attribute(element, "type").is_some_and(|own| own.ends_with(kind))
}
