//! What is settled when paragraphs, cells and fields of a Word document begin and end.

use super::super::boxes::find_boxes;
use super::super::model::{Block, Field, Paragraph, TableCell, TickBox};
use super::legacy::{Kind, Legacy, is_char};
use super::walk::{Open, Pass};
use quick_xml::events::BytesStart;
use std::ops::Range;

impl Pass<'_> {
    pub(super) fn start_paragraph(&mut self, span: Range<usize>, empty: bool) {
        self.count += 1;
        let index = self.document.paragraphs.len();
        // Its place is kept, so that paragraphs in text boxes come after it.
        self.document.paragraphs.push(Paragraph::default());
        if let Some(flow) = self.flows.last_mut() {
            flow.push(Block::Paragraph(index));
        }
        let mut paragraph =
            Paragraph { span: span.clone(), tag: span.clone(), start: span.end, end: span.end, ..Paragraph::default() };
        let prefix = self.prefix();
        if let Some(control) = self.controls.last_mut().filter(|control| control.in_content && !control.inline)
            && let Some(field) = control.field
            && !control.is_cell
        {
            control.paragraphs += 1;
            if control.content.is_none() {
                paragraph.fields.push((0, field));
                control.content = Some(span.end..span.end);
            }
            if empty && control.around.is_none() {
                control.content = Some(span);
                control.around = Some((format!("<{prefix}p>"), format!("</{prefix}p>")));
            }
        }
        self.paragraphs.push(Open { index, paragraph, ..Open::default() });
    }

    /// The prefix that names of the document's own elements have.
    fn prefix(&self) -> String {
        let start = self.stack.first().map_or(0, |(_, start)| *start);
        let name = self.xml.get(start + 1..).unwrap_or_default();
        let name = name.split([' ', '>', '/', '\n', '\r', '\t']).next().unwrap_or_default();
        name.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
    }

    pub(super) fn end_paragraph(&mut self, span: Range<usize>) {
        let Some(mut open) = self.paragraphs.pop() else { return };
        let mut paragraph = std::mem::take(&mut open.paragraph);
        let empty = paragraph.tag.end == span.end;
        paragraph.span.end = span.end;
        if !empty {
            paragraph.end = span.start;
        }
        let style = open.style.as_ref().and_then(|id| self.styles.get(id)).cloned().unwrap_or_default();
        paragraph.heading = paragraph.heading.or(style.heading);
        paragraph.is_contents = style.contents;
        paragraph.strong = open.words && (!open.plain_words || style.strong);
        let (list, level) = match (open.list, style.list) {
            ((Some(list), level), _) => (Some(list), level.unwrap_or(0)),
            (_, Some((list, level))) => (Some(list), level),
            _ => (None, 0),
        };
        paragraph.label = list.filter(|list| list != "0").and_then(|list| self.numbering.next(&list, level));
        paragraph.look = paragraph.look.or(open.mark_look);
        find_boxes(&mut paragraph);
        // Words of a field that fills whole paragraphs reach to the end of its last.
        if let Some(control) = self.controls.last_mut().filter(|control| control.in_content && !control.inline)
            && control.field.is_some()
            && let Some(content) = &mut control.content
            && !empty
        {
            if content.start == content.end && control.around.is_none() {
                content.start = paragraph.start;
            }
            content.end = paragraph.end;
        }
        if let Some(kept) = self.document.paragraphs.get_mut(open.index) {
            *kept = paragraph;
        }
    }

    pub(super) fn end_run(&mut self, whole: Range<usize>) {
        let in_field = self.controls.iter().any(|control| control.in_content && control.is_field() && !control.is_cell)
            || self.legacy.last().is_some_and(|field| field.is_form);
        self.with_open(|open| {
            if open.run.open && !in_field {
                if open.paragraph.look.is_none() {
                    open.paragraph.look = open.run.look.clone();
                }
                if !open.run.keep {
                    open.paragraph.runs.push(open.run.start..whole.end);
                }
            }
            open.run.open = false;
        });
        // The words of a form field begin after the run that parts it.
        if let Some(field) = self.legacy.last_mut()
            && field.shows
            && field.separator.is_none()
        {
            field.separator = Some(whole.end);
        }
    }

    pub(super) fn end_cell(&mut self) {
        if self.flows.len() < 2 {
            return;
        }
        let flow = self.flows.pop().unwrap_or_default();
        let held = self.stack.last().is_some_and(|(name, _)| name == "sdtContent");
        let control = self.controls.last().filter(|control| held && control.is_cell);
        let (field, locked) = control.map_or((None, None), |control| (control.field, control.locked()));
        let cell = TableCell { flow, field, locked: locked.is_some(), ..TableCell::default() };
        if let Some(table) = self.tables.last_mut() {
            table.end_cell(cell);
        }
    }

    pub(super) fn start_content(&mut self, span: Range<usize>, empty: bool) {
        let index = self.document.fields.len();
        let Some(control) = self.controls.last_mut() else { return };
        control.in_content = true;
        if !control.is_field() {
            return;
        }
        self.document.fields.push(Field::default());
        control.field = Some(index);
        if control.inline {
            if !empty {
                control.content = Some(span.end..span.end);
            }
            self.with_open(|open| open.paragraph.fields.push((open.paragraph.text.len(), index)));
        }
    }

    pub(super) fn end_content(&mut self, end: usize) {
        if let Some(control) = self.controls.last_mut()
            && control.inline
            && let Some(content) = &mut control.content
        {
            content.end = end;
        }
    }

    pub(super) fn end_control(&mut self) {
        let Some(control) = self.controls.pop() else { return };
        if let Some(index) = control.field
            && let Some(kept) = self.document.fields.get_mut(index)
        {
            *kept = control.into_field();
        }
    }

    pub(super) fn field_char(&mut self, element: &BytesStart<'_>) {
        self.with_open(|open| open.run.keep = true);
        let paragraph = self.paragraphs.last().map_or(usize::MAX, |open| open.index);
        if is_char(element, "begin") {
            self.legacy.push(Legacy { paragraph, ..Legacy::default() });
        } else if is_char(element, "separate") {
            if let Some(field) = self.legacy.last_mut() {
                field.shows = true;
            }
        } else if is_char(element, "end") {
            let Some(field) = self.legacy.pop() else { return };
            if field.kind == Kind::Check {
                self.tick_box(TickBox {
                    at: 0,
                    length: 0,
                    ticked: field.ticked,
                    tick: field.ticks(),
                    locked: field.locked(),
                    is_field: true,
                });
            } else if field.kind != Kind::Other {
                let start = self.paragraphs.last().map_or(0, |open| open.run.start);
                let same = field.paragraph == paragraph;
                let prefix = self.prefix();
                let index = self.document.fields.len();
                self.document.fields.push(field.into_field(start, &prefix, same));
                self.with_open(|open| open.paragraph.fields.push((open.paragraph.text.len(), index)));
            }
        }
    }
}
