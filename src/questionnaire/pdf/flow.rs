//! Blocks of all pages to drafts: tables through the finder of layouts, the rest as prose.

use super::blocks::Block;
use super::geometry::Rect;
use super::lines::{Line as PageLine, join_wrapped};
use super::table::PageTable;
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::SlotRole;
use crate::questionnaire::layout::{At, Grid, LaidAccepts, Layout, find_layout};
use crate::questionnaire::prose::{Line, LineKind, Options, ends_with_question, read_prose, split_marker};
use crate::questionnaire::verdict_words::says;

/// A draft with its place on the page.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) draft: Draft,
    /// Page from 0.
    pub(super) page: usize,
    /// Its row in a table, or its first line.
    pub(super) area: Rect,
    /// Cells of its row that take answers, with the answer that a mark there gives.
    pub(super) cells: Vec<(SlotRole, Option<String>, Rect)>,
    /// Whether it stands in a table.
    pub(super) tabled: bool,
    /// Whether a field asks it that belongs to no question of the text.
    pub(super) own: bool,
}

/// What was read in the text of all pages.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) placed: Vec<Placed>,
    pub(super) grids: Vec<Grid>,
    pub(super) layouts: Vec<Layout>,
    pub(super) title: Option<String>,
    lines: Vec<Line>,
    places: Vec<(usize, Rect)>,
    body_size: f64,
    heading: Option<String>,
}

/// Reads blocks; `title` is what the file says of itself.
pub(super) fn read_blocks(blocks: Vec<(usize, Block)>, title: Option<String>) -> Flow {
    let mut flow = Flow { title, body_size: body_size(&blocks), ..Flow::default() };
    for (page, block) in blocks {
        match block {
            Block::Table(table) => flow.table(table),
            Block::Text(lines) => flow.text(page, &lines),
        }
    }
    flow.finish()
}

/// The size that most characters have.
fn body_size(blocks: &[(usize, Block)]) -> f64 {
    let mut counts: std::collections::BTreeMap<u64, usize> = std::collections::BTreeMap::new();
    for (_, block) in blocks {
        if let Block::Text(lines) = block {
            for line in lines {
                *counts.entry((line.size * 2.0) as u64).or_default() += line.text().chars().count();
            }
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size as f64 / 2.0)
}

impl Flow {
    /// A new line number for a place.
    fn number(&mut self, page: usize, area: Rect) -> usize {
        self.places.push((page, area));
        self.places.len()
    }

    fn blank(&mut self) {
        let number = self.places.len();
        self.lines.push(Line::new(number, ""));
    }

    fn table(&mut self, mut table: PageTable) {
        for row in &mut table.rows {
            let area = row.cells.iter().map(|cell| cell.area).reduce(Rect::around).unwrap_or_default();
            self.places.push((row.page, Rect { top: row.top, bottom: row.bottom, ..area }));
            row.line = self.places.len();
        }
        let mut grid = table.grid(self.heading.clone());
        grid.name = format!("table {}", self.grids.len() + 1);
        let mut layout = find_layout(&grid);
        if layout.items.is_empty() {
            self.boxes(&table);
            layout.why.push("asks nothing as a table".to_owned());
        } else {
            layout.why.push(format!("{} items", layout.items.len()));
        }
        let drafts = layout.drafts(None, &|_| String::new());
        for (mut draft, item) in drafts.into_iter().zip(&layout.items) {
            draft.slots.clear();
            let (page, area) = self.places[draft.line.saturating_sub(1).min(self.places.len() - 1)];
            let cell = |at: At| table.rows.get(at.row).and_then(|row| row.cells.get(at.column)).map(|cell| cell.area);
            let mut cells = Vec::new();
            for slot in &item.slots {
                // Boxes in the cell say what may be answered.
                let boxes = slot.holds.as_ref().filter(|text| text.matches(['☐', '☒', '☑']).count() >= 2);
                if let (None, Some(boxes)) = (&draft.guidance, boxes) {
                    draft.guidance = Some(boxes.replace('\n', " "));
                }
                if let LaidAccepts::Mark(marks) = &slot.accepts {
                    let mark = |(label, at): &(String, At)| Some((slot.role, Some(label.clone()), cell(*at)?));
                    cells.extend(marks.iter().filter_map(mark));
                } else {
                    cells.extend(cell(slot.at).map(|area| (slot.role, None, area)));
                }
            }
            self.placed.push(Placed { draft, page, area, cells, tabled: true, own: false });
        }
        self.grids.push(grid);
        self.layouts.push(layout);
        let number = self.places.len();
        self.lines.push(Line::dropped(number));
    }

    /// Cells of a table that asks nothing as such, one paragraph each.
    fn boxes(&mut self, table: &PageTable) {
        for row in &table.rows {
            for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
                self.blank();
                for text in cell.text.lines() {
                    let number = self.number(row.page, cell.area);
                    self.lines.push(Line::new(number, text));
                }
            }
        }
        self.blank();
    }

    fn text(&mut self, page: usize, lines: &[PageLine]) {
        let mut steps: Vec<f64> = lines
            .windows(2)
            .map(|pair| (pair[1].base - pair[0].base) / pair[1].size.max(1.0))
            .filter(|step| *step > 0.5 && *step < 3.0)
            .collect();
        steps.sort_by(f64::total_cmp);
        let step = steps.get(steps.len() / 3).copied().unwrap_or(1.3);
        let mut last: Option<&PageLine> = None;
        for line in lines {
            let text = line.text();
            // "Yes   No" beside boxes is no heading and no statement.
            if line.spans.iter().all(|span| says(&span.text).is_some()) {
                let number = self.number(page, line.area);
                self.lines.push(Line::dropped(number));
                continue;
            }
            let apart = last.is_none_or(|last| {
                let gap = (line.base - last.base) / line.size.max(1.0);
                gap < 0.0 || gap > step * 1.35
            });
            // A paragraph may go on over the end of the page.
            let cut = last.is_none() && self.goes_on(&text);
            if apart && !cut {
                self.blank();
            }
            last = Some(line);
            if let Some(level) = self.heading_level(line, &text) {
                let number = self.number(page, line.area);
                self.title.get_or_insert_with(|| text.clone());
                self.heading = Some(text.clone());
                self.lines.push(Line { kind: LineKind::Heading(level), ..Line::new(number, &text) });
                continue;
            }
            // The rest of a hyphenated word belongs to the line where it began.
            let mut text = text;
            if !apart
                && let Some(above) = self.lines.last_mut().filter(|above| above.kind == LineKind::Text)
                && above.text.ends_with(['-', '\u{ad}', '‐'])
            {
                let (word, rest) = text.split_once(' ').map_or((text.as_str(), ""), |(word, rest)| (word, rest));
                if word.starts_with(char::is_lowercase) {
                    join_wrapped(&mut above.text, word);
                    text = rest.to_owned();
                }
            }
            let number = self.number(page, line.area);
            if !text.is_empty() {
                self.lines.push(Line::new(number, &text));
            }
        }
    }

    /// Whether a line at the top of a page continues the last line of the page before.
    fn goes_on(&self, text: &str) -> bool {
        self.lines.last().is_some_and(|last| {
            let end = last.text.trim_end();
            last.kind == LineKind::Text
                && !end.is_empty()
                && !end.ends_with(['.', '?', '!', ':', '。', '？'])
                && split_marker(text).is_none()
                && text.starts_with(|sign: char| sign.is_lowercase() || sign > '\u{3000}')
        })
    }

    /// Larger or bold short lines that ask nothing are headings.
    fn heading_level(&self, line: &PageLine, text: &str) -> Option<u8> {
        let short = text.chars().count() <= 90 && !ends_with_question(text) && !text.contains('☐');
        let words = text.chars().filter(|sign| sign.is_alphabetic()).count() >= 3;
        if !short || !words || line.spans.len() > 2 {
            return None;
        }
        let ratio = line.size / self.body_size.max(1.0);
        if ratio >= 1.5 {
            Some(1)
        } else if ratio >= 1.12 {
            Some(2)
        } else {
            (line.bold && !text.ends_with([':', '：'])).then_some(3)
        }
    }

    fn finish(mut self) -> Self {
        let lines = std::mem::take(&mut self.lines);
        let options = Options {
            title: self.title.clone(),
            whole_paragraphs: !mostly_asks(&lines),
            has_items: !self.placed.is_empty(),
        };
        for draft in read_prose(lines, &options) {
            let (page, area) = self.places.get(draft.line.saturating_sub(1)).copied().unwrap_or_default();
            self.placed.push(Placed { draft, page, area, cells: Vec::new(), tabled: false, own: false });
        }
        self.placed.sort_by_key(|placed| placed.draft.line);
        for placed in &mut self.placed {
            options_apart(&mut placed.draft);
        }
        self
    }
}

/// Whether most paragraphs of a document ask: then each of them is an item, numbered or not.
fn mostly_asks(lines: &[Line]) -> bool {
    let (mut asked, mut all) = (0usize, 0usize);
    for paragraph in lines.split(|line| line.is_blank() || line.kind != LineKind::Text) {
        let Some(last) = paragraph.last() else { continue };
        all += 1;
        let first = paragraph.iter().find(|line| ends_with_question(&line.text));
        asked += usize::from(first.is_some() || ends_with_question(&last.text));
    }
    asked >= 4 && asked * 10 >= all * 6
}

/// "Is it encrypted? ☐ Yes ☐ No" asks the first part; the boxes are what may be answered.
fn options_apart(draft: &mut Draft) {
    let Some(start) = draft.text.find(['☐', '☒', '☑']) else { return };
    let (asked, options) = draft.text.split_at(start);
    let boxes = options.matches(['☐', '☒', '☑']).count();
    if asked.trim().chars().count() < 4 || boxes < 2 {
        return;
    }
    let options = options.trim().to_owned();
    draft.guidance = Some(match draft.guidance.take() {
        Some(guidance) => format!("{guidance} {options}"),
        None => options,
    });
    draft.text = asked.trim().to_owned();
}
