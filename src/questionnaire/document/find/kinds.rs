//! What a paragraph is to those around it.

use super::super::model::Paragraph;
use crate::questionnaire::clean::{clean, fold};
use crate::questionnaire::prose::is_placeholder;
use std::ops::Range;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing stands in it.
    Blank,
    /// A heading of a level.
    Heading(u8),
    /// Words with a field, a line or boxes behind them.
    Label,
    /// Only a place for an answer: a field, a line, boxes with their words, `Answer:`.
    Answer,
    /// A statement to tick.
    Statement,
    /// Words.
    Text,
    /// A line of a table of contents, or nothing but a picture.
    Furniture,
}

/// Longest words of a box that is one of several answers.
const CHOICE: usize = 60;

/// Tells what a paragraph is.
pub(super) fn kind(paragraph: &Paragraph) -> Kind {
    if paragraph.is_blank() {
        return Kind::Blank;
    }
    if paragraph.is_contents {
        return Kind::Furniture;
    }
    let text = paragraph.text.trim();
    if let Some(level) = paragraph.heading.filter(|_| paragraph.fields.is_empty() && !text.is_empty()) {
        return Kind::Heading(level.clamp(1, 6));
    }
    let lead = lead(paragraph);
    let waits = !paragraph.fields.is_empty() || !lines_to_write_on(&paragraph.text).is_empty();
    if paragraph.boxes.is_empty() && !waits {
        return match text {
            "" => Kind::Furniture,
            _ if is_placeholder(text) => Kind::Answer,
            _ => Kind::Text,
        };
    }
    if lead.chars().any(char::is_alphabetic) && !is_placeholder(&format!("{}:", lead.trim_end_matches([':', '：']))) {
        return Kind::Label;
    }
    let longest =
        super::super::boxes::labels(paragraph, 0).iter().map(|words| words.chars().count()).max().unwrap_or(0);
    if paragraph.boxes.len() == 1 && longest > CHOICE / 2 && !waits {
        return Kind::Statement;
    }
    Kind::Answer
}

/// The words before the first place for an answer.
pub(super) fn lead(paragraph: &Paragraph) -> String {
    let end = lead_end(paragraph);
    fold(&clean(paragraph.text.get(..end).unwrap_or_default()))
}

/// Where the first place for an answer begins in the text.
pub(super) fn lead_end(paragraph: &Paragraph) -> usize {
    let text = &paragraph.text;
    let field = paragraph.fields.first().map(|(at, _)| *at);
    let line = lines_to_write_on(text).first().map(|line| line.start);
    let tick = paragraph.boxes.first().map(|first| {
        let last = paragraph.boxes.last().map_or(0, |last| last.at + last.length);
        let follow = text.get(last..).unwrap_or_default().trim().is_empty();
        if !follow {
            return first.at;
        }
        // "Is it? Yes ☐ No ☐": the words of the first box stand before it.
        let before = text.get(..first.at).unwrap_or_default();
        before
            .rfind(['?', ':', '？', '：', '\t', '\n'])
            .map_or(0, |index| index + before[index..].chars().next().map_or(0, char::len_utf8))
    });
    [field, line, tick].into_iter().flatten().min().unwrap_or(text.len())
}

/// Stretches of a text that are lines to write on: `_____`, `......`.
pub(super) fn lines_to_write_on(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char, usize)> = None;
    let ends = text.char_indices().chain([(text.len(), '\0')]);
    for (at, sign) in ends {
        let writes = matches!(sign, '_' | '＿' | '…' | '.');
        match &mut open {
            Some((_, known, count)) if writes && *known == sign => *count += 1,
            _ => {
                if let Some((start, known, count)) = open.take() {
                    let enough = match known {
                        '_' | '＿' => 3,
                        '…' => 3,
                        _ => 6,
                    };
                    if count >= enough {
                        found.push(start..at);
                    }
                }
                open = writes.then_some((at, sign, 1));
            }
        }
    }
    found
}

/// Whether the words before a place say that it is for words beside the answer.
pub(super) fn is_for_comments(lead: &str) -> bool {
    const WORDS: &[&str] = &[
        "comment",
        "remark",
        "explain",
        "explanation",
        "detail",
        "evidence",
        "describe",
        "specify",
        "if yes",
        "if no",
        "if so",
        "note",
        "bemerkung",
        "kommentar",
        "erläuter",
        "begründ",
        "nachweis",
        "wenn ja",
        "commentaire",
        "précis",
        "justif",
        "si oui",
        "comentario",
        "備考",
        "コメント",
        "補足",
        "理由",
        "説明",
    ];
    let lower = lead.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word)) && lead.chars().count() <= 80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_between_words() {
        let text = "Name: ______ Date ____ e.g. ... done";
        let found: Vec<&str> = lines_to_write_on(text).into_iter().map(|line| &text[line]).collect();
        assert_eq!(found, ["______", "____"]);
        assert!(lines_to_write_on("a_b __ c").is_empty());
    }

    #[test]
    fn paragraphs_are_told_apart() {
        let of = |text: &str| {
            let mut paragraph = Paragraph { text: text.to_owned(), ..Paragraph::default() };
            super::super::super::boxes::find_boxes(&mut paragraph);
            kind(&paragraph)
        };
        assert_eq!(of("  "), Kind::Blank);
        assert_eq!(of("Answer:"), Kind::Answer);
        assert_eq!(of("________"), Kind::Answer);
        assert_eq!(of("Company name: ______"), Kind::Label);
        assert_eq!(of("☐ Yes ☐ No"), Kind::Answer);
        assert_eq!(of("Yes ☐ No ☐"), Kind::Answer);
        assert_eq!(of("Is it safe? ☐ Yes ☐ No"), Kind::Label);
        assert_eq!(of("Is it safe? Yes ☐ No ☐"), Kind::Label);
        assert_eq!(of("☐ The supplier has a policy that is reviewed every year"), Kind::Statement);
        assert_eq!(of("Is it safe?"), Kind::Text);
    }
}
