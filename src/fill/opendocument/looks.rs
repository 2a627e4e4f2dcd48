//! Styles appended to `content.xml`: copies of the form's own that wrap long text, or are high enough for it. None is changed.

use crate::fill::xlsx::{Edits, height_of, lines_of, with_attribute};
use crate::questionnaire::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::ops::Range;

/// Points of a character of eleven points, on average, as spreadsheets count widths.
const CHARACTER: f64 = 5.25;
/// Width of a column that says none, in points.
const WIDTH: f64 = 64.0;
/// Size of text whose style says none, in points.
const POINTS: f64 = 11.0;
/// Styles made at most; a form has few that differ.
const MOST: usize = 2_000;

/// What the automatic styles say, and what is appended to them.
#[derive(Default)]
pub(super) struct Looks {
    styles: BTreeMap<String, Style>,
    /// Runs of columns by table: first column, count, style of the column, style of its cells.
    columns: BTreeMap<String, Vec<(usize, usize, String, String)>>,
    /// Where the list of automatic styles ends.
    end: Option<usize>,
    made: BTreeMap<String, String>,
    new: Vec<String>,
}

#[derive(Debug, Default)]
struct Style {
    xml: String,
    wraps: bool,
    height: Option<f64>,
    width: Option<f64>,
    points: Option<f64>,
}

impl Looks {
    /// Looks at the content part.
    pub(super) fn new(xml: &str) -> Self {
        let mut looks = Self::default();
        let mut reader = Reader::from_str(xml);
        let (mut inside, mut style, mut table): (bool, Option<(String, usize)>, Vec<String>) =
            (false, None, Vec::new());
        loop {
            let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let Ok(event) = reader.read_event() else { break };
            let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Event::Start(element) => match element.name().0 {
                    "office:automatic-styles" => inside = true,
                    "style:style" if inside => style = attribute(&element, "name").map(|name| (name, start)),
                    "table:table" => table.push(attribute(&element, "name").unwrap_or_default()),
                    _ => looks.property(&element, style.as_ref()),
                },
                Event::Empty(element) => match element.name().0 {
                    "style:style" if inside => {
                        let name = attribute(&element, "name").unwrap_or_default();
                        looks.styles.entry(name).or_default().xml = xml[start..end].to_owned();
                    }
                    "table:table-column" => {
                        let name = |name: &str| attribute(&element, name).unwrap_or_default();
                        let count = name("number-columns-repeated").parse().unwrap_or(1).clamp(1, 16_384);
                        let runs = looks.columns.entry(table.last().cloned().unwrap_or_default()).or_default();
                        let first = runs.last().map_or(0, |(first, count, ..)| first + count);
                        runs.push((first, count, name("style-name"), name("default-cell-style-name")));
                    }
                    _ => looks.property(&element, style.as_ref()),
                },
                Event::End(element) => match element.name().0 {
                    "office:automatic-styles" => {
                        looks.end = Some(start);
                        inside = false;
                    }
                    "style:style" => {
                        if let Some((name, from)) = style.take() {
                            looks.styles.entry(name).or_default().xml = xml[from..end].to_owned();
                        }
                    }
                    "table:table" => drop(table.pop()),
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        looks
    }

    fn property(&mut self, element: &BytesStart<'_>, style: Option<&(String, usize)>) {
        let Some((name, _)) = style else { return };
        let style = self.styles.entry(name.clone()).or_default();
        let told = |name: &str| attribute(element, name);
        match local(element.name().0) {
            "table-cell-properties" => style.wraps = told("wrap-option").as_deref() == Some("wrap"),
            "table-row-properties" => {
                style.height = told("row-height").and_then(|length| points(&length));
            }
            "table-column-properties" => style.width = told("column-width").and_then(|length| points(&length)),
            "text-properties" => style.points = told("font-size").and_then(|length| points(&length)),
            _ => {}
        }
    }

    fn run(&self, table: &str, column: usize) -> Option<&(usize, usize, String, String)> {
        let runs = self.columns.get(table)?;
        let before = runs.partition_point(|(first, ..)| *first <= column);
        runs[..before].last().filter(|(first, count, ..)| column < first + count)
    }

    /// Width of some columns in characters.
    pub(super) fn width(&self, table: &str, columns: Range<usize>) -> f64 {
        let one = |column| {
            let style = self.run(table, column).and_then(|(_, _, style, _)| self.styles.get(style));
            style.and_then(|style| style.width).unwrap_or(WIDTH)
        };
        columns.take(200).map(one).sum::<f64>() / CHARACTER
    }

    /// The style of a cell: its own, or that of its column.
    fn of_cell(&self, table: &str, column: usize, own: Option<&str>) -> String {
        let column = || self.run(table, column).map(|(.., cells)| cells.clone());
        own.map(str::to_owned).or_else(column).filter(|name| !name.is_empty()).unwrap_or_else(|| "Default".to_owned())
    }

    /// Size of the text of a cell, in points.
    pub(super) fn points(&self, table: &str, column: usize, own: Option<&str>) -> f64 {
        self.styles.get(&self.of_cell(table, column, own)).and_then(|style| style.points).unwrap_or(POINTS)
    }

    /// The name of a style like that of a cell that wraps; nothing if it wraps already or no style can be added.
    pub(super) fn wrapped(&mut self, table: &str, column: usize, own: Option<&str>) -> Option<String> {
        let name = self.of_cell(table, column, own);
        if self.styles.get(&name).is_some_and(|style| style.wraps) {
            return None;
        }
        let properties = "style:table-cell-properties";
        self.make(format!("wrap {name}"), &name, "table-cell", properties, &[("fo:wrap-option", "wrap")])
    }

    /// The name of a style like that of a row that is high enough; nothing if it is.
    pub(super) fn higher(&mut self, own: Option<&str>, need: f64) -> Option<String> {
        let name = own?;
        let style = self.styles.get(name)?;
        // Rows that fit themselves do so for the program that shows them; the height says it to all others.
        if style.height? + 0.5 >= need {
            return None;
        }
        let height = format!("{need:.1}pt");
        let set = [("style:row-height", height.as_str()), ("style:use-optimal-row-height", "false")];
        self.make(format!("high {height} {name}"), name, "table-row", "style:table-row-properties", &set)
    }

    fn make(&mut self, key: String, of: &str, family: &str, properties: &str, set: &[(&str, &str)]) -> Option<String> {
        if let Some(made) = self.made.get(&key) {
            return Some(made.clone());
        }
        self.end?;
        if self.new.len() >= MOST {
            return None;
        }
        let free = |name: &String| !self.styles.contains_key(name) && !self.made.values().any(|made| made == name);
        let name = (1..).map(|number| format!("answer{number}")).find(free)?;
        let dressed =
            |tag: &str| set.iter().fold(tag.to_owned(), |tag, (name, value)| with_attribute(&tag, name, value));
        let fresh = dressed(&format!("<{properties}/>"));
        let xml = match self.styles.get(of) {
            Some(style) => {
                let close = style.xml.find('>')? + 1;
                let (head, rest) = style.xml.split_at(close);
                let head = with_attribute(head, "style:name", &name);
                if let Some(open) = head.strip_suffix("/>") {
                    format!("{}>{fresh}</style:style>", open.trim_end())
                } else if let Some(at) = rest.find(&format!("<{properties}")) {
                    let end = at + rest[at..].find('>')? + 1;
                    format!("{head}{}{}{}", &rest[..at], dressed(&rest[at..end]), &rest[end..])
                } else {
                    format!("{head}{fresh}{rest}")
                }
            }
            // A style with a name of its own stands in another part, and can be the parent.
            None => format!(
                "<style:style style:name=\"{name}\" style:family=\"{family}\" style:parent-style-name=\"{}\">{fresh}</style:style>",
                of.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
            ),
        };
        self.new.push(xml);
        self.made.insert(key, name.clone());
        Some(name)
    }

    /// The appended styles, to be put in at a byte.
    pub(super) fn finish(self, xml: String) -> String {
        let (Some(end), false) = (self.end, self.new.is_empty()) else { return xml };
        let mut edits = Edits::default();
        edits.insert(end, self.new.concat());
        edits.apply(&xml)
    }
}

/// Whether a text takes more than one line, and the height it needs, in points.
pub(super) fn measure(text: &str, width: f64, points: f64) -> (bool, f64) {
    (lines_of(text, width, points) > 1, height_of(text, width, points))
}

/// A length in points: `0.5in`, `12pt`, `2.26cm`.
fn points(length: &str) -> Option<f64> {
    let unit = length.find(|sign: char| sign.is_ascii_alphabetic())?;
    let number: f64 = length[..unit].parse().ok()?;
    let factor = match &length[unit..] {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "px" => 0.75,
        _ => return None,
    };
    Some(number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_copied_and_none_is_changed() {
        let xml = "<c><office:automatic-styles><style:style style:name=\"ce1\" style:family=\"table-cell\"><style:table-cell-properties fo:border=\"1pt\"/></style:style><style:style style:name=\"ro1\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0.5in\" style:use-optimal-row-height=\"false\"/></style:style></office:automatic-styles><table:table table:name=\"T\"><table:table-column table:number-columns-repeated=\"2\" table:default-cell-style-name=\"ce1\"/></table:table></c>";
        let mut looks = Looks::new(xml);
        assert_eq!(looks.wrapped("T", 1, None).as_deref(), Some("answer1"));
        assert_eq!(looks.wrapped("T", 5, Some("ce1")).as_deref(), Some("answer1"));
        assert_eq!(looks.wrapped("T", 5, Some("Good")).as_deref(), Some("answer2"));
        assert_eq!(looks.higher(Some("ro1"), 30.0), None);
        assert_eq!(looks.higher(Some("ro1"), 50.0).as_deref(), Some("answer3"));
        let done = looks.finish(xml.to_owned());
        for part in [
            "<style:style style:family=\"table-cell\" style:name=\"answer1\"><style:table-cell-properties fo:border=\"1pt\" fo:wrap-option=\"wrap\"/></style:style>",
            "style:parent-style-name=\"Good\"><style:table-cell-properties fo:wrap-option=\"wrap\"/></style:style>",
            "style:row-height=\"50.0pt\" style:use-optimal-row-height=\"false\"/></style:style></office:automatic-styles>",
        ] {
            assert!(done.contains(part), "{part} in {done}");
        }
    }
}
