//! The training of the weights: what is hidden, what items and lessons teach, the same bytes twice.

use crate::measure::{base, sets};
use neatline::answer::Subject;
use neatline::knowledge::{Classifier, Knowledge, Lesson, NOTHING, Verdict};
use neatline::matcher::{Matcher, Weights};
use neatline::measure::train::{classes, sample, train};
use neatline::measure::{Expect, LabelledItem, LabelledSet};
use neatline::text::InputFile;

/// A base small enough to train in a debug build.
pub(crate) fn small() -> Knowledge {
    let mut knowledge = base();
    knowledge.facts.truncate(60);
    for fact in knowledge.facts.values_mut() {
        fact.phrasings.truncate(12);
        fact.opposed.truncate(2);
    }
    knowledge.unknowns.truncate(30);
    knowledge.routes.clear();
    knowledge.absences.clear();
    knowledge.lessons.clear();
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
    let lessons = LabelledSet {
        items: sets(&base())[0].items.iter().filter(|item| item.expect == Expect::Unknown).take(60).cloned().collect(),
    };
    let subject = Subject { as_of: jiff::civil::date(2026, 11, 21), version: knowledge.project.product_version };
    let first = train(&knowledge, subject, &lessons.items, |_| {}).unwrap();
    // What was trained before leaves no trace.
    let again = Knowledge { classifier: Some(first.classifier.clone()), ..knowledge.clone() };
    let second = train(&again, subject, &lessons.items, |_| {}).unwrap();
    assert_eq!(first.weights.to_yaml(), second.weights.to_yaml());
    assert_eq!(first.classifier.to_yaml(), second.classifier.to_yaml());
    assert_eq!(
        Classifier::read(&InputFile::new(
            "classifier.yaml",
            &format!("trained-on: none\n{}", first.classifier.to_yaml())
        )),
        Some(first.classifier.clone())
    );
    assert_eq!(first.notes, second.notes);
    assert!(first.weights.rank.weights.iter().all(|weight| *weight >= 0.0));
    assert!(first.weights.calibrate.weights.iter().all(|weight| *weight >= 0.0));
    // What was written is read back as the same weights.
    let file = InputFile::new("weights.yaml", &first.weights.to_yaml());
    assert_eq!(Weights::read(&file).unwrap().to_yaml(), first.weights.to_yaml());
}

/// Items for the facts of [`small`]: wordings that were cut off there, straight and the other way round.
fn cut_off() -> Vec<LabelledItem> {
    let (whole, small) = (base(), small());
    let other = |verdict: Verdict| if verdict == Verdict::Yes { Verdict::No } else { Verdict::Yes };
    let mut items = Vec::new();
    for id in small.facts.keys() {
        let fact = &whole.facts[id];
        let straight = fact.phrasings.iter().skip(12).take(2).map(|text| (text, fact.verdict));
        let opposed = fact.opposed.iter().skip(2).take(1).map(|text| (text, other(fact.verdict)));
        items.extend(straight.chain(opposed).enumerate().map(|(number, (text, verdict))| LabelledItem {
            id: format!("{id} {number}"),
            text: text.clone(),
            style: "yes-no".into(),
            language: "en".into(),
            expect: Expect::Facts(vec![id.clone()]),
            verdicts: vec![verdict],
        }));
    }
    items
}

#[test]
fn labelled_items_teach_which_way_an_item_is_turned_and_when_to_trust() {
    let knowledge = small();
    let subject = Subject { as_of: jiff::civil::date(2026, 11, 21), version: knowledge.project.product_version };
    let mut items = cut_off();
    let [labelled, ..] = sets(&base());
    items.extend(labelled.items.into_iter().filter(|item| item.expect == Expect::Unknown).take(120));
    let trained = train(&knowledge, subject, &items, |_| {}).unwrap();
    let [straight, turned] = {
        let mut matcher = Matcher::build(&knowledge, trained.weights.clone()).unwrap();
        matcher.classify_by(&trained.classifier, &knowledge);
        let mean = |want: bool| {
            let mut seen: Vec<f32> = Vec::new();
            for item in items.iter().filter(|item| item.expect.is_answerable()) {
                let fact = &knowledge.facts[&item.expect.facts()[0]];
                let is_turned = !item.verdicts.contains(&fact.verdict);
                let found = matcher.match_item(&item.text, |_| true).unwrap();
                let near = found.candidates.iter().find(|near| near.fact() == Some(&fact.id));
                seen.extend(near.filter(|_| is_turned == want).map(|near| near.turned));
            }
            seen.iter().sum::<f32>() / seen.len() as f32
        };
        [mean(false), mean(true)]
    };
    assert!(turned > straight + 0.2, "turned {turned}, straight {straight}");
    assert_ne!(trained.weights.position, Weights::bundled().position);
    assert!(trained.shots.iter().any(|shot| shot.weight < 1.0), "what must not be answered weighs as in a form");
}

#[test]
fn lessons_teach_the_classifier_and_nothing_else() {
    let mut knowledge = small();
    let id = knowledge.facts.keys().next().unwrap().clone();
    let matcher = Matcher::build(&knowledge, Weights::bundled()).unwrap();
    let without = classes::fit(&knowledge, &matcher, &[]);
    let asked = vec!["Does the zeppelin moor at the pylon?".to_owned(), "Zeppelin pylon mooring".into()];
    knowledge.lessons.insert(id.clone(), Lesson { asked, opposed: Vec::new() });
    knowledge.lessons.insert("unknown no-such".into(), Lesson { asked: vec!["Quagga".into()], opposed: Vec::new() });
    // What nothing answers speaks against what it is near to.
    let nothing = vec!["Zeppelin hangar rent".to_owned(), "Hangar rent of the zeppelin".into()];
    knowledge.lessons.insert(NOTHING.into(), Lesson { asked: nothing, opposed: Vec::new() });
    let with = classes::fit(&knowledge, &matcher, &[]);
    assert!(without.stems.find("zeppelin").is_none() && with.stems.find("quagga").is_none());
    let class = with.entries.iter().position(|(name, _)| *name == id).unwrap() as u32;
    let stem = Classifier::read_stem(with.stems.says(with.stems.find("zeppelin").unwrap())).unwrap();
    assert!(stem.weights.iter().any(|(entry, weight)| *entry == class && *weight > 0.5), "{stem:?}");
    let hangar = Classifier::read_stem(with.stems.says(with.stems.find("hangar").unwrap())).unwrap();
    assert!(hangar.weights.iter().all(|(_, weight)| *weight < 0.0), "{hangar:?}");
}
