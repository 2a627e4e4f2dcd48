//! Codes to characters where a font has no `ToUnicode`: named encodings, glyph names, Japanese and Chinese code pages.

use crate::questionnaire::pdf::document::Pdf;
use crate::questionnaire::pdf::signs::symbol_code;
use encoding_rs::Encoding as Charset;
use lopdf::{Dictionary, Object};

/// What the 256 codes of a simple font stand for; empty where nobody can tell.
pub(super) fn simple_table(pdf: &Pdf, font: &Dictionary, base: &str) -> Vec<String> {
    if ["wingdings", "webdings", "zapfdingbats"].iter().any(|name| base.contains(name)) {
        return (0..=255u8).map(|code| symbol_code(base, code)).collect();
    }
    let encoding = pdf.get(font, b"Encoding");
    let (named, differences) = match encoding {
        Some(Object::Name(name)) => (Some(name.as_slice()), None),
        Some(Object::Dictionary(dict)) => (pdf.name(dict, b"BaseEncoding"), pdf.array(dict, b"Differences")),
        _ => (None, None),
    };
    let named: &[u8] = match named {
        Some(b"MacRomanEncoding") => b"MacRomanEncoding",
        Some(b"StandardEncoding") => b"StandardEncoding",
        // Fonts that say nothing are nearly always written in the code page of Windows.
        _ => b"WinAnsiEncoding",
    };
    let mut table = base_table(named);
    let mut code = 0usize;
    for entry in differences.unwrap_or_default().iter().take(2_000) {
        match pdf.follow(entry) {
            Some(Object::Integer(start)) => code = usize::try_from(*start).unwrap_or(256),
            Some(Object::Name(name)) => {
                if let (Some(slot), Some(text)) = (table.get_mut(code), glyph_text(name)) {
                    *slot = text;
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

fn base_table(name: &[u8]) -> Vec<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    decoded(&font, 256)
}

/// The first codes of a font without a character map, by the tables of the PDF library.
fn decoded(font: &Dictionary, codes: usize) -> Vec<String> {
    let doc = lopdf::Document::new();
    let encoding = font.get_font_encoding_with_limit(&doc, 0).ok();
    let one = |code: usize| {
        let byte = u8::try_from(code).unwrap_or(0);
        encoding.as_ref().and_then(|encoding| encoding.bytes_to_string(&[byte]).ok()).unwrap_or_default()
    };
    (0..codes).map(one).collect()
}

/// What a glyph name stands for: `Adieresis`, `uni3042`, `u1F600`, `f_i`, `a.alt`.
fn glyph_text(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if let Some(parts) = name.contains('_').then(|| name.split('_').map(|part| glyph_text(part.as_bytes()))) {
        return parts.collect();
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from);
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() == 4) {
        return hex(digits);
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())) {
        return hex(digits);
    }
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    encoding.set("Differences", vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())]);
    font.set("Encoding", encoding);
    decoded(&font, 1).pop().filter(|text| !text.is_empty() && !text.starts_with(char::is_control))
}

/// How the strings of a composite font are cut into codes.
#[derive(Debug, Clone)]
pub(super) enum Wide {
    /// Two bytes a code, which is also the glyph's number.
    Identity,
    /// UTF-16, big-endian.
    Utf16,
    /// A multi-byte code page.
    Page(&'static Charset),
    /// Ranges of an embedded character map: bytes of a code, first and last one.
    Ranges(Vec<(usize, u32, u32)>),
}

/// The encoding of a composite font, and whether its lines run downwards.
pub(super) fn wide_encoding(pdf: &Pdf, font: &Dictionary, most: usize) -> (Wide, bool) {
    match pdf.get(font, b"Encoding") {
        Some(Object::Name(name)) => {
            let name = String::from_utf8_lossy(name);
            let wide = match &*name {
                name if name.starts_with("Identity") => Wide::Identity,
                name if name.contains("UCS2") || name.contains("UTF16") => Wide::Utf16,
                name if name.contains("RKSJ") => Wide::Page(encoding_rs::SHIFT_JIS),
                name if name == "EUC-H" || name == "EUC-V" => Wide::Page(encoding_rs::EUC_JP),
                name if name.starts_with("GBK") || name.starts_with("GB-EUC") => Wide::Page(encoding_rs::GBK),
                name if name.starts_with("KSC") => Wide::Page(encoding_rs::EUC_KR),
                name if name.starts_with("ETen") || name.starts_with("B5") => Wide::Page(encoding_rs::BIG5),
                _ => Wide::Identity,
            };
            (wide, name.ends_with("-V") || name == "V")
        }
        Some(Object::Stream(stream)) => {
            let vertical = pdf.integer(&stream.dict, b"WMode") == Some(1);
            let content = stream.get_plain_content_with_limit(most).unwrap_or_default();
            let ranges = code_ranges(&content);
            (if ranges.is_empty() { Wide::Identity } else { Wide::Ranges(ranges) }, vertical)
        }
        _ => (Wide::Identity, false),
    }
}

impl Wide {
    /// Bytes of the code that a string begins with.
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        match self {
            Self::Identity => 2,
            Self::Utf16 => match bytes {
                [0xd8..=0xdb, _, 0xdc..=0xdf, _, ..] => 4,
                _ => 2,
            },
            Self::Page(page) if *page == encoding_rs::SHIFT_JIS => match bytes[0] {
                0x81..=0x9f | 0xe0..=0xfc => 2,
                _ => 1,
            },
            Self::Page(_) => 1 + usize::from(bytes[0] >= 0x81),
            Self::Ranges(ranges) => {
                let mut code = 0u32;
                for (index, byte) in bytes.iter().take(4).enumerate() {
                    code = (code << 8) | u32::from(*byte);
                    if ranges.iter().any(|(length, low, high)| *length == index + 1 && (*low..=*high).contains(&code)) {
                        return index + 1;
                    }
                }
                ranges.iter().map(|(length, ..)| *length).min().unwrap_or(2)
            }
        }
    }

    /// What a code stands for without a character map.
    pub(super) fn text(&self, code: &[u8]) -> String {
        match self {
            Self::Utf16 => encoding_rs::UTF_16BE.decode_without_bom_handling(code).0.into_owned(),
            Self::Page(page) => page.decode_without_bom_handling(code).0.into_owned(),
            Self::Identity | Self::Ranges(_) => String::new(),
        }
    }

    /// Whether codes are glyph numbers, by which widths are listed.
    pub(super) fn has_cids(&self) -> bool {
        matches!(self, Self::Identity | Self::Ranges(_))
    }

    /// Width of a character where widths are listed by numbers that nobody has: half or full.
    pub(super) fn width(&self, text: &str) -> f64 {
        let narrow = text.chars().next().is_none_or(|c| (c as u32) < 0x0500 || ('\u{ff61}'..='\u{ffdc}').contains(&c));
        if narrow { 500.0 } else { 1000.0 }
    }
}

/// The code space of an embedded character map.
fn code_ranges(content: &[u8]) -> Vec<(usize, u32, u32)> {
    let text = String::from_utf8_lossy(content);
    let mut ranges = Vec::new();
    for section in text.split("begincodespacerange").skip(1).take(16) {
        let section = section.split("endcodespacerange").next().unwrap_or_default();
        let codes: Vec<&str> =
            section.split(['<', '>', ' ', '\n', '\r']).filter(|code| !code.is_empty()).take(200).collect();
        for pair in codes.chunks_exact(2) {
            let value = |digits: &str| u32::from_str_radix(digits, 16).ok();
            if let (Some(low), Some(high)) = (value(pair[0]), value(pair[1])) {
                ranges.push((pair[0].len().div_ceil(2).clamp(1, 4), low, high));
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_names_are_read() {
        assert_eq!(glyph_text(b"Adieresis").as_deref(), Some("Ä"));
        assert_eq!(glyph_text(b"uni3042").as_deref(), Some("あ"));
        assert_eq!(glyph_text(b"f_i").as_deref(), Some("fi"));
        assert_eq!(glyph_text(b"g17"), None);
    }

    #[test]
    fn code_pages_are_cut_and_read() {
        let page = Wide::Page(encoding_rs::SHIFT_JIS);
        let bytes = encoding_rs::SHIFT_JIS.encode("あA").0.into_owned();
        assert_eq!((page.length(&bytes), page.length(&bytes[2..])), (2, 1));
        assert_eq!(page.text(&bytes[..2]), "あ");
        assert_eq!(code_ranges(b"1 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange").len(), 2);
    }
}
