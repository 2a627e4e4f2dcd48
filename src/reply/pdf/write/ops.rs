//! Page items to the operators of a page, with every piece of text inside marked content.

use super::super::page::{Area, Page, PageItem, Run};
use super::super::style::{Color, PAGE_HEIGHT};
use super::super::tree::{ElemId, Tree};
use super::Harvest;
use super::program::Program;
use super::value::length;
use printpdf::{
    Codepoint, Color as PdfColor, DictItem, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt,
    Rgb, TextItem, TextMatrix, TextRenderingMode, WindingOrder,
};
use std::collections::BTreeMap;

/// Share of the radius at which the handles of a quarter circle stand.
const QUARTER: f32 = 0.5523;

/// What is open while operators are written.
#[derive(PartialEq)]
enum Open {
    Nothing,
    Artifact,
    Element(ElemId),
}

struct Pen<'w> {
    ops: Vec<Op>,
    open: Open,
    /// Colour and font in force; setting them again would only make the file larger.
    color: Option<Color>,
    font: Option<(usize, f32)>,
    page: usize,
    programs: &'w [Option<Program>],
    tree: &'w mut Tree,
    harvest: &'w mut Harvest,
}

/// Writes one page; what is no operator goes to the harvest.
pub(super) fn page_ops(
    page: Page,
    number: usize,
    programs: &[Option<Program>],
    tree: &mut Tree,
    harvest: &mut Harvest,
) -> Vec<Op> {
    harvest.marks.push(Vec::new());
    let mut pen =
        Pen { ops: Vec::new(), open: Open::Nothing, color: None, font: None, page: number, programs, tree, harvest };
    for item in page.behind.into_iter().chain(page.items) {
        pen.item(item);
    }
    pen.close();
    pen.ops.shrink_to_fit();
    pen.ops
}

impl Pen<'_> {
    fn item(&mut self, item: PageItem) {
        match item {
            PageItem::Fill { area, radius, color } => {
                self.artifact();
                self.color(color);
                self.ops.push(Op::DrawPolygon { polygon: polygon(area, radius) });
            }
            PageItem::Run(run) => self.run(&run),
            PageItem::Link { area, link } => self.harvest.links.push((self.page, area, link)),
            PageItem::Target { anchor, y } => {
                self.harvest.targets.entry(anchor).or_insert((self.page, y));
            }
            PageItem::Bookmark { level, title, y } => self.harvest.bookmarks.push((level, title, self.page, y)),
        }
    }

    fn run(&mut self, run: &Run) {
        let Some(program) = self.programs.get(run.face).and_then(Option::as_ref) else { return };
        match run.owner {
            Some(elem) => self.element(elem),
            None => self.artifact(),
        }
        self.ops.push(Op::StartTextSection);
        self.color(run.color);
        if run.thicken {
            self.ops.push(Op::SetOutlineColor { col: rgb(run.color) });
            self.ops.push(Op::SetOutlineThickness { pt: Pt(length(run.size * 0.024)) });
            self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::FillStroke });
        }
        let size = length(run.size);
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            let font = PdfFontHandle::External(program.id.clone());
            self.ops.push(Op::SetFont { font, size: Pt(size) });
        }
        let origin = TextMatrix::Translate(Pt(length(run.x)), Pt(length(PAGE_HEIGHT - run.y)));
        self.ops.push(Op::SetTextMatrix { matrix: origin });
        self.glyphs(run, program);
        if run.thicken {
            self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
        }
        self.ops.push(Op::EndTextSection);
    }

    /// Glyphs with the corrections that bring the pen from where `/W` leaves it to where shaping wants it.
    fn glyphs(&mut self, run: &Run, program: &Program) {
        let mut items: Vec<TextItem> = Vec::new();
        let mut codes: Vec<Codepoint> = Vec::with_capacity(run.glyphs.len());
        let mut rise = 0.0;
        for glyph in &run.glyphs {
            let new = program.glyphs.get(&glyph.id).copied().unwrap_or(0);
            if glyph.dy != rise {
                items.extend((!codes.is_empty()).then(|| TextItem::GlyphIds(std::mem::take(&mut codes))));
                self.ops.extend((!items.is_empty()).then(|| Op::ShowText { items: std::mem::take(&mut items) }));
                self.ops.push(Op::SetLineOffset { multiplier: length(glyph.dy * run.size / 1000.0) });
                rise = glyph.dy;
            }
            if glyph.dx != 0.0 {
                items.extend((!codes.is_empty()).then(|| TextItem::GlyphIds(std::mem::take(&mut codes))));
                items.push(TextItem::Offset(-glyph.dx));
            }
            let correction = length(program.stated_width(new) + glyph.dx - glyph.advance);
            codes.push(Codepoint::new(new, correction));
        }
        items.extend((!codes.is_empty()).then_some(TextItem::GlyphIds(codes)));
        self.ops.push(Op::ShowText { items });
        if rise != 0.0 {
            self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
        }
    }

    fn color(&mut self, color: Color) {
        if self.color != Some(color) {
            self.color = Some(color);
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn element(&mut self, elem: ElemId) {
        if self.open == Open::Element(elem) {
            return;
        }
        self.close();
        let marks = &mut self.harvest.marks[self.page];
        let mcid = marks.len();
        marks.push(elem);
        self.tree.mark(elem, self.page, mcid);
        let tag = self.tree.elems[elem.0].tag.to_owned();
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(i64::try_from(mcid).unwrap_or(0)))]);
        self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties: DictItem::Dict { map } });
        self.open = Open::Element(elem);
    }

    fn artifact(&mut self) {
        if self.open != Open::Artifact {
            self.close();
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            self.open = Open::Artifact;
        }
    }

    fn close(&mut self) {
        if self.open != Open::Nothing {
            self.ops.push(Op::EndMarkedContent);
            self.open = Open::Nothing;
        }
    }
}

fn rgb(color: Color) -> PdfColor {
    let [r, g, b] = color.map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0);
    PdfColor::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// A box with round corners, or with none.
fn polygon(area: Area, radius: f32) -> Polygon {
    let (left, right) = (area.x, area.x + area.width);
    let (top, bottom) = (PAGE_HEIGHT - area.y, PAGE_HEIGHT - area.y - area.height);
    let radius = radius.min(area.width / 2.0).min(area.height / 2.0).max(0.0);
    let mut points = Vec::new();
    let mut at = |x: f32, y: f32, bezier: bool| {
        let p = Point { x: Pt(length(x)), y: Pt(length(y)) };
        points.push(LinePoint { p, bezier });
    };
    if radius == 0.0 {
        for (x, y) in [(left, bottom), (right, bottom), (right, top), (left, top)] {
            at(x, y, false);
        }
    } else {
        let near = radius * (1.0 - QUARTER);
        at(left + radius, bottom, false);
        at(right - radius, bottom, false);
        at(right - near, bottom, true);
        at(right, bottom + near, true);
        at(right, bottom + radius, false);
        at(right, top - radius, false);
        at(right, top - near, true);
        at(right - near, top, true);
        at(right - radius, top, false);
        at(left + radius, top, false);
        at(left + near, top, true);
        at(left, top - near, true);
        at(left, top - radius, false);
        at(left, bottom + radius, false);
        at(left, bottom + near, true);
        at(left + near, bottom, true);
        at(left + radius, bottom, false);
    }
    Polygon { rings: vec![PolygonRing { points }], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero }
}
