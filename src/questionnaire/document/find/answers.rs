//! Where the answer to something asked in running text goes: the place that follows it, or a new paragraph.

use super::flow::Entry;
use super::grid::paragraphs;
use super::kinds::{Kind, kind};
use super::tables::Outcome;
use super::{Finder, Target};
use crate::questionnaire::clean::{clean, fold};
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, Slot, SlotRole};
use crate::questionnaire::prose::is_example;

impl Finder<'_> {
    /// The places for the answer to an item; a new paragraph if the document has none.
    pub(super) fn places(&mut self, entries: &[Entry], number: usize, starts: &[usize], draft: &Draft) -> Vec<Slot> {
        let Entry::Paragraph(own, kind) = entries[number] else { return Vec::new() };
        self.claimed.insert(own);
        if kind == Kind::Statement {
            let mut slot = self.box_slot(&[own], &format!("paragraph {}", own + 1));
            if let Some(Slot { accepts: Accepts::Mark(marks), .. }) = &mut slot {
                // A tick says that the statement is true.
                marks.iter_mut().for_each(|(label, _)| "Yes".clone_into(label));
            }
            return slot.into_iter().collect();
        }
        let slots = self.after(entries, number, starts, false);
        if !slots.is_empty() {
            return slots;
        }
        // What belongs to the item stands before its answer.
        let (mut last, mut blank, mut blanks, mut more) = (own, None, 0, false);
        for (next, entry) in entries.iter().enumerate().skip(number + 1) {
            match *entry {
                Entry::Paragraph(index, Kind::Blank) if !starts.contains(&next) => {
                    blank = blank.or(Some(index));
                    blanks += 1;
                }
                Entry::Paragraph(index, Kind::Text) if !starts.contains(&next) && self.continues(index, draft) => {
                    (last, blank, blanks) = (index, None, 0);
                }
                _ => {
                    more = true;
                    break;
                }
            }
        }
        // One blank paragraph parts the item from what follows; of several, the first waits for the answer.
        let parts = more && blanks == 1;
        if let Some(index) = blank.filter(|index| !parts && !self.document.paragraphs[*index].ends_section) {
            let target = Target::Words { paragraphs: vec![index], field: None };
            return vec![self.slot(format!("paragraph {}", index + 1), SlotRole::Answer, Accepts::Text, target)];
        }
        let target =
            if self.document.paragraphs[last].ends_section { Target::Append(last) } else { Target::After(last) };
        vec![self.slot(format!("after paragraph {}", last + 1), SlotRole::Answer, Accepts::Text, target)]
    }

    /// Places that follow an entry, up to the next item or heading.
    pub(super) fn after(&mut self, entries: &[Entry], number: usize, starts: &[usize], has_answer: bool) -> Vec<Slot> {
        let mut boxed: Vec<usize> = Vec::new();
        let mut slots: Vec<Slot> = Vec::new();
        for (next, entry) in entries.iter().enumerate().skip(number + 1) {
            if starts.contains(&next) {
                break;
            }
            match *entry {
                Entry::Paragraph(_, Kind::Blank) => {}
                Entry::Paragraph(index, Kind::Answer) => {
                    self.claimed.insert(index);
                    let paragraph = &self.document.paragraphs[index];
                    if !paragraph.boxes.is_empty() && paragraph.fields.is_empty() {
                        boxed.push(index);
                    } else {
                        let answered = has_answer || !boxed.is_empty() || !slots.is_empty();
                        slots.extend(self.slots_of(index, answered));
                    }
                }
                Entry::Paragraph(index, Kind::Label)
                    if (has_answer || !boxed.is_empty() || !slots.is_empty()) && self.is_comment(index) =>
                {
                    self.claimed.insert(index);
                    slots.extend(self.slots_of(index, true));
                }
                Entry::Table(table, Outcome::Room) => {
                    let answered = has_answer || !boxed.is_empty() || !slots.is_empty();
                    slots.extend(self.room(table, answered));
                }
                Entry::Paragraph(index, Kind::Text)
                    if slots.is_empty() && boxed.is_empty() && !has_answer && self.listed(index) => {}
                _ => break,
            }
        }
        if let Some(first) = boxed.first().filter(|_| !has_answer) {
            let base = format!("paragraph {}", first + 1);
            slots.splice(0..0, self.box_slot(&boxed, &base));
        }
        slots
    }

    /// Whether a paragraph belongs to the item above it.
    fn continues(&self, index: usize, draft: &Draft) -> bool {
        let text = fold(&clean(&self.document.paragraphs[index].text));
        let known = |whole: &str| whole.contains(&text);
        self.listed(index) || known(&draft.text) || draft.guidance.as_deref().is_some_and(known)
    }

    fn listed(&self, index: usize) -> bool {
        let paragraph = &self.document.paragraphs[index];
        paragraph.label.is_some() || is_example(&paragraph.text)
    }

    /// The places in a table that is nothing but room for an answer.
    fn room(&mut self, table: usize, has_answer: bool) -> Vec<Slot> {
        let document = self.document;
        let cells = document.tables[table].rows.iter().filter(|row| !row.gone).flat_map(|row| &row.cells);
        let inside: Vec<usize> =
            cells.filter(|cell| cell.height > 0).flat_map(|cell| paragraphs(cell).collect::<Vec<_>>()).collect();
        let boxed: Vec<usize> =
            inside.iter().copied().filter(|index| !document.paragraphs[*index].boxes.is_empty()).collect();
        let base = format!("table {}", table + 1);
        let mut slots: Vec<Slot> = Vec::new();
        if !boxed.is_empty() && !has_answer {
            slots.extend(self.box_slot(&boxed, &base));
        }
        let rest: Vec<usize> = inside
            .iter()
            .copied()
            .filter(|index| {
                kind(&document.paragraphs[*index]) == Kind::Answer && document.paragraphs[*index].boxes.is_empty()
            })
            .collect();
        for index in rest {
            let answered = has_answer || !slots.is_empty();
            slots.extend(self.slots_of(index, answered));
        }
        let blank = inside.iter().copied().find(|index| document.paragraphs[*index].is_blank());
        if slots.is_empty()
            && let Some(index) = blank
        {
            let role = if has_answer { SlotRole::Comment } else { SlotRole::Answer };
            let target = Target::Words { paragraphs: vec![index], field: None };
            slots.push(self.slot(base, role, Accepts::Text, target));
        }
        slots
    }
}
