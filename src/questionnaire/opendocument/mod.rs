//! OpenDocument spreadsheets: their tables with the places of every cell in the XML, so that they can be filled too.

mod grid;
mod lists;
mod walk;

pub(crate) use grid::read_grids;
pub(crate) use walk::{OdsCell, OdsRow, OdsTable, walk};

/// The part that holds the tables.
pub(crate) const CONTENT: &str = "content.xml";
