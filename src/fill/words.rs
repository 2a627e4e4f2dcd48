//! What is written into a cell: the fact's own words without their Markdown, and its citations in short form.

use crate::answer::{ItemAnswer, Part, Why, compose};
use crate::knowledge::{Citation, Fact, Knowledge};
use pulldown_cmark::{Event, Parser, TagEnd};

/// Citations in a cell; the reply document has them all.
const CITATIONS: usize = 3;

/// The short answers of an item, one a line.
pub(super) fn short(knowledge: &Knowledge, answer: &ItemAnswer) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in &answer.parts {
        let fact: Option<&Fact> = part.fact.as_ref().and_then(|id| knowledge.facts.get(id));
        let line = match fact {
            Some(fact) => plain(&fact.short),
            None if part.why == Some(Why::OwnWords) => in_own_words(part)?,
            None => plain(&compose::answer(knowledge, part)?),
        };
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What a person wrote, marked as such: nobody shall take it for the words of the knowledge base.
fn in_own_words(part: &Part) -> Option<String> {
    let words = plain(part.say.as_deref()?);
    let role = part.role.as_deref().unwrap_or("reviewer");
    Some(format!("{words}\n(Words of a person in the role {role}, not of the knowledge base.)"))
}

/// At most three citations, each with title, address and the day it was read.
pub(super) fn citations(knowledge: &Knowledge, answer: &ItemAnswer) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for citation in answer.parts.iter().flat_map(|part| compose::citations(knowledge, part)) {
        let line = in_short(citation);
        if lines.len() < CITATIONS && !lines.contains(&line) {
            lines.push(line);
        }
    }
    match lines.len() {
        0 => None,
        1 => Some(format!("Source: {}", lines[0])),
        _ => Some(format!("Sources:\n{}", lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"))),
    }
}

/// Whether a text begins with the sources that [`citations`] writes.
pub(super) fn is_source(text: &str) -> bool {
    text.starts_with("Source: ") || text.starts_with("Sources:\n")
}

fn in_short(citation: &Citation) -> String {
    format!("{}, {} (read {})", citation.title, citation.url, citation.read)
}

/// Markdown as plain text: links keep their words, list items begin with a dash.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => out.push('\n'),
            Event::Start(pulldown_cmark::Tag::Item) => {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                out.push_str("- ");
            }
            _ => {}
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_what_a_cell_can_show() {
        assert_eq!(
            plain("Yes. See [the page](https://example.org) and `x`.\n\n- one\n- two"),
            "Yes. See the page and x.\n- one\n- two"
        );
    }
}
