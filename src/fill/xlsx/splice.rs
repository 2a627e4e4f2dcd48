//! New cells in the XML of a sheet, with everything around them as it was.

use super::edits::{Edits, with_attribute, without_attribute};
use crate::questionnaire::layout::At;
use crate::questionnaire::workbook::{at_of, column_name};
use crate::questionnaire::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// What a sheet gets.
#[derive(Debug, Default)]
pub(super) struct Planned {
    /// Cells by place.
    pub(super) cells: BTreeMap<At, CellXml>,
    /// Rows that grow to a height in points.
    pub(super) heights: BTreeMap<usize, f64>,
}

/// A cell as XML.
#[derive(Debug)]
pub(super) struct CellXml {
    /// Inside of its element, without prefix.
    pub(super) xml: String,
    /// Its type.
    pub(super) kind: &'static str,
    /// Index of its format.
    pub(super) style: usize,
}

/// Splices cells into a sheet.
///
/// # Errors
///
/// XML that is no sheet, or a planned cell that holds a formula: it is never written.
pub(super) fn splice_cells(xml: &str, planned: &Planned) -> Result<String, String> {
    let mut pass = Pass {
        xml,
        planned,
        edits: Edits::default(),
        prefix: String::new(),
        row: None,
        at: None,
        done: None,
        open: None,
    };
    let mut reader = Reader::from_str(xml);
    let mut inside = false;
    let mut found = false;
    loop {
        let start = position(reader.buffer_position());
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let end = position(reader.buffer_position());
        match event {
            Event::Start(element) if local(element.name().0) == "sheetData" => {
                inside = true;
                found = true;
                pass.prefix = prefix_of(&element);
            }
            Event::Empty(element) if local(element.name().0) == "sheetData" => {
                found = true;
                pass.prefix = prefix_of(&element);
                let name = format!("{}sheetData", pass.prefix);
                let rows = pass.rows_before(usize::MAX);
                pass.edits.replace(start..end, format!("<{name}>{rows}</{name}>"));
            }
            Event::End(element) if local(element.name().0) == "sheetData" => {
                let rows = pass.rows_before(usize::MAX);
                pass.edits.insert(start, rows);
                inside = false;
            }
            Event::Start(element) if inside => pass.start(&element, start, end, false)?,
            Event::Empty(element) if inside => pass.start(&element, start, end, true)?,
            Event::End(element) if inside => pass.end(local(element.name().0), start, end),
            Event::Eof => break,
            _ => {}
        }
    }
    if !found {
        return Err("a sheet has no cells part".to_owned());
    }
    Ok(pass.edits.apply(xml))
}

fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn prefix_of(element: &BytesStart<'_>) -> String {
    element.name().0.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
}

struct Pass<'x> {
    xml: &'x str,
    planned: &'x Planned,
    edits: Edits,
    prefix: String,
    row: Option<usize>,
    at: Option<At>,
    /// Last planned cell that was dealt with.
    done: Option<At>,
    /// Start of the cell that is being replaced.
    open: Option<(At, usize)>,
}

impl Pass<'_> {
    fn start(&mut self, element: &BytesStart<'_>, start: usize, end: usize, empty: bool) -> Result<(), String> {
        match local(element.name().0) {
            "row" => {
                let told = attribute(element, "r").and_then(|row| row.parse::<usize>().ok()?.checked_sub(1));
                let row = told.unwrap_or_else(|| self.row.map_or(0, |row| row + 1));
                let before = self.rows_before(row);
                self.edits.insert(start, before);
                self.row = Some(row);
                self.at = None;
                self.open_row(row, start, end, empty);
            }
            "c" => {
                let row = self.row.unwrap_or(0);
                let told = attribute(element, "r").and_then(|place| at_of(&place));
                let at = told.unwrap_or_else(|| At::new(row, self.at.map_or(0, |at| at.column + 1)));
                self.at = Some(at);
                let before = self.cells_before(at);
                self.edits.insert(start, before);
                if let Some(cell) = self.planned.cells.get(&at) {
                    self.done = Some(at);
                    if empty {
                        self.edits.replace(start..end, self.element(at, cell));
                    } else {
                        self.open = Some((at, start));
                    }
                }
            }
            "f" if self.open.is_some() => {
                return Err("a cell that holds a formula was to be written".to_owned());
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, start: usize, end: usize) {
        match name {
            "c" => {
                if let Some((at, from)) = self.open.take()
                    && let Some(cell) = self.planned.cells.get(&at)
                {
                    self.edits.replace(from..end, self.element(at, cell));
                }
            }
            "row" => {
                if let Some(row) = self.row {
                    let rest = self.cells_before(At::new(row, usize::MAX));
                    self.edits.insert(start, rest);
                }
            }
            _ => {}
        }
    }

    /// The tag of a row that gets cells: it may grow, and its `spans` would be wrong. An empty row is opened.
    fn open_row(&mut self, row: usize, start: usize, end: usize, empty: bool) {
        let first = At::new(row, 0);
        let touched = self.planned.cells.range(first..=At::new(row, usize::MAX)).next().is_some();
        if !touched {
            return;
        }
        let mut tag = without_attribute(&self.xml[start..end], "spans");
        if let Some(points) = self.planned.heights.get(&row) {
            tag = with_attribute(&with_attribute(&tag, "ht", &number(*points)), "customHeight", "1");
        }
        if empty {
            let open = tag.strip_suffix("/>").unwrap_or(&tag).trim_end().to_owned();
            let cells = self.cells_before(At::new(row, usize::MAX));
            tag = format!("{open}>{cells}</{}row>", self.prefix);
        }
        self.edits.replace(start..end, tag);
    }

    /// Planned cells of the same row that stand before a place and were not dealt with, as XML.
    fn cells_before(&mut self, limit: At) -> String {
        let mut out = String::new();
        let from =
            At::new(limit.row, 0).max(self.done.map_or(At::new(0, 0), |done| At::new(done.row, done.column + 1)));
        if from >= limit {
            return out;
        }
        for (at, cell) in self.planned.cells.range(from..limit) {
            out.push_str(&self.element(*at, cell));
            self.done = Some(*at);
        }
        out
    }

    /// Rows that are not stored yet and stand before a row, as XML.
    fn rows_before(&mut self, limit: usize) -> String {
        let mut out = String::new();
        let from = match (self.row, self.done) {
            (Some(row), _) => At::new(row + 1, 0),
            (None, Some(done)) => At::new(done.row + 1, 0),
            (None, None) => At::new(0, 0),
        };
        if from.row >= limit {
            return out;
        }
        let mut current: Option<usize> = None;
        for (at, cell) in self.planned.cells.range(from..At::new(limit, 0)) {
            if current != Some(at.row) {
                if current.is_some() {
                    out.push_str(&format!("</{}row>", self.prefix));
                }
                let height = self.planned.heights.get(&at.row);
                let height =
                    height.map_or_else(String::new, |points| format!(" ht=\"{}\" customHeight=\"1\"", number(*points)));
                out.push_str(&format!("<{}row r=\"{}\"{height}>", self.prefix, at.row + 1));
                current = Some(at.row);
            }
            out.push_str(&self.element(*at, cell));
            self.done = Some(*at);
        }
        if current.is_some() {
            out.push_str(&format!("</{}row>", self.prefix));
        }
        out
    }

    fn element(&self, at: At, cell: &CellXml) -> String {
        let prefix = &self.prefix;
        let inner = if prefix.is_empty() {
            cell.xml.clone()
        } else {
            // Tags only: text has no bare angle brackets.
            cell.xml.replace("</", "\u{0}").replace('<', &format!("<{prefix}")).replace('\u{0}', &format!("</{prefix}"))
        };
        let style = if cell.style == 0 { String::new() } else { format!(" s=\"{}\"", cell.style) };
        let kind = if cell.kind == "n" { String::new() } else { format!(" t=\"{}\"", cell.kind) };
        format!("<{prefix}c r=\"{}{}\"{style}{kind}>{inner}</{prefix}c>", column_name(at.column), at.row + 1)
    }
}

/// Points without a tail of digits.
fn number(points: f64) -> String {
    let text = format!("{points:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(cells: &[(usize, usize)]) -> Planned {
        let mut planned = Planned::default();
        for (row, column) in cells {
            let xml = format!("<is><t>{row},{column}</t></is>");
            planned.cells.insert(At::new(*row, *column), CellXml { xml, kind: "inlineStr", style: 0 });
        }
        planned
    }

    fn cell(at: &str, text: &str) -> String {
        format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    }

    #[test]
    fn cells_and_rows_go_where_they_belong() {
        let xml = "<worksheet><sheetData><row r=\"2\" spans=\"1:3\"><c r=\"A2\"><v>1</v></c><c r=\"C2\" s=\"4\"/></row><row r=\"4\"/></sheetData></worksheet>";
        let filled = splice_cells(xml, &planned(&[(0, 0), (1, 1), (1, 2), (1, 3), (2, 0), (3, 0), (5, 1)])).unwrap();
        let expected = format!(
            "<worksheet><sheetData><row r=\"1\">{}</row><row r=\"2\"><c r=\"A2\"><v>1</v></c>{}{}{}</row><row r=\"3\">{}</row><row r=\"4\">{}</row><row r=\"6\">{}</row></sheetData></worksheet>",
            cell("A1", "0,0"),
            cell("B2", "1,1"),
            cell("C2", "1,2"),
            cell("D2", "1,3"),
            cell("A3", "2,0"),
            cell("A4", "3,0"),
            cell("B6", "5,1"),
        );
        assert_eq!(filled, expected);
    }

    #[test]
    fn an_empty_sheet_a_prefix_and_missing_addresses_are_fine() {
        let filled = splice_cells("<x:worksheet><x:sheetData/></x:worksheet>", &planned(&[(0, 0)])).unwrap();
        assert_eq!(
            filled,
            "<x:worksheet><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>0,0</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
        );
        let filled = splice_cells(
            "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>",
            &planned(&[(0, 1)]),
        )
        .unwrap();
        assert_eq!(
            filled,
            format!("<worksheet><sheetData><row><c><v>1</v></c>{}</row></sheetData></worksheet>", cell("B1", "0,1"))
        );
    }

    #[test]
    fn a_formula_is_never_written() {
        let xml = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f>B1</f><v>1</v></c></row></sheetData></worksheet>";
        assert!(splice_cells(xml, &planned(&[(0, 0)])).is_err());
    }
}
