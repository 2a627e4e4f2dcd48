//! What the words of a form's own answers mean: yes, partly, no, not applicable, in the languages forms come in.

use super::clean::fold;

/// What an allowed answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Says {
    /// Yes, fully, compliant.
    Yes,
    /// In part.
    Partly,
    /// No, not at all.
    No,
    /// Does not apply.
    NotApplicable,
}

const YES: &str = "yes|y|ja|j|oui|o|sí|si|s|sim|はい|有|有り|あり|可|実施|対応|○|◯|〇|compliant|fully compliant|full compliance|\
    fully implemented|fully met|implemented|met|complies|comply|we comply|true|agree|in place|erfüllt|\
    vollständig erfüllt|umgesetzt|conforme|vrai|cumple|cumplido|full|fully|complete|completed|available|\
    supported|done|pass|実施済|実施済み|対応済|対応済み|実施している|是|예|네|satisfied|vollständig|conforms|total|totalement";
const PARTLY: &str = "partial|partially|partly|in part|partially compliant|partial compliance|partially implemented|\
    partially met|partially comply|somewhat|some|limited|teilweise|teilweise erfüllt|teilweise umgesetzt|\
    partiel|partielle|partiellement|partiellement conforme|parcial|parcialmente|cumple parcialmente|一部|△|\
    一部対応|一部実施|部分的|部分|일부|parziale|gedeeltelijk|to some extent";
const NO: &str = "no|n|nein|non|nee|não|いいえ|無|無し|なし|不可|未実施|未対応|×|✕|✗|not compliant|non-compliant|noncompliant|\
    non compliant|no compliance|not implemented|not met|does not comply|do not comply|we do not comply|false|\
    disagree|not in place|nicht erfüllt|nicht umgesetzt|non conforme|faux|no cumple|none|not available|\
    not supported|not done|fail|not at all|実施していない|否|아니요|nicht vorhanden|absent";
const NOT_APPLICABLE: &str = "n/a|na|n.a.|n. a.|n.a|not applicable|does not apply|nicht anwendbar|entfällt|n. z.|nicht zutreffend|\
    nicht relevant|not relevant|sans objet|s.o.|s/o|non applicable|no aplica|não se aplica|non applicabile|\
    niet van toepassing|n.v.t.|nvt|該当なし|対象外|非該当|不适用|해당 없음|해당없음|－|out of scope|non pertinent";

/// What an answer says if it says nothing else.
pub(crate) fn says(text: &str) -> Option<Says> {
    let plain = plain(text);
    let is = |known: &str| known.split('|').any(|word| word == plain);
    if is(NOT_APPLICABLE) {
        Some(Says::NotApplicable)
    } else if is(PARTLY) {
        Some(Says::Partly)
    } else if is(NO) {
        Some(Says::No)
    } else if is(YES) {
        Some(Says::Yes)
    } else {
        None
    }
}

/// What an answer begins by saying, with more words after it: `No - not implemented`, `Yes, for some applications`.
pub(crate) fn leans(text: &str) -> Option<Says> {
    if let Some(said) = says(text) {
        return Some(said);
    }
    let plain = plain(text);
    let begins = |known: &str| {
        known.split('|').filter(|word| word.chars().count() > 1).any(|word| {
            plain
                .strip_prefix(word)
                .is_some_and(|rest| rest.starts_with([' ', ',', ':', ';', '-', '–', '—', '(', '（', '、', '.', '/']))
        })
    };
    if plain.contains("not applicable")
        || plain.contains("n/a")
        || plain.contains("nicht anwendbar")
        || begins(NOT_APPLICABLE)
    {
        Some(Says::NotApplicable)
    } else if begins(PARTLY) || plain.contains("partial") || plain.contains("partly") || plain.contains("teilweise") {
        Some(Says::Partly)
    } else if begins(NO) {
        Some(Says::No)
    } else if begins(YES) {
        Some(Says::Yes)
    } else {
        None
    }
}

/// Whether a text is or begins with such a word.
pub(crate) fn speaks(text: &str) -> bool {
    leans(text).is_some()
}

fn plain(text: &str) -> String {
    let folded = fold(text).to_lowercase();
    folded
        .trim_matches(['"', '\'', '*', '(', ')', '[', ']', ' ', '“', '”'])
        .trim_end_matches(['.', ':', '!', ','])
        .to_owned()
        + if folded.trim().ends_with("n.a.")
            || folded.trim().ends_with("n. a.")
            || folded.trim().ends_with("s.o.")
            || folded.trim().ends_with("n.v.t.")
        {
            "."
        } else {
            ""
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_forms_are_understood() {
        for (text, expected) in [
            ("Yes", Some(Says::Yes)),
            ("N/A", Some(Says::NotApplicable)),
            ("n.a.", Some(Says::NotApplicable)),
            ("Partially Compliant", Some(Says::Partly)),
            ("Nein", Some(Says::No)),
            ("はい", Some(Says::Yes)),
            ("Sans objet", Some(Says::NotApplicable)),
            ("Somebody", None),
        ] {
            assert_eq!(says(text), expected, "{text}");
        }
        assert_eq!(leans("Yes, for some applications"), Some(Says::Yes));
        assert_eq!(leans("No, it is not applicable"), Some(Says::NotApplicable));
        assert_eq!(leans("No - not implemented"), Some(Says::No));
        assert_eq!(leans("Nobody"), None);
    }
}
