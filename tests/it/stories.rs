//! Whole stories: a form in a folder, the reply beside it, compared both ways.
//!
//! `tests/cases/stories/<name>/` holds `form.*`, optionally `args.txt`, and `expected/`: every file there must be written, and no
//! other. All stories use the small base in `_base`. To accept a new reply run the tests with `SNAPSHOTS=overwrite`, and read it.

use crate::tools::{neatline, stderr};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_story_ends_as_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/stories");
    let base = root.join("_base").to_string_lossy().into_owned();
    let mut stories = 0;
    for entry in std::fs::read_dir(&root).expect("folder is readable") {
        let folder = entry.expect("folder is readable").path();
        if folder.ends_with("_base") {
            continue;
        }
        tell(&folder, &base);
        stories += 1;
    }
    assert!(stories >= 3, "only {stories} stories were found");
}

fn tell(folder: &Path, base: &str) {
    let form = std::fs::read_dir(folder)
        .expect("folder is readable")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.file_stem().is_some_and(|stem| stem == "form"))
        .expect("the story has a form");
    let extra = std::fs::read_to_string(folder.join("args.txt")).unwrap_or_else(|_| "--as-of 2026-11-21".to_owned());
    let out = tempfile::tempdir().expect("a scratch folder");
    let (form, to) = (form.to_string_lossy().into_owned(), out.path().to_string_lossy().into_owned());
    let mut args = vec!["answer", &form, "--knowledge", base, "--as", "md,json", "--out", &to];
    args.extend(extra.split_whitespace());
    let output = neatline(&args);
    assert!(matches!(output.status.code(), Some(0 | 10 | 11)), "{}: {}", folder.display(), stderr(&output));
    std::fs::write(out.path().join("stdout.txt"), &output.stdout).expect("is writable");

    let expected = folder.join("expected");
    let names = |folder: &Path| -> BTreeSet<String> {
        std::fs::read_dir(folder)
            .map(|entries| {
                entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
            })
            .unwrap_or_default()
    };
    // The worksheet names the folder it was made in, so it is the concern of its own tests.
    let written: BTreeSet<String> = names(out.path())
        .into_iter()
        .filter(|name| !name.ends_with(".review.yaml") && !name.contains(".answered."))
        .collect();
    if std::env::var_os("SNAPSHOTS").is_none() {
        assert_eq!(written, names(&expected), "{}: other files than expected", folder.display());
    }
    for name in written {
        let text = std::fs::read_to_string(out.path().join(&name)).expect("is text");
        // The hash of the base and the form stands in the reply; it must not make every story a snapshot of every byte of the base.
        let text = mask_hashes(&text);
        snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(
            snapbox::Data::text(text),
            snapbox::Data::read_from(&expected.join(&name), Some(snapbox::data::DataFormat::Text)),
        );
    }
}

fn mask_hashes(text: &str) -> String {
    text.split_inclusive(|c: char| !c.is_ascii_hexdigit())
        .map(|word| {
            let hex = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
            if hex.len() == 64 { word.replace(hex, "HASH") } else { word.to_owned() }
        })
        .collect()
}
