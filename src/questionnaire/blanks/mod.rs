//! Where answers go in Markdown and plain text: cells of tables, boxes to tick, lines that begin with "Answer:", quotations left
//! empty, and else a paragraph after the item.

mod find;
mod signs;

pub(in crate::questionnaire) use find::{add_slots, drop_answers};
pub(crate) use signs::{boxes, cells, indent_of, label, lines, ticked};

/// A place in a text, by lines from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A cell of a table row, from 1.
    Cell(usize, usize),
    /// A box of a line, from 1.
    Box(usize, usize),
    /// After the colon of a label such as `Answer:`.
    Label(usize),
    /// An empty quotation.
    Quotation(usize),
    /// A new paragraph after a line.
    After(usize),
}

impl Place {
    /// In words.
    pub(crate) fn shown(self) -> String {
        match self {
            Self::Cell(line, cell) => format!("line {line}, cell {cell}"),
            Self::Box(line, index) => format!("line {line}, box {index}"),
            Self::Label(line) => format!("line {line}, after the colon"),
            Self::Quotation(line) => format!("line {line}, the quotation"),
            Self::After(line) => format!("after line {line}"),
        }
    }

    /// From its words.
    pub(crate) fn read(place: &str) -> Option<Self> {
        if let Some(line) = place.strip_prefix("after line ") {
            return Some(Self::After(line.parse().ok()?));
        }
        let (line, rest) = place.strip_prefix("line ")?.split_once(", ")?;
        let line = line.parse().ok()?;
        match rest {
            "after the colon" => Some(Self::Label(line)),
            "the quotation" => Some(Self::Quotation(line)),
            _ => match rest.split_once(' ')? {
                ("cell", cell) => Some(Self::Cell(line, cell.parse().ok()?)),
                ("box", index) => Some(Self::Box(line, index.parse().ok()?)),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_shown() {
        for place in [Place::Cell(3, 2), Place::Box(4, 1), Place::Label(5), Place::Quotation(6), Place::After(7)] {
            assert_eq!(Place::read(&place.shown()), Some(place));
        }
        assert_eq!(Place::read("Sheet1!C5"), None);
    }
}
