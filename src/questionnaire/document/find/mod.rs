//! What a document asks, and where in it the answers go.

mod answers;
mod flow;
mod grid;
mod kinds;
mod rows;
mod slots;
mod tables;

use super::model::{Block, Document, Protection};
use crate::questionnaire::Limits;
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, REAL_ANSWER, Slot};
use crate::questionnaire::layout::Layout;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Where words or a mark go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// The words of these paragraphs give way; the first gets the new ones. The field holds the cell they stand in.
    Words {
        /// Indices of the paragraphs.
        paragraphs: Vec<usize>,
        /// A field that must forget its prompt.
        field: Option<usize>,
    },
    /// A new paragraph after this one.
    After(usize),
    /// At the end of this paragraph, after the words that stand there.
    Append(usize),
    /// A field.
    Field(usize),
    /// A stretch of the text of a paragraph, such as a line to write on.
    Stretch {
        /// Index of the paragraph.
        paragraph: usize,
        /// Bytes of its text.
        text: Range<usize>,
    },
    /// A box to tick.
    Box {
        /// Index of the paragraph.
        paragraph: usize,
        /// Which of its boxes.
        index: usize,
    },
}

/// What was found in a document.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What is asked, in the order of the document.
    pub(in crate::questionnaire) drafts: Vec<Draft>,
    /// Targets by the place of a slot.
    pub(crate) targets: BTreeMap<String, Target>,
    /// Places that must not be written, with the reason; those that hold somebody's answer are not among them.
    pub(crate) locked: BTreeMap<String, String>,
    /// What was seen, table by table and for the paragraphs.
    pub(crate) areas: Vec<AreaSeen>,
    /// What a person should know.
    pub(crate) notes: Vec<String>,
    /// Title of the document.
    pub(crate) title: Option<String>,
}

/// A table, or the paragraphs.
#[derive(Debug, Clone, Default)]
pub(crate) struct AreaSeen {
    /// What it is called: `table 2`, `paragraphs`.
    pub(crate) name: String,
    /// What the layout finder saw.
    pub(crate) layout: Layout,
}

struct Finder<'d> {
    document: &'d Document,
    limits: &'d Limits,
    found: Found,
    /// Paragraphs that belong to an item already.
    claimed: BTreeSet<usize>,
    /// A table that was answered: its index, its header row and how many columns it has.
    header: Option<(usize, usize, usize)>,
    /// Paragraphs that ask, and those with a place for it.
    asked: usize,
    depth: usize,
}

/// Whether words only ask for an answer.
pub(super) fn is_prompt(text: &str) -> bool {
    tables::waits(text)
}

/// How deep tables are followed into their cells.
const DEPTH: usize = 12;

/// Finds what a document asks.
pub(super) fn find(document: &Document, limits: &Limits) -> Found {
    let mut finder = Finder {
        document,
        limits,
        found: Found { title: title(document), ..Found::default() },
        claimed: BTreeSet::new(),
        header: None,
        asked: 0,
        depth: 0,
    };
    finder.flow(&document.flow, None);
    let boxed: Vec<_> = document.text_boxes.iter().collect();
    for flow in boxed {
        let before = finder.found.drafts.len();
        finder.flow(flow, None);
        for slot in finder.found.drafts[before..].iter_mut().flat_map(|draft| &mut draft.slots) {
            slot.locked.get_or_insert_with(|| "in a text box, which does not grow".to_owned());
        }
    }
    let asked = finder.asked;
    let mut found = finder.found;
    found.drafts.sort_by_key(|draft| draft.line);
    settle(document, &mut found, asked);
    for slot in found.drafts.iter().flat_map(|draft| &draft.slots) {
        let Some(why) = slot.locked.as_ref().filter(|why| *why != REAL_ANSWER) else { continue };
        if let Accepts::Mark(marks) = &slot.accepts {
            found.locked.extend(marks.iter().map(|(_, place)| (place.clone(), why.clone())));
        }
        found.locked.insert(slot.place.clone(), why.clone());
    }
    found
}

/// What is said of the whole document.
fn settle(document: &Document, found: &mut Found, asked: usize) {
    let locked = match document.protection {
        Protection::None => None,
        Protection::Fields => Some("only the form fields of a protected document may be filled"),
        Protection::All => Some("the document is protected against changes"),
    };
    if let Some(why) = locked {
        let mut count = 0;
        for slot in found.drafts.iter_mut().flat_map(|draft| &mut draft.slots) {
            let open = document.protection == Protection::Fields && is_field(document, &found.targets, slot);
            if !open {
                count += 1;
                slot.locked = Some(why.to_owned());
            }
        }
        found.notes.push(match document.protection {
            Protection::Fields => {
                format!("the document is protected: its form fields are filled, {count} other places stay as they are")
            }
            _ => format!("the document is protected against changes: {count} places for answers stay as they are"),
        });
    }
    for slot in found.drafts.iter_mut().flat_map(|draft| &mut draft.slots) {
        let inside = |target: &Target| match target {
            Target::Words { paragraphs, .. } => paragraphs.iter().any(|index| document.paragraphs[*index].locked),
            Target::After(index) | Target::Append(index) => document.paragraphs[*index].locked,
            Target::Stretch { paragraph, .. } | Target::Box { paragraph, .. } => document.paragraphs[*paragraph].locked,
            Target::Field(_) => false,
        };
        if found.targets.get(&slot.place).is_some_and(inside) {
            slot.locked.get_or_insert_with(|| "in a protected section".to_owned());
        }
    }
    if document.tracked {
        found.notes.push(
            "the document has tracked changes: it was read as if all were accepted, and answers are not tracked"
                .to_owned(),
        );
    }
    if asked > 0 || found.areas.is_empty() {
        let layout = Layout {
            taken: asked > 0,
            why: vec![if asked > 0 { format!("{asked} items") } else { "ask nothing".to_owned() }],
            ..Layout::default()
        };
        found.areas.push(AreaSeen { name: "paragraphs".to_owned(), layout });
    }
}

fn is_field(document: &Document, targets: &BTreeMap<String, Target>, slot: &Slot) -> bool {
    let places: Vec<&String> = match &slot.accepts {
        Accepts::Mark(marks) => marks.iter().map(|(_, place)| place).collect(),
        _ => vec![&slot.place],
    };
    places.iter().all(|place| match targets.get(*place) {
        Some(Target::Field(_)) => true,
        Some(Target::Words { field, .. }) => field.is_some(),
        Some(Target::Box { paragraph, index }) => document.paragraphs[*paragraph].boxes[*index].is_field,
        _ => false,
    })
}

/// The first heading, if it stands before everything else but pictures and short lines.
fn title(document: &Document) -> Option<String> {
    let paragraphs = document.flow.iter().filter_map(|block| match block {
        Block::Paragraph(index) => Some(&document.paragraphs[*index]),
        Block::Table(_) => None,
    });
    let mut filled = paragraphs.filter(|paragraph| !paragraph.text.trim().is_empty()).take(3);
    let first = filled.next()?;
    let heading = first.heading == Some(1) || (first.strong && first.text.chars().count() <= 120);
    let words = crate::questionnaire::clean::fold(&crate::questionnaire::clean::clean(&first.text));
    (heading && !words.ends_with(['?', '？'])).then_some(words)
}
