//! Widths of table columns from what stands in them.

/// What a column would like, padding included.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Natural {
    /// Width of its widest line.
    pub(super) widest: f32,
    /// Width of its longest word.
    pub(super) word: f32,
}

/// Shares the available width out. Columns that need little get what they need; long text shares the rest; words are only
/// broken if even the longest words do not fit beside each other.
pub(super) fn widths(natural: &[Natural], available: f32) -> Vec<f32> {
    let wish: f32 = natural.iter().map(|column| column.widest).sum();
    if wish <= available {
        // A small table stays small; one that nearly fills the line fills it.
        let stretch = if wish < available * 0.6 { 1.0 } else { available / wish };
        return natural.iter().map(|column| column.widest * stretch).collect();
    }
    let words: Vec<f32> = natural.iter().map(|column| column.word.min(available * 0.4)).collect();
    let least: f32 = words.iter().sum();
    if least > available {
        return share(&words, available);
    }
    // A column with very long text must not starve one with merely long text.
    let wants: Vec<f32> =
        natural.iter().zip(&words).map(|(column, word)| (column.widest.min(available * 1.6) - word).max(0.0)).collect();
    let total: f32 = wants.iter().sum();
    let rest = available - least;
    words.iter().zip(&wants).map(|(word, want)| if total > 0.0 { word + rest * want / total } else { *word }).collect()
}

/// Gives every column what it asks up to a common limit, such that all fit.
fn share(asked: &[f32], available: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..asked.len()).collect();
    order.sort_by(|&a, &b| asked[a].total_cmp(&asked[b]));
    let mut out = vec![0.0; asked.len()];
    let mut left = available;
    for (done, &column) in order.iter().enumerate() {
        let fair = left / (asked.len() - done) as f32;
        out[column] = asked[column].min(fair);
        left -= out[column];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Natural, widths};

    #[test]
    fn a_short_column_keeps_its_width_beside_a_long_one() {
        let made = widths(&[Natural { widest: 30.0, word: 30.0 }, Natural { widest: 2000.0, word: 60.0 }], 400.0);
        assert!((made[0] - 30.0).abs() < 0.01, "{made:?}");
        assert!((made.iter().sum::<f32>() - 400.0).abs() < 0.01, "{made:?}");
    }

    #[test]
    fn many_columns_of_long_words_fit_all_the_same() {
        let made = widths(&[Natural { widest: 500.0, word: 300.0 }; 40], 450.0);
        assert!((made.iter().sum::<f32>() - 450.0).abs() < 0.1, "{made:?}");
    }
}
