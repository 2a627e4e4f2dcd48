//! Markdown to blocks, with pulldown-cmark.

use super::{Align, Badge, Block, DEEPEST, Inline};
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

/// Reads Markdown (CommonMark with tables, footnotes and heading anchors) into blocks.
///
/// Raw HTML is kept as text: a template or a fact has no business with it, and an asker's words must not become markup.
/// Images are replaced by their description. Nothing is lost silently and nothing fails.
pub fn read_markdown(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader { events: Parser::new_ext(text, options), depth: 0 };
    reader.blocks(None)
}

/// Makes any text safe to stand inside Markdown as plain words: the asker's text, a file name, a title.
///
/// Every ASCII punctuation character that CommonMark could read as markup is escaped; line breaks become spaces.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut at_start = true;
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '#' | '!' | '|' | '~' | '^'
            | '&' | '$' | ':' => {
                out.push('\\');
                out.push(c);
            }
            '+' | '-' | '=' if at_start => {
                out.push('\\');
                out.push(c);
            }
            // "1." and "1)" at the start of a line would open a list.
            '.' if out.chars().all(|c| c.is_ascii_digit()) && !out.is_empty() => out.push_str("\\."),
            c => out.push(c),
        }
        at_start = at_start && c.is_whitespace();
    }
    out
}

struct Reader<'a> {
    events: Parser<'a>,
    /// How many blocks and runs are open; text below [`DEEPEST`] is kept without its form, so that no input exhausts the stack.
    depth: usize,
}

impl Reader<'_> {
    /// Blocks up to the end tag `until`, or to the end of the text. Inline events outside a paragraph (tight list items) are
    /// gathered into one.
    fn blocks(&mut self, until: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut loose: Vec<Inline> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(end) if Some(end) == until => break,
                Event::Start(tag) if is_block(&tag) => {
                    flush(&mut loose, &mut blocks);
                    if let Some(block) = self.block(tag) {
                        blocks.push(block);
                    }
                }
                Event::Rule => {
                    flush(&mut loose, &mut blocks);
                    blocks.push(Block::Rule);
                }
                event => self.inline(event, &mut loose),
            }
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'_>) -> Option<Block> {
        if self.depth >= DEEPEST {
            let text = self.flat_text();
            return (!text.is_empty()).then(|| Block::Paragraph(vec![Inline::Text(text)]));
        }
        self.depth += 1;
        let block = self.open_block(tag);
        self.depth -= 1;
        block
    }

    /// The words up to the end of what was just opened, without their form.
    fn flat_text(&mut self) -> String {
        let mut text = String::new();
        let mut open = 1usize;
        for event in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                    text.push_str(&part)
                }
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        text
    }

    fn open_block(&mut self, tag: Tag<'_>) -> Option<Block> {
        let end = tag.to_end();
        Some(match tag {
            Tag::Heading { level, id, .. } => Block::Heading {
                level: (level as u8).min(4),
                id: id.map(|id| id.into_string()),
                text: self.inlines(end),
            },
            Tag::BlockQuote(_) => Block::Quote(self.blocks(Some(end))),
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some(event) = self.events.next() {
                    match event {
                        Event::Start(tag @ Tag::Item) => items.push(self.blocks(Some(tag.to_end()))),
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                Block::List { start, items }
            }
            Tag::Table(alignments) => {
                let columns = alignments
                    .into_iter()
                    .map(|alignment| match alignment {
                        Alignment::Center => Align::Center,
                        Alignment::Right => Align::Right,
                        Alignment::None | Alignment::Left => Align::Left,
                    })
                    .collect();
                self.table(columns)
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                let mut text = String::new();
                for event in self.events.by_ref() {
                    match event {
                        Event::Text(part) | Event::Html(part) => text.push_str(&part),
                        Event::End(found) if found == end => break,
                        _ => {}
                    }
                }
                let text = text.trim_end_matches('\n').to_owned();
                if matches!(end, TagEnd::HtmlBlock) {
                    Block::Paragraph(vec![Inline::Text(text)])
                } else {
                    Block::Code(text)
                }
            }
            Tag::FootnoteDefinition(label) => {
                Block::Note { label: label.into_string(), blocks: self.blocks(Some(end)) }
            }
            _ => {
                let text = self.inlines(end);
                if text.is_empty() {
                    return None;
                }
                Block::Paragraph(text)
            }
        })
    }

    fn table(&mut self, columns: Vec<Align>) -> Block {
        let mut header = Vec::new();
        let mut rows = Vec::new();
        let mut row = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.inlines(TagEnd::TableCell)),
                Event::End(TagEnd::TableHead) => header = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { columns, header, rows }
    }

    fn inlines(&mut self, until: TagEnd) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some(event) = self.events.next() {
            if matches!(&event, Event::End(end) if *end == until) {
                break;
            }
            self.inline(event, &mut out);
        }
        out
    }

    fn inline(&mut self, event: Event<'_>, out: &mut Vec<Inline>) {
        if matches!(event, Event::Start(_)) && self.depth >= DEEPEST {
            let text = self.flat_text();
            push_text(out, &text);
            return;
        }
        self.depth += 1;
        self.open_inline(event, out);
        self.depth -= 1;
    }

    fn open_inline(&mut self, event: Event<'_>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => push_text(out, &text),
            Event::Code(text) => out.push(Inline::Code(text.into_string())),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::FootnoteReference(label) => out.push(Inline::NoteRef(label.into_string())),
            Event::Start(Tag::Strong) => out.push(Inline::Strong(self.inlines(TagEnd::Strong))),
            Event::Start(Tag::Emphasis) => out.push(Inline::Emphasis(self.inlines(TagEnd::Emphasis))),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let text = self.inlines(TagEnd::Link);
                out.push(match dest_url.strip_prefix("verdict:").and_then(Badge::from_name) {
                    Some(kind) => Inline::Badge { kind, text: super::plain_text(&text) },
                    None => Inline::Link { target: dest_url.into_string(), text },
                });
            }
            Event::Start(tag @ Tag::Image { .. }) => out.extend(self.inlines(tag.to_end())),
            _ => {}
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Strong
            | Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(loose)));
    }
}

/// Neighbouring pieces of text become one run: pulldown-cmark splits at every escape.
fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn askers_words_stay_words() {
        for words in [
            "# not a heading",
            "- no list",
            "1. no list",
            "a *b* _c_ `d` [e](f) <b>g</b> | h",
            "&amp; ![x](y) https://x.y",
            "> q",
        ] {
            let blocks = read_markdown(&escape_markdown(words));
            assert_eq!(blocks, vec![Block::Paragraph(vec![Inline::Text(words.to_owned())])], "{words}");
        }
    }

    #[test]
    fn deep_nesting_keeps_the_words() {
        for (open, close) in [("> ", ""), ("- ", ""), ("**", "**"), ("[", "](x)")] {
            let text = format!("{}word{}", open.repeat(5_000), close.repeat(5_000));
            let blocks = read_markdown(&text);
            assert!(format!("{blocks:?}").contains("word"), "{open}");
        }
    }

    #[test]
    fn badges_notes_and_anchors() {
        let blocks = read_markdown("## Sources {#sources}\n\n[No](verdict:no) as stated[^1].\n\n[^1]: The page.\n");
        assert_eq!(
            blocks,
            vec![
                Block::Heading { level: 2, id: Some("sources".into()), text: vec![Inline::Text("Sources".into())] },
                Block::Paragraph(vec![
                    Inline::Badge { kind: Badge::No, text: "No".into() },
                    Inline::Text(" as stated".into()),
                    Inline::NoteRef("1".into()),
                    Inline::Text(".".into()),
                ]),
                Block::Note {
                    label: "1".into(),
                    blocks: vec![Block::Paragraph(vec![Inline::Text("The page.".into())])]
                },
            ]
        );
    }
}
