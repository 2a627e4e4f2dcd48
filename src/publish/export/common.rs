//! What the formats share: which facts go out, moments, ids made from content, the sentence on approval.

use super::{Export, Material};
use crate::knowledge::{Approval, Approvals, Citation, Fact, Framework, Publish};
use crate::reply::block::{Block, deep_paragraphs, read_markdown};
use jiff::civil::{Date, DateTime};
use sha2::{Digest, Sha256};

impl<'a> Material<'a> {
    /// Facts that go out: public, not withdrawn on the day, true for the release. In the order of their ids.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        let subject = self.subject;
        self.knowledge
            .facts
            .values()
            .filter(move |fact| fact.publish == Publish::Public && subject.is_answered_by(fact))
    }

    /// The fact with this id or former id, if it goes out.
    pub(super) fn fact(&self, id: &str) -> Option<&'a Fact> {
        let fact = self.knowledge.fact(id)?;
        self.facts().find(|known| known.id == fact.id)
    }

    /// Controls of a framework in file order with the facts that go out; none is a gap.
    pub(super) fn controls(&self, framework: &'a Framework) -> Vec<(&'a str, Vec<&'a Fact>)> {
        framework
            .controls
            .iter()
            .map(|(id, facts)| (id.0.as_str(), facts.iter().filter_map(|fact| self.fact(fact)).collect()))
            .collect()
    }

    /// The sentence on approval: that of approved facts only when every one was.
    pub(super) fn approval(&self, facts: impl IntoIterator<Item = &'a Fact>) -> &'a str {
        let approvals = self.approvals();
        let mut facts = facts.into_iter().peekable();
        let none = facts.peek().is_none();
        if none || facts.any(|fact| fact.approval == Approval::Draft) { &approvals.draft } else { &approvals.approved }
    }

    /// The sentences on approval: those for exports, else those for replies.
    pub(super) fn approvals(&self) -> &'a Approvals {
        let project = &self.knowledge.project;
        project.publishing.approval.as_ref().unwrap_or(&project.approvals)
    }

    /// The permalink of a fact on the public site.
    pub(super) fn permalink(&self, fact: &Fact) -> Option<String> {
        let base = self.base_url?.trim_end_matches('/');
        let word = |c: char| if c.is_ascii_alphanumeric() || "_-".contains(c) { c } else { '-' };
        let path: String = fact.id.chars().map(|c| if c == '.' { '/' } else { word(c) }).collect();
        Some(format!("{base}/faq/{path}.html"))
    }

    /// Prefix of names of our own: the namespace of `project.yaml`, or a UUID made from who speaks about what.
    pub(super) fn namespace(&self) -> String {
        let project = &self.knowledge.project;
        match &project.publishing.namespace {
            Some(namespace) => namespace.clone(),
            None => urn(&["namespace", project.publishing.author.as_deref().unwrap_or_default(), &project.name]),
        }
    }

    /// What was read and when, for fields that name a version.
    pub(super) fn provenance(&self) -> String {
        let hash: String = self.knowledge.hash.chars().take(12).collect();
        format!("knowledge {} ({hash})", self.knowledge.project.version)
    }
}

/// A moment as RFC 3339 in UTC.
pub(super) fn timestamp(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The start of a day as RFC 3339 in UTC.
pub(super) fn start_of(date: Date) -> String {
    timestamp(date.to_datetime(jiff::civil::Time::midnight()))
}

/// A UUID of the shape of version 5, from SHA-256 over the parts: the same content has the same id everywhere. (OSCAL takes no other
/// version of a name-based UUID.)
pub(super) fn uuid(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"neatline");
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    let mut hex = String::with_capacity(36);
    for (place, byte) in digest.iter().take(16).enumerate() {
        let byte = match place {
            6 => (byte & 0x0f) | 0x50,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        if matches!(place, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

/// The same as a URN.
pub(super) fn urn(parts: &[&str]) -> String {
    format!("urn:uuid:{}", uuid(parts))
}

/// Lower-case letters, digits and hyphens.
pub(super) fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// The words of a Markdown text: one paragraph or list item a line.
pub(super) fn plain(markdown: &str) -> String {
    let mut lines = Vec::new();
    for block in read_markdown(markdown) {
        match block {
            Block::List { items, .. } => {
                lines.extend(items.iter().map(|item| format!("- {}", deep_paragraphs(item).join(" "))));
            }
            other => lines.extend(deep_paragraphs(std::slice::from_ref(&other))),
        }
    }
    lines.join("\n")
}

/// A fact's whole answer as plain text.
pub(super) fn full_text(fact: &Fact) -> String {
    if fact.body.is_empty() { fact.short.clone() } else { format!("{}\n{}", fact.short, plain(&fact.body)) }
}

/// Citations of facts, each once.
pub(super) fn unique<'a>(citations: impl IntoIterator<Item = &'a Citation>) -> Vec<&'a Citation> {
    let mut seen = Vec::new();
    for citation in citations {
        if !seen.contains(&citation) {
            seen.push(citation);
        }
    }
    seen
}

/// Addresses of a fact's sources, each once.
pub(super) fn source_urls(fact: &Fact) -> Vec<&str> {
    let mut urls: Vec<&str> = Vec::new();
    for citation in fact.citations.iter() {
        if !urls.contains(&citation.url.as_str()) {
            urls.push(&citation.url);
        }
    }
    urls
}

/// A value as indented JSON.
pub(super) fn json_text(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("internal error: plain data does not serialise");
    text.push('\n');
    text
}

/// A value as an export of indented JSON.
pub(super) fn json(value: &impl serde::Serialize, notes: Vec<String>) -> Export {
    Export { text: json_text(value), notes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_have_the_shape_of_version_5_and_come_from_content() {
        let id = uuid(&["a", "bc"]);
        assert_eq!(id, uuid(&["a", "bc"]));
        assert_ne!(id, uuid(&["ab", "c"]));
        let parts: Vec<&str> = id.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('5') && "89ab".contains(&parts[3][..1]), "{id}");
    }

    #[test]
    fn markdown_becomes_words() {
        assert_eq!(plain("See [the page](https://a.example).\n\n- one\n- `two`"), "See the page.\n- one\n- two");
    }
}
