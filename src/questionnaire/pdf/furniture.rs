//! What stands on every page: running headers and footers, page numbers.

use super::lines::{Line, lines_of};
use super::page::{Glyph, Page};
use super::ruled::ruled_tables;
use crate::questionnaire::layout::{Cell, Grid, GridRow, looks_like_header};
use std::collections::BTreeMap;

/// How much of a page's height may be header, and how much footer.
const MARGIN: f64 = 0.14;

/// Lines in the margins of a page that are looked at.
const LINES: usize = 60;

/// Takes running headers, footers and page numbers off the pages.
pub(super) fn drop_furniture(pages: &mut [Page]) {
    let mut seen: BTreeMap<(bool, String), Vec<(usize, f64)>> = BTreeMap::new();
    let mut candidates: Vec<Vec<(bool, Line)>> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let tables = ruled_tables(page);
        let glyphs: Vec<&Glyph> = page.glyphs.iter().collect();
        let marginal: Vec<(bool, Line)> = lines_of(&glyphs)
            .into_iter()
            .filter(|line| !tables.iter().any(|table| table.area.holds(line.area.centre())))
            .filter_map(|line| {
                let top = line.area.bottom < page.height * MARGIN;
                let bottom = line.area.top > page.height * (1.0 - MARGIN);
                (top || bottom).then_some((top, line))
            })
            .take(LINES)
            .collect();
        for (top, line) in &marginal {
            seen.entry((*top, shape(&line.text()))).or_default().push((number, line.base));
        }
        candidates.push(marginal);
    }
    let count = pages.len();
    for (page, lines) in pages.iter_mut().zip(candidates) {
        for (top, line) in lines {
            let text = line.text();
            let places = seen.get(&(top, shape(&text))).map(Vec::as_slice).unwrap_or_default();
            let same = places.iter().filter(|(_, base)| (base - line.base).abs() < 5.0).count();
            let repeats = count >= 2 && same >= 2 && same * 2 >= count.saturating_sub(1) && !asks(&line);
            if repeats || is_page_number(&text) {
                page.glyphs.retain(|glyph| !line.area.holds(glyph.area.centre()));
            }
        }
    }
}

/// Whether a line is a question or the header of a table, which may come on every page.
fn asks(line: &Line) -> bool {
    let cells = line.spans.iter().map(|span| Cell::text(span.text.clone())).collect();
    let row = GridRow { row: 0, line: 1, hidden: false, cells };
    line.text().contains(['?', '？']) || looks_like_header(&Grid { rows: vec![row], ..Grid::default() })
}

/// The text with every number alike.
fn shape(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars().take(200) {
        match sign {
            '0'..='9' | '０'..='９' if out.ends_with('#') => {}
            '0'..='9' | '０'..='９' => out.push('#'),
            _ => out.push(sign),
        }
    }
    out
}

/// `3`, `- 3 -`, `3/5`, `Page 3 of 5`, `Seite 3 von 5`, `3 / 5 ページ`.
fn is_page_number(text: &str) -> bool {
    let shape = shape(text).to_lowercase();
    let words: Vec<&str> = shape
        .split(|sign: char| {
            sign.is_whitespace() || matches!(sign, '/' | '-' | '–' | '—' | '|' | '.' | '(' | ')' | '[' | ']')
        })
        .filter(|word| !word.is_empty())
        .collect();
    let known = |word: &&str| {
        ["#", "page", "seite", "of", "von", "sur", "p", "pg", "página", "de", "pagina", "di", "ページ", "頁", "#ページ"]
            .contains(word)
    };
    let numbers = shape.matches('#').count();
    (1..=2).contains(&numbers) && words.len() <= 4 && words.iter().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known() {
        for text in ["3", "- 3 -", "3/5", "Page 3 of 5", "Seite 12 von 30", "3 / 5 ページ", "p. 4"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["1. Access", "3 of our products", "Page", "1.2.3 4"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
