//! Markdown and plain text: cells, boxes and blanks are filled, paragraphs are put after items, every other byte stays.

use super::delimited::encoded;
use super::{FillError, Plan, Value};
use crate::questionnaire::blanks::{Place, boxes, cells, indent_of, lines, ticked};
use crate::questionnaire::{FormKind, Questionnaire, decode_exactly};
use std::collections::BTreeMap;
use std::ops::Range;

/// Fills a text.
///
/// # Errors
///
/// A charset that cannot hold the answers, or a place that is not there.
pub(super) fn fill_lines(bytes: &[u8], form: &Questionnaire, plan: &Plan) -> Result<Vec<u8>, FillError> {
    let malformed = |why: &str| FillError::Malformed { name: form.name.clone(), why: why.to_owned() };
    let (text, encoding, mark) =
        decode_exactly(bytes).ok_or_else(|| malformed("its characters cannot be written back as they were"))?;
    let lines = lines(&text);
    let writer = Writer { text: &text, lines: &lines, end: line_end(&text), markdown: form.kind == FormKind::Markdown };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut short: BTreeMap<usize, BTreeMap<usize, &Value>> = BTreeMap::new();
    for write in &plan.writes {
        let place = Place::read(&write.place).ok_or_else(|| malformed("a place is no line of it"))?;
        if let Place::Cell(line, cell) = place
            && writer.lacks(line, cell)
        {
            short.entry(line).or_default().insert(cell, &write.value);
            continue;
        }
        let first = form.items.get(write.item).map_or(1, |item| item.location.line);
        let edit = writer.edit(place, &write.value, first);
        edits.push(edit.ok_or_else(|| malformed("it has other lines than were read"))?);
    }
    for (line, values) in short {
        edits.push(writer.lengthened(line, &values).ok_or_else(|| malformed("it has other lines than were read"))?);
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    if edits.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
        return Err(malformed("two answers go into one place"));
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    for (range, new) in &edits {
        out.push_str(&text[done..range.start]);
        out.push_str(new);
        done = range.end;
    }
    out.push_str(&text[done..]);
    encoded(&out, encoding, mark).ok_or_else(|| malformed("its charset cannot hold the answers; save it as UTF-8"))
}

/// The line end that a text uses.
fn line_end(text: &str) -> &'static str {
    let pairs = text.matches("\r\n").count();
    if pairs * 2 > text.matches('\n').count() { "\r\n" } else { "\n" }
}

struct Writer<'t> {
    text: &'t str,
    lines: &'t [Range<usize>],
    end: &'static str,
    markdown: bool,
}

impl Writer<'_> {
    fn line(&self, number: usize) -> Option<(Range<usize>, &str)> {
        let range = self.lines.get(number.checked_sub(1)?)?.clone();
        Some((range.clone(), &self.text[range]))
    }

    fn edit(&self, place: Place, value: &Value, first: usize) -> Option<(Range<usize>, String)> {
        match place {
            Place::Cell(number, cell) => {
                let (range, line) = self.line(number)?;
                self.cell(range.start, line, cell.checked_sub(1)?, value)
            }
            Place::Box(number, index) => {
                let (range, line) = self.line(number)?;
                let tick = boxes(line).into_iter().nth(index.checked_sub(1)?).filter(|tick| !tick.ticked)?;
                let span = range.start + tick.span.start..range.start + tick.span.end;
                let sign = ticked(&self.text[span.clone()]).to_owned();
                Some((span, sign))
            }
            Place::Label(number) => {
                let (range, line) = self.line(number)?;
                let (end, _) = crate::questionnaire::blanks::label(line)?;
                let indent = " ".repeat(line.len() - line.trim_start().len());
                let quote = if line.trim_start().starts_with('>') { "> " } else { "" };
                let words = self.paragraph(value, &format!("{indent}{quote}"));
                Some((range.start + end..range.end, format!(" {words}")))
            }
            Place::Quotation(number) => {
                let (range, line) = self.line(number)?;
                let indent = &line[..line.len() - line.trim_start().len()];
                let words = self.paragraph(value, &format!("{indent}> "));
                Some((range, format!("{indent}> {words}")))
            }
            Place::After(number) => {
                let (range, _) = self.line(number)?;
                let indent = " ".repeat(self.line(first).map_or(0, |(_, line)| indent_of(line)));
                let label = if self.markdown { "**Answer:**" } else { "Answer:" };
                let words = self.paragraph(value, &indent);
                let end = self.end;
                let next = self.line(number + 1).is_some_and(|(_, next)| !next.trim().is_empty());
                let gap = if next && indent.is_empty() { end } else { "" };
                let before = if self.markdown { end } else { "" };
                Some((range.end..range.end, format!("{end}{before}{indent}{label} {words}{gap}")))
            }
        }
    }

    /// Words on as many lines as they have, none of them empty, so that they stay one paragraph.
    fn paragraph(&self, value: &Value, indent: &str) -> String {
        let shown = value.shown();
        let lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(|line| if self.markdown { escaped(line) } else { plain(line) }).collect();
        let hard = if self.markdown { "  " } else { "" };
        lines.join(&format!("{hard}{}{indent}", self.end))
    }

    /// Whether a row ends before a cell.
    fn lacks(&self, line: usize, cell: usize) -> bool {
        self.line(line).is_some_and(|(_, line)| cells(line).len() < cell)
    }

    /// The cells that a row lacks, up to the last one that is written.
    fn lengthened(&self, line: usize, values: &BTreeMap<usize, &Value>) -> Option<(Range<usize>, String)> {
        let (range, line) = self.line(line)?;
        let end = range.start + line.trim_end().len();
        let mut out = if line.trim_end().ends_with('|') { String::new() } else { " |".to_owned() };
        for cell in cells(line).len() + 1..=*values.keys().next_back()? {
            match values.get(&cell) {
                Some(value) => out.push_str(&format!(" {} |", in_cell(value))),
                None => out.push_str(" |"),
            }
        }
        Some((end..end, out))
    }

    fn cell(&self, start: usize, line: &str, index: usize, value: &Value) -> Option<(Range<usize>, String)> {
        let found = cells(line);
        let range = found.get(index)?.clone();
        let old = &line[range.clone()];
        let place = start + range.start..start + range.end;
        match value {
            Value::Choice(choice) if boxes(choice).iter().any(|tick| tick.ticked) && boxes(old).len() >= 2 => {
                let which = boxes(choice).iter().position(|tick| tick.ticked)?;
                let tick = boxes(old).into_iter().nth(which)?;
                let sign = ticked(&old[tick.span.clone()]);
                Some((place, format!("{}{sign}{}", &old[..tick.span.start], &old[tick.span.end..])))
            }
            Value::Mark => Some((place, " x ".to_owned())),
            _ => Some((place, format!(" {} ", in_cell(value)))),
        }
    }
}

/// Words on the one line of a cell.
fn in_cell(value: &Value) -> String {
    let lines = value.shown().lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| escaped(line).replace('|', "\\|")).collect::<Vec<_>>().join("<br>")
}

fn plain(line: &str) -> String {
    line.chars().filter(|sign| !sign.is_control()).collect()
}

/// Text that Markdown shows as it is. Signs within words and addresses need no escape.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    for (at, sign) in line.char_indices() {
        let opens = matches!(sign, '*' | '`' | '[' | ']' | '<' | '\\')
            || (sign == '&' && line[at..].contains(';'))
            || (sign == '~' && line[at..].starts_with("~~"))
            || (at == 0 && matches!(sign, '#' | '>' | '+' | '=' | '|'))
            || (sign == '_'
                && (at == 0
                    || line[..at].ends_with(' ')
                    || line[at + 1..].starts_with([' ', '.', ','])
                    || at + 1 == line.len()));
        if opens {
            out.push('\\');
        }
        if !sign.is_control() {
            out.push(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words_in_markdown() {
        assert_eq!(
            escaped("# a *b* <c> [d] https://x.org/a_b?c=1"),
            "\\# a \\*b\\* \\<c> \\[d\\] https://x.org/a_b?c=1"
        );
        assert_eq!(escaped("_x_ and a_b"), "\\_x\\_ and a_b");
        assert_eq!(line_end("a\r\nb\r\nc"), "\r\n");
    }
}
