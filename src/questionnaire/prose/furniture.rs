//! What surrounds a letter: greetings, signatures, disclaimers, list footers, headers of forwarded mails.

use super::greetings::{drop_names, is_greeting};
use super::heads::{attribution, mail_header};
use super::line::{Line, LineKind};

/// Marks what is no part of a form: [`LineKind::Break`] where another person begins, [`LineKind::Dropped`] for the rest.
pub(super) fn mark(lines: &mut [Line]) {
    let mut signature: Option<usize> = None;
    let mut index = 0;
    while index < lines.len() {
        let depth = lines[index].depth;
        if signature.is_some_and(|since| since != depth) {
            signature = None;
        }
        if let Some(length) = attribution(&lines[index..]).or_else(|| mail_header(&lines[index..])) {
            signature = None;
            for (offset, line) in lines[index..index + length].iter_mut().enumerate() {
                line.kind = if offset == 0 { LineKind::Break } else { LineKind::Dropped };
            }
            index += length;
            continue;
        }
        let text = lines[index].text.as_str();
        if matches!(text, "-- " | "--") {
            signature = Some(depth);
        }
        if signature.is_some() || is_footer(text) || is_greeting(text) {
            lines[index].kind = LineKind::Dropped;
        }
        index += 1;
    }
    drop_names(lines);
    drop_disclaimers(lines);
}

/// Whether the letter is sent to subscribers: its questions wait for no answer.
pub(super) fn advertises(lines: &[Line]) -> bool {
    const PARTS: &[&str] = &[
        "view this email in",
        "view in browser",
        "view this e-mail in",
        "manage your preferences",
        "manage your subscription",
        "update your preferences",
        "you are receiving this",
        "you received this email because",
        "im browser ansehen",
        "newsletter abbestellen",
        "afficher dans le navigateur",
        "se désabonner",
    ];
    lines.iter().filter(|line| line.text.len() < 300).any(|line| {
        let lower = line.text.to_lowercase();
        PARTS.iter().any(|part| lower.contains(part))
    })
}

/// Rules and lines a mailing list or a phone adds.
fn is_footer(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 300 || text.is_empty() {
        return false;
    }
    let lower = text.to_lowercase();
    let address = lower.trim_start_matches('<').starts_with("http") && !text.contains(' ');
    address
        || lower.ends_with(" mailing list")
        || lower.contains("mailman/listinfo")
        || lower.contains("unsubscribe")
        || lower.starts_with("sent from my ")
        || lower.starts_with("get outlook for ")
        || lower.starts_with("von meinem ")
        || lower.starts_with("envoyé de mon ")
        || lower.starts_with("an html attachment was scrubbed")
        || lower.starts_with("more information about the ") && lower.ends_with("mailing list")
        || lower.starts_with("url: <http")
        || (lower.contains(" at lists.") && !text.contains('?'))
}

/// Paragraphs that lawyers append.
fn drop_disclaimers(lines: &mut [Line]) {
    const PARTS: &[&str] = &[
        "this e-mail and any",
        "this email and any",
        "this message and any",
        "intended recipient",
        "intended solely for",
        "confidentiality notice",
        "if you have received this",
        "if you are not the intended",
        "disclaimer:",
        "diese e-mail enthält",
        "diese nachricht ist vertraulich",
        "ce message et",
        "ce courriel",
        "este mensaje",
        "consider the environment",
        "virus-free",
        "registered in england",
        "本メールは",
    ];
    let mut start = 0;
    while start < lines.len() {
        if lines[start].is_blank() || lines[start].kind != LineKind::Text {
            start += 1;
            continue;
        }
        let length = lines[start..].iter().take_while(|line| !line.is_blank() && line.kind == LineKind::Text).count();
        let paragraph = &mut lines[start..start + length];
        // Wrapped lines may part a phrase, so look at the joined beginning and at each line.
        let joined: String = paragraph.iter().take(12).flat_map(|line| [line.text.trim(), " "]).collect();
        let lower = joined.chars().take(2_000).collect::<String>().to_lowercase();
        let legal = PARTS.iter().any(|part| lower.contains(part)) && !lower.contains('?');
        if legal {
            for line in paragraph {
                line.kind = LineKind::Dropped;
            }
        }
        start += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> String {
        let mut lines: Vec<Line> = text.lines().enumerate().map(|(index, text)| Line::new(index + 1, text)).collect();
        super::super::unquote(&mut lines);
        mark(&mut lines);
        let letter = |line: &Line| match line.kind {
            LineKind::Text => 't',
            LineKind::Dropped => 'd',
            LineKind::Break => 'B',
            LineKind::Heading(_) => 'h',
        };
        lines.iter().map(letter).collect()
    }

    #[test]
    fn another_persons_words_begin_after_an_attribution() {
        assert_eq!(kinds("text\nOn 22/02/2026 02:10, assessor wrote:\n> text"), "tBt");
        assert_eq!(kinds("On Thu, Feb 26, 2026 at 3:31 PM A Person\n<a@b.example> wrote:\n> text"), "Bdt");
        assert_eq!(kinds("Am 22.02.2026 um 10:10 schrieb A Person:\n> text"), "Bt");
        assert_eq!(kinds("-----Original Message-----\nFrom: A\nSent: today\nTo: B\nSubject: C\n\nIs it?"), "Bddddtt");
        assert_eq!(kinds("Von: A\nGesendet: heute\nAn: B\nBetreff: C\n\nIst es?"), "Bdddtt");
        assert_eq!(kinds("On balance, is it safe?\nFrom: where do you ship?\nIs it?"), "ttt");
    }

    #[test]
    fn signatures_greetings_and_footers_are_dropped() {
        assert_eq!(kinds("Hi, everyone.\nIs it?\nBest regards,\n-- \nA Person\nHead of Questions?"), "dtdddd");
        assert_eq!(kinds(">> -- \n>> A\n> Is it?"), "ddt");
        assert_eq!(kinds("Best practices\nThanks to whom is it maintained?\nDear Ms Smith,"), "ttd");
        assert_eq!(kinds("QGIS-PSC mailing list\nhttps://lists.example/x\nSent from my phone"), "ddd");
        assert_eq!(kinds("This e-mail and any\nattachments are confidential.\n\nIs it?"), "ddtt");
    }
}
