//! Bytes of a form in, a [`Questionnaire`] out: one reader a format, and nothing about answers.
//!
//! ```text
//! bytes -> recognise -> reader (e-mail, text, Markdown, HTML, CSV, PDF ...) -> drafts -> finish -> Questionnaire
//!                         |-> prose: lines -> quoting, furniture -> blocks -> lists and sentences
//!                         |-> tree: JSON, YAML -> records whose keys say what they ask
//!                         '-> table: rows -> header found by content -> one draft a row
//! ```
//!
//! To add a format: a variant of [`FormKind`], a file under `reader/`, an arm in `read.rs`, and its line in `recognise.rs`.

mod item;
mod error;
pub(crate) mod guard;
mod limits;
mod charset;
mod clean;
mod draft;
mod recognise;
mod prose;
pub(crate) mod blanks;
mod verdict_words;
pub(crate) mod layout;
pub(crate) mod package;
pub(crate) mod xml;
pub(crate) mod opendocument;
pub(crate) mod workbook;
pub(crate) mod document;
mod table;
mod profile;
pub(crate) mod pdf;
pub(crate) mod tree;
pub(crate) mod reader;
mod language;
mod follow_up;
mod finish;
mod read;
mod inspect;

#[cfg(test)]
mod tests;

pub(crate) use charset::decode_exactly;
pub(crate) use clean::clean as clean_text;
pub use error::Error;
pub(crate) use follow_up::names_nothing;
pub use guard::is_guarded;
pub use inspect::{ColumnView, TableView, View, inspect, inspect_by};
pub use item::{Accepts, Attachment, FormKind, Item, Location, Note, Questionnaire, REAL_ANSWER, Slot, SlotRole};
pub use limits::{Limits, UnknownLimit};
pub use profile::{Fitted, Profile, Rules, fit_profile, read_profile, read_profiles, rules_of, write_profile};
pub(crate) use prose::asks_what;
pub use read::{read_questionnaire, read_questionnaire_by};
pub(crate) use reader::csv_dialect;
pub(crate) use verdict_words::{Says, leans, says};
