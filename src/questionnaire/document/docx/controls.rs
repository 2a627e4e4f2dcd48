//! Content controls of a Word document while they are read.

use super::super::model::{Field, FieldKind, Splice};
use crate::questionnaire::xml::{attribute, is_on, local};
use quick_xml::events::BytesStart;
use std::ops::Range;

/// A content control that is open.
#[derive(Debug, Default)]
pub(super) struct Control {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// Whether what it shows is only a prompt.
    pub(super) prompt: bool,
    pub(super) locked: Option<&'static str>,
    pub(super) items: Vec<String>,
    pub(super) also: Vec<Splice>,
    pub(super) look: Option<Range<usize>>,
    /// Of a check box: whether it is ticked, what ticks it, the signs.
    pub(super) ticked: bool,
    pub(super) check: Option<Splice>,
    pub(super) sign: Option<char>,
    /// Whether its properties are over.
    pub(super) in_content: bool,
    /// Paragraph it stands in, if it stands inside of one.
    pub(super) inline: bool,
    /// Bytes of what it holds.
    pub(super) content: Option<Range<usize>>,
    /// What it shows.
    pub(super) text: String,
    /// First run's look.
    pub(super) content_look: Option<Range<usize>>,
    /// What stands around words where there is no paragraph to put them in.
    pub(super) around: Option<(String, String)>,
    pub(super) is_cell: bool,
    /// How many paragraphs stand in it.
    pub(super) paragraphs: usize,
    /// Index kept for it among the fields.
    pub(super) field: Option<usize>,
}

/// What a control is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything may stand in it: a field if it shows a prompt, else only a frame.
    #[default]
    Rich,
    Text,
    List,
    Check,
    /// Words stand in it that nobody fills here: pictures, galleries, dates.
    Frame,
    Date,
}

impl Control {
    /// A part of its properties.
    pub(super) fn property(&mut self, element: &BytesStart<'_>, span: Range<usize>) {
        let value = || attribute(element, "val");
        let name = element.name().0;
        match local(name) {
            "alias" => self.name = value().unwrap_or_default(),
            "tag" if self.name.is_empty() => self.name = value().unwrap_or_default(),
            "showingPlcHdr" if super::parts::is_set(value()) => {
                self.prompt = true;
                self.also.push((span, String::new()));
            }
            // What is bound to data elsewhere would be replaced by it when the document is opened.
            "dataBinding" => self.also.push((span, String::new())),
            "lock" if value().is_some_and(|lock| lock == "contentLocked" || lock == "sdtContentLocked") => {
                self.locked = Some("a locked field");
            }
            "text" => self.kind = Kind::Text,
            "dropDownList" | "comboBox" => self.kind = Kind::List,
            "listItem" => {
                let shown = attribute(element, "displayText").or_else(|| attribute(element, "value"));
                let chosen = attribute(element, "value").is_none_or(|value| !value.is_empty());
                self.items.extend(shown.filter(|shown| chosen && !shown.trim().is_empty()));
            }
            "checkbox" => {
                self.kind = Kind::Check;
                let prefix = &name[..name.len() - "checkbox".len()];
                let end = span.end;
                self.check = Some((end..end, format!("<{prefix}checked {prefix}val=\"1\"/>")));
            }
            "checked" if self.kind == Kind::Check => {
                self.ticked = is_on(value().as_deref());
                let prefix = &name[..name.len() - "checked".len()];
                self.check = Some((span, format!("<{prefix}checked {prefix}val=\"1\"/>")));
            }
            "checkedState" => {
                self.sign = value().and_then(|sign| u32::from_str_radix(&sign, 16).ok()).and_then(char::from_u32);
            }
            "date" => self.kind = Kind::Date,
            "picture"
            | "docPartObj"
            | "docPartList"
            | "group"
            | "citation"
            | "bibliography"
            | "equation"
            | "repeatingSection"
            | "repeatingSectionItem" => self.kind = Kind::Frame,
            _ => {}
        }
    }

    /// The look of its words.
    pub(super) fn looks(&mut self, span: Range<usize>) {
        self.look = Some(span);
    }

    /// Whether it takes words, so that what it shows is no text of the document.
    pub(super) fn is_field(&self) -> bool {
        match self.kind {
            Kind::Text | Kind::List | Kind::Date => true,
            Kind::Rich => self.prompt,
            Kind::Check | Kind::Frame => false,
        }
    }

    /// What ticks it, given the bytes of its sign.
    pub(super) fn ticks(&self, shown: Range<usize>) -> Vec<Splice> {
        let sign = self.sign.unwrap_or('☒').to_string();
        self.check.iter().cloned().chain([(shown, sign)]).collect()
    }

    /// Why it must not be changed.
    pub(super) fn locked(&self) -> Option<&'static str> {
        self.locked
    }

    /// As a field, when it ends.
    pub(super) fn into_field(self) -> Field {
        let shown = if self.prompt { String::new() } else { self.text };
        let prompt_look = self.prompt.then_some(self.look.clone()).flatten();
        Field {
            name: self.name,
            kind: match self.kind {
                Kind::List => FieldKind::List(self.items.into_iter().map(|item| (item, Vec::new())).collect()),
                _ => FieldKind::Text,
            },
            text: shown,
            content: self.content.clone().unwrap_or_default(),
            look: self.look.or(prompt_look).or(self.content_look),
            also: self.also,
            locked: self
                .locked
                .or((self.paragraphs > 1).then_some("a field over several paragraphs"))
                .or((self.kind == Kind::Date).then_some("a date"))
                .or((self.content.is_none() && !self.is_cell).then_some("a field without room for words")),
            vanishes: self.kind == Kind::Rich,
            around: self.around,
        }
    }
}
