//! Faces as objects of a PDF: only the glyphs that are used, and what each stands for.

use super::typeset::LoadedFace;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rustybuzz::ttf_parser::GlyphId;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A face in the file.
pub(super) struct Embedded {
    pub(super) font: ObjectId,
    /// Numbers of the glyphs in the file, by their numbers in the face.
    pub(super) glyphs: BTreeMap<u16, u16>,
}

/// Writes the used part of a face into a document.
///
/// # Errors
///
/// The face cannot be cut down.
pub(super) fn embed(doc: &mut Document, face: &LoadedFace) -> Result<Embedded, String> {
    let old: Vec<u16> = face.used.keys().copied().collect();
    let remapper = subsetter::GlyphRemapper::new_from_glyphs_sorted(&old);
    let bytes = subsetter::subset(face.bytes, 0, &remapper).map_err(|error| error.to_string())?;
    let glyphs: BTreeMap<u16, u16> = old.iter().filter_map(|id| Some((*id, remapper.get(*id)?))).collect();
    let own = &face.face;
    let units = f64::from(own.units_per_em().max(1));
    let scaled = |value: i16| Object::Integer((f64::from(value) * 1000.0 / units).round() as i64);
    // The same glyphs give the same name.
    let tag: String = old
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, id| (hash ^ u64::from(*id)).wrapping_mul(0x0100_0000_01b3))
        .to_le_bytes()
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect();
    let name = format!("{tag}+{}", face.name);
    let length = Object::Integer(i64::try_from(bytes.len()).unwrap_or(0));
    let mut program = Stream::new(dictionary! { "Length1" => length }, bytes);
    program.compress().map_err(|error| error.to_string())?;
    let program = doc.add_object(program);
    let bounds = own.global_bounding_box();
    let descriptor = doc.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        "Flags" => 4,
        "FontBBox" => vec![scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)],
        "ItalicAngle" => 0,
        "Ascent" => scaled(own.ascender()),
        "Descent" => scaled(own.descender()),
        "CapHeight" => scaled(own.capital_height().unwrap_or(own.ascender())),
        "StemV" => 80,
        "FontFile2" => program,
    });
    let mut widths: Vec<Object> = Vec::new();
    for (id, new) in &glyphs {
        let width = f64::from(own.glyph_hor_advance(GlyphId(*id)).unwrap_or(0)) * 1000.0 / units;
        widths.push(Object::Integer(i64::from(*new)));
        widths.push(Object::Array(vec![Object::Integer(width.round() as i64)]));
    }
    let system: Dictionary = dictionary! {
        "Registry" => Object::string_literal("Adobe"),
        "Ordering" => Object::string_literal("Identity"),
        "Supplement" => 0,
    };
    let descendant = doc.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => system,
        "FontDescriptor" => descriptor,
        "CIDToGIDMap" => "Identity",
        "DW" => 1000,
        "W" => widths,
    });
    let map = unicode_map(face, &glyphs);
    let mut map = Stream::new(Dictionary::new(), map.into_bytes());
    map.compress().map_err(|error| error.to_string())?;
    let map = doc.add_object(map);
    let font = doc.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => map,
    });
    Ok(Embedded { font, glyphs })
}

/// What each glyph stands for, in blocks of at most 100 as the format demands.
fn unicode_map(face: &LoadedFace, glyphs: &BTreeMap<u16, u16>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<(u16, char)> = glyphs.iter().filter_map(|(old, new)| Some((*new, *face.used.get(old)?))).collect();
    for block in entries.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (glyph, sign) in block {
            let units: String = sign.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
            let _ = writeln!(map, "<{glyph:04X}> <{units}>");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
