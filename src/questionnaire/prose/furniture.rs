//! What surrounds a letter: greetings, signatures, disclaimers, list footers, headers of forwarded mails.

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
    const PARTS: [&str; 12] = [
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

/// "Kind regards," and the name, title and firm below it.
fn drop_names(lines: &mut [Line]) {
    let mut signing = 0;
    let mut depth = 0;
    for line in lines {
        if line.kind == LineKind::Dropped && is_valediction(&line.text) {
            (signing, depth) = (8, line.depth);
            continue;
        }
        if signing == 0 {
            continue;
        }
        let text = line.text.trim();
        let numbered = text.starts_with(|first: char| first.is_ascii_digit() || super::numerals::sign(first).is_some());
        let signed = line.depth == depth
            && line.kind != LineKind::Break
            && text.chars().count() <= 60
            && !text.contains(['?', '？'])
            && !numbered;
        if !signed {
            signing = 0;
            continue;
        }
        if !text.is_empty() {
            line.kind = LineKind::Dropped;
            signing -= 1;
        }
    }
}

fn is_valediction(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "regards",
        "best",
        "kind",
        "warm",
        "sincerely",
        "yours",
        "cheers",
        "mit freundlichen",
        "freundliche",
        "viele grüße",
        "cordialement",
        "bien cordialement",
        "bien à vous",
        "saludos",
        "un saludo",
        "atentamente",
        "atenciosamente",
        "cordiali saluti",
        "敬具",
        "よろしく",
        "宜しく",
        "many thanks",
    ];
    let lower = text.trim().to_lowercase();
    WORDS.iter().any(|word| lower.starts_with(word))
        || matches!(
            lower.trim_end_matches([',', '.', '!']),
            "thanks" | "thank you" | "thanks in advance" | "danke" | "vielen dank" | "merci" | "gracias"
        )
}

/// "On ... wrote:", on one line or wrapped over up to three; how many.
fn attribution(lines: &[Line]) -> Option<usize> {
    const OPENINGS: [&str; 9] = ["on ", "am ", "le ", "el ", "em ", "op ", "il ", "den ", "在"];
    const ENDINGS: [&str; 14] = [
        "wrote:",
        "writes:",
        "schrieb:",
        "a écrit :",
        "a écrit:",
        "escribió:",
        "escreveu:",
        "ha scritto:",
        "schreef:",
        "skrev:",
        "のメール:",
        "のメッセージ:",
        "さんは書きました:",
        "写道：",
    ];
    let first = lines.first()?.text.trim();
    if first.len() > 300 {
        return None;
    }
    let lower = first.to_lowercase();
    // German names the writer after the verb.
    let ends = |text: &str| {
        ENDINGS.iter().any(|ending| text.ends_with(ending))
            || (text.ends_with(':') && text.contains(" schrieb ") && has_year(text))
    };
    if ends(&lower)
        && (OPENINGS.iter().any(|opening| lower.starts_with(opening)) || lower.contains('@') || has_year(&lower))
    {
        return Some(1);
    }
    // 2026年2月22日(日) 10:10 Name <a@b.example>:
    if lower.ends_with(">:") && lower.contains('@') && has_year(&lower) {
        return Some(1);
    }
    if !OPENINGS.iter().any(|opening| lower.starts_with(opening)) || !has_year(&lower) {
        return None;
    }
    let mut joined = lower;
    for (offset, line) in lines.iter().enumerate().skip(1).take(2) {
        if line.is_blank() || line.text.len() > 300 {
            return None;
        }
        joined.push(' ');
        joined.push_str(line.text.trim().to_lowercase().as_str());
        if ends(&joined) {
            return Some(offset + 1);
        }
    }
    None
}

/// A run of four digits between 1990 and 2099.
fn has_year(text: &str) -> bool {
    text.split(|sign: char| !sign.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with("199") || run.starts_with("20")))
}

/// "-----Original Message-----", or two header fields of a mail in a row; how many lines.
fn mail_header(lines: &[Line]) -> Option<usize> {
    const BANNERS: [&str; 12] = [
        "original message",
        "forwarded message",
        "begin forwarded message",
        "ursprüngliche nachricht",
        "weitergeleitete nachricht",
        "message d'origine",
        "message transféré",
        "mensaje original",
        "mensaje reenviado",
        "転送メッセージ",
        "転送されたメッセージ",
        "message original",
    ];
    let first = lines.first()?.text.trim();
    if first.len() > 300 {
        return None;
    }
    let banner = first.trim_matches(['-', ' ', ':', '_']).to_lowercase();
    let is_banner = BANNERS.contains(&banner.as_str());
    if !is_banner && !is_sender_field(first) {
        return None;
    }
    let start = usize::from(is_banner);
    let blanks = lines[start..].iter().take(2).take_while(|line| is_banner && line.is_blank()).count();
    let mut fields = 0;
    let mut end = start + blanks;
    for line in lines[end..].iter().take(16) {
        if is_field(line.text.trim()) {
            fields += 1;
        } else if fields == 0 || !line.text.starts_with([' ', '\t']) || line.is_blank() {
            break; // not a folded field either
        }
        end += 1;
    }
    if fields >= 2 { Some(end) } else { is_banner.then_some(1) }
}

fn is_sender_field(text: &str) -> bool {
    ["from:", "von:", "de :", "de:", "da:", "van:", "差出人:", "差出人：", "*from:*", "发件人:"]
        .iter()
        .any(|field| text.is_char_boundary(field.len().min(text.len())) && text.to_lowercase().starts_with(field))
}

fn is_field(text: &str) -> bool {
    const FIELDS: [&str; 43] = [
        "from",
        "sent",
        "to",
        "cc",
        "bcc",
        "subject",
        "date",
        "reply-to",
        "importance",
        "attachments",
        "sender",
        "message-id",
        "von",
        "gesendet",
        "datum",
        "an",
        "betreff",
        "de",
        "envoyé",
        "à",
        "a",
        "objet",
        "date d'envoi",
        "enviado",
        "enviado el",
        "para",
        "asunto",
        "assunto",
        "fecha",
        "data",
        "da",
        "inviato",
        "oggetto",
        "van",
        "verzonden",
        "aan",
        "onderwerp",
        "差出人",
        "送信日時",
        "宛先",
        "件名",
        "日時",
        "送信者",
    ];
    let text = text.trim_start_matches('*');
    let Some(colon) = text.char_indices().take(20).find(|(_, sign)| matches!(sign, ':' | '：')) else { return false };
    FIELDS.contains(&text[..colon.0].trim().trim_end_matches('*').to_lowercase().as_str())
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

/// "Hi, everyone.", "Dear Sir or Madam,", "Best regards,": a line of its own.
pub(super) fn is_greeting(text: &str) -> bool {
    const WORDS: [&str; 56] = [
        "hi",
        "hello",
        "hey",
        "dear",
        "good morning",
        "good afternoon",
        "good evening",
        "greetings",
        "to whom it may concern",
        "regards",
        "best regards",
        "kind regards",
        "warm regards",
        "best",
        "best wishes",
        "sincerely",
        "yours sincerely",
        "yours faithfully",
        "thanks",
        "many thanks",
        "thank you",
        "thanks in advance",
        "cheers",
        "hallo",
        "guten tag",
        "sehr geehrte",
        "sehr geehrter",
        "liebe",
        "mit freundlichen grüßen",
        "freundliche grüße",
        "viele grüße",
        "vielen dank",
        "danke",
        "bonjour",
        "madame",
        "monsieur",
        "cordialement",
        "bien cordialement",
        "merci",
        "merci d'avance",
        "bien à vous",
        "hola",
        "estimado",
        "estimada",
        "estimados",
        "saludos",
        "un saludo",
        "gracias",
        "atentamente",
        "olá",
        "prezados",
        "atenciosamente",
        "obrigado",
        "gentili",
        "cordiali saluti",
        "buongiorno",
    ];
    const JAPANESE: [&str; 6] =
        ["お世話になっております", "よろしくお願い", "宜しくお願い", "敬具", "拝啓", "はじめまして"];
    let text = text.trim();
    let short = text.chars().count() <= 70;
    if JAPANESE.iter().any(|word| text.contains(word)) && short {
        return true;
    }
    if !short || text.contains(['?', '？']) || text.split_whitespace().nth(8).is_some() {
        return false;
    }
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            let closed = rest.trim_start().is_empty() || rest.starts_with([',', '.', '!', ';']);
            // "Dear Ms Smith," but not "Best practices".
            closed
                || (rest.starts_with(' ')
                    && text.ends_with([',', '!', ':', '.'])
                    && rest.split_whitespace().count() <= 5)
        })
    })
}

/// Paragraphs that lawyers append.
fn drop_disclaimers(lines: &mut [Line]) {
    const PARTS: [&str; 18] = [
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
