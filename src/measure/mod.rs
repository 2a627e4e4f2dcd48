//! Labelled items in, numbers out: how good the matching is, and the weights that make it so.
//!
//! [`labelled`] reads sets of items whose answers a person wrote down. [`mod@eval`] runs the pipeline over them, whole and with parts
//! turned off, and says how often it is right, how often it dares, and how far its probabilities can be trusted. [`mod@train`] works
//! out the weights of the matcher from the knowledge base alone.

pub mod eval;
pub mod labelled;
pub mod random;
pub mod threads;
pub mod train;

pub use eval::{Report, evaluate};
pub use labelled::{Expect, LabelledItem, LabelledSet, read_labelled};
