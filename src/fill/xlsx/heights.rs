//! How high a row must be for what it holds: rows only grow, for programs do not fit heights to merged or stored rows.

use crate::questionnaire::layout::{At, Grid};
use crate::questionnaire::workbook::{SheetXml, Styles};
use crate::questionnaire::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// The highest row, in points, by the format.
const MOST: f64 = 409.5;
/// Height of a line as a multiple of the size of its letters, as office programs set it.
const LINE: f64 = 1.36;

/// Heights of the rows of a sheet, in points.
pub(super) struct Heights {
    rows: BTreeMap<usize, f64>,
    usual: f64,
}

impl Heights {
    /// Reads the heights a sheet stores.
    pub(super) fn new(xml: &str) -> Self {
        let mut heights = Self { rows: BTreeMap::new(), usual: 15.0 };
        let mut reader = Reader::from_str(xml);
        let mut next = 0usize;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) | Event::Empty(element) => match local(element.name().0) {
                    "sheetFormatPr" => {
                        let told = attribute(&element, "defaultRowHeight").and_then(|height| height.parse().ok());
                        heights.usual = told.unwrap_or(heights.usual);
                    }
                    "row" => {
                        let told = attribute(&element, "r").and_then(|row| row.parse::<usize>().ok()?.checked_sub(1));
                        let row = told.unwrap_or(next);
                        next = row + 1;
                        if let Some(height) = attribute(&element, "ht").and_then(|height| height.parse().ok()) {
                            heights.rows.insert(row, height);
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        heights
    }

    fn of(&self, row: usize) -> f64 {
        self.rows.get(&row).copied().unwrap_or(self.usual)
    }

    /// The height a row must grow to for a text of some lines, or nothing if it is high enough.
    #[expect(clippy::too_many_arguments, reason = "a cell, its sheet and its look are what a height depends on")]
    pub(super) fn needed(
        &self,
        text: &str,
        width: f64,
        points: f64,
        at: At,
        grid: &Grid,
        seen: &SheetXml,
        formats: &Styles,
    ) -> Option<f64> {
        let mut need = height_of(text, width, points);
        // A cell merged downwards has the other rows' heights too.
        if let Some(area) = grid.merge(at) {
            let others: f64 =
                (area.first.row + 1..=area.last.row.min(area.first.row + 200)).map(|row| self.of(row)).sum();
            need -= others;
        }
        // A row that fitted itself to its question must still hold it once its height is fixed.
        if !self.rows.contains_key(&at.row) {
            for (column, cell) in
                grid.row(at.row).map(|row| row.cells.as_slice()).unwrap_or_default().iter().enumerate()
            {
                let place = At::new(at.row, column);
                if cell.text.is_empty() || grid.merge(place).is_some_and(|area| area.last.row > area.first.row) {
                    continue;
                }
                let format = formats.get(seen.style(place));
                if format.wraps {
                    need = need.max(height_of(&cell.text, width_of(seen, grid, place, None), format.points));
                }
            }
        }
        let need = need.min(MOST);
        (need > self.of(at.row) + 0.5).then_some(need)
    }
}

/// Points that a text needs in a width.
pub(in crate::fill) fn height_of(text: &str, width: f64, points: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "lines of a cell are few")]
    let lines = lines_of(text, width, points) as f64;
    lines * points * LINE + 2.0
}

/// Width of a cell in characters, of all its columns where it is merged.
pub(super) fn width_of(seen: &SheetXml, grid: &Grid, at: At, added: Option<f64>) -> f64 {
    if let Some(width) = added {
        return width;
    }
    let (first, last) = grid.merge(at).map_or((at.column, at.column), |area| (area.first.column, area.last.column));
    (first..=last.min(first + 200))
        .map(|column| match seen.column(column) {
            Some(run) if run.hidden => 0.0,
            Some(run) => run.width.unwrap_or(seen.width),
            None => seen.width,
        })
        .sum()
}

/// Lines a text takes in a width, measured in characters of 11 points. A little more rather than less: fonts differ.
pub(in crate::fill) fn lines_of(text: &str, width: f64, points: f64) -> usize {
    let room = ((width * 11.0 / points.max(4.0)) * 0.95).max(1.0);
    text.lines().map(|line| lines_of_paragraph(line, room)).sum::<usize>().max(1)
}

fn lines_of_paragraph(line: &str, room: f64) -> usize {
    let (mut lines, mut used) = (1usize, 0.0);
    let mut rest = line;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(word_end(rest));
        rest = after;
        let wide: f64 = word.trim_end().chars().map(width_of_sign).sum();
        if used > 0.0 && used + wide > room {
            lines += 1;
            used = 0.0;
        }
        // A word that no line holds, such as an address, is broken where the line ends.
        let full = (wide / room).floor();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cell holds 32,767 characters")]
        if wide > room {
            lines += full as usize;
            used = wide - full * room;
        } else {
            used += wide;
        }
        used += word.chars().rev().take_while(|sign| *sign == ' ').map(width_of_sign).sum::<f64>();
    }
    lines
}

/// Where the first word ends: behind its blanks, or behind one sign of a script that has none.
fn word_end(text: &str) -> usize {
    let mut blank = false;
    for (at, sign) in text.char_indices() {
        if at > 0 && (is_wide(sign) || (blank && sign != ' ') || text[..at].chars().next_back().is_some_and(is_wide)) {
            return at;
        }
        blank = sign == ' ';
    }
    text.len()
}

fn is_wide(sign: char) -> bool {
    sign >= '\u{1100}'
}

/// Width of a sign, in widths of a digit.
fn width_of_sign(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | ' ' | '(' | ')' | '-' | '/' => {
            0.65
        }
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.5,
        'A'..='Z' => 1.2,
        _ if is_wide(sign) => 2.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_depend_on_width_and_script() {
        assert_eq!(lines_of("short", 20.0, 11.0), 1);
        assert_eq!(lines_of(&"x".repeat(100), 20.0, 11.0), 6);
        assert_eq!(lines_of("a\nb", 20.0, 11.0), 2);
        assert_eq!(lines_of("a word or two of it", 10.0, 11.0), 2);
        assert_eq!(lines_of("see https://example.org/a/rather/long/address", 20.0, 11.0), 3);
        assert_eq!(lines_of(&"あ".repeat(50), 20.0, 11.0), 6);
    }
}
