//! Places as slots: each gets a name a person understands, and a target the filler understands.

use super::super::boxes::labels;
use super::super::model::FieldKind;
use super::kinds::{is_for_comments, lead, lead_end, lines_to_write_on};
use super::{Finder, Target};
use crate::questionnaire::clean::{clean, fold};
use crate::questionnaire::item::{Accepts, REAL_ANSWER, Slot, SlotRole};
use crate::questionnaire::prose::is_placeholder;

impl Finder<'_> {
    /// A slot at a new target.
    pub(super) fn slot(&mut self, place: String, role: SlotRole, accepts: Accepts, target: Target) -> Slot {
        self.found.targets.insert(place.clone(), target);
        Slot { role, place, accepts, holds: None, locked: None }
    }

    /// The slot of a field.
    pub(super) fn field_slot(&mut self, index: usize, role: SlotRole) -> Slot {
        let field = &self.document.fields[index];
        let name = fold(&clean(&field.name));
        let place =
            if name.is_empty() { format!("field {}", index + 1) } else { format!("field {} `{name}`", index + 1) };
        let accepts = match &field.kind {
            FieldKind::Text => Accepts::Text,
            FieldKind::List(list) => Accepts::OneOf(list.iter().map(|(shown, _)| shown.clone()).collect()),
        };
        let holds = Some(clean(&field.text)).filter(|text| !super::tables::waits(text));
        let locked = field.locked.map(str::to_owned).or(holds.as_ref().map(|_| REAL_ANSWER.to_owned()));
        let slot = self.slot(place, role, accepts, Target::Field(index));
        Slot { holds, locked, ..slot }
    }

    /// One slot for the boxes of several paragraphs. `base` is what a person would call the place.
    pub(super) fn box_slot(&mut self, paragraphs: &[usize], base: &str) -> Option<Slot> {
        let mut marks: Vec<(String, String)> = Vec::new();
        let mut holds: Option<String> = None;
        let mut locked: Option<String> = None;
        for index in paragraphs {
            let paragraph = &self.document.paragraphs[*index];
            let words = labels(paragraph, lead_end(paragraph));
            for (number, (tick, label)) in paragraph.boxes.iter().zip(words).enumerate() {
                let place = format!("{base}, box {}", marks.len() + 1);
                if tick.ticked {
                    holds.get_or_insert_with(|| label.clone());
                }
                locked = locked.or(tick.locked.map(str::to_owned));
                self.found.targets.insert(place.clone(), Target::Box { paragraph: *index, index: number });
                marks.push((label, place));
            }
        }
        if marks.is_empty() {
            return None;
        }
        let locked = locked.or(holds.as_ref().map(|_| REAL_ANSWER.to_owned()));
        Some(Slot { role: SlotRole::Answer, place: base.to_owned(), accepts: Accepts::Mark(marks), holds, locked })
    }

    /// The slots in a paragraph that is a place for answers, or has one behind its words. `has_answer` says that the item has an
    /// answer slot already, so that words go beside it.
    pub(super) fn slots_of(&mut self, index: usize, has_answer: bool) -> Vec<Slot> {
        let paragraph = &self.document.paragraphs[index];
        let base = format!("paragraph {}", index + 1);
        let boxes = !paragraph.boxes.is_empty();
        let comments = is_for_comments(&lead(paragraph)) || boxes || has_answer;
        let role = if comments && (boxes || has_answer) { SlotRole::Comment } else { SlotRole::Answer };
        let fields: Vec<usize> = paragraph.fields.iter().map(|(_, field)| *field).collect();
        let lines = lines_to_write_on(&paragraph.text);
        let text = paragraph.text.trim().to_owned();
        let bare = fields.is_empty() && !boxes;
        let mut slots: Vec<Slot> = self.box_slot(&[index], &base).into_iter().collect();
        for field in fields {
            let list = matches!(self.document.fields[field].kind, FieldKind::List(_));
            let role = if list && !boxes && !has_answer { SlotRole::Answer } else { role };
            slots.push(self.field_slot(field, role));
        }
        if let Some(line) = lines.first().filter(|_| slots.iter().all(|slot| matches!(slot.accepts, Accepts::Mark(_))))
        {
            let whole = text.chars().all(|sign| matches!(sign, '_' | '＿' | '…' | '.' | ' ' | '\t'));
            let target = if whole {
                Target::Words { paragraphs: vec![index], field: None }
            } else {
                Target::Stretch { paragraph: index, text: line.clone() }
            };
            let readable = whole || self.document.paragraphs[index].source(line.clone()).is_some();
            let slot = self.slot(base.clone(), role, Accepts::Text, target);
            let place = if boxes { format!("{base}, line") } else { base.clone() };
            if boxes && let Some(target) = self.found.targets.remove(&base) {
                self.found.targets.insert(place.clone(), target);
            }
            let locked = (!readable).then(|| "a line of mixed looks".to_owned());
            slots.push(Slot { place, locked, ..slot });
        } else if bare && is_placeholder(&text) {
            slots.push(self.placeholder(index, &text, role));
        }
        slots
    }

    /// `Answer:` gets the words behind it; `<Please provide details>` gives way to them.
    fn placeholder(&mut self, index: usize, text: &str, role: SlotRole) -> Slot {
        let base = format!("paragraph {}", index + 1);
        let after = text.split_once([':', '：']).map(|(_, after)| after.trim()).filter(|_| !text.starts_with('<'));
        match after {
            Some("") => self.slot(base, role, Accepts::Text, Target::Append(index)),
            Some(answer) if !super::tables::waits(answer) => {
                let slot = self.slot(base, role, Accepts::Text, Target::Append(index));
                Slot { holds: Some(clean(answer)), locked: Some("holds words already".to_owned()), ..slot }
            }
            _ => self.slot(base, role, Accepts::Text, Target::Words { paragraphs: vec![index], field: None }),
        }
    }
}
