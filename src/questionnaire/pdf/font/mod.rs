//! What the codes of a font stand for, and how wide they are.

mod cmap;
mod encoding;
mod widths;

use super::document::Pdf;
use cmap::UnicodeMap;
use encoding::{Wide, simple_table, wide_encoding};
use lopdf::Dictionary;
use std::collections::BTreeMap;
use widths::{simple_widths, wide_widths};

/// Bytes of a character map; the largest real one has some hundred kilobytes.
const MAP_BYTES: usize = 4 << 20;

/// One code of a string.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// What it stands for; empty if nobody can tell.
    pub(super) text: String,
    /// Its width in thousandths of the font size.
    pub(super) width: f64,
    /// Whether it is the one-byte code 32, which word spacing widens.
    pub(super) blank: bool,
}

/// A font, ready to decode.
#[derive(Debug)]
pub(super) struct Font {
    unicode: Option<UnicodeMap>,
    kind: Kind,
    /// Whether lines run from top to bottom.
    pub(super) vertical: bool,
    /// Whether its name says that it is bold.
    pub(super) bold: bool,
    /// Glyph space of Type 3 fonts is not in thousandths.
    scale: f64,
}

#[derive(Debug)]
enum Kind {
    Simple { table: Vec<String>, widths: Vec<f64> },
    Wide { encoding: Wide, widths: BTreeMap<u32, f64>, default: f64 },
}

impl Font {
    /// Reads a font dictionary; what is missing or broken in it is left out.
    pub(super) fn new(pdf: &Pdf, dict: &Dictionary) -> Self {
        let base =
            pdf.name(dict, b"BaseFont").map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default();
        let lower = base.to_lowercase();
        let unicode = pdf
            .get(dict, b"ToUnicode")
            .and_then(|object| object.as_stream().ok())
            .and_then(|stream| stream.get_plain_content_with_limit(MAP_BYTES).ok())
            .map(|content| UnicodeMap::parse(&content));
        let bold = ["bold", "black", "heavy", "semibold", "-w6", "-w7", "-w8"].iter().any(|word| lower.contains(word));
        let subtype = pdf.name(dict, b"Subtype").unwrap_or_default();
        let (kind, vertical) = if subtype == b"Type0" {
            let descendant =
                pdf.array(dict, b"DescendantFonts").and_then(|fonts| fonts.first()).and_then(|font| pdf.dict(font));
            let (encoding, vertical) = wide_encoding(pdf, dict, MAP_BYTES);
            let (widths, default) = descendant.map_or((BTreeMap::new(), 1000.0), |font| wide_widths(pdf, font));
            (Kind::Wide { encoding, widths, default }, vertical)
        } else {
            let table = simple_table(pdf, dict, &lower);
            let widths = simple_widths(pdf, dict, &lower, &table);
            (Kind::Simple { table, widths }, false)
        };
        let scale = match subtype {
            b"Type3" => {
                let matrix = dict.get(b"FontMatrix").ok().and_then(|matrix| pdf.numbers(matrix, 6));
                matrix.map_or(1.0, |matrix| (matrix[0].abs() * 1000.0).clamp(1e-3, 1e3))
            }
            _ => 1.0,
        };
        Self { unicode, kind, vertical, bold, scale }
    }

    /// The codes of a string.
    pub(super) fn decode(&self, bytes: &[u8], out: &mut Vec<Shown>) {
        match &self.kind {
            Kind::Simple { table, widths } => {
                for byte in bytes {
                    let mapped = self.unicode.as_ref().and_then(|map| map.get(u32::from(*byte), 1));
                    let text = mapped.unwrap_or_else(|| table[usize::from(*byte)].clone());
                    let width = widths[usize::from(*byte)] * self.scale;
                    out.push(Shown { text, width, blank: *byte == b' ' });
                }
            }
            Kind::Wide { encoding, widths, default } => {
                let mut rest = bytes;
                while !rest.is_empty() {
                    let length = encoding.length(rest).clamp(1, rest.len());
                    let code = rest[..length].iter().fold(0u32, |code, byte| (code << 8) | u32::from(*byte));
                    let mapped = self.unicode.as_ref().and_then(|map| map.get(code, length));
                    let text = mapped.unwrap_or_else(|| encoding.text(&rest[..length]));
                    let width = match encoding.has_cids() {
                        true => widths.get(&code).copied().unwrap_or(*default),
                        false => encoding.width(&text),
                    };
                    out.push(Shown { text, width, blank: length == 1 && code == 32 });
                    rest = &rest[length..];
                }
            }
        }
    }
}
