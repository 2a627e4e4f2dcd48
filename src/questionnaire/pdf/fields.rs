//! The fields of a PDF form (AcroForm): names, kinds, values, and where they stand.

use super::document::Pdf;
use super::geometry::Rect;
use crate::questionnaire::Limits;
use crate::questionnaire::clean::{clean, fold};
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of fields inside fields.
const DEPTH: usize = 32;
/// Choices of one field that are kept.
const CHOICES: usize = 500;

/// All fields, and why they must not be filled, if they must not.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fields {
    pub(crate) list: Vec<Field>,
    /// A clause: signed, encrypted, XFA.
    pub(crate) refused: Option<&'static str>,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// Its fully qualified name.
    pub(crate) name: String,
    /// Its dictionary.
    pub(crate) id: ObjectId,
    pub(crate) kind: FieldKind,
    /// What people hear or see when they point at it.
    pub(crate) tooltip: Option<String>,
    /// What it holds: words, a choice as it is shown, or the name of a state.
    pub(crate) value: Option<String>,
    /// Whether that is what it held before anybody filled it.
    pub(crate) default: bool,
    pub(crate) read_only: bool,
    /// Most characters.
    pub(crate) max_len: Option<usize>,
    pub(crate) multiline: bool,
    /// Where it stands; several for a group of radio buttons.
    pub(crate) widgets: Vec<Widget>,
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FieldKind {
    /// Words.
    Text,
    /// One of a list: what is stored, and what is shown.
    Choice(Vec<(String, String)>),
    /// One of several buttons.
    Radio,
    /// A check box.
    Check,
}

/// A field's place on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Widget {
    pub(crate) id: ObjectId,
    /// Page from 0.
    pub(crate) page: usize,
    /// On the upright page.
    pub(crate) area: Rect,
    /// Name of the state in which it is ticked.
    pub(crate) state: Option<String>,
}

/// Reads the fields. Never fails: what is broken or beyond the limits is left out.
pub(crate) fn read_fields(pdf: &Pdf, limits: &Limits) -> Fields {
    let Some(form) = pdf.doc.catalog().ok().and_then(|catalog| pdf.sub(catalog, b"AcroForm")) else {
        return Fields::default();
    };
    let mut reader = Reader {
        pdf,
        pages: widget_pages(pdf),
        seen: BTreeSet::new(),
        left: limits.pdf_fields,
        list: Vec::new(),
        signed: false,
    };
    for field in pdf.array(form, b"Fields").unwrap_or_default() {
        reader.node(field, &Inherited::default(), 0);
    }
    let xfa = pdf.get(form, b"XFA").is_some_and(|xfa| !xfa.is_null());
    let refused = if pdf.encrypted() {
        Some("it is encrypted")
    } else if reader.signed || certified(pdf) {
        Some("it is signed, and any change breaks the signature")
    } else if xfa {
        Some("it is an XFA form, whose own layer would hide what is filled in")
    } else {
        None
    };
    Fields { list: reader.list, refused }
}

fn certified(pdf: &Pdf) -> bool {
    pdf.doc.catalog().ok().and_then(|catalog| pdf.sub(catalog, b"Perms")).is_some_and(|perms| perms.has(b"DocMDP"))
}

/// The page of every annotation.
fn widget_pages(pdf: &Pdf) -> BTreeMap<ObjectId, usize> {
    let mut pages = BTreeMap::new();
    for (index, id) in pdf.pages.iter().enumerate() {
        let Ok(page) = pdf.doc.get_dictionary(*id) else { continue };
        for annotation in pdf.array(page, b"Annots").unwrap_or_default().iter().take(20_000) {
            if let Ok(id) = annotation.as_reference() {
                pages.entry(id).or_insert(index);
            }
        }
    }
    pages
}

/// What fields have from those above them.
#[derive(Debug, Clone, Default)]
struct Inherited {
    name: String,
    kind: Vec<u8>,
    flags: i64,
    value: Option<Object>,
    default: Option<Object>,
    options: Option<Object>,
    max_len: Option<i64>,
    tooltip: Option<String>,
}

struct Reader<'a> {
    pdf: &'a Pdf,
    pages: BTreeMap<ObjectId, usize>,
    seen: BTreeSet<ObjectId>,
    left: usize,
    list: Vec<Field>,
    signed: bool,
}

impl<'a> Reader<'a> {
    fn node(&mut self, object: &'a Object, above: &Inherited, depth: usize) {
        let Ok(id) = object.as_reference() else { return };
        if depth > DEPTH || self.left == 0 || !self.seen.insert(id) {
            return;
        }
        self.left -= 1;
        let pdf = self.pdf;
        let Some(dict) = pdf.dict(object) else { return };
        let own = self.inherit(dict, above);
        let kids = pdf.array(dict, b"Kids").unwrap_or_default();
        let named = kids.iter().any(|kid| pdf.dict(kid).is_some_and(|kid| kid.has(b"T")));
        if named {
            for kid in kids {
                self.node(kid, &own, depth + 1);
            }
        } else {
            self.field(id, dict, kids, own);
        }
    }

    fn inherit(&self, dict: &Dictionary, above: &Inherited) -> Inherited {
        let pdf = self.pdf;
        let mut own = above.clone();
        if let Some(part) = pdf.text(dict, b"T") {
            let part = clean(&part).replace('\n', " ");
            own.name = if own.name.is_empty() { part } else { format!("{}.{part}", own.name) };
        }
        let object = |key: &[u8]| pdf.get(dict, key).cloned();
        own.kind = pdf.name(dict, b"FT").map_or(own.kind, <[u8]>::to_vec);
        own.flags = pdf.integer(dict, b"Ff").unwrap_or(own.flags);
        own.value = object(b"V").or(own.value);
        own.default = object(b"DV").or(own.default);
        own.options = object(b"Opt").or(own.options);
        own.max_len = pdf.integer(dict, b"MaxLen").or(own.max_len);
        own.tooltip = pdf.text(dict, b"TU").map(|text| fold(&clean(&text))).or(own.tooltip);
        own
    }

    fn field(&mut self, id: ObjectId, dict: &'a Dictionary, kids: &'a [Object], own: Inherited) {
        let flag = |bit: u32| own.flags & (1 << (bit - 1)) != 0;
        if own.kind == b"Sig" {
            self.signed |= own.value.as_ref().is_some_and(|value| !value.is_null());
            return;
        }
        let kind = match own.kind.as_slice() {
            // Passwords and files are nobody's answer.
            b"Tx" if !flag(14) && !flag(21) => FieldKind::Text,
            b"Ch" => FieldKind::Choice(self.choices(own.options.as_ref())),
            b"Btn" if flag(17) => return,
            b"Btn" if flag(16) => FieldKind::Radio,
            b"Btn" => FieldKind::Check,
            _ => return,
        };
        let mut widgets: Vec<Widget> = Vec::new();
        let places: Vec<(ObjectId, &Dictionary)> = if kids.is_empty() {
            vec![(id, dict)]
        } else {
            let pdf = self.pdf;
            kids.iter().take(200).filter_map(|kid| Some((kid.as_reference().ok()?, pdf.dict(kid)?))).collect()
        };
        for (id, dict) in places {
            widgets.extend(self.widget(id, dict));
        }
        if widgets.is_empty() || own.name.is_empty() || self.list.iter().any(|field| field.name == own.name) {
            return;
        }
        let multiple = widgets.iter().filter_map(|widget| widget.state.as_ref()).collect::<BTreeSet<_>>().len() > 1;
        let kind = if kind == FieldKind::Check && multiple { FieldKind::Radio } else { kind };
        let value = own.value.as_ref().and_then(|value| self.value(value, &kind));
        let default = own.default.is_some() && own.default == own.value;
        self.list.push(Field {
            name: own.name,
            id,
            multiline: kind == FieldKind::Text && flag(13),
            kind,
            tooltip: own.tooltip.filter(|text| !text.is_empty()),
            value,
            default,
            read_only: flag(1),
            max_len: own.max_len.and_then(|most| usize::try_from(most).ok()).filter(|most| *most > 0),
            widgets,
        });
    }

    fn widget(&self, id: ObjectId, dict: &Dictionary) -> Option<Widget> {
        let hidden = self.pdf.integer(dict, b"F").unwrap_or(0) & (2 | 32) != 0;
        let by_parent = || {
            let page = dict.get(b"P").ok()?.as_reference().ok()?;
            self.pdf.pages.iter().position(|id| *id == page)
        };
        let page = self.pages.get(&id).copied().or_else(by_parent)?;
        let rect = self.pdf.rect(dict.get(b"Rect").ok()?)?;
        let page_dict = self.pdf.doc.get_dictionary(self.pdf.pages[page]).ok()?;
        let area = self.pdf.upright(page_dict).0.bounds(rect);
        let states = self.pdf.sub(dict, b"AP").and_then(|looks| self.pdf.get(looks, b"N"));
        // Buttons have a drawing for each state, other fields have one.
        let states = states.and_then(|states| states.as_dict().ok());
        let state = states.and_then(|states| states.iter().map(|(name, _)| name).find(|name| *name != b"Off"));
        let state = state.map(|name| String::from_utf8_lossy(name).into_owned());
        let seen = !hidden && area.width() > 1.0 && area.height() > 1.0;
        seen.then_some(Widget { id, page, area, state })
    }

    fn choices(&self, options: Option<&Object>) -> Vec<(String, String)> {
        let text = |object: &Object| self.pdf.follow(object).and_then(super::text_of).map(|text| clean(&text));
        let list = options.and_then(|options| options.as_array().ok()).map(Vec::as_slice).unwrap_or_default();
        let choice = |object: &Object| match self.pdf.follow(object)? {
            Object::Array(pair) => Some((text(pair.first()?)?, text(pair.get(1)?)?)),
            single => text(single).map(|text| (text.clone(), text)),
        };
        list.iter().take(CHOICES).filter_map(choice).collect()
    }

    /// What a field shows for its value.
    fn value(&self, value: &Object, kind: &FieldKind) -> Option<String> {
        let text = match value {
            Object::Array(list) => super::text_of(self.pdf.follow(list.first()?)?)?,
            Object::Stream(stream) => {
                let content = stream.get_plain_content_with_limit(1 << 20).ok()?;
                super::text_of(&Object::string_literal(content))?
            }
            other => super::text_of(other)?,
        };
        let text = clean(&text);
        match kind {
            FieldKind::Choice(list) => {
                Some(list.iter().find(|(stored, _)| *stored == text).map_or(text, |(_, shown)| shown.clone()))
            }
            FieldKind::Radio | FieldKind::Check => Some(text).filter(|state| state != "Off"),
            FieldKind::Text => Some(text),
        }
        .filter(|text| !text.trim().is_empty())
    }
}
