//! `<stem>.review.yaml`: what a person decides on, made to be read and edited by hand.
//!
//! [`write_worksheet`] makes it from answers, [`Worksheet::read`] reads it back with every fault at its line, [`set_decision`] edits one item
//! and leaves the rest of the file as it is, and [`mod@apply`] puts the decisions into the answers.

mod apply;
mod carry;
mod change;
mod decision;
mod holds;
mod raw;
mod read;
mod write;

pub use apply::{Decided, apply};
pub use carry::{Carried, carry_over};
pub use change::{Change, set_decision};
pub use decision::{Decision, DecisionFault};
pub use holds::holds;
pub use read::{Entry, Override, Worksheet};
pub use write::{Header, proposal, write_worksheet};
