//! Answers in, a new document out: one block model, four renderers.

pub mod block;
pub mod pdf;
pub mod docx;
pub mod html;
pub mod markdown;
