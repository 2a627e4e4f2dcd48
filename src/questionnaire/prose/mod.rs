//! Items in running text, whatever format it came from.
//!
//! Lines become blocks ([`builder`]): a numbered item with its wrapped lines and its examples, a paragraph, a heading. Then
//! [`children`] joins options to their item, [`lists`] decides which lists ask something, and [`emit`] turns blocks into drafts.

mod line;
mod quoting;
mod numerals;
mod numbering;
mod codes;
mod heads;
mod greetings;
mod furniture;
mod example;
mod asks;
mod courtesy;
mod sentences;
mod blocks;
mod builder;
mod code;
mod leads;
mod children;
mod lists;
mod emit;

pub(crate) use asks::asks_what;
pub(super) use asks::{asks_openly, ends_with_question, is_ask, states_requirement};
pub(super) use courtesy::asks_customers;
pub(super) use example::{allowed_answers, is_example, is_placeholder};
pub(super) use line::{Line, LineKind, lines_of};
pub(super) use numbering::split_marker;
pub(super) use quoting::unquote;

use super::draft::Draft;

/// How strictly prose is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    /// Title of the form; one that says "questionnaire" makes lists of noun phrases items.
    pub(super) title: Option<String>,
    /// A sentence is an item only if its whole paragraph asks. For documents, where rhetorical questions are common.
    pub(super) whole_paragraphs: bool,
    /// Other parts of the document hold items already (tables), so loose sentences are none.
    pub(super) has_items: bool,
}

/// Items in lines of text.
pub(super) fn read_prose(mut lines: Vec<Line>, options: &Options) -> Vec<Draft> {
    furniture::mark(&mut lines);
    let advertises = furniture::advertises(&lines);
    let blocks = builder::build(&lines);
    drop(lines);
    if code::is_program(&blocks) {
        return Vec::new();
    }
    let blocks = children::fold_children(blocks);
    let accepted = lists::accept(&blocks, options);
    emit::emit(blocks, &accepted, options, advertises)
}
