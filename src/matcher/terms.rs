//! Words as the matcher sees them: normalised, split, stemmed.

use super::language::Language;
use compact_str::{CompactString, ToCompactString};
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use tantivy::tokenizer::{Stemmer, TextAnalyzer, TokenStream, WhitespaceTokenizer};
use unicode_normalization::UnicodeNormalization;

/// Openings that every form puts before a question and that say nothing about its subject.
const OPENINGS: &[&str] = &[
    "please describe",
    "please explain",
    "please provide",
    "please specify",
    "please state",
    "please list",
    "please indicate",
    "please confirm whether",
    "please confirm that",
    "please confirm if",
    "please confirm",
    "please detail",
    "please outline",
    "could you please",
    "can you please",
    "if so",
    "if yes",
    "if applicable",
    "describe",
    "explain",
    "kindly",
];

/// Folds a text for comparison: compatibility forms, case, typographic quotes and dashes, openings and trailing marks.
pub fn normalise(text: &str) -> String {
    let mut folded = fold(text);
    let mut rest =
        folded.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':' | '.' | '-' | '?' | '？' | '。'));
    while let Some(shorter) = without_opening(rest) {
        if shorter.starts_with(char::is_alphanumeric) {
            break;
        }
        rest = shorter.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    if is_even(rest) {
        // What is left stays where it is: texts of the base are many.
        let (start, length) = (rest.as_ptr() as usize - folded.as_ptr() as usize, rest.len());
        folded.truncate(start + length);
        folded.drain(..start);
        return folded;
    }
    let mut normalised = String::with_capacity(rest.len());
    for word in rest.split_whitespace() {
        if !normalised.is_empty() {
            normalised.push(' ');
        }
        normalised.push_str(word);
    }
    normalised
}

/// What follows an opening.
fn without_opening(text: &str) -> Option<&str> {
    let first = text.bytes().next()?;
    OPENINGS
        .iter()
        .filter(|opening| opening.as_bytes().first() == Some(&first))
        .find_map(|opening| text.strip_prefix(opening))
}

/// Whether a text is ASCII with single spaces between its words.
fn is_even(text: &str) -> bool {
    let mut before = 0;
    text.bytes().all(|byte| {
        let double = byte == b' ' && before == b' ';
        before = byte;
        !double && byte >= b' ' && byte.is_ascii()
    })
}

/// Lower case, compatibility forms and typographic signs. Most texts are ASCII, where folding is lower case and nothing else.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    // No character joins with a space before or after it.
    for word in text.split_inclusive(' ') {
        if word.is_ascii() {
            folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            folded.extend(word.nfkc().flat_map(char::to_lowercase).map(plain));
        }
    }
    folded
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// Splits normalised text into words. Letters and digits make words; a run of Chinese characters or of katakana becomes its
/// two-character pieces, since nothing separates words there; hiragana, which is mostly grammar, ends a run and is left out; an
/// apostrophe joins (`company's` is `company`).
pub fn words(normalised: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(normalised, |word| words.push(word.to_owned()));
    words
}

/// The same, one word after the other.
pub(super) fn each_word(normalised: &str, mut each: impl FnMut(&str)) {
    if normalised.is_ascii() {
        let bytes = normalised.as_bytes();
        let runs = bytes.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'\'');
        // Between ASCII characters every place is a border.
        let mut at = 0;
        for run in runs {
            spaced_word(&normalised[at..at + run.len()], &mut each);
            at += run.len() + 1;
        }
        return;
    }
    for run in normalised.split(|c: char| !c.is_alphanumeric() && c != '\'' && !is_ideographic(c)) {
        if run.is_ascii() {
            spaced_word(run, &mut each);
            continue;
        }
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let script = Script::of(first);
            let end = rest.find(|c: char| Script::of(c) != script).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            match script {
                Script::Spaced => spaced_word(piece, &mut each),
                Script::Hiragana => {}
                Script::Katakana | Script::Chinese => pairs(piece, &mut each),
            }
            rest = after;
        }
    }
}

/// Letters of scripts written without spaces.
pub(crate) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3005}' | '\u{ff66}'..='\u{ff9f}')
}

/// How a character joins others to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Spaced,
    Hiragana,
    Katakana,
    Chinese,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '\u{3040}'..='\u{309f}' => Self::Hiragana,
            '\u{30a0}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Katakana,
            c if is_ideographic(c) => Self::Chinese,
            _ => Self::Spaced,
        }
    }
}

fn spaced_word(word: &str, each: &mut impl FnMut(&str)) {
    if !word.as_bytes().contains(&b'\'') {
        if !word.is_empty() {
            each(word);
        }
        return;
    }
    let trimmed = word.trim_matches('\'');
    let trimmed = trimmed.strip_suffix("'s").unwrap_or(trimmed);
    // French and Italian elisions: l'accès, d'accès.
    let trimmed = match trimmed.split_once('\'') {
        Some((head, tail)) if head.chars().count() <= 2 && !tail.is_empty() => tail,
        _ => trimmed,
    };
    if trimmed.contains('\'') {
        each(&trimmed.replace('\'', ""));
    } else if !trimmed.is_empty() {
        each(trimmed);
    }
}

/// The two-character pieces of a run without spaces.
fn pairs(run: &str, each: &mut impl FnMut(&str)) {
    let mut ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).peekable();
    if ends.peek().is_none() {
        each(run);
    }
    for ((start, _), end) in run.char_indices().zip(ends) {
        each(&run[start..end]);
    }
}

/// Reduces words to stems, one analyzer a language, all from tantivy's Snowball stemmers, and numbers the stems of the base.
#[derive(Clone, Deserialize, Serialize)]
pub struct Stems {
    #[serde(skip, default = "analyzers")]
    analyzers: [(Language, TextAnalyzer); 4],
    /// Words of the base, one list an analyzer: most words of an item are among them, and looking one up is cheaper than
    /// reducing it.
    #[serde(serialize_with = "in_order")]
    known: [Known; 4],
    /// Every stem of the base, at its number.
    stems: IndexSet<CompactString, FxBuildHasher>,
}

/// Words of the base. Looking them up is most of the work on its texts, and takes a step less than in a map that keeps an order.
#[expect(clippy::disallowed_types, reason = "nothing depends on the order: it is written sorted")]
type Known = std::collections::HashMap<CompactString, Word, FxBuildHasher>;

/// A word of the base.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
struct Word {
    stem: u32,
    /// How often English texts of the base use it.
    count: u32,
}

/// The same words give the same bytes.
fn in_order<S: Serializer>(known: &[Known; 4], to: S) -> Result<S::Ok, S::Error> {
    known.each_ref().map(|words| words.iter().collect::<BTreeMap<_, _>>()).serialize(to)
}

impl Default for Stems {
    fn default() -> Self {
        Self { analyzers: analyzers(), known: Default::default(), stems: IndexSet::default() }
    }
}

fn analyzers() -> [(Language, TextAnalyzer); 4] {
    let analyzer = |ours, language| {
        (ours, TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(Stemmer::new(language)).build())
    };
    [
        analyzer(Language::English, tantivy::tokenizer::Language::English),
        analyzer(Language::French, tantivy::tokenizer::Language::French),
        analyzer(Language::German, tantivy::tokenizer::Language::German),
        analyzer(Language::Spanish, tantivy::tokenizer::Language::Spanish),
    ]
}

impl Stems {
    /// Stems of words, in order.
    pub fn stem(&self, words: &[String], language: Language) -> Vec<String> {
        let slot = self.slot(language);
        let mut analyzer = None;
        words
            .iter()
            .map(|word| match self.known[slot].get(word.as_str()) {
                Some(known) => self.stems[known.stem as usize].to_string(),
                // An analyzer changes while it works, so each call has its own.
                None => stem_of(analyzer.get_or_insert_with(|| self.analyzers[slot].1.clone()), word),
            })
            .collect()
    }

    /// Adds the numbers of the stems of a normalised text of the base, in order.
    pub fn learn_text(&mut self, normalised: &str, language: Language, numbers: &mut Vec<u32>) {
        let (slot, counts) = (self.slot(language), u32::from(language == Language::English));
        each_word(normalised, |word| numbers.push(self.learn_in(slot, counts, word)));
    }

    /// The number of the stem of an English word of the base.
    pub fn learn(&mut self, word: &str) -> u32 {
        self.learn_in(self.slot(Language::English), 1, word)
    }

    /// The same with the list of a language, and for how many uses it counts.
    fn learn_in(&mut self, slot: usize, counts: u32, word: &str) -> u32 {
        if let Some(known) = self.known[slot].get_mut(word) {
            known.count += counts;
            return known.stem;
        }
        let stem = stem_of(&mut self.analyzers[slot].1, word);
        let number = self.keep(&stem);
        self.known[slot].insert(word.to_compact_string(), Word { stem: number, count: counts });
        number
    }

    /// Remembers the stems of the words of a text under each stemmer, without counting the words as used.
    pub fn remember(&mut self, normalised: &str) {
        each_word(normalised, |word| {
            for slot in 0..self.known.len() {
                if !self.known[slot].contains_key(word) {
                    let stem = stem_of(&mut self.analyzers[slot].1, word);
                    let known = Word { stem: self.keep(&stem), count: 0 };
                    self.known[slot].insert(word.to_compact_string(), known);
                }
            }
        });
    }

    /// Whether an English text of the base uses a word.
    pub fn is_english_word(&self, word: &str) -> bool {
        self.known[0].get(word).is_some_and(|known| known.count > 0)
    }

    /// English words of the base in no order, each with how often it is used.
    pub fn english_words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.known[0].iter().filter(|(_, known)| known.count > 0).map(|(word, known)| (word.as_str(), known.count))
    }

    /// The number of a stem, which becomes one of the base.
    pub fn keep(&mut self, stem: &str) -> u32 {
        match self.stems.get_index_of(stem) {
            Some(number) => number as u32,
            None => self.stems.insert_full(stem.to_compact_string()).0 as u32,
        }
    }

    /// The number of a stem of the base.
    pub fn number(&self, stem: &str) -> Option<u32> {
        self.stems.get_index_of(stem).map(|number| number as u32)
    }

    /// How many stems the base has.
    pub fn count(&self) -> usize {
        self.stems.len()
    }

    /// Stems of words under each stemmer, each sequence once.
    pub fn every(&self, words: &[String]) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = Vec::new();
        for (language, _) in &self.analyzers {
            let stems = self.stem(words, *language);
            if !all.contains(&stems) {
                all.push(stems);
            }
        }
        all
    }

    /// Japanese and unknown languages pass through the English stemmer, which leaves their words alone.
    fn slot(&self, language: Language) -> usize {
        self.analyzers.iter().position(|(other, _)| *other == language).unwrap_or(0)
    }
}

fn stem_of(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    stream.next().map_or_else(|| word.to_owned(), |token| token.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_and_marks_do_not_count() {
        assert_eq!(normalise("Please describe how you encrypt data. *"), "how you encrypt data");
        assert_eq!(normalise("If so, please explain:"), "");
        assert_eq!(normalise("Ｍulti‑factor “login”"), "multi-factor \"login\"");
        assert_eq!(normalise("Described controls"), "described controls");
        assert_eq!(normalise(" Two  spaces,\na line\tand a\u{a0}hard space "), "two spaces, a line and a hard space");
    }

    #[test]
    fn words_of_every_script() {
        assert_eq!(words("what is your company's mfa (2fa)?"), ["what", "is", "your", "company", "mfa", "2fa"]);
        assert_eq!(words("l'accès aux données"), ["accès", "aux", "données"]);
        assert_eq!(words("多要素認証 mfa"), ["多要", "要素", "素認", "認証", "mfa"]);
        assert_eq!(words("ログの取得を行っていますか"), ["ログ", "取得", "行"]);
        assert_eq!(words("mfaは可 2要素"), ["mfa", "可", "2", "要素"]);
        assert_eq!(words("'quoted' rock'n'roll é'x 可"), ["quoted", "rocknroll", "x", "可"]);
    }
}
