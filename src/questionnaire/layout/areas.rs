//! Which of many areas holds a cell, without asking them all.

use super::{Area, At};
use std::collections::BTreeMap;

/// An area taller than this is asked for every cell, instead of being filed under each of its rows.
const TALL: usize = 2_000;
/// Tall areas that are asked. Real forms have a few whole columns.
const MOST_TALL: usize = 500;
/// Entries of the index in all; areas beyond are ignored.
const MOST: usize = 2_000_000;

/// Areas filed by row.
#[derive(Debug, Clone, Default)]
pub(crate) struct AreaIndex {
    rows: BTreeMap<usize, Vec<usize>>,
    tall: Vec<usize>,
}

impl AreaIndex {
    /// Files areas.
    pub(super) fn new(areas: impl Iterator<Item = Area>) -> Self {
        let mut index = Self::default();
        let mut entries = 0;
        for (number, area) in areas.enumerate() {
            let height = area.last.row.saturating_sub(area.first.row);
            if height > TALL {
                if index.tall.len() < MOST_TALL {
                    index.tall.push(number);
                }
                continue;
            }
            entries += height + 1;
            if entries > MOST {
                break;
            }
            for row in area.first.row..=area.last.row {
                index.rows.entry(row).or_default().push(number);
            }
        }
        index
    }

    /// Numbers of the areas that may hold a place, in their order but for tall ones, which come last.
    pub(super) fn near(&self, at: At) -> impl Iterator<Item = usize> + '_ {
        self.rows.get(&at.row).into_iter().flatten().chain(&self.tall).copied()
    }
}
