//! Paths: the straight lines and boxes in them.

use super::geometry::{Matrix, Rect};

/// Lines and boxes of a page; a drawing has more, a form does not.
pub(super) const SHAPES: usize = 20_000;
/// Sides of a drawn check box, in points.
pub(super) const BOX: std::ops::RangeInclusive<f64> = 5.0..=16.0;

/// The straight pieces of a path on the page.
#[derive(Default)]
pub(super) struct Path {
    /// Lines, and boxes (`true`).
    pub(super) shapes: Vec<(Rect, bool)>,
    at: (f64, f64),
    start: (f64, f64),
    /// Corners since the last move, for boxes drawn as four lines.
    corners: Vec<(f64, f64)>,
}

impl Path {
    /// Follows a path operator.
    pub(super) fn add(&mut self, operator: &str, numbers: &[f64], map: Matrix) {
        if self.shapes.len() > SHAPES {
            return;
        }
        match (operator, numbers) {
            ("m", [x, y]) => {
                self.at = map.apply(*x, *y);
                self.start = self.at;
                self.corners = vec![self.at];
            }
            ("l", [x, y]) => self.line(map.apply(*x, *y)),
            ("h", _) => self.line(self.start),
            ("c", [.., x, y]) | ("v", [.., x, y]) | ("y", [.., x, y]) => {
                self.at = map.apply(*x, *y);
                self.corners.clear();
            }
            ("re", [x, y, width, height]) => {
                self.shapes.push((map.bounds(Rect::new(*x, *y, x + width, y + height)), true));
            }
            _ => {}
        }
    }

    fn line(&mut self, to: (f64, f64)) {
        let rect = Rect::new(self.at.0, self.at.1, to.0, to.1);
        if rect.width() < 1.0 || rect.height() < 1.0 {
            self.shapes.push((rect, false));
        }
        self.at = to;
        self.corners.push(to);
        // Four lines back to the start are a box.
        if self.corners.len() == 5 && self.corners[0] == self.corners[4] {
            let rect = Rect::new(self.corners[0].0, self.corners[0].1, self.corners[2].0, self.corners[2].1);
            if BOX.contains(&rect.width()) && (rect.width() - rect.height()).abs() < 2.0 {
                self.shapes.truncate(self.shapes.len().saturating_sub(4));
                self.shapes.push((rect, true));
            }
        }
    }
}
