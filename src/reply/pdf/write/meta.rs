//! What the file says about itself: catalog, information dictionary, XMP, identifier.

use super::super::PdfError;
use super::attach::Files;
use super::catalog;
use super::value::{dict, name, text};
use crate::reply::block::Document;
use jiff::civil::DateTime;
use lopdf::{Object, ObjectId, Stream, StringFormat};
use sha2::{Digest, Sha256};

const PRODUCER: &str = concat!("Neatline ", env!("CARGO_PKG_VERSION"));

/// Objects that the catalog points to.
pub(super) struct Parts {
    pub(super) root: ObjectId,
    pub(super) outline: Option<ObjectId>,
    pub(super) files: Files,
}

/// Completes the catalog and replaces what printpdf says about the file.
pub(super) fn write(doc: &mut lopdf::Document, document: &Document, parts: Parts) -> Result<(), PdfError> {
    let metadata = dict([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    // Left as it is, so that tools that do not read PDF find it.
    let metadata = doc.add_object(Stream::new(metadata, xmp(document).into_bytes()).with_compression(false));
    let entries: Vec<Object> = parts.files.iter().flat_map(|(key, id)| [text(key), Object::Reference(*id)]).collect();
    let catalog = catalog(doc)?;
    catalog.set("Lang", text(&document.language));
    catalog.set("MarkInfo", dict([("Marked", Object::Boolean(true))]));
    catalog.set("StructTreeRoot", Object::Reference(parts.root));
    catalog.set("ViewerPreferences", dict([("DisplayDocTitle", Object::Boolean(true))]));
    catalog.set("Metadata", Object::Reference(metadata));
    catalog.remove(b"PageLayout");
    if let Some(outline) = parts.outline {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", name("UseOutlines"));
    }
    if !parts.files.is_empty() {
        catalog.set("AF", parts.files.iter().map(|(_, id)| Object::Reference(*id)).collect::<Vec<_>>());
        let files = dict([("Names", Object::Array(entries))]);
        catalog.set("Names", dict([("EmbeddedFiles", Object::Dictionary(files))]));
    }
    let date = Object::string_literal(pdf_date(document.created));
    let info = dict([
        ("Title", text(&document.title)),
        ("Author", text(&document.author)),
        ("Subject", text(&document.subject)),
        ("Creator", text(PRODUCER)),
        ("Producer", text(PRODUCER)),
        ("CreationDate", date.clone()),
        ("ModDate", date),
    ]);
    if let Ok(id) = doc.trailer.get(b"Info").and_then(Object::as_reference) {
        doc.set_object(id, info);
    }
    let id = Object::String(content_hash(doc), StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// Sixteen bytes that differ when anything in a stream of the file differs.
fn content_hash(doc: &lopdf::Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for (id, object) in &doc.objects {
        hash.update(id.0.to_le_bytes());
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    hash.finalize().iter().take(16).copied().collect()
}

/// `D:20260102030405Z`, the date form of PDF.
pub(super) fn pdf_date(at: DateTime) -> String {
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}Z",
        at.year().max(0),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

fn xmp(document: &Document) -> String {
    let at = document.created;
    let date = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        at.year().max(0),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    );
    let (title, author) = (escape(&document.title), escape(&document.author));
    let (subject, language) = (escape(&document.subject), escape(&document.language));
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n\
         <xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <xmp:MetadataDate>{date}</xmp:MetadataDate>\n\
         <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// Text inside XML, without what XML cannot hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
