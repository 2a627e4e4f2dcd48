//! `unknown-control`: an id that does not have the shape of its framework's ids.

use super::super::raw::RawKnowledge;
use crate::diagnostic::Diagnostic;
use crate::text::span_of;

pub(super) fn check(raw: &RawKnowledge, out: &mut Vec<Diagnostic>) {
    for (file, framework) in &raw.frameworks {
        let shape =
            match regex::RegexBuilder::new(&format!("^(?:{})$", framework.shape.value)).size_limit(1 << 20).build() {
                Ok(shape) => shape,
                Err(_) => {
                    out.push(
                        Diagnostic::error(
                            "unknown-control",
                            file,
                            span_of(&framework.shape),
                            "`shape` is not a regular expression",
                        )
                        .help("write the form of the framework's ids, such as `[A-Z]{3}-[0-9]{2}`"),
                    );
                    continue;
                }
            };
        for id in framework.controls.keys().filter(|id| !shape.is_match(&id.value)) {
            out.push(
                Diagnostic::error("unknown-control", file, span_of(id), format!("unknown control `{}`", id.value))
                    .label(format!("ids of {} look like `{}`", framework.title, framework.shape.value))
                    .help("correct the id, or the `shape` of the framework"),
            );
        }
    }
}
