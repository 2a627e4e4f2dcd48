//! The workbook part: results that formulas kept from before are computed anew when the file is opened.

use super::edits::{Edits, with_attribute};
use crate::questionnaire::xml::local;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Parts that stand before the calculation settings, by the format's order.
const BEFORE: [&str; 8] = [
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "fileVersion",
];

/// Asks for a full calculation on loading.
pub(super) fn recalculate(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut edits = Edits::default();
    let (mut depth, mut after, mut prefix) = (0usize, None, String::new());
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let Ok(event) = reader.read_event() else { return xml.to_owned() };
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Event::Start(element) => {
                if local(element.name().0) == "calcPr" {
                    edits.replace(start..end, with_attribute(&xml[start..end], "fullCalcOnLoad", "1"));
                    return edits.apply(xml);
                }
                if depth == 0 {
                    prefix = element.name().0.strip_suffix("workbook").unwrap_or_default().to_owned();
                }
                depth += 1;
            }
            Event::Empty(element) => {
                let name = element.name().0;
                if local(name) == "calcPr" {
                    edits.replace(start..end, with_attribute(&xml[start..end], "fullCalcOnLoad", "1"));
                    return edits.apply(xml);
                }
                if depth == 1 && BEFORE.contains(&local(name)) {
                    after = Some(end);
                }
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                if depth == 1 && BEFORE.contains(&local(element.name().0)) {
                    after = Some(end);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let Some(after) = after else { return xml.to_owned() };
    edits.insert(after, format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>"));
    edits.apply(xml)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calculation_is_asked_for_in_the_right_place() {
        assert_eq!(
            recalculate("<workbook><sheets><sheet/></sheets><calcPr calcId=\"1\"/></workbook>"),
            "<workbook><sheets><sheet/></sheets><calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/></workbook>"
        );
        assert_eq!(
            recalculate("<x:workbook><x:sheets><x:sheet/></x:sheets><x:extLst/></x:workbook>"),
            "<x:workbook><x:sheets><x:sheet/></x:sheets><x:calcPr fullCalcOnLoad=\"1\"/><x:extLst/></x:workbook>"
        );
    }
}
