//! Lists: which blocks are parts of the item above them, and which lists ask something at all.
//!
//! Letters, manuals and licences have numbered lists too, so a list is only taken for items on evidence: enough of its members
//! ask, or the words above it ask for answers.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::asks::{ends_with_question, is_request};
use super::blocks::{Block, Body};
use super::numbering::{Marker, Style};

/// Joins options and sub-points to the item above, numbers sub-questions after it, and makes numbered headings headings.
pub(super) fn fold_children(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(mut parent) = rest.next() {
        let mut children = Vec::new();
        if parent.marker().is_some_and(|marker| marker.counts() || marker.style == Style::Label) {
            while let Some(child) = rest.peek() {
                let own = children.last().unwrap_or(&parent);
                if !is_child(&parent, own, child) {
                    break;
                }
                children.extend(rest.next());
            }
        }
        if let Some(next) = children.first().or_else(|| rest.peek())
            && is_numbered_heading(&parent, next)
        {
            let words = format!(
                "{} {}",
                parent.marker().and_then(|marker| marker.id.clone()).unwrap_or_default(),
                parent.text()
            );
            let level = heading_level(&parent);
            parent.body = Body::Heading(level);
            parent.lines = vec![(parent.line, words)];
        }
        let asking = children.iter().filter(|child| child.asks()).count();
        if children.is_empty() {
            out.push(parent);
        } else if asking * 2 >= children.len() {
            let id = parent.marker().and_then(|marker| marker.id.clone());
            let asks = parent.asks();
            let numbered = children.first().and_then(Block::marker).is_some_and(Marker::counts);
            if asks || matches!(parent.body, Body::Heading(_)) {
                // "1. Do you log? - If so, what?" is one item; lettered questions have numbers of their own.
                if asks && !numbered {
                    children.into_iter().for_each(|child| absorb(&mut parent, child));
                    out.push(parent);
                    continue;
                }
                out.push(parent);
            } else {
                parent.body = Body::Heading(7);
                out.push(parent);
            }
            out.extend(children.into_iter().map(|child| numbered_after(child, id.as_deref())));
        } else {
            children.into_iter().for_each(|child| absorb(&mut parent, child));
            out.push(parent);
        }
    }
    out
}

/// Whether `child` is a point of `parent`; `above` is the block right above it.
fn is_child(parent: &Block, above: &Block, child: &Block) -> bool {
    let (Some(upper), Some(lower)) = (parent.marker(), child.marker()) else { return false };
    if child.segment != parent.segment {
        return false;
    }
    let begun = !std::ptr::eq(parent, above);
    let announced = begun || !child.apart || parent.text().ends_with([':', '：']);
    match &lower.style {
        Style::Bullet | Style::Task => announced,
        Style::Letter(..) | Style::Roman(_) => {
            let is_first = lower.value == 1 || lower.roman == Some(1);
            !matches!(upper.style, Style::Letter(..) | Style::Roman(_)) && (begun || is_first)
        }
        Style::Decimal(sign) => {
            // "1) 2) 3)" below "1."
            let other = match &upper.style {
                Style::Decimal(above) => above != sign,
                _ => true,
            };
            let kin =
                above.marker().is_some_and(|marker| marker.style == lower.style && lower.value == marker.value + 1);
            other
                && ((begun && kin)
                    || (!begun && lower.value == 1 && !child.apart && !matches!(upper.style, Style::Dotted(_))))
        }
        _ => false,
    }
}

/// "2. Access control" above "2.1 Is it ...?".
fn is_numbered_heading(parent: &Block, next: &Block) -> bool {
    let (Some(upper), Some(lower)) = (parent.marker(), next.marker()) else { return false };
    let Style::Dotted(prefix) = &lower.style else { return false };
    let text = parent.text();
    upper.id.as_deref() == Some(prefix.as_str())
        && matches!(upper.style, Style::Decimal(_) | Style::Dotted(_))
        && !ends_with_question(&text)
        && text.chars().count() <= 100
        && parent.guidance.is_empty()
}

fn heading_level(block: &Block) -> u8 {
    let dots = block.marker().and_then(|marker| marker.id.as_ref()).map_or(0, |id| id.matches('.').count());
    7 + u8::try_from(dots.min(8)).unwrap_or(0)
}

fn absorb(parent: &mut Block, child: Block) {
    let sign = match child.marker() {
        Some(Marker { style: Style::Bullet | Style::Task, .. }) | None => "-".to_owned(),
        Some(Marker { style: Style::Decimal('('), id: Some(id), .. }) => format!("({id})"),
        Some(Marker {
            style: Style::Decimal(sign) | Style::Letter(sign, _) | Style::Roman(sign),
            id: Some(id),
            ..
        }) => {
            if matches!(sign, '(' | '[') {
                format!("({id})")
            } else {
                format!("{id}{sign}")
            }
        }
        Some(marker) => marker.id.clone().unwrap_or_default(),
    };
    let is_option = child.marker().is_some_and(|marker| marker.style == Style::Task);
    let words = format!("{sign} {}", child.text());
    if is_option {
        parent.add_guidance(&words);
    } else {
        parent.lines.push((child.line, words));
    }
    parent.add_guidance(&child.guidance);
}

/// `a` below `3` is `3.a`: by itself it would name several items of the form.
fn numbered_after(mut child: Block, parent: Option<&str>) -> Block {
    if let (Body::Marked(marker), Some(parent)) = (&mut child.body, parent)
        && let Some(id) = &mut marker.id
        && marker.style != Style::Label
    {
        *id = format!("{parent}.{id}");
    }
    child
}

/// Which blocks are items, by index.
pub(super) fn accept(blocks: &[Block], options: &Options) -> BTreeSet<usize> {
    let mut accepted = BTreeSet::new();
    let leads = leads(blocks, options);
    for group in groups(blocks) {
        accept_group(blocks, &group, &leads, &mut accepted);
    }
    accepted
}

/// Members of each list, in order.
fn groups(blocks: &[Block]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut open: BTreeMap<(usize, bool, Style), usize> = BTreeMap::new();
    let mut last_value: BTreeMap<usize, (u32, Option<u32>)> = BTreeMap::new();
    let mut previous: Option<usize> = None;
    for (index, block) in blocks.iter().enumerate() {
        let Some(marker) = block.marker() else { continue };
        // Chapters count anew in every chapter, and codes in every family, yet make one list.
        let style = match &marker.style {
            Style::Dotted(_) => Style::Dotted(String::new()),
            Style::Code(_) => Style::Code(String::new()),
            Style::Roman(sign) => Style::Letter(*sign, false),
            other => other.clone(),
        };
        let free = matches!(style, Style::Dotted(_) | Style::Code(_) | Style::Label | Style::Task);
        let adjacent = previous.is_some_and(|previous| previous + 1 == index);
        // What is quoted and what replies to it are different lists.
        let key = (block.segment, block.depth > 0, style.clone());
        let goes_on = open.get(&key).copied().filter(|group| match style {
            Style::Bullet => adjacent,
            _ => {
                free || last_value
                    .get(group)
                    .is_some_and(|(value, roman)| marker.value > *value || (roman.is_some() && marker.roman > *roman))
            }
        });
        let group = goes_on.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(index);
        last_value.insert(group, (marker.value, marker.roman));
        open.insert(key, group);
        previous = Some(index);
    }
    groups
}

fn accept_group(blocks: &[Block], group: &[usize], leads: &[bool], accepted: &mut BTreeSet<usize>) {
    let Some(first) = group.first().copied() else { return };
    let members: Vec<usize> = group.iter().copied().filter(|index| !blocks[*index].lines.is_empty()).collect();
    let asking: Vec<usize> = members.iter().copied().filter(|index| blocks[*index].asks()).collect();
    let marker = blocks[first].marker();
    let style = marker.map(|marker| &marker.style);
    let sure = marker.is_some_and(|marker| marker.sure);
    let led = leads[first] && !instruct(blocks, &members);
    let all = match style {
        Some(Style::Label) => true,
        // "A. Smith"
        Some(Style::Letter(..)) if members.len() == 1 && asking.is_empty() => false,
        Some(Style::Bullet) => asking.len() * 2 >= members.len() && !asking.is_empty() || led,
        Some(Style::Task) => led || asking.len() * 3 >= members.len() || are_statements(blocks, &members),
        Some(Style::Code(_)) => {
            (sure && !asking.is_empty())
                || led
                || asking.len() * 10 >= members.len() * 3
                || are_controls(blocks, &members)
        }
        // Three in ten: instructions have none, and a form has statements and noun phrases among its questions.
        _ => led || (asking.len() * 10 >= members.len() * 3 && !asking.is_empty()),
    };
    if all {
        accepted.extend(members);
    } else {
        accepted.extend(asking.into_iter().filter(|index| ends_with_question(&blocks[*index].text())));
    }
}

/// "We have ...", "The supplier shall ...": what a checklist states.
fn are_statements(blocks: &[Block], members: &[usize]) -> bool {
    const OPENINGS: [&str; 9] = [
        "We ",
        "Our ",
        "The supplier",
        "The vendor",
        "Supplier ",
        "Vendor ",
        "The organi",
        "The company",
        "The software",
    ];
    let stating = members
        .iter()
        .filter(|index| OPENINGS.iter().any(|opening| blocks[**index].text().starts_with(opening)))
        .count();
    stating * 2 >= members.len() && stating > 0
}

/// `IAM-14`: two digits and a dash, as control catalogues number.
fn are_controls(blocks: &[Block], members: &[usize]) -> bool {
    members.len() >= 2
        && members.iter().all(|index| {
            blocks[*index].marker().and_then(|marker| marker.id.as_deref()).is_some_and(|id| {
                let digits = id.rsplit(['-', '.']).next().unwrap_or_default();
                id.contains('-') && digits.len() == 2
            })
        })
}

/// For each block, whether the words above it ask for answers to a list.
fn leads(blocks: &[Block], options: &Options) -> Vec<bool> {
    let titled = options.title.as_deref().is_some_and(names_a_form);
    let mut segment = 0;
    // What the title says holds under every heading but "Instructions" and its like.
    let mut standing = titled;
    let mut lead = titled;
    let mut fresh = false;
    let mut result = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.segment != segment {
            segment = block.segment;
            (standing, lead) = (titled, titled);
        }
        match &block.body {
            Body::Marked(_) => {
                fresh = false;
                result.push(lead);
            }
            Body::Heading(_) => {
                let text = block.text();
                standing = titled && !introduces(&text);
                lead = standing || (names_a_form(&text) && !introduces(&text));
                fresh = true;
                result.push(false);
            }
            Body::Paragraph => {
                // Several paragraphs may introduce one list; any of them will do.
                lead = standing || asks_for_answers(&block.text()) || (lead && fresh);
                fresh = true;
                result.push(false);
            }
        }
    }
    result
}

/// Headings of what only surrounds the items.
fn introduces(heading: &str) -> bool {
    const WORDS: [&str; 18] = [
        "instruction",
        "introduction",
        "how to",
        "about",
        "definition",
        "glossary",
        "contents",
        "purpose",
        "background",
        "next steps",
        "references",
        "anleitung",
        "einleitung",
        "hinweise",
        "inhalt",
        "instrucciones",
        "consignes",
        "記入方法",
    ];
    let lower = heading.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// "Complete every section", "Return the form": what the asker is told to do with the form.
fn instruct(blocks: &[Block], members: &[usize]) -> bool {
    const VERBS: [&str; 16] = [
        "complete", "return", "fill", "submit", "answer", "send", "save", "mark", "select", "tick", "read", "use",
        "refer", "do not", "download", "sign",
    ];
    let told = |index: &&usize| {
        let opening = super::asks::opening(&blocks[**index].text());
        VERBS.iter().any(|verb| opening.strip_prefix(verb).is_some_and(|rest| rest.starts_with(' ')))
            && !ends_with_question(&blocks[**index].text())
    };
    members.iter().filter(told).count() * 2 >= members.len()
}

/// "Questionnaire", "Security check sheet".
fn names_a_form(text: &str) -> bool {
    const WORDS: [&str; 18] = [
        "questionnaire",
        "questions",
        "check sheet",
        "checksheet",
        "checklist",
        "check list",
        "check-list",
        "assessment",
        "self-certification",
        "requested",
        "fragebogen",
        "fragen",
        "cuestionario",
        "questionário",
        "questionario",
        "vragenlijst",
        "チェックシート",
        "質問",
    ];
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Whether words introduce a list of things to answer.
pub(super) fn asks_for_answers(text: &str) -> bool {
    const PARTS: [&str; 52] = [
        "answer",
        "questions",
        "questionnaire",
        "respond to",
        "reply to the",
        "please confirm",
        "please provide",
        "please describe",
        "please indicate",
        "please state",
        "please specify",
        "please explain",
        "please comment",
        "please list",
        "please give",
        "let us know",
        "tell us",
        "we expect",
        "is expected",
        "are expected",
        "expected:",
        "expectations",
        "expected of",
        "would like to know",
        "need to know",
        "want to know",
        "information on",
        "information about",
        "clarify",
        "beantworten",
        "folgende fragen",
        "fragen",
        "bestätigen sie",
        "wir erwarten",
        "nehmen sie stellung",
        "répondre",
        "questions suivantes",
        "préciser",
        "confirmer",
        "nous attendons",
        "nous indiquer",
        "responder",
        "siguientes",
        "confirme",
        "rispondere",
        "seguenti",
        "以下の質問",
        "下記の質問",
        "以下について",
        "下記について",
        "ご回答",
        "お答え",
    ];
    let lower: String = text.chars().take(2_000).collect::<String>().to_lowercase();
    PARTS.iter().any(|part| lower.contains(part)) || (lower.ends_with(':') && is_request(text))
}
