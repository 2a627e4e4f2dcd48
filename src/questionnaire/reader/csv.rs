//! Delimited values: comma, semicolon, tab or bar; title rows, padding and quoted line breaks.

use crate::questionnaire::draft::Reading;
use crate::questionnaire::layout::{Grid, find_layout};
use crate::questionnaire::table::{Row, grid_of, looks_like_header};
use crate::questionnaire::workbook::cell_name;
use crate::questionnaire::{Error, FormKind, Limits};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Bytes that are looked at to tell the delimiter.
const SAMPLE: usize = 64 * 1024;

/// Reads delimited values.
///
/// # Errors
///
/// More cells than the limit.
pub(in crate::questionnaire) fn read_csv(name: &str, content: &str, limits: &Limits) -> Result<Reading, Error> {
    let grid = read_grid(name, content, limits)?;
    let mut reading = Reading::new(FormKind::Csv);
    reading.drafts = find_layout(&grid).drafts(None, &cell_name);
    Ok(reading)
}

/// Delimited values as a grid. Rows are counted as records: empty lines are none.
///
/// # Errors
///
/// More cells than the limit.
pub(in crate::questionnaire) fn read_grid(name: &str, content: &str, limits: &Limits) -> Result<Grid, Error> {
    let (content, told, skipped) = separator_line(content);
    let delimiter = told.unwrap_or_else(|| sniff(content).0);
    let mut rows = rows_of(content, delimiter, true, limits.cells);
    // One quotation mark that is never closed swallows the rest of the file.
    if rows.as_ref().is_some_and(|rows| rows.len() < content.lines().count() && unclosed(content)) {
        rows = rows_of(content, delimiter, false, limits.cells);
    }
    let mut rows = rows.ok_or_else(|| Error::TooLarge { name: name.to_owned(), what: "cells", limit: limits.cells })?;
    for row in &mut rows {
        row.line += skipped;
    }
    Ok(Grid { widens: true, ..grid_of(&rows) })
}

/// Whether text is delimited values, for files whose name does not say so.
pub(in crate::questionnaire) fn is_csv(content: &str) -> bool {
    let content = sample(content);
    let (delimiter, share) = sniff(content);
    if share < 80 {
        return false;
    }
    let rows = rows_of(content, delimiter, true, usize::MAX).unwrap_or_default();
    rows.len() >= 2 && rows.iter().take(20).any(|row| row.cells.len() > 1 && looks_like_header(row))
}

/// How a text is delimited: the sign, and the bytes before its first record.
pub(in crate::questionnaire) fn dialect(content: &str) -> (u8, usize) {
    let (rest, told, _) = separator_line(content);
    (told.unwrap_or_else(|| sniff(rest).0), content.len() - rest.len())
}

fn unclosed(content: &str) -> bool {
    content.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// Excel's own first line, `sep=;`.
fn separator_line(content: &str) -> (&str, Option<u8>, usize) {
    let Some((first, rest)) = content.split_once('\n') else { return (content, None, 0) };
    let told = first.trim_end().strip_prefix("sep=").and_then(|sign| sign.bytes().next());
    match told {
        Some(sign) if DELIMITERS.contains(&sign) => (rest, Some(sign), 1),
        _ => (content, None, 0),
    }
}

fn sample(content: &str) -> &str {
    let mut end = content.len().min(SAMPLE);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    &content[..end]
}

/// The delimiter that parts most rows into equally many cells, and in how many of a hundred rows.
fn sniff(content: &str) -> (u8, usize) {
    let content = sample(content);
    let mut best = (b',', 0, 0);
    for delimiter in DELIMITERS {
        let widths = widths(content, delimiter);
        let Some(width) = widths
            .iter()
            .copied()
            .filter(|width| *width > 1)
            .max_by_key(|width| (widths.iter().filter(|other| *other == width).count(), *width))
        else {
            continue;
        };
        let share = widths.iter().filter(|other| **other == width).count() * 100 / widths.len();
        if (share, width) > (best.1, best.2) {
            best = (delimiter, share, width);
        }
    }
    (best.0, best.1)
}

/// How many cells each of the first rows has, padding included.
fn widths(content: &str, delimiter: u8) -> Vec<usize> {
    let mut reader = reader(content, delimiter, true);
    reader.records().take(200).map_while(Result::ok).map(|record| record.len()).collect()
}

fn reader(content: &str, delimiter: u8, quoting: bool) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .from_reader(content.as_bytes())
}

/// Rows with any number of cells, or nothing if there are more than `most` cells.
fn rows_of(content: &str, delimiter: u8, quoting: bool, most: usize) -> Option<Vec<Row>> {
    let mut reader = reader(content, delimiter, quoting);
    let (mut rows, mut cells) = (Vec::new(), 0usize);
    let mut record = csv::StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        cells += record.len();
        if cells > most {
            return None;
        }
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
        // Padding at the end of rows is nobody's answer.
        let used = (0..record.len()).rev().find(|column| !record[*column].trim().is_empty()).map_or(0, |last| last + 1);
        rows.push(Row { line, cells: record.iter().take(used).map(str::to_owned).collect() });
    }
    Some(rows)
}
