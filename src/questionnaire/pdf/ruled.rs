//! Tables with ruled lines: which lines belong together, which cells they make, which of them are one cell.

use super::geometry::Rect;
use super::lines::lines_of;
use super::page::{Glyph, Page, Rule};
use super::table::{PageTable, TableCell, TableRow};
use crate::questionnaire::verdict_words::says;
use std::ops::Range;

/// Lines nearer than this are one, in points.
const NEAR: f64 = 2.0;
/// Cell borders nearer than this are one: rows of the same table are often a little out of line.
const BORDER: f64 = 4.5;
/// Cells of one table before the lines are merged; more is a drawing.
const CELLS: usize = 40_000;
/// Groups of lines of a page that may be tables.
const GROUPS: usize = 400;
/// Pairs of lines that are held against each other on a page.
const PAIRS: usize = 2_000_000;

/// The ruled tables of a page, from top to bottom, with the text in them.
pub(super) fn ruled_tables(page: &Page) -> Vec<PageTable> {
    let mut tables = lattices(page, page.rules.iter().filter(|rule| !rule.shade));
    // Shading makes a table only where nothing else does.
    let inside = |rule: &Rule| {
        let middle = (rule.from + rule.to) / 2.0;
        let (x, y) = if rule.level { (middle, rule.at) } else { (rule.at, middle) };
        let near =
            |area: &Rect| x > area.left - 8.0 && x < area.right + 8.0 && y > area.top - 8.0 && y < area.bottom + 8.0;
        tables.iter().any(|table| near(&table.area))
    };
    let rest: Vec<&Rule> = page.rules.iter().filter(|rule| !inside(rule)).collect();
    if rest.iter().any(|rule| rule.shade) {
        // Marked words are shaded too: a table has text in two columns of two rows.
        let rich = |table: &PageTable| {
            let full = |row: &&TableRow| row.cells.iter().filter(|cell| !cell.text.is_empty()).count() >= 2;
            table.rows.iter().filter(full).count() >= 2
        };
        let more = lattices(page, rest.into_iter());
        tables.extend(more.into_iter().filter(rich));
    }
    tables.sort_by(|one, other| one.area.top.total_cmp(&other.area.top));
    tables
}

fn lattices<'r>(page: &Page, rules: impl Iterator<Item = &'r Rule> + Clone) -> Vec<PageTable> {
    let long = |rule: &&Rule| rule.to - rule.from > 2.0;
    let levels = merged(rules.clone().filter(|rule| rule.level).filter(long), 8.0);
    let uprights = merged(rules.filter(|rule| !rule.level).filter(long), 5.0);
    if levels.len().saturating_mul(uprights.len()) > PAIRS {
        return Vec::new();
    }
    let mut tables = Vec::new();
    for (levels, uprights) in groups(&levels, &uprights).into_iter().take(GROUPS) {
        if let Some(lattice) = Lattice::new(&levels, &uprights) {
            tables.extend(lattice.tables(&page.glyphs));
        }
    }
    tables
}

/// Lines that touch or overlap as one; short ones are left out.
fn merged<'r>(rules: impl Iterator<Item = &'r Rule>, least: f64) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut out: Vec<Rule> = Vec::new();
    let mut start = 0;
    while start < rules.len() {
        let end = start + rules[start..].iter().take_while(|rule| rule.at - rules[start].at <= NEAR).count();
        let mut group = rules[start..end].to_vec();
        group.sort_by(|one, other| one.from.total_cmp(&other.from));
        let mut current = group[0];
        for rule in &group[1..] {
            // Dashes are one line.
            if rule.from <= current.to + 4.0 {
                current.to = current.to.max(rule.to);
            } else {
                out.push(current);
                current = *rule;
            }
        }
        out.push(current);
        start = end;
    }
    out.retain(|rule| rule.to - rule.from >= least);
    out
}

/// Lines that cross or touch each other, directly or through others.
fn groups(levels: &[Rule], uprights: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let count = levels.len() + uprights.len();
    let mut sets = Sets::new(count);
    for (upright_index, upright) in uprights.iter().enumerate() {
        for (level_index, level) in levels.iter().enumerate() {
            let touches = upright.at >= level.from - 3.0
                && upright.at <= level.to + 3.0
                && level.at >= upright.from - 3.0
                && level.at <= upright.to + 3.0;
            if touches {
                sets.join(level_index, levels.len() + upright_index);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = std::collections::BTreeMap::new();
    for (index, level) in levels.iter().enumerate() {
        found.entry(sets.root(index)).or_default().0.push(*level);
    }
    for (index, upright) in uprights.iter().enumerate() {
        found.entry(sets.root(levels.len() + index)).or_default().1.push(*upright);
    }
    found.into_values().filter(|(levels, uprights)| levels.len() >= 2 && !uprights.is_empty()).collect()
}

/// Disjoint sets of numbers.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    /// Joins two sets under the smaller root.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// First and last column, first and last row of a cell.
type Extent = (usize, usize, usize, usize);

/// All borders of a table, and between which of its smallest cells there is one.
struct Lattice {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// Whether there is a line left of column `j` in row `i`.
    left: Vec<Vec<bool>>,
    /// Whether there is a line above row `i` in column `j`.
    above: Vec<Vec<bool>>,
}

impl Lattice {
    fn new(levels: &[Rule], uprights: &[Rule]) -> Option<Self> {
        let ends = |rules: &[Rule]| -> [f64; 2] {
            [
                rules.iter().map(|rule| rule.from).fold(f64::MAX, f64::min),
                rules.iter().map(|rule| rule.to).fold(f64::MIN, f64::max),
            ]
        };
        // Tables are often open at their sides.
        let xs = borders(uprights.iter().map(|rule| rule.at).chain(ends(levels)));
        let ys = borders(levels.iter().map(|rule| rule.at).chain(ends(uprights)));
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        if columns < 2 || rows < 1 || columns.saturating_mul(rows) > CELLS {
            return None;
        }
        let mut left = vec![vec![false; columns]; rows];
        for rule in uprights {
            let column = nearest(&xs, rule.at);
            for (row, cells) in left.iter_mut().enumerate() {
                let covered = rule.to.min(ys[row + 1]) - rule.from.max(ys[row]);
                if column < columns && covered > 0.6 * (ys[row + 1] - ys[row]) {
                    cells[column] = true;
                }
            }
        }
        let mut above = vec![vec![false; columns]; rows];
        for rule in levels {
            let row = nearest(&ys, rule.at);
            for column in 0..columns {
                let covered = rule.to.min(xs[column + 1]) - rule.from.max(xs[column]);
                if row < rows && covered > 0.6 * (xs[column + 1] - xs[column]) {
                    above[row][column] = true;
                }
            }
        }
        Some(Self { xs, ys, left, above })
    }

    /// Cells with their text, as one table or several with other columns each.
    fn tables(&self, glyphs: &[Glyph]) -> Vec<PageTable> {
        let (columns, rows) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut sets = Sets::new(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                if column > 0 && !self.left[row][column] {
                    sets.join(row * columns + column, row * columns + column - 1);
                }
                if row > 0 && !self.above[row][column] {
                    sets.join(row * columns + column, (row - 1) * columns + column);
                }
            }
        }
        let roots: Vec<usize> = (0..columns * rows).map(|cell| sets.root(cell)).collect();
        let mut extents: Vec<Extent> = vec![(usize::MAX, 0, usize::MAX, 0); columns * rows];
        for (cell, root) in roots.iter().enumerate() {
            let ((row, column), seen) = ((cell / columns, cell % columns), &mut extents[*root]);
            *seen = (seen.0.min(column), seen.1.max(column), seen.2.min(row), seen.3.max(row));
        }
        let mut inside: Vec<Vec<&Glyph>> = vec![Vec::new(); columns * rows];
        for glyph in glyphs {
            let (x, y) = glyph.area.centre();
            if let (Some(column), Some(row)) = (slot(&self.xs, x), slot(&self.ys, y)) {
                inside[roots[row * columns + column]].push(glyph);
            }
        }
        let mut out: Vec<PageTable> = Vec::new();
        let mut start = 0;
        while start < rows {
            let end = self.alike(start, &roots);
            out.extend(self.part(start..end, &roots, &extents, &inside));
            start = end;
        }
        out
    }

    /// The row after those that share the columns of a row: a row of fewer cells fits, one with other borders does not.
    fn alike(&self, start: usize, roots: &[usize]) -> usize {
        let columns = self.xs.len() - 1;
        let borders = |row: usize| (1..columns).filter(move |column| self.left[row][*column]).collect::<Vec<_>>();
        let mut known = borders(start);
        let mut end = start + 1;
        while end < self.ys.len() - 1 {
            let own = borders(end);
            let spans = (0..columns).any(|column| roots[end * columns + column] < end * columns);
            if own.iter().all(|border| known.contains(border)) {
            } else if spans || known.iter().all(|border| own.contains(border)) {
                known.extend(own);
            } else {
                break;
            }
            end += 1;
        }
        end
    }

    fn part(
        &self,
        rows: Range<usize>,
        roots: &[usize],
        extents: &[Extent],
        inside: &[Vec<&Glyph>],
    ) -> Option<PageTable> {
        let columns = self.xs.len() - 1;
        let used: Vec<usize> =
            (0..columns).filter(|column| *column == 0 || rows.clone().any(|row| self.left[row][*column])).collect();
        let mut out: Vec<TableRow> = Vec::new();
        for row in rows.clone() {
            let mut cells = Vec::new();
            for column in &used {
                let root = roots[row * columns + column];
                let anchor = root == row * columns + column;
                let (left, right, top, bottom) = if anchor { extents[root] } else { (*column, *column, row, row) };
                let area = Rect::new(self.xs[left], self.ys[top], self.xs[right + 1], self.ys[bottom + 1]);
                let mut cell = TableCell { area, ..TableCell::default() };
                if anchor {
                    (cell.text, cell.strong) = text_of(&inside[root]);
                    cell.columns = used.iter().filter(|other| (left..=right).contains(other)).count();
                    cell.rows = bottom + 1 - top;
                } else {
                    cell.rows = 0;
                }
                cells.push(cell);
            }
            out.push(TableRow { cells, top: self.ys[row], bottom: self.ys[row + 1], ..TableRow::default() });
        }
        let area = Rect::new(self.xs[0], self.ys[rows.start], self.xs[columns], self.ys[rows.end]);
        let edges = used.iter().map(|column| self.xs[*column]).chain([self.xs[columns]]).collect();
        Some(PageTable { area, edges, rows: out })
    }
}

/// The text of a cell: wrapped lines joined, lines that begin with a sign or a number apart. And whether it is bold.
fn text_of(glyphs: &[&Glyph]) -> (String, bool) {
    let lines = lines_of(glyphs);
    // In very narrow columns even short words are broken.
    let whole: String = lines.iter().map(super::lines::Line::text).collect();
    if (2..=3).contains(&lines.len()) && says(&whole).is_some() {
        return (whole, lines.iter().all(|line| line.bold));
    }
    let strong = !lines.is_empty() && lines.iter().all(|line| line.bold);
    (super::table::joined(lines.iter().map(super::lines::Line::text)), strong)
}

/// Borders in order, near ones as one.
fn borders(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut places: Vec<f64> = places.collect();
    places.sort_by(f64::total_cmp);
    let mut out: Vec<f64> = Vec::new();
    for place in places {
        if out.last().is_none_or(|last| place - last > BORDER) {
            out.push(place);
        }
    }
    out
}

fn nearest(places: &[f64], place: f64) -> usize {
    let after = places.partition_point(|other| *other < place);
    match (after.checked_sub(1), places.get(after)) {
        (Some(before), Some(next)) if place - places[before] <= next - place => before,
        (Some(before), None) => before,
        _ => after,
    }
}

/// Between which borders a place lies.
fn slot(places: &[f64], place: f64) -> Option<usize> {
    let after = places.partition_point(|other| *other <= place);
    (after > 0 && after < places.len()).then(|| after - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(at: f64, from: f64, to: f64) -> Rule {
        Rule { level: true, at, from, to, shade: false }
    }

    fn upright(at: f64, from: f64, to: f64) -> Rule {
        Rule { level: false, at, from, to, shade: false }
    }

    #[test]
    fn near_borders_are_one_and_missing_ones_merge_cells() {
        let mut rules: Vec<Rule> = [0.0, 20.0, 40.0].map(|y| level(y, 0.0, 200.0)).to_vec();
        rules.extend([0.0, 50.0, 200.0].map(|x| upright(x, 0.0, 20.0)));
        rules.extend([0.0, 52.0, 200.0].map(|x| upright(x, 20.0, 40.0)));
        rules.push(upright(120.0, 20.0, 40.0));
        let tables = ruled_tables(&Page { width: 300.0, height: 300.0, rules, ..Page::default() });
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].edges, [0.0, 50.0, 120.0, 200.0]);
        let widths: Vec<usize> = tables[0].rows[0].cells.iter().map(|cell| cell.columns).collect();
        assert_eq!(widths, [1, 2, 0]);
        assert_eq!(tables[0].rows[0].cells[2].rows, 0, "covered by the cell before it");
    }

    #[test]
    fn other_columns_begin_another_table() {
        let mut rules: Vec<Rule> = [0.0, 20.0, 40.0].map(|y| level(y, 0.0, 200.0)).to_vec();
        rules.extend([0.0, 50.0, 200.0].map(|x| upright(x, 0.0, 20.0)));
        rules.extend([0.0, 90.0, 200.0].map(|x| upright(x, 20.0, 40.0)));
        let tables = ruled_tables(&Page { width: 300.0, height: 300.0, rules, ..Page::default() });
        assert_eq!(tables.iter().map(|table| table.edges.len()).collect::<Vec<_>>(), [3, 3]);
    }
}
