//! Numbering: one definition for bullets, one for numbers, and for every numbered list an instance that starts anew.

use super::body::STEP;
use docx_rs::{
    AbstractNumbering, Docx, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering, RunFonts,
    SpecialIndentType, Start,
};

/// Levels that Word knows.
const LEVELS: usize = 9;
// docx-rs always writes a definition 1 and an instance 1 of its own.
const BULLETS: usize = 2;
const NUMBERS: usize = 3;

/// Lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    bullets: bool,
    /// Start and level of each numbered list.
    numbered: Vec<(usize, usize)>,
}

impl Lists {
    /// Opens a list at a level from 0 to 8; returns the id of its instance.
    pub(super) fn open(&mut self, start: Option<u64>, level: usize) -> usize {
        match start {
            None => {
                self.bullets = true;
                BULLETS
            }
            Some(start) => {
                // Word counts up to 32,767.
                let start = usize::try_from(start).unwrap_or(usize::MAX).min(32_767);
                self.numbered.push((start, level));
                BULLETS + self.numbered.len()
            }
        }
    }

    pub(super) fn is_used(&self) -> bool {
        self.bullets || !self.numbered.is_empty()
    }

    pub(super) fn into_docx(self, mut docx: Docx) -> Docx {
        if !self.is_used() {
            return docx;
        }
        docx.numberings = docx.numberings.add_abstract_numbering(bullets()).add_abstract_numbering(numbers());
        docx.numberings.numberings.push(Numbering::new(BULLETS, BULLETS));
        for (place, (start, level)) in self.numbered.into_iter().enumerate() {
            let number = Numbering::new(BULLETS + 1 + place, NUMBERS);
            docx.numberings.numberings.push(number.add_override(LevelOverride::new(level).start(start)));
        }
        docx
    }
}

fn bullets() -> AbstractNumbering {
    definition(BULLETS, |level| {
        let sign = ["•", "–", "▪"][level % 3];
        Level::new(level, Start::new(1), NumberFormat::new("bullet"), LevelText::new(sign), LevelJc::new("left"))
            .fonts(RunFonts::new().ascii("Noto Sans").hi_ansi("Noto Sans").cs("Noto Sans"))
    })
}

fn numbers() -> AbstractNumbering {
    definition(NUMBERS, |level| {
        let text = LevelText::new(format!("%{}.", level + 1));
        Level::new(level, Start::new(1), NumberFormat::new("decimal"), text, LevelJc::new("left"))
    })
}

fn definition(id: usize, level: impl Fn(usize) -> Level) -> AbstractNumbering {
    let mut definition = AbstractNumbering::new(id);
    definition.multi_level_type = Some("hybridMultilevel".to_owned());
    for place in 0..LEVELS {
        let left = STEP * (place as i32 + 1);
        definition =
            definition.add_level(level(place).indent(Some(left), Some(SpecialIndentType::Hanging(STEP)), None, None));
    }
    definition
}
