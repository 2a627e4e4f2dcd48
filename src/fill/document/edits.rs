//! A plan as changes of the main part.

use super::{safe, writer};
use crate::fill::{Plan, Value, Write};
use crate::questionnaire::FormKind;
use crate::questionnaire::document::{FieldKind, Seen, Splice, Target};

/// The words a write puts into a document.
pub(super) fn words(write: &Write) -> String {
    match &write.value {
        Value::Mark => "X".to_owned(),
        other => safe(other.shown()),
    }
}

/// The target of a write.
pub(super) fn target<'s>(seen: &'s Seen, write: &Write) -> Result<&'s Target, String> {
    seen.found.targets.get(&write.place).ok_or_else(|| format!("it has no place `{}`", write.place))
}

/// Changes of the main part, in the order of the plan.
pub(super) fn edits(seen: &Seen, kind: FormKind, plan: &Plan) -> Result<Vec<Splice>, String> {
    let mut splices = Vec::new();
    for write in &plan.writes {
        edit(seen, kind, write, &mut splices)?;
    }
    Ok(splices)
}

fn edit(seen: &Seen, kind: FormKind, write: &Write, splices: &mut Vec<Splice>) -> Result<(), String> {
    let writer = writer(kind);
    let document = &seen.document;
    let text = words(write);
    if let Some(why) = seen.found.locked.get(&write.place) {
        return Err(format!("`{}` must not be written: {why}", write.place));
    }
    match target(seen, write)? {
        Target::Words { paragraphs, field } => {
            let [first, rest @ ..] = paragraphs.as_slice() else { return Err("a cell has no paragraph".to_owned()) };
            let paragraph = &document.paragraphs[*first];
            let shown = writer.words(seen, Some(*first), None, &text);
            if paragraph.tag.end == paragraph.span.end {
                let (open, close) = writer.opened(seen, *first);
                splices.push((paragraph.span.clone(), format!("{open}{shown}{close}")));
            } else {
                let at = paragraph.runs.first().map_or(paragraph.start, |run| run.start);
                splices.push((at..at, shown));
                splices.extend(paragraph.runs.iter().map(|run| (run.clone(), String::new())));
            }
            let others = rest.iter().flat_map(|index| &document.paragraphs[*index].runs);
            splices.extend(others.map(|run| (run.clone(), String::new())));
            if let Some(field) = field {
                splices.extend(document.fields[*field].also.iter().cloned());
            }
        }
        Target::After(index) => {
            let end = document.paragraphs[*index].span.end;
            splices.push((end..end, writer.paragraph(seen, *index, &text)));
        }
        Target::Append(index) => {
            let paragraph = &document.paragraphs[*index];
            let shown =
                writer.words(seen, Some(*index), None, &appended(&paragraph.text, paragraph.ends_section, &text));
            splices.push((paragraph.end..paragraph.end, shown));
        }
        Target::Field(index) => {
            let field = &document.fields[*index];
            splices.extend(field.also.iter().cloned());
            if let FieldKind::List(list) = &field.kind {
                let chosen = list.iter().find(|(shown, _)| *shown == text);
                let (_, changes) = chosen.ok_or_else(|| format!("`{text}` is not in the list of the field"))?;
                if !changes.is_empty() {
                    splices.extend(changes.iter().cloned());
                    return Ok(());
                }
            }
            let (before, after) = field.around.clone().unwrap_or_default();
            let shown = writer.words(seen, None, Some(*index), &text);
            splices.push((field.content.clone(), format!("{before}{shown}{after}")));
        }
        Target::Stretch { paragraph, text: stretch } => {
            let span = document.paragraphs[*paragraph].source(stretch.clone());
            let span = span.ok_or_else(|| "a line to write on is not plain text".to_owned())?;
            splices.push((span, writer.within(seen, &text)));
        }
        Target::Box { paragraph, index } => {
            let tick = document.paragraphs[*paragraph].boxes.get(*index).ok_or("a box is missing")?;
            if tick.tick.is_empty() {
                return Err("a box cannot be ticked".to_owned());
            }
            splices.extend(tick.tick.iter().cloned());
        }
    }
    Ok(())
}

/// Words behind others: after a blank, or on a line of their own where the others are a question.
pub(super) fn appended(before: &str, new_line: bool, text: &str) -> String {
    match before.chars().next_back() {
        Some(_) if new_line => format!("\n{text}"),
        Some(last) if !last.is_whitespace() => format!(" {text}"),
        _ => text.to_owned(),
    }
}
