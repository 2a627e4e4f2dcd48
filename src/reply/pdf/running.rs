//! Running header and footer.

use super::page::{Area, Page, PageItem, Run};
use super::shape::{Glyph, Shaper};
use super::style::{FOOTER_BASELINE, HAIRLINE, HEADER_BASELINE, MARGIN, PAGE_WIDTH, RUNNING};
use crate::reply::block::Document;

/// Space between the footer's text and the page number.
const SPACE: f32 = 24.0;

/// Adds the header, the footer and "page x of y" to every page.
pub(super) fn add(pages: &mut [Page], document: &Document, shaper: &mut Shaper<'_>) {
    let count = pages.len();
    let width = PAGE_WIDTH - 2.0 * MARGIN;
    let header = set(&document.header, MARGIN, HEADER_BASELINE, width, shaper);
    let number_width = advance(&set(&format!("page {count} of {count}"), 0.0, 0.0, width, shaper));
    let footer = set(&document.footer, MARGIN, FOOTER_BASELINE, width - number_width - SPACE, shaper);
    for (index, page) in pages.iter_mut().enumerate() {
        let mut number = set(&format!("page {} of {count}", index + 1), 0.0, FOOTER_BASELINE, width, shaper);
        let shift = PAGE_WIDTH - MARGIN - advance(&number);
        for run in &mut number {
            run.x += shift;
        }
        page.items.push(rule(FOOTER_BASELINE - 13.0));
        page.items.extend(header.iter().chain(&footer).chain(&number).cloned().map(PageItem::Run));
    }
}

fn rule(y: f32) -> PageItem {
    let area = Area { x: MARGIN, y, width: PAGE_WIDTH - 2.0 * MARGIN, height: 0.5 };
    PageItem::Fill { area, radius: 0.0, color: HAIRLINE }
}

/// Right end of runs that begin at 0.
fn advance(runs: &[Run]) -> f32 {
    runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.advance * run.size / 1000.0)).sum()
}

/// One line of text, cut with an ellipsis where it does not fit.
fn set(text: &str, x: f32, y: f32, width: f32, shaper: &mut Shaper<'_>) -> Vec<Run> {
    let mut clean = String::new();
    // No line holds more than this; a hostile header must not be shaped whole for nothing.
    let head: String = text.chars().take(400).collect();
    shaper.printable(&head, &mut clean);
    let mut runs = runs(&clean, x, y, shaper);
    if advance(&runs) <= width {
        return runs;
    }
    let ellipsis = self::runs("…", x, y, shaper);
    let limit = width - advance(&ellipsis);
    while advance(&runs) > limit {
        let Some(last) = runs.last_mut() else { break };
        if last.glyphs.pop().is_none() {
            runs.pop();
        }
    }
    let end = x + advance(&runs);
    runs.extend(ellipsis.into_iter().map(|run| Run { x: end, ..run }));
    runs
}

fn runs(text: &str, x: f32, y: f32, shaper: &mut Shaper<'_>) -> Vec<Run> {
    let mut parts: Vec<(usize, String)> = Vec::new();
    for c in text.chars() {
        let face = shaper.face_for(c, &RUNNING, parts.last().map(|(face, _)| *face));
        match parts.last_mut() {
            Some((last, part)) if *last == face => part.push(c),
            _ => parts.push((face, c.to_string())),
        }
    }
    let mut at = x;
    let mut out = Vec::new();
    for (face, part) in parts {
        let mut glyphs: Vec<Glyph> = Vec::new();
        shaper.shape(face, &part, &mut glyphs);
        let width: f32 = glyphs.iter().map(|glyph| glyph.advance * RUNNING.size / 1000.0).sum();
        let (size, color) = (RUNNING.size, RUNNING.color);
        out.push(Run { x: at, y, size, face, thicken: false, color, glyphs, owner: None });
        at += width;
    }
    out
}
