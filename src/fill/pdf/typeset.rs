//! Glyphs for words in a field: which face has a character, how wide a line is, where it may break.

use crate::text::typefaces;
use rustybuzz::Face;
use rustybuzz::ttf_parser::GlyphId;
use std::collections::BTreeMap;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A glyph of one of the faces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) face: usize,
    pub(super) id: u16,
    /// Thousandths of the font size.
    pub(super) width: f64,
}

/// The faces that a filled form may use.
pub(super) struct Faces {
    pub(super) list: Vec<LoadedFace>,
}

/// A face and what was used of it.
pub(super) struct LoadedFace {
    pub(super) name: &'static str,
    pub(super) bytes: &'static [u8],
    pub(super) face: Face<'static>,
    /// Glyphs in use with the character that each stands for.
    pub(super) used: BTreeMap<u16, char>,
}

impl Faces {
    /// The bundled faces, in the order in which they are asked for a character.
    pub(super) fn bundled() -> Self {
        let files: [(&str, &'static [u8]); 4] = [
            ("NotoSans-Regular", typefaces::SANS),
            ("NotoSansJP-Regular", typefaces::JAPANESE),
            ("NotoSansSymbols2-Regular", typefaces::SYMBOLS),
            ("NotoSansMath-Regular", typefaces::MATH),
        ];
        let load = |(name, bytes): (&'static str, &'static [u8])| {
            Some(LoadedFace { name, bytes, face: Face::from_slice(bytes, 0)?, used: BTreeMap::new() })
        };
        Self { list: files.into_iter().filter_map(load).collect() }
    }

    /// The glyph of a character; that of a question mark if no face has it.
    pub(super) fn glyph(&mut self, sign: char) -> Glyph {
        let find = |sign: char| {
            self.list
                .iter()
                .enumerate()
                .find_map(|(index, face)| Some((index, face.face.glyph_index(sign).filter(|id| id.0 != 0)?)))
        };
        let (sign, (face, id)) = match find(sign) {
            Some(found) => (sign, found),
            None => ('?', find('?').unwrap_or((0, GlyphId(0)))),
        };
        let own = &mut self.list[face];
        own.used.entry(id.0).or_insert(sign);
        let units = f64::from(own.face.units_per_em().max(1));
        let width = f64::from(own.face.glyph_hor_advance(id).unwrap_or(0)) * 1000.0 / units;
        Glyph { face, id: id.0, width }
    }

    /// Width of a text in thousandths of the font size.
    pub(super) fn width(&mut self, text: &str) -> f64 {
        text.chars().map(|sign| self.glyph(sign).width).sum()
    }

    /// A text in lines no wider than so many thousandths of the font size. A word that is wider is broken where need be.
    pub(super) fn lines(&mut self, text: &str, most: f64) -> Vec<String> {
        let mut out = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            let mut width = 0.0;
            let mut start = 0;
            for (end, kind) in linebreaks(paragraph) {
                let piece = &paragraph[start..end];
                start = end;
                let own = self.width(piece.trim_end());
                if !line.is_empty() && width + own > most {
                    out.push(std::mem::take(&mut line).trim_end().to_owned());
                    width = 0.0;
                }
                if own > most {
                    for sign in piece.chars() {
                        let wide = self.glyph(sign).width;
                        if !line.is_empty() && width + wide > most {
                            out.push(std::mem::take(&mut line));
                            width = 0.0;
                        }
                        line.push(sign);
                        width += wide;
                    }
                } else {
                    line.push_str(piece);
                    width += self.width(piece);
                }
                if kind == BreakOpportunity::Mandatory && end < paragraph.len() {
                    out.push(std::mem::take(&mut line));
                    width = 0.0;
                }
            }
            out.push(line.trim_end().to_owned());
        }
        out
    }
}

/// How a text stands in a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    pub(super) size: f64,
    pub(super) lines: Vec<String>,
}

/// Space between the border of a field and its text, in points.
pub(super) const PADDING: f64 = 2.5;
/// Height of a line in font sizes.
pub(super) const LEADING: f64 = 1.2;
/// The smallest size that people can still read on paper.
const FLOOR: f64 = 6.0;
/// The size where the form leaves it open.
const USUAL: f64 = 10.0;

/// The largest size, no larger than asked for, at which a text fits. Nothing if it does not fit at the smallest.
pub(super) fn fit(
    faces: &mut Faces,
    text: &str,
    width: f64,
    height: f64,
    asked: f64,
    multiline: bool,
) -> Option<Fitted> {
    let room = width - 2.0 * PADDING;
    let most = if asked > 0.0 {
        asked
    } else if multiline {
        USUAL
    } else {
        (height * 0.7).clamp(4.0, 12.0)
    };
    let mut size = most;
    loop {
        let lines = if multiline { faces.lines(text, room * 1000.0 / size) } else { vec![text.replace('\n', " ")] };
        let fits = if multiline {
            lines.len() as f64 * size * LEADING + PADDING <= height
        } else {
            faces.width(&lines[0]) * size / 1000.0 <= room
        };
        if fits {
            return Some(Fitted { size, lines });
        }
        let next = (size - 0.5).max(FLOOR.min(most));
        if next >= size {
            return None;
        }
        size = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shrinks_to_a_floor_and_then_does_not_fit() {
        let mut faces = Faces::bundled();
        let short = fit(&mut faces, "Yes", 200.0, 18.0, 0.0, false).unwrap();
        assert_eq!(short.size, 12.0);
        let long = "Passwords are kept in an encrypted store that a master password opens.";
        let shrunk = fit(&mut faces, long, 250.0, 18.0, 12.0, false).unwrap();
        assert!(shrunk.size < 9.0 && shrunk.size >= 6.0);
        assert_eq!(fit(&mut faces, long, 100.0, 18.0, 12.0, false), None);
        let wrapped = fit(&mut faces, long, 100.0, 100.0, 10.0, true).unwrap();
        assert!(wrapped.lines.len() > 3);
        assert_eq!(wrapped.lines.join(" "), long);
    }

    #[test]
    fn japanese_breaks_between_characters_and_long_words_anywhere() {
        let mut faces = Faces::bundled();
        let lines = faces.lines("パスワードは暗号化されたデータベースに保存されます。", 8_000.0);
        assert!(lines.len() >= 3, "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= 8));
        let link = faces.lines("https://docs.qgis.org/latest/en/docs/user_manual/auth_system/index.html", 10_000.0);
        assert!(link.len() > 2);
        assert_eq!(link.concat(), "https://docs.qgis.org/latest/en/docs/user_manual/auth_system/index.html");
    }
}
