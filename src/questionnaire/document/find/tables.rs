//! Tables of a document: through the layout finder, or row by row where they have no columns of questions and answers.

use super::grid::{grid, grid_row, paragraphs, text_of};
use super::kinds::{Kind, kind, lines_to_write_on};
use super::{AreaSeen, DEPTH, Finder, Target};
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, REAL_ANSWER, Slot, SlotRole};
use crate::questionnaire::layout::{At, GridRow, LaidAccepts, LaidItem, LaidSlot, Layout, find_layout};
use crate::questionnaire::prose::{allowed_answers, is_placeholder};

/// What became of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It asks.
    Taken,
    /// It has room for an answer and asks nothing.
    Room,
    /// Neither.
    Left,
}

impl Finder<'_> {
    /// Reads a table; `heading` is what stands above it.
    pub(super) fn table(&mut self, index: usize, heading: Option<&str>) -> Outcome {
        let name = format!("table {}", index + 1);
        if let Some(why) = heading.and_then(not_for_us) {
            self.leave(name, format!("its heading `{}` says it is {why}", heading.unwrap_or_default()));
            return Outcome::Left;
        }
        if self.is_room(index) {
            return Outcome::Room;
        }
        let own = grid(self.document, index, heading.map(str::to_owned), None);
        let mut layout = find_layout(&own);
        let mut shift = 0;
        if layout.headers.is_empty()
            && open(&layout) == 0
            && let Some(row) = self.header_before(index)
        {
            let longer = grid(self.document, index, heading.map(str::to_owned), Some(row));
            let again = find_layout(&longer);
            if open(&again) > 0 {
                (layout, shift) = (again, 1);
                layout.why.push("goes on from the table before".to_owned());
            }
        }
        let by_rows = self.rows(index, heading);
        let (with_slots, items) =
            (layout.items.iter().filter(|item| !item.slots.is_empty()).count(), layout.items.len());
        // Columns that hold no place for an answer are none; rows that say so better are believed.
        if with_slots == 0 || (open(&layout) == 0 && !by_rows.is_empty()) || with_slots * 2 < by_rows.len() {
            if by_rows.is_empty() {
                return self.asks_without_room(index, layout, heading, items);
            }
            layout = Layout {
                taken: true,
                why: vec![format!("{} items, each with its answer beside or below it", by_rows.len())],
                ..Layout::default()
            };
            self.found.drafts.extend(by_rows);
            self.found.areas.push(AreaSeen { name, layout });
            return Outcome::Taken;
        }
        for slot in by_rows.iter().flat_map(|draft| &draft.slots) {
            self.found.targets.remove(&slot.place);
        }
        self.remember_header(index, &layout, shift);
        let items = std::mem::take(&mut layout.items);
        layout.why.insert(0, format!("{} items, {} with a place for an answer", items.len(), with_slots));
        layout.headers = layout.headers.iter().filter_map(|row| row.checked_sub(shift)).collect();
        layout.taken = true;
        for item in &items {
            let draft = self.draft(index, item, shift);
            self.found.drafts.push(draft);
        }
        self.found.areas.push(AreaSeen { name, layout });
        Outcome::Taken
    }

    fn leave(&mut self, name: String, why: String) {
        let layout = Layout { why: vec![why], ..Layout::default() };
        self.found.areas.push(AreaSeen { name, layout });
    }

    /// A table that asks and has no place beside the questions, or asks nothing: its cells may be pages of their own.
    fn asks_without_room(&mut self, index: usize, layout: Layout, heading: Option<&str>, items: usize) -> Outcome {
        let name = format!("table {}", index + 1);
        let document = self.document;
        let before = self.found.drafts.len();
        if self.depth < DEPTH {
            self.depth += 1;
            for cell in document.tables[index].rows.iter().filter(|row| !row.gone).flat_map(|row| &row.cells) {
                // A cell with one word is no page.
                let several = cell.flow.len() > 1
                    || paragraphs(cell).any(|index| kind(&document.paragraphs[index]) == Kind::Label);
                if several && cell.height > 0 {
                    self.flow(&cell.flow, heading.map(str::to_owned));
                }
            }
            self.depth -= 1;
        }
        if self.found.drafts.len() > before {
            let why = format!("{} items inside its cells", self.found.drafts.len() - before);
            self.found
                .areas
                .push(AreaSeen { name, layout: Layout { taken: true, why: vec![why], ..Layout::default() } });
            return Outcome::Taken;
        }
        if items > 0 && !layout.headers.is_empty() {
            // It asks under a header; that there is no place for answers is said item by item.
            let laid = layout.items.clone();
            for item in &laid {
                let draft = self.draft(index, item, 0);
                self.found.drafts.push(draft);
            }
            let why = format!("{items} items, none with a place for an answer");
            let layout = Layout { taken: true, why: vec![why], items: Vec::new(), ..layout };
            self.found.areas.push(AreaSeen { name, layout });
            return Outcome::Taken;
        }
        self.leave(name, "asks nothing".to_owned());
        Outcome::Left
    }

    fn header_before(&self, index: usize) -> Option<GridRow> {
        let (table, row, width) = self.header?;
        let last = self.document.tables[index].rows.first()?.cells.last()?;
        (last.column + last.width == width)
            .then(|| grid_row(self.document, &self.document.tables[table], row, 0))
            .map(|row| GridRow { row: 0, ..row })
    }

    fn remember_header(&mut self, index: usize, layout: &Layout, shift: usize) {
        let Some(row) = layout.headers.first().filter(|_| shift == 0) else { return };
        let width = self.document.tables[index]
            .rows
            .get(*row)
            .and_then(|row| row.cells.last())
            .map_or(0, |cell| cell.column + cell.width);
        self.header = Some((index, *row, width));
    }

    fn draft(&mut self, table: usize, item: &LaidItem, shift: usize) -> Draft {
        let slots = item.slots.iter().filter_map(|slot| self.place(table, slot, shift)).flatten().collect();
        Draft {
            context: None,
            id: item.id.clone(),
            section: item.section.clone(),
            text: item.text.clone(),
            guidance: item.guidance.clone(),
            line: item.line,
            part: None,
            slots,
        }
    }

    /// A slot of the layout finder with its place in the document.
    fn place(&mut self, table: usize, laid: &LaidSlot, shift: usize) -> Option<Vec<Slot>> {
        if let LaidAccepts::Mark(marks) = &laid.accepts {
            let mut placed = Vec::new();
            for (label, at) in marks {
                let place = self.mark(table, *at, shift)?;
                placed.push((label.clone(), place));
            }
            let place = placed.first()?.1.clone();
            return Some(vec![Slot {
                role: laid.role,
                place,
                accepts: Accepts::Mark(placed),
                holds: laid.holds.clone(),
                locked: laid.locked.clone(),
            }]);
        }
        let mut slots = self.cell_slots(table, laid.at, shift, laid.role)?;
        for slot in &mut slots {
            if slot.accepts == Accepts::Text && slot.role == laid.role {
                if let LaidAccepts::OneOf(list) = &laid.accepts {
                    slot.accepts = Accepts::OneOf(list.to_vec());
                }
                slot.holds = slot.holds.take().or(laid.holds.clone());
            }
            if laid.locked.as_deref() != Some(REAL_ANSWER) || slot.holds.is_some() {
                slot.locked = slot.locked.take().or(laid.locked.clone());
            }
        }
        Some(slots)
    }

    /// The place of a mark: the box that stands in the cell, or the cell.
    fn mark(&mut self, table: usize, at: At, shift: usize) -> Option<String> {
        let row = at.row.checked_sub(shift)?;
        let cell = self.document.tables[table].rows.get(row)?.cells.iter().find(|cell| cell.column == at.column)?;
        let place = format!("table {}, row {}, column {}", table + 1, row + 1, at.column + 1);
        let boxed = paragraphs(cell).find(|index| !self.document.paragraphs[*index].boxes.is_empty());
        let target = match boxed {
            Some(paragraph) => Target::Box { paragraph, index: 0 },
            None => Target::Words { paragraphs: paragraphs(cell).take(1).collect(), field: cell.field },
        };
        if matches!(&target, Target::Words { paragraphs, .. } if paragraphs.is_empty()) {
            return None;
        }
        self.found.targets.insert(place.clone(), target);
        Some(place)
    }

    /// The slots in a cell that takes an answer.
    pub(super) fn cell_slots(&mut self, table: usize, at: At, shift: usize, role: SlotRole) -> Option<Vec<Slot>> {
        let document = self.document;
        let row = at.row.checked_sub(shift)?;
        let cell = document.tables[table].rows.get(row)?.cells.iter().find(|cell| cell.column == at.column)?;
        let base = format!("table {}, row {}, column {}", table + 1, row + 1, at.column + 1);
        let inside: Vec<usize> = paragraphs(cell).collect();
        self.claimed.extend(inside.iter().copied());
        let boxed: Vec<usize> =
            inside.iter().copied().filter(|index| !document.paragraphs[*index].boxes.is_empty()).collect();
        let mut slots: Vec<Slot> = Vec::new();
        if role == SlotRole::Answer {
            slots.extend(self.box_slot(&boxed, &base));
        }
        let fields: Vec<usize> =
            inside.iter().flat_map(|index| &document.paragraphs[*index].fields).map(|(_, field)| *field).collect();
        for field in fields {
            let role = if slots.is_empty() { role } else { SlotRole::Comment };
            let mut slot = self.field_slot(field, role);
            if slots.iter().all(|slot| slot.place != base) {
                let target = self.found.targets.remove(&slot.place);
                slot.place.clone_from(&base);
                self.found.targets.extend(target.map(|target| (base.clone(), target)));
            }
            slots.push(slot);
        }
        if slots.is_empty() {
            let words: Vec<usize> =
                match inside.iter().position(|index| !document.paragraphs[*index].text.trim().is_empty()) {
                    Some(first) => inside[first..].to_vec(),
                    None => inside.first().copied().into_iter().collect(),
                };
            if words.is_empty() {
                return None;
            }
            slots.push(self.slot(base, role, Accepts::Text, Target::Words { paragraphs: words, field: cell.field }));
        } else if let Some(line) = inside.iter().copied().find(|index| {
            let paragraph = &document.paragraphs[*index];
            paragraph.boxes.is_empty() && paragraph.fields.is_empty() && !lines_to_write_on(&paragraph.text).is_empty()
        }) {
            // "☐ Yes ☐ No / Comments: ____" in one cell.
            slots.extend(self.slots_of(line, true));
        }
        Some(slots)
    }

    /// Whether a table is nothing but room for an answer: blank cells, boxes with their words, fields.
    fn is_room(&self, index: usize) -> bool {
        let table = &self.document.tables[index];
        let cells = table.rows.iter().filter(|row| !row.gone).flat_map(|row| &row.cells).filter(|cell| cell.height > 0);
        let mut count = 0;
        for cell in cells {
            count += 1;
            let plain = cell.flow.len() == paragraphs(cell).count();
            let waits = paragraphs(cell)
                .all(|index| matches!(kind(&self.document.paragraphs[index]), Kind::Blank | Kind::Answer));
            if !plain || !(waits || waits_for_words(&text_of(self.document, cell))) {
                return false;
            }
        }
        (1..=12).contains(&count)
    }
}

fn waits_for_words(text: &str) -> bool {
    text.is_empty() || is_placeholder(text)
}

/// Items with a slot that may be written.
fn open(layout: &Layout) -> usize {
    layout.items.iter().filter(|item| item.slots.iter().any(|slot| slot.locked.is_none())).count()
}

/// Whether what stands at a place for an answer only asks for it.
pub(super) fn waits(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    text.is_empty()
        || is_placeholder(text)
        || allowed_answers(text).is_some()
        || [
            "click.",
            "click here.",
            "click ",
            "choose ",
            "select ",
            "enter ",
            "please ",
            "type here",
            "klicken",
            "wählen",
            "cliquez",
            "choisissez",
            "ここをクリック",
            "クリックまたは",
        ]
        .iter()
        .any(|start| lower.starts_with(start))
        || text.chars().all(|sign| matches!(sign, '_' | '.' | '…' | '-' | ' ' | '＿'))
}

/// What a heading says of a table that is not for the one who answers.
pub(super) fn not_for_us(heading: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &str)] = &[
        ("revision history", "a history of changes"),
        ("version history", "a history of changes"),
        ("document history", "a history of changes"),
        ("document control", "a history of changes"),
        ("change log", "a history of changes"),
        ("change history", "a history of changes"),
        ("änderungshistorie", "a history of changes"),
        ("改訂履歴", "a history of changes"),
        ("internal use", "for internal use"),
        ("office use", "for internal use"),
        ("for assessor", "for the assessor"),
        ("nur intern", "for internal use"),
        ("usage interne", "for internal use"),
        ("社内使用", "for internal use"),
        ("legend", "a legend"),
        ("rating scale", "a legend"),
        ("scoring key", "a legend"),
        ("凡例", "a legend"),
        ("worked example", "an example"),
        ("example answer", "an example"),
        ("記入例", "an example"),
        ("glossary", "a glossary"),
        ("definitions", "a glossary"),
    ];
    let lower = heading.to_lowercase();
    (lower.chars().count() <= 80).then_some(())?;
    WORDS.iter().find(|(word, _)| lower.contains(word)).map(|(_, what)| *what)
}
