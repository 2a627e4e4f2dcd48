//! Prose to pieces: runs of glyphs of one face between which a line may, may not or must end.

use super::clean::{is_invisible, is_japanese};
use super::flow::Flow;
use super::prose::{Prose, Span};
use super::shape::Glyph;
use super::tree::ElemId;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Longest text that is shaped at once, in bytes; longer words are cut, which only costs a kern; a character
/// with a thousand marks must not cost more than as many characters.
const CHUNK: usize = 512;
/// Space left and right of the text of a badge, as a share of its size.
pub(super) const BADGE_PAD: f32 = 0.55;

/// What may happen after a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum After {
    /// The line goes on.
    Stay,
    /// The line may end.
    May,
    /// The line ends.
    Must,
}

/// Glyphs of one face and span.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) span: usize,
    pub(super) face: usize,
    pub(super) glyphs: Range<usize>,
    pub(super) width: f32,
    pub(super) elem: ElemId,
    /// Only spaces.
    pub(super) space: bool,
    pub(super) rtl: bool,
    pub(super) after: After,
}

/// Shaped text of one block.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) pieces: Vec<Piece>,
    pub(super) spans: Vec<Span>,
}

/// What the characters of one piece have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind {
    face: usize,
    space: bool,
    japanese: bool,
}

/// Walks through prose and cuts it.
struct Cutter<'f, 'a> {
    flow: &'f mut Flow<'a>,
    text: &'f str,
    shaped: Shaped,
    /// Span and first byte of the piece that is going on, and its kind once it has a character.
    span: usize,
    start: usize,
    kind: Option<Kind>,
    /// The element of the Japanese run that is going on, and its span.
    run: Option<(usize, ElemId)>,
}

impl Flow<'_> {
    /// Cuts prose at every place where a line may break (UAX 14) and where face or form change, and shapes the pieces.
    pub(super) fn shape_prose(&mut self, prose: Prose) -> Shaped {
        let Prose { text, spans } = prose;
        let shaped = Shaped { glyphs: Vec::new(), pieces: Vec::new(), spans };
        let mut cutter = Cutter { flow: self, text: &text, shaped, span: 0, start: 0, kind: None, run: None };
        cutter.walk();
        cutter.shaped
    }
}

impl Cutter<'_, '_> {
    fn walk(&mut self) {
        let text = self.text;
        let mut breaks = linebreaks(text).peekable();
        for index in 0..self.shaped.spans.len() {
            self.span = index;
            let (end, style) = (self.shaped.spans[index].end, self.shaped.spans[index].style);
            let inside_badge = self.shaped.spans[index].badge.is_some();
            let begin = self.start;
            for (offset, c) in text[begin..end].char_indices() {
                let at = begin + offset;
                if let Some((_, how)) = breaks.next_if(|&(place, _)| place == at)
                    // A badge is one box.
                    && !(inside_badge && at > begin)
                {
                    self.cut(at);
                    let after = if how == BreakOpportunity::Mandatory { After::Must } else { After::May };
                    if let Some(last) = self.shaped.pieces.last_mut() {
                        last.after = last.after.max(after);
                    }
                }
                let face = self.flow.shaper.face_for(c, &style, self.kind.map(|kind| kind.face));
                let japanese = self.flow.marks_japanese && self.flow.shaper.is_japanese(face) && is_japanese(c);
                let kind = Kind { face, space: matches!(c, ' ' | '\n'), japanese };
                if at - self.start >= CHUNK || self.kind.is_some_and(|before| before != kind) {
                    self.cut(at);
                }
                self.kind = Some(kind);
            }
            self.cut(end);
        }
    }

    /// Ends the piece before byte `at`.
    fn cut(&mut self, at: usize) {
        let Some(kind) = self.kind.take() else { return };
        let words = &self.text[self.start..at];
        self.start = at;
        let span = &self.shaped.spans[self.span];
        let (style, badge, parent) = (span.style, span.badge, span.elem);
        let first = self.shaped.glyphs.len();
        let mut rtl = false;
        if words.contains(['\n', '\u{200b}', '\u{2060}']) {
            let drawn: String = words.chars().filter(|&c| c != '\n' && (!is_invisible(c) || is_joiner(c))).collect();
            if !drawn.is_empty() {
                rtl = self.flow.shaper.shape(kind.face, &drawn, &mut self.shaped.glyphs);
            }
        } else {
            rtl = self.flow.shaper.shape(kind.face, words, &mut self.shaped.glyphs);
        }
        let advance: f32 = self.shaped.glyphs[first..].iter().map(|glyph| glyph.advance).sum();
        let mut width = advance * style.size / 1000.0;
        if badge.is_some() {
            width += 2.0 * BADGE_PAD * style.size;
        }
        let elem = if kind.japanese { self.japanese(parent) } else { parent };
        if !kind.japanese {
            self.run = None;
        }
        self.shaped.pieces.push(Piece {
            span: self.span,
            face: kind.face,
            glyphs: first..self.shaped.glyphs.len(),
            width,
            elem,
            space: kind.space,
            rtl,
            after: After::Stay,
        });
    }

    /// The element that says that the text is Japanese; one for a whole run.
    fn japanese(&mut self, parent: ElemId) -> ElemId {
        if let Some((span, elem)) = self.run
            && span == self.span
        {
            return elem;
        }
        let elem = self.flow.tree.inline("Span", parent);
        self.flow.tree.get_mut(elem).lang = Some("ja");
        self.run = Some((self.span, elem));
        elem
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
