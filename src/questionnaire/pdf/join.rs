//! Tables that go on over the end of a page.

use super::blocks::Block;
use super::lines::join_wrapped;
use super::table::{PageTable, TableRow};
use crate::questionnaire::layout::{Cell, Grid, GridRow, looks_like_header};
use crate::questionnaire::prose::split_marker;

/// Columns of a table that goes on may be this much out of line, in points.
const SHIFT: f64 = 9.0;

/// Joins tables at the end of one page with those at the beginning of the next.
pub(super) fn join_pages(pages: Vec<Vec<Block>>) -> Vec<(usize, Block)> {
    let mut out: Vec<(usize, Block)> = Vec::new();
    for (number, blocks) in pages.into_iter().enumerate() {
        for (index, mut block) in blocks.into_iter().enumerate() {
            if let Block::Table(table) = &mut block {
                for row in &mut table.rows {
                    row.page = number;
                }
            }
            if let (Some((_, Block::Table(above))), Block::Table(below)) = (out.last_mut(), &block) {
                let last_page = above.rows.last().map_or(0, |row| row.page);
                if index == 0 && last_page + 1 == number && fits(above, below) {
                    append(above, below.clone());
                    continue;
                }
            }
            out.push((number, block));
        }
    }
    out
}

fn fits(above: &PageTable, below: &PageTable) -> bool {
    above.edges.len() == below.edges.len()
        && above.edges.iter().zip(&below.edges).all(|(one, other)| (one - other).abs() <= SHIFT)
}

fn append(above: &mut PageTable, mut below: PageTable) {
    // Headers come again on every page.
    let header = |row: usize| -> bool { heads(below.rows.get(row)) };
    let again =
        (0..below.rows.len().min(3)).take_while(|row| above.texts(*row) == below.texts(*row) || header(*row)).count();
    let repeats = above.texts(0) == below.texts(0) || (again > 0 && heads(above.rows.first()));
    if repeats && below.rows.len() > again {
        below.rows.drain(..again.max(1));
    }
    if !repeats {
        strip_header(above, &mut below);
    }
    if let (Some(last), Some(first)) = (above.rows.last_mut(), below.rows.first())
        && goes_on(last, first)
    {
        for (cell, more) in last.cells.iter_mut().zip(&first.cells) {
            if cell.text.is_empty() {
                cell.text.clone_from(&more.text);
            } else {
                join_wrapped(&mut cell.text, &more.text);
            }
        }
        below.rows.remove(0);
    }
    above.rows.extend(below.rows);
}

/// Some writers draw no line between the header of a page and the rest of a row: the words of the header go.
fn strip_header(above: &PageTable, below: &mut PageTable) {
    let (Some(header), Some(first)) = (above.rows.first(), below.rows.first_mut()) else { return };
    let texts: Vec<String> = header.cells.iter().map(|cell| cell.text.clone()).collect();
    let begins = texts.iter().zip(&first.cells).all(|(text, cell)| cell.text.starts_with(text.as_str()));
    if begins && texts.iter().filter(|text| !text.is_empty()).count() >= 2 && heads(Some(header)) {
        for (text, cell) in texts.iter().zip(&mut first.cells) {
            cell.text = cell.text[text.len()..].trim_start().to_owned();
        }
    }
}

fn heads(row: Option<&TableRow>) -> bool {
    let Some(row) = row else { return false };
    let cells = row.cells.iter().map(|cell| Cell::text(cell.text.clone())).collect();
    let row = GridRow { row: 0, line: 1, hidden: false, cells };
    looks_like_header(&Grid { rows: vec![row], ..Grid::default() })
}

/// Whether the first row of a page is the rest of the last row of the page before: it has no number, and a text was cut.
fn goes_on(last: &TableRow, first: &TableRow) -> bool {
    let longest = |row: &TableRow| {
        row.cells.iter().enumerate().max_by_key(|(_, cell)| cell.text.chars().count()).map(|(column, _)| column)
    };
    let Some(column) =
        longest(last).filter(|column| first.cells.get(*column).is_some_and(|cell| !cell.text.is_empty()))
    else {
        return false;
    };
    let blank_before = first.cells[..column].iter().all(|cell| cell.text.is_empty());
    let (above, below) = (last.cells[column].text.trim_end(), first.cells[column].text.trim_start());
    let ended = above.ends_with(['.', '?', '!', ':', ';', '。', '？', '：']);
    let goes_on = below.starts_with(|sign: char| sign.is_lowercase() || matches!(sign, '(' | ')' | '、' | '。' | '）'));
    blank_before && split_marker(below).is_none() && (!ended || goes_on)
}
