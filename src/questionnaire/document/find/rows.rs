//! Tables without columns of questions and answers: a label with its answer beside it, or a question with a row below it.

use super::Finder;
use super::grid::{paragraphs, text_of};
use super::kinds::{Kind, kind};
use super::tables::waits;
use crate::questionnaire::clean::fold;
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Slot, SlotRole};
use crate::questionnaire::layout::At;
use crate::questionnaire::prose::{is_ask, split_marker};

/// Longest words that name or ask something in a cell.
const LONGEST: usize = 1_500;

struct Piece {
    column: usize,
    text: String,
    open: bool,
    height: usize,
}

impl Finder<'_> {
    /// The items of a table row by row, or none.
    pub(super) fn rows(&mut self, index: usize, heading: Option<&str>) -> Vec<Draft> {
        let document = self.document;
        let table = &document.tables[index];
        let claimed = self.claimed.clone();
        let pieces: Vec<Vec<Piece>> = table
            .rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().filter(|cell| cell.height > 0 && !row.gone);
                cells
                    .map(|cell| {
                        let text = text_of(document, cell);
                        let kinds = || paragraphs(cell).map(|index| kind(&document.paragraphs[index]));
                        let room = kinds().all(|kind| matches!(kind, Kind::Blank | Kind::Answer));
                        let nested = cell.flow.len() != paragraphs(cell).count();
                        let boxes = paragraphs(cell).any(|index| !document.paragraphs[index].boxes.is_empty());
                        let open = !nested && (room || (!boxes && waits(&text)));
                        Piece { column: cell.column, open, text, height: cell.height }
                    })
                    .collect()
            })
            .collect();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut section = heading.map(str::to_owned);
        let mut below: Option<usize> = None; // a row that was taken for the answer of the one above
        for row in 0..pieces.len() {
            if below == Some(row) {
                continue;
            }
            let filled: Vec<&Piece> = pieces[row].iter().filter(|piece| !piece.open).collect();
            let paired = self.pairs(index, row, &pieces[row], section.as_deref());
            if !paired.is_empty() {
                drafts.extend(paired);
                continue;
            }
            // The words of a row alone, or beside their number.
            let Some(asked) = filled.iter().max_by_key(|piece| piece.text.chars().count()) else { continue };
            let alone = filled.len() == 1 || (filled.len() == 2 && filled.iter().any(|piece| is_number(&piece.text)));
            if !alone || asked.text.chars().count() > LONGEST {
                continue;
            }
            let next = pieces.get(row + 1).filter(|next| !next.is_empty() && next.iter().all(|piece| piece.open));
            let id = filled.iter().find(|piece| piece.column != asked.column).map(|piece| piece.text.clone());
            match next.and_then(|next| next.first()) {
                Some(_) if !asked.text.trim().is_empty() => {
                    // Of several blank cells the widest takes the answer.
                    let cells = table.rows[row + 1].cells.iter().filter(|cell| cell.height > 0);
                    let Some(widest) = cells.max_by_key(|cell| (cell.width, usize::MAX - cell.column)) else {
                        continue;
                    };
                    let slots = self.cell_slots(index, At::new(row + 1, widest.column), 0, SlotRole::Answer);
                    drafts.push(self.row_draft(
                        index,
                        row,
                        id,
                        &asked.text,
                        section.as_deref(),
                        slots.unwrap_or_default(),
                    ));
                    below = Some(row + 1);
                }
                _ if !is_ask(&asked.text) && asked.text.chars().count() <= 120 => section = Some(fold(&asked.text)),
                _ => {}
            }
        }
        if drafts.is_empty() {
            self.claimed = claimed;
        }
        drafts
    }

    /// Words with a blank cell beside them.
    fn pairs(&mut self, index: usize, row: usize, pieces: &[Piece], section: Option<&str>) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let Some(first) = pieces.first() else { return drafts };
        if first.height == 0 || pieces.len() < 2 || pieces.len() > 8 {
            return drafts;
        }
        for (number, piece) in pieces.iter().enumerate() {
            let Some(next) = pieces.get(number + 1) else { break };
            let names = !piece.open
                && piece.text.chars().any(char::is_alphabetic)
                && !is_number(&piece.text)
                && piece.text.chars().count() <= LONGEST;
            if !names || !next.open {
                continue;
            }
            let id = number.checked_sub(1).map(|before| &pieces[before]).filter(|before| is_number(&before.text));
            let slots = self.cell_slots(index, At::new(row, next.column), 0, SlotRole::Answer).unwrap_or_default();
            let id = id.map(|piece| piece.text.clone());
            drafts.push(self.row_draft(index, row, id, &piece.text, section, slots));
        }
        drafts
    }

    fn row_draft(
        &self,
        index: usize,
        row: usize,
        id: Option<String>,
        text: &str,
        section: Option<&str>,
        slots: Vec<Slot>,
    ) -> Draft {
        let (own, text) = numbered(&fold(text));
        let cell = self.document.tables[index].rows[row].cells.iter().find_map(|cell| paragraphs(cell).next());
        Draft {
            id: id.map(|id| fold(&id).trim_end_matches(['.', ')', ':']).to_owned()).or(own),
            section: section.map(str::to_owned),
            text,
            line: cell.map_or(row, |paragraph| paragraph + 1),
            slots,
            ..Draft::default()
        }
    }
}

/// `1`, `2.3`, `A-01`, `4.`
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 12 && text.chars().any(|sign| sign.is_ascii_digit()) && !text.contains(' ')
}

/// The number that stands before the words, and the words without a colon behind them.
pub(super) fn numbered(text: &str) -> (Option<String>, String) {
    let text = text.trim().trim_end_matches([':', '：']).trim();
    match split_marker(text) {
        Some((marker, rest)) if !rest.trim().is_empty() => (marker.id, rest.trim().to_owned()),
        _ => (None, text.to_owned()),
    }
}
