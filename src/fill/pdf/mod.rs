//! PDF forms: the file as it was, and after it the fields that changed.
//!
//! An incremental update keeps every byte of the form. Filled fields get their own drawing with the glyphs they need, so that they
//! look the same in every viewer and in any script.

mod embed;
mod look;
mod proof;
mod typeset;

use super::{FillError, LeftOut, Plan, Value, Write};
use crate::questionnaire::pdf::{Field, FieldKind, Fields, Pdf, guarded, read_fields};
use crate::questionnaire::{Limits, Questionnaire};
use embed::{Embedded, embed};
use look::{Style, draw};
use lopdf::{Dictionary, IncrementalDocument, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use typeset::{Faces, Fitted, fit};

/// What stands before the sentence that says who approved the answers.
const NOTE: &str = "\n\nNote on all answers: ";

/// Fills the fields of a PDF form. What does not fit is moved from the plan's writes to what is left out.
///
/// # Errors
///
/// A signed, encrypted or XFA form, a field that is gone, or a result that does not prove itself.
pub(super) fn fill_pdf(
    form_bytes: &[u8],
    form: &Questionnaire,
    plan: &mut Plan,
    limits: &Limits,
) -> Result<Vec<u8>, FillError> {
    let malformed = |why: String| FillError::Malformed { name: form.name.clone(), why };
    if plan.writes.is_empty() {
        return Ok(form_bytes.to_vec());
    }
    let pdf = Pdf::load(&form.name, form_bytes, limits)?;
    let fields = read_fields(&pdf, limits);
    if let Some(why) = fields.refused {
        return Err(FillError::NotWritten { name: form.name.clone(), why });
    }
    if !form_bytes.starts_with(b"%PDF-") {
        return Err(FillError::NotWritten {
            name: form.name.clone(),
            why: "other bytes stand before the beginning of the PDF",
        });
    }
    let mut faces = Faces::bundled();
    let edits = settle(&pdf, &fields, form, plan, &mut faces).map_err(malformed)?;
    if edits.is_empty() {
        return Ok(form_bytes.to_vec());
    }
    let written = guarded(|| apply(&pdf, form_bytes, &edits, &mut faces))
        .unwrap_or_else(|| Err("the PDF cannot be extended".to_owned()))
        .map_err(malformed)?;
    proof::prove(&pdf, &fields, form_bytes, &written, &edits, limits)
        .map_err(|why| FillError::Unproven { name: form.name.clone(), why })?;
    Ok(written)
}

/// What one field gets.
struct Edit<'f> {
    field: &'f Field,
    value: NewValue,
}

/// The new value of a field.
enum NewValue {
    /// Words, with how they stand in each of its boxes.
    Words { text: String, fitted: Vec<Fitted> },
    /// An entry of a list: what is stored, what is shown, how it stands in each box.
    Choice { stored: String, shown: String, fitted: Vec<Fitted> },
    /// The name of a state.
    State(String),
}

/// Decides for every write how it stands in its field; drops from the plan what does not fit.
fn settle<'f>(
    pdf: &Pdf,
    fields: &'f Fields,
    form: &Questionnaire,
    plan: &mut Plan,
    faces: &mut Faces,
) -> Result<Vec<Edit<'f>>, String> {
    let mut edits = Vec::new();
    let mut kept: Vec<Write> = Vec::new();
    let mut note = String::new();
    for write in std::mem::take(&mut plan.writes) {
        let (field, state) = find(fields, &write.place).ok_or_else(|| format!("it has no field `{}`", write.place))?;
        let mut leave = |why: &str| {
            let item = form.items.get(write.item).map(|item| item.id.clone()).unwrap_or_default();
            plan.left_out.push(LeftOut { item, place: Some(write.place.clone()), why: why.to_owned() });
        };
        let styles: Vec<Style> =
            field.widgets.iter().filter_map(|widget| Style::of(pdf, pdf.doc.get_dictionary(widget.id).ok()?)).collect();
        let value = match (&write.value, &field.kind) {
            (Value::Mark, FieldKind::Radio | FieldKind::Check) => {
                let ticked =
                    state.map(str::to_owned).or_else(|| field.widgets.iter().find_map(|widget| widget.state.clone()));
                match ticked {
                    Some(state) => NewValue::State(state),
                    None => {
                        leave("the check box has no drawing of its tick");
                        continue;
                    }
                }
            }
            (Value::Choice(shown), FieldKind::Choice(list)) => {
                let Some((stored, shown)) = list.iter().find(|(_, own)| own == shown) else {
                    return Err(format!("field `{}` does not offer `{shown}`", field.name));
                };
                let fitted: Vec<Fitted> = styles
                    .iter()
                    .map(|style| {
                        fit(faces, shown, style.width, style.height, style.size, false)
                            .unwrap_or_else(|| Fitted { size: 6.0, lines: vec![shown.clone()] })
                    })
                    .collect();
                NewValue::Choice { stored: stored.clone(), shown: shown.clone(), fitted }
            }
            (Value::Text(text), FieldKind::Text) => {
                let text = clean(&format!("{text}{note}"));
                match shortened(faces, field, &styles, &text) {
                    Some((words, fitted)) => {
                        note.clear();
                        if words.len() < text.len() {
                            leave("only the words of the answer fit; its sources stand in the reply document");
                            note = text
                                .find(NOTE)
                                .filter(|at| *at >= words.len())
                                .map(|at| text[at..].to_owned())
                                .unwrap_or_default();
                        }
                        NewValue::Words { text: words, fitted }
                    }
                    None => {
                        leave("its answer is too long for the field and stands in the reply document");
                        if let Some(at) = text.find(NOTE) {
                            note = text[at..].to_owned();
                        }
                        continue;
                    }
                }
            }
            _ => return Err(format!("field `{}` takes something else than was planned", field.name)),
        };
        edits.push(Edit { field, value });
        kept.push(write);
    }
    if !note.is_empty() {
        plan.left_out.push(LeftOut {
            item: String::new(),
            place: None,
            why: format!("no field has room for the note on approval: {}", note.trim_start_matches(NOTE).trim()),
        });
    }
    plan.writes = kept;
    Ok(edits)
}

/// The field of a slot's place, and the state that is meant.
fn find<'f, 'p>(fields: &'f Fields, place: &'p str) -> Option<(&'f Field, Option<&'p str>)> {
    if let Some(field) = fields.list.iter().find(|field| field.name == place) {
        return Some((field, None));
    }
    place.match_indices('=').find_map(|(at, _)| {
        let field = fields.list.iter().find(|field| field.name == place[..at] && field.kind == FieldKind::Radio)?;
        Some((field, Some(&place[at + 1..])))
    })
}

/// Words without control characters.
fn clean(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect()
}

/// The text that fits: all of it, or the answer without the sources and notes below it, but never half an answer.
fn shortened(faces: &mut Faces, field: &Field, styles: &[Style], text: &str) -> Option<(String, Vec<Fitted>)> {
    let note = text.find(NOTE).unwrap_or(text.len());
    let mut ends = vec![text.len(), note, answer_end(text).min(note)];
    ends.dedup();
    for end in ends {
        let words = text[..end].trim_end();
        let words = if field.multiline { words.to_owned() } else { words.replace('\n', " ") };
        if field.max_len.is_some_and(|most| words.encode_utf16().count() > most) {
            continue;
        }
        let fitted: Option<Vec<Fitted>> = styles
            .iter()
            .map(|style| fit(faces, &words, style.width, style.height, style.size, field.multiline))
            .collect();
        if let Some(fitted) = fitted {
            return Some((words, fitted));
        }
    }
    None
}

/// Where the answer itself ends: before its sources, which begin a line with what they are.
fn answer_end(text: &str) -> usize {
    text.match_indices('\n')
        .map(|(at, _)| at)
        .find(|at| super::words::is_source(text[*at..].trim_start()))
        .unwrap_or(text.len())
}

/// Appends the changed fields to the form.
fn apply(pdf: &Pdf, bytes: &[u8], edits: &[Edit<'_>], faces: &mut Faces) -> Result<Vec<u8>, String> {
    let text = |error: lopdf::Error| error.to_string();
    // Only glyphs that are shown are embedded.
    for face in &mut faces.list {
        face.used.clear();
    }
    for edit in edits {
        if let NewValue::Words { fitted, .. } | NewValue::Choice { fitted, .. } = &edit.value {
            for line in fitted.iter().flat_map(|fitted| &fitted.lines) {
                faces.width(line);
            }
        }
    }
    let mut update = IncrementalDocument::create_from(bytes.to_vec(), pdf.doc.clone());
    update.new_document.version.clone_from(&pdf.doc.version);
    let mut fonts: BTreeMap<usize, Embedded> = BTreeMap::new();
    for (index, face) in faces.list.iter().enumerate().filter(|(_, face)| !face.used.is_empty()) {
        fonts.insert(index, embed(&mut update.new_document, face)?);
    }
    for edit in edits {
        update.opt_clone_object_to_new_document(edit.field.id).map_err(text)?;
        let dict = changed(&mut update, edit.field.id)?;
        match &edit.value {
            NewValue::Words { text, .. } => {
                dict.set("V", lopdf::text_string(text));
                // Rich text would go before the plain one.
                dict.remove(b"RV");
            }
            NewValue::Choice { stored, .. } => {
                dict.set("V", lopdf::text_string(stored));
                dict.remove(b"I");
            }
            NewValue::State(state) => dict.set("V", Object::Name(state.clone().into_bytes())),
        }
        for (index, widget) in edit.field.widgets.iter().enumerate() {
            update.opt_clone_object_to_new_document(widget.id).map_err(text)?;
            match &edit.value {
                NewValue::State(state) => {
                    let own = widget.state.as_ref() == Some(state);
                    let name = if own { state.clone().into_bytes() } else { b"Off".to_vec() };
                    changed(&mut update, widget.id)?.set("AS", Object::Name(name));
                }
                NewValue::Words { fitted, .. } | NewValue::Choice { fitted, .. } => {
                    let own = pdf.doc.get_dictionary(widget.id).map_err(text)?;
                    let (Some(style), Some(fitted)) = (Style::of(pdf, own), fitted.get(index)) else { continue };
                    let look = draw(&style, fitted, edit.field.multiline, faces, &fonts);
                    let look = update.new_document.add_object(look);
                    let mut looks = Dictionary::new();
                    looks.set("N", Object::Reference(look));
                    changed(&mut update, widget.id)?.set("AP", looks);
                }
            }
        }
    }
    keep_looks(pdf, edits, &mut update)?;
    let mut out = Vec::with_capacity(bytes.len() + 64 * 1024);
    update.save_to(&mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

fn changed(update: &mut IncrementalDocument, id: ObjectId) -> Result<&mut Dictionary, String> {
    update.new_document.get_object_mut(id).and_then(Object::as_dict_mut).map_err(|error| error.to_string())
}

/// A form that asks viewers to draw its fields anew would lose our drawings; it may stop asking where every field with a value has
/// one.
fn keep_looks(pdf: &Pdf, edits: &[Edit<'_>], update: &mut IncrementalDocument) -> Result<(), String> {
    let Some((holder, inline)) = asks_for_looks(pdf) else { return Ok(()) };
    let ours: BTreeSet<ObjectId> = edits.iter().flat_map(|edit| &edit.field.widgets).map(|widget| widget.id).collect();
    let undrawn = pdf.doc.objects.iter().any(|(id, object)| {
        let Ok(dict) = object.as_dict() else { return false };
        pdf.name(dict, b"Subtype") == Some(b"Widget")
            && !ours.contains(id)
            && !dict.has(b"AP")
            && pdf.inherited(dict, b"V").is_some_and(|value| !value.is_null())
    });
    if undrawn {
        return Ok(());
    }
    update.opt_clone_object_to_new_document(holder).map_err(|error| error.to_string())?;
    let dict = changed(update, holder)?;
    let form = if inline {
        dict.get_mut(b"AcroForm").and_then(Object::as_dict_mut).map_err(|error| error.to_string())?
    } else {
        dict
    };
    form.set("NeedAppearances", false);
    Ok(())
}

/// The object that holds the form dictionary if it asks for new drawings, and whether it is the catalog.
pub(super) fn asks_for_looks(pdf: &Pdf) -> Option<(ObjectId, bool)> {
    let catalog = pdf.doc.catalog().ok()?;
    let entry = catalog.get(b"AcroForm").ok()?;
    let form = pdf.dict(entry)?;
    let asks = pdf.get(form, b"NeedAppearances").and_then(|asks| asks.as_bool().ok()).unwrap_or(false);
    let root = pdf.doc.trailer.get(b"Root").ok()?.as_reference().ok()?;
    asks.then(|| entry.as_reference().map_or((root, true), |id| (id, false)))
}
