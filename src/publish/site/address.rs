//! Where pages stand: paths inside the site, and links between them that hold wherever the site is put.

use std::fmt;

/// Address that the site will be published at, without a final slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// From text such as `https://example.org/answers/`.
    ///
    /// # Errors
    ///
    /// A sentence on what is expected, for text that is not an `http` or `https` address of a folder.
    pub fn new(text: &str) -> Result<Self, String> {
        let fault =
            || format!("`{text}` is not the address of a folder: expected such as `https://example.org/answers`");
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or_else(fault)?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/:[]%".contains(c);
        if rest.is_empty() || rest.starts_with('/') || !rest.chars().all(allowed) {
            return Err(fault());
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// The address of a page; of the folder itself for `index.html`.
    pub(super) fn join(&self, path: &str) -> String {
        match path.strip_suffix("index.html") {
            Some(folder) => format!("{}/{folder}", self.0),
            None => format!("{}/{path}", self.0),
        }
    }

    /// The part after the host, with a slash at both ends.
    pub(super) fn folder(&self) -> String {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        match rest.split_once('/') {
            Some((_, folder)) => format!("/{folder}/"),
            None => "/".to_owned(),
        }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A word of an address: letters, digits, dot, hyphen and underscore stay, all else becomes a hyphen.
pub(super) fn slug(text: &str) -> String {
    let slug: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
    match slug.trim_start_matches('.') {
        "" => "x".to_owned(),
        // The page of a folder has this name.
        "index" => "index-".to_owned(),
        kept => kept.to_owned(),
    }
}

/// The topic of a fact: the first part of its id.
pub(super) fn topic_of(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

/// The page of a topic.
pub(super) fn topic_path(topic: &str) -> String {
    format!("faq/{}.html", slug(topic))
}

/// The page of a fact: its permalink.
pub(super) fn fact_path(id: &str) -> String {
    let parts: Vec<String> = id.split('.').map(slug).collect();
    match parts.as_slice() {
        [only] => format!("faq/facts/{only}.html"),
        parts => format!("faq/{}.html", parts.join("/")),
    }
}

/// What leads from a page back to the top of the site: empty, or `../` once a folder.
pub(super) fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        let base = BaseUrl::new("https://example.org/a/").expect("is an address");
        assert_eq!(base.join("faq/index.html"), "https://example.org/a/faq/");
        assert_eq!(base.join("feed.xml"), "https://example.org/a/feed.xml");
        assert_eq!(base.folder(), "/a/");
        for text in ["", "example.org", "https://", "ftp://x", "https://x/?q", "https://x/#y", "https://x y"] {
            assert!(BaseUrl::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn paths_cannot_leave_the_site() {
        assert_eq!(fact_path("auth.master-password"), "faq/auth/master-password.html");
        for id in ["...etc", "a/b.c", "a.index", "a..", ".", "", "ü.\"><b"] {
            let path = fact_path(id);
            assert!(path.starts_with("faq/") && !path.contains("..") && !path.contains("//"), "{id}: {path}");
            assert!(path.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c)), "{path}");
        }
    }
}
