//! Strips: what pages are stacked from. A strip is drawn relative to its own top and never breaks.

use super::anchors::Anchor;
use super::lines::{Fragment, Line};
use super::page::{Area, PageItem, Run};
use super::pieces::{BADGE_PAD, Shaped};
use super::shape::Shaper;
use super::style::{Color, badge};

/// One strip.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Space above it, unless it begins a page.
    pub(super) gap: f32,
    pub(super) height: f32,
    /// Must not be the last on a page: the next strip belongs to it.
    pub(super) keep_next: bool,
    pub(super) items: Vec<PageItem>,
    /// Colours behind it; equal ones of consecutive strips join.
    pub(super) bands: Vec<Band>,
    /// Space above it if it follows a repeated header.
    pub(super) lead: f32,
    /// The table whose header is repeated if a page begins with this strip.
    pub(super) table: Option<usize>,
}

/// A coloured column behind strips: the bar of a quotation, the ground of code or of a table's header.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    /// Bands with the same number are one.
    pub(super) number: usize,
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) color: Color,
}

/// Draws lines of shaped text into page items.
pub(super) struct LinePen<'s, 'a> {
    pub(super) shaper: &'s Shaper<'a>,
    pub(super) shaped: &'s Shaped,
    /// Top and height of the lines: the height of links.
    pub(super) leading: f32,
}

impl LinePen<'_, '_> {
    /// Draws one line with its left end at `x` and its baseline at `y`.
    pub(super) fn draw(&self, line: &Line, x: f32, y: f32, out: &mut Vec<PageItem>) {
        let mut run: Option<(usize, Run, f32)> = None;
        let mut link: Option<(usize, f32, f32)> = None;
        for fragment in &line.fragments {
            let piece = &self.shaped.pieces[fragment.piece];
            let span = &self.shaped.spans[piece.span];
            let left = x + fragment.x;
            link = match (link, span.link) {
                (Some((id, from, _)), Some(now)) if id == now => Some((id, from, left + fragment.width)),
                (before, now) => {
                    self.end_link(before, y, out);
                    now.map(|id| (id, left, left + fragment.width))
                }
            };
            let mut ink = left;
            if let Some(kind) = span.badge {
                out.extend(run.take().map(|(_, run, _)| PageItem::Run(run)));
                out.push(self.badge_box(kind, fragment, left, y));
                ink += BADGE_PAD * span.style.size;
            }
            if let Some(anchor) = span.anchor.clone() {
                out.push(self.target(anchor, y));
            }
            let glyphs = &self.shaped.glyphs[fragment.glyphs.clone()];
            if let Some((span_before, open, end)) = &mut run
                && *span_before == piece.span
                && open.face == piece.face
                && open.owner == Some(piece.elem)
                && (*end - left).abs() < 0.001
            {
                open.glyphs.extend_from_slice(glyphs);
                *end += fragment.width;
                continue;
            }
            out.extend(run.take().map(|(_, run, _)| PageItem::Run(run)));
            if glyphs.is_empty() {
                continue;
            }
            let new = Run {
                x: ink,
                y: y - span.style.rise,
                size: span.style.size,
                face: piece.face,
                thicken: self.shaper.thicken(piece.face, &span.style),
                color: span.style.color,
                glyphs: glyphs.to_vec(),
                owner: Some(piece.elem),
            };
            run = Some((piece.span, new, left + fragment.width));
        }
        out.extend(run.map(|(_, run, _)| PageItem::Run(run)));
        self.end_link(link, y, out);
    }

    fn end_link(&self, link: Option<(usize, f32, f32)>, y: f32, out: &mut Vec<PageItem>) {
        if let Some((link, from, to)) = link {
            let area = Area { x: from, y: y - self.leading * 0.72, width: to - from, height: self.leading };
            out.push(PageItem::Link { area, link });
        }
    }

    fn badge_box(&self, kind: crate::reply::block::Badge, fragment: &Fragment, x: f32, y: f32) -> PageItem {
        let size = self.shaped.spans[self.shaped.pieces[fragment.piece].span].style.size;
        let area = Area { x, y: y - size * 1.12, width: fragment.width, height: size * 1.52 };
        PageItem::Fill { area, radius: size * 0.32, color: badge(kind).0 }
    }

    fn target(&self, anchor: Anchor, y: f32) -> PageItem {
        PageItem::Target { anchor, y: y - self.leading }
    }
}
