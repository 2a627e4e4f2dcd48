//! What the words of a header announce.

use crate::questionnaire::clean::fold;

/// What a header cell announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::questionnaire) enum Word {
    /// Heads what is asked.
    Question,
    /// Heads questions and much else.
    Maybe,
    /// The asker's number.
    Id,
    /// The part of the form.
    Section,
    /// Help, examples, expected evidence.
    Guidance,
    /// Allowed answers.
    Options,
    /// The answer.
    Answer,
    /// A mark, a rating, a score: an answer if nothing better is there.
    Score,
    /// Words beside the answer.
    Comment,
    /// Who owns it, until when.
    Second,
    /// Somebody else's.
    Others,
    /// Unknown words.
    Unknown,
}

/// Longest header; longer cells say something else.
const LONGEST: usize = 160;

const IDS: &str = "id|no|nr|#|number|num|ref|reference|ref no|item no|item number|item #|s no|sl no|sr no|q|q#|q no|番号|項番|\
    no|№|numéro|num|n°|nº|index|lfd nr|序号";
const OTHERS: &str = "assessor|reviewer|analyst|auditor|internal|evaluator|weight|points|customer|buyer|finding|findings|max|\
    type|required|mandatory|format|priority|severity|approved|reviewed|verified|prüfer|gewichtung|interne|bank|csc|\
    criticality|maturity|mapping|ccm|nist|iso|risk|評価|採点|審査|weighting|scoring|validator|follow-up|action";
const OPTIONS: &str = "options|option|allowed|possible|choices|choice|permitted|valid|選択肢|auswahl|antwortmöglichkeiten|\
    antwortoptionen|picklist|choix|opciones";
const COMMENTS: &str = "comment|comments|remark|remarks|note|notes|evidence|justification|explanation|explain|additional|detail|\
    details|supporting|rationale|further|clarification|bemerkung|bemerkungen|kommentar|kommentare|\
    erläuterung|erläuterungen|begründung|nachweis|nachweise|anmerkung|anmerkungen|commentaire|commentaires|\
    remarque|remarques|précisions|justificatif|justificatifs|preuve|preuves|comentario|comentarios|\
    observaciones|observación|evidencia|evidencias|justificación|comentário|comentários|observações|\
    evidência|commento|commenti|toelichting|opmerkingen|attachment|attachments|link|links|documentation";
const COMMENTS_UNSPACED: &[&str] =
    &["コメント", "備考", "補足", "証跡", "根拠", "エビデンス", "说明", "备注", "비고", "의견", "特記"];
const GUIDANCE: &str = "guidance|help|hint|instruction|instructions|example|examples|expected|interpretation|hinweis|hinweise|\
    beispiel|exemple|exemples|aide|ejemplo|guía|ayuda|exemplo|purpose|objective|tip|background|why|hilfe";
const GUIDANCE_UNSPACED: &str = "記入例|説明|解説|例|ガイダンス|指南";
const QUESTIONS: &str = "question|questions|question(s)|requirement|requirements|frage|fragen|anforderung|anforderungen|exigence|\
    exigences|pregunta|preguntas|requisito|requisitos|pergunta|perguntas|domanda|domande|vraag|vragen|frågor|\
    fråga|întrebare|otázka|pytanie";
const QUESTIONS_UNSPACED: &[&str] =
    &["質問", "設問", "確認事項", "確認項目", "チェック項目", "要求事項", "질문", "问题", "要件"];
const ANSWERS: &str = "answer|answers|response|responses|reply|status|value|compliant|complies|comply|compliance|implemented|\
    implementation|available|met|yes/no|y/n|yes|vendor|supplier|antwort|antworten|erfüllt|umgesetzt|status|\
    ja/nein|réponse|réponses|conforme|conformité|statut|oui/non|respuesta|respuestas|cumple|cumplimiento|\
    estado|sí/no|si/no|resposta|respostas|atende|risposta|risposte|antwoord|antwoorden|svar|provider|\
    compliance?|place|your";
const ANSWERS_UNSPACED: &[&str] =
    &["回答", "対応状況", "対応", "可否", "有無", "実施状況", "대답", "답변", "答复", "回复", "記入欄"];
const SCORES: &[&str] =
    &["score", "scores", "rating", "level", "grade", "bewertung", "note", "puntuación", "niveau", "評点"];
const SECOND: &str = "owner|ownership|responsible|responsibility|responsibilities|who|date|planned|target|zuständig|\
    verantwortlich|verantwortlicher|responsable|contact|eigentümer|by";
const SECOND_UNSPACED: &str = "担当|責任者|期限|予定";
const SECTIONS: &str = "section|category|subcategory|domain|area|chapter|theme|group|topic|family|kategorie|bereich|kapitel|\
    thema|themenbereich|catégorie|domaine|thème|chapitre|categoría|dominio|área|tema|categoria|título|stream|\
    practice";
const SECTIONS_UNSPACED: &str = "カテゴリ|分類|区分|大項目|中項目|分野";
const MAYBE: &str = "control|controls|criteria|criterion|description|statement|item|items|field|check|checks|measure|measures|\
    point|specification|certification|document|documents|feld|champ|campo|information|maßnahme|kriterium|\
    beschreibung|prüfpunkt|critère|mesure|contrôle|criterio|medida|descripción|topic|request|asked";
const MAYBE_UNSPACED: &str = "項目|内容|基準|対策|事項";

/// The words of a list.
fn list(words: &'static str) -> Vec<&'static str> {
    words.split('|').collect()
}

/// What a header says.
pub(in crate::questionnaire) fn word(cell: &str) -> Word {
    if cell.chars().count() > LONGEST {
        return Word::Unknown;
    }
    let lower = fold(cell).to_lowercase();
    // The tail in brackets explains and does not name: "Answer (Yes / No / N/A)", "Comments (required if No)".
    let named = lower.split(['(', '（', '[']).next().map(str::trim).filter(|name| !name.is_empty()).unwrap_or(&lower);
    let plain: String =
        named.chars().map(|sign| if matches!(sign, '.' | ':' | '*' | ')' | '?') { ' ' } else { sign }).collect();
    let plain = fold(&plain);
    let plain = plain.as_str();
    let words: Vec<&str> =
        plain.split([' ', '/', '-', '_', ',', '&', '\u{2013}']).filter(|word| !word.is_empty()).take(12).collect();
    let any = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let holds = |known: &[&str]| known.iter().any(|word| plain.contains(word));
    let first = |known: &[&str]| words.first().is_some_and(|word| known.contains(word));
    let last = |known: &[&str]| words.last().is_some_and(|word| known.contains(word));
    if plain.is_empty() && lower != "#" {
        return Word::Unknown;
    }
    let ours = any(&[
        "vendor",
        "supplier",
        "provider",
        "vendor's",
        "supplier's",
        "your",
        "self",
        "csp",
        "lieferant",
        "fournisseur",
    ]);
    if list(IDS).contains(&plain)
        || lower == "#"
        || last(&["id", "ids"])
        || (last(&["no", "number", "#", "nr", "ref", "num", "nbr", "id#"]) && words.len() <= 3)
    {
        return Word::Id;
    }
    if any(&list(OPTIONS)) || holds(&["選択肢"]) {
        return Word::Options;
    }
    if any(&["domain"]) && last(&["title", "name", "domain"]) {
        return Word::Section;
    }
    if any(&list(OTHERS)) && !ours {
        return if any(&["risk", "iso", "nist"]) && any(&list(QUESTIONS)) { Word::Question } else { Word::Others };
    }
    if any(&["expected", "example", "examples"]) || holds(&["記入例"]) {
        return Word::Guidance;
    }
    if (any(&list(QUESTIONS)) || holds(QUESTIONS_UNSPACED))
        && !last(&list(ANSWERS))
        && !last(&list(COMMENTS))
        && !any(&["score", "weight"])
    {
        return Word::Question;
    }
    if any(&["yes/no", "y/n"])
        || ["yes / no", "yes/no", "y/n", "ja/nein", "oui/non", "sí/no"].iter().any(|sign| lower.contains(sign))
            && !any(&list(COMMENTS))
    {
        return Word::Answer;
    }
    if any(&["answer", "answers", "response", "responses", "antwort", "réponse", "respuesta"])
        && !any(&["additional", "comment", "comments"])
    {
        return Word::Answer;
    }
    if last(&["objective", "objectives"]) && any(&["control", "security"]) {
        return Word::Maybe;
    }
    if first(&list(GUIDANCE))
        || (any(&list(GUIDANCE)) && !ours)
        || holds(&list(GUIDANCE_UNSPACED)) && !holds(COMMENTS_UNSPACED)
    {
        return Word::Guidance;
    }
    if any(&list(COMMENTS))
        || holds(COMMENTS_UNSPACED)
        || (any(&["implementation", "umsetzung", "implementación"])
            && any(&["description", "beschreibung", "descripción"]))
    {
        return Word::Comment;
    }
    if any(SCORES) {
        return Word::Score;
    }
    if any(&list(SECOND)) || holds(&list(SECOND_UNSPACED)) {
        return Word::Second;
    }
    if any(&list(SECTIONS)) && !any(&["specification", "description"]) || holds(&list(SECTIONS_UNSPACED)) {
        return Word::Section;
    }
    if last(&list(MAYBE)) && any(&["control", "security"]) && !any(&list(ANSWERS)) {
        return Word::Maybe;
    }
    if any(&list(ANSWERS)) || holds(ANSWERS_UNSPACED) {
        return Word::Answer;
    }
    if any(&list(MAYBE)) || holds(&list(MAYBE_UNSPACED)) {
        return Word::Maybe;
    }
    compound(&words)
}

/// German headers are one word: `Umsetzungsstatus`, `Basiskriterium`.
fn compound(words: &[&str]) -> Word {
    const ENDS: [(&str, Word); 10] = [
        ("anforderung", Word::Question),
        ("anforderungen", Word::Question),
        ("frage", Word::Question),
        ("antwort", Word::Answer),
        ("status", Word::Answer),
        ("umsetzung", Word::Answer),
        ("kommentar", Word::Comment),
        ("bemerkung", Word::Comment),
        ("kriterium", Word::Maybe),
        ("maßnahme", Word::Maybe),
    ];
    let ends = |end: &str| words.iter().any(|word| word.len() > end.len() && word.ends_with(end));
    ENDS.iter().find(|(end, _)| ends(end)).map_or(Word::Unknown, |(_, word)| *word)
}

/// Words that head one of several columns, one of which gets an x.
const MARKS: &str = "yes|no|n/a|na|not applicable|partial|partially|partly|y|n|compliant|non-compliant|noncompliant|\
    not compliant|partially compliant|implemented|not implemented|planned|unknown|full|fully|none|\
    in progress|ja|nein|teilweise|entfällt|nicht anwendbar|n. a.|n. a|oui|non|partiel|partiellement|sans objet|\
    s.o.|sí|si|no aplica|parcial|parcialmente|sim|não|はい|いいえ|該当なし|対象外|有|無|可|不可|一部|○|×|△|met|not met|\
    partially met|comply|does not comply|true|false|do not know|don't know|agree|disagree|erfüllt|\
    nicht erfüllt|conforme|non conforme|不适用|是|否";

/// Whether a header is one answer of several, such as `Yes` or `Partially`.
pub(super) fn is_mark(cell: &str) -> bool {
    let plain = fold(cell).to_lowercase();
    let plain = plain.trim_end_matches(['.', ':', '?', '*']).trim();
    list(MARKS).contains(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_what_their_column_holds() {
        for (cell, expected) in [
            ("CSP CAIQ Answer", Word::Answer),
            ("Answer (Yes / No / N/A)", Word::Answer),
            ("Vendor response", Word::Answer),
            ("Supplier Comments", Word::Comment),
            ("Additional Information", Word::Comment),
            ("Comments (mandatory if No)", Word::Comment),
            ("CSP Implementation Description (Optional/Recommended)", Word::Comment),
            ("SSRM Control Ownership", Word::Second),
            ("Question ID", Word::Id),
            ("S.No", Word::Id),
            ("Consensus Assessment Questions", Word::Question),
            ("Security requirement", Word::Question),
            ("Response required", Word::Others),
            ("Answer type", Word::Others),
            ("Assessor notes", Word::Others),
            ("Expected evidence", Word::Guidance),
            ("Answer options", Word::Options),
            ("Bemerkung", Word::Comment),
            ("Anforderung", Word::Question),
            ("回答", Word::Answer),
            ("備考", Word::Comment),
            ("確認事項", Word::Question),
            ("Domain", Word::Section),
            ("Control description", Word::Maybe),
            ("Score", Word::Score),
        ] {
            assert_eq!(word(cell), expected, "{cell}");
        }
        assert!(is_mark("N/A") && is_mark("Partially") && !is_mark("Answer"));
    }
}
