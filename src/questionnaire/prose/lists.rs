//! Which lists ask something at all.
//!
//! Letters, manuals and licences have numbered lists too, so a list is only taken for items on evidence: enough of its members
//! ask, or the words above it ask for answers.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::asks::{ends_with_question, is_ask, is_request_to_reader};
use super::blocks::Block;
use super::courtesy::is_courtesy;
use super::leads::{instruct, leads};
use super::numbering::Style;

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
    let marker = blocks[first].marker();
    let style = marker.map(|marker| &marker.style);
    // "How often ..." without its mark is a question by its number, and a feature by its bullet.
    let unmarked = style != Some(&Style::Bullet);
    let asks = |index: &usize| {
        let text = blocks[*index].text();
        if unmarked {
            is_ask(&text)
        } else {
            (ends_with_question(&text) && !is_one_word(&text)) || is_request_to_reader(&text)
        }
    };
    let asking: Vec<usize> = members.iter().copied().filter(asks).collect();
    let sure = marker.is_some_and(|marker| marker.sure);
    let led = leads[first] && !instruct(blocks, &members);
    let all = match style {
        // "Question:" says it; "Q:" must ask, too.
        Some(Style::Label) => sure || led || asking.len() * 2 >= members.len(),
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
        let alone = |index: &usize| {
            let text = blocks[*index].text();
            ends_with_question(&text) && !is_courtesy(&text) && text.chars().count() >= 15
        };
        accepted.extend(asking.into_iter().filter(alone));
    }
}

/// "Compression?" muses.
fn is_one_word(text: &str) -> bool {
    text.is_ascii() && text.split_whitespace().nth(1).is_none()
}

/// "We have ...", "The supplier shall ...": what a checklist states.
fn are_statements(blocks: &[Block], members: &[usize]) -> bool {
    const OPENINGS: &[&str] = &[
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
