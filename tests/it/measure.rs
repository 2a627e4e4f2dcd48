//! The labelled sets, and the numbers over them.

use neatline::answer::Subject;
use neatline::knowledge::{Knowledge, Verdict, read_knowledge};
use neatline::matcher::{Matcher, Weights};
use neatline::measure::eval::{self, Bench, calibration, curve, interval, metrics, trial};
use neatline::measure::{Expect, LabelledItem, LabelledSet, evaluate, read_labelled};
use neatline::text::InputFile;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;

fn input(path: &str) -> InputFile {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    InputFile::new(path, &std::fs::read_to_string(whole).unwrap())
}

pub(crate) fn base() -> Knowledge {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<InputFile> = walkdir::WalkDir::new(root.join("knowledge"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "yaml"))
        .map(|path| input(&path.strip_prefix(root).unwrap().to_string_lossy()))
        .collect();
    read_knowledge(&files, jiff::civil::date(2026, 11, 21)).knowledge.expect("the base has no errors")
}

/// Parts of the labelled items: for everything, for measuring only, for the thresholds only.
pub(crate) fn sets(knowledge: &Knowledge) -> [LabelledSet; 3] {
    ["train", "test", "settle"].map(|part| {
        let (set, faults) = read_labelled(&[input(&format!("questionnaires/labelled/{part}.yaml"))], knowledge);
        assert!(faults.is_empty(), "{}", neatline::diagnostic::render_diagnostics(&faults, false));
        set
    })
}

/// Runs of five words, folded; of nine characters where a text is Japanese, which puts no spaces between words.
fn runs(text: &str) -> Vec<String> {
    let japanese = |c: char| ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.contains(japanese) {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        return letters.windows(9).map(|run| run.iter().collect()).collect();
    }
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(5).map(|run| run.join(" ")).collect()
}

#[test]
fn labelled_sets_are_large_and_a_third_must_not_be_answered() {
    let knowledge = base();
    let bounds = [(400, 30), (520, 35), (550, 30)];
    for (set, least, open) in sets(&knowledge).iter().zip(bounds).map(|(set, (a, b))| (set, a, b)) {
        let count = |keep: fn(&Expect) -> bool| set.items.iter().filter(|item| keep(&item.expect)).count();
        let unanswered = count(|expect| !expect.is_answerable());
        assert!(set.items.len() >= least, "{} items", set.items.len());
        assert!(unanswered * 100 >= set.items.len() * open, "{unanswered} of {} must not be answered", set.items.len());
        assert!(count(|expect| *expect == Expect::Person) >= 40);
        assert!(count(|expect| *expect == Expect::NotAQuestion) >= 30);
    }
}

fn expected(set: &LabelledSet) -> BTreeSet<&str> {
    set.items.iter().flat_map(|item| item.expect.facts()).map(String::as_str).collect()
}

#[test]
fn the_sets_are_split_by_fact_by_the_written_rule() {
    let knowledge = base();
    let [train, test, settle] = sets(&knowledge);
    // The items of the first training set, whose facts are train facts whatever their hash.
    let first = LabelledSet { items: train.items.iter().filter(|item| item.id.starts_with('t')).cloned().collect() };
    let first = expected(&first);
    let is_test = |id: &str| !first.contains(id) && Sha256::digest(id.as_bytes())[0] < 170;
    let misplaced: Vec<&str> = expected(&test).into_iter().filter(|id| !is_test(id)).collect();
    assert!(misplaced.is_empty(), "train facts in the test part: {misplaced:?}");
    let others = expected(&train).into_iter().chain(expected(&settle));
    let misplaced: Vec<&str> = others.filter(|id| is_test(id)).collect();
    assert!(misplaced.is_empty(), "test facts in the training part: {misplaced:?}");
    for id in expected(&test) {
        let items = test.items.iter().filter(|item| item.expect.facts().iter().any(|fact| fact == id)).count();
        assert!(items >= 2, "`{id}` has {items} item");
    }
}

#[test]
fn the_test_part_is_frozen() {
    // Changed only together with an entry in the history of questionnaires/labelled/README.md that says which label was wrong and
    // why. An item that the matcher gets wrong is no reason.
    let frozen = "e4da8fb38f53175ba8221df6d8de91b3c48b61d437f611a494703d46b00faa06";
    let text = input("questionnaires/labelled/test.yaml");
    let found: String = Sha256::digest(text.text().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(found, frozen, "questionnaires/labelled/test.yaml is not the frozen one");
    let page = input("questionnaires/labelled/README.md");
    assert!(page.text().contains(frozen), "the history names the frozen set by its hash");
}

#[test]
fn no_labelled_item_shares_five_consecutive_words_with_a_phrasing() {
    let knowledge = base();
    let facts = knowledge.facts.values().flat_map(|fact| {
        fact.phrasings
            .iter()
            .chain([&fact.question])
            .chain(&fact.opposed)
            .chain(fact.foreign_phrasings.iter().map(|(_, text)| text))
    });
    let lessons = knowledge.lessons.values().flat_map(|lesson| lesson.asked.iter().chain(&lesson.opposed));
    let texts = facts.chain(knowledge.unknowns.iter().flat_map(|unknown| &unknown.phrasings)).chain(lessons);
    let known: BTreeSet<String> = texts.flat_map(|text| runs(text)).collect();
    assert!(known.len() > 10_000, "the phrasings were read");
    // Ids alone, so that whoever rewords an item need not see the phrasing.
    let shared: Vec<String> = sets(&knowledge)
        .into_iter()
        .flat_map(|set| set.items)
        .filter(|item| runs(&item.text).iter().any(|run| known.contains(run)))
        .map(|item| item.id)
        .collect();
    assert!(shared.is_empty(), "share words with a phrasing: {shared:?}");
}

#[test]
fn shared_runs_are_five_words_or_nine_japanese_characters() {
    assert_eq!(runs("Is it safe, or not?"), ["is it safe or not"]);
    assert!(runs("Is it safe?").is_empty());
    assert_eq!(
        runs("暗号化は、していますか"),
        ["暗号化はしていますか".chars().take(9).collect::<String>(), "号化はしていますか".into()]
    );
}

#[test]
fn faulty_sets_are_refused_with_the_place() {
    let knowledge = base();
    let text = "- {id: a, text: Is it safe?, style: open, language: en, expect: [auth.master-pasword]}\n\
                - {id: a, text: '', style: open, language: en, expect: unknown}\n";
    let (_, faults) = read_labelled(&[InputFile::new("set.yaml", text)], &knowledge);
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["unknown-fact", "duplicate-item", "empty-item"]);
    let at = &text[faults[0].span.start..faults[0].span.end];
    assert_eq!(at, "auth.master-pasword");
    assert_eq!(faults[0].help.as_deref(), Some("did you mean `auth.master-password`?"));
    let (_, faults) = read_labelled(&[InputFile::new("set.yaml", "- {id: a}\n")], &knowledge);
    assert_eq!(faults[0].code, "malformed-set");
}

#[test]
fn an_item_states_one_verdict_or_several_and_only_with_facts() {
    let knowledge = base();
    let text = "- {id: a, text: Is it safe?, style: yes-no, language: en, expect: [auth.master-password], verdict: yes}\n\
                - {id: b, text: Is it so?, style: yes-no, language: en, expect: [auth.master-password], verdict: [no, partial]}\n\
                - {id: c, text: How is it?, style: open, language: en, expect: [auth.master-password]}\n";
    let (set, faults) = read_labelled(&[InputFile::new("set.yaml", text)], &knowledge);
    assert!(faults.is_empty());
    let verdicts: Vec<&[Verdict]> = set.items.iter().map(|item| item.verdicts.as_slice()).collect();
    assert_eq!(verdicts, [&[Verdict::Yes][..], &[Verdict::No, Verdict::Partial], &[]]);
    let text = "- {id: a, text: Is it safe?, style: yes-no, language: en, expect: unknown, verdict: yes}\n";
    let (_, faults) = read_labelled(&[InputFile::new("set.yaml", text)], &knowledge);
    assert_eq!(faults[0].code, "verdict-without-fact");
}

#[test]
fn a_right_fact_with_another_verdict_than_the_wording_asks_is_wrong() {
    let knowledge = base();
    let matcher = Matcher::build(&knowledge, Weights::of(&knowledge).unwrap()).unwrap();
    let subject = Subject { as_of: jiff::civil::date(2026, 11, 21), version: knowledge.project.product_version };
    let fact = knowledge.fact("auth.credential-store").unwrap();
    let item = |verdicts: &[Verdict]| LabelledItem {
        id: "1".into(),
        text: fact.question.clone(),
        style: "yes-no".into(),
        language: "en".into(),
        expect: Expect::Facts(vec![fact.id.clone()]),
        verdicts: verdicts.to_vec(),
    };
    let items = [item(&[]), item(&[fact.verdict]), item(&[Verdict::No]), item(&[Verdict::No, fact.verdict])];
    let bench = Bench { knowledge: &knowledge, matcher: &matcher, subject, items: &items };
    let trials = eval::run(&bench, neatline::answer::Switches::default()).unwrap();
    let marks: Vec<trial::Mark> = trials.iter().map(|trial| trial.mark).collect();
    use trial::Mark::{Right, WrongVerdict};
    assert_eq!(marks, [Right, Right, WrongVerdict, Right]);
    // The item that fixes no verdict says nothing about verdicts.
    assert_eq!(metrics::verdicts(&trials.iter().collect::<Vec<_>>()), Some(2.0 / 3.0));
}

fn trial(answerable: bool, rank: Option<usize>, mark: trial::Mark, score: f32) -> trial::Trial {
    let expect = if answerable { Expect::Facts(vec!["a.b".into()]) } else { Expect::Unknown };
    let item = LabelledItem {
        id: "1".into(),
        text: "?".into(),
        style: "open".into(),
        language: "en".into(),
        expect,
        verdicts: Vec::new(),
    };
    trial::Trial {
        item,
        cluster: format!("{score}"),
        scope: "desktop".into(),
        rank,
        mark,
        band: if mark.is_answered() { "high".into() } else { "none".into() },
        to_person: false,
        facts: Vec::new(),
        first: None,
        score,
        reasons: Vec::new(),
    }
}

#[test]
fn metrics_over_five_items_are_those_counted_by_hand() {
    use trial::Mark;
    let trials = [
        trial(true, Some(1), Mark::Right, 0.95),
        trial(true, Some(2), Mark::WrongFact, 0.85),
        trial(true, Some(4), Mark::Withheld, 0.0),
        trial(true, Some(1), Mark::Right, 0.65),
        trial(false, None, Mark::Unasked, 0.75),
    ];
    let all: Vec<&trial::Trial> = trials.iter().collect();
    assert_eq!(metrics::first(&all), Some(0.5));
    assert_eq!(metrics::among_three(&all), Some(0.75));
    assert_eq!(metrics::reciprocal_rank(&all), Some((1.0 + 0.5 + 0.25 + 1.0) / 4.0));
    assert_eq!(metrics::precision(&all), Some(0.5));
    assert_eq!(metrics::coverage(&all), Some(0.75));
    assert_eq!(metrics::right_coverage(&all), Some(0.5));
    assert_eq!(metrics::unasked(&all), Some(1.0));
    // Two of the four answerable items score above the one that is not.
    assert_eq!(metrics::auroc(&all), Some(0.5));
    let points = curve::curve(&all);
    assert_eq!(points.len(), 4);
    assert_eq!((points[0].precision, points[0].coverage), (1.0, 0.25));
    assert_eq!((points[3].precision, points[3].coverage), (0.5, 0.5));
    assert_eq!(curve::coverage_at(&points, 0.95), 0.25);
    assert_eq!(curve::coverage_at(&points, 0.5), 0.5);
    // One answer a bin: |0.95 - 1|, |0.85 - 0|, |0.75 - 0|, |0.65 - 1|, over four.
    let error = calibration::error(&all).unwrap();
    assert!((error - (0.05 + 0.85 + 0.75 + 0.35) / 4.0).abs() < 1e-6, "{error}");
    let estimate = interval::estimates(&all, &[metrics::first])[0].unwrap();
    assert!(estimate.low <= estimate.value && estimate.value <= estimate.high);
    assert_eq!(metrics::precision(&[]), None);
    assert_eq!(metrics::auroc(&all[..1]), None);
}

#[test]
fn a_perfect_ranking_has_an_area_of_one_and_a_useless_one_of_a_half() {
    use trial::Mark;
    let perfect = [trial(true, Some(1), Mark::Right, 0.95), trial(false, None, Mark::Withheld, 0.0)];
    assert_eq!(metrics::auroc(&perfect.iter().collect::<Vec<_>>()), Some(1.0));
    let useless = [trial(true, Some(1), Mark::Right, 0.5), trial(false, None, Mark::Unasked, 0.5)];
    assert_eq!(metrics::auroc(&useless.iter().collect::<Vec<_>>()), Some(0.5));
}

#[test]
fn the_report_is_the_same_in_every_run_and_hangs_together() {
    let knowledge = base();
    let [train, ..] = sets(&knowledge);
    let matcher = Matcher::build(&knowledge, Weights::of(&knowledge).unwrap()).unwrap();
    let subject = Subject { as_of: jiff::civil::date(2026, 11, 21), version: knowledge.project.product_version };
    let bench = Bench { knowledge: &knowledge, matcher: &matcher, subject, items: &train.items[..120] };
    let report = evaluate(&bench, false).unwrap();
    assert_eq!(report, evaluate(&bench, false).unwrap());
    assert_eq!(report.items, 120);
    assert_eq!(report.answerable + report.unknown + report.person + report.not_a_question, 120);
    let styles: usize = report.styles.iter().map(|group| group.items).sum();
    assert_eq!(styles, 120);
    assert!(report.curve.windows(2).all(|pair| pair[0].answered < pair[1].answered));
    assert_eq!(report.wrong.len(), report.styles.iter().map(|group| group.wrong).sum::<usize>());
}
