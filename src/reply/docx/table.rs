//! Tables.

use super::body::{Builder, Place};
use super::{measure, page};
use crate::reply::block::{Align, Inline, plain_text};
use docx_rs::{AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType};

/// Characters up to which a row stays on one page.
const SHORT_ROW: usize = 900;

/// Builds a table as wide as the text; the repair makes its first row repeat on every page.
pub(super) fn build(
    builder: &mut Builder,
    columns: &[Align],
    header: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    place: Place,
) -> Table {
    let count = rows.iter().map(Vec::len).chain([columns.len(), header.len(), 1]).max().unwrap_or(1);
    let indent = usize::try_from(place.indent()).unwrap_or(0).min(page::TEXT_WIDTH / 2);
    let total = page::TEXT_WIDTH - indent;
    let widths = measure::widths(header, rows, count, total);
    let mut row = |cells: &[Vec<Inline>], style: &str| {
        let length: usize = cells.iter().map(|cell| plain_text(cell).len()).sum();
        let cells = (0..count).map(|at| {
            let align = match columns.get(at) {
                Some(Align::Center) => Some(AlignmentType::Center),
                Some(Align::Right) => Some(AlignmentType::Right),
                Some(Align::Left) | None => None,
            };
            let mut paragraph = Paragraph::new().style(style);
            if let Some(align) = align {
                paragraph = paragraph.align(align);
            }
            if let Some(text) = cells.get(at) {
                paragraph = builder.inlines(text, paragraph);
            }
            TableCell::new().width(widths[at], WidthType::Dxa).add_paragraph(paragraph)
        });
        let row = TableRow::new(cells.collect());
        if length <= SHORT_ROW { row.cant_split() } else { row }
    };
    let mut all = Vec::with_capacity(rows.len() + 1);
    let headed = header.iter().any(|cell| !plain_text(cell).trim().is_empty());
    if headed || rows.is_empty() {
        all.push(row(header, "TableHeading"));
    }
    all.extend(rows.iter().map(|cells| row(cells, "TableText")));
    let table = Table::without_borders(all)
        .style(if headed { "ReplyTable" } else { "PlainReplyTable" })
        .set_grid(widths.clone())
        .width(total, WidthType::Dxa)
        .layout(TableLayoutType::Fixed);
    if indent > 0 { table.indent(i32::try_from(indent).unwrap_or(0)) } else { table }
}
