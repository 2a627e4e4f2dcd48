//! The labelled sets, the numbers over them, and the training of the weights.

use neatline::answer::Subject;
use neatline::knowledge::{Knowledge, read_knowledge};
use neatline::matcher::{Matcher, Weights};
use neatline::measure::eval::{Bench, calibration, curve, interval, metrics, trial};
use neatline::measure::train::{sample, train};
use neatline::measure::{Expect, LabelledItem, LabelledSet, evaluate, read_labelled};
use neatline::text::InputFile;
use std::collections::BTreeSet;
use std::path::Path;

fn input(path: &str) -> InputFile {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    InputFile::new(path, &std::fs::read_to_string(whole).unwrap())
}

fn base() -> Knowledge {
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

fn sets(knowledge: &Knowledge) -> [LabelledSet; 2] {
    ["train", "test"].map(|part| {
        let (set, faults) = read_labelled(&[input(&format!("questionnaires/labelled/{part}.yaml"))], knowledge);
        assert!(faults.is_empty(), "{}", neatline::diagnostic::render_diagnostics(&faults, false));
        set
    })
}

/// Words, folded; a Japanese text counts by characters.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn labelled_sets_name_facts_that_exist_and_are_split_by_fact() {
    let knowledge = base();
    let [train, test] = sets(&knowledge);
    let items = train.items.len() + test.items.len();
    let open = train.items.iter().chain(&test.items).filter(|item| !item.expect.is_answerable()).count();
    assert!(items >= 400, "{items} items");
    assert!(open * 10 >= items * 3, "{open} of {items} items must not be answered");
    let facts = |set: &LabelledSet| -> BTreeSet<String> {
        set.items.iter().flat_map(|item| item.expect.facts()).cloned().collect()
    };
    let both: Vec<String> = facts(&train).intersection(&facts(&test)).cloned().collect();
    assert!(both.is_empty(), "facts of both parts: {both:?}");
}

#[test]
fn no_labelled_item_shares_five_consecutive_words_with_a_phrasing() {
    let knowledge = base();
    let mut runs = BTreeSet::new();
    let facts = knowledge.facts.values().flat_map(|fact| {
        fact.phrasings.iter().chain([&fact.question]).chain(fact.foreign_phrasings.iter().map(|(_, text)| text))
    });
    for text in facts.chain(knowledge.unknowns.iter().flat_map(|unknown| &unknown.phrasings)) {
        runs.extend(words(text).windows(5).map(|run| run.join(" ")));
    }
    for item in sets(&knowledge).iter().flat_map(|set| &set.items).filter(|item| item.expect.is_answerable()) {
        let shared = words(&item.text).windows(5).map(|run| run.join(" ")).find(|run| runs.contains(run));
        assert_eq!(shared, None, "`{}` shares words with a phrasing", item.id);
    }
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

fn trial(answerable: bool, rank: Option<usize>, mark: trial::Mark, score: f32) -> trial::Trial {
    let expect = if answerable { Expect::Facts(vec!["a.b".into()]) } else { Expect::Unknown };
    let item = LabelledItem {
        id: "1".into(),
        text: "?".into(),
        style: "open".into(),
        language: "en".into(),
        expect,
        verdict: None,
    };
    trial::Trial {
        item,
        cluster: format!("{score}"),
        scope: "desktop".into(),
        rank,
        mark,
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

/// A base small enough to train in a debug build.
fn small() -> Knowledge {
    let mut knowledge = base();
    knowledge.facts.truncate(60);
    knowledge.absences.clear();
    knowledge
}

#[test]
fn cuts_hide_facts_and_ask_only_what_is_not_indexed() {
    let knowledge = small();
    let cut = sample::cut(&knowledge, 1);
    assert_eq!(cut.items, sample::cut(&knowledge, 1).items);
    assert_ne!(cut.items, sample::cut(&knowledge, 2).items);
    let hidden = knowledge.facts.len() - cut.knowledge.facts.len();
    assert!((18..=24).contains(&hidden), "{hidden} of 60 facts are hidden");
    for fact in cut.knowledge.facts.values() {
        for item in cut.items.iter().filter(|item| !fact.phrasings.is_empty() && item.target.is_some()) {
            assert!(!fact.phrasings.contains(&item.text), "`{}` is asked and indexed", item.text);
        }
    }
}

#[test]
fn training_gives_the_same_bytes_and_no_negative_weight() {
    let knowledge = small();
    let first = train(&knowledge, |_| {}).unwrap();
    let second = train(&knowledge, |_| {}).unwrap();
    assert_eq!(first.weights.to_yaml(), second.weights.to_yaml());
    assert_eq!(first.notes, second.notes);
    assert!(first.weights.rank.weights.iter().all(|weight| *weight >= 0.0));
    assert!(first.weights.calibrate.weights.iter().all(|weight| *weight >= 0.0));
    // What was written is read back as the same weights.
    let file = InputFile::new("weights.yaml", &first.weights.to_yaml());
    assert_eq!(Weights::read(&file).unwrap().to_yaml(), first.weights.to_yaml());
}

#[test]
fn the_report_is_the_same_in_every_run_and_hangs_together() {
    let knowledge = base();
    let [train, _] = sets(&knowledge);
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
