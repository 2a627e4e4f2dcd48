//! Answers in, a new document out: one block model, four renderers, and the machine-readable answers beside them.

pub mod block;
pub mod json;
pub mod letter;
pub mod pdf;
pub mod docx;
pub mod html;
pub mod markdown;
