//! Pages taken apart: enough HTML to hold our own pages to.

/// Elements without an end tag.
pub(super) const VOID: [&str; 7] = ["meta", "link", "input", "br", "hr", "wbr", "img"];

/// A start tag or an end tag (`/name`).
pub(super) struct Piece<'t> {
    pub(super) name: &'t str,
    pub(super) attributes: Vec<(&'t str, &'t str)>,
}

/// Splits a page that keeps to the plainest HTML: every attribute quoted, no comment, no `<` outside a tag.
pub(super) fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut rest = page.strip_prefix("<!doctype html>\n").expect("begins with the doctype");
    let mut out = Vec::new();
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        let (name, mut inside) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !inside.trim().is_empty() {
            inside = inside.trim_start();
            let stop = inside.find(['=', ' ']).unwrap_or(inside.len());
            let attribute = &inside[..stop];
            match inside[stop..].strip_prefix("=\"") {
                Some(after) => {
                    let (value, after) = after.split_once('"').expect("a value ends");
                    attributes.push((attribute, value));
                    inside = after;
                }
                None => {
                    assert!(!inside[stop..].starts_with('='), "unquoted value in <{tag}>");
                    attributes.push((attribute, ""));
                    inside = &inside[stop..];
                }
            }
        }
        out.push(Piece { name, attributes });
        if name == "script" {
            let end = rest.find("</script>").expect("a script ends");
            rest = &rest[end..];
        }
    }
    out
}

pub(super) fn attribute<'t>(piece: &Piece<'t>, name: &str) -> Option<&'t str> {
    piece.attributes.iter().find(|(found, _)| *found == name).map(|(_, value)| *value)
}

/// Where a link leads: the file and the anchor. `None` for a link off the site.
pub(super) fn resolve(page: &str, link: &str) -> Option<(String, String)> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    if path.is_empty() {
        return Some((page.to_owned(), anchor.to_owned()));
    }
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), anchor.to_owned()))
}
