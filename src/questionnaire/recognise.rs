//! What a file is, told by its content; its name only hints.

use super::charset::looks_like_utf16;
use super::item::FormKind;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recognised {
    /// Text of some kind; [`kind_of_text`] tells which once it is decoded.
    Text,
    /// An e-mail.
    Email,
    /// A workbook.
    Workbook(FormKind),
    /// A document with pages.
    Document(FormKind),
    /// A PDF.
    Pdf,
    /// An Outlook message.
    Outlook,
    /// An office file behind a password.
    Encrypted,
    /// A format without a reader, with its article.
    Unread(&'static str),
    /// Bytes that are no text.
    Binary,
}

/// First bytes of formats that have no reader.
const MAGIC: &[(&[u8], &str)] = &[
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!\x1a\x07", "an archive (RAR)"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"\x78\x9f\x3e\x22", "an Outlook attachment (winmail.dat)"),
];

/// Names of parts that tell what a ZIP container is. They stand near its beginning or its end.
const CONTAINERS: &[(&[u8], &str)] = &[
    (b"ppt/presentation", "a presentation"),
    (b"opendocument.presentation", "an OpenDocument presentation"),
    (b"epub+zip", "an electronic book"),
];

/// Tells what the bytes are.
pub(super) fn recognise(bytes: &[u8]) -> Recognised {
    for (magic, what) in MAGIC {
        if bytes.starts_with(magic) {
            return Recognised::Unread(what);
        }
    }
    // Some writers put a few bytes before the mark.
    if bytes[..bytes.len().min(1_024)].windows(5).any(|window| window == b"%PDF-") {
        return Recognised::Pdf;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return container(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        return compound(bytes);
    }
    if is_binary(bytes) {
        return Recognised::Binary;
    }
    if is_email(bytes) { Recognised::Email } else { Recognised::Text }
}

/// Beginning of a compound file: old Office files, Outlook messages, and new ones behind a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a compound file holds, by the names of its streams, which stand in its directory as UTF-16.
fn compound(bytes: &[u8]) -> Recognised {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Directory entries begin at multiples of 128 bytes.
        bytes
            .chunks_exact(128)
            .any(|entry| entry.starts_with(&wide) && entry.get(wide.len()..wide.len() + 2) == Some(&[0, 0]))
    };
    if has("EncryptedPackage") {
        Recognised::Encrypted
    } else if has("Workbook") || has("Book") {
        Recognised::Workbook(FormKind::Xls)
    } else if has("__properties_version1.0") || has("__nameid_version1.0") {
        Recognised::Outlook
    } else {
        Recognised::Unread("an old Office file")
    }
}

fn container(bytes: &[u8]) -> Recognised {
    // The directory at the end names every part; 64 KiB hold some 500 names.
    const SEEN: usize = 64 * 1024;
    let head = &bytes[..bytes.len().min(SEEN)];
    let tail = &bytes[bytes.len().saturating_sub(SEEN)..];
    let has = |part: &[u8], name: &[u8]| part.windows(name.len()).any(|window| window == name);
    let any = |name: &[u8]| has(head, name) || has(tail, name);
    if any(b"xl/workbook.bin") {
        return Recognised::Workbook(FormKind::Xlsb);
    }
    if any(b"xl/workbook") || any(b"xl/worksheets/") {
        return Recognised::Workbook(FormKind::Xlsx);
    }
    if any(b"opendocument.spreadsheet") {
        return Recognised::Workbook(FormKind::Ods);
    }
    if any(b"opendocument.text") {
        return Recognised::Document(FormKind::Odt);
    }
    if any(b"word/") {
        return Recognised::Document(FormKind::Docx);
    }
    let known = CONTAINERS.iter().find(|(name, _)| any(name)).map(|(_, what)| *what);
    // The parts of a document may be called anything; only their relationships have a fixed name.
    if known.is_none() && any(b"_rels/.rels") {
        return Recognised::Document(FormKind::Docx);
    }
    if known.is_none() && any(b"META-INF/manifest.xml") && any(b"content.xml") {
        return Recognised::Document(FormKind::Odt);
    }
    Recognised::Unread(known.unwrap_or("an archive (ZIP)"))
}

/// More control characters than a stray one here and there.
fn is_binary(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || looks_like_utf16(bytes).is_some() {
        return false;
    }
    // Escape begins a shift of ISO-2022-JP.
    let is_control = |byte: &&u8| matches!(**byte, 0..=8 | 0xe..=0x1a | 0x1c..=0x1f | 0x7f);
    let controls = bytes.iter().filter(is_control).count();
    (controls > 8 && controls * 50 > bytes.len()) || controls * 4 > bytes.len()
}

/// A block of header fields, two of them known, then an empty line or the end.
fn is_email(bytes: &[u8]) -> bool {
    const KNOWN: &[&str] = &[
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "received",
        "return-path",
        "delivered-to",
        "reply-to",
        "sender",
        "in-reply-to",
        "content-transfer-encoding",
    ];
    const MARKS: &[&str] = &["message-id", "mime-version", "content-type", "received", "return-path", "delivered-to"];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (mut known, mut sure) = (0, false);
    for (index, line) in bytes.split(|byte| *byte == b'\n').take(200).enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            if index == 0 {
                continue; // some exports begin with one
            }
            break;
        }
        if line[0] == b' ' || line[0] == b'\t' || line.starts_with(b"From ") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { break };
        let name = String::from_utf8_lossy(&line[..colon.min(60)]).to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            break;
        }
        known += usize::from(KNOWN.contains(&name.as_str()));
        sure |= MARKS.contains(&name.as_str());
    }
    known >= 3 || (known >= 2 && sure)
}

/// Which kind of text it is, or which text format without a reader.
pub(super) fn kind_of_text(name: &str, text: &str) -> Result<FormKind, &'static str> {
    let start = text.trim_start();
    let opening: String = start.chars().take(400).collect::<String>().to_ascii_lowercase();
    if opening.starts_with("<!doctype html") || opening.starts_with("<html") || is_html(name, &opening) {
        return Ok(FormKind::Html);
    }
    if opening.starts_with("<?xml") || opening.starts_with("<svg") {
        return Err("XML");
    }
    let hinted = hint(name);
    // A wrong JSON file is told its fault; without the name only what can be read counts.
    let braced = start.starts_with(['{', '[']);
    if (hinted == Some(FormKind::Json) && start.contains(['{', '[']))
        || (braced && super::tree::read_json(start, 100, 2_000_000).is_ok())
    {
        return Ok(FormKind::Json);
    }
    if hinted == Some(FormKind::Yaml) || opening.starts_with("%yaml") {
        return Ok(FormKind::Yaml);
    }
    if hinted == Some(FormKind::Csv) {
        return Ok(if is_markdown(text) { FormKind::Markdown } else { FormKind::Csv });
    }
    Ok(if is_markdown(text) || (hinted == Some(FormKind::Markdown) && !super::reader::csv::is_csv(text)) {
        FormKind::Markdown
    } else if super::reader::csv::is_csv(text) {
        FormKind::Csv
    } else {
        FormKind::Text
    })
}

/// What a text is that asks nothing of a reader, whatever stands in it: the log of a program, a program.
pub(super) fn unasking(text: &str) -> Option<&'static str> {
    if text.trim_start().starts_with("#!/") {
        return Some("a program, not a form");
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(200);
    let stamped = lines().filter(|line| is_stamped(line)).count();
    (stamped >= 5 && stamped * 10 >= lines().count() * 7).then_some("the log of a program, not a form")
}

/// Whether a line begins with a moment: `2026-11-01 10:00:01`, `[2026-11-01T10:00:01Z]`, `Nov  1 10:00:01`.
fn is_stamped(line: &str) -> bool {
    let shape: String = line
        .trim_start_matches(['[', '<', '(', ' '])
        .chars()
        .take(19)
        .map(|sign| {
            if sign.is_ascii_digit() {
                '0'
            } else if sign.is_ascii_alphabetic() {
                'a'
            } else {
                sign
            }
        })
        .collect();
    shape.starts_with("0000-00-00 00:00")
        || shape.starts_with("0000-00-00a00:00")
        || shape.starts_with("0000/00/00 00:00")
        || shape.starts_with("aaa 00 00:00:00")
        || shape.starts_with("aaa  0 00:00:00")
        || shape.starts_with("00/aaa/0000:00:00")
        || shape.starts_with("00:00:00")
}

/// Whether a page without its frame begins here: `<!-- saved from -->`, `<table>`, a file called `.html` with any tag.
fn is_html(name: &str, opening: &str) -> bool {
    const TAGS: [&str; 12] =
        ["<table", "<form", "<body", "<head", "<div", "<h1", "<h2", "<p>", "<p ", "<ul", "<ol", "<meta"];
    let inner = opening.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")).map_or(opening, |(_, rest)| rest);
    let inner = inner.trim_start();
    let inner = if inner.starts_with("<?xml") && inner.contains("<html") { "<html" } else { inner };
    inner.starts_with("<html")
        || inner.starts_with("<!doctype html")
        || TAGS.iter().any(|tag| inner.starts_with(tag))
        || (hint(name) == Some(FormKind::Html) && opening.contains('<'))
}

/// What the name promises.
pub(super) fn hint(name: &str) -> Option<FormKind> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "eml" | "mbox" => Some(FormKind::Email),
        "msg" => Some(FormKind::Msg),
        "txt" | "text" => Some(FormKind::Text),
        "md" | "markdown" | "mdown" | "mkd" => Some(FormKind::Markdown),
        "html" | "htm" | "xhtml" => Some(FormKind::Html),
        "json" | "jsonc" | "json5" | "jsonl" | "ndjson" => Some(FormKind::Json),
        "yaml" | "yml" => Some(FormKind::Yaml),
        "csv" | "tsv" | "tab" => Some(FormKind::Csv),
        "xlsx" | "xlsm" | "xltx" => Some(FormKind::Xlsx),
        "xls" => Some(FormKind::Xls),
        "xlsb" => Some(FormKind::Xlsb),
        "ods" => Some(FormKind::Ods),
        "docx" | "docm" | "dotx" | "dotm" => Some(FormKind::Docx),
        "odt" | "ott" => Some(FormKind::Odt),
        "pdf" => Some(FormKind::Pdf),
        _ => None,
    }
}

/// Headings, table rules and task boxes: two of them make it Markdown.
fn is_markdown(text: &str) -> bool {
    let mut marks = 0;
    for line in text.lines().take(2_000) {
        let line = line.trim();
        let heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let rule = line.len() > 4 && line.starts_with('|') && line.chars().all(|sign| "|-: ".contains(sign));
        let task = ["- [ ] ", "* [ ] ", "- [x] "].iter().any(|task| line.starts_with(task));
        let bold = line.starts_with("**") && line[2..].contains("**");
        marks += usize::from(heading || task || bold) + 2 * usize::from(rule);
        if marks >= 2 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_without_a_reader_are_named() {
        for (bytes, what) in [
            (&b"PK\x03\x04....word/document.xml"[..], "a Word document"),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
            (b"PK\x03\x04readme", "an archive (ZIP)"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Office file"),
        ] {
            assert_eq!(recognise(bytes), Recognised::Unread(what));
        }
        assert_eq!(kind_of_text("a.txt", "<?xml version=\"1.0\"?><a/>"), Err("XML"));
        assert_eq!(kind_of_text("a.txt", "<!DOCTYPE html><p>Is it?"), Ok(FormKind::Html));
        assert_eq!(kind_of_text("a.txt", " {\"question\": \"Is it?\"}"), Ok(FormKind::Json));
        assert_eq!(kind_of_text("a.json", "// Questions\n{\"question\": \"Is it?\",}"), Ok(FormKind::Json));
        assert!(unasking(&"2026-11-01T10:00:01Z INFO is it up?\n".repeat(6)).is_some());
        assert_eq!(unasking("10:30 Is it?\n2026 Is it?\n"), None);
        assert_eq!(kind_of_text("a.yml", "- question: Is it?"), Ok(FormKind::Yaml));
        assert_eq!(kind_of_text("a.txt", "[1] Is it?"), Ok(FormKind::Text));
    }

    #[test]
    fn content_decides_over_the_name() {
        let workbook = b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml";
        assert_eq!(recognise(workbook), Recognised::Workbook(FormKind::Xlsx));
        assert_eq!(recognise(b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nIs it?"), Recognised::Email);
        assert_eq!(recognise(b"To: all of you\nIs it safe: yes or no?"), Recognised::Text);
        assert_eq!(recognise(&[0u8, 1, 2, 3, 200, 7, 6]), Recognised::Binary);
        assert_eq!(
            recognise(b"Is it\0 safe, and is it fast, and is it cheap, and does it run everywhere?"),
            Recognised::Text
        );
        assert_eq!(kind_of_text("a.txt", "# Form\n\n| Question | Answer |\n|---|---|\n"), Ok(FormKind::Markdown));
        assert_eq!(kind_of_text("a.md", "id;question\n1;Is it?\n2;Does it?\n3;Has it?"), Ok(FormKind::Csv));
        assert_eq!(kind_of_text("a.csv", "anything"), Ok(FormKind::Csv));
        assert_eq!(kind_of_text("a", "Is it?"), Ok(FormKind::Text));
    }
}
