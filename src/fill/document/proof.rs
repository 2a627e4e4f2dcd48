//! The proof: the result is read again, and must be the form with nothing but the planned words and ticks in it.

use super::edits::{appended, target, words};
use crate::fill::{FillError, Plan};
use crate::questionnaire::document::{Document, Paragraph, Seen, Target, see};
use crate::questionnaire::{Limits, Questionnaire, clean_text};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Reads the result again and compares it with the form.
///
/// # Errors
///
/// The first place that holds something else than it should.
pub(super) fn prove(
    before: &[u8],
    after: &[u8],
    old: &Seen,
    form: &Questionnaire,
    plan: &Plan,
    limits: &Limits,
) -> Result<(), FillError> {
    let unproven = |why: String| FillError::Unproven { name: form.name.clone(), why };
    other_parts(before, after, &old.path).map_err(unproven)?;
    let new = see(&form.name, after, form.kind, limits)
        .map_err(|error| unproven(format!("it cannot be read again: {error}")))?;
    let expected = Expected::of(old, plan).map_err(unproven)?;
    expected.compare(&old.document, &new.document).map_err(unproven)
}

/// Every part but the main one must be the same bytes in the same place.
fn other_parts(before: &[u8], after: &[u8], main: &str) -> Result<(), String> {
    let open = |bytes| ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string());
    let (mut old, mut new) = (open(before)?, open(after)?);
    if old.len() != new.len() {
        return Err("it has another number of parts".to_owned());
    }
    for index in 0..old.len() {
        let read = |archive: &mut ZipArchive<Cursor<&[u8]>>| -> Result<(String, Vec<u8>), String> {
            let mut part = archive.by_index_raw(index).map_err(|error| error.to_string())?;
            let name = part.name().map_err(|error| error.to_string())?.into_owned();
            let mut bytes = Vec::new();
            if name != main {
                part.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
            }
            Ok((name, bytes))
        };
        let (was, is) = (read(&mut old)?, read(&mut new)?);
        if was != is {
            return Err(format!("part `{}` changed", was.0));
        }
    }
    Ok(())
}

/// What the result must hold.
struct Expected {
    /// Texts of paragraphs without boxes and fields.
    paragraphs: Vec<String>,
    /// New paragraphs by the index they stand before.
    inserted: BTreeMap<usize, Vec<String>>,
    /// Texts of fields.
    fields: BTreeMap<usize, String>,
    /// Fields whose words become words of the document.
    vanished: BTreeSet<usize>,
    /// Boxes that are ticked: paragraph and index.
    ticked: BTreeSet<(usize, usize)>,
}

impl Expected {
    fn of(old: &Seen, plan: &Plan) -> Result<Self, String> {
        let document = &old.document;
        let mut expected = Self {
            paragraphs: document.paragraphs.iter().map(Paragraph::fixed).collect(),
            inserted: BTreeMap::new(),
            fields: BTreeMap::new(),
            vanished: BTreeSet::new(),
            ticked: BTreeSet::new(),
        };
        for write in &plan.writes {
            let text = words(write);
            match target(old, write)? {
                Target::Words { paragraphs, field } => {
                    for (number, index) in paragraphs.iter().enumerate() {
                        expected.paragraphs[*index] = if number == 0 { text.clone() } else { String::new() };
                    }
                    if let Some(field) = field {
                        if document.fields[*field].vanishes {
                            expected.vanished.insert(*field);
                        } else {
                            // The words of a cell that is a field are the field's.
                            expected.paragraphs[paragraphs[0]] = String::new();
                            expected.fields.insert(*field, text);
                        }
                    }
                }
                Target::After(index) => {
                    let span = &document.paragraphs[*index].span;
                    let inside = |paragraph: &&Paragraph| paragraph.span.start < span.end;
                    let further = document.paragraphs[index + 1..].iter().take_while(inside).count();
                    expected.inserted.entry(index + 1 + further).or_default().push(text);
                }
                Target::Append(index) => {
                    let paragraph = &document.paragraphs[*index];
                    let text = appended(&paragraph.text, paragraph.ends_section, &text);
                    expected.paragraphs[*index].push_str(&text);
                }
                Target::Field(index) if document.fields[*index].vanishes => {
                    expected.vanished.insert(*index);
                    let holder = document.paragraphs.iter().enumerate().find_map(|(number, paragraph)| {
                        let at = paragraph.fields.iter().find(|(_, field)| field == index)?.0;
                        let boxes = paragraph.boxes.iter().filter(|tick| tick.at < at);
                        Some((number, at - boxes.map(|tick| tick.length).sum::<usize>()))
                    });
                    let (number, at) = holder.ok_or("a field stands in no paragraph")?;
                    expected.paragraphs[number].insert_str(at, &text);
                }
                Target::Field(index) => drop(expected.fields.insert(*index, text)),
                Target::Stretch { paragraph, text: stretch } => {
                    let old = &document.paragraphs[*paragraph].text;
                    // Several lines of one paragraph are told from its end, so that places before them stay true.
                    let kept = |part: std::ops::Range<usize>| old.get(part).unwrap_or_default().to_owned();
                    let known = expected.paragraphs[*paragraph].clone();
                    let tail = kept(stretch.end..old.len());
                    let head = known.len().saturating_sub(kept(stretch.start..old.len()).len());
                    let head = known.get(..head).unwrap_or_default().to_owned();
                    expected.paragraphs[*paragraph] = format!("{head}{text}{tail}");
                }
                Target::Box { paragraph, index } => drop(expected.ticked.insert((*paragraph, *index))),
            }
        }
        Ok(expected)
    }

    fn compare(&self, old: &Document, new: &Document) -> Result<(), String> {
        let mut wanted: Vec<(Option<usize>, &String)> = Vec::new();
        for (index, text) in self.paragraphs.iter().enumerate() {
            wanted.extend(self.inserted.get(&index).into_iter().flatten().map(|text| (None, text)));
            wanted.push((Some(index), text));
        }
        let last = self.inserted.get(&self.paragraphs.len());
        wanted.extend(last.into_iter().flatten().map(|text| (None, text)));
        if wanted.len() != new.paragraphs.len() {
            return Err("it has another number of paragraphs".to_owned());
        }
        for (number, ((was, text), is)) in wanted.into_iter().zip(&new.paragraphs).enumerate() {
            if !alike(text, &is.fixed()) {
                return Err(format!("paragraph {} holds `{}`", number + 1, start_of(&is.fixed())));
            }
            let Some(index) = was else { continue };
            let paragraph = &old.paragraphs[index];
            let same = paragraph.boxes.len() == is.boxes.len();
            let ticks = paragraph.boxes.iter().zip(&is.boxes).enumerate();
            let right = |(number, (was, is)): (usize, (&_, &_))| -> bool {
                let (was, is): (&crate::questionnaire::document::TickBox, &crate::questionnaire::document::TickBox) =
                    (was, is);
                is.ticked == (was.ticked || self.ticked.contains(&(index, number)))
            };
            if !same || !ticks.into_iter().all(right) {
                return Err(format!("the boxes of paragraph {} are not as they should be", number + 1));
            }
        }
        self.shapes(old, new)
    }

    fn shapes(&self, old: &Document, new: &Document) -> Result<(), String> {
        let kept = old.fields.iter().enumerate().filter(|(index, _)| !self.vanished.contains(index));
        if old.fields.len() != new.fields.len() + self.vanished.len() {
            return Err("it has another number of fields".to_owned());
        }
        for ((index, was), is) in kept.zip(&new.fields) {
            let text = self.fields.get(&index).unwrap_or(&was.text);
            if was.name != is.name || !alike(text, &is.text) {
                return Err(format!("field {} holds `{}`", index + 1, start_of(&is.text)));
            }
        }
        let shape = |document: &Document| -> Vec<Vec<Vec<(usize, usize, usize)>>> {
            let cells = |row: &crate::questionnaire::document::Row| {
                row.cells.iter().map(|cell| (cell.column, cell.width, cell.height)).collect()
            };
            document.tables.iter().map(|table| table.rows.iter().map(cells).collect()).collect()
        };
        if shape(old) != shape(new) || old.protection != new.protection || old.tracked != new.tracked {
            return Err("its tables or its protection changed".to_owned());
        }
        Ok(())
    }
}

fn alike(meant: &str, shown: &str) -> bool {
    clean_text(meant).trim() == clean_text(shown).trim()
}

fn start_of(text: &str) -> String {
    text.chars().take(40).collect()
}
