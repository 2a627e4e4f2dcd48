//! Boxes that somebody typed: the signs that stand for them, and what ticks each.

use super::model::{Paragraph, TickBox};

/// Signs of open boxes and what they become when ticked.
const OPEN: &[(&str, &str)] = &[
    ("☐", "☒"),
    ("□", "☑"),
    ("❑", "☒"),
    ("❏", "☒"),
    ("◻", "◼"),
    ("▢", "☒"),
    ("[ ]", "[x]"),
    ("[\u{a0}]", "[x]"),
    ("( )", "(x)"),
    ("\u{f0a8}", "\u{f0fe}"),
];

/// Signs of ticked boxes.
const TICKED: &[&str] = &["☒", "☑", "◼", "[x]", "[X]", "(x)", "(X)", "\u{f0fe}", "\u{f0fd}"];

/// Finds the boxes in the text of a paragraph; those of fields are known already.
pub(super) fn find_boxes(paragraph: &mut Paragraph) {
    let text = &paragraph.text;
    let mut found: Vec<(usize, &str, Option<&str>)> = Vec::new();
    for (sign, ticked) in OPEN {
        found.extend(text.match_indices(sign).map(|(at, sign)| (at, sign, Some(*ticked))));
    }
    for sign in TICKED {
        found.extend(text.match_indices(sign).map(|(at, sign)| (at, sign, None)));
    }
    // A black square is an ornament, but beside a white one it is a ticked box.
    if text.contains('□') {
        found.extend(text.match_indices('■').map(|(at, sign)| (at, sign, None)));
    }
    found.retain(|(at, _, _)| paragraph.boxes.iter().all(|known| known.at != *at));
    let boxes: Vec<TickBox> = found
        .into_iter()
        .map(|(at, sign, ticked)| {
            let source = paragraph.source(at..at + sign.len());
            let tick = source.zip(ticked).map(|(span, ticked)| (span, ticked.to_owned()));
            TickBox {
                at,
                length: sign.len(),
                ticked: ticked.is_none(),
                locked: (tick.is_none() && ticked.is_some()).then_some("a box that cannot be ticked"),
                tick: tick.into_iter().collect(),
                is_field: false,
            }
        })
        .collect();
    paragraph.boxes.extend(boxes);
    paragraph.boxes.sort_by_key(|tick| tick.at);
}

/// What a box stands for: the words after it, or before it where boxes follow their words. Empty for a box without words.
pub(crate) fn labels(paragraph: &Paragraph, from: usize) -> Vec<String> {
    let boxes = &paragraph.boxes;
    let text = |start: usize, end: usize| {
        let cut = paragraph.text.get(start..end).unwrap_or_default();
        cut.to_owned()
    };
    let end_of = |index: usize| boxes[index].at + boxes[index].length;
    let after: Vec<String> = (0..boxes.len())
        .map(|index| {
            let end = boxes.get(index + 1).map_or(paragraph.text.len(), |next| next.at);
            let words = text(end_of(index), end);
            // Further lines below the last box are no words of it.
            trimmed(words.trim_start().lines().next().unwrap_or_default())
        })
        .collect();
    let last_has_words = after.last().is_some_and(|words| !words.is_empty());
    if last_has_words || boxes.is_empty() {
        return after;
    }
    (0..boxes.len())
        .map(|index| {
            let start = if index == 0 { from } else { end_of(index - 1) };
            let words = text(start, boxes[index].at);
            trimmed(words.trim_end().lines().next_back().unwrap_or_default())
        })
        .collect()
}

fn trimmed(words: &str) -> String {
    let words = words.trim().trim_matches(['/', ',', ';', '|', ':', '_', '.', '\t', ' ', '、', '・']).trim();
    crate::questionnaire::clean::fold(&crate::questionnaire::clean::clean(words))
}

#[cfg(test)]
mod tests {
    use super::super::model::Piece;
    use super::*;

    fn paragraph(text: &str) -> Paragraph {
        let mut paragraph = Paragraph {
            text: text.to_owned(),
            pieces: vec![Piece { at: 0, source: 100, length: text.len() }],
            ..Paragraph::default()
        };
        find_boxes(&mut paragraph);
        paragraph
    }

    #[test]
    fn words_stand_after_their_boxes_or_before_them() {
        assert_eq!(labels(&paragraph("☐ Yes ☐ No  ☐ N/A"), 0), ["Yes", "No", "N/A"]);
        assert_eq!(labels(&paragraph("Yes ☐  No ☐"), 0), ["Yes", "No"]);
        assert_eq!(labels(&paragraph("□はい　□いいえ"), 0), ["はい", "いいえ"]);
    }

    #[test]
    fn a_tick_changes_the_sign_alone() {
        let paragraph = paragraph("A ☐ b □ c [ ] d");
        let ticks: Vec<_> = paragraph.boxes.iter().flat_map(|tick| tick.tick.clone()).collect();
        assert_eq!(ticks, [(102..105, "☒".to_owned()), (108..111, "☑".to_owned()), (114..117, "[x]".to_owned())]);
        assert_eq!(paragraph.fixed(), "A  b  c  d");
    }

    #[test]
    fn ornaments_are_no_boxes() {
        assert!(paragraph("■ Access").boxes.is_empty());
        assert!(paragraph("■ Yes □ No").boxes[0].ticked);
    }
}
