//! Writes a profile of what was seen in a form, for a person to edit.

use crate::questionnaire::View;

/// Header words in a fingerprint: enough to know a form again.
const WORDS: usize = 12;

/// The profile of a form, as YAML. It holds structure alone: names of sheets, headers, roles of columns.
pub fn write_profile(view: &View) -> String {
    let stem = view.form.name.rsplit_once('.').map_or(view.form.name.as_str(), |(stem, _)| stem);
    let mut out = String::from(
        "# What Neatline saw in this form. Edit what is wrong and give it back: neatline answer FORM --profile THIS-FILE\n\
         # In the folder `profiles` of the knowledge base it is used by itself for every form with this fingerprint.\n\n",
    );
    out.push_str(&format!("name: {}\n", quoted(stem)));
    out.push_str("fingerprint:\n");
    out.push_str("  # Sheets that a form must have; `*` stands for any letters.\n");
    let names: Vec<String> = view.tables.iter().map(|table| quoted(&table.name)).collect();
    out.push_str(&format!("  sheets: [{}]\n", names.join(", ")));
    let mut words: Vec<String> = Vec::new();
    for column in view.tables.iter().filter(|table| table.taken).flat_map(|table| &table.columns) {
        let word = quoted(column.header.rsplit(": ").next().unwrap_or(&column.header));
        if !column.header.is_empty() && !words.contains(&word) && words.len() < WORDS {
            words.push(word);
        }
    }
    out.push_str(&format!("  # Headers that must stand in these sheets.\n  words: [{}]\n", words.join(", ")));
    out.push_str("sheets:\n");
    for table in &view.tables {
        out.push_str(&format!(
            "  - sheet: {}\n    take: {} # {}\n",
            quoted(&table.name),
            table.taken,
            plain(&table.why.join(", "))
        ));
        if !table.taken {
            continue;
        }
        if !table.headers.is_empty() {
            let rows: Vec<String> = table.headers.iter().map(ToString::to_string).collect();
            out.push_str(&format!("    headers: [{}]\n", rows.join(", ")));
        }
        out.push_str("    # first: 1\n    # last: 100\n    # Roles: id, question, section, guidance, options, answer, mark, comment, second, others, none.\n");
        let sole = |column: &str| table.columns.iter().filter(|seen| seen.column == column).count() == 1;
        let columns: Vec<_> = table.columns.iter().filter(|seen| sole(&seen.column)).collect();
        if !columns.is_empty() {
            out.push_str("    columns:\n");
        }
        for seen in columns {
            out.push_str(&format!("      {}: {} # {}\n", quoted(&seen.column), seen.role, plain(&seen.header)));
        }
        for seen in table.columns.iter().filter(|seen| seen.role == "second") {
            out.push_str(&format!("    # second: {{ {}: \"the answer to give by default\" }}\n", seen.column));
        }
    }
    out.push_str(
        "# The form's own words for a verdict, where they are not plain:\n\
         # vocabulary: { yes: \"Fully met\", no: \"Not met\", partial: \"Partly met\", not-applicable: \"Out of scope\" }\n",
    );
    out
}

/// A string as YAML reads it whatever stands in it: JSON strings are YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Words for a comment: one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect()
}
