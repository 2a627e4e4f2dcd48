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

const YES: &str = "yes|y|ja|j|oui|o|sí|si|sì|s|sim|はい|有|有り|あり|可|実施|対応|○|◯|〇|compliant|fully compliant|full compliance|\
    fully implemented|fully met|implemented|met|complies|comply|we comply|fully comply|true|agree|in place|\
    fully in place|erfüllt|vollständig erfüllt|umgesetzt|vollständig umgesetzt|trifft zu|vorhanden|konform|\
    conforme|totalmente conforme|entièrement conforme|vrai|en place|mis en œuvre|mis en oeuvre|cumple|cumplido|\
    cumple totalmente|implementado|totalmente implementado|verdadero|full|fully|complete|completed|available|\
    supported|done|pass|passed|実施済|実施済み|対応済|対応済み|実施している|実施しています|対応している|対応しています|できている|\
    している|適合|是|예|네|satisfied|fully satisfied|vollständig|conforms|conformant|total|totalement|totalmente";
const PARTLY: &str = "partial|partially|partly|in part|partially compliant|partly compliant|partial compliance|\
    partially implemented|partly implemented|partially met|partly met|partially comply|partially in place|\
    partly in place|partially satisfied|somewhat|some|limited|teilweise|teils|zum teil|teilweise erfüllt|\
    teilweise umgesetzt|teilweise zutreffend|trifft teilweise zu|teilweise vorhanden|teilweise konform|partiel|\
    partielle|partiellement|en partie|partiellement conforme|partiellement mis en œuvre|parcial|parcialmente|\
    en parte|cumple parcialmente|parcialmente implementado|parcialmente conforme|一部|△|一部対応|一部実施|一部実施済|\
    一部実施している|一部対応している|一部できている|部分的|部分的に実施|部分|部分適合|일부|부분|parziale|parzialmente|gedeeltelijk|\
    to some extent";
const NO: &str = "no|n|nein|non|nee|não|いいえ|無|無し|なし|不可|未実施|未対応|×|✕|✗|✖|not compliant|non compliant|noncompliant|\
    non compliance|no compliance|not implemented|not met|does not comply|do not comply|we do not comply|false|\
    disagree|not in place|not satisfied|nicht erfüllt|nicht umgesetzt|nicht konform|\
    non conforme|pas en place|non mis en œuvre|faux|no cumple|no implementado|no conforme|falso|none|not available|\
    not supported|not done|fail|failed|not at all|gar nicht|pas du tout|実施していない|実施していません|対応していない|対応していません|\
    できていない|していない|不適合|否|아니요|아니오|nicht vorhanden|absent";
const NOT_APPLICABLE: &str = "n/a|na|n.a.|n. a.|n.a|not applicable|non applicable|does not apply|nicht anwendbar|\
    entfällt|entbehrlich|nicht zutreffend|n. z.|nicht relevant|not relevant|sans objet|s.o.|s/o|ne s'applique pas|ne s’applique pas|\
    no aplica|no aplicable|não se aplica|não aplicável|non applicabile|niet van toepassing|n.v.t.|nvt|該当なし|\
    該当無し|該当しない|該当せず|対象外|非該当|適用外|不适用|不適用|해당 없음|해당없음|－|out of scope|non pertinent";

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
    // "Non-compliant" and "non compliant" are one answer; a lone sign stays.
    let folded = hyphens_as_blanks(&fold(text).to_lowercase());
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

fn hyphens_as_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let between = |other: Option<char>| other.is_some_and(char::is_alphabetic);
        let joins = matches!(sign, '-' | '_' | '\u{2010}' | '\u{2011}');
        out.push(if joins && between(out.chars().next_back()) && between(signs.peek().copied()) { ' ' } else { sign });
    }
    out
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
            ("Non-Compliant", Some(Says::No)),
            ("Partially-implemented", Some(Says::Partly)),
            ("－", Some(Says::NotApplicable)),
            ("-", None),
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
