//! Tables without lines: a header row whose words say so, and columns that the words below keep to.

use super::geometry::Rect;
use super::lines::Line;
use super::table::{PageTable, TableCell, TableRow, joined};
use crate::questionnaire::layout::{Cell, Grid, GridRow, looks_like_header};

/// An unruled table on a page, with the lines that it takes.
pub(super) struct Found {
    pub(super) table: PageTable,
    /// Indices of its lines.
    pub(super) lines: std::ops::Range<usize>,
}

/// The tables among lines. `words` are the same lines with every word apart; `open` are the column borders of a table at the end of
/// the page before.
pub(super) fn unruled_tables(lines: &[Line], words: &[Line], open: Option<&[f64]>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut index = 0;
    if let Some(edges) = open {
        let end = body_end(lines, 0, edges);
        let wide = lines.get(..end).unwrap_or_default().iter().filter(|line| line.spans.len() > 1).count();
        if wide > 0 && !lines.first().is_some_and(heads) {
            found.push(Found { table: table(&lines[..end], &words[..end.min(words.len())], edges), lines: 0..end });
            index = end;
        }
    }
    while index < lines.len() {
        if !heads(&lines[index]) {
            index += 1;
            continue;
        }
        let edges = edges_below(lines, words, index);
        let end = body_end(lines, index + 1, &edges);
        if end > index + 1 {
            found.push(Found {
                table: table(&lines[index..end], &words[index.min(words.len())..end.min(words.len())], &edges),
                lines: index..end,
            });
        }
        index = end;
    }
    found
}

/// Whether a line has the words of a header.
fn heads(line: &Line) -> bool {
    if line.spans.len() < 2 || line.spans.len() > 12 {
        return false;
    }
    let cells = line.spans.iter().map(|span| Cell::text(span.text.clone())).collect();
    let row = GridRow { row: 0, line: 1, hidden: false, cells };
    looks_like_header(&Grid { rows: vec![row], ..Grid::default() })
}

/// Borders between the columns of a header: where the fewest words below are cut.
fn edges_below(lines: &[Line], words: &[Line], header: usize) -> Vec<f64> {
    let head = &lines[header];
    let below: Vec<&Line> = words.iter().filter(|line| line.base >= head.base - 1.0).take(60).collect();
    let mut edges =
        vec![lines[header..].iter().take(60).map(|line| line.area.left).fold(head.area.left, f64::min) - 2.0];
    for pair in head.spans.windows(2) {
        let (from, to) = (pair[0].area.left + 1.0, pair[1].area.left - 0.5);
        let steps = ((to - from) / 2.0).clamp(0.0, 400.0) as usize;
        let cut = |x: f64| {
            below.iter().flat_map(|line| &line.spans).filter(|word| word.area.left < x && word.area.right > x).count()
        };
        let best = (0..=steps).map(|step| to - 2.0 * step as f64).min_by_key(|x| cut(*x));
        edges.push(best.unwrap_or(to));
    }
    let right = lines[header..].iter().take(60).map(|line| line.area.right).fold(head.area.right, f64::max);
    edges.push(right + 2.0);
    edges
}

/// Where the lines that keep to the columns end.
fn body_end(lines: &[Line], start: usize, edges: &[f64]) -> usize {
    let mut end = start;
    let mut titles = 0;
    for (index, line) in lines.iter().enumerate().skip(start) {
        let crosses = line.spans.iter().any(|span| {
            edges[1..edges.len() - 1].iter().any(|edge| span.area.left < edge - 4.0 && span.area.right > edge + 12.0)
        });
        let gap = lines.get(index.wrapping_sub(1)).map_or(0.0, |above| line.base - above.base);
        if gap > 8.0 * line.size || (index > start && heads(line)) {
            break;
        }
        if crosses {
            titles += 1;
            let text = line.text();
            if titles > 1 || text.chars().count() > 70 || text.ends_with(['.', '?', ':']) {
                break;
            }
            continue;
        }
        titles = 0;
        end = index + 1;
    }
    end
}

fn table(lines: &[Line], words: &[Line], edges: &[f64]) -> PageTable {
    let mut steps: Vec<f64> =
        lines.windows(2).map(|pair| pair[1].base - pair[0].base).filter(|step| *step > 1.0).collect();
    steps.sort_by(f64::total_cmp);
    let step = steps.get(steps.len() / 5).copied().unwrap_or(12.0);
    let numbered = has_ids(lines, edges);
    let mut rows: Vec<(Vec<Vec<String>>, &Line, f64)> = Vec::new();
    let mut last_base: Option<f64> = None;
    for (index, line) in lines.iter().enumerate() {
        let own = words.get(index).filter(|own| (own.base - line.base).abs() < 0.1).unwrap_or(line);
        let mut cells: Vec<Vec<&str>> = vec![Vec::new(); edges.len() - 1];
        for word in &own.spans {
            let x = word.area.left + word.area.width().min(6.0) / 2.0;
            let column = edges.partition_point(|edge| *edge <= x).saturating_sub(1).min(edges.len() - 2);
            cells[column].push(&word.text);
        }
        let gap = last_base.map_or(f64::MAX, |last| line.base - last);
        let first = !cells[0].is_empty();
        let begins = if numbered { first || gap > 2.2 * step } else { gap > 1.35 * step || rows.len() == 1 };
        last_base = Some(line.base);
        let texts: Vec<String> = cells.iter().map(|words| words.join(" ")).collect();
        match rows.last_mut() {
            Some((known, _, bottom)) if !begins => {
                for (cell, text) in known.iter_mut().zip(texts) {
                    cell.push(text);
                }
                *bottom = line.area.bottom;
            }
            _ => rows.push((texts.into_iter().map(|text| vec![text]).collect(), line, line.area.bottom)),
        }
    }
    let mut out = PageTable { edges: edges.to_vec(), ..PageTable::default() };
    for (cells, line, bottom) in rows {
        let (top, strong) = (line.area.top, line.bold);
        let cell = |(column, texts): (usize, &Vec<String>)| TableCell {
            text: joined(texts.iter().filter(|text| !text.is_empty()).cloned()),
            area: Rect::new(edges[column], top, edges[column + 1], bottom),
            strong,
            columns: 1,
            rows: 1,
        };
        out.rows.push(TableRow {
            cells: cells.iter().enumerate().map(cell).collect(),
            top,
            bottom,
            ..TableRow::default()
        });
    }
    let bottom = out.rows.last().map_or(0.0, |row| row.bottom);
    out.area = Rect::new(edges[0], lines.first().map_or(0.0, |line| line.area.top), edges[edges.len() - 1], bottom);
    out
}

/// Whether the first column holds short numbers or codes.
fn has_ids(lines: &[Line], edges: &[f64]) -> bool {
    let firsts: Vec<&str> = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.spans.first().filter(|span| span.area.left < edges[1] - 2.0))
        .map(|span| span.text.as_str())
        .collect();
    let short =
        firsts.iter().filter(|text| text.chars().count() <= 12 && text.contains(|c: char| c.is_ascii_digit())).count();
    !firsts.is_empty() && short * 10 >= firsts.len() * 7
}
