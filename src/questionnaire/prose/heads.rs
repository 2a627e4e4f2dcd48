//! Where another person's words begin: "On ... wrote:" and the header fields of a forwarded mail.

use super::line::Line;

/// "On ... wrote:", on one line or wrapped over up to three; how many.
pub(super) fn attribution(lines: &[Line]) -> Option<usize> {
    const OPENINGS: &[&str] = &["on ", "am ", "le ", "el ", "em ", "op ", "il ", "den ", "在"];
    const ENDINGS: &[&str] = &[
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
pub(super) fn mail_header(lines: &[Line]) -> Option<usize> {
    const BANNERS: &[&str] = &[
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
    const FIELDS: &[&str] = &[
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
