//! The proof that a filled PDF is the form, byte by byte, and after it the planned fields and nothing else.

use super::{Edit, NewValue, asks_for_looks};
use crate::questionnaire::Limits;
use crate::questionnaire::pdf::{FieldKind, Fields, Pdf, read_fields};
use lopdf::ObjectId;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the result and holds it against the form and what was planned.
///
/// # Errors
///
/// The first thing that is not as it should be.
pub(super) fn prove(
    before: &Pdf,
    fields: &Fields,
    form_bytes: &[u8],
    written: &[u8],
    edits: &[Edit<'_>],
    limits: &Limits,
) -> Result<(), String> {
    if !written.starts_with(form_bytes) {
        return Err("the bytes of the form were changed".to_owned());
    }
    let after = Pdf::load("result", written, limits).map_err(|error| format!("it cannot be read again: {error}"))?;
    if after.pages != before.pages {
        return Err("its pages changed".to_owned());
    }
    let mut may_change: BTreeSet<ObjectId> = edits.iter().map(|edit| edit.field.id).collect();
    may_change.extend(edits.iter().flat_map(|edit| &edit.field.widgets).map(|widget| widget.id));
    may_change.extend(asks_for_looks(before).map(|(id, _)| id));
    for (id, object) in before.doc.objects.iter().filter(|(id, _)| !may_change.contains(id)) {
        // Where objects were stored is no part of what they say.
        let place = object.type_name().is_ok_and(|name| name == b"XRef" || name == b"ObjStm");
        if !place && after.doc.objects.get(id) != Some(object) {
            return Err(format!("object {} changed and was not planned", id.0));
        }
    }
    let held = read_fields(&after, limits);
    if held.list.len() != fields.list.len() {
        return Err("it has another number of fields".to_owned());
    }
    let planned: BTreeMap<&str, &NewValue> = edits.iter().map(|edit| (edit.field.name.as_str(), &edit.value)).collect();
    for (was, is) in fields.list.iter().zip(&held.list) {
        if was.name != is.name || was.kind != is.kind || was.widgets != is.widgets {
            return Err(format!("field `{}` changed its kind or its place", was.name));
        }
        let meant = match planned.get(was.name.as_str()) {
            Some(NewValue::Words { text, .. }) => Some(text.clone()),
            Some(NewValue::Choice { shown, .. }) => Some(shown.clone()),
            Some(NewValue::State(state)) => Some(state.clone()),
            None => was.value.clone(),
        };
        if is.value.as_deref().map(str::trim_end) != meant.as_deref().map(str::trim_end) {
            return Err(format!("field `{}` holds `{}`", was.name, is.value.as_deref().unwrap_or_default()));
        }
        if planned.contains_key(was.name.as_str()) && matches!(was.kind, FieldKind::Radio | FieldKind::Check) {
            for widget in &is.widgets {
                let shown = after.doc.get_dictionary(widget.id).ok().and_then(|dict| after.name(dict, b"AS"));
                let ticked = widget.state.as_deref().map(str::as_bytes) == shown && shown.is_some();
                if ticked != (widget.state == meant) {
                    return Err(format!("field `{}` shows another state than it holds", was.name));
                }
            }
        }
    }
    Ok(())
}
