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

/// Whether elements are nested deeper than a limit. A quick look at the tags alone: what is not well formed, the parser says.
pub(crate) fn is_deeper(xml: &str, limit: usize) -> bool {
    let (mut depth, mut rest) = (0usize, xml);
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        match rest.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let Some(close) = rest.find('>') else { return false };
                if !rest[..close].ends_with('/') {
                    depth += 1;
                }
            }
        }
        if depth > limit {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_open_elements() {
        assert!(!is_deeper("<a><b/><b></b><c><d/></c></a>", 2));
        assert!(is_deeper("<a><b><c></c></b></a>", 2));
        assert!(is_deeper(&"<a>".repeat(300), 256));
    }
}
