//! Plain text.

use crate::questionnaire::blanks::{add_slots, drop_answers};
use crate::questionnaire::draft::Reading;
use crate::questionnaire::prose::{Options, lines_of, read_prose, unquote};
use crate::questionnaire::{FormKind, Limits};

/// Reads plain text, quoted or not.
pub(in crate::questionnaire) fn read_text(content: &str, limits: &Limits) -> Reading {
    let mut reading = Reading::new(FormKind::Text);
    let mut lines = lines_of(content, limits, &mut reading.notes);
    unquote(&mut lines);
    let quoted = lines.iter().any(|line| line.depth > 0);
    drop_answers(&mut lines);
    reading.drafts = read_prose(lines, &Options::default());
    // A quoted letter is answered with a letter.
    if !quoted {
        let raw: Vec<&str> = content.lines().collect();
        add_slots(&raw, &mut reading.drafts);
    }
    reading
}
