//! The fonts a document may be set in: the bundled ones, and any that the user adds. The system's fonts are never looked up.

use super::PdfError;
use crate::text::typefaces;
use std::borrow::Cow;

/// What a font is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FontRole {
    /// Plain text; there must be one.
    Regular,
    /// Strong text and headings.
    Bold,
    /// Emphasis.
    Italic,
    /// Strong emphasis.
    BoldItalic,
    /// Code.
    Mono,
    /// Japanese text; also stands in for characters that the others lack.
    Japanese,
    /// Stands in for characters that the others lack.
    Fallback,
}

/// A set of fonts. Where a character is in none of its role, the other fonts are asked in the order they were given.
#[derive(Debug, Clone)]
pub struct Fonts {
    pub(super) files: Vec<FontFile>,
}

/// One font file, known to be readable.
#[derive(Debug, Clone)]
pub(super) struct FontFile {
    pub(super) name: String,
    pub(super) role: FontRole,
    pub(super) bytes: Cow<'static, [u8]>,
}

/// A file of `templates/fonts/`.
macro_rules! bundled {
    ($role:ident, $file:literal, $bytes:ident) => {
        (FontRole::$role, $file, Cow::Borrowed(typefaces::$bytes))
    };
}

impl Fonts {
    /// Makes a set of TrueType or OpenType files. Of two files with one role, save [`FontRole::Fallback`], the first is used.
    ///
    /// # Errors
    /// [`PdfError::Font`] if a file is no font, has no outlines to embed or forbids embedding; [`PdfError::NoTextFont`] if no
    /// file is [`FontRole::Regular`].
    pub fn new<'n>(faces: impl IntoIterator<Item = (FontRole, &'n str, Cow<'static, [u8]>)>) -> Result<Self, PdfError> {
        let mut files = Vec::new();
        for (role, name, bytes) in faces {
            check(name, &bytes)?;
            files.push(FontFile { name: name.to_owned(), role, bytes });
        }
        if !files.iter().any(|file| file.role == FontRole::Regular) {
            return Err(PdfError::NoTextFont);
        }
        Ok(Self { files })
    }

    /// The fonts of `templates/fonts/`: Latin, Greek, Cyrillic, symbols and Japanese.
    pub fn bundled() -> Self {
        let faces: [(FontRole, &str, Cow<'static, [u8]>); 8] = [
            bundled!(Regular, "NotoSans-Regular", SANS),
            bundled!(Bold, "NotoSans-Bold", SANS_BOLD),
            bundled!(Italic, "NotoSans-Italic", SANS_ITALIC),
            bundled!(BoldItalic, "NotoSans-BoldItalic", SANS_BOLD_ITALIC),
            bundled!(Fallback, "NotoSansMath-Regular", MATH),
            bundled!(Fallback, "NotoSansSymbols2-Regular", SYMBOLS),
            bundled!(Japanese, "NotoSansJP-Regular", JAPANESE),
            bundled!(Mono, "NotoSansMono-Regular", MONO),
        ];
        Self::new(faces).expect("internal error: a bundled font is broken")
    }

    /// Adds a font for the characters that the others lack (`--font PATH`). Of a collection, the first face is used.
    ///
    /// # Errors
    /// [`PdfError::Font`] if the bytes are no font, hold no outlines to embed or forbid embedding.
    pub fn with_extra(mut self, name: &str, bytes: Vec<u8>) -> Result<Self, PdfError> {
        check(name, &bytes)?;
        self.files.push(FontFile { name: name.to_owned(), role: FontRole::Fallback, bytes: Cow::Owned(bytes) });
        Ok(self)
    }
}

fn check(name: &str, bytes: &[u8]) -> Result<(), PdfError> {
    let fault = |reason: &str| Err(PdfError::Font { name: name.to_owned(), reason: reason.to_owned() });
    let Some(face) = rustybuzz::Face::from_slice(bytes, 0) else {
        return fault("not a TrueType or OpenType font");
    };
    if face.tables().glyf.is_none() && face.tables().cff.is_none() {
        return fault("it has no outlines that a PDF can carry (`glyf` or `CFF`)");
    }
    if face.permissions() == Some(rustybuzz::ttf_parser::Permissions::Restricted) {
        return fault("its licence bits forbid embedding");
    }
    // A subset of one glyph shows early whether the tables hold together.
    match subsetter::subset(bytes, 0, &subsetter::GlyphRemapper::new()) {
        Ok(_) => Ok(()),
        Err(error) => fault(&error.to_string()),
    }
}
