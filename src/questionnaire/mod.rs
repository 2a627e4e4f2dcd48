//! Bytes of a form in, a [`Questionnaire`] out: one reader a format, and nothing about answers.

mod item;

pub use item::{Attachment, FormKind, Item, Location, Note, Questionnaire};
