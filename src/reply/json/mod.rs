//! `answers.json`: the answers for machines, a versioned public contract (`schemas/answers-1.schema.json`).

mod record;

pub use record::{AnswersFile, CitationRecord, FormRecord, ItemRecord, KnowledgeRecord, LocationRecord, PartRecord};

use super::Material;

/// Version of the contract. It rises when a field changes its meaning or goes away; a new field does not raise it.
pub const SCHEMA: u32 = 1;

/// The answers as JSON text, indented, with a final line end.
///
/// # Panics
///
/// Never: every value of the record is plain data.
pub fn render_json(material: &Material<'_>) -> String {
    to_text(&AnswersFile::new(material))
}

/// One item as JSON text, the shape that `items` of `answers.json` holds.
pub fn render_item(
    knowledge: &crate::knowledge::Knowledge,
    item: &crate::questionnaire::Item,
    answer: &crate::answer::ItemAnswer,
) -> String {
    to_text(&ItemRecord::new(knowledge, item, answer))
}

/// The JSON Schema of `answers.json`.
pub fn schema() -> String {
    to_text(&schemars::schema_for!(AnswersFile))
}

fn to_text(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("internal error: plain data does not serialise");
    text.push('\n');
    text
}
