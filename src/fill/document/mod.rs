//! Documents with pages: the places of a plan change in the main part, every other part keeps its bytes.

mod docx;
mod edits;
mod odt;
mod proof;

use super::container::replace_parts;
use super::{FillError, Plan};
use crate::questionnaire::document::{Seen, Splice, see};
use crate::questionnaire::{FormKind, Limits, Questionnaire};
use std::collections::BTreeMap;

/// Fills a document and proves the result.
///
/// # Errors
///
/// A signed or damaged document, a plan for another one, or a result that does not prove itself.
pub(super) fn fill_document(
    bytes: &[u8],
    form: &Questionnaire,
    plan: &Plan,
    limits: &Limits,
) -> Result<Vec<u8>, FillError> {
    let malformed = |why: String| FillError::Malformed { name: form.name.clone(), why };
    let seen = see(&form.name, bytes, form.kind, limits)?;
    if seen.signed {
        return Err(FillError::Signed { name: form.name.clone() });
    }
    // The part is written as UTF-8.
    let head = seen.xml.get(..seen.xml.find("?>").unwrap_or(0)).unwrap_or_default().to_lowercase();
    if head.contains("encoding") && !head.contains("utf-8") && !head.contains("ascii") {
        return Err(malformed("its main part is not written in UTF-8".to_owned()));
    }
    let splices = edits::edits(&seen, form.kind, plan).map_err(malformed)?;
    let xml = spliced(&seen.xml, splices).map_err(malformed)?;
    let filled = replace_parts(&form.name, bytes, &BTreeMap::from([(seen.path.clone(), xml)]))?;
    proof::prove(bytes, &filled, &seen, form, plan, limits)?;
    Ok(filled)
}

/// The part with its changes.
fn spliced(xml: &str, mut splices: Vec<Splice>) -> Result<String, String> {
    // Equal places keep their order: what is put in stands before what gives way.
    splices.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::with_capacity(xml.len() + xml.len() / 4);
    let mut done = 0;
    for (span, text) in splices {
        let kept = xml.get(done..span.start).ok_or("two answers go to the same place")?;
        out.push_str(kept);
        out.push_str(&text);
        done = span.end;
    }
    out.push_str(xml.get(done..).ok_or("a place is not in the document")?);
    Ok(out)
}

/// How words are written in a format.
trait Writer {
    /// Words within a paragraph, in the look that stands in the form.
    fn words(&self, seen: &Seen, paragraph: Option<usize>, field: Option<usize>, text: &str) -> String;
    /// A new paragraph with words, to stand after another.
    fn paragraph(&self, seen: &Seen, after: usize, text: &str) -> String;
    /// Words where the look is that of the words around them.
    fn within(&self, seen: &Seen, text: &str) -> String;
    /// The opening and closing tag of a paragraph that has only an empty one.
    fn opened(&self, seen: &Seen, paragraph: usize) -> (String, String);
}

fn writer(kind: FormKind) -> &'static dyn Writer {
    match kind {
        FormKind::Odt => &odt::Odt,
        _ => &docx::Docx,
    }
}

/// The name of an element in a raw tag, with its prefix.
fn tag_name(tag: &str) -> &str {
    tag.trim_start_matches('<').split([' ', '/', '>', '\n', '\r', '\t']).next().unwrap_or_default()
}

/// Text without what XML cannot hold, with one kind of line end.
fn safe(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|sign| matches!(sign, '\n' | '\t') || !(sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

/// A tag that is open and shut at once, as two.
fn halves(tag: &str) -> (String, String) {
    let open = tag.trim_end_matches('>').trim_end_matches('/').trim_end();
    (format!("{open}>"), format!("</{}>", tag_name(tag)))
}
