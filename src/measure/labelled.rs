//! Items whose answers a person wrote down.

use crate::diagnostic::{Diagnostic, did_you_mean, sort_diagnostics};
use crate::knowledge::{Knowledge, Verdict};
use crate::questionnaire::{Item, Location};
use crate::text::{InputFile, Span, read_yaml, span_of};
use serde::de::{self, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;
use std::collections::BTreeMap;
use std::fmt;

/// What must happen to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// One of these facts answers it; a compound item may be answered by several of them.
    Facts(Vec<String>),
    /// Nothing in the base answers it.
    Unknown,
    /// A person must answer it.
    Person,
    /// It asks for nothing.
    NotAQuestion,
}

impl Expect {
    /// Whether the base answers it.
    pub fn is_answerable(&self) -> bool {
        matches!(self, Self::Facts(_))
    }

    /// The ids of the facts; empty when nothing answers.
    pub fn facts(&self) -> &[String] {
        match self {
            Self::Facts(ids) => ids,
            _ => &[],
        }
    }

    /// What kind of item it is, in one word of the tables.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Facts(_) => "facts",
            Self::Unknown => "unknown",
            Self::Person => "person",
            Self::NotAQuestion => "not-a-question",
        }
    }

    /// The word in files, or the ids.
    pub fn label(&self) -> String {
        match self {
            Self::Facts(ids) => ids.join(", "),
            Self::Unknown => "unknown".into(),
            Self::Person => "person".into(),
            Self::NotAQuestion => "not-a-question".into(),
        }
    }
}

/// One labelled item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledItem {
    /// Its id, unique in its set.
    pub id: String,
    /// Its words.
    pub text: String,
    /// How it is worded: `yes-no`, `open`, `statement`, `fragment`, `typo`, `saas` ...
    pub style: String,
    /// Two-letter code of its language.
    pub language: String,
    /// What must happen.
    pub expect: Expect,
    /// The positions that are correct for this wording, any of them; empty where the wording fixes none, as an open item does.
    pub verdicts: Vec<Verdict>,
}

impl LabelledItem {
    /// The item as a form would hold it.
    pub fn to_item(&self) -> Item {
        Item {
            id: self.id.clone(),
            section: None,
            text: self.text.clone(),
            location: Location { line: 1, part: None },
            guidance: None,
            context: None,
            slots: Vec::new(),
        }
    }
}

/// A set of labelled items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelledSet {
    /// The items, in the order of the files.
    pub items: Vec<LabelledItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    id: Spanned<String>,
    text: Spanned<String>,
    style: String,
    language: String,
    expect: Spanned<RawExpect>,
    verdict: Option<RawVerdict>,
}

/// One verdict or several. Not an untagged enum: that would read the words `yes` and `no` as YAML's booleans.
#[derive(Debug)]
struct RawVerdict(Vec<Verdict>);

impl<'de> Deserialize<'de> for RawVerdict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(VerdictVisitor)
    }
}

struct VerdictVisitor;

impl<'de> Visitor<'de> for VerdictVisitor {
    type Value = RawVerdict;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a verdict, or a list of verdicts")
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<RawVerdict, E> {
        Ok(RawVerdict(vec![if yes { Verdict::Yes } else { Verdict::No }]))
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<RawVerdict, E> {
        Verdict::deserialize(word.into_deserializer()).map(|verdict| RawVerdict(vec![verdict]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawVerdict, A::Error> {
        let mut verdicts = Vec::new();
        while let Some(verdict) = list.next_element()? {
            verdicts.push(verdict);
        }
        Ok(RawVerdict(verdicts))
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RawExpect {
    Word(String),
    Facts(Vec<String>),
}

/// Reads files of labelled items and holds them against a base; the set is complete only when there is no diagnostic.
pub fn read_labelled(files: &[InputFile], knowledge: &Knowledge) -> (LabelledSet, Vec<Diagnostic>) {
    let mut set = LabelledSet::default();
    let mut diagnostics = Vec::new();
    let mut seen = BTreeMap::new();
    for file in files {
        let raw: Vec<RawItem> = match read_yaml(file, file.text().len()) {
            Ok(raw) => raw,
            Err(fault) => {
                diagnostics.push(Diagnostic::error("malformed-set", file, fault.span, fault.message).help(
                    "a set is a list of items with `id`, `text`, `style`, `language` and `expect`: fact ids, or \
                     `unknown`, `person` or `not-a-question`; `verdict` is a verdict or a list of them",
                ));
                continue;
            }
        };
        for item in raw {
            let span = span_of(&item.id);
            if seen.insert(item.id.value.clone(), ()).is_some() {
                diagnostics.push(
                    Diagnostic::error("duplicate-item", file, span, format!("second item `{}`", item.id.value))
                        .help("give every item of the sets its own id"),
                );
            }
            if item.text.value.trim().is_empty() {
                let span = span_of(&item.text);
                diagnostics.push(
                    Diagnostic::error("empty-item", file, span, format!("item `{}` has no text", item.id.value))
                        .help("write the item's words, or remove it"),
                );
            }
            let verdicts = item.verdict.map(|verdict| verdict.0).unwrap_or_default();
            if !verdicts.is_empty() && matches!(item.expect.value, RawExpect::Word(_)) {
                let message = format!("item `{}` states a verdict and expects no answer", item.id.value);
                diagnostics.push(
                    Diagnostic::error("verdict-without-fact", file, span, message)
                        .help("remove `verdict`, or name the facts that give it"),
                );
            }
            if let Some(expect) = expected(file, &item.expect, knowledge, &mut diagnostics) {
                set.items.push(LabelledItem {
                    id: item.id.value,
                    text: item.text.value.split_whitespace().collect::<Vec<_>>().join(" "),
                    style: item.style,
                    language: item.language,
                    expect,
                    verdicts,
                });
            }
        }
    }
    sort_diagnostics(&mut diagnostics);
    (set, diagnostics)
}

fn expected(
    file: &InputFile,
    raw: &Spanned<RawExpect>,
    knowledge: &Knowledge,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Expect> {
    let ids = match &raw.value {
        RawExpect::Word(word) => match word.as_str() {
            "unknown" => return Some(Expect::Unknown),
            "person" => return Some(Expect::Person),
            "not-a-question" => return Some(Expect::NotAQuestion),
            id => vec![id.to_owned()],
        },
        RawExpect::Facts(ids) => ids.clone(),
    };
    // The span of a list begins at its bracket; the ids stand on the lines that follow it.
    let place = span_of(raw);
    let mut known = Vec::new();
    for id in &ids {
        match knowledge.fact(id) {
            Some(fact) => known.push(fact.id.clone()),
            None => {
                let near = did_you_mean(id, knowledge.facts.keys().map(String::as_str));
                let at = file.text()[place.start.min(file.text().len())..].find(id.as_str());
                let span = at.map_or(place, |at| Span::new(place.start + at, place.start + at + id.len()));
                diagnostics.push(Diagnostic::error("unknown-fact", file, span, format!("unknown fact `{id}`")).help(
                    match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "name a fact of the base, or `unknown`, `person` or `not-a-question`".into(),
                    },
                ));
            }
        }
    }
    if ids.is_empty() {
        diagnostics.push(
            Diagnostic::error("no-expectation", file, place, "empty list of facts")
                .help("name the facts that answer the item, or write `unknown`"),
        );
    }
    (!known.is_empty()).then_some(Expect::Facts(known))
}
