//! What a filled field looks like: background, border, and the words in it.

use super::embed::Embedded;
use super::typeset::{Faces, Fitted, LEADING, PADDING};
use crate::questionnaire::pdf::{Pdf, number, text_of};
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a form wants a field to look.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Style {
    /// Size of the box, its own way up.
    pub(super) width: f64,
    pub(super) height: f64,
    /// Quarter turns of the box.
    turn: i64,
    /// Operators that set the colour of the text.
    colour: String,
    /// Font size; none or 0 where the form leaves it open.
    pub(super) size: f64,
    /// 0 left, 1 middle, 2 right.
    align: i64,
    background: Option<String>,
    border: Option<(String, f64)>,
}

impl Style {
    /// The style of a widget.
    pub(super) fn of(pdf: &Pdf, widget: &Dictionary) -> Option<Self> {
        let rect = pdf.rect(widget.get(b"Rect").ok()?)?;
        let looks = pdf.sub(widget, b"MK");
        let turn = looks.and_then(|looks| pdf.integer(looks, b"R")).unwrap_or(0).rem_euclid(360) / 90;
        let form = pdf.doc.catalog().ok().and_then(|catalog| pdf.sub(catalog, b"AcroForm"));
        let default = |key: &[u8]| pdf.inherited(widget, key).or_else(|| form.and_then(|form| pdf.get(form, key)));
        let (colour, size) = default(b"DA").and_then(text_of).map_or((String::new(), 0.0), |text| appearance(&text));
        let paint = |key: &[u8], stroke: bool| {
            looks.and_then(|looks| pdf.get(looks, key)).and_then(|object| paint(pdf, object, stroke))
        };
        let border_width =
            pdf.sub(widget, b"BS").and_then(|style| pdf.get(style, b"W")).and_then(number).unwrap_or(1.0);
        let (width, height) = if turn % 2 == 1 { (rect.height(), rect.width()) } else { (rect.width(), rect.height()) };
        Some(Self {
            width,
            height,
            turn,
            colour: if colour.is_empty() { "0 g".to_owned() } else { colour },
            size,
            align: default(b"Q").and_then(number).unwrap_or(0.0) as i64,
            background: paint(b"BG", false),
            border: paint(b"BC", true).filter(|_| border_width > 0.0).map(|paint| (paint, border_width.min(4.0))),
        })
    }
}

/// Colour and size in a default appearance such as `/Helv 0 Tf 0 g`.
fn appearance(text: &str) -> (String, f64) {
    let (mut operands, mut colour, mut size): (Vec<&str>, String, f64) = (Vec::new(), String::new(), 0.0);
    for word in text.split_whitespace() {
        let count = match word {
            "g" => 1,
            "rg" => 3,
            "k" => 4,
            "Tf" => {
                size = operands.last().and_then(|size| size.parse().ok()).unwrap_or(0.0);
                operands.clear();
                continue;
            }
            _ => {
                operands.push(word);
                continue;
            }
        };
        let numbers: Vec<&str> = operands.iter().copied().filter(|word| word.parse::<f64>().is_ok()).collect();
        if numbers.len() >= count {
            colour = format!("{} {word}", numbers[numbers.len() - count..].join(" "));
        }
        operands.clear();
    }
    (colour, if (0.0..=72.0).contains(&size) { size } else { 0.0 })
}

fn paint(pdf: &Pdf, object: &Object, stroke: bool) -> Option<String> {
    let parts: Vec<f64> = object.as_array().ok()?.iter().filter_map(|part| pdf.follow(part).and_then(number)).collect();
    let operator = match (parts.len(), stroke) {
        (1, false) => "g",
        (1, true) => "G",
        (3, false) => "rg",
        (3, true) => "RG",
        (4, false) => "k",
        (4, true) => "K",
        _ => return None,
    };
    let numbers: Vec<String> = parts.iter().map(|part| short(*part)).collect();
    Some(format!("{} {operator}", numbers.join(" ")))
}

/// A number with at most two digits behind the point.
fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The drawing of a field that holds words.
pub(super) fn draw(
    style: &Style,
    fitted: &Fitted,
    multiline: bool,
    faces: &mut Faces,
    fonts: &BTreeMap<usize, Embedded>,
) -> Stream {
    let (width, height, size) = (style.width, style.height, fitted.size);
    let mut out = String::new();
    if let Some(paint) = &style.background {
        let _ = writeln!(out, "q {paint} 0 0 {} {} re f Q", short(width), short(height));
    }
    if let Some((paint, wide)) = &style.border {
        let inset = wide / 2.0;
        let (w, h) = (short(width - wide), short(height - wide));
        let _ = writeln!(out, "q {paint} {} w {i} {i} {w} {h} re S Q", short(*wide), i = short(inset));
    }
    let (clip_width, clip_height) = (short((width - 2.0).max(0.0)), short((height - 2.0).max(0.0)));
    let _ = writeln!(out, "/Tx BMC\nq 1 1 {clip_width} {clip_height} re W n\nBT\n{}", style.colour);
    let top = if multiline { height - PADDING - 0.9 * size } else { height / 2.0 - 0.35 * size };
    for (index, line) in fitted.lines.iter().enumerate() {
        let own = faces.width(line) * size / 1000.0;
        let x = match style.align {
            1 => ((width - own) / 2.0).max(PADDING),
            2 => (width - own - PADDING).max(PADDING),
            _ => PADDING,
        };
        let _ = writeln!(out, "1 0 0 1 {} {} Tm", short(x), short(top - index as f64 * size * LEADING));
        let mut run: (usize, String) = (usize::MAX, String::new());
        for sign in line.chars() {
            let glyph = faces.glyph(sign);
            let Some(new) = fonts.get(&glyph.face).and_then(|font| font.glyphs.get(&glyph.id)) else { continue };
            if run.0 != glyph.face {
                show(&mut out, &run, size);
                run = (glyph.face, String::new());
            }
            let _ = write!(run.1, "{new:04X}");
        }
        show(&mut out, &run, size);
    }
    out.push_str("ET\nQ\nEMC\n");
    let mut resources = Dictionary::new();
    for (face, font) in fonts {
        if out.contains(&format!("/NL{face} ")) {
            resources.set(format!("NL{face}"), Object::Reference(font.font));
        }
    }
    let real = |value: f64| Object::Real(value as f32);
    let turned: Option<[f64; 6]> = match style.turn {
        1 => Some([0.0, 1.0, -1.0, 0.0, height, 0.0]),
        2 => Some([-1.0, 0.0, 0.0, -1.0, width, height]),
        3 => Some([0.0, -1.0, 1.0, 0.0, 0.0, width]),
        _ => None,
    };
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), real(width), real(height)],
        "Resources" => dictionary! { "Font" => resources },
    };
    if let Some(turned) = turned {
        dict.set("Matrix", turned.map(real).to_vec());
    }
    Stream::new(dict, out.into_bytes())
}

fn show(out: &mut String, (face, codes): &(usize, String), size: f64) {
    if !codes.is_empty() {
        let _ = writeln!(out, "/NL{face} {} Tf <{codes}> Tj", short(size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_appearances_are_read() {
        assert_eq!(appearance("/Helv 0 Tf 0 g"), ("0 g".to_owned(), 0.0));
        assert_eq!(appearance("0 0 1 rg /HeBo 11.5 Tf"), ("0 0 1 rg".to_owned(), 11.5));
        assert_eq!(appearance("garbage 1e9 Tf q Q"), (String::new(), 0.0));
    }
}
