//! OpenDocument spreadsheets.
use super::layout::Grid;
use super::{Error, Limits};
pub(crate) fn read_grids(name: &str, _bytes: &[u8], _limits: &Limits) -> Result<Vec<Grid>, Error> {
    Err(Error::Unread { name: name.to_owned(), what: "an OpenDocument spreadsheet" })
}
