//! The trained classifier of a base, as its file holds it: which stems speak for and against which entry.

use super::raw::RawClassifier;
use crate::text::{InputFile, hash, read_yaml};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A linear model, one entry against all others, as `classifier.yaml` holds it. The matcher reads what a stem says when an item
/// first uses it, since one question meets few of thousands.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Classifier {
    /// Entries by name, each with its bias: the id of a fact, `unknown ` or `route ` and an id, or `opposed` for all wordings that
    /// ask the other way round.
    pub entries: Vec<(String, f32)>,
    /// Stems, each with how rare it is and its weights: see [`Classifier::read_stem`].
    pub stems: Stems,
}

/// Stems with what they say, sorted, in one piece of memory: a program that starts reads few of thousands.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct Stems {
    /// Each stem and what it says, with a space between them and a line break after.
    text: String,
    /// Where each begins, those of one bucket after the other.
    starts: Vec<u32>,
    /// Where the stems of each bucket begin among the starts, and where the last one ends. A stem is in the bucket of its hash.
    buckets: Vec<u32>,
}

impl Stems {
    fn new(mut stems: Vec<(&str, &str)>) -> Self {
        stems.sort_unstable();
        let mut sorted = Self::default();
        let mut places = Vec::with_capacity(stems.len());
        for (stem, says) in &stems {
            places.push((bucket(stem, stems.len()), sorted.text.len() as u32));
            sorted.text.extend([*stem, " ", *says, "\n"]);
        }
        places.sort_unstable();
        let before = |bucket: usize| places.partition_point(|(other, _)| *other < bucket) as u32;
        sorted.buckets = (0..=stems.len()).map(before).collect();
        sorted.starts = places.into_iter().map(|(_, start)| start).collect();
        sorted
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Every stem with what it says.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.text.lines().filter_map(|line| line.split_once(' '))
    }

    /// Number of a stem.
    pub fn find(&self, stem: &str) -> Option<usize> {
        let bucket = bucket(stem, self.len());
        let [first, after] = [bucket, bucket + 1].map(|number| self.buckets.get(number).map(|at| *at as usize));
        let is_it = |start: &u32| self.rest(*start).strip_prefix(stem).is_some_and(|rest| rest.starts_with(' '));
        (first?..after?).find(|number| self.starts.get(*number).is_some_and(is_it))
    }

    /// What the stem with a number says.
    pub fn says(&self, number: usize) -> &str {
        let line = self.starts.get(number).and_then(|start| self.rest(*start).split('\n').next());
        line.and_then(|line| line.split_once(' ')).map_or("", |(_, says)| says)
    }

    fn rest(&self, start: u32) -> &str {
        self.text.get(start as usize..).unwrap_or_default()
    }
}

/// The bucket of a stem among as many as there are stems.
fn bucket(stem: &str, buckets: usize) -> usize {
    hash(stem.chars()) as usize % buckets.max(1)
}

/// Weights are kept in hundredths: finer steps were measured to change nothing.
const STEP: f32 = 100.0;

/// What one stem says.
#[derive(Debug, Clone, PartialEq)]
pub struct Stem {
    /// Inverse document frequency: what the stem weighs in an item before the item is scaled to length one.
    pub rarity: f32,
    /// Number of an entry, and the stem's weight for it.
    pub weights: Vec<(u32, f32)>,
}

impl Classifier {
    /// From the lines of a file; what is wrong with the first that does not read.
    ///
    /// # Errors
    ///
    /// When a line is no `name bias`, or a stem's is no `rarity entry:weight ...` in hundredths.
    pub(super) fn new(entries: &[String], stems: &IndexMap<String, String>) -> Result<Self, String> {
        let entry = |line: &String| {
            let (name, bias) = line.rsplit_once(' ')?;
            Some((name.to_owned(), hundredths(bias)?))
        };
        let entries = entries
            .iter()
            .map(|line| entry(line).ok_or_else(|| format!("`{line}` is no name and bias in hundredths")))
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(stem) = stems.keys().find(|stem| stem.contains(char::is_whitespace)) {
            return Err(format!("`{stem}` is no stem: it has a space"));
        }
        if let Some((stem, says)) = stems.iter().find(|(_, says)| says.contains('\n')) {
            return Err(format!("`{stem}: {says}` is not on one line"));
        }
        let stems = stems.iter().map(|(stem, says)| (stem.as_str(), says.as_str())).collect();
        Ok(Self { entries, stems: Stems::new(stems) })
    }

    /// From the text of a file, without a look at what it was trained on; `None` when it does not read.
    pub fn read(file: &InputFile) -> Option<Self> {
        let raw: RawClassifier = read_yaml(file, file.text().len()).ok()?;
        Self::new(&raw.entries, &raw.stems).ok()
    }

    /// The first stem that does not read, or that speaks of an entry that is not there.
    pub(super) fn fault(&self) -> Option<String> {
        let sound = |text: &str| {
            let stem = Self::read_stem(text)?;
            stem.weights.iter().all(|(entry, _)| (*entry as usize) < self.entries.len()).then_some(())
        };
        let (stem, text) = self.stems.iter().find(|(_, text)| sound(text).is_none())?;
        Some(format!("`{stem}: {text}` is no rarity and list of entry:weight in hundredths"))
    }

    /// What a stem says: its rarity, then `entry:weight` for each entry it speaks about, all in hundredths. `None` for another text.
    pub fn read_stem(text: &str) -> Option<Stem> {
        let mut parts = text.split(' ');
        let rarity = hundredths(parts.next()?)?;
        let weights = parts
            .map(|part| {
                let (entry, weight) = part.split_once(':')?;
                Some((entry.parse().ok()?, hundredths(weight)?))
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Stem { rarity, weights })
    }

    /// From entries with their biases and stems, rounded as they are kept. Stems that speak about no entry are left out.
    pub fn from_parts(entries: Vec<(String, f32)>, stems: Vec<(String, Stem)>) -> Self {
        let line = |Stem { rarity, weights }: &Stem| {
            let weights = weights.iter().map(|(entry, weight)| format!(" {entry}:{}", rounded(*weight)));
            format!("{}{}", rounded(*rarity), weights.collect::<String>())
        };
        Self {
            entries: entries.into_iter().map(|(name, bias)| (name, rounded(bias) as f32 / STEP)).collect(),
            stems: {
                let said = stems.iter().filter(|(_, stem)| !stem.weights.is_empty());
                let said: Vec<(&str, String)> = said.map(|(name, stem)| (name.as_str(), line(stem))).collect();
                Stems::new(said.iter().map(|(name, says)| (*name, says.as_str())).collect())
            },
        }
    }

    /// The file, without its heading.
    pub fn to_yaml(&self) -> String {
        let mut out = String::from("entries:\n");
        for (name, bias) in &self.entries {
            out.push_str(&format!("  - {name} {}\n", rounded(*bias)));
        }
        out.push_str("stems:\n");
        for (stem, text) in self.stems.iter() {
            let name = stem.replace('\\', "\\\\").replace('"', "\\\"");
            out.push_str(&format!("  \"{name}\": \"{text}\"\n"));
        }
        out
    }
}

fn rounded(value: f32) -> i32 {
    (value * STEP).round() as i32
}

fn hundredths(text: &str) -> Option<f32> {
    // Far beyond any weight, and far from where numbers lose their digits.
    let value: i32 = text.parse().ok().filter(|value: &i32| value.abs() < 1_000_000)?;
    Some(value as f32 / STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_survives_being_written_and_read() {
        let stem = Stem { rarity: 3.41, weights: vec![(0, 1.5), (2, -0.25)] };
        let silent = Stem { rarity: 1.0, weights: Vec::new() };
        let stems = vec![("log\"in".into(), stem.clone()), ("out".into(), silent)];
        let classifier = Classifier::from_parts(vec![("a.b".into(), -0.5)], stems);
        assert_eq!(classifier.to_yaml(), "entries:\n  - a.b -50\nstems:\n  \"log\\\"in\": \"341 0:150 2:-25\"\n");
        assert_eq!(Classifier::read_stem("341 0:150 2:-25"), Some(stem));
    }

    #[test]
    fn stems_are_found_wherever_they_stood() {
        let stems = [("out", "1 0:1"), ("in", "2 0:2"), ("interest", "3 0:3"), ("ö", "4 0:4")];
        let sorted = Stems::new(stems.to_vec());
        for (stem, says) in stems {
            assert_eq!(sorted.find(stem).map(|number| sorted.says(number)), Some(says), "{stem}");
        }
        assert_eq!(sorted.find("int"), None);
        assert_eq!((sorted.len(), sorted.iter().count()), (4, 4));
    }

    #[test]
    fn faults_are_named() {
        let stems = |text: &str| IndexMap::from([("log".to_owned(), text.to_owned())]);
        let classifier = |text: &str| Classifier::new(&["a.b -50".into()], &stems(text)).expect("the entry reads");
        assert_eq!(classifier("341 0:150").fault(), None);
        for text in ["", "x", "341 0", "341 0:x", "341 1:150", "341 0:99999999"] {
            assert!(classifier(text).fault().is_some_and(|fault| fault.contains("`log: ")), "{text}");
        }
        let spaced = IndexMap::from([("log in".to_owned(), "341 0:150".to_owned())]);
        assert!(Classifier::new(&["a.b -50".into()], &spaced).is_err_and(|fault| fault.contains("log in")));
        assert!(Classifier::new(&["a.b".into()], &IndexMap::new()).is_err());
    }
}
