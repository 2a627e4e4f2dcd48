//! The parts of a mail. The nesting is walked here, within bounds, and iteratively where it may be deep; `mail-parser` reads the
//! header fields and decodes what is encoded.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, MessageParser, MimeHeaders};

use crate::questionnaire::Limits;

/// A leaf of the MIME tree, decoded but for its charset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::questionnaire) struct Part {
    /// `text/plain`, lower case.
    pub(in crate::questionnaire) kind: String,
    /// As declared.
    pub(in crate::questionnaire) charset: Option<String>,
    /// File name.
    pub(in crate::questionnaire) name: Option<String>,
    /// Whether it is a file rather than the letter.
    pub(in crate::questionnaire) is_attachment: bool,
    /// Which group of alternatives it is one of; parts outside any have 0.
    pub(in crate::questionnaire) alternative: usize,
    pub(in crate::questionnaire) bytes: Vec<u8>,
}

impl Part {
    /// Whether it is a mail itself.
    pub(in crate::questionnaire) fn is_mail(&self) -> bool {
        matches!(self.kind.as_str(), "message/rfc822" | "message/global")
    }
}

/// What was found in a mail.
#[derive(Debug, Default)]
pub(in crate::questionnaire) struct Mail {
    pub(in crate::questionnaire) subject: Option<String>,
    /// Leaves in their order.
    pub(in crate::questionnaire) parts: Vec<Part>,
    pub(in crate::questionnaire) notes: Vec<String>,
}

/// A stretch of the mail that waits to be looked at.
struct Waiting<'b> {
    bytes: &'b [u8],
    depth: usize,
    alternative: usize,
    /// In a digest, parts are mails unless they say otherwise.
    in_digest: bool,
}

/// Takes a mail apart.
pub(super) fn walk(bytes: &[u8], limits: &Limits) -> Mail {
    let mut mail = Mail::default();
    let mut groups = 0;
    let mut seen = 0;
    let mut stack = vec![Waiting { bytes: skip_mbox_line(bytes), depth: 0, alternative: 0, in_digest: false }];
    while let Some(waiting) = stack.pop() {
        seen += 1;
        if seen > limits.mime_parts {
            mail.notes.push(format!("the mail has more than {} parts; the rest was left out", limits.mime_parts));
            break;
        }
        let (head, body) = split_head(waiting.bytes, limits.header_bytes);
        let fields = Fields::read(head);
        if seen == 1 {
            mail.subject = fields.subject.clone();
        }
        if let Some(boundary) = fields.boundary.as_deref() {
            if waiting.depth >= limits.mime_depth {
                mail.notes.push(format!("parts nested deeper than {} levels were left out", limits.mime_depth));
                continue;
            }
            let mut children = split_parts(body, boundary.as_bytes(), limits.mime_parts);
            if !children.is_empty() {
                let alternative = if fields.kind == "multipart/alternative" {
                    groups += 1;
                    groups
                } else {
                    waiting.alternative
                };
                // A signature over the text is no second text.
                if fields.kind == "multipart/signed" {
                    children.truncate(1);
                }
                let in_digest = fields.kind == "multipart/digest";
                let depth = waiting.depth + 1;
                stack.extend(children.into_iter().rev().map(|bytes| Waiting { bytes, depth, alternative, in_digest }));
                continue;
            }
            mail.notes.push("a part has no boundaries where its header announces them; it was read as text".into());
        }
        mail.parts.push(leaf(fields, body, &waiting));
    }
    mail
}

/// The fields of a header that matter here.
#[derive(Default)]
struct Fields {
    kind: String,
    charset: Option<String>,
    boundary: Option<String>,
    encoding: String,
    name: Option<String>,
    is_attachment: bool,
    has_kind: bool,
    subject: Option<String>,
}

impl Fields {
    fn read(head: &[u8]) -> Self {
        let mut fields = Self { kind: "text/plain".into(), ..Self::default() };
        let parser = MessageParser::new().with_mime_headers().header_text(HeaderName::Subject).default_header_ignore();
        // Without an empty line at its end the parser may miss the last field.
        let head = [head, b"\r\n\r\n"].concat();
        let Some(message) = parser.parse_headers(&head) else { return fields };
        fields.subject = message.subject().map(str::to_owned);
        let Some(part) = message.parts.first() else { return fields };
        fields.encoding = part.content_transfer_encoding().unwrap_or_default().trim().to_ascii_lowercase();
        fields.name = part.attachment_name().map(str::to_owned);
        fields.is_attachment = part.content_disposition().is_some_and(|disposition| disposition.is_attachment());
        if let Some(declared) = part.content_type() {
            fields.has_kind = true;
            fields.kind =
                format!("{}/{}", declared.ctype(), declared.subtype().unwrap_or_default()).to_ascii_lowercase();
            fields.charset = declared.attribute("charset").map(str::to_owned);
            if declared.ctype().eq_ignore_ascii_case("multipart") {
                fields.boundary =
                    declared.attribute("boundary").map(str::to_owned).filter(|boundary| !boundary.is_empty());
            }
        }
        fields
    }
}

fn leaf(fields: Fields, body: &[u8], waiting: &Waiting<'_>) -> Part {
    let kind = match fields.kind.as_str() {
        _ if !fields.has_kind && waiting.in_digest => "message/rfc822".to_owned(),
        // Broken beyond its header: whatever is there, as text.
        kind if kind.starts_with("multipart/") => "text/plain".to_owned(),
        "text/" | "text" | "/" => "text/plain".to_owned(),
        _ => fields.kind,
    };
    let is_text = matches!(kind.as_str(), "text/plain" | "text/html");
    let bytes = decode_transfer(&fields.encoding, body);
    Part {
        is_attachment: fields.is_attachment || !is_text || (fields.name.is_some() && waiting.depth > 0),
        kind,
        charset: fields.charset,
        name: fields.name,
        alternative: waiting.alternative,
        bytes,
    }
}

fn decode_transfer(encoding: &str, body: &[u8]) -> Vec<u8> {
    match encoding {
        "base64" => base64_decode(body).unwrap_or_else(|| {
            // A footer that a list server appended in plain text, or a stray sign.
            let clean: Vec<u8> = body
                .split(|byte| *byte == b'\n')
                .map(<[u8]>::trim_ascii)
                .take_while(|line| {
                    line.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
                })
                .flatten()
                .copied()
                .collect();
            base64_decode(&clean).unwrap_or_else(|| body.to_vec())
        }),
        "quoted-printable" => quoted_printable_decode(body).unwrap_or_else(|| lenient_quoted_printable(body)),
        _ => body.to_vec(),
    }
}

/// Quoted-printable with signs that are not allowed left as they are.
fn lenient_quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'=' {
            out.push(*first);
            continue;
        }
        let hex = |byte: Option<&u8>| byte.and_then(|byte| (*byte as char).to_digit(16));
        if let Some(after) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            rest = after;
        } else if let (Some(high), Some(low)) = (hex(rest.first()), hex(rest.get(1))) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            rest = &rest[2..];
        } else {
            out.push(b'=');
        }
    }
    out
}

/// `From a@b Mon Jan ...`, which mailbox files put before a mail; and empty lines some exports begin with.
fn skip_mbox_line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    bytes.iter().position(|byte| *byte == b'\n').map_or(bytes, |end| &bytes[end + 1..])
}

/// Header and body. A header section longer than the limit is cut.
fn split_head(bytes: &[u8], limit: usize) -> (&[u8], &[u8]) {
    if bytes.starts_with(b"\n") || bytes.starts_with(b"\r\n") {
        return (&[], bytes); // a part without a header
    }
    let mut start = 0;
    while let Some(end) = bytes[start..].iter().position(|byte| *byte == b'\n') {
        let line = &bytes[start..start + end];
        if line.is_empty() || line == b"\r" {
            return (&bytes[..start.min(limit)], &bytes[start + end + 1..]);
        }
        start += end + 1;
    }
    (&bytes[..bytes.len().min(limit)], &[])
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

/// What stands between boundary lines; the last part may lack its end.
fn split_parts<'b>(body: &'b [u8], boundary: &[u8], most: usize) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    let mut open: Option<usize> = None;
    let mut start = 0;
    while start < body.len() && parts.len() <= most {
        let end = body[start..].iter().position(|byte| *byte == b'\n').map_or(body.len(), |end| start + end + 1);
        let line = body[start..end].trim_ascii_end();
        if let Some(after) = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary))
            && matches!(after, b"" | b"--")
        {
            if let Some(since) = open {
                parts.push(without_line_end(&body[since..start]));
            }
            open = (after.is_empty()).then_some(end);
            if after == b"--" {
                break;
            }
        }
        start = end;
    }
    if let Some(since) = open
        && since < body.len()
        && parts.len() <= most
    {
        parts.push(&body[since..]);
    }
    parts
}
