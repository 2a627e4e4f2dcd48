//! What is drawn on a page, as far as a form needs it: characters, ruled lines, small boxes.

use super::geometry::Rect;

/// A page, upright; lengths in points from its top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// How many pictures it shows.
    pub(super) pictures: usize,
    /// Characters whose meaning the file does not tell.
    pub(super) unknown: usize,
}

/// One character.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) area: Rect,
    /// Where its line stands.
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// How its line runs.
    pub(super) runs: Runs,
}

/// How a line of text runs on the upright page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runs {
    /// From left to right.
    Right,
    /// From bottom to top, turned.
    Up,
    /// From top to bottom, turned or in vertical script.
    Down,
    /// Upside down.
    Left,
}

/// A straight line, or an edge of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Whether it is level.
    pub(super) level: bool,
    /// Its `y` if it is level, else its `x`.
    pub(super) at: f64,
    /// Where it begins, along its direction.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
    /// Whether it is only the edge of a shaded area, which may lie inside a cell.
    pub(super) shade: bool,
}

impl Page {
    /// Turns the page so that most of its text runs from left to right.
    pub(super) fn set_upright(&mut self) {
        let count = |runs: Runs| self.glyphs.iter().filter(|glyph| glyph.runs == runs).count();
        let (right, up, down) = (count(Runs::Right), count(Runs::Up), count(Runs::Down));
        let upright = self.glyphs.iter().filter(|glyph| glyph.runs == Runs::Down && glyph.area.width() > 0.0).count();
        if up > right * 2 && up > down {
            self.turn(true);
        } else if down > right * 2 && upright > 0 && self.turned_down() {
            self.turn(false);
        }
    }

    /// Whether text that runs down is turned, not vertical script.
    fn turned_down(&self) -> bool {
        let latin = |glyph: &&Glyph| glyph.text.is_ascii();
        let down = self.glyphs.iter().filter(|glyph| glyph.runs == Runs::Down);
        let (all, ascii) =
            down.fold((0usize, 0usize), |(all, ascii), glyph| (all + 1, ascii + usize::from(latin(&glyph))));
        ascii * 2 > all
    }

    fn turn(&mut self, up: bool) {
        let (width, height) = (self.width, self.height);
        let point = |x: f64, y: f64| if up { (height - y, x) } else { (y, width - x) };
        for glyph in &mut self.glyphs {
            let (x0, y0) = point(glyph.area.left, glyph.area.top);
            let (x1, y1) = point(glyph.area.right, glyph.area.bottom);
            glyph.area = Rect::new(x0, y0, x1, y1);
            glyph.runs = match (glyph.runs, up) {
                (Runs::Up, true) | (Runs::Down, false) => Runs::Right,
                (Runs::Right, true) | (Runs::Left, false) => Runs::Down,
                (Runs::Down, true) | (Runs::Up, false) => Runs::Left,
                (Runs::Left, true) | (Runs::Right, false) => Runs::Up,
            };
            glyph.base = glyph.area.bottom - glyph.size * 0.2;
        }
        for rule in &mut self.rules {
            let Rule { at, from, to, shade, .. } = *rule;
            *rule = match (rule.level, up) {
                (true, true) => Rule { level: false, at: height - at, from, to, shade },
                (false, true) => Rule { level: true, at, from: height - to, to: height - from, shade },
                (true, false) => Rule { level: false, at, from: width - to, to: width - from, shade },
                (false, false) => Rule { level: true, at: width - at, from, to, shade },
            };
        }
        (self.width, self.height) = (height, width);
    }
}
