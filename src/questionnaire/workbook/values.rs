//! Values of cells as text, through calamine, which is kept from taking the program down.

use crate::questionnaire::layout::At;
use crate::questionnaire::{Error, Limits};
use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, Reader, SheetVisible, Xls, Xlsb, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// A sheet's name, whether it is hidden, and its values.
pub(super) type Values = (String, bool, BTreeMap<At, String>);

/// Values of XLSX and XLSM sheets.
pub(super) fn xlsx(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Values>, Error> {
    guarded(name, || {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(name, &error))?;
        let mut left = limits.cells;
        let mut sheets = Vec::new();
        for (sheet, hidden) in sheets_of(book.sheets_metadata()) {
            let mut values = BTreeMap::new();
            // Chart sheets have no cells.
            if let Ok(mut reader) = book.worksheet_cells_reader(&sheet) {
                while let Some(cell) = reader.next_cell().map_err(|error| failed(name, &error))? {
                    put(&mut values, cell.get_position(), text_ref(cell.get_value()), &mut left, name, limits)?;
                }
            }
            sheets.push((sheet, hidden, values));
        }
        Ok(sheets)
    })
}

/// Values of XLSB sheets.
pub(super) fn xlsb(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Values>, Error> {
    guarded(name, || {
        let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|error| failed(name, &error))?;
        let mut left = limits.cells;
        let mut sheets = Vec::new();
        for (sheet, hidden) in sheets_of(book.sheets_metadata()) {
            let mut values = BTreeMap::new();
            if let Ok(mut reader) = book.worksheet_cells_reader(&sheet) {
                while let Some(cell) = reader.next_cell().map_err(|error| failed(name, &error))? {
                    put(&mut values, cell.get_position(), text_ref(cell.get_value()), &mut left, name, limits)?;
                }
            }
            sheets.push((sheet, hidden, values));
        }
        Ok(sheets)
    })
}

/// Values of XLS sheets. The format holds at most 65,536 rows of 256 columns a sheet, which bounds the memory.
pub(super) fn xls(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Values>, Error> {
    guarded(name, || {
        let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| failed(name, &error))?;
        let mut left = limits.cells;
        let mut sheets = Vec::new();
        for (sheet, hidden) in sheets_of(book.sheets_metadata()) {
            let mut values = BTreeMap::new();
            if let Ok(range) = book.worksheet_range(&sheet) {
                let (top, first) = range.start().unwrap_or((0, 0));
                for (row, column, value) in range.used_cells() {
                    let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
                    let column = first.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
                    put(&mut values, (row, column), text(value), &mut left, name, limits)?;
                }
            }
            sheets.push((sheet, hidden, values));
        }
        Ok(sheets)
    })
}

fn sheets_of(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

fn guarded<T>(name: &str, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    crate::questionnaire::guard::guarded(name, "the workbook", work)
}

fn failed(name: &str, error: &dyn std::fmt::Display) -> Error {
    let why = error.to_string();
    if why.to_lowercase().contains("password") {
        return Error::Encrypted { name: name.to_owned() };
    }
    Error::Malformed { name: name.to_owned(), why }
}

fn put(
    values: &mut BTreeMap<At, String>,
    (row, column): (u32, u32),
    text: String,
    left: &mut usize,
    name: &str,
    limits: &Limits,
) -> Result<(), Error> {
    if text.is_empty() {
        return Ok(());
    }
    let fewer = left.checked_sub(1);
    *left = fewer.ok_or_else(|| Error::TooLarge { name: name.to_owned(), what: "cells", limit: limits.cells })?;
    values.insert(At::new(row as usize, column as usize), text);
    Ok(())
}

fn text_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::Bool(value) => boolean(*value),
        DataRef::DateTime(date) => day(date),
        DataRef::Error(error) => fault(error),
        DataRef::Empty => String::new(),
    }
}

fn text(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::Bool(value) => boolean(*value),
        Data::DateTime(date) => day(date),
        Data::Error(error) => fault(error),
        Data::Empty => String::new(),
    }
}

/// Numbers as a sheet shows them: 15 digits, no tail of binary fractions.
fn decimal(number: f64) -> String {
    let plain = number.to_string();
    if plain.len() <= 16 {
        return plain;
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string().chars().take(40).collect()
}

fn boolean(value: bool) -> String {
    if value { "TRUE".to_owned() } else { "FALSE".to_owned() }
}

fn day(date: &ExcelDateTime) -> String {
    if date.is_duration() {
        return decimal(date.as_f64());
    }
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    let text = format!("{year:04}-{month:02}-{day:02}");
    if hour == 0 && minute == 0 { text } else { format!("{text} {hour:02}:{minute:02}") }
}

fn fault(error: &CellErrorType) -> String {
    error.to_string()
}
