//! A page as tables and text, in the order in which people read.

use super::lines::{Line, lines_of, words_of};
use super::page::{Glyph, Page};
use super::ruled::ruled_tables;
use super::table::PageTable;
use super::unruled::unruled_tables;

/// A piece of a page.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A table.
    Table(PageTable),
    /// Lines that follow each other.
    Text(Vec<Line>),
}

impl Block {
    fn top(&self) -> f64 {
        match self {
            Self::Table(table) => table.area.top,
            Self::Text(lines) => lines.first().map_or(0.0, |line| line.area.top),
        }
    }
}

/// Ruled tables of a page; more boxes are a drawing.
const TABLES: usize = 400;

/// The blocks of a page. `open` are the column borders of an unruled table at the end of the page before.
pub(super) fn blocks_of(page: &Page, open: Option<&[f64]>) -> Vec<Block> {
    let mut tables = ruled_tables(page);
    tables.truncate(TABLES);
    // Frames around text and rows of empty boxes are drawings.
    tables.retain(|table| table.rows.iter().any(|row| row.cells.iter().any(|cell| !cell.text.is_empty())));
    let free: Vec<&Glyph> =
        page.glyphs.iter().filter(|glyph| !tables.iter().any(|table| table.area.holds(glyph.area.centre()))).collect();
    let mut blocks: Vec<Block> = Vec::new();
    for table in tables {
        let mut table = table;
        table.drop_slivers();
        blocks.push(Block::Table(table));
    }
    let lines = lines_of(&free);
    let words = words_of(&free);
    let found = unruled_tables(&lines, &words, open.filter(|_| blocks.is_empty()));
    let mut taken = vec![false; lines.len()];
    for one in found {
        taken[one.lines.clone()].fill(true);
        blocks.push(Block::Table(one.table));
    }
    let rest: Vec<Line> =
        lines.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(line, _)| line.clone()).collect();
    let ordered = match gutter(page, &rest) {
        Some(x) => by_columns(&free, &rest, x),
        None => rest,
    };
    // Text goes between the tables it stands between; within a column order it stays together.
    let mut tops: Vec<f64> = blocks.iter().map(Block::top).collect();
    tops.sort_by(f64::total_cmp);
    let mut run: Vec<Line> = Vec::new();
    let place = |line: &Line| tops.partition_point(|top| *top <= line.area.top + 1.0);
    for line in ordered {
        if run.last().is_some_and(|last| place(last) != place(&line)) {
            blocks.push(Block::Text(std::mem::take(&mut run)));
        }
        run.push(line);
    }
    if !run.is_empty() {
        blocks.push(Block::Text(run));
    }
    blocks.sort_by(|one, other| one.top().total_cmp(&other.top()));
    blocks
}

/// Where the gap between two columns of text lies, if the page has two.
fn gutter(page: &Page, lines: &[Line]) -> Option<f64> {
    let left = lines.iter().map(|line| line.area.left).fold(f64::MAX, f64::min);
    let right = lines.iter().map(|line| line.area.right).fold(f64::MIN, f64::max);
    if lines.len() < 8 || lines.len() > 2_000 || page.glyphs.len() > 60_000 || right - left < page.width * 0.5 {
        return None;
    }
    let middle = |share: f64| left + (right - left) * share;
    let steps = 60;
    let at = |step: usize| middle(0.38 + 0.24 * step as f64 / steps as f64);
    let crossing = |x: f64| {
        let spans = |line: &&Line| line.spans.iter().any(|span| span.area.left < x + 4.0 && span.area.right > x - 4.0);
        lines.iter().filter(spans).count()
    };
    let best = (0..=steps).map(at).min_by_key(|x| crossing(*x))?;
    let (mut both, mut fill, mut right_lines, mut left_lines) = (0usize, 0.0, 0usize, 0usize);
    for line in lines {
        let left_end =
            line.spans.iter().filter(|span| span.area.right <= best).map(|span| span.area.right).fold(0.0, f64::max);
        let has_right = line.spans.iter().any(|span| span.area.left >= best);
        if left_end > 0.0 {
            left_lines += 1;
            fill += (left_end - left) / (best - left);
        }
        right_lines += usize::from(has_right);
        both += usize::from(has_right && left_end > 0.0);
    }
    let good = crossing(best) * 4 <= lines.len()
        && left_lines >= 5
        && right_lines >= 5
        && both >= 3
        && fill / left_lines as f64 >= 0.55;
    good.then_some(best)
}

/// Lines column by column, between lines that go across both.
fn by_columns(glyphs: &[&Glyph], lines: &[Line], x: f64) -> Vec<Line> {
    let across: Vec<&Line> = lines
        .iter()
        .filter(|line| line.spans.iter().any(|span| span.area.left < x - 4.0 && span.area.right > x + 4.0))
        .collect();
    let kept: Vec<&Glyph> = glyphs
        .iter()
        .copied()
        .filter(|glyph| lines.iter().any(|line| line.area.holds(glyph.area.centre())))
        .filter(|glyph| !across.iter().any(|line| line.area.holds(glyph.area.centre())))
        .collect();
    let (left, right): (Vec<&Glyph>, Vec<&Glyph>) = kept.into_iter().partition(|glyph| glyph.area.centre().0 < x);
    let (left, right) = (lines_of(&left), lines_of(&right));
    let mut out = Vec::new();
    let mut from = f64::MIN;
    for until in across.iter().map(|line| line.base).chain([f64::MAX]) {
        let within = |line: &&Line| line.base > from && line.base < until;
        out.extend(left.iter().filter(within).cloned());
        out.extend(right.iter().filter(within).cloned());
        out.extend(across.iter().filter(|line| line.base == until).map(|line| (*line).clone()));
        from = until;
    }
    out
}
