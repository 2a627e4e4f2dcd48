//! Answers through time: sent replies, the due list, changed sources.

use super::{Case, FORM, base, base_with, decide, read, today};
use neatline::answer::{Answers, Engine};
use neatline::matcher::{Matcher, Weights};
use neatline::reply::Material;
use neatline::review::compare;
use neatline::review::compare::write_differences;
use neatline::review::due::{due, to_ics, to_markdown};
use neatline::review::recheck::{SentReply, Shift, compare_with_previous, recheck};
use neatline::review::sources::{Fetch, Seen, SourcesLock};
use neatline::review::worksheet::Decision;
use neatline::text::InputFile;
use std::collections::BTreeMap;

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
    let visit = |lock: &mut SourcesLock, day: jiff::civil::Date, page: Option<&'static str>| {
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
    snapbox::assert_data_eq!(
        to_markdown(&list, today()),
        snapbox::str![[r#"
# Due for review, as of 2026-11-21

## security-team: 2

- [ ] 2026-11-09, overdue: `cache.encrypted` Encrypted cache (its source `manual` changed on or before 2026-11-09)
- [ ] 2026-11-09, overdue: source `manual` Manual (changed on or before 2026-11-09, read on 2026-11-01)

"#]]
    );
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
