//! Widths of codes, in thousandths of the font size. They tell where words and columns end; nothing is drawn with them.

use crate::questionnaire::pdf::document::{Pdf, number};
use lopdf::{Dictionary, Object};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Widths of composite fonts that are kept.
const MOST: usize = 70_000;

/// Helvetica's characters from the blank to the tilde, as in the font metrics every viewer has.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// Widths of the 256 codes of a simple font.
pub(super) fn simple_widths(pdf: &Pdf, font: &Dictionary, base: &str, table: &[String]) -> Vec<f64> {
    let listed = pdf.array(font, b"Widths");
    let first = pdf.integer(font, b"FirstChar").unwrap_or(0);
    let missing = pdf.sub(font, b"FontDescriptor").and_then(|dict| pdf.get(dict, b"MissingWidth")).and_then(number);
    let standard = |code: usize| match table.get(code).and_then(|text| text.nfd().next()) {
        _ if base.contains("courier") || base.contains("mono") => 600.0,
        Some(letter @ ' '..='~') => f64::from(HELVETICA[letter as usize - 32]),
        _ => 556.0,
    };
    let width = |code: usize| {
        let index = usize::try_from(i64::try_from(code).unwrap_or(0) - first).ok();
        let own = listed.and_then(|list| list.get(index?)).and_then(|width| pdf.follow(width)).and_then(number);
        own.or(missing.filter(|width| *width > 0.0)).unwrap_or_else(|| standard(code))
    };
    (0..256).map(width).collect()
}

/// Widths by glyph number of a composite font, and that of all others.
pub(super) fn wide_widths(pdf: &Pdf, font: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let default = pdf.get(font, b"DW").and_then(number).unwrap_or(1000.0);
    let mut widths = BTreeMap::new();
    let mut entries = pdf.array(font, b"W").unwrap_or_default().iter();
    while let Some(first) = entries.next().and_then(|entry| pdf.follow(entry)).and_then(number) {
        let first = first.clamp(0.0, 65_535.0) as u32;
        match entries.next().and_then(|entry| pdf.follow(entry)) {
            Some(Object::Array(list)) => {
                for (cid, width) in (first..65_536).zip(list) {
                    widths.extend(pdf.follow(width).and_then(number).map(|width| (cid, width)));
                }
            }
            Some(last) => {
                let last = number(last).unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
                let width = entries.next().and_then(|entry| pdf.follow(entry)).and_then(number).unwrap_or(default);
                widths.extend((first..=last).map(|cid| (cid, width)));
            }
            None => break,
        }
        if widths.len() > MOST {
            break;
        }
    }
    (widths, default)
}
