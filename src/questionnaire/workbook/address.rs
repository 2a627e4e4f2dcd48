//! Addresses of cells: `C5`, `$A$1:$B$9`, `'Vendor form'!C5`.

use crate::questionnaire::layout::{Area, At};

/// Columns of a sheet, by the format.
const COLUMNS: usize = 16_384;
/// Rows of a sheet, by the format.
const ROWS: usize = 1_048_576;

/// The letters of a column from 0.
pub(crate) fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The cell of `C5` or `$C$5`.
pub(crate) fn at_of(text: &str) -> Option<At> {
    let (column, row) = halves(text)?;
    Some(At::new(row?, column?))
}

/// Column and row of an address; one of them is missing in `A:C` and `5:9`.
fn halves(text: &str) -> Option<(Option<usize>, Option<usize>)> {
    let plain: String = text.chars().filter(|sign| *sign != '$').collect();
    let split = plain.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(plain.len());
    let (letters, digits) = plain.split_at(split);
    if letters.len() > 3 || digits.len() > 7 || !digits.bytes().all(|byte| byte.is_ascii_digit()) || plain.is_empty() {
        return None;
    }
    let column = letters.bytes().fold(0usize, |sum, byte| sum * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    let row = if digits.is_empty() { None } else { Some(digits.parse::<usize>().ok()?.checked_sub(1)?) };
    let column = if letters.is_empty() { None } else { Some(column - 1) };
    (column.is_none_or(|column| column < COLUMNS) && row.is_none_or(|row| row < ROWS)).then_some((column, row))
}

/// The area of `A1:B9`, `A1`, `A:C` or `5:9`.
pub(crate) fn area_of(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (halves(first.trim())?, halves(last.trim())?);
    let from = At::new(first.1.unwrap_or(0), first.0.unwrap_or(0));
    let to = At::new(last.1.unwrap_or(ROWS - 1), last.0.unwrap_or(COLUMNS - 1));
    Some(Area {
        first: At::new(from.row.min(to.row), from.column.min(to.column)),
        last: At::new(from.row.max(to.row), from.column.max(to.column)),
    })
}

/// `C5`.
pub(crate) fn cell_name(at: At) -> String {
    format!("{}{}", column_name(at.column), at.row + 1)
}

/// `Sheet1!C5`, with quotes where the sheet's name needs them.
pub(crate) fn place(sheet: &str, at: At) -> String {
    let plain = sheet.chars().all(|sign| sign.is_alphanumeric() || sign == '_' || sign == '.')
        && !sheet.starts_with(|sign: char| sign.is_ascii_digit());
    let cell = cell_name(at);
    if plain { format!("{sheet}!{cell}") } else { format!("'{}'!{cell}", sheet.replace('\'', "''")) }
}

/// Sheet and cell of a place; the sheet of delimited values has no name.
pub(crate) fn split_place(place: &str) -> Option<(String, At)> {
    let (sheet, cell) = place.rsplit_once('!').unwrap_or(("", place));
    Some((unquoted(sheet), at_of(cell)?))
}

/// A sheet's name without the quotes of a reference.
pub(super) fn unquoted(sheet: &str) -> String {
    sheet
        .strip_prefix('\'')
        .and_then(|inner| inner.strip_suffix('\''))
        .map_or_else(|| sheet.to_owned(), |inner| inner.replace("''", "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_there_and_back() {
        for (at, text) in [(At::new(4, 2), "C5"), (At::new(0, 26), "AA1"), (At::new(1_048_575, 16_383), "XFD1048576")] {
            assert_eq!(at_of(text), Some(at));
            assert_eq!(place("S", at), format!("S!{text}"));
        }
        assert_eq!(split_place("'Vendor''s form'!$C$5"), Some(("Vendor's form".to_owned(), At::new(4, 2))));
        assert_eq!(area_of("A:B").unwrap().last, At::new(1_048_575, 1));
        for bad in ["", "5A", "XFE1", "A0", "A1048577", "ABCD1", "é1"] {
            assert_eq!(at_of(bad), None, "{bad}");
        }
    }
}
