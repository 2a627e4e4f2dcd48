//! From the tree of a page to lines, tables and fields.

use super::controls::Controls;
use super::dom::{Data, Dom};
use super::tables::{grid_of, is_data_table};
use crate::questionnaire::draft::Draft;
use crate::questionnaire::layout::Grid;
use crate::questionnaire::prose::{Line, LineKind};

/// Levels of elements that are walked; deeper ones are left out.
const DEEPEST: usize = 400;

/// A page, laid out.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Words of its title element.
    pub(super) title: Option<String>,
    /// Its lines without those of tables and labelled fields, numbered by their order.
    pub(super) lines: Vec<Line>,
    /// Its tables, with the number of the line they stand at.
    pub(super) tables: Vec<(usize, Grid)>,
    /// Its labelled fields, with the same numbers.
    pub(super) fields: Vec<Draft>,
    /// Line of the source for every number.
    pub(super) source: Vec<usize>,
}

/// Lays out a page.
pub(super) fn lay_out(dom: &Dom) -> Page {
    let mut walk = Walk {
        dom,
        controls: Controls::of(dom),
        page: Page { source: vec![1], ..Page::default() },
        line: String::new(),
        start: 1,
        prefix: String::new(),
        quotes: 0,
        heading: None,
        section: None,
        lists: Vec::new(),
    };
    walk.children(0, 0);
    walk.flush();
    walk.page
}

struct Walk<'d> {
    dom: &'d Dom,
    controls: Controls,
    page: Page,
    line: String,
    start: usize,
    /// Number or dash of the list item that begins here.
    prefix: String,
    quotes: usize,
    heading: Option<u8>,
    section: Option<String>,
    /// Open lists: the next number, or none for bullets.
    lists: Vec<Option<usize>>,
}

/// Elements that hold nothing a reader sees.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "video", "audio", "nav",
    "footer", "datalist", "head", "dialog",
];

impl Walk<'_> {
    fn children(&mut self, node: usize, depth: usize) {
        if depth < DEEPEST {
            for child in &self.dom.0[node].children {
                self.node(*child, depth + 1);
            }
        }
    }

    fn node(&mut self, node: usize, depth: usize) {
        let known = &self.dom.0[node];
        match &known.data {
            Data::Text(text) => self.text(text, known.line),
            Data::Element(..) => self.element(node, depth),
            Data::Other => self.children(node, depth),
        }
    }

    fn text(&mut self, text: &str, line: usize) {
        if self.line.trim().is_empty() {
            self.start = line;
        }
        for (index, word) in text.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            if index > 0 && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
    }

    fn element(&mut self, node: usize, depth: usize) {
        let name = self.dom.name(node);
        let hidden = self.dom.attribute(node, "hidden").is_some()
            || self.dom.attribute(node, "aria-hidden") == Some("true")
            || self.dom.attribute(node, "style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        if name == "head" {
            let title = self.dom.within(node, &["title"]).first().map(|title| words(self.dom, *title));
            self.page.title = title.filter(|title| !title.is_empty());
        }
        if UNSEEN.contains(&name) || (hidden && name != "body" && name != "html") {
            return;
        }
        match name {
            "br" => self.line.push('\n'),
            "hr" => {
                self.flush();
                self.mark(LineKind::Dropped, node);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "legend" | "caption" => {
                self.flush();
                self.heading = Some(name.strip_prefix('h').and_then(|level| level.parse().ok()).unwrap_or(6));
                self.children(node, depth);
                self.flush();
                self.heading = None;
            }
            "p" | "article" | "section" | "fieldset" | "details" | "form" | "dl" | "dt" => {
                self.apart();
                if name == "fieldset" && self.controls.takes_legend(node) {
                    self.controls.fields_at(self.dom, node, &mut self.page, self.section.as_deref());
                    return;
                }
                self.children(node, depth);
                self.apart();
            }
            "div" | "main" | "header" | "aside" | "address" | "dd" | "figure" | "summary" | "center" | "tr"
            | "body" => {
                self.flush();
                self.children(node, depth);
                self.flush();
            }
            "blockquote" => {
                self.apart();
                self.quotes += 1;
                self.children(node, depth);
                self.flush();
                self.quotes -= 1;
                self.apart();
            }
            "pre" => {
                self.apart();
                for line in words_raw(self.dom, node).lines() {
                    self.line.push_str(line);
                    self.start = self.dom.0[node].line;
                    self.flush();
                }
                self.apart();
            }
            "ul" | "ol" | "menu" => {
                self.flush();
                let first = self.dom.attribute(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push((name == "ol").then_some(first));
                self.children(node, depth);
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.apart();
                }
            }
            "li" => {
                self.flush();
                let number = self.dom.attribute(node, "value").and_then(|value| value.parse().ok());
                self.prefix = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let own = number.unwrap_or(*next);
                        *next = own.saturating_add(1);
                        format!("{own}. ")
                    }
                    _ => "- ".to_owned(),
                };
                self.children(node, depth);
                self.flush();
                self.prefix.clear();
            }
            "table" if is_data_table(self.dom, node) => self.table(node),
            "table" => {
                self.apart();
                self.children(node, depth);
                self.apart();
            }
            "td" | "th" => {
                self.flush();
                self.children(node, depth);
                self.flush();
            }
            "label" if self.controls.takes_label(self.dom, node) => {
                self.flush();
                self.controls.fields_at(self.dom, node, &mut self.page, self.section.as_deref());
            }
            "input" | "textarea" | "select" | "button" => {
                if let Some(shown) = self.controls.shown(self.dom, node) {
                    self.text(&shown, self.dom.0[node].line);
                }
            }
            _ => self.children(node, depth),
        }
    }

    fn table(&mut self, node: usize) {
        self.apart();
        let mut grid = grid_of(self.dom, node, &self.controls);
        let captions = self.dom.within(node, &["caption"]);
        let caption = captions.first().map(|caption| words(self.dom, *caption)).filter(|words| !words.is_empty());
        grid.heading = caption.or_else(|| self.section.clone());
        let number = self.mark(LineKind::Dropped, node);
        self.page.tables.push((number, grid));
    }

    /// A line that only parts others.
    fn mark(&mut self, kind: LineKind, node: usize) -> usize {
        let number = self.page.source.len();
        self.page.source.push(self.dom.0[node].line);
        self.page.lines.push(Line { kind, ..Line::new(number, "") });
        number
    }

    fn apart(&mut self) {
        self.flush();
        if self.page.lines.last().is_some_and(|line| !line.is_blank() || line.kind != LineKind::Text) {
            let number = self.page.source.len();
            self.page.source.push(self.start);
            self.page.lines.push(Line::new(number, ""));
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.line);
        let mut first = true;
        for line in text.split('\n') {
            let line = line.trim_matches(' ');
            if line.is_empty() {
                continue;
            }
            let number = self.page.source.len();
            self.page.source.push(self.start);
            let kind = self.heading.map_or(LineKind::Text, LineKind::Heading);
            if self.heading.is_some() {
                self.section = Some(line.to_owned());
            }
            let depth = self.lists.len().saturating_sub(1);
            let indent =
                if self.prefix.is_empty() && self.lists.is_empty() { String::new() } else { "  ".repeat(depth) };
            let prefix = if first && kind == LineKind::Text { std::mem::take(&mut self.prefix) } else { String::new() };
            let quotes = "> ".repeat(self.quotes);
            self.page.lines.push(Line { kind, ..Line::new(number, &format!("{quotes}{indent}{prefix}{line}")) });
            first = false;
        }
    }
}

/// Words of a subtree in one line.
pub(super) fn words(dom: &Dom, node: usize) -> String {
    crate::questionnaire::clean::fold(&words_raw(dom, node))
}

/// Words of a subtree: line breaks where blocks end.
pub(super) fn words_raw(dom: &Dom, top: usize) -> String {
    const BLOCKS: &[&str] =
        &["p", "div", "li", "br", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td"];
    let mut out = String::new();
    let mut stack = vec![(top, false)];
    while let Some((node, done)) = stack.pop() {
        let name = dom.name(node);
        if BLOCKS.contains(&name) && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        if done || matches!(name, "script" | "style" | "noscript" | "template" | "select" | "textarea" | "button") {
            continue;
        }
        if let Data::Text(text) = &dom.0[node].data {
            let in_pre = dom.name(top) == "pre";
            if in_pre {
                out.push_str(text);
            } else {
                out.push_str(&text.replace(['\n', '\r', '\t'], " "));
            }
        }
        if BLOCKS.contains(&name) {
            stack.push((node, true));
        }
        stack.extend(dom.0[node].children.iter().rev().map(|child| (*child, false)));
    }
    out
}
