//! A person's decisions: the worksheet of a form, approvals, what was learnt, and answers through time.
//!
//! ```text
//! answers -> worksheet -> decisions (by hand, or in `neatline review`) -> answers with decisions -> reply
//!                                '-> learn: a patch on the knowledge base
//! ```
//!
//! A worksheet records what a person saw: the form by its hash, each fact by what it said. When one of them has changed, the
//! decision is not used until somebody looked again. Nothing here touches the disk or a terminal: text in, text out.

mod edit;
pub mod approve;
pub mod compare;
pub mod due;
pub mod gaps;
pub mod learn;
pub mod pass;
pub mod recheck;
pub mod sources;
pub mod worksheet;

pub use approve::approve;
pub use compare::compare;
pub use learn::learn;

use crate::text::InputFile;

/// A base with some of its files replaced, and new ones added.
pub fn overlay(files: &[InputFile], changed: &[InputFile]) -> Vec<InputFile> {
    let mut laid = files.to_vec();
    for file in changed {
        match laid.iter_mut().find(|old| old.path() == file.path()) {
            Some(old) => *old = file.clone(),
            None => laid.push(file.clone()),
        }
    }
    laid
}
