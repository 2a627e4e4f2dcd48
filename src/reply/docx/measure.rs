//! Widths of table columns, from what they hold.

use crate::reply::block::{Inline, plain_text};

/// Average advance of a letter of the table text (9.5 pt), in twentieths of a point. Source: 0.56 em of Noto Sans.
const LETTER: usize = 106;
/// Advance of a full-width character: one em.
const WIDE: usize = 190;
/// Room at both sides of a cell.
const PADDING: usize = 240;

/// What a column asks for.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    /// Width of the longest word.
    least: usize,
    /// Width of the longest cell on one line.
    most: usize,
    /// Width of all its cells together.
    sum: usize,
}

/// Shares `total` among columns: narrow ones get what they need, the rest is shared by how much text a column holds.
pub(super) fn widths(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], columns: usize, total: usize) -> Vec<usize> {
    let mut wishes = vec![Wish { least: 300, most: 300, sum: 1 }; columns];
    for row in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        for (wish, cell) in wishes.iter_mut().zip(row) {
            let (word, line) = extent(&plain_text(cell));
            wish.least = wish.least.max(word + PADDING);
            wish.most = wish.most.max(line + PADDING);
            wish.sum += line;
        }
    }
    if columns == 0 {
        return Vec::new();
    }
    let wanted: usize = wishes.iter().map(|wish| wish.most).sum();
    let shares: Vec<usize> = if wanted <= total {
        // Everything fits on one line: the room that is left goes to the columns in proportion.
        wishes.iter().map(|wish| wish.most * total / wanted).collect()
    } else {
        // No column takes more than its part for a single long word.
        let cap = (total / columns).max(total / 3).min(total);
        let least: Vec<usize> = wishes.iter().map(|wish| wish.least.min(cap)).collect();
        let needed: usize = least.iter().sum();
        if needed >= total {
            least.iter().map(|width| width * total / needed).collect()
        } else {
            // The square root keeps one long column from starving the others.
            let spare = total - needed;
            let weights: Vec<usize> = wishes
                .iter()
                .zip(&least)
                .map(|(wish, least)| wish.most.saturating_sub(*least).min(wish.sum).isqrt())
                .collect();
            let weight = weights.iter().sum::<usize>().max(1);
            least.iter().zip(&weights).map(|(least, own)| least + spare * own / weight).collect()
        }
    };
    even_out(shares, total)
}

/// Rounding leaves a little; the last column gets it.
fn even_out(mut shares: Vec<usize>, total: usize) -> Vec<usize> {
    let used: usize = shares.iter().sum();
    if let Some(last) = shares.last_mut() {
        *last += total.saturating_sub(used);
    }
    shares
}

/// Widths of the longest word and of the whole text on one line.
fn extent(text: &str) -> (usize, usize) {
    let (mut longest, mut word, mut line) = (0, 0, 0);
    for c in text.chars() {
        let wide = is_wide(c);
        let width = if wide { WIDE } else { LETTER };
        line += width;
        // A line may break at a space, after a hyphen or slash, and between full-width characters.
        if c.is_whitespace() || wide {
            word = 0;
        } else {
            word += width;
            longest = longest.max(word);
            if matches!(c, '-' | '/') {
                word = 0;
            }
        }
        if wide {
            longest = longest.max(width);
        }
    }
    (longest, line)
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Vec<Vec<Vec<Inline>>> {
        rows.iter().map(|row| row.iter().map(|cell| vec![Inline::Text((*cell).to_owned())]).collect()).collect()
    }

    #[test]
    fn a_short_column_keeps_its_words_whole_beside_a_long_one() {
        let long = "The credentials are encrypted with a key that is derived from the master password. ".repeat(4);
        let rows = table(&[&["1.2", "Authentication", &long]]);
        let widths = widths(&[], &rows, 3, 9412);
        assert_eq!(widths.iter().sum::<usize>(), 9412);
        assert!(widths[0] < 1200, "{widths:?}");
        assert!(widths[1] >= 14 * LETTER + PADDING, "{widths:?}");
        assert!(widths[2] > 5000, "{widths:?}");
    }

    #[test]
    fn hostile_tables_still_fill_the_width() {
        let rows = table(&[&[&"x".repeat(100_000), "y"], &[]]);
        let two = widths(&[], &rows, 2, 9412);
        assert_eq!(two.iter().sum::<usize>(), 9412);
        assert!(two.iter().all(|width| *width >= 300), "{two:?}");
        assert_eq!(widths(&[], &[], 0, 9412), Vec::<usize>::new());
        assert_eq!(widths(&[], &rows, 500, 9412).iter().sum::<usize>(), 9412);
    }
}
