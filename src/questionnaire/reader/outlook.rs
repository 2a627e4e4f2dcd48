//! Outlook messages: the same letters as in mails, in another wrapping.

use super::email::{Mail, Part, read_mail};
use super::html::declared_charset;
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
    let mut letter = |kind: &str, charset: Option<String>, bytes: Vec<u8>| {
        if !bytes.trim_ascii().is_empty() {
            mail.parts.push(Part {
                kind: kind.to_owned(),
                charset,
                name: None,
                is_attachment: false,
                alternative: 1,
                bytes,
            });
        }
    };
    letter("text/plain", Some("utf-8".to_owned()), message.body.clone().into_bytes());
    match unhex(message.html.trim()) {
        Some(bytes) => letter("text/html", declared_charset(&bytes), bytes),
        None if message.html.trim().is_empty() => {
            letter("text/html", Some("utf-8".to_owned()), message.html_from_rtf().unwrap_or_default().into_bytes());
        }
        None => letter("text/html", Some("utf-8".to_owned()), message.html.clone().into_bytes()),
    }
    for attachment in message.attachments.iter().take(limits.mime_parts) {
        let names = [&attachment.long_file_name, &attachment.file_name, &attachment.display_name];
        let given = names.into_iter().find(|name| !name.trim().is_empty()).cloned();
        let embedded = attachment.is_embedded_message();
        if embedded && attachment.payload_bytes.is_empty() {
            let shown = given.as_deref().unwrap_or("without a name").trim();
            mail.notes.push(format!("the message `{shown}` inside of it was not read; save it as a file of its own"));
            continue;
        }
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

/// The parser shows binary properties in hexadecimal, and the page of a letter is one.
fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || !text.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    text.as_bytes().chunks_exact(2).map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?)).collect()
}
