//! Mends the parts that docx-rs builds, in one pass.
//!
//! Children are put in the order of the schema ([`super::order`]); empty property elements, the counters that differ from run
//! to run (`w14:paraId`) and an attribute the schema does not know (`w:gridCol w:type`) are dropped; the first row of every
//! table in the style `ReplyTable` repeats on every page and is marked as its header, so that the style can shade it.

use super::DocxError;
use super::order::{order, rank};
use quick_xml::Reader;
use quick_xml::events::Event;

/// An element whose end has not come yet.
struct Frame<'a> {
    name: &'a str,
    /// Start tag, without the closing `>`.
    open: String,
    order: Option<&'static [&'static str]>,
    /// Content, where order is kept.
    content: String,
    /// Children with their rank, where they are to be ordered.
    children: Vec<(usize, String)>,
    /// Rows seen so far, in a table.
    rows: usize,
}

impl Frame<'_> {
    fn push(&mut self, name: &str, xml: &str) {
        match self.order {
            Some(order) => self.children.push((rank(order, name), xml.to_owned())),
            None => self.content.push_str(xml),
        }
    }
}

/// Mends one part.
pub(super) fn repair(part: &'static str, xml: &[u8]) -> Result<String, DocxError> {
    let broken = |at: u64, cause: String| DocxError::Part { part, at, cause };
    let text = std::str::from_utf8(xml).map_err(|error| broken(error.valid_up_to() as u64, error.to_string()))?;
    let mut reader = Reader::from_str(text);
    let mut open = vec![frame("", String::new())];
    let mut from = 0;
    loop {
        let event = reader.read_event().map_err(|error| broken(reader.error_position(), error.to_string()))?;
        let to = usize::try_from(reader.buffer_position()).expect("internal error: parts fit in memory");
        let raw = &text[from..to];
        match event {
            Event::Eof if open.len() == 1 => break,
            Event::Eof => return Err(broken(xml.len() as u64, "an element has no end".to_owned())),
            Event::Start(_) => open.push(frame(tag_name(raw), start_tag(raw))),
            Event::Empty(_) => close(frame(tag_name(raw), start_tag(raw)), &mut open),
            Event::End(_) => {
                let frame = open.pop().expect("internal error: quick-xml checks that tags match");
                close(frame, &mut open);
            }
            _ => parent(&mut open).push("", raw),
        }
        from = to;
    }
    Ok(std::mem::take(&mut parent(&mut open).content))
}

fn frame(name: &str, open: String) -> Frame<'_> {
    Frame { name, open, order: order(name), content: String::new(), children: Vec::new(), rows: 0 }
}

fn parent<'a, 'b>(open: &'a mut [Frame<'b>]) -> &'a mut Frame<'b> {
    open.last_mut().expect("internal error: the root frame stays")
}

/// Puts a finished element into its parent.
fn close(mut frame: Frame<'_>, open: &mut [Frame<'_>]) {
    match frame.name {
        "w:trPr" => {
            // The parents are the row and its table.
            let rows = open.iter().rev().nth(1).map_or(1, |table| table.rows);
            if rows == 0 {
                frame.push("w:tblHeader", "<w:tblHeader/>");
            }
        }
        "w:tr" => parent(open).rows += 1,
        // A table without a header row: no row is its first.
        "w:tblPr" if !frame.children.iter().any(|(_, child)| child.contains("\"ReplyTable\"")) => {
            parent(open).rows = 1;
        }
        "w:tblPr" => {
            const LOOK: &str = "<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
                                w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>";
            frame.push("w:tblLook", LOOK);
        }
        _ => {}
    }
    frame.children.sort_by_key(|(rank, _)| *rank);
    let mut xml = std::mem::take(&mut frame.open);
    let inner = frame.content.len() + frame.children.iter().map(|(_, child)| child.len()).sum::<usize>();
    if inner == 0 {
        if is_droppable(frame.name) {
            return;
        }
        xml.push_str("/>");
    } else {
        xml.reserve(inner + frame.name.len() + 4);
        xml.push('>');
        xml.push_str(&frame.content);
        for (_, child) in &frame.children {
            xml.push_str(child);
        }
        xml.push_str("</");
        xml.push_str(frame.name);
        xml.push('>');
    }
    parent(open).push(frame.name, &xml);
}

/// Property elements that say nothing when they are empty; some of them must not be there at all.
fn is_droppable(name: &str) -> bool {
    matches!(name, "w:pPr" | "w:rPr" | "w:trPr" | "w:tcPr" | "w:tblBorders" | "w:tcBorders" | "w:tabs")
}

fn tag_name(raw: &str) -> &str {
    let name = raw.trim_start_matches('<');
    name.split([' ', '\t', '\n', '/', '>']).next().unwrap_or(name)
}

/// A start tag without its end and without the attributes that must go.
fn start_tag(raw: &str) -> String {
    let tag = raw.strip_suffix("/>").or_else(|| raw.strip_suffix('>')).unwrap_or(raw).trim_end();
    let gone = match tag_name(raw) {
        "w:p" => " w14:paraId=\"",
        "w:gridCol" => " w:type=\"",
        _ => return tag.to_owned(),
    };
    let Some(from) = tag.find(gone) else { return tag.to_owned() };
    let value = from + gone.len();
    let to = tag[value..].find('"').map_or(tag.len(), |length| value + length + 1);
    format!("{}{}", &tag[..from], &tag[to..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_ordered_and_noise_is_dropped() {
        let xml = "<w:p w14:paraId=\"00000001\"><w:pPr><w:rPr /><w:jc w:val=\"left\" /><w:pStyle w:val=\"A\" /></w:pPr>\
                   <w:r><w:rPr /><w:t xml:space=\"preserve\"> a &amp; b </w:t></w:r></w:p>";
        assert_eq!(
            repair("x", xml.as_bytes()).unwrap(),
            "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:jc w:val=\"left\"/></w:pPr>\
             <w:r><w:t xml:space=\"preserve\"> a &amp; b </w:t></w:r></w:p>"
        );
    }

    #[test]
    fn only_the_first_row_of_each_table_repeats() {
        let row = "<w:tr><w:trPr /><w:tc /></w:tr>";
        let properties = "<w:tblPr><w:tblStyle w:val=\"ReplyTable\" /></w:tblPr>";
        let table = format!(
            "<w:tbl>{properties}<w:tblGrid><w:gridCol w:w=\"5\" w:type=\"dxa\" /></w:tblGrid>{row}{row}</w:tbl>"
        );
        let first = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc/></w:tr>";
        let xml = repair("x", format!("<b>{table}{table}</b>").as_bytes()).unwrap();
        let wanted = format!("<w:tblGrid><w:gridCol w:w=\"5\"/></w:tblGrid>{first}<w:tr><w:tc/></w:tr></w:tbl>");
        assert_eq!(xml.matches(&wanted).count(), 2, "{xml}");
        assert_eq!(xml.matches("w:firstRow=\"1\"").count(), 2);
        let plain = table.replace("ReplyTable", "PlainReplyTable");
        assert!(!repair("x", plain.as_bytes()).unwrap().contains("w:tblHeader"));
    }

    #[test]
    fn a_broken_part_is_an_error() {
        assert!(repair("x", b"<w:p><w:r></w:p>").is_err());
        assert!(repair("x", b"<w:p>").is_err());
    }
}
