//! All integration tests in one binary: one build, one link.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::panic,
    clippy::ok_expect,
    reason = "tests read files, say what they skip, and fail by panicking"
)]

mod answers;
mod bases;
mod browser;
mod command_line;
mod crosswalk;
mod docx;
mod export_bases;
mod export_texts;
mod exports;
mod forms;
mod forms_documents;
mod forms_fill;
mod forms_pdf;
mod forms_sheets;
mod forms_structured;
mod guards;
mod hostile;
mod layers;
mod lint;
mod measure;
mod pdf;
mod profiles;
mod readme;
mod review;
mod schema;
mod site;
mod stories;
mod tidy;
mod tools;
mod training;
