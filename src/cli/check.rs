//! `neatline check`: every rule over the knowledge base.

use super::args::{Base, Check};
use super::{ExitStatus, clock, files, terminal};
use crate::diagnostic::{Diagnostic, Severity, sort_diagnostics};
use crate::knowledge::read_knowledge;
use crate::questionnaire::read_profiles;
use anyhow::Result;
use serde_json::json;

pub(super) fn run(base: &Base, check: &Check) -> Result<ExitStatus> {
    let as_of = clock::moment(base.as_of)?.date();
    let files = files::knowledge_files(base)?;
    let mut checked = read_knowledge(&files, as_of);
    checked.diagnostics.extend(read_profiles(&files).1);
    sort_diagnostics(&mut checked.diagnostics);
    let count = |severity| checked.diagnostics.iter().filter(|fault| fault.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if check.json {
        let faults: Vec<_> = checked.diagnostics.iter().map(to_json).collect();
        let text = serde_json::to_string_pretty(
            &json!({ "schema": 1, "errors": errors, "warnings": warnings, "diagnostics": faults }),
        )?;
        terminal::print_data(&format!("{text}\n"));
    } else {
        terminal::print_diagnostics(&checked.diagnostics);
        let facts = checked.knowledge.as_ref().map_or(String::new(), |knowledge| {
            format!("{} facts, {} sources: ", knowledge.facts.len(), knowledge.sources.len())
        });
        terminal::print_message(&format!("{facts}{errors} errors, {warnings} warnings\n"));
    }
    Ok(if errors > 0 { ExitStatus::Error } else { ExitStatus::Done })
}

fn to_json(fault: &Diagnostic) -> serde_json::Value {
    let (line, column) = fault.file.line_column(fault.span.start);
    json!({
        "severity": fault.severity,
        "code": fault.code,
        "message": fault.message,
        "file": fault.file.path(),
        "line": line,
        "column": column,
        "label": fault.label,
        "help": fault.help,
    })
}
