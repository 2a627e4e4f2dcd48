//! Rebuilds the program when an embedded folder changes, since Cargo does not see files that a macro includes, and reads the
//! YAML of the knowledge base ahead of time: JSON is read ten times faster when the program starts.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a build script reads and writes files, and speaks to Cargo on standard output"
)]

use granit_parser::{Event, Parser, ScalarStyle};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=knowledge");
    println!("cargo::rerun-if-changed=templates");
    let mut files = Vec::new();
    collect(Path::new("knowledge"), &mut files)?;
    files.sort();
    // A line a file: its path, a tab, its YAML as JSON. What cannot be told here is left to the reader of YAML.
    let mut lines = String::new();
    for path in files {
        let text = std::fs::read_to_string(&path)?.replace("\r\n", "\n");
        let yaml = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            Some((front_matter, _)) => front_matter,
            None => &text,
        };
        if let Some(json) = to_json(yaml) {
            writeln!(lines, "{}\t{json}", path.to_string_lossy().replace('\\', "/"))?;
        }
    }
    let out = std::env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?;
    std::fs::write(Path::new(&out).join("knowledge.jsonl"), lines)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}

/// YAML as JSON in which every value is a string: what a value means is told by the type that it is read into. `None` for what
/// is no YAML and for what has no counterpart: anchors, tags, values that may be nothing, several documents.
fn to_json(yaml: &str) -> Option<String> {
    let mut json = String::new();
    // The open lists and mappings: whether each is a mapping, and how many nodes it has so far.
    let mut open: Vec<(bool, usize)> = Vec::new();
    let mut documents = 0;
    for event in Parser::new_from_str(yaml) {
        let (event, _) = event.ok()?;
        if matches!(event, Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..))
            && let Some((mapping, nodes)) = open.last_mut()
        {
            json.push_str(match (*mapping, *nodes) {
                (_, 0) => "",
                (true, odd) if odd % 2 == 1 => ":",
                _ => ",",
            });
            *nodes += 1;
        }
        match event {
            Event::Scalar(text, style, 0, None) if style != ScalarStyle::Plain || !is_null(&text) => {
                push_string(&text, &mut json);
            }
            Event::SequenceStart(_, 0, None) => {
                json.push('[');
                open.push((false, 0));
            }
            Event::MappingStart(_, 0, None) => {
                json.push('{');
                open.push((true, 0));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (mapping, _) = open.pop()?;
                json.push(if mapping { '}' } else { ']' });
            }
            Event::DocumentStart(..) => documents += 1,
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Comment(..) => {}
            _ => return None,
        }
    }
    (documents == 1).then_some(json)
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn push_string(text: &str, json: &mut String) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                json.push('\\');
                json.push(c);
            }
            c if c < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(json, "\\u{:04x}", c as u32);
            }
            c => json.push(c),
        }
    }
    json.push('"');
}
