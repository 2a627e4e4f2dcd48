//! Comma-separated values, RFC 4180, UTF-8.

use super::columns;
use crate::publish::site::sheet::Sheet;

/// The rows of a sheet with a header row.
pub(super) fn table(sheet: &Sheet) -> Vec<u8> {
    let columns = columns(sheet);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let lines = std::iter::once(columns.names.into_iter().map(str::to_owned).collect()).chain(columns.rows);
    for line in lines {
        let cells: Vec<String> = line.into_iter().map(harmless).collect();
        writer.write_record(&cells).expect("internal error: rows of a table differ in length");
    }
    writer.into_inner().expect("internal error: memory cannot be written to")
}

/// A spreadsheet would run a cell that begins like a formula; an apostrophe in front makes it text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell }
}
