//! OpenDocument spreadsheets: the cells of a plan change in `content.xml`, every other part keeps its bytes.

mod looks;

use super::container::replace_parts;
use super::xlsx::{safe_text, with_attribute};
use super::{FillError, Plan, Value};
use crate::questionnaire::layout::At;
use crate::questionnaire::opendocument::{CONTENT, OdsCell, OdsRow, OdsTable, walk};
use crate::questionnaire::package::Package;
use crate::questionnaire::workbook::{read_sheets_of, split_place};
use crate::questionnaire::{Limits, Questionnaire};
use looks::Looks;
use std::collections::BTreeMap;

/// Cells of a row: text, and whether it is one of the form's own answers.
type Cells = BTreeMap<usize, (String, bool)>;

/// Fills a spreadsheet.
///
/// # Errors
///
/// A signed or damaged file.
pub(super) fn fill_ods(bytes: &[u8], form: &Questionnaire, plan: &Plan, limits: &Limits) -> Result<Vec<u8>, FillError> {
    let malformed = |why: String| FillError::Malformed { name: form.name.clone(), why };
    let mut package = Package::open(&form.name, bytes, limits)?;
    if package.is_signed() {
        return Err(FillError::Signed { name: form.name.clone() });
    }
    let xml = package.text(CONTENT)?.ok_or_else(|| malformed("no content part in it".to_owned()))?;
    let content = walk(&xml, limits.cells).map_err(malformed)?.ok_or_else(|| malformed("too many cells".to_owned()))?;
    let mut sheets = cells_of(plan).ok_or_else(|| malformed("a place is no address of a cell".to_owned()))?;
    for (grid, layout) in {
        let read = read_sheets_of(form, bytes, limits)?;
        read.grids.into_iter().zip(read.layouts)
    } {
        let Some(rows) = sheets.get_mut(&grid.name) else { continue };
        for header in &layout.added {
            let At { row, column } = header.at;
            if rows.range(row + 1..).any(|(_, cells)| cells.contains_key(&column)) {
                rows.entry(row).or_default().insert(column, (header.text.to_owned(), true));
            }
        }
    }
    let mut out = String::with_capacity(xml.len() + xml.len() / 4);
    let mut done = 0;
    let mut looks = Looks::new(&xml);
    for table in &content.tables {
        let Some(rows) = sheets.remove(&table.name) else { continue };
        splice_table(&xml, table, &rows, &mut looks, &mut out, &mut done).map_err(malformed)?;
    }
    if let Some(sheet) = sheets.keys().next() {
        return Err(malformed(format!("no table `{sheet}` in it")));
    }
    out.push_str(&xml[done..]);
    // The styles stand before the tables, so that their place is still the same.
    let out = looks.finish(out);
    replace_parts(&form.name, bytes, &BTreeMap::from([(CONTENT.to_owned(), out)]))
}

fn cells_of(plan: &Plan) -> Option<BTreeMap<String, BTreeMap<usize, Cells>>> {
    let mut sheets: BTreeMap<String, BTreeMap<usize, Cells>> = BTreeMap::new();
    for write in &plan.writes {
        let (sheet, at) = split_place(&write.place)?;
        let choice = matches!(write.value, Value::Choice(_));
        let rows = sheets.entry(sheet).or_default();
        rows.entry(at.row).or_default().insert(at.column, (safe_text(write.value.shown()), choice));
    }
    Some(sheets)
}

fn splice_table(
    xml: &str,
    table: &OdsTable,
    rows: &BTreeMap<usize, Cells>,
    looks: &mut Looks,
    out: &mut String,
    done: &mut usize,
) -> Result<(), String> {
    let mut written = 0;
    for row in &table.rows {
        let mut inside = rows.range(row.first..row.first + row.repeat).peekable();
        if inside.peek().is_none() {
            continue;
        }
        out.push_str(&xml[*done..row.span.start]);
        // A row that stands for several is parted around the rows that get cells.
        let mut next = row.first;
        for (number, cells) in inside {
            push_rows(xml, row, number - next, out);
            out.push_str(&row_with(xml, &table.name, row, cells, looks)?);
            next = number + 1;
            written += 1;
        }
        push_rows(xml, row, row.first + row.repeat - next, out);
        *done = row.span.end;
    }
    if written < rows.len() {
        return Err(format!("table `{}` has fewer rows than were read", table.name));
    }
    Ok(())
}

/// The row as it was, standing for a number of rows.
fn push_rows(xml: &str, row: &OdsRow, count: usize, out: &mut String) {
    if count > 0 {
        out.push_str(&repeated(&xml[row.tag.clone()], "rows", count));
        out.push_str(&xml[row.tag.end..row.span.end]);
    }
}

fn row_with(xml: &str, table: &str, row: &OdsRow, cells: &Cells, looks: &mut Looks) -> Result<String, String> {
    let mut tag = repeated(&xml[row.tag.clone()], "rows", 1);
    let prefix = prefix_of(&tag);
    let styles = dress(table, row, cells, looks);
    if let Some(style) = &styles.row {
        tag = with_attribute(&tag, &format!("{prefix}style-name"), style);
    }
    let (mut out, empty) = match tag.strip_suffix("/>") {
        Some(open) => (format!("{}>", open.trim_end()), true),
        None => (tag, false),
    };
    let mut done = row.tag.end;
    let mut end = 0;
    let mut left = cells.clone();
    for cell in &row.cells {
        end = cell.first + cell.repeat;
        let inside: Vec<usize> = left.range(cell.first..end).map(|(column, _)| *column).collect();
        if inside.is_empty() {
            continue;
        }
        if cell.formula || cell.covered {
            return Err("a cell that is computed or covered was to be written".to_owned());
        }
        out.push_str(&xml[done..cell.span.start]);
        let mut next = cell.first;
        for column in inside {
            push_cells(xml, cell, column - next, &mut out);
            if let Some((text, choice)) = left.remove(&column) {
                out.push_str(&cell_with(xml, cell, &prefix, styles.cells.get(&column), &text, choice));
            }
            next = column + 1;
        }
        push_cells(xml, cell, end - next, &mut out);
        done = cell.span.end;
    }
    let close = format!("</{prefix}table-row>");
    let stop = if empty {
        done
    } else {
        row.span.end - (row.span.end - xml[..row.span.end].rfind("</").unwrap_or(row.span.end))
    };
    out.push_str(&xml[done..stop.max(done)]);
    for (column, (text, choice)) in left {
        let gap = column - end;
        if gap > 0 {
            out.push_str(&format!("<{prefix}table-cell {prefix}number-columns-repeated=\"{gap}\"/>"));
        }
        let style = styles.cells.get(&column);
        let style = style.map_or_else(String::new, |style| format!(" {prefix}style-name=\"{style}\""));
        out.push_str(&new_cell(&format!("<{prefix}table-cell{style}"), &prefix, "", &text, choice));
        end = column + 1;
    }
    out.push_str(&close);
    Ok(out)
}

/// Styles that a row and its new cells get, where their own would cut long text.
#[derive(Default)]
struct Styles {
    row: Option<String>,
    cells: BTreeMap<usize, String>,
}

fn dress(table: &str, row: &OdsRow, cells: &Cells, looks: &mut Looks) -> Styles {
    let mut styles = Styles::default();
    let mut need: f64 = 0.0;
    for (column, (text, _)) in cells {
        let stored = row.cells.iter().find(|cell| (cell.first..cell.first + cell.repeat).contains(column));
        let own = stored.and_then(|cell| cell.style.as_deref());
        let (across, down) = stored.map_or((1, 1), |cell| cell.merged);
        let width = looks.width(table, *column..*column + across);
        let (long, height) = looks::measure(text, width, looks.points(table, *column, own));
        if long {
            styles.cells.extend(looks.wrapped(table, *column, own).map(|style| (*column, style)));
            // A cell merged downwards has the rows below it too.
            if down == 1 {
                need = need.max(height);
            }
        }
    }
    styles.row = looks.higher(row.style.as_deref(), need);
    styles
}

fn push_cells(xml: &str, cell: &OdsCell, count: usize, out: &mut String) {
    if count > 0 {
        out.push_str(&repeated(&xml[cell.tag.clone()], "columns", count));
        out.push_str(&xml[cell.tag.end..cell.span.end]);
    }
}

/// A cell with its style, its list and its comment, and a new text.
fn cell_with(xml: &str, cell: &OdsCell, prefix: &str, style: Option<&String>, text: &str, choice: bool) -> String {
    let mut tag = repeated(&xml[cell.tag.clone()], "columns", 1);
    if let Some(style) = style {
        tag = with_attribute(&tag, &format!("{prefix}style-name"), style);
    }
    for name in ["value-type", "value", "string-value", "date-value", "time-value", "boolean-value", "currency"] {
        for space in ["office", "calcext"] {
            tag = without(&tag, &format!("{space}:{name}"));
        }
    }
    let open = tag.trim_end_matches('>').trim_end_matches('/').trim_end().to_owned();
    let note = cell.note.clone().map_or("", |span| &xml[span]);
    new_cell(&open, prefix, note, text, choice)
}

fn new_cell(open: &str, prefix: &str, note: &str, text: &str, choice: bool) -> String {
    let number = choice && text.parse::<f64>().is_ok_and(|number| number.to_string() == text);
    let kind = if choice && matches!(text, "TRUE" | "FALSE") {
        format!("office:value-type=\"boolean\" office:boolean-value=\"{}\"", text.to_lowercase())
    } else if number {
        format!("office:value-type=\"float\" office:value=\"{text}\"")
    } else {
        "office:value-type=\"string\"".to_owned()
    };
    let paragraphs: String = text.split('\n').map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
    format!("{open} {kind}>{note}{paragraphs}</{prefix}table-cell>")
}

/// XML's own signs; runs of blanks, which the format folds, are written as such.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut before = ' ';
    for sign in line.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push_str("<text:tab/>"),
            ' ' if before == ' ' => out.push_str("<text:s/>"),
            _ => out.push(sign),
        }
        before = sign;
    }
    out
}

/// A tag that stands for a number of rows or columns.
fn repeated(tag: &str, what: &str, count: usize) -> String {
    let prefix = prefix_of(tag);
    let name = format!("{prefix}number-{what}-repeated");
    let plain = without(tag, &name);
    if count == 1 {
        return plain;
    }
    let end = if plain.ends_with("/>") { plain.len() - 2 } else { plain.len() - 1 };
    format!("{} {name}=\"{count}\"{}", plain[..end].trim_end(), &plain[end..])
}

fn without(tag: &str, name: &str) -> String {
    super::xlsx::without_attribute(tag, name)
}

fn prefix_of(tag: &str) -> String {
    let name = tag.trim_start_matches('<').split([' ', '/', '>', '\n', '\t']).next().unwrap_or_default();
    name.rsplit_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
}
