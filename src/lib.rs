//! Neatline answers security questionnaires about an open-source project from a sourced, versioned knowledge base.
//!
//! # The flow is the module list
//!
//! ```text
//! knowledge/ + questionnaires/ + templates/  ->  stages below, in order  ->  bytes out
//! ```
//!
//! | stage | module | from | to |
//! |---|---|---|---|
//! | 0 | [`text`] | bytes of a file | text that remembers where it came from |
//! | 0 | [`diagnostic`] | a fault in a file | what is wrong, where, and the edit to make |
//! | 1 | [`knowledge`] | files | facts, sources, scopes, controls |
//! | 1 | [`questionnaire`] | bytes of a form | items |
//! | 2 | [`matcher`] | an item | ranked candidates with reasons |
//! | 3 | [`answer`] | candidates | an outcome, a verdict, a sourced answer |
//! | 4 | [`reply`] | answers | a new document: PDF, DOCX, HTML, Markdown, JSON |
//! | 4 | [`measure`] | labelled items | how good the matching is; the weights of the matcher |
//! | 5 | [`publish`] | facts | the public site and machine-readable exports |
//! | 5 | [`review`] | answers and a person's decisions | decided answers, patches on the base, what is due |
//! | 6 | [`cli`] | arguments | files written and text printed |
//!
//! # Invariants
//!
//! - A stage uses only the stages before it (`tests/it/layers.rs`).
//! - Only [`cli`] prints, reads the clock, touches the disk or the environment. All else is bytes or text in, value out.
//! - What goes out is the text of facts and templates. Matching selects; it never writes.
//! - Guards only lower an outcome. The absence of a fact is never "no" and never "not applicable".
//! - Same input, same bytes out.

pub mod text;
pub mod diagnostic;
pub mod knowledge;
pub mod questionnaire;
pub mod matcher;
pub mod answer;
pub mod reply;
pub mod measure;
pub mod publish;
pub mod review;
pub mod cli;
