//! Formats appended to the style part: copies of the form's own that wrap long text. None is changed.

use super::edits::{Edits, with_attribute};
use crate::questionnaire::xml::local;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::ops::Range;

/// The style part with what is appended to it.
pub(super) struct Appended {
    xml: String,
    /// Where the cell formats stand in the part.
    formats: Vec<Range<usize>>,
    /// The tag that opens their list, and where it ends.
    list: Option<(Range<usize>, usize)>,
    prefix: String,
    wrapped: BTreeMap<usize, usize>,
    appended: Vec<String>,
}

impl Appended {
    /// Looks at a style part.
    pub(super) fn new(xml: &str) -> Self {
        let mut seen = Self {
            xml: xml.to_owned(),
            formats: Vec::new(),
            list: None,
            prefix: String::new(),
            wrapped: BTreeMap::new(),
            appended: Vec::new(),
        };
        let mut reader = Reader::from_str(xml);
        let (mut tag, mut open): (Option<Range<usize>>, Option<usize>) = (None, None);
        loop {
            let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let Ok(event) = reader.read_event() else { break };
            let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Event::Start(element) if local(element.name().0) == "cellXfs" => {
                    seen.prefix = element.name().0.strip_suffix("cellXfs").unwrap_or_default().to_owned();
                    tag = Some(start..end);
                }
                Event::End(element) if local(element.name().0) == "cellXfs" => {
                    seen.list = tag.take().map(|tag| (tag, start));
                    break;
                }
                Event::Empty(element) if tag.is_some() && local(element.name().0) == "xf" => {
                    seen.formats.push(start..end)
                }
                Event::Start(element) if tag.is_some() && local(element.name().0) == "xf" => open = Some(start),
                Event::End(element) if tag.is_some() && local(element.name().0) == "xf" => {
                    seen.formats.extend(open.take().map(|from| from..end));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        seen
    }

    /// Whether anything is appended.
    pub(super) fn any(&self) -> bool {
        !self.appended.is_empty()
    }

    /// The index of a format like the given one that wraps; the same index where the part has no such format.
    pub(super) fn wrapped(&mut self, style: usize) -> usize {
        if let Some(known) = self.wrapped.get(&style) {
            return *known;
        }
        let Some(range) = self.formats.get(style).cloned().filter(|_| self.list.is_some()) else { return style };
        let xml = wrapping(&self.xml[range], &self.prefix);
        let index = self.formats.len() + self.appended.len();
        self.appended.push(xml);
        self.wrapped.insert(style, index);
        index
    }

    /// The part with the appended formats.
    pub(super) fn finish(self) -> String {
        let Some((tag, end)) = self.list else { return self.xml };
        let mut edits = Edits::default();
        let count = (self.formats.len() + self.appended.len()).to_string();
        edits.replace(tag.clone(), with_attribute(&self.xml[tag], "count", &count));
        edits.insert(end, self.appended.concat());
        edits.apply(&self.xml)
    }
}

/// A format that wraps, and otherwise looks as it did.
fn wrapping(xml: &str, prefix: &str) -> String {
    let alignment = format!("<{prefix}alignment");
    let close = xml.find('>').map_or(xml.len(), |end| end + 1);
    let head = with_attribute(&xml[..close], "applyAlignment", "1");
    if let Some(start) = xml.find(&alignment) {
        let end = xml[start..].find('>').map_or(xml.len(), |end| start + end + 1);
        return format!(
            "{head}{}{}{}",
            &xml[close..start],
            with_attribute(&xml[start..end], "wrapText", "1"),
            &xml[end..]
        );
    }
    let new = format!("{alignment} vertical=\"top\" wrapText=\"1\"/>");
    match head.strip_suffix("/>") {
        Some(open) => format!("{}>{new}</{prefix}xf>", open.trim_end()),
        None => format!("{head}{new}{}", &xml[close..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_appended_and_none_is_changed() {
        let xml = "<styleSheet><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"1\"><alignment horizontal=\"left\"/><protection locked=\"0\"/></xf></cellXfs></styleSheet>";
        let mut styles = Appended::new(xml);
        assert_eq!((styles.wrapped(1), styles.wrapped(0), styles.wrapped(1)), (2, 3, 2));
        let done = styles.finish();
        assert!(done.starts_with("<styleSheet><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"1\"><alignment horizontal=\"left\"/>"), "{done}");
        assert!(done.contains("<xf numFmtId=\"1\" applyAlignment=\"1\"><alignment horizontal=\"left\" wrapText=\"1\"/><protection locked=\"0\"/></xf>"), "{done}");
        assert!(
            done.contains(
                "<xf numFmtId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs>"
            ),
            "{done}"
        );
    }
}
