//! Files into their raw shape, through the rules, into nouns.

use super::raw::{FactFile, RawKnowledge};
use super::{Knowledge, lint, resolve};
use crate::diagnostic::{Diagnostic, Severity, sort_diagnostics};
use crate::text::{InputFile, read_yaml, split_front_matter};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

/// A knowledge base with everything the rules found.
#[derive(Debug)]
pub struct Checked {
    /// The base; `None` when a rule found an error.
    pub knowledge: Option<Knowledge>,
    /// Faults, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a knowledge base from its files, whose paths are relative to its folder, and holds it against every rule as of a day.
pub fn read_knowledge(files: &[InputFile], as_of: Date) -> Checked {
    let mut diagnostics = Vec::new();
    let raw = read_files(files, &mut diagnostics);
    let broken = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    lint::lint(&raw, as_of, broken, &mut diagnostics);
    sort_diagnostics(&mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let knowledge = if failed { None } else { resolve::resolve(&raw, files) };
    Checked { knowledge, diagnostics }
}

/// Reads a knowledge base without holding it against the rules, so that a state from before a rule can be compared; `None` when a file
/// cannot be read or a reference does not resolve. Nothing may be answered from it.
pub fn read_past_knowledge(files: &[InputFile]) -> Option<Knowledge> {
    let mut diagnostics = Vec::new();
    let raw = read_files(files, &mut diagnostics);
    if diagnostics.is_empty() { resolve::resolve(&raw, files) } else { None }
}

/// The id of the fact in a file, by its path; `None` for a file that is no fact.
pub fn fact_id(path: &str) -> Option<String> {
    match place(path).as_slice() {
        ["facts", names @ ..] => Some(names.join(".").strip_suffix(".md")?.to_owned()),
        _ => None,
    }
}

/// The part of a path inside the knowledge folder: paths are shown as the user gave them, `knowledge/facts/a/b.md`.
pub(super) fn place(path: &str) -> Vec<&str> {
    let parts: Vec<&str> = path.split('/').collect();
    let known = ["facts", "sources", "unknowns", "lessons", "controls", "advisories", "profiles"];
    match parts.iter().position(|part| known.contains(part)) {
        Some(at) => parts[at..].to_vec(),
        None => parts[parts.len().saturating_sub(1)..].to_vec(),
    }
}

pub(super) fn read_files(files: &[InputFile], diagnostics: &mut Vec<Diagnostic>) -> RawKnowledge {
    let mut raw = RawKnowledge::default();
    let mut sorted: Vec<&InputFile> = files.iter().collect();
    sorted.sort_by(|a, b| a.path().cmp(b.path()));
    for file in sorted {
        match place(file.path()).as_slice() {
            ["facts", .., name] if name.ends_with(".md") => raw.facts.extend(read_fact(file, diagnostics)),
            ["sources", name] if is_yaml(name) => raw.sources.extend(read(file, diagnostics)),
            ["unknowns", name] if is_yaml(name) => raw.unknowns.extend(read(file, diagnostics)),
            ["lessons", name] if is_yaml(name) => raw.lessons.extend(read(file, diagnostics)),
            ["controls", name] if is_yaml(name) => raw.frameworks.extend(read(file, diagnostics)),
            ["advisories", "scanner-findings.yaml"] => raw.findings.extend(read(file, diagnostics)),
            ["advisories", name] if is_yaml(name) => raw.advisories.extend(read(file, diagnostics)),
            ["project.yaml"] => raw.project = read(file, diagnostics),
            ["scopes.yaml"] => raw.scopes = read(file, diagnostics),
            ["routing.yaml"] => raw.routes = read(file, diagnostics),
            ["weights.yaml"] => raw.weights = read(file, diagnostics),
            ["classifier.yaml"] => raw.classifier = read(file, diagnostics),
            ["synonyms.yaml"] => raw.concepts = read(file, diagnostics),
            ["glossary.yaml"] => raw.glossary = read(file, diagnostics),
            _ => {}
        }
    }
    raw
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml")
}

fn read<T: DeserializeOwned>(file: &InputFile, diagnostics: &mut Vec<Diagnostic>) -> Option<(InputFile, T)> {
    match read_yaml::<T>(file, file.text().len()) {
        Ok(value) => Some((file.clone(), value)),
        Err(fault) => {
            diagnostics.push(malformed(file, fault));
            None
        }
    }
}

fn malformed(file: &InputFile, fault: crate::text::YamlFault) -> Diagnostic {
    Diagnostic::error("malformed-file", file, fault.span, fault.message)
        .help("knowledge/README.md shows every field with an example")
}

fn read_fact(file: &InputFile, diagnostics: &mut Vec<Diagnostic>) -> Option<FactFile> {
    let Some(parts) = split_front_matter(file) else {
        let span = crate::text::Span::new(0, file.text().find('\n').unwrap_or(file.text().len()));
        diagnostics.push(
            Diagnostic::error("missing-front-matter", file, span, "fact has no front matter")
                .label("expected `---`")
                .help("begin the file with `---`, the YAML fields, and a second `---`; knowledge/README.md has a complete example"),
        );
        return None;
    };
    let id = place(file.path())[1..].join(".").trim_end_matches(".md").to_owned();
    match read_yaml(file, parts.yaml.end) {
        Ok(raw) => Some(FactFile { id, file: file.clone(), raw, body: parts.body }),
        Err(fault) => {
            diagnostics.push(malformed(file, fault));
            None
        }
    }
}
