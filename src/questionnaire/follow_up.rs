//! Items that ask nothing without the one above them: "If yes, how often?", "Please describe."

use super::draft::Draft;

/// How an item begins that depends on another, in lower case.
const OPENINGS: [&str; 26] = [
    "if so",
    "if yes",
    "if no",
    "if not",
    "if applicable",
    "if answered",
    "if the answer",
    "if you answered",
    "if \"",
    "if \u{201c}",
    "and if so",
    "where applicable",
    "when yes",
    "wenn ja",
    "falls ja",
    "wenn nein",
    "falls nein",
    "wenn nicht",
    "si oui",
    "si non",
    "si la réponse",
    "en caso afirmativo",
    "en caso negativo",
    "si es así",
    "その場合",
    "「はい」",
];
/// Requests that name nothing, in lower case.
const REQUESTS: [&str; 18] = [
    "please describe",
    "describe",
    "please explain",
    "explain",
    "please elaborate",
    "please specify",
    "specify",
    "please provide details",
    "provide details",
    "please provide evidence",
    "please detail",
    "please list",
    "details",
    "bitte erläutern",
    "bitte beschreiben",
    "précisez",
    "veuillez préciser",
    "descríbalo",
];
/// Words a bare question begins with.
const ASKING: [&str; 12] =
    ["how", "when", "which", "who", "what", "why", "where", "since", "by", "wie", "welche", "comment"];

/// Words that stand for what was said before.
const PRONOUNS: [&str; 16] = [
    "it", "they", "them", "this", "that", "these", "those", "so", "das", "dies", "diese", "sie", "cela", "ceci",
    "esto", "eso",
];
/// Second words of questions about how much: what is asked of stands above.
const MEASURES: [&str; 8] = ["often", "long", "frequently", "many", "much", "oft", "lange", "viele"];

/// Gives every follow-up the words of the item it hangs on.
pub(super) fn give_contexts(drafts: &mut [Draft]) {
    let mut root: Option<usize> = None;
    for index in 0..drafts.len() {
        let leans = root.is_some_and(|root| {
            let (root, draft) = (&drafts[root], &drafts[index]);
            root.part == draft.part && root.section == draft.section && leans(root, draft)
        });
        match root.filter(|_| leans) {
            Some(root) => {
                let words = drafts[root].text.clone();
                drafts[index].context.get_or_insert(words);
            }
            None => root = Some(index),
        }
    }
}

fn leans(root: &Draft, draft: &Draft) -> bool {
    let bare = draft.text.trim_start_matches(|sign: char| !sign.is_alphanumeric() && sign != '「').to_lowercase();
    if OPENINGS.iter().any(|opening| bare.starts_with(opening)) {
        return true;
    }
    // "Please describe." of its own number may be the title of a box; below `3` or without a number it belongs to what stands above.
    let child = match (&root.id, &draft.id) {
        (_, None) => true,
        (Some(root), Some(own)) => own.len() > root.len() && own.starts_with(root.as_str()),
        (None, Some(_)) => false,
    };
    child && names_nothing(&bare)
}

/// Whether the words of a follow-up say what it is about, so that they can be matched alone.
pub(crate) fn names_nothing(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut rest = lower.trim_matches(|sign: char| !sign.is_alphanumeric());
    if let Some(opening) = OPENINGS.iter().find(|opening| rest.starts_with(**opening)) {
        // "If yes, how often?": what counts are the words after the condition.
        rest = rest[opening.len()..].trim_start_matches(|sign: char| !sign.is_alphanumeric());
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let request = REQUESTS
        .iter()
        .any(|request| rest.strip_prefix(request).is_some_and(|after| after.split_whitespace().count() <= 2));
    let asks = words.first().is_some_and(|first| ASKING.contains(first));
    let plain = |word: &&str| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned();
    // "Who manages encryption keys?" is as short as "Who looks after them?" and names what it is about.
    let points = words.iter().any(|word| PRONOUNS.contains(&plain(word).as_str()));
    let measures = words.get(1).is_some_and(|word| MEASURES.contains(&plain(word).as_str()));
    let question = asks && (words.len() <= 2 || (words.len() <= 3 && measures) || (words.len() <= 4 && points));
    words.is_empty() || request || question
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contexts(items: &[(&str, &str)]) -> Vec<Option<String>> {
        let mut drafts: Vec<Draft> = items
            .iter()
            .map(|(id, text)| Draft {
                id: (!id.is_empty()).then(|| (*id).to_owned()),
                text: (*text).to_owned(),
                ..Draft::default()
            })
            .collect();
        give_contexts(&mut drafts);
        drafts.into_iter().map(|draft| draft.context).collect()
    }

    #[test]
    fn follow_ups_hang_on_the_question_above_them() {
        let asked = [
            ("1", "Do you train developers?"),
            ("1a", "If yes, how often?"),
            ("1b", "- If so, attach the agenda."),
            ("2", "Is there a policy?"),
            ("", "How often?"),
            ("3", "Please describe."),
            ("4", "How are keys stored?"),
        ];
        let trained = Some("Do you train developers?".to_owned());
        let policy = Some("Is there a policy?".to_owned());
        assert_eq!(contexts(&asked), [None, trained.clone(), trained, None, policy, None, None]);
    }

    #[test]
    fn a_follow_up_that_names_its_subject_can_stand_alone() {
        for text in [
            "If yes, how often?",
            "Please describe.",
            "- If no, explain.",
            "How often?",
            "If so:",
            "How often tested?",
            "Who builds them?",
        ] {
            assert!(names_nothing(text), "{text}");
        }
        for text in [
            "If yes, is the backup encrypted at rest?",
            "Please describe how releases are built.",
            "Who manages encryption keys?",
            "How are keys stored?",
        ] {
            assert!(!names_nothing(text), "{text}");
        }
    }
}
