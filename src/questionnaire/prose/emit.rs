//! Blocks to drafts: accepted list members, loose questions, and the headings they stand under.

use std::collections::BTreeSet;

use super::Options;
use super::asks::{asks_indirectly, ends_with_question, is_request};
use super::blocks::{Block, Body, is_title_like};
use super::courtesy::is_courtesy;
use super::greetings::is_greeting;
use super::leads::asks_for_answers;
use super::sentences::sentences;
use crate::questionnaire::draft::Draft;

/// Turns blocks into drafts; `accepted` are the list members that are items.
pub(super) fn emit(blocks: Vec<Block>, accepted: &BTreeSet<usize>, options: &Options, advertises: bool) -> Vec<Draft> {
    let with_items: BTreeSet<usize> = accepted.iter().map(|index| blocks[*index].segment).collect();
    let structured = !accepted.is_empty() || options.has_items;
    // Advertising asks rhetorically.
    let loose_wanted =
        if structured { !options.whole_paragraphs && !options.has_items } else { may_ask_loosely(&blocks) };
    let loose_allowed = loose_wanted && !advertises;
    let mut section: Vec<(u8, String)> = Vec::new();
    let mut segment = 0;
    let mut title = None::<String>; // of a paragraph that may turn out to be a heading
    let mut announced = false; // the last paragraph ended with "expected:"
    let mut drafts: Vec<Draft> = Vec::new();
    let answered = answered(&blocks, options);
    for (index, block) in blocks.into_iter().enumerate() {
        if block.segment != segment {
            (segment, title, announced) = (block.segment, None, false);
            section.clear();
        }
        match &block.body {
            Body::Heading(level) => {
                section.retain(|(above, _)| above < level);
                section.push((*level, undecorated(&block.text())));
                (title, announced) = (None, false);
            }
            Body::Marked(marker) if accepted.contains(&index) => {
                if let Some(title) = title.take() {
                    section.retain(|(level, _)| *level < PLAIN_TITLE);
                    section.push((PLAIN_TITLE, title));
                }
                announced = false;
                drafts.push(Draft {
                    context: None,
                    id: marker.id.clone(),
                    section: current(&section),
                    text: block.text(),
                    guidance: some(block.guidance.clone()),
                    line: block.line,
                    part: None,
                    slots: Vec::new(),
                });
            }
            Body::Marked(_) => announced = false,
            Body::Paragraph => {
                let text = block.text();
                if announced && !structured {
                    let stated = statements(&block, current(&section).as_ref());
                    if !stated.is_empty() {
                        drafts.extend(stated);
                        continue;
                    }
                }
                announced = text.ends_with([':', '：']) && asks_for_answers(&text);
                title = is_title(&block, &text).then(|| undecorated(&text));
                if loose_allowed && !answered.contains(&index) && (!structured || with_items.contains(&segment)) {
                    loose(&block, options, structured, current(&section), &mut drafts);
                }
            }
        }
    }
    drafts
}

/// Paragraphs of a document that the next paragraph answers: "Why another tool? / Because ...".
fn answered(blocks: &[Block], options: &Options) -> BTreeSet<usize> {
    if !options.whole_paragraphs {
        return BTreeSet::new();
    }
    let states = |block: &Block| block.body == Body::Paragraph && !ends_with_question(&block.text());
    (1..blocks.len()).filter(|index| states(&blocks[*index])).map(|index| index - 1).collect()
}

/// Level of a heading that is only a short line: below every marked heading.
const PLAIN_TITLE: u8 = 6;

fn current(section: &[(u8, String)]) -> Option<String> {
    section.last().map(|(_, text)| text.clone()).filter(|text| !text.is_empty())
}

fn some(text: String) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn is_title(block: &Block, text: &str) -> bool {
    block.lines.len() == 1
        && is_title_like(text)
        && !is_greeting(text)
        && !(text.ends_with([':', '：']) && asks_for_answers(text))
        && !matches!(
            text.to_lowercase().trim_end_matches(':'),
            "questions" | "question" | "fragen" | "questionnaire" | "items"
        )
}

/// `■ Access`, `== Access ==`, `【Access】`, `Access:` are all "Access".
fn undecorated(text: &str) -> String {
    let text =
        text.trim_matches(['=', '#', '*', '■', '□', '◆', '◇', '●', '○', '【', '】', '<', '>', '~', '-', ' ', '_']);
    text.trim_end_matches([':', '：']).trim().to_owned()
}

/// Questions in running text: sentences with a question mark, and requests where nothing is numbered.
fn loose(block: &Block, options: &Options, structured: bool, section: Option<String>, drafts: &mut Vec<Draft>) {
    let text = block.text();
    let parts = sentences(&text);
    let asks = |sentence: &str| {
        (ends_with_question(sentence) || (!structured && (is_request(sentence) || asks_indirectly(sentence))))
            && !is_courtesy(sentence)
    };
    if options.whole_paragraphs
        && !(parts.first().is_some_and(|first| asks(first)) && parts.last().is_some_and(|last| asks(last)))
    {
        return;
    }
    let before = drafts.len();
    let mut lines = block.lines.as_slice();
    for sentence in parts {
        if !asks(sentence) {
            continue;
        }
        lines = from_line_of(lines, sentence);
        if is_follow_up(sentence)
            && drafts.len() > before
            && let Some(above) = drafts.last_mut()
        {
            above.text.push(' ');
            above.text.push_str(sentence);
            continue;
        }
        drafts.push(Draft {
            context: None,
            section: section.clone(),
            text: sentence.to_owned(),
            line: lines.first().map_or(block.line, |(number, _)| *number),
            ..Draft::default()
        });
    }
    if drafts.len() > before
        && let Some(last) = drafts.last_mut()
    {
        last.guidance = some(block.guidance.clone());
    }
}

/// The lines from the one a sentence begins on: the first of the next few that shares its opening words.
fn from_line_of<'l>(lines: &'l [(usize, String)], sentence: &str) -> &'l [(usize, String)] {
    let opening: String = sentence.chars().take(12).collect();
    let found = lines.iter().take(40).position(|(_, line)| line.contains(&opening));
    found.map_or(lines, |skipped| &lines[skipped..])
}

/// "If so, how?" asks nothing without the sentence above it.
fn is_follow_up(sentence: &str) -> bool {
    let lower: String = sentence.chars().take(24).collect::<String>().to_lowercase();
    [
        "if so",
        "if yes",
        "if not",
        "if no,",
        "if applicable",
        "wenn ja",
        "falls ja",
        "wenn nein",
        "si oui",
        "si non",
        "en caso",
        "and if ",
        "where applicable",
    ]
    .iter()
    .any(|opening| lower.starts_with(opening))
}

/// Lines below "We expect:", one statement each.
fn statements(block: &Block, section: Option<&String>) -> Vec<Draft> {
    let closed = |line: &str| line.trim_end().ends_with(['.', ';', '?', '。']);
    let complete = block.lines.iter().all(|(_, line)| closed(line));
    let short = block
        .lines
        .iter()
        .all(|(_, line)| line.chars().count() < 60 && line.starts_with(|first: char| !first.is_lowercase()));
    if !(complete || short && block.lines.len() > 1) {
        return Vec::new();
    }
    let draft = |(line, text): &(usize, String)| Draft {
        section: section.cloned(),
        text: text.clone(),
        line: *line,
        ..Draft::default()
    };
    block.lines.iter().filter(|(_, line)| !is_courtesy(line)).map(draft).collect()
}

/// Whether a text without lists can be a form: its questions are about a product, not about lunch, and there are
/// enough of them.
fn may_ask_loosely(blocks: &[Block]) -> bool {
    const SUBJECTS: &[&str] = &[
        "secur",
        "privacy",
        "personal data",
        "encrypt",
        "password",
        "authenticat",
        "mfa",
        "sso",
        "saml",
        "oauth",
        "ldap",
        "access control",
        "permission",
        "privilege",
        "role",
        "log",
        "audit",
        "certif",
        "iso 27",
        "soc 2",
        "gdpr",
        "dsgvo",
        "rgpd",
        "complian",
        "vulnerab",
        "patch",
        "cve",
        "penetration",
        "incident",
        "breach",
        "backup",
        "recovery",
        "continuity",
        "server",
        "cloud",
        "hosted",
        "hosting",
        "network",
        "firewall",
        "software",
        "licen",
        "open source",
        "support",
        "maintain",
        "version",
        "update",
        "release",
        "code",
        "plugin",
        "api",
        "database",
        "data ",
        "data?",
        "your company",
        "your organi",
        "your product",
        "supplier",
        "vendor",
        "subprocessor",
        "third part",
        "third-part",
        "insurance",
        "policy",
        "policies",
        "accessib",
        "qgis",
        "telemetr",
        "sicherheit",
        "datenschutz",
        "verschlüssel",
        "passwor",
        "zertifi",
        "sécurité",
        "donnée",
        "chiffr",
        "mot de passe",
        "seguridad",
        "datos",
        "cifrad",
        "contraseña",
        "segurança",
        "dados",
        "sicurezza",
        "セキュリティ",
        "パスワード",
        "認証",
        "暗号",
        "脆弱性",
        "個人情報",
        "データ",
        "ライセンス",
        "ログ",
        "バックアップ",
    ];
    let (mut questions, mut known) = (0usize, 0usize);
    for block in blocks {
        if block.body == Body::Paragraph {
            let text = block.text();
            for sentence in sentences(&text) {
                if (ends_with_question(sentence) || is_request(sentence) || asks_indirectly(sentence))
                    && !is_courtesy(sentence)
                {
                    questions += 1;
                    let lower = sentence.to_lowercase();
                    known += usize::from(SUBJECTS.iter().any(|subject| lower.contains(subject)));
                }
            }
        }
    }
    let stated = blocks.iter().any(|block| {
        let text = block.text();
        block.body == Body::Paragraph && text.ends_with([':', '：']) && asks_for_answers(&text)
    });
    known > 0 || questions >= 3 || stated
}
