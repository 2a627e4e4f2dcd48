//! An item that wants a particular detail - a count, a day, a name, a version - against a fact that nobody asks for one.

use super::{Fired, Sight};
use crate::answer::Why;

/// Ways to ask for a detail, grouped: a wording of the fact that asks in the same group bears the others out.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "a count",
        &[
            "how many",
            "how much",
            "what percentage",
            "what share",
            "how large",
            "how big",
            "wie viele",
            "wie viel",
            "combien",
            "cuántos",
            "cuántas",
        ],
    ),
    ("a day", &["what date", "which date", "on what day", "which day", "which year", "what year"]),
    ("a version", &["which version", "what version", "version number"]),
    ("a price", &["what is the price", "what does it cost", "how expensive", "hourly rate", "day rate"]),
];

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    let item = &sight.found.text.normalised;
    let fact = sight.fact;
    let asks = |text: &str, group: &[&str]| group.iter().any(|way| holds(text, way));
    let (what, _) = GROUPS.iter().find(|(what, group)| {
        (asks(item, group) || (*what == "a version" && asks_version(item)))
            && !std::iter::once(&fact.question)
                .chain(&fact.phrasings)
                .chain([&fact.title, &fact.short])
                .any(|text| asks(&text.to_lowercase(), group))
    })?;
    Some(Fired::new(Why::Detail, "guard-detail", format!("the item wants {what}, which `{}` does not give", fact.id)))
}

/// "Which Python version", "what release of GDAL".
fn asks_version(item: &str) -> bool {
    let words: Vec<&str> = item.split(' ').collect();
    words.windows(3).any(|three| matches!(three[0], "which" | "what") && matches!(three[2], "version" | "release"))
}

/// Whether the words stand in the text, as words.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + words.len()..].starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn words_are_whole() {
        assert!(holds("how many people have access", "how many"));
        assert!(!holds("renumber of items", "number of"));
        assert!(!holds("who issues it", "who is"));
    }
}
