//! E-mail: bodies, quoted replies, and attachments of the kinds that have a reader.

mod mime;
mod body;
mod repeats;

use mime::walk;
pub(in crate::questionnaire) use mime::{Mail, Part};

use crate::questionnaire::clean::clean;
use crate::questionnaire::draft::Reading;
use crate::questionnaire::read::{read_form, read_text_form};
use crate::questionnaire::recognise::{Recognised, hint, recognise};
use crate::questionnaire::{Attachment, Error, FormKind, Limits};

/// Reads a mail. `depth` is how many mails it is inside of.
///
/// # Errors
///
/// A body in an unknown charset, or a mail without a readable header.
pub(in crate::questionnaire) fn read_email(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    depth: usize,
) -> Result<Reading, Error> {
    read_mail(name, walk(bytes, limits), FormKind::Email, limits, depth)
}

/// Reads a mail that was taken apart, whatever it came in.
///
/// # Errors
///
/// As [`read_email`].
pub(in crate::questionnaire) fn read_mail(
    name: &str,
    mail: Mail,
    kind: FormKind,
    limits: &Limits,
    depth: usize,
) -> Result<Reading, Error> {
    if mail.parts.is_empty() {
        return Err(Error::Malformed { name: name.to_owned(), why: "it has no readable body".into() });
    }
    let mut reading = Reading::new(kind);
    reading.title = mail.subject.map(|subject| clean(&subject)).filter(|subject| !subject.trim().is_empty());
    reading.notes = mail.notes;
    body::read_bodies(name, &mail.parts, limits, &mut reading)?;
    let mut read = 0;
    for part in mail.parts.iter().filter(|part| part.is_attachment) {
        let name = attachment_name(part, reading.attachments.len() + 1);
        let wanted = is_readable(part, &name) && read < limits.attachments_read && depth < limits.mime_depth;
        let taken = if wanted {
            read += 1;
            take(part, &name, limits, depth, &mut reading)
        } else {
            if !is_decoration(part) {
                reading.notes.push(unread_note(part, &name));
            }
            false
        };
        reading.attachments.push(Attachment { name, bytes: part.bytes.len(), read: taken });
    }
    repeats::drop_repeats(&mut reading.drafts);
    Ok(reading)
}

/// Reads an attachment; whether items were found.
fn take(part: &Part, name: &str, limits: &Limits, depth: usize, reading: &mut Reading) -> bool {
    let inner = if part.is_mail() || recognise(&part.bytes) != Recognised::Text {
        if part.is_mail() {
            read_email(name, &part.bytes, limits, depth + 1)
        } else {
            read_form(name, &part.bytes, limits, depth + 1)
        }
    } else {
        read_text_form(name, &part.bytes, part.charset.as_deref(), limits)
    };
    match inner {
        Ok(inner) => {
            let found = !inner.drafts.is_empty();
            if !found {
                reading.notes.push(format!("attachment `{name}` holds no questions"));
            }
            reading.notes.extend(inner.notes);
            reading.drafts.extend(inner.drafts.into_iter().map(|mut draft| {
                draft.part = Some(match draft.part.as_deref() {
                    None | Some("body") => name.to_owned(),
                    Some(inner) => format!("{name}/{inner}"),
                });
                // The mail cannot be filled, and what is attached to it is another file.
                draft.slots.clear();
                draft
            }));
            for attachment in inner.attachments {
                reading.attachments.push(Attachment { name: format!("{name}/{}", attachment.name), ..attachment });
            }
            found
        }
        Err(error) => {
            reading.notes.push(format!("attachment not read: {error}"));
            false
        }
    }
}

fn attachment_name(part: &Part, position: usize) -> String {
    let given = part.name.as_deref().map(clean).unwrap_or_default();
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default().replace(['\n', '\t'], " ");
    let last: String = last.trim().chars().take(200).collect();
    match last.is_empty() {
        false => last,
        true if part.is_mail() => format!("message-{position}.eml"),
        true => format!("attachment-{position}"),
    }
}

fn is_readable(part: &Part, name: &str) -> bool {
    let known = hint(name).is_some();
    let typed = matches!(
        part.kind.as_str(),
        "text/plain" | "text/markdown" | "text/x-markdown" | "text/csv" | "text/tab-separated-values"
    );
    part.is_mail() || known || (typed && !name.contains('.'))
}

/// Pictures of a signature and the like, which nobody misses.
fn is_decoration(part: &Part) -> bool {
    part.kind.starts_with("image/")
        || part.kind.ends_with("-signature")
        || matches!(part.kind.as_str(), "text/calendar" | "text/html" | "text/vcard")
}

fn unread_note(part: &Part, name: &str) -> String {
    match recognise(&part.bytes) {
        Recognised::Unread(what) => {
            Error::Unread { name: name.to_owned(), what }.to_string().replacen('`', "attachment `", 1)
        }
        _ => format!("attachment `{name}` was not read"),
    }
}
