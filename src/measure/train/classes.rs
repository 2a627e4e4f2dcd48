//! The classifier, fitted on every wording of a base, and on labelled items that nothing answers.

use super::machine::{self, Sparse};
use crate::knowledge::{Classifier, Knowledge, Stem};
use crate::matcher::classifier::{OPPOSED, class_name, marks};
use crate::matcher::index::EntryKind;
use crate::matcher::rank::Matcher;
use crate::measure::labelled::LabelledItem;
use indexmap::{IndexMap, IndexSet};

/// Weights nearer to nothing are left out, which keeps the file small: half of that or twice it was measured to change little.
const LEAST: f32 = 0.08;

/// A text and the classes that are right for it: none for what nothing answers.
struct Lesson {
    text: String,
    classes: Vec<String>,
}

/// Fits a classifier; `matcher` is one for the base, with or without a classifier of its own.
pub fn fit(knowledge: &Knowledge, matcher: &Matcher, items: &[LabelledItem]) -> Classifier {
    let lessons = lessons(knowledge, items);
    let concepts: Vec<String> = knowledge.concepts.iter().map(|concept| concept.id.clone()).collect();
    let mut stems: IndexSet<String> = IndexSet::new();
    let mut frequency: Vec<usize> = Vec::new();
    let texts: Vec<Vec<u32>> = lessons
        .iter()
        .map(|lesson| {
            let text = matcher.lookup().analyzer().analyze(&lesson.text);
            let marks = marks(&text, &concepts).into_iter().map(|mark| stems.insert_full(mark).0);
            let mut numbers: Vec<u32> = marks.map(|number| number as u32).collect();
            numbers.sort_unstable();
            frequency.resize(stems.len(), 0);
            numbers.iter().for_each(|number| frequency[*number as usize] += 1);
            numbers
        })
        .collect();
    let rarity: Vec<f32> =
        frequency.iter().map(|seen| ((1 + lessons.len()) as f32 / (1 + seen) as f32).ln() + 1.0).collect();
    let rows: Vec<Sparse> = texts
        .iter()
        .map(|numbers| {
            let length = numbers.iter().map(|number| rarity[*number as usize].powi(2)).sum::<f32>().sqrt();
            numbers.iter().map(|number| (*number, rarity[*number as usize] / length.max(f32::EPSILON))).collect()
        })
        .collect();
    let mut members: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (number, lesson) in lessons.iter().enumerate() {
        for class in &lesson.classes {
            members.entry(class).or_default().push(number);
        }
    }
    let mut entries = Vec::new();
    let mut said: Vec<Stem> = rarity.iter().map(|rarity| Stem { rarity: *rarity, weights: Vec::new() }).collect();
    for (class, (name, members)) in members.iter().enumerate() {
        let plane = machine::fit(&rows, |number| members.binary_search(&number).is_ok(), stems.len());
        entries.push(((*name).to_owned(), plane.bias));
        for (stem, weight) in said.iter_mut().zip(plane.weights) {
            if weight.abs() >= LEAST {
                stem.weights.push((class as u32, weight));
            }
        }
    }
    let mut stems: Vec<(String, Stem)> = stems.into_iter().zip(said).collect();
    stems.sort_by(|a, b| a.0.cmp(&b.0));
    Classifier::from_parts(entries, stems)
}

fn lessons(knowledge: &Knowledge, items: &[LabelledItem]) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    let mut learn = |text: &str, class: &EntryKind| {
        lessons.push(Lesson { text: text.to_owned(), classes: vec![class_name(class, knowledge)] });
    };
    for fact in knowledge.facts.values() {
        let class = EntryKind::Fact(fact.id.clone());
        let own = [&fact.question, &fact.title, &fact.short];
        let foreign = fact.foreign_phrasings.iter().map(|(_, text)| text);
        for text in own.into_iter().chain(&fact.phrasings).chain(foreign) {
            learn(text, &class);
        }
    }
    for (number, unknown) in knowledge.unknowns.iter().enumerate() {
        unknown.phrasings.iter().for_each(|text| learn(text, &EntryKind::Unknown(number)));
    }
    for (number, route) in knowledge.routes.iter().enumerate() {
        route.terms.iter().for_each(|text| learn(text, &EntryKind::Route(number)));
    }
    for fact in knowledge.facts.values() {
        lessons.extend(
            fact.opposed
                .iter()
                .map(|text| Lesson { text: text.clone(), classes: vec![fact.id.clone(), OPPOSED.to_owned()] }),
        );
    }
    // Items that a fact answers teach nothing: only some facts have any, and their neighbours would lose by it.
    for item in items.iter().filter(|item| !item.expect.is_answerable()) {
        lessons.push(Lesson { text: item.text.clone(), classes: Vec::new() });
    }
    lessons
}
