//! Characters to lines: blanks where there is a gap, spans where there is a wide one.

use super::geometry::Rect;
use super::page::{Glyph, Runs};
use super::signs::tick;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) spans: Vec<Span>,
    pub(super) area: Rect,
    pub(super) base: f64,
    /// Size of most of its characters.
    pub(super) size: f64,
    /// Whether all of it is bold.
    pub(super) bold: bool,
}

/// A piece of a line between wide gaps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) area: Rect,
}

impl Line {
    /// Its text with one blank between spans.
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.spans.iter().map(|span| span.text.as_str()).collect();
        tick(&texts.join(" "))
    }
}

/// A gap of more than this many sizes parts spans.
const SPAN_GAP: f64 = 1.3;
/// A gap of more than this many sizes is a blank.
const BLANK_GAP: f64 = 0.17;

/// Lines from top to bottom.
pub(super) fn lines_of(glyphs: &[&Glyph]) -> Vec<Line> {
    lines_with(glyphs, SPAN_GAP)
}

/// The same with every word as a span.
pub(super) fn words_of(glyphs: &[&Glyph]) -> Vec<Line> {
    lines_with(glyphs, BLANK_GAP)
}

fn lines_with(glyphs: &[&Glyph], gap: f64) -> Vec<Line> {
    let mut level: Vec<&Glyph> = glyphs.iter().copied().filter(|glyph| glyph.runs == Runs::Right).collect();
    level.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut lines: Vec<Line> = Vec::new();
    let mut cluster: Vec<&Glyph> = Vec::new();
    let mut base = 0.0;
    for glyph in level {
        let near = cluster.first().is_some_and(|first| glyph.base - base < 0.4 * glyph.size.max(first.size).min(20.0));
        if !near && !cluster.is_empty() {
            lines.extend(line(std::mem::take(&mut cluster), gap));
        }
        if cluster.is_empty() {
            base = glyph.base;
        }
        cluster.push(glyph);
    }
    lines.extend(line(cluster, gap));
    lines.extend(turned(glyphs));
    lines.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.area.left.total_cmp(&other.area.left)));
    lines
}

fn line(mut glyphs: Vec<&Glyph>, span_gap: f64) -> Option<Line> {
    glyphs.sort_by(|one, other| one.area.left.total_cmp(&other.area.left));
    // Shadows and poor man's bold print everything twice.
    let mut kept: Vec<&Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let twin =
            |other: &&&Glyph| other.text == glyph.text && (other.area.left - glyph.area.left).abs() < 0.15 * glyph.size;
        if !kept.iter().rev().take(4).any(|other| twin(&other)) {
            kept.push(glyph);
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut blank = false;
    let (mut bold, mut letters) = (0usize, 0usize);
    for glyph in &kept {
        if glyph.text.trim().is_empty() {
            blank = true;
            continue;
        }
        letters += 1;
        bold += usize::from(glyph.bold);
        let gap = spans.last().map(|span| glyph.area.left - span.area.right);
        match (spans.last_mut(), gap) {
            (Some(span), Some(gap)) if gap < span_gap * glyph.size && !(blank && span_gap == BLANK_GAP) => {
                let wide = span.text.chars().next_back().is_some_and(is_wide)
                    && glyph.text.chars().next().is_some_and(is_wide);
                let least = if wide { 0.6 } else { BLANK_GAP };
                if (blank && !(wide && gap < 0.3 * glyph.size)) || gap > least * glyph.size {
                    span.text.push(' ');
                }
                span.text.push_str(&glyph.text);
                span.area = span.area.around(glyph.area);
            }
            _ => spans.push(Span { text: glyph.text.clone(), area: glyph.area }),
        }
        blank = false;
    }
    let area = spans.iter().map(|span| span.area).reduce(Rect::around)?;
    let mut sizes: Vec<f64> = kept.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes[sizes.len() / 2];
    let base = kept.iter().map(|glyph| glyph.base).fold(f64::MIN, f64::max);
    Some(Line { spans, area, base, size, bold: letters > 0 && bold == letters })
}

/// Han, kana, hangul and full-width signs: written without blanks.
fn is_wide(sign: char) -> bool {
    matches!(sign, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}')
}

/// Columns of text that run up or down, each as one line.
fn turned(glyphs: &[&Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs.iter().copied().filter(|glyph| glyph.runs != Runs::Right) {
        let goes_on = last.is_some_and(|last| {
            let along = match glyph.runs {
                Runs::Up => last.area.top - glyph.area.bottom,
                Runs::Down => glyph.area.top - last.area.bottom,
                _ => last.area.left - glyph.area.right,
            };
            last.runs == glyph.runs && (last.base - glyph.base).abs() < 0.5 * glyph.size && along.abs() < glyph.size
        });
        match lines.last_mut() {
            Some(line) if goes_on => {
                line.spans[0].text.push_str(&glyph.text);
                line.spans[0].area = line.spans[0].area.around(glyph.area);
                line.area = line.spans[0].area;
            }
            _ => lines.push(Line {
                spans: vec![Span { text: glyph.text.clone(), area: glyph.area }],
                area: glyph.area,
                base: glyph.area.bottom,
                size: glyph.size,
                bold: glyph.bold,
            }),
        }
        last = Some(glyph);
    }
    // Vertical script goes from right to left.
    for line in &mut lines {
        line.base = line.area.top + line.size;
        line.spans[0].text = line.spans[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.spans[0].text.is_empty());
    lines.sort_by(|one, other| other.area.left.total_cmp(&one.area.left));
    lines
}

/// Appends a wrapped line to a text: a hyphen at the end of a line goes, blanks come where the script has them.
pub(super) fn join_wrapped(text: &mut String, line: &str) {
    /// Parts of words that keep their hyphen: `third-party`, `non-compliant`.
    const KEPT: &[&str] = &[
        "non", "self", "third", "cross", "multi", "well", "high", "low", "end", "long", "short", "on", "off", "in",
        "open", "up", "real", "user", "role", "full", "two", "cloud", "data", "state", "out",
    ];
    let line = line.trim();
    let hyphen = text.ends_with(['-', '\u{ad}', '‐']) && line.starts_with(char::is_lowercase);
    let before = text.trim_end_matches(['-', '\u{ad}', '‐']);
    if hyphen && before.ends_with(char::is_alphabetic) {
        let last = before.rsplit(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let kept = KEPT.contains(&last.as_str()) && !text.ends_with('\u{ad}');
        // German leaves a hyphen before "und": "Datei- und Ordnerrechte".
        let apart = ["und ", "oder ", "bzw. ", "and ", "or "].iter().any(|word| line.starts_with(word));
        if apart {
            text.push(' ');
        } else if !kept {
            text.truncate(before.len());
        }
        text.push_str(line);
        return;
    }
    // "Vier-" before "Augen-Prinzip": the hyphen is the word's own.
    let own = text.ends_with('-') && before.ends_with(char::is_alphanumeric) && line.starts_with(char::is_uppercase);
    if (own || text.ends_with('/')) && !line.is_empty() {
        text.push_str(line);
        return;
    }
    crate::questionnaire::clean::join(text, line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_at_line_ends() {
        let joined = |one: &str, other: &str| {
            let mut text = one.to_owned();
            join_wrapped(&mut text, other);
            text
        };
        assert_eq!(joined("Informationssicherheits-", "richtlinie"), "Informationssicherheitsrichtlinie");
        assert_eq!(joined("review of non-", "compliant cases"), "review of non-compliant cases");
        assert_eq!(joined("Datei-", "und Ordnerrechte"), "Datei- und Ordnerrechte");
        assert_eq!(joined("Vier-", "Augen-Prinzip"), "Vier-Augen-Prinzip");
        assert_eq!(joined("情報セキュリティ", "方針"), "情報セキュリティ方針");
    }
}
