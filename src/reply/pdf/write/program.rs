//! Font programs: only the glyphs in use, and the map from glyphs back to text.

use super::super::PdfError;
use super::super::shape::{LoadedFace, Shaper};
use lopdf::{Object, Stream};
use printpdf::{FontId, FontMetrics, FontType, ParsedFont};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A font as it goes into the file.
pub(super) struct Program {
    pub(super) id: FontId,
    pub(super) font: ParsedFont,
    /// `/BaseFont`: a tag of six letters and the font's name.
    name: String,
    /// New number of each glyph in use.
    pub(super) glyphs: BTreeMap<u16, u16>,
    /// Text of each new glyph.
    unicode: BTreeMap<u16, String>,
    units_per_em: u16,
}

impl Program {
    /// Width of a glyph as `/W` states it, in thousandths: printpdf writes whole numbers, cut off.
    pub(super) fn stated_width(&self, new: u16) -> f32 {
        let raw = self.font.glyph_widths.get(&new).copied().unwrap_or(0);
        (f32::from(raw) * 1000.0 / f32::from(self.units_per_em)).trunc()
    }
}

/// A subset of every face that is in use; `None` for the others.
pub(super) fn programs(shaper: &Shaper<'_>) -> Result<Vec<Option<Program>>, PdfError> {
    shaper
        .faces
        .iter()
        .enumerate()
        .map(|(index, face)| if face.touched { program(index, face).map(Some) } else { Ok(None) })
        .collect()
}

fn program(index: usize, face: &LoadedFace<'_>) -> Result<Program, PdfError> {
    let old: Vec<u16> = face.used.keys().copied().collect();
    let remapper = subsetter::GlyphRemapper::new_from_glyphs_sorted(&old);
    let bytes = subsetter::subset(&face.file.bytes, 0, &remapper)
        .map_err(|error| PdfError::Font { name: face.file.name.clone(), reason: error.to_string() })?;
    let mut glyphs = BTreeMap::new();
    let mut unicode = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for (id, text) in &face.used {
        let Some(new) = remapper.get(*id) else { continue };
        glyphs.insert(*id, new);
        unicode.insert(new, text.clone());
        widths.insert(new, face.face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(*id)).unwrap_or(0));
    }
    let units_per_em = u16::try_from(face.face.units_per_em()).unwrap_or(1000).max(1);
    let bounds = face.face.global_bounding_box();
    let name = format!("{}+{}", tag(&bytes), post_script_name(&face.file.name));
    let font_type = if face.face.tables().glyf.is_some() { FontType::TrueType } else { FontType::OpenTypeCFF(()) };
    let font = ParsedFont {
        original_bytes: bytes,
        font_index: 0,
        font_name: Some(name.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em,
        font_metrics: FontMetrics { ascent: face.face.ascender(), descent: face.face.descender() },
        font_type,
        pdf_font_metrics: printpdf::PdfFontMetricsStub {
            units_per_em,
            x_min: bounds.x_min,
            y_min: bounds.y_min,
            x_max: bounds.x_max,
            y_max: bounds.y_max,
            caret_slope_rise: 1000,
            caret_slope_run: (face.face.italic_angle().to_radians().tan() * -1000.0) as i16,
            us_weight_class: face.face.weight().to_number(),
        },
    };
    Ok(Program { id: FontId(format!("N{index}")), font, name, glyphs, unicode, units_per_em })
}

/// Six letters that differ when the glyphs differ.
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn post_script_name(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let clean: String = stem.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(60).collect();
    if clean.is_empty() { "Font".to_owned() } else { clean }
}

/// Replaces the maps that printpdf wrote: operators here carry glyph numbers only, the text is known once a font.
pub(super) fn write_unicode_maps(doc: &mut lopdf::Document, programs: &[Option<Program>]) {
    let mut maps = Vec::new();
    for object in doc.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        let Ok(base) = dict.get(b"BaseFont").and_then(Object::as_name) else { continue };
        let Ok(map) = dict.get(b"ToUnicode").and_then(Object::as_reference) else { continue };
        if let Some(program) = programs.iter().flatten().find(|program| program.name.as_bytes() == base) {
            maps.push((map, unicode_map(&program.unicode)));
        }
    }
    for (id, map) in maps {
        doc.set_object(id, Stream::new(lopdf::Dictionary::new(), map.into_bytes()));
    }
}

/// A CMap from glyph numbers to text, in blocks of at most 100 as the format demands.
fn unicode_map(unicode: &BTreeMap<u16, String>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<_> = unicode.iter().collect();
    for block in entries.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (glyph, text) in block {
            let _ = write!(map, "<{glyph:04X}> <");
            // The second glyph of a character has no text of its own.
            let text = if text.is_empty() { "\u{200b}" } else { text.as_str() };
            for unit in text.encode_utf16() {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
