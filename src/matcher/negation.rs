//! Words that turn a question round.

const NEGATIONS: &[&str] = &[
    "not",
    "no",
    "never",
    "none",
    "neither",
    "nobody",
    "nothing",
    "missing",
    "absent",
    "fails",
    "won't",
    "can't",
    "hasn't",
    "haven't",
    "disabled",
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
    "at no cost",
    "no cost",
    "registration no",
    "certificate no",
];
/// The same in two words.
const NEGATIVE_PAIRS: &[(&str, &str)] =
    &[("clear", "text"), ("plain", "text"), ("opt", "out"), ("turned", "off"), ("switched", "off")];

/// Words of a normalised text that turn it round. "Whether or not" and "non-" compounds do not.
pub fn negations(normalised: &str) -> Vec<String> {
    let found = turning(normalised);
    // Most texts have none, and then no turn of phrase can make one.
    if found.is_empty() {
        return found;
    }
    turning(&IDIOMS.iter().fold(normalised.to_owned(), |text, idiom| text.replace(idiom, " ")))
}

/// Words that turn a text round, turns of phrase or not.
fn turning(text: &str) -> Vec<String> {
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
        assert_eq!(negations("the client has not yet been tested"), ["not"]);
    }
}
