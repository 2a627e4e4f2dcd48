//! A page as the layout leaves it: things at places, before any PDF.

use super::anchors::Anchor;
use super::shape::Glyph;
use super::style::Color;
use super::tree::ElemId;

/// One page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Grounds and bars, drawn first.
    pub(super) behind: Vec<PageItem>,
    pub(super) items: Vec<PageItem>,
}

/// A rectangle; `y` is its top, counted from the top of the page (or of the strip it stands in).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Something on a page.
#[derive(Debug, Clone)]
pub(super) enum PageItem {
    /// A filled box; rules are thin ones. Never part of the structure.
    Fill { area: Area, radius: f32, color: Color },
    /// Glyphs on one baseline.
    Run(Run),
    /// A clickable place.
    Link { area: Area, link: usize },
    /// A place that links may lead to, at the height `y`.
    Target { anchor: Anchor, y: f32 },
    /// A heading for the outline.
    Bookmark { level: u8, title: String, y: f32 },
}

/// Glyphs of one face, size and colour.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) x: f32,
    /// Baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) face: usize,
    /// The face has no bold of its own: thicken the strokes.
    pub(super) thicken: bool,
    pub(super) color: Color,
    pub(super) glyphs: Vec<Glyph>,
    /// Whose text it is; `None` makes it an artifact.
    pub(super) owner: Option<ElemId>,
}

impl PageItem {
    /// The same item, moved down.
    pub(super) fn shifted(mut self, by: f32) -> Self {
        match &mut self {
            Self::Fill { area, .. } | Self::Link { area, .. } => area.y += by,
            Self::Run(run) => run.y += by,
            Self::Target { y, .. } | Self::Bookmark { y, .. } => *y += by,
        }
        self
    }
}
