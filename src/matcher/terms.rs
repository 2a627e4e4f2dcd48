//! Words as the matcher sees them: normalised, split, stemmed.

use super::language::Language;
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
    let folded: String = text.nfkc().flat_map(char::to_lowercase).map(plain).collect();
    let mut rest =
        folded.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':' | '.' | '-' | '?' | '？' | '。'));
    while let Some(shorter) = OPENINGS.iter().find_map(|opening| rest.strip_prefix(opening)) {
        if shorter.starts_with(char::is_alphanumeric) {
            break;
        }
        rest = shorter.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
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
    let mut word = String::new();
    let mut run: Vec<char> = Vec::new();
    for c in normalised.chars().chain(std::iter::once(' ')) {
        if is_ideographic(c) {
            push_word(&mut word, &mut words);
            if is_hiragana(c) || run.last().is_some_and(|last| is_katakana(*last) != is_katakana(c)) {
                push_run(&mut run, &mut words);
            }
            if !is_hiragana(c) {
                run.push(c);
            }
            continue;
        }
        push_run(&mut run, &mut words);
        if c.is_alphanumeric() || c == '\'' {
            word.push(c);
        } else {
            push_word(&mut word, &mut words);
        }
    }
    words
}

/// Letters of scripts written without spaces.
pub(crate) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3005}' | '\u{ff66}'..='\u{ff9f}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309f}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}')
}

fn push_word(word: &mut String, words: &mut Vec<String>) {
    let trimmed = word.trim_matches('\'');
    let trimmed = trimmed.strip_suffix("'s").unwrap_or(trimmed);
    // French and Italian elisions: l'accès, d'accès.
    let trimmed = match trimmed.split_once('\'') {
        Some((head, tail)) if head.chars().count() <= 2 && !tail.is_empty() => tail,
        _ => trimmed,
    };
    if !trimmed.is_empty() {
        words.push(trimmed.replace('\'', ""));
    }
    word.clear();
}

fn push_run(run: &mut Vec<char>, words: &mut Vec<String>) {
    match run.len() {
        0 => {}
        1 => words.push(run.iter().collect()),
        _ => words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>())),
    }
    run.clear();
}

/// Reduces words to stems, one analyzer a language, all from tantivy's Snowball stemmers.
#[derive(Clone)]
pub struct Stems {
    analyzers: [(Language, TextAnalyzer); 4],
    /// Stems of the English words of the base: most words of an item are among them, and looking one up is cheaper.
    known: BTreeMap<String, String>,
}

impl Default for Stems {
    fn default() -> Self {
        let analyzer = |ours, language| {
            (ours, TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(Stemmer::new(language)).build())
        };
        Self {
            analyzers: [
                analyzer(Language::English, tantivy::tokenizer::Language::English),
                analyzer(Language::French, tantivy::tokenizer::Language::French),
                analyzer(Language::German, tantivy::tokenizer::Language::German),
                analyzer(Language::Spanish, tantivy::tokenizer::Language::Spanish),
            ],
            known: BTreeMap::new(),
        }
    }
}

impl Stems {
    /// Stems of words, in order.
    pub fn stem(&self, words: &[String], language: Language) -> Vec<String> {
        let number = self.number(language);
        let mut analyzer = None;
        words
            .iter()
            .map(|word| match self.known.get(word) {
                Some(stem) if number == 0 => stem.clone(),
                // An analyzer changes while it works, so each call has its own.
                _ => stem_of(analyzer.get_or_insert_with(|| self.analyzers[number].1.clone()), word),
            })
            .collect()
    }

    /// The same for words of the base, which are remembered.
    pub fn learn(&mut self, words: &[String], language: Language) -> Vec<String> {
        let number = self.number(language);
        let mut stems = Vec::with_capacity(words.len());
        for word in words {
            let known = if number == 0 { self.known.get(word).cloned() } else { None };
            stems.push(match known {
                Some(stem) => stem,
                None => {
                    let stem = stem_of(&mut self.analyzers[number].1, word);
                    if number == 0 {
                        self.known.insert(word.clone(), stem.clone());
                    }
                    stem
                }
            });
        }
        stems
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
    fn number(&self, language: Language) -> usize {
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
    }

    #[test]
    fn words_of_every_script() {
        assert_eq!(words("what is your company's mfa (2fa)?"), ["what", "is", "your", "company", "mfa", "2fa"]);
        assert_eq!(words("l'accès aux données"), ["accès", "aux", "données"]);
        assert_eq!(words("多要素認証 mfa"), ["多要", "要素", "素認", "認証", "mfa"]);
        assert_eq!(words("ログの取得を行っていますか"), ["ログ", "取得", "行"]);
    }
}
