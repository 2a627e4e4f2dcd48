//! Tables to strips: a row is cut into slices of one text line each, so that a row may be taller than a page.

use super::columns::{Natural, widths};
use super::flow::{Flow, Place};
use super::lines::{Line, break_lines, natural_widths};
use super::page::{Area, PageItem};
use super::pieces::Shaped;
use super::strip::{Band, LinePen, Strip};
use super::style::{CELL, HAIRLINE, QUOTE_BAR, SHADE, SMALL_CELL, TextStyle};
use super::tree::ElemId;
use crate::reply::block::{Align, Inline};

/// Space left and right of a cell's text, in a usual table and in one of many columns; and above and below.
const PAD_X: f32 = 6.0;
const SMALL_PAD_X: f32 = 3.0;
const PAD_Y: f32 = 3.5;
/// A table of so many columns is set small.
const MANY_COLUMNS: usize = 8;
/// A row of up to so many lines is kept on one page.
const WHOLE_ROW: usize = 18;
/// A header of more lines than this is not repeated.
const REPEATED_HEADER: usize = 8;

/// Measures of a table.
struct Grid<'t> {
    left: f32,
    widths: Vec<f32>,
    aligns: &'t [Align],
    style: TextStyle,
    pad: f32,
}

impl Flow<'_> {
    pub(super) fn table(&mut self, aligns: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], place: &Place) {
        self.flush_label(place);
        let count = rows.iter().map(Vec::len).chain([aligns.len(), header.len()]).max().unwrap_or(0);
        if count == 0 {
            return;
        }
        let table = self.tree.block("Table", place.elem);
        let (style, pad) = if count < MANY_COLUMNS { (CELL, PAD_X) } else { (SMALL_CELL, SMALL_PAD_X) };
        let head_style = TextStyle { bold: true, ..style };
        let has_header = header.iter().any(|cell| !cell.is_empty());
        let head = has_header.then(|| {
            let group = self.tree.block("THead", table);
            self.shape_row(header, count, "TH", head_style, group)
        });
        let mut body = Vec::with_capacity(rows.len());
        if !rows.is_empty() {
            let group = self.tree.block("TBody", table);
            for row in rows {
                body.push(self.shape_row(row, count, "TD", style, group));
            }
        }
        let mut natural = vec![Natural::default(); count];
        for row in head.iter().chain(&body) {
            for (column, cell) in natural.iter_mut().zip(row) {
                let (widest, word) = natural_widths(cell);
                column.widest = column.widest.max(widest + 2.0 * pad);
                column.word = column.word.max(word + 2.0 * pad);
            }
        }
        let grid = Grid { left: place.left, widths: widths(&natural, place.width), aligns, style, pad };
        let mut number = None;
        if let Some(head) = &head {
            number = self.head(head, &grid, place);
        } else {
            let rule = self.rule_across(&grid, 0.0, 0.6, QUOTE_BAR);
            self.push(Strip { gap: 9.0, height: 0.6, items: vec![rule], keep_next: true, ..Strip::default() }, place);
            self.above = Some(0.0);
        }
        for row in &body {
            self.row(row, &grid, number, place);
        }
        self.below = 11.0;
    }

    fn shape_row(
        &mut self,
        cells: &[Vec<Inline>],
        count: usize,
        tag: &'static str,
        style: TextStyle,
        group: ElemId,
    ) -> Vec<Shaped> {
        let row = self.tree.block("TR", group);
        (0..count)
            .map(|column| {
                let elem = self.tree.block(tag, row);
                if tag == "TH" {
                    self.tree.get_mut(elem).attribute = Some(("Table", "Scope", "Column"));
                }
                let prose = self.prose(cells.get(column).map_or(&[][..], Vec::as_slice), style, elem);
                self.shape_prose(prose)
            })
            .collect()
    }

    /// The header row; returns the number under which it is repeated, if it is.
    fn head(&mut self, cells: &[Shaped], grid: &Grid<'_>, place: &Place) -> Option<usize> {
        let lines = broken(cells, grid);
        let count = lines.iter().map(Vec::len).max().unwrap_or(1);
        let mut items = Vec::new();
        for slice in 0..count {
            let y = PAD_Y + slice as f32 * grid.style.leading + grid.style.baseline();
            self.slice(cells, &lines, slice, y, grid, &mut items);
        }
        let height = count as f32 * grid.style.leading + 2.0 * PAD_Y;
        let width: f32 = grid.widths.iter().sum();
        if count > REPEATED_HEADER {
            self.row(cells, grid, None, place);
            return None;
        }
        let number = self.next_band();
        let bands = vec![Band { number, x: grid.left, width, color: SHADE }];
        items.push(self.rule_across(grid, height - 0.8, 0.8, QUOTE_BAR));
        let strip = Strip { gap: 9.0, height, keep_next: true, items, bands, ..Strip::default() };
        let mut again = strip.clone();
        again.bands.extend_from_slice(&place.bands);
        again.items.retain(|item| matches!(item, PageItem::Run(_) | PageItem::Fill { .. }));
        for item in &mut again.items {
            if let PageItem::Run(run) = item {
                run.owner = None;
            }
        }
        self.headers.push(vec![again]);
        self.push(strip, place);
        self.above = Some(0.0);
        Some(self.headers.len() - 1)
    }

    fn row(&mut self, cells: &[Shaped], grid: &Grid<'_>, table: Option<usize>, place: &Place) {
        let lines = broken(cells, grid);
        let count = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
        for slice in 0..count {
            let (first, last) = (slice == 0, slice + 1 == count);
            let top = if first { PAD_Y } else { 0.0 };
            let height = top + grid.style.leading + if last { PAD_Y } else { 0.0 };
            let mut items = Vec::new();
            self.slice(cells, &lines, slice, top + grid.style.baseline(), grid, &mut items);
            if last {
                items.push(self.rule_across(grid, height - 0.5, 0.5, HAIRLINE));
            }
            let keep_next = !last && (count <= WHOLE_ROW || first || slice + 2 == count);
            self.above = Some(0.0);
            self.push(Strip { height, keep_next, items, table, lead: PAD_Y - top, ..Strip::default() }, place);
        }
    }

    /// Draws the line number `slice` of every cell that has one.
    fn slice(
        &self,
        cells: &[Shaped],
        lines: &[Vec<Line>],
        slice: usize,
        baseline: f32,
        grid: &Grid<'_>,
        items: &mut Vec<PageItem>,
    ) {
        let mut left = grid.left;
        for (column, (cell, lines)) in cells.iter().zip(lines).enumerate() {
            let width = grid.widths[column];
            if let Some(line) = lines.get(slice) {
                let spare = (width - 2.0 * grid.pad - line.width).max(0.0);
                let shift = match grid.aligns.get(column) {
                    Some(Align::Right) => spare,
                    Some(Align::Center) => spare / 2.0,
                    Some(Align::Left) | None => 0.0,
                };
                let pen = LinePen { shaper: &self.shaper, shaped: cell, leading: grid.style.leading };
                pen.draw(line, left + grid.pad + shift, baseline, items);
            }
            left += width;
        }
    }

    fn rule_across(&self, grid: &Grid<'_>, y: f32, height: f32, color: [u8; 3]) -> PageItem {
        let area = Area { x: grid.left, y, width: grid.widths.iter().sum(), height };
        PageItem::Fill { area, radius: 0.0, color }
    }
}

fn broken(cells: &[Shaped], grid: &Grid<'_>) -> Vec<Vec<Line>> {
    cells.iter().zip(&grid.widths).map(|(cell, width)| break_lines(cell, (width - 2.0 * grid.pad).max(1.0))).collect()
}
