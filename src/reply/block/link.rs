//! Where a link may lead.

/// Longest address that becomes a link, in bytes. Word refuses to open a document with a longer one (its limit is 2,083).
const LONGEST: usize = 2000;

/// What becomes of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// A web or mail address, in the characters that RFC 3986 allows.
    Address(String),
    /// An anchor of the same document, without its `#`.
    Anchor(&'a str),
    /// Not to be linked: only the words of the link are shown.
    Words,
}

/// Decides where a link leads.
///
/// Only `http`, `https` and `mailto` addresses and `#anchors` become links: nothing that runs or opens a local file, no user
/// name before the host, no host outside ASCII. Characters that an address may not hold are percent-encoded.
pub fn link_target(target: &str) -> LinkTarget<'_> {
    let target = target.trim();
    if let Some(anchor) = target.strip_prefix('#') {
        return if anchor.is_empty() { LinkTarget::Words } else { LinkTarget::Anchor(anchor) };
    }
    address(target).map_or(LinkTarget::Words, LinkTarget::Address)
}

fn address(target: &str) -> Option<String> {
    if target.len() > LONGEST || target.chars().any(char::is_control) {
        return None;
    }
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let (kept, encoded) = match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
            if !is_host(authority) {
                return None;
            }
            (format!("//{authority}"), encode(path))
        }
        "mailto" => {
            let (user, host) = rest.split_once('@')?;
            if user.is_empty() || host.is_empty() {
                return None;
            }
            (String::new(), encode(rest))
        }
        _ => return None,
    };
    let address = format!("{scheme}:{kept}{encoded}");
    (address.len() <= LONGEST).then_some(address)
}

/// A host name or IPv4 address with an optional port.
fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
    !host.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
        && (1..=5).contains(&port.len())
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Path, query and fragment (or mailbox) with every other character percent-encoded.
fn encode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut in_fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let keep = match byte {
            b'%' => matches!(bytes.get(at + 1..at + 3), Some([a, b]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()),
            b'#' => !std::mem::replace(&mut in_fragment, true),
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'[' | b']' => false,
            byte => byte.is_ascii_graphic(),
        };
        if keep {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(target: &str) -> String {
        match link_target(target) {
            LinkTarget::Address(address) => address,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn web_and_mail_addresses() {
        assert_eq!(address("https://qgis.org/a?b=c&d=e#f"), "https://qgis.org/a?b=c&d=e#f");
        assert_eq!(address(" HTTPS://qgis.org "), "https://qgis.org");
        assert_eq!(
            address("https://x.org/a b/é/[1]|100%/%20#s#t"),
            "https://x.org/a%20b/%C3%A9/%5B1%5D%7C100%25/%20#s%23t"
        );
        assert_eq!(address("http://localhost:8080/x"), "http://localhost:8080/x");
        assert_eq!(address("mailto:security@qgis.org?subject=A b"), "mailto:security@qgis.org?subject=A%20b");
    }

    #[test]
    fn everything_else_is_words() {
        for target in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https:qgis.org",
            "https://",
            "https://qgis.org@evil.example/",
            "https://qgіs.org/",
            "https://a b.org/",
            "https://x.org:99999999/",
            "mailto:nobody",
            "/relative",
            "#",
            "",
        ] {
            assert_eq!(link_target(target), LinkTarget::Words, "{target}");
        }
        assert_eq!(link_target(&format!("https://x.org/{}", "a".repeat(3000))), LinkTarget::Words);
        assert_eq!(link_target("#sources"), LinkTarget::Anchor("sources"));
    }
}
