//! An item that asks the other way round than the wording it fits best: a "yes" to the one is a "no" to the other.

use super::{Fired, Sight};
use crate::answer::Why;
use crate::knowledge::Verdict;

/// Words that turn a question round.
const NEGATIONS: &[&str] = &[
    "not",
    "no",
    "never",
    "without",
    "cannot",
    "isn't",
    "aren't",
    "doesn't",
    "don't",
    "lack",
    "lacks",
    "lacking",
    "absence",
    "prevent",
    "prevents",
    "prevented",
    "prohibit",
    "prohibits",
    "prohibited",
    "forbid",
    "forbidden",
    "disallow",
    "disallowed",
    "unable",
    "refuse",
    "unencrypted",
    "plaintext",
    "cleartext",
    "unauthenticated",
    "anonymous",
    "unsupported",
    "unsigned",
    "exempt",
    "avoid",
    "avoids",
    "pas",
    "sans",
    "jamais",
    "aucun",
    "aucune",
    "nicht",
    "kein",
    "keine",
    "ohne",
    "nie",
    "sin",
    "nunca",
    "ningún",
    "ninguna",
];
/// Turns of phrase with such a word that turn nothing round.
const IDIOMS: &[&str] = &[
    "whether or not",
    "if not",
    "or not",
    "not applicable",
    "without undue delay",
    "without delay",
    "no later than",
    "not later than",
    "not limited to",
    "not only",
    "no longer",
    "no less than",
    "yes or no",
    "yes/no",
    "y/n",
    "yes, no",
    "do not hesitate",
    "not yet",
    "at no cost",
    "no cost",
    "registration no",
    "certificate no",
];
/// The same in two words.
const NEGATIVE_PAIRS: &[(&str, &str)] =
    &[("clear", "text"), ("plain", "text"), ("opt", "out"), ("turned", "off"), ("switched", "off")];

/// Lean above which an item is the other way round, whatever its words. Of 86 such labelled items nearly half are above, and of 343
/// others about one in thirty.
const LEANS: f32 = 0.3;
/// Lean under which a negation turns nothing round.
const STRAIGHT: f32 = 0.0;

pub(super) fn check(sight: &Sight<'_>) -> Option<Fired> {
    // Only a "yes" or a "no" can be turned round: "partly" says itself what is and what is not.
    if !matches!(sight.fact.verdict, Verdict::Yes | Verdict::No) {
        return None;
    }
    // Learned from wordings that ask the other way round; a fact without any is judged by negations alone.
    let lean = (!sight.fact.opposed.is_empty()).then(|| sight.first.features.lean(sight.found.opposed));
    if lean.is_some_and(|lean| lean > LEANS) {
        return Some(Fired::new(
            Why::Polarity,
            "guard-polarity",
            format!("the item asks the other way round than the wordings of `{}`", sight.fact.id),
        ));
    }
    let item = negations(&sight.found.text.normalised);
    let phrasing = negations(&sight.first.phrasing);
    if item.len() % 2 == phrasing.len() % 2 || lean.is_some_and(|lean| lean < STRAIGHT) {
        return None;
    }
    let word = item.first().or(phrasing.first()).cloned().unwrap_or_default();
    Some(Fired::new(
        Why::Polarity,
        "guard-polarity",
        format!("`{word}` turns the question round against the nearest wording, `{}`", sight.first.phrasing),
    ))
}

/// Words of a normalised text that turn it round. "Whether or not" and "non-" compounds do not.
fn negations(normalised: &str) -> Vec<String> {
    let text = IDIOMS.iter().fold(normalised.to_owned(), |text, idiom| text.replace(idiom, " "));
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect();
    let single = words.iter().filter(|word| NEGATIONS.contains(word)).map(|word| (*word).to_owned());
    let pairs = words.windows(2).filter(|pair| NEGATIVE_PAIRS.contains(&(pair[0], pair[1]))).map(|pair| pair.join(" "));
    single.chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::negations;

    #[test]
    fn negations_are_counted() {
        assert_eq!(negations("are passwords stored in clear text"), ["clear text"]);
        assert_eq!(negations("are passwords not stored in plaintext"), ["not", "plaintext"]);
        assert_eq!(negations("is data shared without consent"), ["without"]);
        assert!(negations("state whether or not mfa is used").is_empty());
    }
}
