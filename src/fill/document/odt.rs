//! Words as OpenDocument texts hold them.

use super::{Writer, halves, tag_name};
use crate::questionnaire::document::Seen;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Writes OpenDocument texts.
pub(super) struct Odt;

impl Writer for Odt {
    fn words(&self, seen: &Seen, _: Option<usize>, _: Option<usize>, text: &str) -> String {
        self.within(seen, text)
    }

    fn paragraph(&self, seen: &Seen, after: usize, text: &str) -> String {
        let paragraph = &seen.document.paragraphs[after];
        let tag = &seen.xml[paragraph.tag.clone()];
        let p = prefix(seen);
        let style = style_of(tag).filter(|_| paragraph.heading.is_none());
        let style = style.map_or_else(String::new, |style| format!(" {p}style-name=\"{style}\""));
        format!("<{p}p{style}>{}</{p}p>", self.within(seen, text))
    }

    fn within(&self, seen: &Seen, text: &str) -> String {
        let p = prefix(seen);
        let mut out = String::with_capacity(text.len());
        let mut before = '\n';
        for sign in text.chars() {
            match sign {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\n' => out.push_str(&format!("<{p}line-break/>")),
                '\t' => out.push_str(&format!("<{p}tab/>")),
                // Runs of blanks, and one at a beginning, are folded unless written as such.
                ' ' if matches!(before, ' ' | '\n' | '\t') => out.push_str(&format!("<{p}s/>")),
                _ => out.push(sign),
            }
            before = sign;
        }
        out
    }

    fn opened(&self, seen: &Seen, paragraph: usize) -> (String, String) {
        halves(&seen.xml[seen.document.paragraphs[paragraph].tag.clone()])
    }
}

fn prefix(seen: &Seen) -> String {
    let first = seen.document.paragraphs.first().map_or(0..0, |paragraph| paragraph.tag.clone());
    let name = tag_name(seen.xml.get(first).unwrap_or_default());
    name.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
}

/// The raw name of a paragraph's style.
fn style_of(tag: &str) -> Option<String> {
    let mut reader = Reader::from_str(tag);
    let element: BytesStart<'_> = match reader.read_event().ok()? {
        Event::Start(element) | Event::Empty(element) => element,
        _ => return None,
    };
    for attribute in element.attributes().with_checks(false).flatten() {
        if crate::questionnaire::xml::local(attribute.key.0) == "style-name" {
            return Some(attribute.value.to_string());
        }
    }
    None
}
