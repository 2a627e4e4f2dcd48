//! The width of an added column.

use super::edits::{Edits, with_attribute};
use crate::questionnaire::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Gives a column a width, without touching the columns beside it.
pub(super) fn widen(xml: &str, column: usize, width: f64) -> String {
    let number = column + 1;
    let mut reader = Reader::from_str(xml);
    let mut edits = Edits::default();
    let (mut list, mut prefix) = (None, String::new());
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let Ok(event) = reader.read_event() else { return xml.to_owned() };
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let (element, empty) = match event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::End(element) if local(element.name().0) == "cols" => {
                edits.insert(start, run(&prefix, number, width));
                return edits.apply(xml);
            }
            Event::Eof => return xml.to_owned(),
            _ => continue,
        };
        match local(element.name().0) {
            "cols" if !empty => list = Some(()),
            "col" if list.is_some() => {
                prefix = element.name().0.strip_suffix("col").unwrap_or_default().to_owned();
                let bound = |name: &str| attribute(&element, name).and_then(|value| value.parse::<usize>().ok());
                let (Some(min), Some(max)) = (bound("min"), bound("max")) else { continue };
                if max < number {
                    continue;
                }
                let tag = &xml[start..end];
                let new = run(&prefix, number, width);
                if min > number {
                    edits.insert(start, new);
                    return edits.apply(xml);
                }
                // The run holds the column: it is parted, and keeps its look on both sides.
                let mut parted = String::new();
                if min < number {
                    parted.push_str(&with_attribute(tag, "max", &(number - 1).to_string()));
                }
                let own = with_attribute(&with_attribute(tag, "min", &number.to_string()), "max", &number.to_string());
                parted.push_str(&with_attribute(
                    &with_attribute(&own, "width", &width.to_string()),
                    "customWidth",
                    "1",
                ));
                if max > number {
                    parted.push_str(&with_attribute(tag, "min", &(number + 1).to_string()));
                }
                edits.replace(start..end, parted);
                return edits.apply(xml);
            }
            "sheetData" => {
                let prefix = element.name().0.strip_suffix("sheetData").unwrap_or_default();
                edits.insert(start, format!("<{prefix}cols>{}</{prefix}cols>", run(prefix, number, width)));
                return edits.apply(xml);
            }
            _ => {}
        }
    }
}

fn run(prefix: &str, number: usize, width: f64) -> String {
    format!("<{prefix}col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_gets_its_width_and_no_other_changes() {
        let new = "<col min=\"3\" max=\"3\" width=\"60\" customWidth=\"1\"/>";
        assert_eq!(widen("<w><sheetData/></w>", 2, 60.0), format!("<w><cols>{new}</cols><sheetData/></w>"));
        assert_eq!(
            widen("<w><cols><col min=\"1\" max=\"2\"/></cols><sheetData/></w>", 2, 60.0),
            format!("<w><cols><col min=\"1\" max=\"2\"/>{new}</cols><sheetData/></w>")
        );
        assert_eq!(
            widen("<w><cols><col min=\"2\" max=\"9\" width=\"4\"/></cols><sheetData/></w>", 2, 60.0),
            "<w><cols><col min=\"2\" width=\"4\" max=\"2\"/><col min=\"3\" max=\"3\" width=\"60\" customWidth=\"1\"/><col max=\"9\" width=\"4\" min=\"4\"/></cols><sheetData/></w>"
        );
    }
}
