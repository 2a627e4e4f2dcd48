//! What is settled when paragraphs, cells and fields of an OpenDocument text begin and end.

use super::super::boxes::find_boxes;
use super::super::model::{Block, Field, Paragraph, Splice, TickBox};
use super::fields::{Kind, OpenField};
use super::walk::{Open, Pass};
use crate::questionnaire::xml::attribute;
use quick_xml::events::BytesStart;
use std::ops::Range;

impl Pass<'_> {
    pub(super) fn start_paragraph(&mut self, span: Range<usize>, style: String, heading: Option<u8>) {
        self.count += 1;
        let index = self.document.paragraphs.len();
        self.document.paragraphs.push(Paragraph::default());
        if let Some(flow) = self.flows.last_mut() {
            flow.push(Block::Paragraph(index));
        }
        let heading = heading.or(self.styles.is_title(&style).then_some(1));
        let label = self.label();
        let paragraph = Paragraph {
            span: span.clone(),
            tag: span.clone(),
            start: span.end,
            end: span.end,
            heading,
            label,
            locked: !self.protected.is_empty(),
            ..Paragraph::default()
        };
        self.paragraphs.push(Open { index, paragraph, depth: self.stack.len(), style, ..Open::default() });
    }

    pub(super) fn end_paragraph(&mut self, span: Range<usize>, contents: bool) {
        let Some(open) = self.paragraphs.pop() else { return };
        let mut paragraph = open.paragraph;
        let empty = paragraph.tag.end == span.end;
        paragraph.span.end = span.end;
        if !empty {
            paragraph.end = span.start;
        }
        paragraph.strong = open.words && !open.plain_words;
        paragraph.is_contents = contents;
        find_boxes(&mut paragraph);
        if let Some(kept) = self.document.paragraphs.get_mut(open.index) {
            *kept = paragraph;
        }
    }

    pub(super) fn start_list(&mut self, style: String, goes_on: bool) {
        let level = self.lists.len();
        if !goes_on {
            self.counters.remove(&(style.clone(), level));
        }
        self.lists.push((style, 0));
    }

    pub(super) fn start_item(&mut self) {
        let Some(level) = self.lists.len().checked_sub(1) else { return };
        let style = self.lists[level].0.clone();
        let first = self.styles.start(&style, level);
        let count = self.counters.get(&(style.clone(), level)).map_or(first, |count| count.saturating_add(1));
        self.counters.insert((style.clone(), level), count);
        self.counters.retain(|(known, deeper), _| *known != style || *deeper <= level);
        self.lists[level].1 = count;
        self.fresh_item = true;
    }

    /// The number before the first paragraph of an item.
    fn label(&mut self) -> Option<String> {
        if !std::mem::take(&mut self.fresh_item) {
            return None;
        }
        let (style, _) = self.lists.last()?;
        let counts: Vec<u32> = self.lists.iter().map(|(_, count)| *count).collect();
        Some(self.styles.label(style, &counts))
    }

    pub(super) fn end_cell(&mut self) {
        if self.flows.len() < 2 {
            return;
        }
        let flow = self.flows.pop().unwrap_or_default();
        if let Some(table) = self.tables.last_mut()
            && let Some((mut cell, repeat)) = table.cell.take()
        {
            cell.flow = flow;
            // Cells that are repeated share their bytes, so none of them can be written alone.
            let locked = cell.locked || repeat > 1 || table.repeat_row > 1;
            for offset in 0..repeat.min(200) {
                table.row.cells.push(super::super::model::TableCell {
                    column: cell.column + offset,
                    width: cell.width,
                    height: cell.height,
                    flow: cell.flow.clone(),
                    locked,
                    field: None,
                });
            }
        }
    }

    pub(super) fn end_row(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && let Some(kept) = self.document.tables.get_mut(table.index)
        {
            kept.rows.push(std::mem::take(&mut table.row));
        }
    }

    /// Fields and what stands in them.
    pub(super) fn field(&mut self, name: &str, element: &BytesStart<'_>, span: Range<usize>, depth: usize) {
        if let Some(open) = self.fields.last_mut() {
            match name {
                "label" | "list-item" if matches!(open.kind, Kind::Text | Kind::Labels | Kind::List) => {
                    if name == "list-item" {
                        open.kind = Kind::List;
                    }
                    let shown = ["display-text", "value"].into_iter().find_map(|name| attribute(element, name));
                    // An entry without a value asks to pick another.
                    let shown = shown.filter(|_| attribute(element, "value").is_none_or(|value| !value.is_empty()));
                    open.labels.extend(shown.map(|shown| (shown, span.clone())));
                    open.start = span.end;
                }
                "param"
                    if open.kind == Kind::MarkCheck
                        && attribute(element, "name").as_deref() == Some("Checkbox_Checked") =>
                {
                    open.ticked = attribute(element, "value").as_deref() == Some("true");
                    open.param = Some(span);
                }
                "fieldmark-end" if open.kind == Kind::MarkText => self.finish_field(span.start),
                _ => {}
            }
            return;
        }
        if self.paragraphs.is_empty() {
            return;
        }
        let Some(open) = OpenField::of(name, element, span, depth) else { return };
        self.keep();
        let index = self.document.fields.len();
        let is_box = matches!(open.kind, Kind::Check | Kind::MarkCheck);
        self.fields.push(open);
        if !is_box {
            self.document.fields.push(Field::default());
            if let Some(field) = self.fields.last_mut() {
                field.field = Some(index);
            }
            if let Some(open) = self.paragraphs.last_mut() {
                open.paragraph.fields.push((open.paragraph.text.len(), index));
            }
        }
    }

    /// The element of a field ends.
    pub(super) fn end_field(&mut self, span: Range<usize>) {
        let Some(field) = self.fields.last_mut() else { return };
        match field.kind {
            Kind::MarkText => field.start = span.end,
            Kind::Check => drop(self.fields.pop()),
            Kind::MarkCheck => {
                let (ticked, ticks) = (field.ticked, field.mark_ticks(self.xml, span));
                self.fields.pop();
                self.tick_box(ticked, ticks);
            }
            _ => self.finish_field(span.start),
        }
    }

    fn finish_field(&mut self, end: usize) {
        let Some(open) = self.fields.pop() else { return };
        if let Some(index) = open.field
            && let Some(kept) = self.document.fields.get_mut(index)
        {
            *kept = open.into_field(self.xml, end);
        }
    }

    /// A box that is known by its markup; it shows a sign of its own in the text.
    pub(super) fn tick_box(&mut self, ticked: bool, tick: Vec<Splice>) {
        let Some(open) = self.paragraphs.last_mut() else { return };
        let sign = if ticked { "☒" } else { "☐" };
        let at = open.paragraph.text.len();
        open.paragraph.text.push_str(sign);
        open.paragraph.boxes.push(TickBox { at, length: sign.len(), ticked, tick, locked: None, is_field: true });
    }
}
