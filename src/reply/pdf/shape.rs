//! Characters to glyphs: which face has a character, and how its glyphs stand beside each other.

use super::PdfError;
use super::clean::{Fate, fate, is_invisible};
use super::fonts::{FontFile, FontRole, Fonts};
use super::style::TextStyle;
use rustybuzz::{Direction, Face, Script, ShapePlan, UnicodeBuffer};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Longest text that is remembered with its glyphs, in bytes, and how many are remembered a face.
const MEMO_LENGTH: usize = 32;
const MEMO_COUNT: usize = 20_000;
/// How many characters a warning names.
const NAMED: usize = 12;

/// One glyph; lengths are thousandths of the font size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) advance: f32,
    pub(super) dx: f32,
    pub(super) dy: f32,
    /// A line may be broken before it if need be: it begins a character as people see them.
    pub(super) start: bool,
}

/// A font, parsed.
pub(super) struct LoadedFace<'a> {
    pub(super) file: &'a FontFile,
    pub(super) face: Face<'a>,
    plans: BTreeMap<(Script, bool), ShapePlan>,
    memo: BTreeMap<String, (Vec<Glyph>, bool)>,
    /// Whether any text is set in it.
    pub(super) touched: bool,
    /// Glyphs in use, with the text each stands for.
    pub(super) used: BTreeMap<u16, String>,
}

/// Shapes text with a set of fonts, and remembers what it used and what it missed.
pub(super) struct Shaper<'a> {
    pub(super) faces: Vec<LoadedFace<'a>>,
    missing: BTreeMap<char, usize>,
    removed: BTreeSet<char>,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self, PdfError> {
        let mut faces = Vec::new();
        for file in &fonts.files {
            let face = Face::from_slice(&file.bytes, 0)
                .ok_or_else(|| PdfError::Font { name: file.name.clone(), reason: "not a font".to_owned() })?;
            let mut used = BTreeMap::new();
            // A no-break space often shares the glyph of the space; copied text shall have the plain one.
            if let Some(space) = face.glyph_index(' ') {
                used.insert(space.0, " ".to_owned());
            }
            faces.push(LoadedFace { file, face, plans: BTreeMap::new(), memo: BTreeMap::new(), touched: false, used });
        }
        Ok(Self { faces, missing: BTreeMap::new(), removed: BTreeSet::new() })
    }

    /// Appends text as it can be printed: composed, without controls, characters that no font has as their codes.
    pub(super) fn printable(&mut self, text: &str, out: &mut String) {
        for c in text.nfc() {
            match fate(c) {
                Fate::Space => out.push(' '),
                Fate::Ignore => {}
                Fate::Report => {
                    self.removed.insert(c);
                }
                Fate::Keep if is_invisible(c) || self.faces.iter().any(|face| face.has(c)) => out.push(c),
                Fate::Keep => {
                    *self.missing.entry(c).or_default() += 1;
                    out.push_str(&format!("[U+{:04X}]", u32::from(c)));
                }
            }
        }
    }

    /// The face for a character in a style; `previous` is the face of the character before, which a mark prefers.
    pub(super) fn face_for(&self, c: char, style: &TextStyle, previous: Option<usize>) -> usize {
        if (is_invisible(c) || unicode_normalization::char::is_combining_mark(c))
            && let Some(face) = previous.filter(|&face| is_invisible(c) || self.faces[face].has(c))
        {
            return face;
        }
        let own = self.style_face(style);
        if self.faces[own].has(c) {
            return own;
        }
        let stand_in = |role: FontRole| {
            matches!(role, FontRole::Regular | FontRole::Fallback | FontRole::Japanese | FontRole::Mono)
        };
        self.faces.iter().position(|face| stand_in(face.file.role) && face.has(c)).unwrap_or(own)
    }

    /// Whether strokes must be thickened because the face has no bold of its own.
    pub(super) fn thicken(&self, face: usize, style: &TextStyle) -> bool {
        style.bold && !matches!(self.faces[face].file.role, FontRole::Bold | FontRole::BoldItalic)
    }

    /// Whether the face is the Japanese one.
    pub(super) fn is_japanese(&self, face: usize) -> bool {
        self.faces[face].file.role == FontRole::Japanese
    }

    /// Appends the glyphs of a short text; says whether it runs from right to left.
    pub(super) fn shape(&mut self, face: usize, text: &str, out: &mut Vec<Glyph>) -> bool {
        self.faces[face].shape(text, out)
    }

    /// What a person should know about characters that were not printed as they are.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if !self.missing.is_empty() {
            let named = self.missing.keys().take(NAMED).map(|&c| format!("U+{:04X}", u32::from(c)));
            let more = self.missing.len().saturating_sub(NAMED);
            warnings.push(format!(
                "no font has {}{}: printed as codes such as `[U+{:04X}]`; pass `--font PATH` with a font that has them",
                named.collect::<Vec<_>>().join(", "),
                if more > 0 { format!(" and {more} other characters") } else { String::new() },
                self.missing.keys().next().map_or(0, |&c| u32::from(c)),
            ));
        }
        if !self.removed.is_empty() {
            let named = self.removed.iter().take(NAMED).map(|&c| format!("U+{:04X}", u32::from(c)));
            warnings.push(format!(
                "control or direction characters were left out: {}",
                named.collect::<Vec<_>>().join(", ")
            ));
        }
        warnings
    }

    fn style_face(&self, style: &TextStyle) -> usize {
        let wanted = match (style.mono, style.bold, style.italic) {
            (true, _, _) => FontRole::Mono,
            (_, true, true) => FontRole::BoldItalic,
            (_, true, false) => FontRole::Bold,
            (_, false, true) => FontRole::Italic,
            _ => FontRole::Regular,
        };
        let find = |role| self.faces.iter().position(|face| face.file.role == role);
        find(wanted).or_else(|| find(FontRole::Regular)).unwrap_or(0)
    }
}

impl LoadedFace<'_> {
    fn has(&self, c: char) -> bool {
        self.face.glyph_index(c).is_some()
    }

    fn shape(&mut self, text: &str, out: &mut Vec<Glyph>) -> bool {
        self.touched = true;
        if let Some((glyphs, rtl)) = self.memo.get(text) {
            out.extend_from_slice(glyphs);
            return *rtl;
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let rtl = buffer.direction() == Direction::RightToLeft;
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let script = buffer.script();
        let plan = self
            .plans
            .entry((script, rtl))
            .or_insert_with(|| ShapePlan::new(&self.face, direction, Some(script), None, &[]));
        let shaped = rustybuzz::shape_with_plan(&self.face, plan, buffer);
        let scale = 1000.0 / self.face.units_per_em().max(1) as f32;
        let first = out.len();
        let mut clusters = Vec::with_capacity(shaped.len());
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            out.push(Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: place.x_advance as f32 * scale,
                dx: place.x_offset as f32 * scale,
                dy: place.y_offset as f32 * scale,
                start: clusters.last() != Some(&(info.cluster as usize)),
            });
            clusters.push(info.cluster as usize);
        }
        self.note_used(text, &out[first..], &clusters);
        if text.len() <= MEMO_LENGTH && self.memo.len() < MEMO_COUNT {
            self.memo.insert(text.to_owned(), (out[first..].to_vec(), rtl));
        }
        rtl
    }

    /// Remembers which text each glyph stands for, so that text can be copied and searched. A character of several glyphs
    /// gives its text to the first.
    fn note_used(&mut self, text: &str, glyphs: &[Glyph], clusters: &[usize]) {
        let bounds: BTreeSet<usize> = clusters.iter().copied().chain([text.len()]).collect();
        let mut rest = glyphs.iter().zip(clusters).peekable();
        while let Some((glyph, &cluster)) = rest.next() {
            let end = bounds.range(cluster + 1..).next().copied().unwrap_or(text.len());
            let words = text.get(cluster..end).unwrap_or_default();
            let mut followers = Vec::new();
            while let Some((follower, _)) = rest.next_if(|(_, next)| **next == cluster) {
                followers.push(follower.id);
            }
            if words.chars().count() == followers.len() + 1 {
                for (id, c) in std::iter::once(glyph.id).chain(followers).zip(words.chars()) {
                    self.used.entry(id).or_insert_with(|| c.to_string());
                }
            } else {
                self.used.entry(glyph.id).or_insert_with(|| words.to_owned());
                for id in followers {
                    self.used.entry(id).or_default();
                }
            }
        }
    }
}
