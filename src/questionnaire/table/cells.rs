//! What one cell says.

use crate::questionnaire::clean::{fold, join};
use crate::questionnaire::prose::{allowed_answers, is_example, is_placeholder};

/// A question cell taken apart.
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) guidance: String,
}

/// Takes examples and allowed answers out of a question cell.
pub(super) fn asked_in(cell: &str) -> Asked {
    let (mut text, mut guidance) = (String::new(), String::new());
    let mut in_example = false;
    for line in cell.lines() {
        in_example |= is_example(line);
        if in_example || (allowed_answers(line).is_some() && !text.is_empty()) {
            join(&mut guidance, line);
        } else if !is_placeholder(line) {
            join(&mut text, line);
        }
    }
    Asked { text: fold(&text), guidance: fold(&guidance) }
}

/// Whether a cell stands for nothing: spreadsheet errors, "Other:", totals.
pub(super) fn is_filler(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "#n/a", "#ref!", "#value!", "#name?", "n/a", "tbd", "other", "others", "total", "subtotal", "-", "…", "...",
        "none",
    ];
    let folded = text.trim().trim_end_matches([':', '.']).to_lowercase();
    folded.is_empty() || WORDS.contains(&folded.as_str()) || WORDS.contains(&text.trim()) || is_placeholder(text)
}

/// Whether a cell waits for an answer.
pub(super) fn is_open(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || is_placeholder(text)
        || allowed_answers(text).is_some()
        || ["[ ]", "☐", "□"].iter().any(|sign| text.starts_with(sign))
        || text.eq_ignore_ascii_case("select")
        || text.to_lowercase().starts_with("please ")
        || text.to_lowercase().starts_with("choose ")
}
