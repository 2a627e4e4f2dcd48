//! What decisions do to the knowledge base: approvals, learning, and what to write next.

use super::{Case, base, codes, decide, read, today};
use neatline::answer::Outcome;
use neatline::diagnostic::render_diagnostics;
use neatline::knowledge::{Approval, Verdict, read_knowledge};
use neatline::review::gaps::{AnsweredForm, find_control_gaps, find_gaps};
use neatline::review::worksheet::{Change, Decision, Override, set_decision};
use neatline::review::{approve, learn, overlay};
use neatline::text::InputFile;

#[test]
fn an_approval_lapses_when_the_fact_says_something_else() {
    let files = base();
    let knowledge = read(&files);
    let ids = ["cache.encrypted".to_owned()];
    let changed = approve(&files, &knowledge, &ids, "security-team", today()).expect("can be approved");
    assert_eq!(changed.len(), 1);
    let before = files.iter().find(|file| file.path() == changed[0].path()).expect("is there");
    let lines = before.text().lines().zip(changed[0].text().lines()).filter(|(a, b)| a != b).count();
    assert_eq!(lines, 1, "{}", changed[0].text());
    let laid = overlay(&files, &changed);
    let approved = Approval::Approved { by: "security-team".into(), on: today() };
    assert_eq!(read(&laid).facts["cache.encrypted"].approval, approved);
    assert!(approve(&laid, &read(&laid), &ids, "security-team", today()).expect("stands").is_empty());

    let with = |from: &str, to: &str| {
        let laid: Vec<InputFile> =
            laid.iter().map(|file| InputFile::new(file.path(), &file.text().replace(from, to))).collect();
        let checked = read_knowledge(&laid, today());
        let lapsed = codes(&checked.diagnostics).contains(&"lapsed-approval");
        (checked.knowledge.expect("has no error").facts["cache.encrypted"].approval.clone(), lapsed)
    };
    for (from, to) in [
        ("The key is kept", "The key is sometimes kept"),
        ("Yes. Atlas", "Yes. Every Atlas"),
        ("chapter 3", "chapter 4"),
        ("question: Is the cache", "question: Is every cache"),
    ] {
        assert_eq!(with(from, to), (Approval::Draft, true), "{from}");
    }
    assert_eq!(with("  - Cache encryption", "  - Encryption of the cache"), (approved.clone(), false));
    assert_eq!(with("reviewed: 2026-11-01", "reviewed: 2026-11-10"), (approved, false));

    let faults = approve(&files, &knowledge, &["cache.encripted".to_owned()], "psc", today()).expect_err("unknown");
    assert_eq!(codes(&faults), ["unknown-owner", "unknown-fact"]);
}

#[test]
fn a_worksheet_teaches_wordings_gaps_and_stubs() {
    let form = "1. How are cached tiles shielded from other people of the machine?\n2. Which colour has the office of your company?\n3. Is the cache of the mobile app encrypted with AES-512?\n";
    let case = Case::new(&base(), form);
    let files = base();
    assert!(case.answers.items.iter().all(|answer| answer.outcome != Outcome::Answered));
    let hash = case.knowledge.facts["cache.encrypted"].hash.clone();
    let sheet = decide(&case.sheet(), 1, Decision::Use("cache.encrypted".into()), Some(&hash));
    let sheet = decide(&sheet, 3, Decision::Person, None);
    let own = Override {
        text: "Blue: the association rents one room.".into(),
        by: "security-team".into(),
        verdict: Verdict::Information,
        span: neatline::text::Span::default(),
    };
    let sheet = set_decision(&sheet, 2, &Change::OwnWords(Some(own))).expect("can be set");
    let patch = learn(&sheet, &files, &case.knowledge)
        .unwrap_or_else(|faults| panic!("{}", render_diagnostics(&faults, false)));
    snapbox::assert_data_eq!(
        &patch.diff,
        snapbox::str![[r#"
--- knowledge/facts/cache/encrypted.md
+++ knowledge/facts/cache/encrypted.md
@@ -14,6 +14,7 @@
   - How is the cache protected?
   - Cache encryption
   - The cache is stored encrypted.
+  - How are cached tiles shielded from other people of the machine?
 citations:
   - source: manual
     locator: chapter 3
--- /dev/null
+++ knowledge/stubs/colour-office-company.md
@@ -0,0 +1,20 @@
+---
+# From an answer that security-team wrote to a form. Fill in what says TODO, then move this file to facts/<topic>/.
+title: TODO
+question: Which colour has the office of your company?
+verdict: information
+scope: [library]   # TODO: is this the part it is about?
+owner: security-team
+reviewed: 2026-11-21
+review: policy
+publish: on-request
+approval: draft
+short: "Blue: the association rents one room."   # TODO: begins with its position, at most 300 characters
+phrasings:
+  - Which colour has the office of your company?
+citations:
+  - source: TODO
+    locator: TODO
+    shows: TODO
+    strength: read
+---
--- /dev/null
+++ knowledge/unknowns/learned.yaml
@@ -0,0 +1,8 @@
+# Known unknowns that came up in forms. Say what is known about the gap and whom to ask, then move each to the file of its topic.
+
+- id: cache-mobile-app-encrypted-aes-512
+  about: Is the cache of the mobile app encrypted with AES-512?
+  phrasings:
+    - Is the cache of the mobile app encrypted with AES-512?
+  near: [cache.encrypted]
+  say: No source that was read answers this. Ask info@atlas.example.

"#]]
    );
    let effect =
        neatline::review::learn::measure_effect(&case.knowledge, &read(&patch.files), &sheet).expect("measures");
    assert!(effect.lost.is_empty() && effect.answered_after > effect.answered_before, "{effect:?}");
    // Learning twice teaches nothing new.
    let again = learn(&sheet, &patch.files, &read(&patch.files)).expect("can be learnt");
    assert!(again.changed.is_empty() && again.notes.len() == 3, "{:?}", again.notes);
}

#[test]
fn what_is_asked_most_and_has_no_fact_comes_first() {
    let files: Vec<InputFile> = base()
        .into_iter()
        .chain([
            InputFile::new(
                "knowledge/unknowns/all.yaml",
                "- id: backup-tests\n  about: Backups\n  phrasings: [How often are backups tested?]\n  say: Nobody knows.\n",
            ),
            InputFile::new(
                "knowledge/controls/own.yaml",
                "id: own\ntitle: Own controls\nurl: https://example.org\nversion: \"1\"\nshape: \"OWN-[0-9]+\"\ncontrols:\n  OWN-1: [cache.encrypted]\n  OWN-2: []\n  OWN-3: []\n",
            ),
        ])
        .collect();
    let one = Case::new(
        &files,
        "1. How often are backups tested?\n2. Is the cache encrypted?\n3. Which colour has the office?\n",
    );
    let two = Case::new(&files, "OWN-3. How often are backups tested?\nOWN-1. How often do you test the backups?\n");
    let forms: Vec<AnsweredForm<'_>> =
        [&one, &two].into_iter().map(|case| AnsweredForm { form: &case.form, answers: &case.answers }).collect();
    let gaps = find_gaps(&forms);
    assert_eq!((gaps[0].near.as_str(), gaps[0].forms), ("backup-tests", 2), "{gaps:?}");
    assert!(gaps.iter().all(|gap| !gap.text.contains("cache")), "{gaps:?}");
    let controls = find_control_gaps(&one.knowledge.frameworks[0], &one.knowledge, &forms);
    let controls: Vec<&str> = controls.iter().map(|gap| gap.control.as_str()).collect();
    assert_eq!(controls.len(), 2);
    assert!(controls.contains(&"OWN-2") && controls.contains(&"OWN-3"));
}
