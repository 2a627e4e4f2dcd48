//! The words beside a field.

use super::geometry::Rect;
use super::lines::{Line, Span};
use crate::questionnaire::clean::fold;

/// How far a label may stand from its field, in points.
const LEFT: f64 = 220.0;
const ABOVE: f64 = 26.0;

/// The label of a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) text: String,
}

impl Label {
    /// A label of these words.
    pub(super) fn new(text: &str) -> Self {
        Self { text: fold(text) }
    }

    /// Whether it only names a place for words: comment, explanation, evidence.
    pub(super) fn says_comment(&self) -> bool {
        self.begins_with(&[
            "comment",
            "remark",
            "expla",
            "detail",
            "evidence",
            "note",
            "please explain",
            "please provide",
            "please describe",
            "please specify",
            "if yes",
            "if no",
            "if so",
            "if not",
            "justification",
            "reference",
            "additional",
            "further",
            "bemerkung",
            "kommentar",
            "erläuter",
            "begründ",
            "nachweis",
            "anmerkung",
            "falls ",
            "wenn ja",
            "wenn nein",
            "commentaire",
            "précis",
            "remarque",
            "si oui",
            "si non",
            "comentario",
            "observac",
            "detalle",
            "備考",
            "コメント",
            "補足",
            "詳細",
            "根拠",
        ])
    }

    /// The same, or a place for the answer.
    pub(super) fn says_answer_or_comment(&self) -> bool {
        self.says_comment()
            || self.begins_with(&[
                "answer",
                "response",
                "reply",
                "your answer",
                "vendor response",
                "supplier response",
                "antwort",
                "réponse",
                "respuesta",
                "回答",
                "ご回答",
                "yes",
                "no",
                "n/a",
                "ja",
                "nein",
                "はい",
                "いいえ",
                "status",
            ])
    }

    fn begins_with(&self, words: &[&str]) -> bool {
        let lower = self.text.to_lowercase();
        let lower = lower.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        lower.chars().count() <= 60 && words.iter().any(|word| lower.starts_with(word))
    }
}

/// The words that name a field: left of it on its line, else right above it.
pub(super) fn label_of(area: Rect, lines: &[Line]) -> Option<Label> {
    let (_, y) = area.centre();
    let spans = || lines.iter().flat_map(|line| &line.spans).filter(|span| is_said(span));
    let low = area.height().min(16.0);
    let left = spans()
        .filter(|span| {
            let level = (span.area.top..=span.area.bottom).contains(&y)
                || (area.top - 2.0..=area.top + low + 2.0).contains(&span.area.centre().1);
            level && span.area.right <= area.left + 4.0 && area.left - span.area.right <= LEFT
        })
        .max_by(|one, other| one.area.right.total_cmp(&other.area.right));
    if let Some(span) = left {
        return Some(Label::new(&wrapped_above(span, lines)));
    }
    let above = spans()
        .filter(|span| {
            span.area.bottom <= area.top + 4.0
                && area.top - span.area.bottom <= ABOVE
                && span.area.left <= area.right
                && span.area.right >= area.left - 4.0
        })
        .max_by(|one, other| one.area.bottom.total_cmp(&other.area.bottom));
    above.map(|span| Label::new(&wrapped_above(span, lines)))
}

/// The words right of a box, up to the next box.
pub(super) fn right_of(area: Rect, lines: &[Line], boxes: &[Rect]) -> Option<String> {
    let (_, y) = area.centre();
    let next = boxes
        .iter()
        .filter(|other| other.left > area.right && (other.centre().1 - y).abs() < 6.0)
        .map(|other| other.left)
        .fold(f64::MAX, f64::min);
    let spans = lines.iter().flat_map(|line| &line.spans).filter(|span| is_said(span));
    let mut right: Vec<&Span> = spans
        .filter(|span| {
            (span.area.top - 2.0..=span.area.bottom + 2.0).contains(&y)
                && span.area.left >= area.right - 4.0
                && span.area.left - area.right <= 40.0
                && span.area.left < next
        })
        .collect();
    right.sort_by(|one, other| one.area.left.total_cmp(&other.area.left));
    right.first().map(|span| fold(&span.text))
}

fn is_said(span: &Span) -> bool {
    span.text.chars().any(char::is_alphanumeric)
}

/// A label of several lines: those right above it that begin at the same place.
fn wrapped_above(span: &Span, lines: &[Line]) -> String {
    let mut parts = vec![span];
    let height = span.area.height();
    for _ in 0..6 {
        let top = parts[parts.len() - 1];
        let next = lines.iter().flat_map(|line| &line.spans).find(|other| {
            let gap = top.area.top - other.area.bottom;
            (other.area.left - top.area.left).abs() < 3.0
                && gap > -0.3 * height
                && gap < 0.45 * height
                && other.area.top < top.area.top
                && !other.text.trim_end().ends_with(['?', '.', ':', '？', '。', '：'])
        });
        match next {
            Some(next) => parts.push(next),
            None => break,
        }
    }
    let mut text = String::new();
    for part in parts.iter().rev() {
        super::lines::join_wrapped(&mut text, &part.text);
    }
    text
}
