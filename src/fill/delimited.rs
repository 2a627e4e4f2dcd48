//! Delimited values: the fields of a plan change, and delimiter, quoting, mark, charset and line ends stay as they were.

use super::{FillError, Plan, Value};
use crate::questionnaire::layout::At;
use crate::questionnaire::workbook::{read_sheets_of, split_place};
use crate::questionnaire::{Limits, Questionnaire, csv_dialect, decode_exactly};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::collections::BTreeMap;
use std::ops::Range;

/// A record: its fields, and where its line ends.
#[derive(Debug, Default)]
struct Record {
    fields: Vec<Range<usize>>,
}

/// Fills delimited values.
///
/// # Errors
///
/// A charset that cannot hold the answers, or quoting that is broken.
pub(super) fn fill_delimited(
    bytes: &[u8],
    form: &Questionnaire,
    plan: &Plan,
    limits: &Limits,
) -> Result<Vec<u8>, FillError> {
    let malformed = |why: &str| FillError::Malformed { name: form.name.clone(), why: why.to_owned() };
    let (text, encoding, mark) =
        decode_exactly(bytes).ok_or_else(|| malformed("its characters cannot be written back as they were"))?;
    let (delimiter, start) = csv_dialect(&text);
    let delimiter = char::from(delimiter);
    let records = records(&text, start, delimiter).ok_or_else(|| malformed("a quotation mark is never closed"))?;
    let quoted = records
        .iter()
        .flat_map(|record| &record.fields)
        .filter(|field| text[(*field).clone()].starts_with('"'))
        .count();
    let fields = records.iter().map(|record| record.fields.len()).sum::<usize>();
    let always = quoted * 10 >= fields * 9 && fields > 0;
    let mut rows: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
    let mut put = |at: At, text: &str| {
        rows.entry(at.row).or_default().insert(at.column, field(text, delimiter, always));
    };
    for write in &plan.writes {
        let Some((_, at)) = split_place(&write.place) else { return Err(malformed("a place is no address of a cell")) };
        put(at, &guarded(&write.value));
    }
    let sheets = read_sheets_of(form, bytes, limits)?;
    for header in sheets.layouts.iter().flat_map(|layout| &layout.added) {
        put(header.at, header.text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    for (row, fields) in rows {
        let record = records.get(row).ok_or_else(|| malformed("it has fewer rows than were read"))?;
        let mut have = record.fields.len();
        for (column, new) in fields {
            match record.fields.get(column) {
                Some(old) => {
                    out.push_str(&text[done..old.start]);
                    out.push_str(&new);
                    done = old.end;
                }
                None => {
                    // The row ends early: it gets the delimiters it lacks.
                    let end = record.fields.last().map_or(start, |field| field.end);
                    out.push_str(&text[done.min(end)..end]);
                    out.extend(std::iter::repeat_n(delimiter, column + 1 - have));
                    out.push_str(&new);
                    have = column + 1;
                    done = end;
                }
            }
        }
    }
    out.push_str(&text[done..]);
    encoded(&out, encoding, mark).ok_or_else(|| malformed("its charset cannot hold the answers; save it as UTF-8"))
}

/// The records of a text, empty lines left out as readers do. Nothing if a quotation mark is never closed.
fn records(text: &str, start: usize, delimiter: char) -> Option<Vec<Record>> {
    let mut records = Vec::new();
    let mut record = Record::default();
    let (mut from, mut quoted, mut blank) = (start, false, true);
    let mut signs = text[start..].char_indices().map(|(index, sign)| (start + index, sign)).peekable();
    while let Some((index, sign)) = signs.next() {
        if quoted {
            if sign == '"' {
                // A doubled mark stands for itself.
                if signs.peek().is_some_and(|(_, next)| *next == '"') {
                    signs.next();
                } else {
                    quoted = false;
                }
            }
            continue;
        }
        match sign {
            '"' if index == from => {
                quoted = true;
                blank = false;
            }
            '\r' | '\n' => {
                if !blank {
                    record.fields.push(from..index);
                    records.push(std::mem::take(&mut record));
                }
                blank = true;
                from = index + 1;
            }
            _ if sign == delimiter => {
                record.fields.push(from..index);
                from = index + sign.len_utf8();
                blank = false;
            }
            _ => blank = false,
        }
    }
    if quoted {
        return None;
    }
    if !blank {
        record.fields.push(from..text.len());
        records.push(record);
    }
    Some(records)
}

/// Words that a spreadsheet would take for a formula begin with an apostrophe, which makes them text.
pub(super) fn guarded(value: &Value) -> String {
    match value {
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        other => other.shown().to_owned(),
    }
}

fn field(text: &str, delimiter: char, always: bool) -> String {
    let text: String = text.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect();
    let needs = text.contains([delimiter, '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if always || needs { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

pub(super) fn encoded(text: &str, encoding: &'static Encoding, mark: &[u8]) -> Option<Vec<u8>> {
    let mut out = mark.to_vec();
    if encoding == UTF_16LE {
        out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    } else if encoding == UTF_16BE {
        out.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    } else {
        let (bytes, _, lossy) = encoding.encode(text);
        if lossy {
            return None;
        }
        out.extend_from_slice(&bytes);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_where_they_stand() {
        let text = "a;\"b;\"\"\r\nc\"\r\n\r\nd\n;e";
        let found: Vec<Vec<&str>> = records(text, 0, ';')
            .unwrap()
            .iter()
            .map(|record| record.fields.iter().map(|field| &text[field.clone()]).collect())
            .collect();
        assert_eq!(found, [vec!["a", "\"b;\"\"\r\nc\""], vec!["d"], vec!["", "e"]]);
        assert!(records("a,\"b\n", 0, ',').is_none());
    }

    #[test]
    fn formulas_are_text() {
        assert_eq!(guarded(&Value::Text("=1+1".into())), "'=1+1");
        assert_eq!(guarded(&Value::Choice("-".into())), "-");
        assert_eq!(field("a \"b\", c", ',', false), "\"a \"\"b\"\", c\"");
        assert_eq!(field("ab", ',', true), "\"ab\"");
    }
}
