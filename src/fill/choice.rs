//! A verdict in the form's own vocabulary: one of its exact strings, or none.

use crate::knowledge::Verdict;
use crate::questionnaire::{Says, leans, says};

/// The index of the allowed answer that says the verdict and nothing more. `meanings` are what the answers mean, where they are
/// scores; else the answers themselves.
///
/// None if no answer says it, if several do in different words, or if the list is no vocabulary of such answers: a wrong pick is
/// worse than a blank.
pub(super) fn choose(verdict: Verdict, meanings: &[String]) -> Option<usize> {
    let wanted = match verdict {
        Verdict::Yes => Says::Yes,
        Verdict::No => Says::No,
        Verdict::Partial => Says::Partly,
        Verdict::NotApplicable => Says::NotApplicable,
        Verdict::Information => return None,
    };
    let labels: Vec<String> = meanings.iter().map(|meaning| label(meaning).unwrap_or_default()).collect();
    if !is_vocabulary(&labels) {
        return None;
    }
    let fits = |index: &usize| plainly(&labels[*index]) == Some(wanted) && !is_stray_letter(&labels, &labels[*index]);
    let fitting: Vec<usize> = (0..labels.len()).filter(fits).collect();
    let exact: Vec<usize> = fitting.iter().copied().filter(|index| says(&labels[*index]) == Some(wanted)).collect();
    only(&labels, &exact)
        .or_else(|| plainest(&labels, &exact))
        .or_else(|| if exact.is_empty() { only(&labels, &fitting) } else { None })
}

/// The first of some answers, if they are all the same word.
fn only(labels: &[String], indices: &[usize]) -> Option<usize> {
    let first = *indices.first()?;
    indices.iter().all(|index| labels[*index].to_lowercase() == labels[first].to_lowercase()).then_some(first)
}

/// Among several exact answers, the one that is nothing but yes or no; any of the ways to say "not applicable".
fn plainest(labels: &[String], exact: &[usize]) -> Option<usize> {
    const PLAIN: [&str; 14] =
        ["yes", "no", "ja", "nein", "oui", "non", "sí", "si", "はい", "いいえ", "partially", "partial", "n/a", "na"];
    let plain: Vec<usize> =
        exact.iter().copied().filter(|index| PLAIN.contains(&labels[*index].to_lowercase().as_str())).collect();
    match plain.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether a list has answers that say different things, so that its words are positions and not sizes, counts or names. A lone
/// box to tick counts when it says yes.
fn is_vocabulary(labels: &[String]) -> bool {
    if let [only] = labels {
        return says(only) == Some(Says::Yes);
    }
    let mut meant: Vec<Says> = labels.iter().filter_map(|label| plainly(label).or_else(|| leans(label))).collect();
    meant.sort_unstable();
    meant.dedup();
    meant.len() > 1
}

/// A lone letter is an answer only beside its opposite: S, M and L are sizes, O and P are names.
fn is_stray_letter(labels: &[String], label: &str) -> bool {
    let letter = |label: &str| (label.len() == 1).then(|| label.to_ascii_lowercase());
    let Some(own) = letter(label) else { return false };
    let others: Vec<String> = labels.iter().filter_map(|label| letter(label)).collect();
    let beside = |wanted: &[&str]| others.iter().any(|other| wanted.contains(&other.as_str()));
    // North and south are none either.
    let all = others.iter().all(|other| ["y", "n", "j", "o", "s"].contains(&other.as_str()));
    own.bytes().all(|byte| byte.is_ascii_alphabetic()) && !(all && beside(&["n"]) && beside(&["y", "j", "o", "s"]))
}

/// Words that ask for more beside an answer and change nothing about it.
const NEUTRAL: &str = "explain|please|describe|comment|comments|detail|details|provide|give|specify|evidence|attach|why|reason|\
    reasons|how|if|so|yes|no|in|the|below|column|notes|note|required|justify|justification|explanation|add|and|your|answer|\
    score|points|point|pts|bitte|erläutern|begründen|angeben|begründung|erläuterung|beschreiben|préciser|précisez|expliquer|\
    expliquez|justifier|justifiez|explique|explicar|especifique|especificar|indique|detalle|see|with|for";

/// What an answer says when all of it says the same: `No (explain)`, `Yes - fully`, `○：実施している`, `0 = not implemented`. What
/// adds a claim of its own, such as `Yes, certified` or `No, but planned`, says nothing plainly.
fn plainly(label: &str) -> Option<Says> {
    if let Some(said) = says(label) {
        return Some(said);
    }
    let text = without_number(label);
    let mut pieces = pieces(text).into_iter();
    let mut said = said_by(pieces.next()?)?;
    for piece in pieces {
        match said_by(piece) {
            Some(same) if same == said => {}
            // "Yes, partially" is a part.
            Some(Says::Partly) if said == Says::Yes => said = Says::Partly,
            None if is_neutral(piece) => {}
            _ => return None,
        }
    }
    Some(said)
}

/// What a piece says, also in two languages at once: `Ja / Yes`.
fn said_by(piece: &str) -> Option<Says> {
    says(piece).or_else(|| {
        let mut parts = piece.split('/').map(|part| says(part.trim()));
        let first = parts.next()??;
        parts.all(|part| part == Some(first)).then_some(first)
    })
}

fn is_neutral(piece: &str) -> bool {
    const ASKED: [&str; 7] = ["記入", "記載", "説明", "理由", "詳細", "備考", "コメント"];
    if ASKED.iter().any(|word| piece.contains(word)) {
        return piece.chars().count() <= 14;
    }
    let mut words = piece.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| {
        let word = word.to_lowercase();
        word.bytes().all(|byte| byte.is_ascii_digit()) || NEUTRAL.split('|').any(|known| known == word)
    })
}

/// `0 - Not implemented`, `1. Yes`, `a) No` without what counts them.
fn without_number(label: &str) -> &str {
    let trimmed = label.trim();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &trimmed[digits..];
    if digits > 0 {
        let bare = rest.trim_start();
        let after = bare.trim_start_matches(['-', '–', '—', '=', ':', '.', ')', '：']);
        return if bare.len() == after.len() { trimmed } else { after.trim_start() };
    }
    let mut signs = trimmed.chars();
    match (signs.next(), signs.next()) {
        (Some(letter), Some(')')) if letter.is_ascii_alphabetic() => signs.as_str().trim_start(),
        _ => trimmed,
    }
}

/// The pieces of an answer between its signs; a sign of its own, such as `○`, is a piece.
fn pieces(text: &str) -> Vec<&str> {
    const SIGNS: [char; 16] = [',', ';', ':', '(', ')', '[', ']', '–', '—', '\n', '、', '：', '（', '）', '=', '。'];
    let symbol = text.chars().next().filter(|sign| "○◯〇△×✕✗－".contains(*sign));
    let (head, rest) = text.split_at(symbol.map_or(0, char::len_utf8));
    let spaced = |piece: &'_ str| piece.match_indices(" - ").map(|(at, _)| at).collect::<Vec<_>>();
    let mut found: Vec<&str> = vec![head];
    for piece in rest.split(SIGNS) {
        let mut from = 0;
        for at in spaced(piece) {
            found.push(&piece[from..at]);
            from = at + 3;
        }
        found.push(&piece[from..]);
    }
    found.into_iter().map(|piece| piece.trim().trim_end_matches('.')).filter(|piece| !piece.is_empty()).collect()
}

/// Signs of boxes that are ticked, and of those that are not.
const TICKED: [&str; 5] = ["[x]", "☒", "■", "(x)", "☑"];
const OPEN: [&str; 5] = ["[ ]", "[]", "☐", "□", "( )"];

/// Of a ticked line such as `[x] Yes [ ] No` or `Yes [x] No [ ]` the words that are ticked; other texts as they are. Nothing if it
/// cannot be told which words a box belongs to.
fn label(text: &str) -> Option<String> {
    let Some((tick, sign)) = TICKED.iter().filter_map(|sign| Some((text.find(sign)?, *sign))).min() else {
        return Some(text.to_owned());
    };
    let boxes: Vec<(usize, usize)> = {
        let ends = |sign: &&str| text.match_indices(*sign).map(|(at, sign)| (at, at + sign.len())).collect::<Vec<_>>();
        let mut all: Vec<(usize, usize)> = TICKED.iter().chain(&OPEN).flat_map(ends).collect();
        all.sort_unstable();
        all
    };
    let bare = |text: &str| text.trim().trim_matches(['/', ',', ';', '|']).trim().to_owned();
    let (first, last) = (boxes.first()?.0, boxes.last()?.1);
    let (before, after) = (bare(&text[..first]), bare(&text[last..]));
    let start = boxes.iter().map(|(_, end)| *end).filter(|end| *end <= tick).max().unwrap_or(0);
    let end = boxes.iter().map(|(at, _)| *at).find(|at| *at >= tick + sign.len()).unwrap_or(text.len());
    if !after.is_empty() && leans(&before).is_none() {
        Some(bare(&text[tick + sign.len()..end]))
    } else if after.is_empty() && !before.is_empty() {
        Some(bare(&text[start..tick]))
    } else {
        None
    }
}

/// What scores mean, from the line a form's legend was read into: `5 = fully; 0 = not`.
pub(super) fn meanings(answers: &[String], guidance: Option<&str>) -> Vec<String> {
    let Some(guidance) =
        guidance.filter(|_| answers.iter().all(|answer| answer.bytes().all(|byte| byte.is_ascii_digit())))
    else {
        return answers.to_vec();
    };
    let meaning = |score: &String| {
        guidance.split("; ").find_map(|part| {
            let (before, meaning) = part.split_once(" = ")?;
            (before.rsplit(' ').next() == Some(score)).then(|| meaning.to_owned())
        })
    };
    answers.iter().map(|answer| meaning(answer).unwrap_or_else(|| answer.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick(verdict: Verdict, list: &[&str]) -> Option<String> {
        let list: Vec<String> = list.iter().map(|word| (*word).to_owned()).collect();
        choose(verdict, &list).map(|index| list[index].clone())
    }

    #[test]
    fn verdicts_speak_the_forms_language() {
        // Yes, No, Partial, NotApplicable in each list; "" stays blank.
        for (list, expected) in [
            ("YES|NO|NA", ["YES", "NO", "", "NA"]),
            ("Y|N|N/A", ["Y", "N", "", "N/A"]),
            ("Y|N", ["Y", "N", "", ""]),
            ("O|N|S/O", ["O", "N", "", "S/O"]),
            ("Compliant|Partially Compliant|Non-Compliant", ["Compliant", "Non-Compliant", "Partially Compliant", ""]),
            ("Compliant|Non-compliant|Partially", ["Compliant", "Non-compliant", "Partially", ""]),
            (
                "Implemented|Partially Implemented|Not Implemented|Planned",
                ["Implemented", "Not Implemented", "Partially Implemented", ""],
            ),
            ("Fully implemented|Largely implemented|Not implemented", ["Fully implemented", "Not implemented", "", ""]),
            ("Met|Not Met|Not Applicable", ["Met", "Not Met", "", "Not Applicable"]),
            ("In place|Not in place|N/A", ["In place", "Not in place", "", "N/A"]),
            ("True|False", ["True", "False", "", ""]),
            ("TRUE|FALSE", ["TRUE", "FALSE", "", ""]),
            ("Ja|Nein|Entfällt|Teilweise", ["Ja", "Nein", "Teilweise", "Entfällt"]),
            (
                "erfüllt|teilweise erfüllt|nicht erfüllt|entbehrlich",
                ["erfüllt", "nicht erfüllt", "teilweise erfüllt", "entbehrlich"],
            ),
            ("Oui|Non|Sans objet|Partiellement", ["Oui", "Non", "Partiellement", "Sans objet"]),
            (
                "Conforme|Non conforme|Partiellement conforme|N/A",
                ["Conforme", "Non conforme", "Partiellement conforme", "N/A"],
            ),
            ("Sí|No|No aplica|Parcialmente", ["Sí", "No", "Parcialmente", "No aplica"]),
            ("Cumple|No cumple|Cumple parcialmente", ["Cumple", "No cumple", "Cumple parcialmente", ""]),
            ("はい|いいえ|該当なし", ["はい", "いいえ", "", "該当なし"]),
            ("はい|いいえ|対象外|一部", ["はい", "いいえ", "一部", "対象外"]),
            ("○|×|△|－", ["○", "×", "△", "－"]),
            (
                "○：実施している|△：一部実施|×：実施していない|－：該当なし",
                ["○：実施している", "×：実施していない", "△：一部実施", "－：該当なし"],
            ),
            ("実施済|一部実施|未実施|対象外", ["実施済", "未実施", "一部実施", "対象外"]),
            (
                "Yes - fully|Yes - partially|No (explain)|N/A (please explain)",
                ["Yes - fully", "No (explain)", "Yes - partially", "N/A (please explain)"],
            ),
            (
                "0 = Not implemented|1 = Partially implemented|2 = Fully implemented",
                ["2 = Fully implemented", "0 = Not implemented", "1 = Partially implemented", ""],
            ),
            ("1. Yes|2. No|3. Not applicable", ["1. Yes", "2. No", "", "3. Not applicable"]),
            ("Ja / Yes|Nein / No", ["Ja / Yes", "Nein / No", "", ""]),
            ("はい（詳細を記入）|いいえ（理由を記入）", ["はい（詳細を記入）", "いいえ（理由を記入）", "", ""]),
            ("[x] Yes [ ] No|[ ] Yes [x] No", ["[x] Yes [ ] No", "[ ] Yes [x] No", "", ""]),
            ("Yes ☒ No ☐|Yes ☐ No ☒", ["Yes ☒ No ☐", "Yes ☐ No ☒", "", ""]),
        ] {
            let list: Vec<&str> = list.split('|').collect();
            let verdicts = [Verdict::Yes, Verdict::No, Verdict::Partial, Verdict::NotApplicable];
            let picked = verdicts.map(|verdict| pick(verdict, &list).unwrap_or_default());
            assert_eq!(picked, expected.map(str::to_owned), "{list:?}");
            assert_eq!(pick(Verdict::Information, &list), None);
        }
    }

    #[test]
    fn what_a_form_cannot_say_stays_blank() {
        for (verdict, list) in [
            (Verdict::NotApplicable, "Yes|No"),
            (Verdict::Partial, "Yes|No"),
            (Verdict::Yes, "No|Yes, for some applications|Yes, for most of them"),
            (Verdict::Yes, "No|Yes, for some applications"),
            (Verdict::Yes, "No|Yes, certified by a third party|Planned"),
            (Verdict::Yes, "Yes, documented and tested annually|No"),
            (Verdict::No, "Yes|No, but planned within 12 months"),
            (Verdict::No, "Yes|No - risk accepted"),
            (Verdict::NotApplicable, "Yes|No or not applicable"),
            (Verdict::NotApplicable, "Yes|No, it is not applicable"),
            (Verdict::Yes, "S|M|L"),
            (Verdict::Yes, "O|X"),
            (Verdict::No, "N|S|E|W"),
            (Verdict::No, "None|Many|Few"),
            (Verdict::Yes, "Implemented|Fully implemented|Not implemented"),
            (Verdict::Yes, "Initial|Managed|Defined|Optimised"),
            (Verdict::Yes, "☐ Yes ☒|☒ Yes ☐"),
            (Verdict::Yes, "1|2|3"),
        ] {
            let words: Vec<&str> = list.split('|').collect();
            assert_eq!(pick(verdict, &words), None, "{verdict:?} in {list}");
        }
        assert_eq!(pick(Verdict::No, &["No", "Yes, for some applications"]).as_deref(), Some("No"));
        assert_eq!(pick(Verdict::Yes, &["Yes", "Yes - verified", "No"]).as_deref(), Some("Yes"));
        assert_eq!(pick(Verdict::Yes, &["Yes"]).as_deref(), Some("Yes"));
        assert_eq!(pick(Verdict::No, &["No"]), None);
    }

    #[test]
    fn scores_are_taken_by_their_legend() {
        let scores: Vec<String> = ["5", "2", "0"].map(str::to_owned).to_vec();
        let legend = meanings(
            &scores,
            Some("Some guidance. 5 = fully implemented; 2 = partially implemented; 0 = not implemented"),
        );
        assert_eq!(choose(Verdict::Partial, &legend), Some(1));
        assert_eq!(choose(Verdict::No, &legend), Some(2));
    }
}
