//! The numbers Word shows before paragraphs of lists: they are not in the text, and often are the ids of the questions.

use super::super::written;
use crate::questionnaire::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// Lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<String, [Level; LEVELS]>,
    /// Abstract list of a list, and where some levels begin anew.
    lists: BTreeMap<String, (String, [Option<u32>; LEVELS])>,
    /// Counters by abstract list; lists that begin anew have their own.
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
}

/// Reads the lists.
pub(super) fn read_numbering(xml: &str) -> Numbering {
    let mut numbering = Numbering::default();
    let (mut list, mut level, mut is_abstract) = (String::new(), 0usize, true);
    let mut reader = Reader::from_str(xml);
    // A broken part says nothing more.
    while let Ok(event) = reader.read_event() {
        let (Event::Start(element) | Event::Empty(element)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        let value = || attribute(&element, "val").unwrap_or_default();
        let number = |text: String| text.parse::<usize>().unwrap_or(0).min(LEVELS - 1);
        match local(element.name().0) {
            "abstractNum" => {
                list = attribute(&element, "abstractNumId").unwrap_or_default();
                is_abstract = true;
                numbering.abstracts.insert(list.clone(), Default::default());
            }
            "num" => {
                list = attribute(&element, "numId").unwrap_or_default();
                is_abstract = false;
            }
            "abstractNumId" if !is_abstract => {
                numbering.lists.insert(list.clone(), (value(), [None; LEVELS]));
            }
            "lvl" | "lvlOverride" => level = number(attribute(&element, "ilvl").unwrap_or_default()),
            "startOverride" => {
                if let Some((_, starts)) = numbering.lists.get_mut(&list) {
                    starts[level] = value().parse().ok();
                }
            }
            name @ ("numFmt" | "lvlText" | "start") if is_abstract => {
                if let Some(levels) = numbering.abstracts.get_mut(&list) {
                    match name {
                        "numFmt" => levels[level].format = value(),
                        "lvlText" => levels[level].text = value(),
                        _ => levels[level].start = value().parse().unwrap_or(1),
                    }
                }
            }
            _ => {}
        }
    }
    numbering
}

impl Numbering {
    /// The number of the next paragraph of a list: empty for a bullet, `None` if there is no such list.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let (abstract_id, starts) = self.lists.get(list)?;
        let levels = self.abstracts.get(abstract_id)?;
        let own = starts.iter().any(Option::is_some);
        let key = if own { format!("list {list}") } else { abstract_id.clone() };
        let counters = self.counters.entry(key).or_default();
        let first = |level: usize| starts[level].unwrap_or(levels[level].start);
        counters[level] = Some(counters[level].map_or(first(level), |count| count.saturating_add(1)));
        for deeper in &mut counters[level + 1..] {
            *deeper = None;
        }
        if levels[level].format == "bullet" || levels[level].format == "none" {
            return Some(String::new());
        }
        let mut out = levels[level].text.clone();
        for (index, shown) in levels.iter().enumerate().take(level + 1) {
            let count = counters[index].unwrap_or(first(index));
            out = out.replace(&format!("%{}", index + 1), &written(count, &shown.format));
        }
        Some(out.chars().take(40).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_as_word_shows_them() {
        let xml = r#"<w:numbering><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
            </w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut numbering = read_numbering(xml);
        let shown: Vec<String> = [0, 1, 1, 0, 1].iter().filter_map(|level| numbering.next("5", *level)).collect();
        assert_eq!(shown, ["1.", "1.a)", "1.b)", "2.", "2.a)"]);
        assert_eq!(numbering.next("7", 0), None);
    }
}
