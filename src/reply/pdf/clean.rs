//! Characters that must not reach the page: controls, direction overrides, invisible selectors.

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is set as it is.
    Keep,
    /// It becomes a space.
    Space,
    /// It is left out; nothing visible is lost.
    Ignore,
    /// It is left out, and the reader of the warnings should know.
    Report,
}

/// Decides about a character. Layout runs left to right in the order of the text, so that a direction override cannot make
/// the page say something else than the data.
pub(super) fn fate(c: char) -> Fate {
    match c {
        ' ' => Fate::Keep,
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Space,
        // Direction marks, embeddings, overrides, isolates and deprecated format characters.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => Fate::Report,
        // Interlinear annotation, tag characters: text that hides.
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Fate::Report,
        // Soft hyphen, byte order mark, variation selectors.
        '\u{ad}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Fate::Ignore,
        c if c.is_control() => Fate::Report,
        _ => Fate::Keep,
    }
}

/// Characters that steer line breaks or joining and have no glyph of their own.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// Whether a character is Japanese script or the punctuation and full-width forms that go with it.
pub(super) fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ffef}' | '\u{20000}'..='\u{2fa1f}')
}
