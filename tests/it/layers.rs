//! A stage uses only the stages before it, and the modules of `lib.rs` stand in the order of the flow.

use std::path::Path;

/// Stages by number, in the order of `lib.rs`. A module may use those with a smaller number, and its own.
const STAGES: &[(&str, u8)] = &[
    ("text", 0),
    ("diagnostic", 0),
    ("knowledge", 1),
    ("questionnaire", 1),
    ("matcher", 2),
    ("answer", 3),
    ("reply", 4),
    ("fill", 4),
    ("measure", 4),
    ("publish", 5),
    ("review", 5),
    ("cli", 6),
];

/// `diagnostic` shows places in `text`; nothing else may use a stage of its own number.
const BESIDE: &[(&str, &str)] = &[("diagnostic", "text")];

#[test]
fn a_stage_uses_only_earlier_stages() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(&src) {
        let entry = entry.expect("src is readable");
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let relative = path.strip_prefix(&src).expect("is below src");
        let Some(own) = relative.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned()) else {
            continue;
        };
        let Some(stage) = stage(&own) else {
            assert!(own == "lib.rs" || own == "main.rs", "`{own}` is no stage of the plan");
            continue;
        };
        let source = std::fs::read_to_string(path).expect("file is readable");
        for used in source.split("crate::").skip(1) {
            for name in named(used) {
                let Some(other) = self::stage(&name) else { continue };
                let allowed = other < stage || name == own || BESIDE.contains(&(own.as_str(), name.as_str()));
                assert!(allowed, "{}: stage {stage} `{own}` uses stage {other} `{name}`", relative.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} uses were found: does the test still read the code?");
}

fn stage(name: &str) -> Option<u8> {
    STAGES.iter().find(|(stage, _)| *stage == name).map(|(_, number)| *number)
}

/// Module names after `crate::`, also in braces.
fn named(used: &str) -> Vec<String> {
    let ident = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    match used.strip_prefix('{') {
        Some(inside) => inside.split('}').next().unwrap_or_default().split(',').map(ident).collect(),
        None => vec![ident(used)],
    }
}

#[test]
fn lib_lists_the_stages_in_order() {
    let lib =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs is readable");
    let modules: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';'))).collect();
    let numbers: Vec<usize> = modules
        .iter()
        .map(|module| {
            STAGES.iter().position(|(stage, _)| stage == module).unwrap_or_else(|| panic!("`{module}` is no stage"))
        })
        .collect();
    assert!(numbers.is_sorted(), "{modules:?}");
    assert!(numbers.len() >= 8);
}
