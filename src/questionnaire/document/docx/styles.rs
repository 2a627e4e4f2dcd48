//! What the styles of a Word document say of its paragraphs: headings, numbers, bold words.

use crate::questionnaire::xml::{attribute, is_on, local};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// What a style says that matters here.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Level of a heading, from 1.
    pub(super) heading: Option<u8>,
    /// Whether it is for tables of contents.
    pub(super) contents: bool,
    /// Whether its words are bold.
    pub(super) strong: bool,
    /// List and level.
    pub(super) list: Option<(String, usize)>,
    based_on: Option<String>,
}

/// Styles by id, what they inherit filled in.
pub(super) fn read_styles(xml: &str) -> BTreeMap<String, Style> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut current: Option<(String, Style)> = None;
    let mut reader = Reader::from_str(xml);
    // A broken part says nothing more.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let value = || attribute(&element, "val");
                match local(element.name().0) {
                    "style" => current = attribute(&element, "styleId").map(|id| (id, Style::default())),
                    name => {
                        let Some((_, style)) = &mut current else { continue };
                        match name {
                            "name" => {
                                let name = value().unwrap_or_default().to_lowercase();
                                style.heading = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                                if name == "title" {
                                    style.heading = Some(1);
                                }
                                style.contents = name.starts_with("toc ");
                            }
                            "outlineLvl" => {
                                let level = value().and_then(|level| level.parse::<u8>().ok());
                                style.heading =
                                    level.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
                            }
                            "basedOn" => style.based_on = value(),
                            "b" => style.strong = value().is_none_or(|value| is_on(Some(&value))),
                            "numId" => style.list.get_or_insert_default().0 = value().unwrap_or_default(),
                            "ilvl" => {
                                style.list.get_or_insert_default().1 =
                                    value().and_then(|level| level.parse().ok()).unwrap_or(0);
                            }
                            _ => {}
                        }
                    }
                }
            }
            Event::End(element) if local(element.name().0) == "style" => styles.extend(current.take()),
            Event::Eof => break,
            _ => {}
        }
    }
    inherit(styles)
}

/// Longest chain of styles that is followed.
const CHAIN: usize = 12;

fn inherit(styles: BTreeMap<String, Style>) -> BTreeMap<String, Style> {
    let whole = |id: &String| {
        let mut style = styles.get(id).cloned().unwrap_or_default();
        let mut above = style.based_on.clone();
        for _ in 0..CHAIN {
            let Some(base) = above.as_ref().and_then(|id| styles.get(id)) else { break };
            style.heading = style.heading.or(base.heading);
            style.strong |= base.strong;
            style.list = style.list.or_else(|| base.list.clone());
            above = base.based_on.clone();
        }
        style
    };
    styles.keys().map(|id| (id.clone(), whole(id))).collect()
}
