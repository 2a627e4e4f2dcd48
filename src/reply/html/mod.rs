//! Blocks to one self-contained HTML page: no script, no request, styles inside, and a policy that allows nothing else.
//!
//! The look is data: `templates/reply.css`.

mod block;
mod inline;
mod policy;
#[cfg(test)]
mod tests;

use super::block::{Anchors, Block, Document, Inline, clean_text, one_line};
use std::collections::BTreeSet;

const STYLE: &str = include_str!("../../../templates/reply.css");
/// Anchor of the text. No anchor of a document has two hyphens in a row.
const TEXT: &str = "the--text";

/// Draws a document as an HTML page, in UTF-8. Attachments are not carried.
///
/// Every word is escaped; only `http`, `https` and `mailto` addresses and anchors of the page become links.
pub fn render_html(document: &Document) -> String {
    let anchors = Anchors::of(&document.blocks, '-', 80);
    let contents = contents(&document.blocks, &anchors);
    let mut page = Page { anchors, headings: 0, used_notes: BTreeSet::new(), out: String::new() };
    page.head(document);
    page.out.push_str(&format!(
        "<a class=\"skip\" href=\"#{TEXT}\">Skip to the text</a>\n<div class=\"page\">\n<header><p>"
    ));
    page.text(&document.header);
    page.out.push_str("</p></header>\n");
    page.contents(&contents);
    page.out.push_str(&format!("<main id=\"{TEXT}\">\n"));
    if !document.blocks.iter().any(|block| matches!(block, Block::Heading { level: 0 | 1, .. })) {
        page.out.push_str("<h1>");
        page.text(&document.title);
        page.out.push_str("</h1>\n");
    }
    page.blocks(&document.blocks, 0);
    page.out.push_str("</main>\n<footer><p>");
    page.text(&document.footer);
    page.out.push_str("</p></footer>\n</div>\n</body>\n</html>\n");
    page.out
}

/// Name and words of every heading of level 2 that is not nested.
fn contents<'a>(blocks: &'a [Block], anchors: &Anchors) -> Vec<(String, &'a [Inline])> {
    let mut place = 0;
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Heading { level: 2, text, .. } = block {
            found.extend(anchors.heading(place).map(|name| (name.to_owned(), text.as_slice())));
        }
        place += block::headings(block, 0);
    }
    found
}

/// A page as it is being written.
struct Page {
    anchors: Anchors,
    /// Headings written so far.
    headings: usize,
    /// Labels of notes that were referred to.
    used_notes: BTreeSet<String>,
    out: String,
}

impl Page {
    fn head(&mut self, document: &Document) {
        let language = document.language.as_str();
        let is_tag = !language.is_empty() && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        self.out.push_str(&format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; base-uri 'none'; \
             form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
            if is_tag { language } else { "en" },
            policy::hash_of_style(STYLE),
        ));
        for (name, value) in [
            ("author", document.author.as_str()),
            ("description", document.subject.as_str()),
            ("dcterms.created", document.created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().as_str()),
            ("generator", "Neatline"),
        ] {
            self.out.push_str(&format!("<meta name=\"{name}\" content=\""));
            self.text(&one_line(value));
            self.out.push_str("\">\n");
        }
        self.out.push_str("<title>");
        self.text(&one_line(&document.title));
        self.out.push_str(&format!("</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"));
    }

    fn contents(&mut self, contents: &[(String, &[Inline])]) {
        if contents.len() < 2 {
            return;
        }
        self.out.push_str("<nav aria-labelledby=\"the--contents\">\n<p id=\"the--contents\">Contents</p>\n<ul>\n");
        for (name, text) in contents {
            self.out.push_str(&format!("<li><a href=\"#{name}\">"));
            self.plain(text);
            self.out.push_str("</a></li>\n");
        }
        self.out.push_str("</ul>\n</nav>\n");
    }

    /// Writes words: cleaned and escaped, fit for content and for attributes in double quotes.
    fn text(&mut self, text: &str) {
        for c in clean_text(text).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                c => self.out.push(c),
            }
        }
    }
}
