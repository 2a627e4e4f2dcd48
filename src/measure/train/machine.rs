//! A linear support vector machine for sparse rows, one class against all others.
//!
//! Dual coordinate descent for the squared hinge loss (Hsieh and others, 2008): each row in turn moves to where the loss is least
//! while the others stand still. Rows that are settled are left out until the end, which most of them soon are.

use crate::measure::random::Random;

/// How much a row outside its class's border costs, against the length of the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// A row of the class.
    pub member: f64,
    /// A row of the others.
    pub other: f64,
}

/// Sweeps over the rows, at most.
const SWEEPS: usize = 40;
/// Violation of the conditions of the optimum at which a class is settled.
const SETTLED: f64 = 0.1;

/// A sparse row: number of a feature and its value, by number.
pub type Sparse = Vec<(u32, f32)>;

/// A class's weights: its bias, and one weight a feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// Bias.
    pub bias: f32,
    /// Weights, by number of the feature.
    pub weights: Vec<f32>,
}

/// The plane between the rows that `is_member` says belong to a class and all others. `features` is how many features there are.
pub fn fit(rows: &[Sparse], is_member: impl Fn(usize) -> bool, features: usize, cost: Cost) -> Plane {
    let mut weights = vec![0.0f64; features];
    let mut bias = 0.0f64;
    let mut duals = vec![0.0f64; rows.len()];
    let members: Vec<bool> = (0..rows.len()).map(is_member).collect();
    let diagonal = |number: usize| 0.5 / if members[number] { cost.member } else { cost.other };
    let lengths: Vec<f64> = rows
        .iter()
        .enumerate()
        .map(|(number, row)| {
            row.iter().map(|(_, value)| f64::from(*value).powi(2)).sum::<f64>() + 1.0 + diagonal(number)
        })
        .collect();
    let mut active: Vec<usize> = (0..rows.len()).collect();
    let mut random = Random::new(1);
    let mut shrink_above = f64::INFINITY;
    for _ in 0..SWEEPS {
        random.shuffle(&mut active);
        let (mut most, mut worst) = (f64::NEG_INFINITY, 0.0f64);
        active.retain(|number| {
            let (row, side) = (&rows[*number], if members[*number] { 1.0 } else { -1.0 });
            let product = bias + row.iter().map(|(at, value)| weights[*at as usize] * f64::from(*value)).sum::<f64>();
            let dual = duals[*number];
            let gradient = side * product - 1.0 + diagonal(*number) * dual;
            if dual == 0.0 && gradient > shrink_above {
                return false;
            }
            let violation = if dual == 0.0 { gradient.min(0.0) } else { gradient };
            most = most.max(violation);
            worst = worst.max(violation.abs());
            if violation.abs() > 1e-12 {
                duals[*number] = (dual - gradient / lengths[*number]).max(0.0);
                let step = (duals[*number] - dual) * side;
                for (at, value) in row {
                    weights[*at as usize] += step * f64::from(*value);
                }
                bias += step;
            }
            true
        });
        if worst <= SETTLED {
            if active.len() == rows.len() {
                break;
            }
            // Once more over all of them: what was left out may have moved.
            active = (0..rows.len()).collect();
            shrink_above = f64::INFINITY;
            continue;
        }
        shrink_above = if most > 0.0 { most } else { f64::INFINITY };
    }
    Plane { bias: bias as f32, weights: weights.into_iter().map(|weight| weight as f32).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: Cost = Cost { member: 0.5, other: 0.5 };

    fn product(plane: &Plane, row: &Sparse) -> f32 {
        plane.bias + row.iter().map(|(at, value)| plane.weights[*at as usize] * value).sum::<f32>()
    }

    #[test]
    fn rows_that_a_plane_separates_are_separated() {
        // Members have feature 0, others do not; feature 1 says nothing.
        let rows: Vec<Sparse> =
            (0..40).map(|n| if n % 4 == 0 { vec![(0, 0.8), (1, 0.6)] } else { vec![(1, 0.6), (2, 0.8)] }).collect();
        let plane = fit(&rows, |n| n % 4 == 0, 3, EVEN);
        for (number, row) in rows.iter().enumerate() {
            assert_eq!(product(&plane, row) > 0.0, number % 4 == 0, "{plane:?}");
        }
        assert!(plane.weights[0] > 1.0 && plane.weights[1].abs() < 0.5, "{plane:?}");
    }

    #[test]
    fn rows_on_both_sides_pull_the_border_to_the_larger_side() {
        let rows: Vec<Sparse> = (0..30).map(|_| vec![(0, 1.0)]).collect();
        let plane = fit(&rows, |n| n < 5, 1, EVEN);
        assert!(product(&plane, &rows[0]) < 0.0, "{plane:?}");
        // Dear enough, the few win.
        let plane = fit(&rows, |n| n < 5, 1, Cost { member: 5.0, other: 0.5 });
        assert!(product(&plane, &rows[0]) > 0.0, "{plane:?}");
    }
}
