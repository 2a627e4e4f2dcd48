//! One record: what it asks, with what help, and where its answer goes.

use super::keys::{self, Role, role};
use crate::questionnaire::clean::fold;
use crate::questionnaire::prose::{is_ask, is_placeholder};
use crate::questionnaire::reader::html::plain_text;
use crate::questionnaire::tree::{Kind, Node};

/// A map, sorted by what its keys say.
#[derive(Debug, Default)]
pub(super) struct Record<'n> {
    question: Option<(&'n str, &'n Node)>,
    body: Option<&'n Node>,
    title: Option<&'n Node>,
    id: Option<&'n Node>,
    section: Option<&'n Node>,
    guidance: Vec<String>,
    /// Allowed answers in words, and whether they are text.
    pub(super) options: Vec<(String, bool)>,
    /// Fields that the answer is made of.
    pub(super) inputs: Vec<String>,
    /// Keys with values that are or take the answer; the flag as in [`Role::Answer`].
    pub(super) answers: Vec<(&'n str, &'n Node, bool)>,
    /// Keys with values for words beside the answer.
    pub(super) comments: Vec<(&'n str, &'n Node)>,
    /// What kind of record it says it is.
    pub(super) kind: Option<&'n str>,
    /// Statement of an OSCAL control.
    statement: Option<String>,
}

impl<'n> Record<'n> {
    pub(super) fn of(node: &'n Node) -> Self {
        let mut record = Self::default();
        for entry in node.entries() {
            let value = &entry.value;
            let text = value.words().is_some();
            match role(&entry.key) {
                Role::Question if text => set(&mut record.question, (entry.key.as_str(), value)),
                Role::Body if text => set(&mut record.body, value),
                Role::Title if text => set(&mut record.title, value),
                Role::Id if text => record.take_id(&entry.key, value),
                Role::Section if text => set(&mut record.section, value),
                Role::Guidance => record.guidance.extend(lines(value)),
                Role::Type if text => set(&mut record.kind, value.words().unwrap_or_default()),
                Role::Inputs => record.inputs.extend(options(value).into_iter().map(|(label, _)| label)),
                Role::Options if value.is_branch() => record.options.extend(options(value)),
                Role::Answer(_) if value.is_branch() => record.options.extend(options(value)),
                Role::Answer(sure) => record.answers.push((&entry.key, value, sure)),
                Role::Comment if !value.is_branch() => record.comments.push((&entry.key, value)),
                _ => {}
            }
        }
        record.take_parts(node);
        record
    }

    fn take_id(&mut self, key: &str, value: &'n Node) {
        // A question has its own number beside that of its control.
        if self.id.is_none() || keys::in_words(key).contains("question") {
            self.id = Some(value);
        }
    }

    /// OSCAL writes a control as parts with a name and prose, and its number as a property.
    fn take_parts(&mut self, node: &'n Node) {
        for part in node.get("parts").map(Node::values).unwrap_or_default() {
            let prose = all_prose(part, 0);
            match part.text("name") {
                Some("statement") if !prose.is_empty() => self.statement = Some(prose),
                Some("guidance" | "overview" | "objective") if !prose.is_empty() => self.guidance.push(prose),
                _ => {}
            }
        }
        if self.statement.is_some() {
            let label = node.get("props").map(Node::values).unwrap_or_default().iter();
            let label = label.filter(|prop| prop.text("name") == Some("label")).find_map(|prop| prop.get("value"));
            self.id = label.or(self.id);
        }
    }

    /// The asker's number.
    pub(super) fn id(&self) -> Option<String> {
        self.id.and_then(Node::words).map(|id| fold(id).chars().take(60).collect())
    }

    /// The heading it names for itself.
    pub(super) fn section(&self) -> Option<String> {
        let named = self.section.and_then(Node::words).map(plain);
        let titled = || self.question.and(self.title).and_then(Node::words).map(plain);
        named.or_else(titled).filter(|title| self.text().as_ref() != Some(title))
    }

    /// What it is called, if it holds others.
    pub(super) fn heading(&self) -> Option<String> {
        let words = self.title.or(self.section).or(self.body).and_then(Node::words).map(plain);
        words.filter(|words| !words.is_empty() && words.chars().count() <= 160)
    }

    /// Where its words stand.
    pub(super) fn start(&self) -> Option<usize> {
        self.question.map(|(_, node)| node).or(self.body).or(self.title).or(self.id).map(|node| node.span.start)
    }

    /// Whether it has words that can only be what is asked.
    pub(super) fn is_question(&self) -> bool {
        self.question.is_some() || self.statement.is_some()
    }

    /// Whether a key waits for an answer and means nothing else.
    pub(super) fn awaits(&self) -> bool {
        self.answers.iter().any(|(_, _, sure)| *sure)
    }

    /// Whether its other words ask.
    pub(super) fn asks(&self) -> bool {
        [self.body, self.title].into_iter().flatten().filter_map(Node::words).any(|words| is_ask(&plain(words)))
    }

    pub(super) fn has_id(&self) -> bool {
        self.id.is_some()
    }

    /// What it asks.
    pub(super) fn text(&self) -> Option<String> {
        self.pair().0
    }

    /// What helps to answer it.
    pub(super) fn guidance(&self) -> Option<String> {
        let mut parts: Vec<String> = self.pair().1.into_iter().collect();
        parts.extend(self.guidance.iter().cloned());
        // What stands in the place for a comment of an open item says what is expected.
        let open = self.answers.iter().any(|(_, node, _)| is_blank(node));
        let expected = self.comments.iter().filter(|(_, node)| open && !is_blank(node));
        parts.extend(expected.filter_map(|(key, node)| Some(format!("{key}: {}", plain(node.words()?)))));
        if !self.options.is_empty() {
            let labels: Vec<&str> = self.options.iter().map(|(label, _)| label.as_str()).collect();
            parts.push(format!("Answers: {}", labels.join("; ")));
        }
        if self.inputs.len() == 1 && self.inputs[0].chars().count() > 12 {
            parts.push(self.inputs[0].clone());
        }
        let text = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        Some(text).filter(|text| !text.is_empty())
    }

    /// Words asked, and words that only explain them.
    fn pair(&self) -> (Option<String>, Option<String>) {
        let words = |node: Option<&Node>| node.and_then(Node::words).map(plain).filter(|words| !words.is_empty());
        let body = self.statement.clone().or_else(|| words(self.body));
        if let Some((_, question)) = self.question {
            return (words(Some(question)), body);
        }
        match (words(self.title), body) {
            (Some(title), Some(body)) if is_ask(&title) && !is_ask(&body) => (Some(title), Some(body)),
            (Some(_), Some(body)) if is_ask(&body) => (Some(body), None),
            (Some(title), Some(body)) if body.starts_with(&title) => (Some(body), None),
            (Some(title), Some(body)) => (Some(format!("{title}: {body}")), None),
            (title, body) => (title.or(body).or_else(|| self.id().filter(|_| self.awaits())), None),
        }
    }
}

fn set<T>(field: &mut Option<T>, value: T) {
    if field.is_none() {
        *field = Some(value);
    }
}

/// Whether a value waits for an answer.
pub(super) fn is_blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Null => true,
        Kind::Text(text) => crate::questionnaire::layout::is_open(text) || is_placeholder(text),
        _ => false,
    }
}

/// Words without HTML, in one line.
pub(super) fn plain(words: &str) -> String {
    if words.contains(['<', '&']) { fold(&plain_text(words)) } else { fold(words) }
}

fn lines(value: &Node) -> Vec<String> {
    match &value.kind {
        Kind::List(values) => values.iter().filter_map(Node::words).map(plain).collect(),
        _ => value.words().map(plain).into_iter().collect(),
    }
}

/// Labels of allowed answers, and whether each is text: `["Yes"]`, `[{"label": "Yes"}]`, `{"yes": "Yes"}`, `[{"yes": "Yes"}]`.
fn options(value: &Node) -> Vec<(String, bool)> {
    let label = |node: &Node| {
        if let Some(words) = node.words() {
            return Some((words.trim().to_owned(), matches!(node.kind, Kind::Text(_))));
        }
        let named = ["label", "text", "title", "name", "value", "answer"].into_iter().find_map(|key| node.text(key));
        let only =
            || node.entries().first().filter(|_| node.entries().len() == 1).and_then(|entry| entry.value.words());
        named.or_else(only).map(|words| (plain(words), true))
    };
    match &value.kind {
        Kind::List(values) => values.iter().filter_map(label).collect(),
        Kind::Map(entries) => entries.iter().filter_map(|entry| label(&entry.value)).collect(),
        _ => Vec::new(),
    }
}

/// The prose of an OSCAL part and of the parts in it.
fn all_prose(part: &Node, level: usize) -> String {
    let mut out = part.text("prose").map(plain).unwrap_or_default();
    for inner in part.get("parts").map(Node::values).unwrap_or_default() {
        if level < 8 {
            crate::questionnaire::clean::join(&mut out, &all_prose(inner, level + 1));
        }
    }
    out
}
