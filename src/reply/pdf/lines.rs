//! Pieces to lines of a given width: as much on each line as fits, and what is too long for any line is broken anywhere.

use super::pieces::{After, Piece, Shaped};
use std::ops::Range;

/// Rounding must not push a word to the next line.
const SLACK: f32 = 0.01;

/// Glyphs of one piece on one line.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub(super) piece: usize,
    pub(super) glyphs: Range<usize>,
    pub(super) x: f32,
    pub(super) width: f32,
}

/// One line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) fragments: Vec<Fragment>,
    /// Width without the spaces at its end.
    pub(super) width: f32,
}

/// Breaks shaped text into lines. There is always at least one line, and every line but an empty one holds a character, so
/// that no width, however small, makes this endless.
pub(super) fn break_lines(shaped: &Shaped, width: f32) -> Vec<Line> {
    let mut breaker = Breaker { shaped, width, lines: Vec::new(), line: Vec::new(), x: 0.0 };
    for unit in units(&shaped.pieces) {
        breaker.unit(unit);
    }
    if !breaker.line.is_empty() || breaker.lines.is_empty() {
        breaker.finish();
    }
    breaker.lines
}

/// Widest line that the text would like, and widest part of it that should not be broken.
pub(super) fn natural_widths(shaped: &Shaped) -> (f32, f32) {
    let (mut widest, mut line, mut part) = (0.0f32, 0.0f32, 0.0f32);
    for unit in units(&shaped.pieces) {
        let pieces = &shaped.pieces[unit];
        let ink = ink(pieces);
        part = part.max(ink);
        widest = widest.max(line + ink);
        line += pieces.iter().map(|piece| piece.width).sum::<f32>();
        if pieces.last().is_some_and(|last| last.after == After::Must) {
            line = 0.0;
        }
    }
    (widest, part)
}

/// Ranges of pieces between which a line may break.
fn units(pieces: &[Piece]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        let first = next;
        let length = pieces.get(first..)?.iter().position(|piece| piece.after != After::Stay);
        next = length.map_or(pieces.len(), |length| first + length + 1);
        (first < next).then_some(first..next)
    })
}

/// Width without the spaces at the end.
fn ink(pieces: &[Piece]) -> f32 {
    let end = pieces.iter().rposition(|piece| !piece.space).map_or(0, |last| last + 1);
    pieces[..end].iter().map(|piece| piece.width).sum()
}

struct Breaker<'s> {
    shaped: &'s Shaped,
    width: f32,
    lines: Vec<Line>,
    line: Vec<Fragment>,
    x: f32,
}

impl Breaker<'_> {
    fn unit(&mut self, unit: Range<usize>) {
        let shaped = self.shaped;
        let pieces = &shaped.pieces[unit.clone()];
        let ink = ink(pieces);
        if self.x + ink > self.width + SLACK && !self.line.is_empty() {
            self.finish();
        }
        let fits = ink <= self.width + SLACK;
        for (index, piece) in unit.zip(pieces) {
            if fits || piece.space {
                self.push(index, piece.glyphs.clone(), piece.width);
            } else if shaped.spans[piece.span].badge.is_some() {
                self.make_room(piece.width);
                self.push(index, piece.glyphs.clone(), piece.width);
            } else {
                self.anywhere(index, piece);
            }
        }
        if pieces.last().is_some_and(|last| last.after == After::Must) {
            self.finish();
        }
    }

    /// Breaks a piece between characters wherever the line is full.
    fn anywhere(&mut self, index: usize, piece: &Piece) {
        let scale = self.shaped.spans[piece.span].style.size / 1000.0;
        let glyphs = &self.shaped.glyphs;
        let mut first = piece.glyphs.start;
        let mut width = 0.0;
        let mut at = first;
        while at < piece.glyphs.end {
            let after = (at + 1..piece.glyphs.end).find(|&next| glyphs[next].start).unwrap_or(piece.glyphs.end);
            let character: f32 = glyphs[at..after].iter().map(|glyph| glyph.advance * scale).sum();
            if self.x + width + character > self.width + SLACK && (first < at || !self.line.is_empty()) {
                if first < at {
                    self.push(index, first..at, width);
                }
                self.finish();
                (first, width) = (at, 0.0);
            }
            width += character;
            at = after;
        }
        if first < at {
            self.push(index, first..at, width);
        }
    }

    fn make_room(&mut self, width: f32) {
        if self.x + width > self.width + SLACK && !self.line.is_empty() {
            self.finish();
        }
    }

    fn push(&mut self, piece: usize, glyphs: Range<usize>, width: f32) {
        self.line.push(Fragment { piece, glyphs, x: self.x, width });
        self.x += width;
    }

    fn finish(&mut self) {
        let mut fragments = std::mem::take(&mut self.line);
        self.x = 0.0;
        self.turn_right_to_left(&mut fragments);
        let pieces = &self.shaped.pieces;
        let inked = fragments.iter().rposition(|fragment| !pieces[fragment.piece].space);
        let width = inked.map_or(0.0, |last| fragments[last].x + fragments[last].width);
        self.lines.push(Line { fragments, width });
    }

    /// Words of a right-to-left script stand in the reverse of their order in the text.
    fn turn_right_to_left(&self, fragments: &mut [Fragment]) {
        let pieces = &self.shaped.pieces;
        let mut at = 0;
        while at < fragments.len() {
            if !pieces[fragments[at].piece].rtl {
                at += 1;
                continue;
            }
            let run =
                fragments[at..].iter().take_while(|next| pieces[next.piece].rtl || pieces[next.piece].space).count();
            let last = fragments[at..at + run].iter().rposition(|next| pieces[next.piece].rtl).unwrap_or(0);
            let turned = &mut fragments[at..=at + last];
            let mut x = turned[0].x;
            turned.reverse();
            for fragment in turned {
                fragment.x = x;
                x += fragment.width;
            }
            at += run.max(1);
        }
    }
}
