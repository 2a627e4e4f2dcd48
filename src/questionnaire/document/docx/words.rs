//! Words, signs and boxes of a Word document while they are read.

use super::super::model::{Piece, TickBox};
use super::controls::Kind;
use super::walk::Pass;
use crate::questionnaire::xml::attribute;
use quick_xml::events::BytesStart;
use std::ops::Range;

impl Pass<'_> {
    /// Words as they are shown, and the bytes that show them.
    pub(super) fn text(&mut self, shown: &str, span: Range<usize>) {
        if let Some(control) =
            self.controls.last_mut().filter(|control| control.in_content && control.kind == Kind::Check)
        {
            if !shown.trim().is_empty() {
                let ticks = control.ticks(span);
                let (ticked, locked) = (control.ticked, control.locked());
                self.tick_box(TickBox { ticked, tick: ticks, locked, at: 0, length: 0, is_field: true });
            }
            return;
        }
        if let Some(control) = self.controls.iter_mut().rev().find(|control| control.in_content && control.is_field()) {
            let look = self.paragraphs.last().and_then(|open| open.run.look.clone());
            control.content_look = control.content_look.take().or(look);
            control.text.push_str(shown);
            return;
        }
        if let Some(field) = self.legacy.last_mut().filter(|field| field.is_form) {
            if field.shows {
                field.text.push_str(shown);
                let look = self.paragraphs.last().and_then(|open| open.run.look.clone());
                field.look = field.look.take().or(look);
            }
            return;
        }
        let verbatim = self.xml.get(span.clone()) == Some(shown);
        self.with_open(|open| {
            if verbatim {
                let at = open.paragraph.text.len();
                open.paragraph.pieces.push(Piece { at, source: span.start, length: shown.len() });
            }
            open.paragraph.text.push_str(shown);
            if !shown.trim().is_empty() {
                open.words = true;
                open.plain_words |= open.run.strong == Some(false) || open.run.strong.is_none();
            }
        });
    }

    pub(super) fn sign(&mut self, sign: &str) {
        if self.paragraphs.last().is_some_and(|open| open.run.open && !open.run.hidden) {
            self.text(sign, 0..0);
        }
    }

    pub(super) fn symbol(&mut self, element: &BytesStart<'_>, span: Range<usize>) {
        let font = attribute(element, "font").unwrap_or_default().to_lowercase();
        let code = attribute(element, "char").unwrap_or_default().to_uppercase();
        let code = code.trim_start_matches("F0").trim_start_matches('0');
        let (open, ticked, tick) = match font.as_str() {
            "wingdings" => (&["A8", "6F", "71", "72"][..], &["FE", "FD", "78"][..], "F0FE"),
            "wingdings 2" => (&["A3", "2A", "30"][..], &["52", "53", "54"][..], "F052"),
            _ => return,
        };
        if !open.contains(&code) && !ticked.contains(&code) {
            return;
        }
        let is_check = self.controls.last().is_some_and(|control| control.in_content && control.kind == Kind::Check);
        if is_check {
            return self.text("☐", span);
        }
        let raw = self.xml.get(span.clone()).unwrap_or_default();
        let old = attribute(element, "char").unwrap_or_default();
        let new = raw.replacen(&format!("\"{old}\""), &format!("\"{tick}\""), 1);
        let ticked = ticked.contains(&code);
        let tick = if ticked { Vec::new() } else { vec![(span, new)] };
        self.tick_box(TickBox { ticked, tick, locked: None, at: 0, length: 0, is_field: false });
    }

    /// A box that is known by its markup; it shows a sign of its own in the text.
    pub(super) fn tick_box(&mut self, mut tick: TickBox) {
        let Some(open) = self.paragraphs.last_mut() else { return };
        let sign = if tick.ticked { "☒" } else { "☐" };
        (tick.at, tick.length) = (open.paragraph.text.len(), sign.len());
        open.paragraph.text.push_str(sign);
        open.paragraph.boxes.push(tick);
    }
}
