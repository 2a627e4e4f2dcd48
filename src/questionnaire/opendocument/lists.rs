//! Lists of allowed answers in OpenDocument conditions.

use super::walk::OdsTable;
use crate::questionnaire::layout::{Area, At};
use crate::questionnaire::workbook::at_of;
use std::sync::Arc;

/// Longest list that is an answer to pick.
const LONGEST: usize = 100;

/// The answers a condition allows: `cell-content-is-in-list("Yes";"No")` or `...([$Values.$A$1:.$A$3])`.
pub(super) fn allowed(condition: &str, tables: &[OdsTable]) -> Option<Arc<[String]>> {
    let inner = condition.split_once("cell-content-is-in-list(")?.1;
    let inner = inner.rsplit_once(')')?.0;
    let found = if inner.trim_start().starts_with('"') { quoted(inner) } else { referenced(inner, tables)? };
    let found: Vec<String> = found.into_iter().filter(|value| !value.trim().is_empty()).collect();
    (!found.is_empty() && found.len() <= LONGEST).then(|| found.into())
}

fn quoted(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut current = String::new();
    let mut inside = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if inside && signs.peek() == Some(&'"') => {
                signs.next();
                current.push('"');
            }
            '"' if inside => {
                inside = false;
                parts.push(std::mem::take(&mut current));
            }
            '"' => inside = true,
            _ if inside => current.push(sign),
            _ => {}
        }
    }
    parts
}

fn referenced(text: &str, tables: &[OdsTable]) -> Option<Vec<String>> {
    let text = text.trim().trim_start_matches('[').trim_end_matches(']');
    let (sheet, range) = text.rsplit_once(":.").map_or((text, None), |(first, last)| (first, Some(last)));
    let (sheet, first) = sheet.rsplit_once('.')?;
    let sheet = sheet.trim_start_matches('$').trim_matches('\'').replace("''", "'");
    let first = at_of(first)?;
    let area = Area { first, last: range.map_or(Some(first), at_of)? };
    let table = tables.iter().find(|table| table.name == sheet)?;
    let mut found = Vec::new();
    for row in &table.rows {
        for cell in row.cells.iter().filter(|cell| !cell.text.is_empty() && area.holds(At::new(row.first, cell.first)))
        {
            found.push(cell.text.clone());
        }
        if found.len() > LONGEST {
            break;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_lists_are_unquoted() {
        let found = allowed("of:cell-content-is-in-list(\"Yes\";\"No \"\"never\"\"\";\"N/A\")", &[]).unwrap();
        assert_eq!(found.to_vec(), ["Yes", "No \"never\"", "N/A"]);
        assert_eq!(allowed("of:cell-content()>3", &[]), None);
    }
}
