//! Front matter of a Hugo page, as YAML.

use indexmap::IndexMap;
use serde_json::{Value, json};

/// Keys and values; a value is written as JSON, which is YAML too.
pub(super) struct FrontMatter(IndexMap<String, Value>);

impl FrontMatter {
    pub(super) fn new(title: &str, description: &str) -> Self {
        let mut map = IndexMap::new();
        map.insert("title".to_owned(), json!(title));
        map.insert("description".to_owned(), json!(description));
        map.insert("draft".to_owned(), json!(false));
        Self(map)
    }

    pub(super) fn with(mut self, key: &str, value: Value) -> Self {
        self.0.insert(key.to_owned(), value);
        self
    }

    /// The block with its dashes; `more` are the site's own keys, which come after and do not replace ours.
    pub(super) fn text(self, more: &IndexMap<String, Value>) -> String {
        let mut out = String::from("---\n");
        let own = more.iter().filter(|(key, _)| !self.0.contains_key(*key));
        for (key, value) in self.0.iter().chain(own) {
            out.push_str(&format!("{}: {value}\n", key_text(key)));
        }
        out.push_str("---\n");
        out
    }
}

fn key_text(key: &str) -> String {
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if plain && !key.is_empty() { key.to_owned() } else { json!(key).to_string() }
}
