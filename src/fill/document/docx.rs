//! Words as Word writes them: runs with the look that stands in the form.

use super::{Writer, halves, tag_name};
use crate::questionnaire::document::{Seen, Span};
use crate::questionnaire::xml::local;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Writes Word documents.
pub(super) struct Docx;

impl Writer for Docx {
    fn words(&self, seen: &Seen, paragraph: Option<usize>, field: Option<usize>, text: &str) -> String {
        let look = match (paragraph, field) {
            (Some(index), _) => seen.document.paragraphs[index].look.clone(),
            (None, Some(index)) => seen.document.fields[index].look.clone(),
            _ => None,
        };
        let p = prefix(seen);
        format!("<{p}r>{}{}</{p}r>", look_of(seen, look, &[]), lines(&p, text))
    }

    fn paragraph(&self, seen: &Seen, after: usize, text: &str) -> String {
        let paragraph = &seen.document.paragraphs[after];
        let p = prefix(seen);
        let dropped: &[&str] = &[
            "sectPr",
            "numPr",
            "pPrChange",
            "framePr",
            "pageBreakBefore",
            "outlineLvl",
            "rPr",
            "keepNext",
            "pBdr",
            "shd",
        ];
        let mut properties =
            paragraph.properties.clone().map(|span| without(&seen.xml[span], dropped)).unwrap_or_default();
        // The style of a heading, or of a list, is not that of an answer.
        if paragraph.heading.is_some() || paragraph.label.is_some() {
            properties = without(&properties, &["pStyle"]);
        }
        let look = look_of(seen, paragraph.look.clone(), &["b", "bCs"]);
        format!("<{p}p>{properties}<{p}r>{look}{}</{p}r></{p}p>", lines(&p, text))
    }

    fn within(&self, seen: &Seen, text: &str) -> String {
        let p = prefix(seen);
        text.split('\n').map(escaped).collect::<Vec<_>>().join(&format!("</{p}t><{p}br/><{p}t xml:space=\"preserve\">"))
    }

    fn opened(&self, seen: &Seen, paragraph: usize) -> (String, String) {
        halves(&seen.xml[seen.document.paragraphs[paragraph].tag.clone()])
    }
}

/// The prefix of the document's elements, which need not be `w:`.
fn prefix(seen: &Seen) -> String {
    let first = seen.document.paragraphs.first().map_or(0..0, |paragraph| paragraph.tag.clone());
    let name = tag_name(seen.xml.get(first).unwrap_or_default());
    name.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
}

/// The look of words, without what belongs to a tracked change or to a prompt.
fn look_of(seen: &Seen, look: Option<Span>, dropped: &[&str]) -> String {
    let Some(raw) = look.and_then(|span| seen.xml.get(span)) else { return String::new() };
    let names: Vec<&str> =
        ["ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish", "specVanish", "strike", "dstrike"]
            .iter()
            .chain(dropped)
            .copied()
            .collect();
    let mut kept = without(raw, &names);
    if kept.to_lowercase().contains("placeholder") {
        kept = without(&kept, &["rStyle"]);
    }
    kept
}

/// An element without some of its children, which are told by their local names.
fn without(raw: &str, names: &[&str]) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut reader = Reader::from_str(raw);
    let (mut depth, mut done, mut skipped) = (0usize, 0usize, None::<usize>);
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let Ok(event) = reader.read_event() else { return String::new() };
        let end = usize::try_from(reader.buffer_position()).unwrap_or(0);
        match event {
            Event::Start(element) => {
                if depth == 1 && skipped.is_none() && names.contains(&local(element.name().0)) {
                    skipped = Some(start);
                }
                depth += 1;
            }
            Event::Empty(element) if depth == 1 && names.contains(&local(element.name().0)) => {
                out.push_str(&raw[done..start]);
                done = end;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 1
                    && let Some(start) = skipped.take()
                {
                    out.push_str(&raw[done..start]);
                    done = end;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    out.push_str(&raw[done..]);
    out
}

/// Lines of text as the content of a run.
fn lines(p: &str, text: &str) -> String {
    let line = |line: &str| {
        let parts: Vec<String> = line
            .split('\t')
            .map(|part| match part {
                "" => String::new(),
                part => format!("<{p}t xml:space=\"preserve\">{}</{p}t>", escaped(part)),
            })
            .collect();
        parts.join(&format!("<{p}tab/>"))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join(&format!("<{p}br/>"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_left_out_whole() {
        let raw =
            "<w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:jc w:val=\"left\"/></w:pPr>";
        assert_eq!(without(raw, &["numPr", "jc"]), "<w:pPr><w:pStyle w:val=\"a\"/></w:pPr>");
        assert_eq!(without(raw, &[]), raw);
    }

    #[test]
    fn lines_and_signs_are_written_as_markup() {
        assert_eq!(
            lines("w:", "a & b\n\nc\td"),
            "<w:t xml:space=\"preserve\">a &amp; b</w:t><w:br/><w:br/><w:t xml:space=\"preserve\">c</w:t><w:tab/>\
             <w:t xml:space=\"preserve\">d</w:t>"
        );
    }
}
