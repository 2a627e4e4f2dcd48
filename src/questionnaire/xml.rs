//! Small helpers over the XML parts of office files. Entities beyond the five of XML are never resolved.

use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute by its local name, entities resolved.
pub(crate) fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    element.attributes().with_checks(false).flatten().find(|attribute| local(attribute.key.0) == wanted).map(
        |attribute| unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), |value| value.into_owned()),
    )
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether an attribute says yes.
pub(crate) fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// Appends what `&name;` stands for; unknown entities stand for nothing.
pub(crate) fn push_reference(out: &mut String, reference: &BytesRef<'_>) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        out.push(character);
        return;
    }
    out.push_str(match reference.borrow().into_inner().as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    });
}
