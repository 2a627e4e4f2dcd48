//! The classifier, fitted on every wording of a base, and on labelled items that nothing answers. Every entry is a class against all
//! others; inside a fact, the wordings that ask the other way round are one against the rest.

use super::machine::{self, Cost, Sparse};
use crate::knowledge::{Classifier, Knowledge, NOTHING, Stem};
use crate::matcher::classifier::{OPPOSED, class_name, concept_marks, marks, opposed_class};
use crate::matcher::index::EntryKind;
use crate::matcher::rank::Matcher;
use crate::measure::labelled::LabelledItem;
use crate::measure::threads::side_by_side;
use indexmap::{IndexMap, IndexSet};
use std::collections::BTreeSet;

/// Weights nearer to nothing are left out, which keeps the file small: half of that or twice it was measured to change little.
const LEAST: f32 = 0.12;
/// One class against all: few rows of the class against ten thousands.
const ALL: Cost = Cost { member: 0.5, other: 0.5 };
/// Cost of a row inside one fact, before both sides are made to weigh the same.
const INSIDE: f64 = 1.0;

/// A text and the classes that are right for it: none for what nothing answers.
struct Lesson {
    text: String,
    classes: Vec<String>,
}

/// Fits a classifier; `matcher` is one for the base, with or without a classifier of its own.
pub fn fit(knowledge: &Knowledge, matcher: &Matcher, items: &[LabelledItem]) -> Classifier {
    let lessons = lessons(knowledge, items);
    let concepts = concept_marks(knowledge);
    let mut stems: IndexSet<String> = IndexSet::new();
    let mut frequency: Vec<usize> = Vec::new();
    let texts: Vec<Vec<u32>> = lessons
        .iter()
        .map(|lesson| {
            let text = matcher.lookup().analyzer().analyze(&lesson.text);
            let marks = marks(&text, &concepts).into_iter().map(|mark| stems.insert_full(mark.to_owned()).0);
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
    let opposed = members.get(OPPOSED).map(Vec::as_slice).unwrap_or_default();
    let tasks: Vec<Task<'_>> = members
        .iter()
        .map(|(name, members)| Task { name: (*name).to_owned(), members, among: None })
        .chain(
            members
                .iter()
                .filter(|(name, _)| **name != OPPOSED)
                .map(|(fact, members)| Task { name: opposed_class(fact), members: opposed, among: Some(members) })
                .filter(Task::has_two_sides),
        )
        .collect();
    let planes = side_by_side(&tasks, |task| task.fit(&rows, stems.len()));
    let mut entries = Vec::new();
    let mut said: Vec<Stem> = rarity.iter().map(|rarity| Stem { rarity: *rarity, weights: Vec::new() }).collect();
    for (number, (task, (bias, weights))) in tasks.iter().zip(planes).enumerate() {
        entries.push((task.name.clone(), bias));
        for (stem, weight) in weights {
            said[stem].weights.push((number as u32, weight));
        }
    }
    let mut stems: Vec<(String, Stem)> = stems.into_iter().zip(said).collect();
    stems.sort_by(|a, b| a.0.cmp(&b.0));
    Classifier::from_parts(entries, stems)
}

/// A class to fit: its rows against all others, or against the others of one fact.
struct Task<'m> {
    name: String,
    /// Rows of the class, sorted.
    members: &'m [usize],
    /// Rows among which they are looked for; all without.
    among: Option<&'m [usize]>,
}

impl Task<'_> {
    fn is_member(&self, number: usize) -> bool {
        self.members.binary_search(&number).is_ok()
    }

    fn has_two_sides(&self) -> bool {
        let among = self.among.unwrap_or_default();
        let inside = among.iter().filter(|number| self.is_member(**number)).count();
        inside > 0 && inside < among.len()
    }

    /// The bias of the class, and the weights of the stems that matter, by number.
    fn fit(&self, rows: &[Sparse], stems: usize) -> (f32, Vec<(usize, f32)>) {
        let plane = match self.among {
            None => machine::fit(rows, |number| self.is_member(number), stems, ALL),
            Some(among) => {
                let own: Vec<Sparse> = among.iter().map(|number| rows[*number].clone()).collect();
                let sides: Vec<bool> = among.iter().map(|number| self.is_member(*number)).collect();
                let inside = sides.iter().filter(|is_member| **is_member).count();
                let even = |side: usize| INSIDE * sides.len() as f64 / (2 * side) as f64;
                let cost = Cost { member: even(inside), other: even(sides.len() - inside) };
                machine::fit(&own, |number| sides[number], stems, cost)
            }
        };
        let matters = plane.weights.into_iter().enumerate().filter(|(_, weight)| weight.abs() >= LEAST);
        (plane.bias, matters.collect())
    }
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
    let known: BTreeSet<String> = lessons.iter().flat_map(|lesson| lesson.classes.iter().cloned()).collect();
    for (id, lesson) in &knowledge.lessons {
        let mut learn = |texts: &[String], classes: &[&str]| {
            lessons.extend(texts.iter().map(|text| Lesson {
                text: text.clone(),
                classes: classes.iter().map(|class| (*class).to_owned()).collect(),
            }));
        };
        if id == NOTHING {
            learn(&lesson.asked, &[]);
        }
        // In a base that was cut, the entry may be hidden.
        if known.contains(id) {
            learn(&lesson.asked, &[id]);
            learn(&lesson.opposed, &[id, OPPOSED]);
        }
    }
    // Items that a fact answers teach nothing: only some facts have any, and their neighbours would lose by it.
    for item in items.iter().filter(|item| !item.expect.is_answerable()) {
        lessons.push(Lesson { text: item.text.clone(), classes: Vec::new() });
    }
    lessons
}
