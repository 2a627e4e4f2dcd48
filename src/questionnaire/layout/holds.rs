//! What stands in an answer cell: nothing, a placeholder, a default, or somebody's real answer.

use crate::questionnaire::prose::{allowed_answers, is_placeholder};

/// Whether a cell waits for an answer.
pub(in crate::questionnaire) fn is_open(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    text.is_empty()
        || is_placeholder(text)
        || allowed_answers(text).is_some()
        || ["[ ]", "☐", "□"].iter().any(|sign| text.starts_with(sign))
        || is_prompt(&lower)
        || ["select", "tbd", "tbc", "t.b.d.", "todo", "#n/a", "...", "…", "-", "–", "?"].contains(&lower.as_str())
        || lower.starts_with('<')
}

/// Whether a text asks for an answer where the answer goes: `-- choose --`, `Please select`, `[Enter details]`.
pub(super) fn is_prompt(text: &str) -> bool {
    const STARTS: [&str; 22] = [
        "please select",
        "please choose",
        "please enter",
        "please provide",
        "please specify",
        "please describe",
        "please fill",
        "please answer",
        "please indicate",
        "please complete",
        "please insert",
        "choose ",
        "select ",
        "click ",
        "enter ",
        "insert ",
        "type here",
        "bitte ",
        "veuillez ",
        "seleccione",
        "not answered",
        "not yet answered",
    ];
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|sign: char| !sign.is_alphanumeric());
    let short = bare.chars().count() <= 80;
    (short && STARTS.iter().any(|start| bare.starts_with(start)))
        || ["select", "choose", "please select", "auswählen", "sélectionner", "seleccionar"].contains(&bare)
        || ["ご記入", "選択してください", "選択"].iter().any(|start| lower.trim().starts_with(start))
}

/// Whether a cell stands for nothing: spreadsheet errors, "Other:", totals.
pub(super) fn is_filler(text: &str) -> bool {
    const WORDS: [&str; 18] = [
        "#n/a",
        "#ref!",
        "#value!",
        "#name?",
        "#div/0!",
        "n/a",
        "tbd",
        "other",
        "others",
        "total",
        "subtotal",
        "grand total",
        "-",
        "…",
        "...",
        "none",
        "合計",
        "小計",
    ];
    let folded = text.trim().trim_end_matches([':', '.']).to_lowercase();
    folded.is_empty()
        || WORDS.contains(&folded.as_str())
        || WORDS.contains(&text.trim())
        || is_placeholder(text)
        || ((folded.starts_with("total ") || folded.ends_with(" total")) && folded.chars().count() < 40)
}

/// Answers that are offered as words in the cell itself: `[ ] Yes [ ] No`, `Yes / No / N/A`. Each as the text that the cell gets.
pub(super) fn offered(text: &str) -> Option<Vec<String>> {
    allowed_answers(text)?;
    let boxes: Vec<(usize, &str)> =
        ["[ ]", "[]", "☐", "□", "( )"].into_iter().flat_map(|sign| text.match_indices(sign)).collect();
    if boxes.len() >= 2 {
        let mut boxes = boxes;
        boxes.sort_unstable();
        let ticked = |index: usize| {
            let (start, sign) = boxes[index];
            let tick = match sign {
                "☐" => "☒",
                "□" => "■",
                "( )" => "(x)",
                _ => "[x]",
            };
            format!("{}{tick}{}", &text[..start], &text[start + sign.len()..])
        };
        return Some((0..boxes.len()).map(ticked).collect());
    }
    let folded = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let guarded = folded.replace("N/A", "N\u{0}A").replace("n/a", "n\u{0}a");
    let words: Vec<String> = guarded
        .split(['/', '|', ',', ';'])
        .map(|word| word.trim().replace('\u{0}', "/"))
        .filter(|word| !word.is_empty())
        .collect();
    (words.len() >= 2).then_some(words)
}

/// Whether one of several boxes in a cell is ticked: `■ yes □ no`.
pub(super) fn is_ticked(text: &str) -> bool {
    text.len() <= 300
        && ["■", "☒", "☑", "[x]", "(x)"].iter().any(|sign| text.contains(sign))
        && ["□", "☐", "[ ]", "( )"].iter().any(|sign| text.contains(sign))
}

/// The value that most answer cells of a table were filled with before anybody answered, if there is one: it must stand in nearly
/// all of several cells.
pub(super) fn default_of<'t>(cells: impl Iterator<Item = &'t str>) -> Option<String> {
    let cells: Vec<&str> = cells.map(str::trim).collect();
    let first = cells.iter().find(|cell| !cell.is_empty())?;
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let same = cells.iter().filter(|cell| *cell == first).count();
    (filled >= 4 && same * 10 >= filled * 9 && first.chars().count() <= 40).then(|| (*first).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_cell_become_what_may_be_written() {
        assert_eq!(offered("Yes / No / N/A").unwrap(), ["Yes", "No", "N/A"]);
        assert_eq!(offered("☐ Ja ☐ Nein").unwrap(), ["☒ Ja ☐ Nein", "☐ Ja ☒ Nein"]);
        assert_eq!(offered("See attached"), None);
    }

    #[test]
    fn a_default_stands_in_nearly_all_cells() {
        assert_eq!(default_of(["No"; 6].into_iter()).as_deref(), Some("No"));
        assert_eq!(default_of(["No", "Yes", "No", "Yes", "No"].into_iter()), None);
        assert_eq!(default_of(["No"; 3].into_iter()), None);
    }
}
