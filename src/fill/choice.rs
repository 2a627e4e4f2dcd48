//! A verdict in the form's own vocabulary: one of its exact strings, or none.

use crate::knowledge::Verdict;
use crate::questionnaire::{Says, leans, says};

/// The index of the allowed answer that says the verdict and nothing more. `meanings` are what the answers mean, where they are
/// scores; else the answers themselves. None if no answer says it, or several do in different words.
pub(super) fn choose(verdict: Verdict, meanings: &[String]) -> Option<usize> {
    let wanted = match verdict {
        Verdict::Yes => Says::Yes,
        Verdict::No => Says::No,
        Verdict::Partial => Says::Partly,
        Verdict::NotApplicable => Says::NotApplicable,
        Verdict::Information => return None,
    };
    let labels: Vec<String> = meanings.iter().map(|meaning| label(meaning)).collect();
    let exact: Vec<usize> = (0..labels.len()).filter(|index| says(&labels[*index]) == Some(wanted)).collect();
    if let Some(first) = exact.first() {
        // "Yes" and "Compliant" in one list are two answers; the same word twice is one.
        let same = exact.iter().all(|index| labels[*index].to_lowercase() == labels[*first].to_lowercase());
        return same.then_some(*first).or_else(|| plainest(&labels, &exact));
    }
    let near: Vec<usize> = (0..labels.len()).filter(|index| leans(&labels[*index]) == Some(wanted)).collect();
    match near.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Among several exact answers, the one that is nothing but yes or no.
fn plainest(labels: &[String], exact: &[usize]) -> Option<usize> {
    const PLAIN: [&str; 12] =
        ["yes", "no", "ja", "nein", "oui", "non", "sí", "si", "はい", "いいえ", "n/a", "not applicable"];
    let plain: Vec<usize> =
        exact.iter().copied().filter(|index| PLAIN.contains(&labels[*index].to_lowercase().as_str())).collect();
    match plain.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Of a ticked line such as `[x] Yes [ ] No` the words that are ticked; other texts as they are.
fn label(text: &str) -> String {
    for tick in ["[x]", "☒", "■", "(x)"] {
        if let Some((_, after)) = text.split_once(tick) {
            let end =
                ["[ ]", "[]", "☐", "□", "( )"].iter().filter_map(|sign| after.find(sign)).min().unwrap_or(after.len());
            return after[..end].trim().trim_end_matches(['/', ',', ';', '|']).trim().to_owned();
        }
    }
    text.to_owned()
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
        assert_eq!(pick(Verdict::Yes, &["YES", "NO", "NA"]).as_deref(), Some("YES"));
        assert_eq!(pick(Verdict::NotApplicable, &["Y", "N", "N/A"]).as_deref(), Some("N/A"));
        assert_eq!(
            pick(Verdict::Partial, &["Compliant", "Partially Compliant", "Non-Compliant"]).as_deref(),
            Some("Partially Compliant")
        );
        assert_eq!(pick(Verdict::No, &["Ja", "Nein", "Teilweise"]).as_deref(), Some("Nein"));
        assert_eq!(pick(Verdict::No, &["Oui", "Non", "Sans objet"]).as_deref(), Some("Non"));
        assert_eq!(pick(Verdict::Yes, &["はい", "いいえ", "該当なし"]).as_deref(), Some("はい"));
        assert_eq!(pick(Verdict::No, &["[x] Yes [ ] No", "[ ] Yes [x] No"]).as_deref(), Some("[ ] Yes [x] No"));
    }

    #[test]
    fn what_a_form_cannot_say_stays_blank() {
        assert_eq!(pick(Verdict::NotApplicable, &["Yes", "No"]), None);
        assert_eq!(pick(Verdict::Information, &["Yes", "No"]), None);
        let graded = ["No", "Yes, for some applications", "Yes, for most of them"];
        assert_eq!(pick(Verdict::Yes, &graded), None);
        assert_eq!(pick(Verdict::No, &graded).as_deref(), Some("No"));
        assert_eq!(pick(Verdict::Yes, &["Yes", "Yes - verified", "No"]).as_deref(), Some("Yes"));
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
