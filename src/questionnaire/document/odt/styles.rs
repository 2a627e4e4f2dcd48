//! What the styles of an OpenDocument text say: headings, bold words, lists.

use crate::questionnaire::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 10;

/// Styles by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    strong: BTreeMap<String, bool>,
    parents: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<Level>>,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: Option<String>,
    before: String,
    after: String,
    shown: usize,
    start: u32,
}

impl Styles {
    /// Reads the styles of a part; a broken part says nothing more.
    pub(super) fn read(&mut self, xml: &str) {
        let (mut style, mut list) = (String::new(), String::new());
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            match local(element.name().0) {
                "style" => {
                    style = attribute(&element, "name").unwrap_or_default();
                    if let Some(parent) = attribute(&element, "parent-style-name") {
                        self.parents.insert(style.clone(), parent);
                    }
                }
                "text-properties" if attribute(&element, "font-weight").is_some() => {
                    let strong = attribute(&element, "font-weight").as_deref() == Some("bold");
                    self.strong.insert(style.clone(), strong);
                }
                "list-style" => list = attribute(&element, "name").unwrap_or_default(),
                name @ ("list-level-style-number" | "list-level-style-bullet") => {
                    let level = attribute(&element, "level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
                    let levels = self.lists.entry(list.clone()).or_default();
                    levels.resize(levels.len().max(level.min(LEVELS)), Level::default());
                    let number = |name: &str| attribute(&element, name).and_then(|value| value.parse().ok());
                    let format = attribute(&element, "num-format").filter(|format| !format.is_empty());
                    levels[level.clamp(1, LEVELS) - 1] = Level {
                        format: format.filter(|_| name.ends_with("number")),
                        before: attribute(&element, "num-prefix").unwrap_or_default(),
                        after: attribute(&element, "num-suffix").unwrap_or_default(),
                        shown: number("display-levels").map_or(1, |levels: u32| levels as usize),
                        start: number("start-value").unwrap_or(1),
                    };
                }
                "body" => break,
                _ => {}
            }
        }
    }

    /// Whether a style is bold; `None` if it does not say.
    pub(super) fn strong(&self, style: &str) -> Option<bool> {
        let mut name = style;
        for _ in 0..12 {
            if let Some(strong) = self.strong.get(name) {
                return Some(*strong);
            }
            name = self.parents.get(name)?;
        }
        None
    }

    /// Whether a style is that of titles, or made from it.
    pub(super) fn is_title(&self, style: &str) -> bool {
        style == "Title" || self.parents.get(style).is_some_and(|parent| parent == "Title")
    }

    /// First number of a level.
    pub(super) fn start(&self, list: &str, level: usize) -> u32 {
        self.lists.get(list).and_then(|levels| levels.get(level)).map_or(1, |level| level.start)
    }

    /// The number of an item, given the counts of its levels; empty for a bullet.
    pub(super) fn label(&self, list: &str, counts: &[u32]) -> String {
        let Some(levels) = self.lists.get(list) else { return String::new() };
        let Some(last) = counts.len().checked_sub(1) else { return String::new() };
        let Some(level) = levels.get(last).filter(|level| level.format.is_some()) else { return String::new() };
        let first = counts.len() - level.shown.clamp(1, counts.len());
        let shown: Vec<String> = (first..counts.len())
            .filter_map(|index| {
                let format = levels.get(index)?.format.as_deref()?;
                Some(crate::questionnaire::document::written(counts[index], format))
            })
            .collect();
        format!("{}{}{}", level.before, shown.join("."), level.after)
    }
}
