//! Walks the drawing operators of a page: where each character stands, and which lines are ruled.

use super::document::{Pdf, guarded, number};
use super::font::{Font, Shown};
use super::geometry::{Matrix, Rect};
use super::page::{Glyph, Page, Rule, Runs};
use super::path::{BOX, Path, SHAPES};
use super::signs::normalise;
use crate::questionnaire::Limits;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Levels of drawings inside drawings.
const DEPTH: usize = 8;
/// Saved states of the graphics.
const STATES: usize = 256;
/// Characters of a page. Nobody reads more.
const CHARACTERS: usize = 150_000;

/// What all pages of a file may cost together.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) operations: usize,
    pub(super) glyphs: usize,
    pub(super) bytes: usize,
    pub(super) rules: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            operations: limits.pdf_operations,
            glyphs: limits.pdf_characters,
            bytes: limits.pdf_stream_bytes,
            rules: limits.pdf_rules,
        }
    }
}

/// Fonts that were read already.
pub(super) type FontCache = BTreeMap<ObjectId, Rc<Font>>;

/// Reads a page; nothing if it costs more than is left or its operators cannot be read.
pub(super) fn walk_page(pdf: &Pdf, page: ObjectId, budget: &mut Budget, fonts: &mut FontCache) -> Option<Page> {
    let dict = pdf.doc.get_dictionary(page).ok()?;
    let (upright, width, height) = pdf.upright(dict);
    let content = pdf.doc.get_page_content_with_limit(page, budget.bytes.min(PAGE_BYTES)).ok()?;
    budget.bytes = budget.bytes.saturating_sub(content.len());
    let resources = pdf.inherited(dict, b"Resources").and_then(|object| pdf.dict(object));
    let page = Page { width, height, ..Page::default() };
    let mut walker = Walker { pdf, budget, fonts, page };
    walker.content(&content, resources, State::new(upright), 0).ok()?;
    let mut page = walker.page;
    if page.glyphs.len() > CHARACTERS {
        return None;
    }
    budget.rules = budget.rules.saturating_sub(page.rules.len());
    page.set_upright();
    Some(page)
}

/// Bytes of the operators of one page. Pages of forms have some hundred kilobytes.
const PAGE_BYTES: usize = 8 << 20;

/// More than is allowed.
struct Exhausted;

#[derive(Clone)]
struct State {
    map: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    /// Whether areas are filled with white, which shows nothing.
    white: bool,
    text: Matrix,
    line: Matrix,
}

impl State {
    fn new(map: Matrix) -> Self {
        Self {
            map,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            white: false,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }
}

struct Walker<'a> {
    pdf: &'a Pdf,
    budget: &'a mut Budget,
    fonts: &'a mut FontCache,
    page: Page,
}

impl Walker<'_> {
    fn content(
        &mut self,
        content: &[u8],
        resources: Option<&Dictionary>,
        start: State,
        depth: usize,
    ) -> Result<(), Exhausted> {
        let decoded = guarded(|| Content::decode(content)).and_then(Result::ok);
        let Some(decoded) = decoded else { return Ok(()) };
        self.budget.operations = self.budget.operations.checked_sub(decoded.operations.len()).ok_or(Exhausted)?;
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let mut path = Path::default();
        for operation in &decoded.operations {
            let numbers = || -> Vec<f64> { operation.operands.iter().take(6).filter_map(number).collect() };
            match operation.operator.as_str() {
                "q" if saved.len() < STATES => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => {
                    if let [a, b, c, d, e, f] = numbers()[..] {
                        state.map = Matrix([a, b, c, d, e, f]).then(state.map);
                    }
                }
                "m" | "l" | "c" | "v" | "y" | "re" | "h" => path.add(&operation.operator, &numbers(), state.map),
                "S" | "s" | "B" | "B*" | "b" | "b*" => self.rule(std::mem::take(&mut path), true),
                "f" | "F" | "f*" => {
                    path.shapes.retain(|(rect, is_box)| {
                        !state.white || !is_box || rect.width() <= 3.0 || rect.height() <= 3.0
                    });
                    self.rule(std::mem::take(&mut path), false);
                }
                "g" | "rg" | "sc" | "scn" => {
                    state.white = numbers().iter().all(|part| *part > 0.97) && !numbers().is_empty()
                }
                "k" => state.white = numbers().iter().all(|part| *part < 0.03),
                "n" => path = Path::default(),
                "Do" => self.draw(operation, resources, &state, depth)?,
                "BI" => self.page.pictures += 1,
                _ => self.text(operation, resources, &mut state)?,
            }
        }
        Ok(())
    }

    fn draw(
        &mut self,
        operation: &Operation,
        resources: Option<&Dictionary>,
        state: &State,
        depth: usize,
    ) -> Result<(), Exhausted> {
        let object = (|| {
            let name = operation.operands.first()?.as_name().ok()?;
            self.pdf.get(self.pdf.sub(resources?, b"XObject")?, name)?.as_stream().ok()
        })();
        let Some(stream) = object else { return Ok(()) };
        if self.pdf.name(&stream.dict, b"Subtype") != Some(b"Form") {
            self.page.pictures += 1;
            return Ok(());
        }
        if depth >= DEPTH {
            return Ok(());
        }
        // Drawings that show others many times over must not multiply.
        self.budget.operations = self.budget.operations.checked_sub(16).ok_or(Exhausted)?;
        let most = self.budget.bytes.min(PAGE_BYTES);
        let content = stream.get_plain_content_with_limit(most).map_err(|_| Exhausted)?;
        self.budget.bytes = self.budget.bytes.checked_sub(content.len()).ok_or(Exhausted)?;
        let mut inner = state.clone();
        if let Some([a, b, c, d, e, f]) =
            stream.dict.get(b"Matrix").ok().and_then(|m| self.pdf.numbers(m, 6)).as_deref()
        {
            inner.map = Matrix([*a, *b, *c, *d, *e, *f]).then(inner.map);
        }
        let own = self.pdf.sub(&stream.dict, b"Resources");
        self.content(&content, own.or(resources), inner, depth + 1)
    }

    fn text(
        &mut self,
        operation: &Operation,
        resources: Option<&Dictionary>,
        state: &mut State,
    ) -> Result<(), Exhausted> {
        let operands = &operation.operands;
        let first = operands.first().and_then(number);
        match (operation.operator.as_str(), first) {
            ("BT", _) => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            ("Tc", Some(value)) => state.spacing = value,
            ("Tw", Some(value)) => state.word_spacing = value,
            ("Tz", Some(value)) => state.stretch = value / 100.0,
            ("TL", Some(value)) => state.leading = value,
            ("Ts", Some(value)) => state.rise = value,
            ("Tf", _) => {
                if let [name, size, ..] = operands.as_slice() {
                    state.size = number(size).unwrap_or(state.size);
                    state.font = name.as_name().ok().and_then(|name| self.font(name, resources?));
                }
            }
            ("Td", Some(x)) => state.next_line(x, operands.get(1).and_then(number).unwrap_or(0.0)),
            ("TD", Some(x)) => {
                let y = operands.get(1).and_then(number).unwrap_or(0.0);
                state.leading = -y;
                state.next_line(x, y);
            }
            ("Tm", _) => {
                let numbers: Vec<f64> = operands.iter().take(6).filter_map(number).collect();
                if let [a, b, c, d, e, f] = numbers[..] {
                    state.line = Matrix([a, b, c, d, e, f]);
                    state.text = state.line;
                }
            }
            ("T*", _) => state.next_line(0.0, -state.leading),
            ("Tj", _) => self.show(operands.first(), state)?,
            ("'", _) => {
                state.next_line(0.0, -state.leading);
                self.show(operands.first(), state)?;
            }
            ("\"", _) => {
                state.word_spacing = first.unwrap_or(state.word_spacing);
                state.spacing = operands.get(1).and_then(number).unwrap_or(state.spacing);
                state.next_line(0.0, -state.leading);
                self.show(operands.get(2), state)?;
            }
            ("TJ", _) => {
                for part in
                    operands.first().and_then(|list| list.as_array().ok()).map(Vec::as_slice).unwrap_or_default()
                {
                    match number(part) {
                        Some(back) => advance(state, -back / 1000.0 * state.size),
                        None => self.show(Some(part), state)?,
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn font(&mut self, name: &[u8], resources: &Dictionary) -> Option<Rc<Font>> {
        let entry = self.pdf.sub(resources, b"Font")?.get(name).ok()?;
        let id = entry.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let dict = self.pdf.dict(entry)?;
        let font = Rc::new(guarded(|| Font::new(self.pdf, dict))?);
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    fn show(&mut self, string: Option<&Object>, state: &mut State) -> Result<(), Exhausted> {
        let (Some(Object::String(bytes, _)), Some(font)) = (string, state.font.clone()) else { return Ok(()) };
        let mut shown = Vec::new();
        font.decode(bytes, &mut shown);
        self.budget.glyphs = self.budget.glyphs.checked_sub(shown.len()).ok_or(Exhausted)?;
        for code in &shown {
            let spacing = state.spacing + if code.blank { state.word_spacing } else { 0.0 };
            self.place(code, &font, state);
            let along = if font.vertical { -state.size + spacing } else { code.width / 1000.0 * state.size + spacing };
            advance(state, along);
        }
        Ok(())
    }

    fn place(&mut self, code: &Shown, font: &Font, state: &State) {
        let text = normalise(&code.text);
        if text.is_empty() {
            self.page.unknown += usize::from(code.text.is_empty() && code.width > 0.0);
            return;
        }
        let map = state.text.then(state.map);
        let width = code.width / 1000.0 * state.size * state.stretch;
        let up = if font.vertical { (-state.size, 0.0) } else { (-0.2 * state.size, 0.8 * state.size) };
        let left = if font.vertical { -width / 2.0 } else { 0.0 };
        let box_of = Rect::new(left, up.0 + state.rise, left + width, up.1 + state.rise);
        let area = map.bounds(box_of);
        let [a, b, c, d, ..] = map.0;
        let size = ((a * d - b * c).abs().sqrt() * state.size).abs();
        let finite = [area.left, area.top, area.right, area.bottom, size].iter().all(|value| value.is_finite());
        // Characters beside the page are seen by nobody.
        if !finite
            || size < 0.5
            || !Rect::new(-5.0, -5.0, self.page.width + 5.0, self.page.height + 5.0).holds(area.centre())
        {
            return;
        }
        let (x0, y0) = map.apply(0.0, state.rise);
        let runs = match (a.abs() >= b.abs(), font.vertical) {
            (true, true) => Runs::Down,
            (true, false) if a * state.size.signum() >= 0.0 => Runs::Right,
            (true, false) => Runs::Left,
            (false, _) if b < 0.0 => Runs::Up,
            (false, _) => Runs::Down,
        };
        let base = if runs == Runs::Right { y0 } else { x0 };
        self.page.glyphs.push(Glyph { text, area, base, size, bold: font.bold, runs });
    }

    /// Lines and edges of a path that is painted.
    fn rule(&mut self, path: Path, stroked: bool) {
        let whole = |rect: &Rect| rect.width() > self.page.width * 0.95 && rect.height() > self.page.height * 0.9;
        for (rect, is_box) in path.shapes {
            if self.page.rules.len() > SHAPES.min(self.budget.rules)
                || !rect.left.is_finite()
                || !rect.bottom.is_finite()
                || whole(&rect)
            {
                continue;
            }
            let (width, height) = (rect.width(), rect.height());
            let thin = 3.0;
            if height <= thin && width > height {
                let at = (rect.top + rect.bottom) / 2.0;
                self.page.rules.push(Rule { level: true, at, from: rect.left, to: rect.right, shade: false });
            } else if width <= thin {
                let at = (rect.left + rect.right) / 2.0;
                self.page.rules.push(Rule { level: false, at, from: rect.top, to: rect.bottom, shade: false });
            } else if is_box && stroked && BOX.contains(&width) && (width - height).abs() < 2.0 {
                let base = rect.bottom - 0.2 * height;
                let text = "☐".to_owned();
                self.page.glyphs.push(Glyph { text, area: rect, base, size: height, bold: false, runs: Runs::Right });
            } else if is_box && height > 6.0 {
                for (level, at, from, to) in [
                    (true, rect.top, rect.left, rect.right),
                    (true, rect.bottom, rect.left, rect.right),
                    (false, rect.left, rect.top, rect.bottom),
                    (false, rect.right, rect.top, rect.bottom),
                ] {
                    self.page.rules.push(Rule { level, at, from, to, shade: !stroked });
                }
            }
        }
    }
}

fn advance(state: &mut State, along: f64) {
    let vertical = state.font.as_ref().is_some_and(|font| font.vertical);
    let shift = if vertical { Matrix::shift(0.0, along) } else { Matrix::shift(along * state.stretch, 0.0) };
    state.text = shift.then(state.text);
}
