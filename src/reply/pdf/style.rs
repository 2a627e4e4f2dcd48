//! How a page looks: its measures, sizes and colours. All lengths are in points.

use crate::reply::block::Badge;

/// A4.
pub(super) const PAGE_WIDTH: f32 = 595.28;
pub(super) const PAGE_HEIGHT: f32 = 841.89;
/// Left and right margin.
pub(super) const MARGIN: f32 = 70.0;
/// Where the text begins and ends on a page.
pub(super) const BODY_TOP: f32 = 76.0;
pub(super) const BODY_BOTTOM: f32 = PAGE_HEIGHT - 74.0;
/// Width of the text.
pub(super) const BODY_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Baselines of the running header and footer.
pub(super) const HEADER_BASELINE: f32 = 46.0;
pub(super) const FOOTER_BASELINE: f32 = PAGE_HEIGHT - 40.0;

/// Deepest nesting of blocks that is drawn as nesting; what is deeper is drawn as plain paragraphs.
pub(super) const MAX_DEPTH: usize = 24;
/// Text never gets narrower than this through indentation.
pub(super) const MIN_WIDTH: f32 = 190.0;

/// Red, green, blue.
pub(super) type Color = [u8; 3];
pub(super) const INK: Color = [0x22, 0x26, 0x2b];
pub(super) const MUTED: Color = [0x5b, 0x64, 0x6e];
pub(super) const ACCENT: Color = [0x1b, 0x4f, 0x72];
pub(super) const HEADING: Color = [0x14, 0x2f, 0x43];
pub(super) const HAIRLINE: Color = [0xd3, 0xd9, 0xdf];
pub(super) const QUOTE_BAR: Color = [0xb4, 0xc6, 0xd4];
pub(super) const SHADE: Color = [0xee, 0xf2, 0xf5];
pub(super) const CODE_SHADE: Color = [0xf4, 0xf5, 0xf7];

/// Form of a run of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TextStyle {
    pub(super) size: f32,
    /// Distance from one baseline to the next; only the block's own style decides it.
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) mono: bool,
    pub(super) color: Color,
    /// How far the baseline is raised.
    pub(super) rise: f32,
}

impl TextStyle {
    const fn plain(size: f32, leading: f32) -> Self {
        Self { size, leading, bold: false, italic: false, mono: false, color: INK, rise: 0.0 }
    }

    /// Distance from the top of a line to its baseline: the middle of an x-height sits in the middle of the line.
    pub(super) fn baseline(&self) -> f32 {
        self.leading * 0.5 + self.size * 0.36
    }
}

pub(super) const BODY: TextStyle = TextStyle::plain(10.0, 15.0);
pub(super) const CELL: TextStyle = TextStyle::plain(9.0, 13.0);
pub(super) const SMALL_CELL: TextStyle = TextStyle::plain(7.2, 10.4);
pub(super) const NOTE: TextStyle = TextStyle::plain(8.8, 12.8);
pub(super) const RUNNING: TextStyle = TextStyle { color: MUTED, ..TextStyle::plain(8.0, 11.0) };
pub(super) const CODE: TextStyle = TextStyle { mono: true, ..TextStyle::plain(8.6, 12.6) };

/// Style of a heading, the space above it and the space below it.
pub(super) fn heading(level: u8) -> (TextStyle, f32, f32) {
    let (size, leading, above, below) = match level {
        0 | 1 => (20.0, 26.0, 26.0, 12.0),
        2 => (14.0, 19.0, 24.0, 7.0),
        3 => (11.0, 16.0, 17.0, 5.0),
        _ => (10.0, 15.0, 12.0, 3.0),
    };
    (TextStyle { bold: true, color: HEADING, ..TextStyle::plain(size, leading) }, above, below)
}

/// Fill and ink of a badge; every pair has a contrast above 7 : 1.
pub(super) fn badge(kind: Badge) -> (Color, Color) {
    match kind {
        Badge::Yes => ([0xd8, 0xee, 0xdf], [0x12, 0x4a, 0x2a]),
        Badge::No => ([0xf7, 0xdd, 0xdb], [0x7a, 0x1c, 0x16]),
        Badge::Partial => ([0xfb, 0xec, 0xc6], [0x5f, 0x3f, 0x05]),
        Badge::NotApplicable => ([0xe4, 0xe7, 0xeb], [0x36, 0x3f, 0x4a]),
        Badge::Information => ([0xd9, 0xe8, 0xf8], [0x14, 0x3d, 0x6b]),
        Badge::Open => ([0xe9, 0xe0, 0xf5], [0x46, 0x23, 0x7a]),
    }
}
