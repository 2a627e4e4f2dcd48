//! A person's decisions: worksheets, broken ones too, approvals, learning, and answers through time.

use neatline::answer::{Answers, Engine, Outcome, Subject, Why, answer_questionnaire};
use neatline::diagnostic::{Diagnostic, render_diagnostics};
use neatline::knowledge::{Approval, Knowledge, Verdict, read_knowledge};
use neatline::matcher::{Matcher, Weights};
use neatline::questionnaire::{Limits, Questionnaire, read_questionnaire};
use neatline::reply::Material;
use neatline::review::compare::write_differences;
use neatline::review::due::{due, to_ics, to_markdown};
use neatline::review::gaps::{AnsweredForm, find_control_gaps, find_gaps};
use neatline::review::pass::{Key, Pass, Step};
use neatline::review::recheck::{SentReply, Shift, compare_with_previous, recheck};
use neatline::review::sources::{Fetch, Seen, SourcesLock};
use neatline::review::worksheet::{
    Change, Decision, Header, Override, Worksheet, apply, carry_over, holds, proposal, set_decision, write_worksheet,
};
use neatline::review::{approve, compare, learn, overlay};
use neatline::text::InputFile;
use std::collections::BTreeMap;
use std::path::Path;

const FORM: &str = "Please answer:\n\n1. Is the cache encrypted?\n2. Which colour has the office of your company?\n3. Is the cache of the mobile app encrypted with AES-512?\n";

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 21)
}

/// The base of the lint cases, as files.
fn base() -> Vec<InputFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint/_base");
    let mut paths: Vec<_> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("folder is readable").into_path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("is below").to_string_lossy().replace('\\', "/");
            InputFile::new(format!("knowledge/{name}"), &std::fs::read_to_string(&path).expect("file is readable"))
        })
        .collect()
}

/// The base with a text in it replaced by another.
fn base_with(from: &str, to: &str) -> Vec<InputFile> {
    let files: Vec<InputFile> =
        base().into_iter().map(|file| InputFile::new(file.path(), &file.text().replace(from, to))).collect();
    assert_ne!(files, base(), "`{from}` is not in the base");
    files
}

fn read(files: &[InputFile]) -> Knowledge {
    let checked = read_knowledge(files, today());
    checked.knowledge.unwrap_or_else(|| panic!("{}", render_diagnostics(&checked.diagnostics, false)))
}

struct Case {
    knowledge: Knowledge,
    form: Questionnaire,
    answers: Answers,
    subject: Subject,
}

impl Case {
    fn new(files: &[InputFile], form: &str) -> Self {
        let knowledge = read(files);
        let form = read_questionnaire("form.txt", form.as_bytes(), &Limits::default()).expect("has items");
        let subject = Subject { as_of: today(), version: knowledge.project.product_version };
        let matcher = Matcher::build(&knowledge, Weights::bundled()).expect("can be built");
        let answers =
            answer_questionnaire(&Engine::new(&knowledge, &matcher, subject), &form, |_| {}).expect("can be answered");
        Self { knowledge, form, answers, subject }
    }

    fn material(&self) -> Material<'_> {
        Material {
            knowledge: &self.knowledge,
            form: &self.form,
            answers: &self.answers,
            subject: self.subject,
            created: today().to_datetime(jiff::civil::Time::midnight()),
        }
    }

    fn sheet_text(&self) -> String {
        let header = Header { name: "form.review.yaml", form_path: "form.txt" };
        write_worksheet(&self.material(), &header, &BTreeMap::new())
    }

    fn sheet(&self) -> Worksheet {
        sheet(&self.sheet_text())
    }

    fn apply(&self, sheet: &Worksheet) -> Result<Answers, Vec<Diagnostic>> {
        apply(sheet, &self.knowledge, &self.form, &self.answers, self.subject).map(|decided| decided.answers)
    }
}

fn sheet(text: &str) -> Worksheet {
    read_sheet(text).unwrap_or_else(|faults| panic!("{}\n{text}", render_diagnostics(&faults, false)))
}

fn read_sheet(text: &str) -> Result<Worksheet, Vec<Diagnostic>> {
    Worksheet::read(&InputFile::new("form.review.yaml", text))
}

fn decide(sheet: &Worksheet, no: usize, decision: Decision, hash: Option<&str>) -> Worksheet {
    set_decision(sheet, no, &Change::Decide(Some(decision), hash.map(str::to_owned))).expect("can be set")
}

#[test]
fn a_worksheet_puts_open_items_first_and_reads_back() {
    let case = Case::new(&base(), FORM);
    let outcomes: Vec<Outcome> = case.answers.items.iter().map(|answer| answer.outcome).collect();
    assert_eq!(outcomes[0], Outcome::Answered);
    assert!(outcomes[1..].iter().all(|outcome| *outcome != Outcome::Answered), "{outcomes:?}");
    let text = case.sheet_text();
    assert_eq!(text, case.sheet_text(), "same input, same bytes");
    let sheet = sheet(&text);
    let order: Vec<usize> = sheet.entries.iter().map(|entry| entry.no).collect();
    assert_eq!(order, [2, 3, 1], "{text}");
    assert!(text.contains("short: Yes. Atlas encrypts its cache."), "{text}");
    assert_eq!(sheet.form_sha256, case.form.sha256);
    assert!(sheet.entries.iter().all(|entry| !entry.is_decided()));
    let undecided = case.apply(&sheet).expect("nothing changed");
    assert_eq!(undecided.items, case.answers.items);
}

#[test]
fn decisions_become_answers_and_the_rest_of_the_file_stays() {
    let case = Case::new(&base(), FORM);
    let hash = case.knowledge.facts["cache.encrypted"].hash.clone();
    let commented =
        case.sheet_text().replacen("    decision:\n", "    # ask Ada about this\n    decision:   # soon\n", 1);
    let before = sheet(&commented);
    let after = decide(&before, 3, Decision::Use("cache.encrypted".into()), Some(&hash));
    let after = decide(&after, 2, Decision::Skip, None);
    assert!(after.file.text().contains("# ask Ada about this\n    decision: skip   # soon\n"), "{}", after.file.text());
    let changed = before.file.text().lines().zip(after.file.text().lines()).filter(|(a, b)| a != b).count();
    assert!(changed <= 3, "{changed} lines changed");
    let answers = case.apply(&after).expect("can be applied");
    assert_eq!(answers.items[2].outcome, Outcome::Answered);
    assert_eq!(answers.items[2].facts(), ["cache.encrypted"]);
    assert_eq!(answers.items[1].why, Some(Why::LeftOpen));
    assert!(!answers.items.iter().any(|answer| answer.is_undecided()));
    assert!(holds(&after, &case.knowledge, &answers, case.subject).is_empty());
    let undone = set_decision(&after, 2, &Change::Decide(None, None)).expect("can be undone");
    assert!(case.apply(&undone).expect("can be applied").items[1].is_undecided());
}

#[test]
fn own_words_name_their_author_and_cite_nothing() {
    let case = Case::new(&base(), FORM);
    let own = Override {
        text: "Blue: \"RAL 5010\" # really".into(),
        by: "security-team".into(),
        verdict: Verdict::Information,
        span: neatline::text::Span::default(),
    };
    let sheet = set_decision(&case.sheet(), 2, &Change::OwnWords(Some(own.clone()))).expect("can be set");
    let answers = case.apply(&sheet).expect("can be applied");
    let part = &answers.items[1].parts[0];
    assert_eq!(
        (part.outcome, part.why, part.say.as_deref()),
        (Outcome::Answered, Some(Why::OwnWords), Some(&*own.text))
    );
    assert_eq!(part.role.as_deref(), Some("security-team"));
    assert!(neatline::answer::compose::citations(&case.knowledge, part).is_empty());
    // A decision takes the place of own words.
    let sheet = decide(&sheet, 2, Decision::Person, None);
    assert_eq!(case.apply(&sheet).expect("can be applied").items[1].why, Some(Why::Handed));
}

#[test]
fn a_letter_with_open_items_is_a_draft_on_every_page() {
    let case = Case::new(&base(), FORM);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let template = std::fs::read_to_string(root.join("templates/reply.md")).expect("is there");
    let templates = || {
        neatline::reply::letter::Templates::new(vec![InputFile::new("templates/reply.md", &template)])
            .unwrap_or_else(|fault| panic!("{fault:?}"))
    };
    let letter = |answers: &Answers| {
        let material = Material { answers, ..case.material() };
        neatline::reply::letter::write_letter(&material, &templates(), "{}").expect("renders")
    };
    let draft = letter(&case.answers);
    assert!(draft.header.starts_with("DRAFT"), "{}", draft.header);
    let text = format!("{:?}", draft.blocks);
    assert!(text.contains("DRAFT: Atlas") && text.contains("2 of 3 items wait for a decision (2, 3)"), "{text}");
    let sheet = decide(&decide(&case.sheet(), 2, Decision::Skip, None), 3, Decision::Person, None);
    let done = letter(&case.apply(&sheet).expect("can be applied"));
    let text = format!("{:?}{}", done.blocks, done.header);
    assert!(!text.contains("DRAFT") && !text.contains("wait for a decision"), "{text}");
    assert!(
        text.contains("A person answers this outside this reply") && text.contains("Nobody has approved"),
        "{text}"
    );
}

fn codes(faults: &[Diagnostic]) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn a_worksheet_broken_by_hand_is_a_fault_at_its_line() {
    let case = Case::new(&base(), FORM);
    let text = case.sheet_text();
    let set = |value: &str| text.replacen("    decision:\n", &format!("    decision: {value}\n"), 1);
    let faults = read_sheet(&text.replace("decision:", "decision: [")).expect_err("is broken");
    assert_eq!(codes(&faults), ["malformed-worksheet"]);
    assert_eq!(
        codes(&read_sheet(&text.replace("release:", "relase:")).expect_err("is broken")),
        ["malformed-worksheet"]
    );
    assert_eq!(codes(&read_sheet("").expect_err("is empty")), ["malformed-worksheet"]);
    let faults = read_sheet(&set("acept")).expect_err("is no decision");
    snapbox::assert_data_eq!(
        render_diagnostics(&faults, false),
        snapbox::str![[r#"
error[unknown-decision]: unknown decision `acept`
  --> form.review.yaml:[..]
   |
[..] |     decision: acept
   |               ^^^^^
   |
   = help: did you mean `accept`?


"#]]
    );
    for (value, code) in [("use", "unknown-decision"), ("accept cache.encrypted", "unknown-decision")] {
        assert_eq!(codes(&read_sheet(&set(value)).expect_err("is no decision")), [code], "{value}");
    }
    let twice = text.replace("- no: 3", "- no: 2");
    assert!(codes(&read_sheet(&twice).expect_err("an item stands twice")).contains(&"duplicate-item"));
    let nobody = text.replacen("override:\n", "override: Blue.\n", 1);
    assert_eq!(codes(&read_sheet(&nobody).expect_err("names nobody")), ["override-without-role"]);

    let unknown = case.apply(&sheet(&set("use cache.encripted"))).expect_err("there is no such fact");
    assert_eq!(codes(&unknown), ["unknown-fact"]);
    assert_eq!(unknown[0].help.as_deref(), Some("did you mean `cache.encrypted`?"));
    let nothing = case.apply(&sheet(&set("accept"))).expect_err("nothing is proposed");
    assert_eq!(codes(&nothing), ["nothing-proposed"]);
    let start = text.find("  - no: 3").expect("is there");
    let end = text.find("\n  ## All other").expect("is there");
    let removed = format!("{}{}", &text[..start], &text[end..]);
    let missing = case.apply(&sheet(&removed)).expect_err("an item is missing");
    assert_eq!(codes(&missing), ["missing-item"]);
    assert!(missing[0].message.contains("AES-512"), "{}", missing[0].message);
}

#[test]
fn a_form_or_a_fact_that_changed_is_refused_item_by_item() {
    let case = Case::new(&base(), FORM);
    let hash = case.knowledge.facts["cache.encrypted"].hash.clone();
    let decided = decide(&case.sheet(), 3, Decision::Use("cache.encrypted".into()), Some(&hash));

    let other_form = Case::new(&base(), &FORM.replace("colour", "size"));
    let faults = other_form.apply(&decided).expect_err("item 2 changed");
    assert_eq!(codes(&faults), ["item-changed"]);
    assert!(faults[0].label.contains("Which size"), "{}", faults[0].label);

    let other_words = Case::new(&base_with("Atlas encrypts its cache", "Atlas encrypts most of its cache"), FORM);
    let faults = other_words.apply(&decided).expect_err("the fact changed");
    assert_eq!(codes(&faults), ["fact-changed", "fact-changed"]);
    assert!(
        faults.iter().any(|fault| fault.message.starts_with("item 3"))
            && faults.iter().any(|fault| fault.message.starts_with("item 1"))
    );

    // A change that touches nothing of what was decided is none.
    let elsewhere = Case::new(&base_with("The library.", "The whole library."), FORM);
    assert!(elsewhere.apply(&decided).is_ok());
    // A fact chosen by hand is held against the base as a whole, since nothing recorded what it said.
    let by_hand =
        sheet(&case.sheet_text().replacen("    decision:\n", "    decision: use cache.encrypted\n", 1).replacen(
            &format!("facts: {{cache.encrypted: \"{hash}\"}}"),
            "facts: {}",
            1,
        ));
    assert!(case.apply(&by_hand).is_ok());
}

#[test]
fn answering_again_keeps_decisions_that_still_hold() {
    let case = Case::new(&base(), FORM);
    let hash = case.knowledge.facts["cache.encrypted"].hash.clone();
    let text = case.sheet_text().replacen("    decision:\n", "    # ask Ada\n    decision:\n", 1);
    let old = decide(&sheet(&text), 3, Decision::Use("cache.encrypted".into()), Some(&hash));
    let old = decide(&old, 2, Decision::Person, None);
    let again = |case: &Case| {
        let proposed = |no: usize| proposal(&case.answers.items[no - 1]).into_iter().map(str::to_owned).collect();
        let carried = carry_over(&old, &case.form, &case.knowledge, proposed);
        let header = Header { name: "form.review.yaml", form_path: "form.txt" };
        write_worksheet(&case.material(), &header, &carried)
    };
    let same = again(&case);
    assert!(same.contains("decision: use cache.encrypted") && same.contains("decision: person"), "{same}");
    assert!(same.contains("    # ask Ada\n"), "{same}");
    // An item before the others, and a fact that says something else.
    let changed = Case::new(
        &base_with("Atlas encrypts its cache", "Atlas encrypts most of its cache"),
        &FORM.replace("1. Is", "0. Is there a password?\n1. Is"),
    );
    let new = again(&changed);
    assert!(new.contains("# decided before its facts changed: use cache.encrypted\n    decision:\n"), "{new}");
    assert!(new.contains("decision: person"), "{new}");
    assert!(changed.apply(&sheet(&new)).is_ok(), "{new}");
}

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

/// Presses keys as a host would, with the disk in a variable.
fn press(pass: &mut Pass, disk: &mut Worksheet, knowledge: &Knowledge, keys: &[Key]) {
    for key in keys {
        match pass.key(*key, knowledge) {
            Step::Stay => {}
            Step::Quit => return,
            Step::Store(wish) => match pass.settle(disk, &wish) {
                Ok(sheet) => {
                    *disk = Worksheet::read(&sheet.file).expect("what is written can be read");
                    pass.wrote(sheet, &wish);
                }
                Err(faults) => pass.say(faults[0].message.clone()),
            },
        }
    }
}

fn typed(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

#[test]
fn a_pass_decides_with_one_key_undoes_and_goes_on_later() {
    let case = Case::new(&base(), FORM);
    let knowledge = &case.knowledge;
    let mut disk = case.sheet();
    let mut pass = Pass::new(disk.clone(), false);
    assert_eq!(pass.progress(), (2, 0));
    assert_eq!(pass.view(knowledge).id, "2");
    press(&mut pass, &mut disk, knowledge, &typed("s"));
    assert_eq!(pass.view(knowledge).id, "3", "the next open item comes by itself");
    press(&mut pass, &mut disk, knowledge, &typed("/encr"));
    assert_eq!(pass.view(knowledge).choices[0].fact, "cache.encrypted");
    press(&mut pass, &mut disk, knowledge, &[Key::Enter]);
    assert_eq!(pass.progress(), (2, 2));
    assert_eq!(case.apply(&disk).expect("can be applied").items[2].facts(), ["cache.encrypted"]);
    press(&mut pass, &mut disk, knowledge, &typed("uu"));
    assert_eq!((pass.progress(), &disk), ((2, 0), &Pass::new(disk.clone(), false).sheet().clone()));
    assert!(disk.entries.iter().all(|entry| !entry.is_decided()));
    // Own words need a role; then everything is where a new pass finds it.
    press(&mut pass, &mut disk, knowledge, &typed("wBlue."));
    press(&mut pass, &mut disk, knowledge, &[Key::Enter]);
    press(&mut pass, &mut disk, knowledge, &typed("psc"));
    press(&mut pass, &mut disk, knowledge, &[Key::Enter]);
    let own = disk.entry(2).and_then(|entry| entry.own_words.clone()).expect("was written");
    assert_eq!((own.text.as_str(), own.by.as_str()), ("Blue.", "psc"));
    let later = Pass::new(disk.clone(), false);
    assert_eq!((later.progress(), later.view(knowledge).id.as_str()), ((2, 1), "3"));
}

#[test]
fn two_people_on_one_worksheet_lose_nothing() {
    let case = Case::new(&base(), FORM);
    let knowledge = &case.knowledge;
    let mut disk = case.sheet();
    let (mut one, mut two) = (Pass::new(disk.clone(), false), Pass::new(disk.clone(), false));
    press(&mut one, &mut disk, knowledge, &typed("s"));
    // The other has not seen that: the key is not taken until they have.
    press(&mut two, &mut disk, knowledge, &typed("p"));
    assert!(two.view(knowledge).message.contains("somebody else"), "{}", two.view(knowledge).message);
    assert_eq!(two.view(knowledge).decision, "skip");
    press(&mut two, &mut disk, knowledge, &[Key::Right, Key::Char('p')]);
    let decisions: Vec<String> =
        [2, 3].iter().filter_map(|no| Some(disk.entry(*no)?.decision.as_ref()?.0.to_string())).collect();
    assert_eq!(decisions, ["skip", "person"]);
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

fn sent(case: &Case, answers: &Answers) -> SentReply {
    let json = neatline::reply::json::render_json(&Material { answers, ..case.material() });
    SentReply::read(&InputFile::new("form.answers.json", &json)).expect("can be read")
}

fn recheck_with(reply: &SentReply, files: &[InputFile], form: &str) -> Vec<(String, Shift, String)> {
    let case = Case::new(files, form);
    let matcher = Matcher::build(&case.knowledge, Weights::bundled()).expect("can be built");
    let engine = Engine::new(&case.knowledge, &matcher, case.subject);
    recheck(reply, &case.knowledge, &engine, case.subject)
        .expect("can be searched")
        .into_iter()
        .map(|item| (item.id, item.shift, item.why))
        .collect()
}

#[test]
fn a_sent_reply_is_held_against_today() {
    let case = Case::new(&base(), FORM);
    let hash = case.knowledge.facts["cache.encrypted"].hash.clone();
    let sheet = decide(&case.sheet(), 3, Decision::Use("cache.encrypted".into()), Some(&hash));
    let reply = sent(&case, &case.apply(&sheet).expect("can be applied"));
    assert_eq!(recheck_with(&reply, &base(), FORM), []);
    let changed = |shift| {
        let why = "`cache.encrypted` was changed".to_owned();
        vec![("1".to_owned(), shift, why.clone()), ("3".to_owned(), shift, why)]
    };
    let words = base_with("kept in the keychain", "kept in the keychain of the system");
    assert_eq!(recheck_with(&reply, &words, FORM), changed(Shift::Words));
    let mut position = base_with("verdict: yes", "verdict: partial");
    for file in &mut position {
        *file = InputFile::new(
            file.path(),
            &file.text().replace("short: Yes. Atlas encrypts", "short: Partly. Atlas encrypts most of"),
        );
    }
    assert_eq!(recheck_with(&reply, &position, FORM), changed(Shift::Position));
    let differences = compare(&read(&base()), &read(&position));
    snapbox::assert_data_eq!(
        write_differences(&differences),
        snapbox::str![[r#"
## Other position

- `cache.encrypted` Encrypted cache
  - position: Yes -> Partly
  - before: Yes. Atlas encrypts its cache.
  - now: Partly. Atlas encrypts most of its cache.

"#]]
    );
    let withdrawn = base_with("approval: draft", "approval: draft\nwithdrawn: 2026-11-20");
    let shifts: Vec<Shift> = recheck_with(&reply, &withdrawn, FORM).into_iter().map(|(_, shift, _)| shift).collect();
    assert_eq!(shifts, [Shift::Lost, Shift::Withdrawn]);
    let broken = SentReply::read(&InputFile::new("x.json", "{\n  \"schema\": \"one\"\n}")).expect_err("is no reply");
    assert_eq!((broken.code, broken.file.line_column(broken.span.start).0), ("malformed-answers", 2));
}

#[test]
fn a_second_form_shows_what_differs_from_the_last_reply() {
    let case = Case::new(&base(), FORM);
    let reply = sent(&case, &case.answers);
    let second = Case::new(
        &base_with("Yes. Atlas encrypts its cache", "Yes. Atlas encrypts all of its cache"),
        "1. How do you test backups?\n2. Is the  cache encrypted?\n",
    );
    let list = compare_with_previous(&reply, &second.form, &second.answers.items, &second.knowledge);
    let shifts: Vec<(&str, Shift)> = list.iter().map(|item| (item.text.as_str(), item.shift)).collect();
    assert_eq!(shifts, [("How do you test backups?", Shift::New), ("Is the cache encrypted?", Shift::Words)]);
}

/// Pages in place of the network.
struct Pages(BTreeMap<&'static str, &'static str>);

impl Fetch for Pages {
    fn fetch(&mut self, url: &str) -> Result<Vec<u8>, String> {
        self.0.get(url).map(|page| page.as_bytes().to_vec()).ok_or_else(|| "no answer".to_owned())
    }
}

#[test]
fn a_changed_page_puts_its_facts_on_the_due_list() {
    let knowledge = read(&base());
    let url = "https://atlas.example/manual";
    let mut lock = SourcesLock::default();
    let mut visit = |lock: &mut SourcesLock, day: jiff::civil::Date, page: Option<&'static str>| {
        let mut seen = Vec::new();
        let mut pages = Pages(page.into_iter().map(|page| (url, page)).collect());
        lock.verify(&knowledge, day, &mut pages, |_, _, what| seen.push(what.clone()));
        // What is written is what is read.
        let text = lock.to_yaml();
        assert_eq!(
            SourcesLock::read(&InputFile::new("sources.lock.yaml", &text)).expect("can be read"),
            *lock,
            "{text}"
        );
        seen.remove(0)
    };
    let day = |day| jiff::civil::date(2026, 11, day);
    assert_eq!(visit(&mut lock, day(2), Some("<html><b>Encrypted.</b><script>1</script></html>")), Seen::First);
    assert_eq!(visit(&mut lock, day(3), Some("<html> <i>Encrypted.</i><script>2</script></html>")), Seen::Same);
    assert_eq!(due(&knowledge, &lock, today(), 0), []);
    assert_eq!(visit(&mut lock, day(4), None), Seen::Gone("no answer".into()));
    assert_eq!(visit(&mut lock, day(9), Some("<html>Not encrypted.</html>")), Seen::Changed);
    assert_eq!(visit(&mut lock, day(10), Some("<html>Not encrypted.</html>")), Seen::Same);
    let list = due(&knowledge, &lock, today(), 0);
    snapbox::assert_data_eq!(to_markdown(&list, today()), snapbox::str![[r#"
# Due for review, as of 2026-11-21

## security-team: 2

- [ ] 2026-11-09, overdue: `cache.encrypted` Encrypted cache (its source `manual` changed on or before 2026-11-09)
- [ ] 2026-11-09, overdue: source `manual` Manual (changed on or before 2026-11-09, read on 2026-11-01)

"#]]);
    // A person held the fact against the page since.
    let reviewed = read(&base_with("reviewed: 2026-11-01", "reviewed: 2026-11-12"));
    assert_eq!(due(&reviewed, &lock, today(), 0).len(), 1, "the source itself is still to be read");
}

#[test]
fn the_due_list_looks_ahead_and_fits_a_calendar() {
    let knowledge = read(&base());
    let lock = SourcesLock::default();
    assert_eq!(due(&knowledge, &lock, today(), 60), []);
    let list = due(&knowledge, &lock, today(), 365);
    assert_eq!(list.iter().map(|due| due.id.as_str()).collect::<Vec<_>>(), ["cache.encrypted", "manual"]);
    assert!(list.iter().all(|due| due.due == jiff::civil::date(2027, 4, 30) && !due.overdue));
    let ics = to_ics(&list, today(), "Atlas");
    assert!(ics.lines().all(|line| line.len() <= 75) && ics.split("\r\n").count() == ics.matches('\n').count() + 1);
    assert!(
        ics.contains("DTSTART;VALUE=DATE:20270430") && ics.contains("SUMMARY:Atlas: 2 to review (security-team)"),
        "{ics}"
    );
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
