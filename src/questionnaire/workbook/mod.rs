//! Workbooks: XLSX and XLSM with everything a filler must respect; XLS, XLSB and ODS by their values.

mod address;
mod lists;
mod parts;
mod read;
mod sheet;
mod styles;
mod values;

pub(crate) use address::{area_of, at_of, cell_name, column_name, split_place};
pub(crate) use lists::{Names, list_area};
pub(crate) use parts::read_parts;
pub(crate) use read::read_sheets_of;
pub(in crate::questionnaire) use read::{read_grids, read_tables, read_workbook, sheet_names, table_kind};
pub(crate) use sheet::{SheetXml, read_sheet};
pub(crate) use styles::{Styles, read_styles};
