//! Strips to pages.

use super::page::{Area, Page, PageItem};
use super::strip::{Band, Strip};
use super::style::{BODY_BOTTOM, BODY_TOP};

/// Stacks strips on pages. Strips that keep together go to one page if they fit on one at all; a page that begins inside a
/// table begins with the table's header, `headers[number]`.
pub(super) fn paginate(strips: Vec<Strip>, headers: &[Vec<Strip>]) -> Vec<Page> {
    let needs = needs(&strips);
    let mut stack = Stack { pages: vec![Page::default()], y: BODY_TOP, begun: false, bands: Vec::new() };
    for (mut strip, need) in strips.into_iter().zip(needs) {
        let header: &[Strip] = strip.table.and_then(|number| headers.get(number)).map_or(&[], Vec::as_slice);
        let room = BODY_BOTTOM - stack.y;
        let header_height: f32 = header.iter().map(|strip| strip.height).sum();
        let whole = need + header_height <= BODY_BOTTOM - BODY_TOP;
        if stack.begun && (strip.gap + strip.height > room || (whole && strip.gap + need > room)) {
            stack.turn();
            if header_height + strip.height <= BODY_BOTTOM - BODY_TOP {
                for strip in header {
                    stack.put(strip.clone());
                }
                strip.gap = strip.lead;
            }
        }
        stack.put(strip);
    }
    stack.close_bands();
    stack.pages
}

/// For every strip, the height from its top to the end of what must stay with it. Only the first strip of such a group asks;
/// the others have no demand of their own, since a group that is too tall may break anywhere.
fn needs(strips: &[Strip]) -> Vec<f32> {
    let mut needs = vec![0.0; strips.len()];
    let mut first = 0;
    while first < strips.len() {
        let length =
            strips[first..].iter().position(|strip| !strip.keep_next).map_or(strips.len() - first, |at| at + 1);
        let group = &strips[first..first + length];
        let gaps: f32 = group.iter().skip(1).map(|strip| strip.gap).sum();
        needs[first] = gaps + group.iter().map(|strip| strip.height).sum::<f32>();
        first += length;
    }
    needs
}

struct Stack {
    pages: Vec<Page>,
    y: f32,
    begun: bool,
    /// Bands that reach down to `y`, with their tops.
    bands: Vec<(Band, f32)>,
}

impl Stack {
    fn turn(&mut self) {
        self.close_bands();
        self.pages.push(Page::default());
        self.y = BODY_TOP;
        self.begun = false;
    }

    fn put(&mut self, strip: Strip) {
        if self.begun {
            let gone: Vec<_> = self.bands.extract_if(.., |(band, _)| !strip.bands.contains(band)).collect();
            self.fill(gone);
            self.y += strip.gap;
        }
        self.begun = true;
        for band in &strip.bands {
            if !self.bands.iter().any(|(open, _)| open == band) {
                self.bands.push((*band, self.y));
            }
        }
        let y = self.y;
        let page = self.pages.last_mut().expect("internal error: there is always a page");
        page.items.extend(strip.items.into_iter().map(|item| item.shifted(y)));
        self.y += strip.height;
    }

    fn close_bands(&mut self) {
        let gone = std::mem::take(&mut self.bands);
        self.fill(gone);
    }

    /// Draws bands that end here, behind everything else.
    fn fill(&mut self, gone: Vec<(Band, f32)>) {
        let bottom = self.y;
        let page = self.pages.last_mut().expect("internal error: there is always a page");
        for (band, top) in gone {
            let area = Area { x: band.x, y: top, width: band.width, height: bottom - top };
            page.behind.push(PageItem::Fill { area, radius: 0.0, color: band.color });
        }
    }
}
