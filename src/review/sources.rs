//! What the pages behind sources looked like when they were last fetched: `sources.lock.yaml`.
//!
//! The network is behind [`Fetch`], so that only the command that is asked to touches it, and tests need none.

use super::edit::{quoted, scalar};
use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::text::{InputFile, read_yaml};
use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The name of the lock file in the folder of a base.
pub const LOCK_NAME: &str = "sources.lock.yaml";

/// Gets pages.
pub trait Fetch {
    /// The bytes behind an address, or a sentence on why there are none.
    ///
    /// # Errors
    ///
    /// The page is gone or cannot be reached.
    fn fetch(&mut self, url: &str) -> Result<Vec<u8>, String>;
}

/// What is known about each source's page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct SourcesLock {
    sources: BTreeMap<String, Locked>,
}

/// A page as it was last seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// Its address.
    pub url: String,
    /// SHA-256 over its words.
    pub sha256: String,
    /// Day it was last fetched.
    pub checked: Date,
    /// Day on which it was first seen to differ from what was recorded before.
    pub changed: Option<Date>,
}

/// What a check found about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Fetched for the first time.
    First,
    /// The same words as before.
    Same,
    /// Other words than before.
    Changed,
    /// Not to be had, and why.
    Gone(String),
}

impl SourcesLock {
    /// Reads a lock file.
    ///
    /// # Errors
    ///
    /// Text that is no lock file, at its line.
    pub fn read(file: &InputFile) -> Result<Self, Box<Diagnostic>> {
        if file.text().lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
            return Ok(Self::default());
        }
        read_yaml(file, file.text().len()).map_err(|fault| {
            Box::new(
                Diagnostic::error("malformed-lock", file, fault.span, fault.message)
                    .help("the file is written by `neatline verify-sources`; remove it to begin anew"),
            )
        })
    }

    /// The lock file's text.
    pub fn to_yaml(&self) -> String {
        let mut out = String::from(
            "# Written by `neatline verify-sources --online`: what each source looked like when it was last fetched.\n",
        );
        for (id, locked) in &self.sources {
            out.push_str(&format!("{id}:\n  url: {}\n  sha256: {}\n", scalar_url(&locked.url), quoted(&locked.sha256)));
            out.push_str(&format!("  checked: {}\n", locked.checked));
            if let Some(changed) = locked.changed {
                out.push_str(&format!("  changed: {changed}\n"));
            }
        }
        out
    }

    /// The day on which a source was seen to have changed, if that is after a day.
    pub fn changed_after(&self, source: &str, day: Date) -> Option<Date> {
        self.sources.get(source)?.changed.filter(|changed| *changed > day)
    }

    /// Fetches the pages of all sources that facts cite and records what was seen. `report` is told about each. A page that cannot be
    /// had keeps what was recorded; a source that is no longer in the base is dropped.
    pub fn verify(
        &mut self,
        knowledge: &Knowledge,
        on: Date,
        fetch: &mut impl Fetch,
        mut report: impl FnMut(&str, &str, &Seen),
    ) {
        self.sources.retain(|id, _| knowledge.sources.contains_key(id));
        for source in knowledge.sources.values() {
            let seen = match fetch.fetch(&source.url) {
                Err(why) => Seen::Gone(why),
                Ok(bytes) => self.record(&source.id, &source.url, &bytes, on),
            };
            report(&source.id, &source.url, &seen);
        }
    }

    fn record(&mut self, id: &str, url: &str, bytes: &[u8], on: Date) -> Seen {
        let sha256 = hash_words(bytes);
        let before = self.sources.get(id).filter(|before| before.url == url).cloned();
        let (seen, changed) = match &before {
            None => (Seen::First, None),
            Some(before) if before.sha256 == sha256 => (Seen::Same, before.changed),
            Some(_) => (Seen::Changed, Some(on)),
        };
        self.sources.insert(id.to_owned(), Locked { url: url.to_owned(), sha256, checked: on, changed });
        seen
    }
}

fn scalar_url(url: &str) -> String {
    if url.starts_with("https://") && !url.contains([' ', '#']) { scalar(url) } else { quoted(url) }
}

/// Hash over the words of a page: tags, scripts and white space change with every visit on many sites and say nothing.
fn hash_words(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let start: String = text.chars().take(2000).collect::<String>().to_lowercase();
    let words =
        if start.contains("<html") || start.contains("<!doctype html") { visible(&text) } else { text.into_owned() };
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(folded.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text of a page without tags, scripts, styles and comments.
fn visible(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len() / 2);
    let mut at = 0;
    while let Some(open) = lower[at..].find('<').map(|found| at + found) {
        out.push_str(&html[at..open]);
        out.push(' ');
        let (from, end) = if lower[open..].starts_with("<script") {
            (open, "</script>")
        } else if lower[open..].starts_with("<style") {
            (open, "</style>")
        } else if lower[open..].starts_with("<!--") {
            (open, "-->")
        } else {
            (open, ">")
        };
        match lower[from..].find(end) {
            Some(found) => at = from + found + end.len(),
            None => return out,
        }
    }
    out.push_str(&html[at..]);
    out
}
