//! Form fields of older Word documents while they are read: text, check box, drop-down list.

use super::super::model::{Field, FieldKind, Splice};
use crate::questionnaire::xml::{attribute, local};
use quick_xml::events::BytesStart;
use std::ops::Range;

/// A form field that is open.
#[derive(Debug, Default)]
pub(super) struct Legacy {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) locked: Option<&'static str>,
    /// Whether the words it shows have begun.
    pub(super) shows: bool,
    /// Whether it is a form field at all.
    pub(super) is_form: bool,
    /// Depth of open paragraphs when it began, and how many had begun.
    pub(super) paragraph: usize,
    pub(super) entries: Vec<String>,
    pub(super) result: Option<usize>,
    pub(super) result_span: Option<Range<usize>>,
    pub(super) list_start: usize,
    pub(super) prefix: String,
    pub(super) ticked: bool,
    pub(super) checked: Option<Range<usize>>,
    pub(super) check_end: usize,
    /// End of the run that parts the field's name from its words.
    pub(super) separator: Option<usize>,
    pub(super) look: Option<Range<usize>>,
    pub(super) text: String,
}

/// What a form field is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Other,
    Text,
    Check,
    List,
}

impl Legacy {
    /// A part of its description.
    pub(super) fn property(&mut self, element: &BytesStart<'_>, span: Range<usize>) {
        let value = || attribute(element, "val");
        let name = element.name().0;
        let prefix = || name.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
        match local(name) {
            "ffData" => self.is_form = true,
            "name" => self.name = value().unwrap_or_default(),
            "enabled" if !super::parts::is_set(value()) => self.locked = Some("a disabled field"),
            "textInput" => self.kind = Kind::Text,
            "type" if value().is_some_and(|kind| kind != "regular") => {
                self.locked = Some("a field for a number or a date")
            }
            "checkBox" => {
                self.kind = Kind::Check;
                (self.prefix, self.check_end) = (prefix(), span.end);
            }
            "default" if self.kind == Kind::Check && self.checked.is_none() => {
                self.ticked = super::parts::is_set(value());
                self.check_end = span.end;
            }
            "checked" if self.kind == Kind::Check => {
                self.ticked = super::parts::is_set(value());
                self.checked = Some(span);
            }
            "size" | "sizeAuto" if self.kind == Kind::Check => self.check_end = span.end,
            "ddList" => {
                self.kind = Kind::List;
                (self.prefix, self.list_start) = (prefix(), span.end);
            }
            "result" if self.kind == Kind::List => {
                self.result = value().and_then(|value| value.parse().ok());
                self.result_span = Some(span);
            }
            "listEntry" => self.entries.push(value().unwrap_or_default()),
            _ => {}
        }
    }

    /// What ticks it.
    pub(super) fn ticks(&self) -> Vec<Splice> {
        let at = self.checked.clone().unwrap_or(self.check_end..self.check_end);
        vec![(at, format!("<{}checked/>", self.prefix))]
    }

    /// Why it must not be changed.
    pub(super) fn locked(&self) -> Option<&'static str> {
        self.locked
    }

    /// As a field, when it ends with the run that begins at `end`.
    pub(super) fn into_field(self, end: usize, prefix: &str, same_paragraph: bool) -> Field {
        let choose = |index: usize| {
            let at = self.result_span.clone().unwrap_or(self.list_start..self.list_start);
            vec![(at, format!("<{p}result {p}val=\"{index}\"/>", p = self.prefix))]
        };
        let content = self.separator.unwrap_or(end)..end;
        let separator = format!("<{prefix}r><{prefix}fldChar {prefix}fldCharType=\"separate\"/></{prefix}r>");
        let (kind, text) = match self.kind {
            Kind::List => {
                let entries = self.entries.iter().enumerate();
                let kept = entries.filter(|(_, entry)| !is_prompt(entry));
                let list = kept.map(|(index, entry)| (entry.clone(), choose(index))).collect();
                let shown = self.result.and_then(|index| self.entries.get(index)).filter(|entry| !is_prompt(entry));
                (FieldKind::List(list), shown.cloned().unwrap_or_default())
            }
            _ => (FieldKind::Text, self.text.clone()),
        };
        let across = !same_paragraph && self.kind == Kind::Text;
        Field {
            name: self.name,
            kind,
            text: if text.trim().is_empty() { String::new() } else { text },
            content,
            look: self.look,
            also: Vec::new(),
            locked: self.locked.or(across.then_some("a field over several paragraphs")),
            vanishes: false,
            around: (self.separator.is_none() && self.kind == Kind::Text).then_some((separator, String::new())),
        }
    }
}

/// An entry that only says to pick one.
fn is_prompt(entry: &str) -> bool {
    let entry = entry.trim().to_lowercase();
    entry.chars().all(|sign| matches!(sign, '-' | '.' | '…' | '_' | ' ' | '<' | '>'))
        || ["select", "choose", "please", "pick", "bitte", "auswählen", "choisir", "veuillez", "seleccion", "選択"]
            .iter()
            .any(|word| entry.trim_start_matches(['<', '[', '(', '-', ' ']).starts_with(word))
}

/// Whether an attribute of a field says that it begins, parts or ends.
pub(super) fn is_char(element: &BytesStart<'_>, wanted: &str) -> bool {
    attribute(element, "fldCharType").is_some_and(|kind| kind == wanted)
}
