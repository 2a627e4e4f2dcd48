//! How fast the matcher is: items a second, cold start, and how both grow with the number of facts.
//!
//! `cargo bench --bench matcher` prints a table, and which targets of the project are missed. The base is the one in
//! `knowledge/`; larger ones repeat its facts under new ids with a third of their words made new, so that their vocabulary grows as
//! a real one would. An index is built by two threads, in the time that is shown. Everything else runs on one, and on
//! Linux its time is that for which it ran, whatever else the machine does. Peak memory is that of the process so far, where the system tells it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench reads files, takes the time and prints"
)]

use neatline::answer::{Engine, Subject};
use neatline::knowledge::{Knowledge, read_knowledge};
use neatline::matcher::{Matcher, Weights};
use neatline::measure::random::Random;
use neatline::questionnaire::{Item, Location};
use neatline::text::InputFile;
use std::path::Path;
use std::time::{Duration, Instant};

/// Facts of the synthetic bases.
const SIZES: [usize; 4] = [300, 3_000, 10_000, 30_000];
/// Items asked of each.
const ITEMS: usize = 2_000;

fn main() {
    let folder = std::env::var("NEATLINE_KNOWLEDGE").unwrap_or_else(|_| "knowledge".into());
    let start = Clock::start();
    let knowledge = base(Path::new(&folder));
    let read = start.elapsed();
    let start = Instant::now();
    let matcher = Matcher::build(&knowledge, Weights::of(&knowledge).unwrap()).unwrap();
    let built = start.elapsed();
    let start = Clock::start();
    let engine = engine(&knowledge, &matcher);
    engine.answer_item(&item("Is multi-factor authentication supported?")).unwrap();
    let first = start.elapsed();
    println!("{} facts: read {}, index {}, first answer {}", knowledge.facts.len(), ms(read), ms(built), ms(first));
    let items = items(&knowledge, ITEMS);
    let shipped = rate(&engine, &items);
    println!("items a second: {shipped:.0}\n");
    println!("{:>8} {:>12} {:>16} {:>14} {:>12}", "facts", "index", "items a second", "time an item", "peak memory");
    let mut times = Vec::new();
    let mut index = Duration::ZERO;
    for size in SIZES {
        let large = grown(&knowledge, size);
        let start = Instant::now();
        let matcher = Matcher::build(&large, Weights::bundled()).unwrap();
        let built = start.elapsed();
        let rate = rate(&self::engine(&large, &matcher), &items[..ITEMS / 4]);
        let time = Duration::from_secs_f64(1.0 / rate);
        println!("{size:>8} {:>12} {rate:>16.0} {:>14} {:>12}", ms(built), ms(time), peak());
        times.push(time.as_secs_f64());
        if size == 10_000 {
            index = built;
        }
    }
    let growth = times[times.len() - 1] / times[0];
    println!("\ntime an item grows {growth:.1} times where facts grow {} times", SIZES[SIZES.len() - 1] / SIZES[0]);
    let misses: Vec<&str> = [
        (shipped < 2_000.0, "2,000 items a second with the shipped base"),
        (index > Duration::from_secs(2), "index of 10,000 facts in 2 s"),
        (growth > (SIZES[SIZES.len() - 1] / SIZES[0]) as f64, "time an item grows slower than the facts"),
    ]
    .into_iter()
    .filter_map(|(missed, target)| missed.then_some(target))
    .collect();
    for target in &misses {
        println!("missed: {target}");
    }
}

/// The time a thread ran, or the time that passed where the system does not tell.
enum Clock {
    Ran(Duration),
    Passed(Instant),
}

impl Clock {
    fn start() -> Self {
        ran().map_or_else(|| Self::Passed(Instant::now()), Self::Ran)
    }

    fn elapsed(&self) -> Duration {
        match self {
            Self::Ran(start) => ran().unwrap_or_default() - *start,
            Self::Passed(start) => start.elapsed(),
        }
    }
}

fn ran() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

/// Peak memory of the process.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".into(), |kilobytes| format!("{} MB", kilobytes / 1024))
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

fn engine<'k>(knowledge: &'k Knowledge, matcher: &'k Matcher) -> Engine<'k> {
    let subject = Subject { as_of: jiff::civil::date(2026, 11, 21), version: knowledge.project.product_version };
    Engine::new(knowledge, matcher, subject)
}

fn rate(engine: &Engine<'_>, items: &[Item]) -> f64 {
    let start = Clock::start();
    for item in items {
        std::hint::black_box(engine.answer_item(item).unwrap());
    }
    items.len() as f64 / start.elapsed().as_secs_f64()
}

fn base(folder: &Path) -> Knowledge {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            files.push(InputFile::new(entry.path().to_string_lossy(), &text));
        }
    }
    read_knowledge(&files, jiff::civil::date(2026, 11, 21)).knowledge.unwrap()
}

fn item(text: &str) -> Item {
    let location = Location { line: 1, part: None };
    Item {
        id: "1".into(),
        section: None,
        text: text.into(),
        location,
        guidance: None,
        context: None,
        slots: Vec::new(),
    }
}

/// Items made of two halves of wordings, so that none is a wording of the base.
fn items(knowledge: &Knowledge, count: usize) -> Vec<Item> {
    let wordings: Vec<&String> = knowledge.facts.values().flat_map(|fact| &fact.phrasings).collect();
    let mut random = Random::new(7);
    let mut half = |front: bool| {
        let words: Vec<&str> = wordings[random.below(wordings.len())].split_whitespace().collect();
        let middle = words.len() / 2;
        if front { words[..middle].join(" ") } else { words[middle..].join(" ") }
    };
    (0..count).map(|_| item(&format!("{} {}", half(true), half(false)))).collect()
}

/// A base of a given size: the facts over and over, a third of their words marked as new ones.
fn grown(knowledge: &Knowledge, size: usize) -> Knowledge {
    let mut large = knowledge.clone();
    large.facts.clear();
    let mut random = Random::new(11);
    for (number, fact) in knowledge.facts.values().cycle().take(size).enumerate() {
        let round = number / knowledge.facts.len();
        let mut fact = fact.clone();
        fact.id = format!("{}-{round}", fact.id);
        if round > 0 {
            for text in fact.phrasings.iter_mut().chain([&mut fact.title, &mut fact.question, &mut fact.short]) {
                let words = text.split_whitespace().map(|word| match random.below(3) {
                    0 => format!("{word}{round}"),
                    _ => word.to_owned(),
                });
                *text = words.collect::<Vec<_>>().join(" ");
            }
        }
        large.facts.insert(fact.id.clone(), fact);
    }
    large.absences.clear();
    large
}
