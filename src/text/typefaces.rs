//! The fonts of `templates/fonts/`, compiled in once for all stages that draw text.

/// A file of `templates/fonts/`.
macro_rules! bundled {
    ($name:ident, $file:literal, $doc:literal) => {
        #[doc = $doc]
        pub(crate) static $name: &[u8] = include_bytes!(concat!("../../templates/fonts/", $file, ".ttf"));
    };
}

bundled!(SANS, "NotoSans-Regular", "Latin, Greek, Cyrillic.");
bundled!(SANS_BOLD, "NotoSans-Bold", "The same, bold.");
bundled!(SANS_ITALIC, "NotoSans-Italic", "The same, slanted.");
bundled!(SANS_BOLD_ITALIC, "NotoSans-BoldItalic", "The same, bold and slanted.");
bundled!(MATH, "NotoSansMath-Regular", "Mathematical signs.");
bundled!(SYMBOLS, "NotoSansSymbols2-Regular", "Boxes, arrows, other signs.");
bundled!(JAPANESE, "NotoSansJP-Regular", "Japanese.");
bundled!(MONO, "NotoSansMono-Regular", "Letters of one width.");
