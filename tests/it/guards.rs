//! Each guard fires over an item that it is there for, and stays silent over the same item without the reason.

use crate::tools::{neatline, stdout};
use crate::training::small;
use neatline::answer::{Engine, Subject};
use neatline::knowledge::Verdict;
use neatline::matcher::{Matcher, Weights};
use neatline::questionnaire::{Item, Location};

/// Outcome of a question, and codes of the reasons.
fn ask(question: &str) -> (String, Vec<String>) {
    let text = stdout(&neatline(&["ask", question, "--json", "--as-of", "2026-11-21"]));
    let item: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
    let reasons = item["reasons"].as_array().expect("has reasons");
    let codes = reasons.iter().filter_map(|reason| reason["code"].as_str()).map(str::to_owned).collect();
    (item["outcome"].as_str().expect("has an outcome").to_owned(), codes)
}

fn fires(guard: &str, question: &str) {
    let (outcome, codes) = ask(question);
    assert!(codes.iter().any(|code| code == guard), "{guard} is silent: {question} {codes:?}");
    assert_eq!(outcome, "needs-review", "{question}");
}

fn is_silent(question: &str) {
    let (outcome, codes) = ask(question);
    assert!(!codes.iter().any(|code| code.starts_with("guard-")), "{question} {codes:?}");
    assert_eq!(outcome, "answered", "{question} {codes:?}");
}

#[test]
fn a_standard_that_the_fact_lacks_goes_to_a_person() {
    fires("guard-mismatch", "Does the vendor run a quality management system certified to ISO 13485?");
    is_silent("Does the vendor run a quality management system certified to ISO 9001?");
}

#[test]
fn a_control_number_and_a_standard_that_is_only_referred_to_stop_nothing() {
    is_silent("CR 2.5: is the secret store locked again after a time of inactivity?");
    is_silent("Is a risk register maintained according to BSI standard 200-3?");
}

#[test]
fn a_condition_that_a_yes_does_not_bear_goes_to_a_person() {
    fires("guard-qualifier", "Is all code reviewed by somebody independent before every merge?");
    is_silent("Are changes to the code reviewed before they are merged?");
}

#[test]
fn what_is_turned_round_goes_to_a_person() {
    fires("guard-polarity", "Is a clean desk and clear screen policy not enforced?");
    is_silent("Is a clean desk and clear screen policy enforced?");
}

#[test]
fn a_version_that_the_fact_does_not_give_goes_to_a_person() {
    fires("guard-detail", "Which Python version is bundled with the Windows installer?");
    is_silent("Are flaws in the Python that comes with the Windows installer mended?");
}

#[test]
fn another_part_of_the_project_goes_to_a_person() {
    fires("guard-scope", "Is a web application firewall in front of plugins.qgis.org?");
    is_silent("Is a web application firewall in front of the service?");
}

#[test]
fn two_facts_as_near_with_different_positions_go_to_a_person() {
    // Two facts that differ in one word, which the item leaves out.
    let codes = |second: Verdict| {
        let mut knowledge = small();
        knowledge.classifier = None;
        let pattern = knowledge.facts.values().next().expect("has facts").clone();
        for (id, word, verdict) in [("tile", "zeppelin", Verdict::Yes), ("token", "quagga", second)] {
            let mut fact = pattern.clone();
            fact.id = format!("cache.{id}");
            fact.verdict = verdict;
            fact.title = format!("The {word} cache");
            fact.question = format!("Is the {word} cache wrapped in velvet?");
            fact.short = format!("The {word} cache is wrapped in velvet or is not.");
            fact.body = String::new();
            fact.phrasings = vec![format!("Velvet around the {word} cache"), format!("Who wraps the {word} cache?")];
            (fact.opposed, fact.foreign_phrasings) = (Vec::new(), Vec::new());
            knowledge.facts.insert(fact.id.clone(), fact);
        }
        knowledge.facts.sort_keys();
        let matcher = Matcher::build(&knowledge, Weights::bundled()).expect("is built");
        let subject = Subject { as_of: jiff::civil::date(2026, 11, 21), version: knowledge.project.product_version };
        let item = Item {
            id: "1".into(),
            section: None,
            text: "Is the cache wrapped in velvet?".into(),
            location: Location { line: 1, part: None },
            guidance: None,
            context: None,
            slots: Vec::new(),
        };
        let answer = Engine::new(&knowledge, &matcher, subject).answer_item(&item).expect("is answered");
        answer.parts[0].reasons.iter().map(|reason| reason.code.to_string()).collect::<Vec<_>>()
    };
    let tied = codes(Verdict::No);
    assert!(tied.iter().any(|code| code == "guard-tie"), "{tied:?}");
    let same = codes(Verdict::Yes);
    assert!(same.iter().any(|code| code == "matched") && !same.iter().any(|code| code == "guard-tie"), "{same:?}");
}
