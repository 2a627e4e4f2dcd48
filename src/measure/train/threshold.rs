//! The least probability from which answers are right often enough, by a bound that a few lucky items cannot cheat.

/// An answer that would be given: its probability, and whether it is right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shot {
    /// Calibrated probability, by models that did not see the fact.
    pub probability: f32,
    /// Whether it is right.
    pub right: bool,
    /// How much it counts, at most 1.
    pub weight: f64,
}

/// One-sided 95 % point of the normal distribution.
const Z: f64 = 1.645;

/// Wilson's lower bound of a share, one-sided at 95 %, for `right` of `all` independent answers; 0 for none.
pub fn lower_bound(right: f64, all: f64) -> f64 {
    if all <= 0.0 {
        return 0.0;
    }
    let share = right / all;
    let square = Z * Z;
    let centre = share + square / (2.0 * all);
    let spread = Z * (share * (1.0 - share) / all + square / (4.0 * all * all)).sqrt();
    (centre - spread) / (1.0 + square / all)
}

/// Answers at or above a threshold, the share of them that is right, and its lower bound. `repeats` says how often the same item
/// occurs among the shots on average: repeated items are not new evidence.
pub fn share_and_bound(shots: &[Shot], threshold: f32, repeats: f64) -> (usize, f64, f64) {
    let above: Vec<&Shot> = shots.iter().filter(|shot| shot.probability >= threshold).collect();
    let sum = |keep: fn(&Shot) -> bool| above.iter().filter(|shot| keep(shot)).map(|shot| shot.weight).sum::<f64>();
    let (all, right) = (sum(|_| true), sum(|shot| shot.right));
    (above.len(), if all > 0.0 { right / all } else { 0.0 }, lower_bound(right / repeats, all / repeats))
}

/// The least threshold, in steps of a thousandth, above which at least `share` of the answers are right and the lower bound of
/// that share is at least `bound`; no threshold is offered that fewer than `enough` independent answers reach. `None` when the
/// evidence bears no threshold.
pub fn threshold(shots: &[Shot], share: f64, bound: f64, repeats: f64, enough: f64) -> Option<f32> {
    (0..1000).map(|step| step as f32 / 1000.0).find(|from| {
        let (all, found, lower) = share_and_bound(shots, *from, repeats);
        all as f64 / repeats >= enough && found >= share && lower >= bound
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_below_the_share_and_grows_with_evidence() {
        let few = lower_bound(19.0, 20.0);
        let many = lower_bound(950.0, 1000.0);
        assert!(few < many && many < 0.95, "{few} {many}");
        // By hand: 10 of 10 gives 1 / (1 + 1.645^2 / 10).
        assert!((lower_bound(10.0, 10.0) - 1.0 / (1.0 + 0.2706)).abs() < 1e-3);
        assert_eq!(lower_bound(0.0, 0.0), 0.0);
    }

    #[test]
    fn a_threshold_needs_evidence_for_all_above_it() {
        let shot = |probability, right| Shot { probability, right, weight: 1.0 };
        let mut shots: Vec<Shot> = (0..300).map(|_| shot(0.95, true)).collect();
        shots.extend((0..300).map(|n| shot(0.60, n % 2 == 0)));
        let found = threshold(&shots, 0.97, 0.97, 1.0, 50.0);
        assert!(found.is_some_and(|found| found > 0.60 && found <= 0.95), "{found:?}");
        assert_eq!(threshold(&shots[..20], 0.97, 0.97, 1.0, 50.0), None);
        // The same answers ten times over are no more evidence than once.
        assert_eq!(threshold(&shots, 0.97, 0.97, 10.0, 20.0), None);
    }
}
