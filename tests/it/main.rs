//! All integration tests in one binary: one build, one link.

mod answers;
mod bases;
mod command_line;
mod docx;
mod forms_sheets;
mod layers;
mod lint;
mod pdf;
mod readme;
mod schema;
mod stories;
mod tidy;
mod tools;
