//! Blocks of a fact as pieces of a page.

use crate::reply::block::{Align, Block, Inline, plain_text, read_markdown};

/// Marks a link to a page of this site.
pub(super) const SITE: &str = "\u{0}site:";

/// Markdown of a fact as HTML. Headings, should there be any, begin at `level`.
pub(super) fn html(markdown: &str, level: u8) -> String {
    let mut out = String::new();
    blocks(&read_markdown(markdown), level, &mut out);
    out
}

/// Markdown of one paragraph as HTML without the paragraph around it.
pub(super) fn inline_html(markdown: &str) -> String {
    let mut out = String::new();
    for (number, block) in read_markdown(markdown).iter().enumerate() {
        if number > 0 {
            out.push(' ');
        }
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => inlines(text, &mut out),
            other => escape(&words(std::slice::from_ref(other)), &mut out),
        }
    }
    out
}

/// The words of Markdown, without its form.
pub(super) fn plain(markdown: &str) -> String {
    words(&read_markdown(markdown))
}

/// HTML of blocks.
pub(super) fn blocks_html(list: &[Block], level: u8) -> String {
    let mut out = String::new();
    blocks(list, level, &mut out);
    out
}

/// Escapes text for HTML, also inside a quoted attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters have no place in a page.
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
    }
}

fn words(list: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for block in list {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => parts.push(plain_text(text)),
            Block::Quote(inner) | Block::Note { blocks: inner, .. } => parts.push(words(inner)),
            Block::List { items, .. } => parts.extend(items.iter().map(|item| words(item))),
            Block::Table { header, rows, .. } => {
                for row in std::iter::once(header).chain(rows) {
                    parts.push(row.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(", "));
                }
            }
            Block::Code(text) => parts.push(text.clone()),
            Block::Rule => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn blocks(list: &[Block], level: u8, out: &mut String) {
    for block in list {
        match block {
            Block::Heading { level: own, text, .. } => {
                let tag = format!("h{}", (level + own.saturating_sub(1)).clamp(2, 6));
                wrap(&tag, text, out);
            }
            Block::Paragraph(text) => wrap("p", text, out),
            Block::Quote(inner) => {
                out.push_str("<blockquote>");
                blocks(inner, level, out);
                out.push_str("</blockquote>\n");
            }
            Block::List { start, items } => list_html(*start, items, level, out),
            Block::Table { columns, header, rows } => table(columns, header, rows, out),
            Block::Code(text) => {
                out.push_str("<pre tabindex=\"0\"><code>");
                escape(text, out);
                out.push_str("</code></pre>\n");
            }
            Block::Rule => out.push_str("<hr>\n"),
            Block::Note { blocks: inner, .. } => blocks(inner, level, out),
        }
    }
}

fn list_html(start: Option<u64>, items: &[Vec<Block>], level: u8, out: &mut String) {
    let tag = if start.is_some() { "ol" } else { "ul" };
    match start {
        Some(first) if first != 1 => out.push_str(&format!("<ol start=\"{first}\">\n")),
        _ => out.push_str(&format!("<{tag}>\n")),
    }
    for item in items {
        out.push_str("<li>");
        match item.as_slice() {
            [Block::Paragraph(text)] => inlines(text, out),
            many => blocks(many, level, out),
        }
        out.push_str("</li>\n");
    }
    out.push_str(&format!("</{tag}>\n"));
}

fn table(columns: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], out: &mut String) {
    let class = |column: usize| match columns.get(column) {
        Some(Align::Right) => " class=\"right\"",
        Some(Align::Center) => " class=\"center\"",
        _ => "",
    };
    out.push_str("<table>\n<thead><tr>");
    for (column, cell) in header.iter().enumerate() {
        out.push_str(&format!("<th scope=\"col\"{}>", class(column)));
        inlines(cell, out);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            out.push_str(&format!("<td{}>", class(column)));
            inlines(cell, out);
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn wrap(tag: &str, text: &[Inline], out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    inlines(text, out);
    out.push_str(&format!("</{tag}>\n"));
}

fn inlines(list: &[Inline], out: &mut String) {
    for inline in list {
        match inline {
            Inline::Text(text) => escape(text, out),
            Inline::Strong(inner) => around("strong", inner, out),
            Inline::Emphasis(inner) => around("em", inner, out),
            Inline::Code(text) => {
                out.push_str("<code>");
                escape(text, out);
                out.push_str("</code>");
            }
            Inline::Link { target, text } if is_safe(target) => {
                out.push_str("<a href=\"");
                escape(target, out);
                out.push_str("\">");
                inlines(text, out);
                out.push_str("</a>");
            }
            // Made by `changes`, never by a fact: a page of this site, with the way to it.
            Inline::Link { target, text } if target.starts_with(SITE) => {
                out.push_str("<a href=\"");
                escape(&target[SITE.len()..], out);
                out.push_str("\">");
                inlines(text, out);
                out.push_str("</a>");
            }
            // A link to anything else is no link: its words stay.
            Inline::Link { text, .. } => inlines(text, out),
            Inline::NoteRef(label) => escape(&format!("[{label}]"), out),
            Inline::Badge { text, .. } => escape(text, out),
            Inline::Break => out.push_str("<br>"),
        }
    }
}

fn around(tag: &str, inner: &[Inline], out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    inlines(inner, out);
    out.push_str(&format!("</{tag}>"));
}

/// Whether an address may be opened from a page.
pub(super) fn is_safe(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    known && !target.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{}|".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_fact_stay_words() {
        assert_eq!(
            html("a <script>x</script> & [b](javascript:x) [c](https://x.y/?a=1&b)", 3),
            "<p>a &lt;script&gt;x&lt;/script&gt; &amp; b <a href=\"https://x.y/?a=1&amp;b\">c</a></p>\n"
        );
        assert_eq!(inline_html("**Yes.** `x`"), "<strong>Yes.</strong> <code>x</code>");
        assert_eq!(plain("Yes. *It* is\n\n- one\n- two"), "Yes. It is one two");
    }
}
