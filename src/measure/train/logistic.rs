//! Logistic regression with weights that cannot turn negative.
//!
//! Newton's method: each step solves the weighted least squares around the present weights by coordinate descent, where a
//! coordinate that would turn negative stays at nothing. Small ridge penalty; the intercept is free.

use crate::matcher::weights::Model;

/// Newton steps: the weights stand still to four digits long before.
const STEPS: usize = 25;
/// Sweeps of coordinate descent in a step.
const SWEEPS: usize = 40;

/// A row: inputs, whether it is right, and how much it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<const N: usize> {
    /// Inputs.
    pub inputs: [f32; N],
    /// Whether it is right.
    pub right: bool,
    /// How much it counts.
    pub weight: f32,
}

/// Fits a model; `ridge` is the penalty on the squared weights, in rows.
pub fn fit<'r, const N: usize>(rows: impl Iterator<Item = &'r Row<N>> + Clone, ridge: f64) -> Model<N> {
    let mut intercept = 0.0f64;
    let mut weights = [0.0f64; N];
    for _ in 0..STEPS {
        let system = System::around(rows.clone(), intercept, &weights);
        let before = (intercept, weights);
        system.solve(&mut intercept, &mut weights, ridge);
        let moved = (0..N).map(|i| (weights[i] - before.1[i]).abs()).fold((intercept - before.0).abs(), f64::max);
        if moved < 1e-6 {
            break;
        }
    }
    Model { intercept: intercept as f32, weights: weights.map(|weight| weight as f32) }
}

/// The normal equations of one step: second derivatives and gradient, the intercept apart.
struct System<const N: usize> {
    hessian: [[f64; N]; N],
    cross: [f64; N],
    free: f64,
    gradient: [f64; N],
    gradient_free: f64,
    at: ([f64; N], f64),
}

impl<const N: usize> System<N> {
    fn around<'r>(rows: impl Iterator<Item = &'r Row<N>>, intercept: f64, weights: &[f64; N]) -> Self {
        let mut system = Self {
            hessian: [[0.0; N]; N],
            cross: [0.0; N],
            free: 0.0,
            gradient: [0.0; N],
            gradient_free: 0.0,
            at: (*weights, intercept),
        };
        for row in rows {
            let inputs = row.inputs.map(f64::from);
            let logit: f64 = intercept + (0..N).map(|i| weights[i] * inputs[i]).sum::<f64>();
            let probability = 1.0 / (1.0 + (-logit).exp());
            let count = f64::from(row.weight);
            let slope = count * (probability * (1.0 - probability)).max(1e-6);
            let miss = count * (f64::from(u8::from(row.right)) - probability);
            for i in 0..N {
                for j in 0..=i {
                    system.hessian[i][j] += slope * inputs[i] * inputs[j];
                }
                system.cross[i] += slope * inputs[i];
                system.gradient[i] += miss * inputs[i];
            }
            system.free += slope;
            system.gradient_free += miss;
        }
        for i in 0..N {
            for j in 0..i {
                system.hessian[j][i] = system.hessian[i][j];
            }
        }
        system
    }

    /// Maximises the quadratic around the present weights, ridge and signs included.
    fn solve(&self, intercept: &mut f64, weights: &mut [f64; N], ridge: f64) {
        let (from, free_from) = &self.at;
        for _ in 0..SWEEPS {
            let pull: f64 = (0..N).map(|j| self.cross[j] * (weights[j] - from[j])).sum();
            *intercept = free_from + (self.gradient_free - pull) / self.free.max(1e-9);
            for i in 0..N {
                let pull: f64 =
                    (0..N).filter(|j| *j != i).map(|j| self.hessian[i][j] * (weights[j] - from[j])).sum::<f64>()
                        + self.cross[i] * (*intercept - free_from);
                let wanted = (self.gradient[i] + self.hessian[i][i] * from[i] - pull) / (self.hessian[i][i] + ridge);
                weights[i] = wanted.max(0.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows over a grid whose share of right ones follows a known model.
    fn rows(intercept: f32, weights: [f32; 2]) -> Vec<Row<2>> {
        let mut rows = Vec::new();
        for a in 0..11 {
            for b in 0..11 {
                let inputs = [a as f32 / 10.0, b as f32 / 10.0];
                let logit = intercept + weights[0] * inputs[0] + weights[1] * inputs[1];
                let right = 1.0 / (1.0 + (-logit).exp());
                rows.push(Row { inputs, right: true, weight: right });
                rows.push(Row { inputs, right: false, weight: 1.0 - right });
            }
        }
        rows
    }

    #[test]
    fn a_known_model_is_found_again() {
        let model = fit(rows(-2.0, [3.0, 1.0]).iter(), 1e-6);
        assert!((model.intercept + 2.0).abs() < 0.01, "{model:?}");
        assert!((model.weights[0] - 3.0).abs() < 0.01 && (model.weights[1] - 1.0).abs() < 0.01, "{model:?}");
    }

    #[test]
    fn no_weight_turns_negative() {
        let model = fit(rows(1.0, [2.0, -3.0]).iter(), 1e-6);
        assert_eq!(model.weights[1], 0.0);
        assert!(model.weights[0] > 0.5, "{model:?}");
    }

    #[test]
    fn rows_that_separate_stay_finite() {
        let rows: Vec<Row<1>> =
            (0..20).map(|n| Row { inputs: [n as f32 / 20.0], right: n >= 10, weight: 1.0 }).collect();
        let model = fit(rows.iter(), 0.1);
        assert!(model.weights[0].is_finite() && model.weights[0] > 1.0, "{model:?}");
    }
}
