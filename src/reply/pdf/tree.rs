//! The structure tree: what each part of the page is, for readers that do not see it.

/// Index of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ElemId(pub(super) usize);

/// The elements of a document; the first is the root, `Document`.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) elems: Vec<Elem>,
}

/// One element.
#[derive(Debug)]
pub(super) struct Elem {
    /// A standard structure type of PDF 1.7, such as `P` or `TH`.
    pub(super) tag: &'static str,
    pub(super) parent: Option<ElemId>,
    pub(super) kids: Vec<Kid>,
    /// Language, where it differs from the document's.
    pub(super) lang: Option<&'static str>,
    /// Attribute dictionary: owner, key, value, all names.
    pub(super) attribute: Option<(&'static str, &'static str, &'static str)>,
    /// Identifier, which a note must have.
    pub(super) id: Option<String>,
    attached: bool,
}

/// What an element holds, in reading order.
#[derive(Debug)]
pub(super) enum Kid {
    /// Another element.
    Elem(ElemId),
    /// Marked content number `mcid` of page `page`.
    Mark { page: usize, mcid: usize },
    /// Annotation with this running number.
    Annotation { page: usize, number: usize },
}

impl Tree {
    pub(super) const ROOT: ElemId = ElemId(0);

    pub(super) fn new() -> Self {
        let mut tree = Self { elems: Vec::new() };
        tree.push("Document", None);
        tree
    }

    /// Adds a block element as the next kid of `parent`.
    pub(super) fn block(&mut self, tag: &'static str, parent: ElemId) -> ElemId {
        let id = self.push(tag, Some(parent));
        self.attach(id);
        id
    }

    /// Adds an element inside a line of text; it takes its place among its parent's kids when its first mark is drawn.
    pub(super) fn inline(&mut self, tag: &'static str, parent: ElemId) -> ElemId {
        self.push(tag, Some(parent))
    }

    pub(super) fn get_mut(&mut self, id: ElemId) -> &mut Elem {
        &mut self.elems[id.0]
    }

    /// Records that content number `mcid` of a page belongs to the element.
    pub(super) fn mark(&mut self, id: ElemId, page: usize, mcid: usize) {
        self.attach(id);
        self.elems[id.0].kids.push(Kid::Mark { page, mcid });
    }

    /// Records that an annotation belongs to the element.
    pub(super) fn annotate(&mut self, id: ElemId, page: usize, number: usize) {
        self.attach(id);
        self.elems[id.0].kids.push(Kid::Annotation { page, number });
    }

    /// Whether the element has its place in the tree.
    pub(super) fn is_attached(&self, id: ElemId) -> bool {
        self.elems[id.0].attached
    }

    fn push(&mut self, tag: &'static str, parent: Option<ElemId>) -> ElemId {
        let attached = parent.is_none();
        self.elems.push(Elem { tag, parent, kids: Vec::new(), lang: None, attribute: None, id: None, attached });
        ElemId(self.elems.len() - 1)
    }

    fn attach(&mut self, id: ElemId) {
        let mut id = id;
        while !self.elems[id.0].attached {
            self.elems[id.0].attached = true;
            let Some(parent) = self.elems[id.0].parent else { return };
            self.elems[parent.0].kids.push(Kid::Elem(id));
            id = parent;
        }
    }
}
