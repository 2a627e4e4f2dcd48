//! Outlook messages: the same letters as in mails, in another wrapping.

use super::email::{Mail, Part, read_mail};
use crate::questionnaire::draft::Reading;
use crate::questionnaire::{Error, FormKind, Limits};
use msg_parser::Outlook;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads an Outlook message; `depth` is how many mails it is inside of.
///
/// # Errors
///
/// A damaged message, and whatever its letter can be wrong with.
pub(in crate::questionnaire) fn read_outlook(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    depth: usize,
) -> Result<Reading, Error> {
    let malformed = |why: String| Error::Malformed { name: name.to_owned(), why };
    // A panic in a parser of others is that file's fault, not the program's end.
    let taken =
        catch_unwind(AssertUnwindSafe(|| Outlook::from_slice(bytes).map(|message| take_apart(&message, limits))));
    let mail = taken
        .map_err(|_| malformed("the message is damaged in a way its parser does not expect".to_owned()))?
        .map_err(|error| malformed(format!("the message is damaged: {error}")))?;
    if mail.parts.is_empty() {
        return Err(Error::NoQuestions { name: name.to_owned(), hints: vec!["the message is empty".to_owned()] });
    }
    read_mail(name, mail, FormKind::Msg, limits, depth)
}

fn take_apart(message: &Outlook, limits: &Limits) -> Mail {
    let mut mail = Mail { subject: Some(message.subject.clone()), ..Mail::default() };
    let mut letter = |kind: &str, text: String| {
        if !text.trim().is_empty() {
            mail.parts.push(Part {
                kind: kind.to_owned(),
                charset: Some("utf-8".to_owned()),
                name: None,
                is_attachment: false,
                alternative: 1,
                bytes: text.into_bytes(),
            });
        }
    };
    letter("text/plain", message.body.clone());
    let html =
        if message.html.trim().is_empty() { message.html_from_rtf().unwrap_or_default() } else { message.html.clone() };
    letter("text/html", html);
    for attachment in message.attachments.iter().take(limits.mime_parts) {
        let names = [&attachment.long_file_name, &attachment.file_name, &attachment.display_name];
        let given = names.into_iter().find(|name| !name.trim().is_empty()).cloned();
        let embedded = attachment.is_embedded_message();
        let name =
            if embedded { Some(format!("{}.msg", given.unwrap_or_else(|| "message".to_owned()))) } else { given };
        let kind = match attachment.mime_tag.trim() {
            _ if embedded => "application/vnd.ms-outlook".to_owned(),
            "" => "application/octet-stream".to_owned(),
            known => known.to_ascii_lowercase(),
        };
        mail.parts.push(Part {
            kind,
            charset: None,
            name,
            is_attachment: true,
            alternative: 0,
            bytes: attachment.payload_bytes.clone(),
        });
    }
    if message.attachments.len() > limits.mime_parts {
        mail.notes.push(format!("the message has more than {} attachments; the rest was left out", limits.mime_parts));
    }
    mail
}
