//! The trained classifier of a base, as its file holds it: which stems speak for and against which entry.

use super::raw::RawClassifier;
use crate::text::{InputFile, read_yaml};
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
    pub stems: IndexMap<String, String>,
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
    pub(super) fn new(entries: &[String], stems: IndexMap<String, String>) -> Result<Self, String> {
        let entry = |line: &String| {
            let (name, bias) = line.rsplit_once(' ')?;
            Some((name.to_owned(), hundredths(bias)?))
        };
        let entries = entries
            .iter()
            .map(|line| entry(line).ok_or_else(|| format!("`{line}` is no name and bias in hundredths")))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { entries, stems })
    }

    /// From the text of a file, without a look at what it was trained on; `None` when it does not read.
    pub fn read(file: &InputFile) -> Option<Self> {
        let raw: RawClassifier = read_yaml(file, file.text().len()).ok()?;
        Self::new(&raw.entries, raw.stems).ok()
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
            stems: stems
                .iter()
                .filter(|(_, stem)| !stem.weights.is_empty())
                .map(|(name, stem)| (name.clone(), line(stem)))
                .collect(),
        }
    }

    /// The file, without its heading.
    pub fn to_yaml(&self) -> String {
        let mut out = String::from("entries:\n");
        for (name, bias) in &self.entries {
            out.push_str(&format!("  - {name} {}\n", rounded(*bias)));
        }
        out.push_str("stems:\n");
        for (stem, text) in &self.stems {
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
    fn faults_are_named() {
        let stems = |text: &str| IndexMap::from([("log".to_owned(), text.to_owned())]);
        let classifier = |text: &str| Classifier::new(&["a.b -50".into()], stems(text)).expect("the entry reads");
        assert_eq!(classifier("341 0:150").fault(), None);
        for text in ["", "x", "341 0", "341 0:x", "341 1:150", "341 0:99999999"] {
            assert!(classifier(text).fault().is_some_and(|fault| fault.contains("`log: ")), "{text}");
        }
        assert!(Classifier::new(&["a.b".into()], IndexMap::new()).is_err());
    }
}
