//! Lines of a form that ask for nothing: how to fill it in, headings, examples, what is scored.

/// How such a line begins.
const BEGINNINGS: &[&str] = &[
    "please complete",
    "please fill",
    "please tick",
    "please select",
    "please use",
    "please return",
    "please refer",
    "please note",
    "please provide any additional",
    "please provide any other",
    "any additional information",
    "any other information",
    "please answer all",
    "please answer each",
    "please read",
    "complete all",
    "complete the",
    "fill in",
    "select one",
    "select all",
    "tick all",
    "tick one",
    "choose one",
    "mark with",
    "use the drop",
    "use the comment",
    "use this sheet",
    "do not alter",
    "do not change",
    "leave blank",
    "for office use",
    "for internal use",
    "if you answer",
    "if you answered",
    "if your answer",
    "if the answer is",
    "the following questions",
    "the questions below",
    "the questions in this",
    "this section",
    "this sheet",
    "this questionnaire",
    "this form",
    "your replies",
    "your responses will",
    "your answers will",
    "all information will",
    "attach documents",
    "attachments must",
    "answers must",
    "responses must",
    "e.g.",
    "e.g.)",
    "example:",
    "for example:",
    "note:",
    "hint:",
    "guidance:",
    "instructions:",
    "instruction:",
    "test procedure",
    "total score",
    "maximum score",
    "overall score",
    "score:",
    "weighting",
    "reviewer's",
    "assessor's",
    "reviewer remarks",
    "auditor's remarks",
    "page ",
    "version ",
    "merci de compléter",
    "veuillez compléter",
    "veuillez remplir",
    "remarque:",
    "bitte füllen",
    "bitte ausfüllen",
    "bitte beachten",
    "hinweis:",
    "rellene",
    "por favor complete",
    "por favor rellene",
    "nota:",
    "記入例",
    "例)",
    "例：",
    "注意:",
    "※",
];
/// What such a line says anywhere.
const ANYWHERE: &[&str] = &[
    "please fill in tab",
    "fill in the tab",
    "the white cells",
    "the grey cells",
    "the yellow cells",
    "cover sheet",
    "leave this field",
    "do not write here",
    "for evaluation only",
    "cases grisées",
    "graue felder",
    "weisse felder",
];
/// Lines that are headings or columns of every form and ask nothing.
const BARE: &[&str] = &[
    "next steps",
    "operations",
    "overview",
    "service overview",
    "introduction",
    "instructions",
    "general",
    "comments",
    "additional comments",
    "summary",
    "miscellaneous",
    "other",
    "others",
    "total",
    "end of questionnaire",
    "background",
    "purpose",
    "scope of this questionnaire",
    "definitions",
    "glossary",
    "table of contents",
    "internal use only",
    "overall assessment",
    "assessment summary",
    "conditionally approved",
    "sommaire",
    "inhalt",
    "allgemeines",
    "généralités",
    "目次",
    "概要",
    "備考",
];
/// What a heading begins with, before its letter or number.
const HEADINGS: &[&str] = &[
    "section",
    "annex",
    "annexe",
    "appendix",
    "part",
    "chapter",
    "sheet",
    "tab",
    "schedule",
    "abschnitt",
    "anhang",
    "teil",
    "kapitel",
    "partie",
    "chapitre",
    "apartado",
    "anexo",
    "parte",
    "sección",
    "capítulo",
];

/// Whether a line asks for nothing. A line with a question mark always asks.
pub fn is_instruction(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    if lower.contains('?') || lower.contains('？') {
        return false;
    }
    // "version " and "page " only before a number: a line on versions may well ask.
    let begins = BEGINNINGS.iter().any(|beginning| {
        lower
            .strip_prefix(beginning)
            .is_some_and(|rest| !beginning.ends_with(' ') || rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let bare = BARE.contains(&lower.trim_end_matches([':', '.', '*', ' ']));
    bare || begins
        || ANYWHERE.iter().any(|words| lower.contains(words))
        || defines(&lower)
        || counts_questions(&lower)
        || is_heading(&lower)
}

/// "In this document, 'Supplier' means the legal entity that ..."
fn defines(lower: &str) -> bool {
    let opens = ["in this ", "for the purpose", "within this ", "throughout this "]
        .iter()
        .any(|opening| lower.starts_with(opening));
    let quoted = lower.starts_with(['"', '\'', '\u{201c}', '\u{2018}']);
    let means = [" means ", " shall mean ", " refers to ", " is defined as "].iter().any(|verb| lower.contains(verb));
    (opens || quoted) && means
}

/// "Key management (questions 31 to 38)".
fn counts_questions(lower: &str) -> bool {
    ["(questions ", "(items ", "(q ", "(fragen ", "(preguntas "].iter().any(|opening| {
        lower.split_once(opening).is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// "Section C: Logical access", "Annex B".
fn is_heading(lower: &str) -> bool {
    let Some((word, rest)) = lower.split_once(' ') else { return false };
    // Readers take the numbers of items off: what still begins with one is a heading of the form.
    if let Some(number) = word.strip_suffix('.') {
        return number.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    }
    if !HEADINGS.contains(&word) {
        return false;
    }
    let mark: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '.').collect();
    let numbered = mark.chars().count() == 1 || mark.starts_with(|c: char| c.is_ascii_digit()) || is_roman(&mark);
    let after = rest[mark.len()..].trim_start();
    numbered && (after.is_empty() || after.starts_with([':', '-', '.', ')', '–', '—']))
}

fn is_roman(mark: &str) -> bool {
    !mark.is_empty() && mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

#[cfg(test)]
mod tests {
    use super::is_instruction;

    #[test]
    fn lines_that_ask_nothing_are_told_from_questions() {
        for text in [
            "Please complete every sheet before Friday.",
            "Section 4: Network security",
            "Annex IV",
            "4. Physical security",
            "Example: we use TLS 1.2.",
            "If you answer Yes, attach the policy.",
            "Page 3 of 9",
            "In this form, \"Vendor\" means whoever offers the product.",
            "\u{201c}Incident\u{201d} refers to any event that harms data.",
        ] {
            assert!(is_instruction(text), "{text}");
        }
        for text in [
            "Please describe how you encrypt data.",
            "Sections of the policy that cover passwords",
            "Version control of source code",
            "Part of the team is remote: how is access secured?",
            "Page protection",
            "Is this form of encryption supported?",
            "Schedule of releases",
            "Describe what end of life means for support.",
            "In this release, are plugins signed?",
        ] {
            assert!(!is_instruction(text), "{text}");
        }
    }
}
