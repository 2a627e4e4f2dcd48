//! Worksheets: written, decided, broken by hand, and held against what changed.

use super::{Case, FORM, base, base_with, codes, decide, read_sheet, sheet};
use neatline::answer::{Answers, Outcome, Subject, Why};
use neatline::diagnostic::render_diagnostics;
use neatline::knowledge::Verdict;
use neatline::reply::Material;
use neatline::review::worksheet::{
    Change, Decision, Header, Override, carry_over, holds, proposal, set_decision, write_worksheet,
};
use neatline::text::InputFile;
use std::path::Path;

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
    let later = Subject { as_of: jiff::civil::date(2027, 11, 21), ..case.subject };
    let stale = holds(&after, &case.knowledge, &answers, later);
    assert_eq!(codes(&stale), ["stale-fact-used", "stale-fact-used"]);
    let open = holds(&before, &case.knowledge, &case.answers, case.subject);
    assert_eq!(codes(&open), ["undecided-item", "undecided-item"]);
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
