//! A table of a document as a grid.

use super::super::model::{Block, Document, FieldKind, Table, TableCell};
use crate::questionnaire::clean::clean;
use crate::questionnaire::layout::{Area, At, Cell, Grid, GridRow};

/// Columns that are looked at; a page has no more.
const COLUMNS: usize = 200;

/// The table as a grid; `first` is a header row of the table before, which goes on in this one.
pub(super) fn grid(document: &Document, index: usize, heading: Option<String>, first: Option<GridRow>) -> Grid {
    let table = &document.tables[index];
    let shift = usize::from(first.is_some());
    let mut grid = Grid { name: format!("table {}", index + 1), heading, ..Grid::default() };
    grid.rows.extend(first);
    for number in 0..table.rows.len() {
        let row = grid_row(document, table, number, shift);
        for cell in table.rows[number].cells.iter().filter(|cell| cell.height > 0 && cell.column < COLUMNS) {
            if cell.width > 1 || cell.height > 1 {
                let first = At::new(number + shift, cell.column);
                let last = At::new(number + shift + cell.height - 1, (cell.column + cell.width - 1).min(COLUMNS));
                grid.merges.push(Area { first, last });
            }
        }
        grid.rows.push(row);
    }
    grid
}

/// A row of the table.
pub(super) fn grid_row(document: &Document, table: &Table, number: usize, shift: usize) -> GridRow {
    let row = &table.rows[number];
    let mut cells: Vec<Cell> = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.column < COLUMNS) {
        if cells.len() < cell.column {
            cells.resize(cell.column, Cell::default());
        }
        cells.push(grid_cell(document, cell));
    }
    let line = row.cells.iter().find_map(|cell| first_paragraph(document, cell)).map_or(number + 1, |index| index + 1);
    GridRow { row: number + shift, line, hidden: row.gone, cells }
}

fn grid_cell(document: &Document, cell: &TableCell) -> Cell {
    if cell.height == 0 {
        return Cell::default();
    }
    let paragraphs: Vec<_> = paragraphs(cell).map(|index| &document.paragraphs[index]).collect();
    let lists: Vec<_> = paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.fields)
        .map(|(_, field)| *field)
        .chain(cell.field)
        .filter_map(|field| match &document.fields[field].kind {
            FieldKind::List(list) => Some(list),
            FieldKind::Text => None,
        })
        .collect();
    let allowed = match lists.as_slice() {
        [list] => Some(list.iter().map(|(shown, _)| shown.clone()).collect::<Vec<_>>().into()),
        _ => None,
    };
    let filled = paragraphs.iter().filter(|paragraph| !paragraph.text.trim().is_empty());
    Cell {
        text: text_of(document, cell),
        strong: filled.clone().next().is_some() && filled.into_iter().all(|paragraph| paragraph.strong),
        allowed,
        fixed: cell.locked.then_some("a locked field"),
        ..Cell::default()
    }
}

/// What a cell shows.
pub(super) fn text_of(document: &Document, cell: &TableCell) -> String {
    let mut text = String::new();
    for index in paragraphs(cell) {
        let paragraph = &document.paragraphs[index];
        let shown = paragraph.shown(&document.fields);
        let label = paragraph.label.as_deref().unwrap_or_default();
        if index_is_further(&text) {
            text.push('\n');
        }
        match (label.is_empty(), shown.trim().is_empty()) {
            (false, true) => text.push_str(label),
            (false, false) => text.push_str(&format!("{label} {shown}")),
            _ => text.push_str(&shown),
        }
    }
    if let Some(field) = cell.field {
        text.push_str(&document.fields[field].text);
    }
    clean(text.trim())
}

fn index_is_further(text: &str) -> bool {
    !text.is_empty() && !text.ends_with('\n')
}

/// Paragraphs that stand in a cell itself, not in a table inside of it.
pub(super) fn paragraphs(cell: &TableCell) -> impl Iterator<Item = usize> + '_ {
    cell.flow.iter().filter_map(|block| match block {
        Block::Paragraph(index) => Some(*index),
        Block::Table(_) => None,
    })
}

fn first_paragraph(document: &Document, cell: &TableCell) -> Option<usize> {
    paragraphs(cell).next().filter(|index| *index < document.paragraphs.len())
}
