//! The tree of a page, as browsers build it from whatever was written.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// A node of a page.
#[derive(Debug)]
pub(super) struct Node {
    parent: Option<usize>,
    /// Its children in order.
    pub(super) children: Vec<usize>,
    /// What it is.
    pub(super) data: Data,
    /// Line of the source from 1.
    pub(super) line: usize,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// Words.
    Text(String),
    /// An element with its attributes.
    Element(QualName, Vec<(String, String)>),
    /// The document itself, comments and the like.
    Other,
}

/// A page: nodes by number, the document first.
#[derive(Debug)]
pub(super) struct Dom(pub(super) Vec<Node>);

/// Reads a page.
pub(super) fn parse(html: &str) -> Dom {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let sink = Sink { nodes: RefCell::new(vec![node(Data::Other, 1)]), line: Cell::new(1) };
    parse_document(sink, options).one(html)
}

impl Dom {
    /// Name of an element; empty for any other node.
    pub(super) fn name(&self, node: usize) -> &str {
        match &self.0[node].data {
            Data::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// Value of an attribute.
    pub(super) fn attribute(&self, node: usize, wanted: &str) -> Option<&str> {
        match &self.0[node].data {
            Data::Element(_, attributes) => {
                attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
            }
            _ => None,
        }
    }

    /// Elements of a name in a subtree, in order.
    pub(super) fn within(&self, top: usize, names: &[&str]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut stack: Vec<usize> = self.0[top].children.iter().rev().copied().collect();
        while let Some(node) = stack.pop() {
            if names.contains(&self.name(node)) {
                found.push(node);
            }
            stack.extend(self.0[node].children.iter().rev());
        }
        found
    }

    /// Whether a node lies in one of a name.
    pub(super) fn lies_in(&self, node: usize, names: &[&str]) -> Option<usize> {
        let mut at = self.0[node].parent;
        while let Some(above) = at {
            if names.contains(&self.name(above)) {
                return Some(above);
            }
            at = self.0[above].parent;
        }
        None
    }
}

fn node(data: Data, line: usize) -> Node {
    Node { parent: None, children: Vec::new(), data, line }
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<usize>,
}

impl Sink {
    fn add(&self, data: Data) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node(data, self.line.get()));
        nodes.len() - 1
    }

    fn child(&self, parent: usize, position: Option<usize>, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.remove_from_parent(&node);
                node
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = match position {
                    None => nodes[parent].children.last().copied(),
                    Some(at) => at.checked_sub(1).and_then(|at| nodes[parent].children.get(at).copied()),
                };
                if let Some(Data::Text(known)) = before.map(|before| &mut nodes[before].data) {
                    known.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(Data::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let children = &mut nodes[parent].children;
        children.insert(position.unwrap_or(children.len()).min(children.len()), child);
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        Dom(self.nodes.into_inner())
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> usize {
        0
    }
    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element(name, _) => name,
            _ => unreachable!("internal error: only elements are asked for their names"),
        })
    }
    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let attributes =
            attributes.into_iter().map(|known| (known.name.local.to_string(), known.value.to_string())).collect();
        self.add(Data::Element(name, attributes))
    }
    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Data::Other)
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Data::Other)
    }
    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.child(*parent, None, child);
    }
    fn append_based_on_parent_node(&self, element: &usize, before: &usize, child: NodeOrText<usize>) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    // What a template holds is shown to nobody.
    fn get_template_contents(&self, _: &usize) -> usize {
        self.add(Data::Other)
    }
    fn same_node(&self, left: &usize, right: &usize) -> bool {
        left == right
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(moved) = &child {
            self.remove_from_parent(moved);
        }
        let nodes = self.nodes.borrow();
        let Some(parent) = nodes[*sibling].parent else { return };
        let position = nodes[parent].children.iter().rposition(|known| known == sibling);
        drop(nodes);
        self.child(parent, position, child);
    }
    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Data::Element(_, known) = &mut nodes[*target].data else { return };
        for new in attributes {
            let name = new.name.local.to_string();
            if !known.iter().any(|(known, _)| *known == name) {
                known.push((name, new.value.to_string()));
            }
        }
    }
    fn remove_from_parent(&self, target: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes[*target].parent.take() else { return };
        if let Some(at) = nodes[parent].children.iter().rposition(|known| known == target) {
            nodes[parent].children.remove(at);
        }
    }
    fn reparent_children(&self, from: &usize, to: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*from].children);
        for child in &children {
            nodes[*child].parent = Some(*to);
        }
        nodes[*to].children.extend(children);
    }
    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX).max(1));
    }
}
